"""The faults, one function each: what is done to an editor, and what came of it."""

from __future__ import annotations

import random
import re
import signal
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults_editors import Editor
from benchmarks.faults_sandbox import NOBODY, Sandbox
from benchmarks.faults_session import Session

DOCUMENT = "+++\nimr = 1\n+++\n\n# Overview {covers=overview}\n\nThis stood here before anything was typed.\n"
PAGES = 5 * 4096
THEIRS = "# Overview {covers=overview}\n\nSomebody else wrote this meanwhile.\n"
PER_SECOND = 30.0
GONE_WITHIN = 5.0
LARGE = 2_000_000
_SHORTEST = 0.01

_UNPROTECTED = re.compile(r"\bfull\b|no space|not protected|kept beside|auto-?sav.*(error|fail)", re.IGNORECASE)
_NOT_SAVED = re.compile(
    r"\bfull\b|no space|not saved:|not written|cannot|can't|could not|error|denied|read-?only|not permitted|in place",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"changed|modified|newer|overwrite|another session|being edited|swap file|locked by|really edit", re.IGNORECASE
)
# Where this machine keeps the sandbox, also as an editor cuts it off, and what the machine is called.
_HERE = re.compile(r"(?:/\S*/imr-tui-faults-\w+|\.{3}[\w-]*)/(?:work/)?|(?<=root)@[\w.-]+")
# What an editor says of its own making, on any start.
_BESIDE_THE_POINT = ("stood here", "libgccjit", "fake.s")


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done: characters typed, and kills in the middle of a save."""

    characters: int = 300
    kills: int = 25


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a fault.

    `lost` are the characters that cannot be had back of `typed`. `gone` is in how many seconds the process had ended,
    negative where it still ran. `file` says what the document then was; `said` what stood on the screen about it.
    """

    typed: int = 0
    lost: int | None = None
    gone: float | None = None
    file: str = ""
    said: str = ""
    more: tuple[str, ...] = field(default=())


def numbered(count: int) -> str:
    """`count` characters of words that are all different, in lines."""
    words = (f"w{number:05}" for number in range(count))
    lines: list[str] = []
    while sum(map(len, lines)) < count:
        lines.append(" ".join(next(words) for _ in range(8)) + "\n")
    return "".join(lines)[:count].rstrip("\n ") + "."


@contextmanager
def _writing(
    editor: Editor,
    effort: Effort,
    *,
    document: str = DOCUMENT,
    small: tuple[str, ...] = (),
    user: int | None = None,
    deaf: bool = False,
) -> Iterator[tuple[Sandbox, Session, str]]:
    """An editor in which a text has just been typed, the last key this moment."""
    typed = numbered(effort.characters)
    sandbox = Sandbox(editor, document, small=small)
    if user is not None:
        sandbox.give_away(user)
    session = sandbox.start(user=user, deaf=deaf)
    try:
        session.type(typed, PER_SECOND)
        yield sandbox, session, typed
    finally:
        session.end()
        sandbox.remove()


def _ended_by(number: signal.Signals, *, after: float = 0.0) -> Callable[[Editor, Effort], Outcome]:
    def run(editor: Editor, effort: Effort) -> Outcome:
        with _writing(editor, effort) as (sandbox, session, typed):
            time.sleep(after)
            session.signal(number)
            return _afterwards(sandbox, session, typed)

    return run


def closed(editor: Editor, effort: Effort) -> Outcome:
    """The terminal goes away, as when a connection is lost."""
    with _writing(editor, effort) as (sandbox, session, typed):
        session.hang_up()
        return _afterwards(sandbox, session, typed)


def closed_unheard(editor: Editor, effort: Effort) -> Outcome:
    """As above, of an editor that was started deaf to hang-ups."""
    with _writing(editor, effort, deaf=True) as (sandbox, session, typed):
        session.hang_up()
        return _afterwards(sandbox, session, typed)


def stalled(editor: Editor, effort: Effort) -> Outcome:
    """The terminal takes no more output for a while, then goes away."""
    with _writing(editor, effort) as (sandbox, session, typed):
        session.stall()
        time.sleep(2.0)
        session.hang_up()
        return _afterwards(sandbox, session, typed)


def _afterwards(sandbox: Sandbox, session: Session, typed: str, *, user: int | None = None) -> Outcome:
    gone = session.gone_in(GONE_WITHIN)
    more: tuple[str, ...] = ()
    if gone is None and session.processor_share() > 0.5:
        more = ("a processor at full load",)
    session.signal(signal.SIGKILL)
    session.gone_in(GONE_WITHIN)
    survivor = sandbox.survivor(typed, user=user)
    return Outcome(
        len(typed), len(typed) - survivor.characters, -1.0 if gone is None else gone, _state(sandbox, typed), more=more
    )


def full_while_saving(editor: Editor, effort: Effort) -> Outcome:
    """The document's disk is full when it is saved; later there is room again."""
    with _writing(editor, effort, document=_whole_pages(), small=("work",)) as (sandbox, session, typed):
        session.rest()
        sandbox.fill()
        said = _save(editor, session, _NOT_SAVED)
        state = _state(sandbox, typed)
        session.press(editor.dismiss)
        sandbox.make_room()
        time.sleep(1.0)
        _save(editor, session, _NOT_SAVED)
        again = _state(sandbox, typed)
        return Outcome(len(typed), file=state, said=said, more=(f"with room again: {again}",))


def _whole_pages() -> str:
    """A document that leaves no room in its last page: whatever is added needs a further one of the disk."""
    head, _, last = DOCUMENT.rpartition("\n\n")
    room = PAGES - len(DOCUMENT)
    line = "It stood here, too.\n"
    filled = (line * (room // len(line) + 1))[: room - 2]
    return f"{head}\n\n{filled}\n\n{last}"


def full_while_typing(editor: Editor, effort: Effort) -> Outcome:
    """The disk of the home folder is full while text is typed, that of the document is not; then a kill."""
    return _full_from_the_start(editor, effort, ("home",))


def all_full_while_typing(editor: Editor, effort: Effort) -> Outcome:
    """Every disk is full while text is typed; then a kill."""
    return _full_from_the_start(editor, effort, ("box",))


def _full_from_the_start(editor: Editor, effort: Effort, small: tuple[str, ...]) -> Outcome:
    typed = numbered(effort.characters)
    sandbox = Sandbox(editor, DOCUMENT, small=small)
    session = sandbox.start()
    try:
        sandbox.fill()
        session.type(typed, PER_SECOND)
        said = _told_within(session, 2.0)
        time.sleep(5.0)
        session.signal(signal.SIGKILL)
        session.gone_in(GONE_WITHIN)
        sandbox.make_room()
        survivor = sandbox.survivor(typed)
        return Outcome(len(typed), len(typed) - survivor.characters, file=_state(sandbox, typed), said=said)
    finally:
        session.end()
        sandbox.remove()


def folder_read_only(editor: Editor, effort: Effort) -> Outcome:
    """The folder cannot be written, the document can: saved, then a kill."""
    with _writing(editor, effort, user=NOBODY) as (sandbox, session, typed):
        session.rest()
        said = _save(editor, session, _NOT_SAVED)
        state = _state(sandbox, typed)
        session.signal(signal.SIGKILL)
        session.gone_in(GONE_WITHIN)
        survivor = sandbox.survivor(typed, user=NOBODY)
        return Outcome(len(typed), len(typed) - survivor.characters, file=state, said=said)


def changed_by_another(editor: Editor, effort: Effort) -> Outcome:
    """Somebody else saves the document before it is saved here."""
    with _writing(editor, effort) as (sandbox, session, _typed):
        session.rest()
        time.sleep(1.2)
        sandbox.file.write_text(THEIRS, encoding="utf-8")
        said = _save(editor, session, _OTHERS)
        return Outcome(file="their text kept" if sandbox.text() == THEIRS else "OVERWRITTEN", said=said)


def second_session(editor: Editor, effort: Effort) -> Outcome:
    """The document is opened a second time while it is being written."""
    with _writing(editor, effort) as (sandbox, _session, _typed):
        second = Session(editor.command(sandbox.file), sandbox.environment(), sandbox.work)
        try:
            second.wait_for(sandbox.opening, 5.0)
            # Some say so only at the first change.
            said = _said(second, _OTHERS)
            if not said:
                second.press(editor.to_write)
                second.press(b"x")
                second.rest()
                said = _said(second, _OTHERS)
            return Outcome(said=said)
        finally:
            second.end()


def modes(editor: Editor, effort: Effort) -> Outcome:
    """Who could read what an editor keeps beside the document, under the usual umask, ten seconds after typing."""
    with _writing(editor, effort) as (sandbox, session, typed):
        time.sleep(10.0)
        session.signal(signal.SIGKILL)
        session.gone_in(GONE_WITHIN)
        opening = typed[:30]
        found = set()
        for path in sandbox.files():
            if path != sandbox.file and (opening in _content(path) or _is_swap(path)):
                mode, folder = (stat.S_IMODE(entry.stat().st_mode) for entry in (path, path.parent))
                found.add(f"{mode:04o} in {folder:04o}")
        return Outcome(more=tuple(sorted(found)) or ("nothing kept",))


def kills_while_saving(editor: Editor, effort: Effort) -> Outcome:
    """Killed at a chance moment of saving two megabytes, again and again."""
    line = "This line of the review must never be half written, whatever happens.\n"
    document = (line * (LARGE // len(line) + 1))[: LARGE - 1] + "\n"
    window = _seconds_of_a_save(editor, document)
    moments = random.Random(20_250_309)
    found: Counter[str] = Counter()
    for _ in range(effort.kills):
        sandbox = Sandbox(editor, document)
        session = sandbox.start()
        try:
            typed = numbered(60)
            session.type(typed, 200.0)
            session.rest(0.3, 10.0)
            session.press(editor.save)
            time.sleep(moments.random() * window)
            session.signal(signal.SIGKILL)
            session.gone_in(GONE_WITHIN)
            found[_state(sandbox, typed)] += 1
        finally:
            session.end()
            sandbox.remove()
    told = ", ".join(f"{count} {state}" for state, count in found.most_common())
    bad = effort.kills - found["old"] - found["new"]
    return Outcome(effort.kills, bad, more=(told, f"killed within {window * 1000:.0f} ms of the key"))


def _seconds_of_a_save(editor: Editor, document: str) -> float:
    """How long after the key a save of this document is over, half as much again."""
    sandbox = Sandbox(editor, document)
    session = sandbox.start()
    try:
        typed = numbered(60)
        session.type(typed, 200.0)
        session.rest(0.3, 10.0)
        seen = sandbox.file.stat().st_mtime_ns
        session.press(editor.save)
        start = last = time.monotonic()
        while time.monotonic() - last < 1.0 and time.monotonic() - start < 20.0:
            now = sandbox.file.stat().st_mtime_ns if sandbox.file.exists() else 0
            if now != seen:
                seen, last = now, time.monotonic()
            time.sleep(0.0005)
        return max(_SHORTEST, 1.5 * (last - start))
    finally:
        session.end()
        sandbox.remove()


def _save(editor: Editor, session: Session, words: re.Pattern[str]) -> str:
    session.press(editor.save)
    session.rest(0.8, 10.0)
    return _said(session, words)


def _told_within(session: Session, seconds: float) -> str:
    end = time.monotonic() + seconds
    while not (said := _said(session, _UNPROTECTED)) and time.monotonic() < end:
        time.sleep(0.05)
    return said


def _said(session: Session, words: re.Pattern[str]) -> str:
    """The first row of the screen that has one of these words; empty where none does."""
    for row in session.rows():
        if words.search(row) and not any(other in row for other in _BESIDE_THE_POINT):
            return _HERE.sub("", " ".join(re.sub(r"[│┃║╭╮╰╯─━|]+", " ", row).split()))
    return ""


def _state(sandbox: Sandbox, typed: str) -> str:
    if not sandbox.file.exists():
        return "MISSING"
    text = sandbox.text()
    if text == sandbox.document:
        return "old"
    rest = text.replace(typed, "", 1).replace("\n", "")
    if typed in text and rest == sandbox.document.replace("\n", ""):
        return "new"
    return "EMPTY" if not text else "HALF WRITTEN"


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _is_swap(path: Path) -> bool:
    return path.suffix in (".swp", ".swo")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: what it is called in the table, and the function that makes it."""

    name: str
    title: str
    run: Callable[[Editor, Effort], Outcome]
    root: bool = False


FAULTS = {
    fault.name: fault
    for fault in (
        Fault("kill", "`kill -9` while typing", _ended_by(signal.SIGKILL)),
        Fault("kill-idle", "`kill -9` after 5 s of rest", _ended_by(signal.SIGKILL, after=5.0)),
        Fault("term", "SIGTERM", _ended_by(signal.SIGTERM)),
        Fault("hup", "SIGHUP", _ended_by(signal.SIGHUP)),
        Fault("closed", "terminal closed", closed),
        Fault("closed-unheard", "terminal closed, SIGHUP ignored", closed_unheard),
        Fault("stalled", "terminal stalled, then gone", stalled),
        Fault("full-save", "disk full while saving", full_while_saving, root=True),
        Fault("full-home", "home folder's disk full while typing, then `kill -9`", full_while_typing, root=True),
        Fault("full-all", "every disk full while typing, then `kill -9`", all_full_while_typing, root=True),
        Fault("read-only", "folder read-only, saved, then `kill -9`", folder_read_only, root=True),
        Fault("kill-saving", "`kill -9` while saving 2 MB", kills_while_saving),
        Fault("changed", "file changed by somebody else, saved", changed_by_another),
        Fault("second", "second session on the file", second_session),
        Fault("modes", "mode of what is kept for recovery", modes),
    )
}
