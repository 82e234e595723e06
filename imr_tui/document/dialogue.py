"""The dialogue with the review author: remarks on a copy that was sent, kept in the front matter as `[[dialogue]]`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.document.front import LARGEST
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.literal import literal
from imr_tui.document.model import Report, Section
from imr_tui.document.text import Span, TextEdit
from imr_tui.errors import RefusedError

TABLE = "dialogue"
LONGEST = 4_000
"""Characters of a remark that are kept."""
MOST_FRONT = LARGEST - 4_096
_LONGEST_QUOTE = 300


class Change(StrEnum):
    """What a tracked change does; NONE for a comment."""

    NONE = ""
    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"


class Stand(StrEnum):
    """How far a remark has come."""

    OPEN = "open"
    ANSWERED = "answered"
    DONE = "done"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody's reply to a remark; `when` as the Word file has it, empty where it does not."""

    who: str
    text: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or a tracked change. `where` is a record's id or a heading, `quote` the words it is about.

    For a tracked change `text` is what is put in, and `quote` what is taken out or, where something is only put in, the words
    ahead of it. `number` counts the entries from 1; 0 for one that is not in the document yet.
    """

    who: str
    text: str
    when: str = ""
    where: str = ""
    quote: str = ""
    change: Change = Change.NONE
    state: Stand = Stand.OPEN
    answer: str = ""
    replies: tuple[Reply, ...] = ()
    number: int = 0

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same remark in another copy of the document."""
        about = fold(self.quote) if self.change is not Change.NONE else ""
        return (fold(self.who), self.when, self.change, fold(self.text), about)

    @property
    def spoken(self) -> str:
        """What it says, a tracked change in words."""
        if self.change is Change.REPLACED:
            return f"Proposed change: “{self.text}” in place of “{self.quote}”."
        if self.change is Change.DELETED:
            return f"Proposed change: take out “{self.quote}”."
        if self.change is Change.INSERTED:
            return f"Proposed change: put in “{self.text}”."
        return self.text


@dataclass(frozen=True, slots=True)
class Taken:
    """What a returned copy brings: `new` remarks, and remarks with `replies` that were not there before."""

    new: tuple[Remark, ...] = ()
    replied: tuple[Remark, ...] = ()
    edits: tuple[TextEdit, ...] = ()


def read_dialogue(front: FrontMatter) -> tuple[Remark, ...]:
    """The remarks in the front matter, in their order; what is no entry of that shape is passed over."""
    entries = front.values.get(TABLE)
    if not isinstance(entries, list):
        return ()
    return tuple(_remark(entry, number) for number, entry in enumerate(entries, 1) if isinstance(entry, Mapping))


def take_remarks(report: Report, returned: Sequence[Remark]) -> Taken:
    """Take in the remarks of a returned copy: those that are there already stay as they are, with replies that are new.

    A reply that is our own answer, come back, is none. Raises `RefusedError` where the details cannot be changed.
    """
    here: dict[tuple[str, ...], Remark] = {}
    for remark in read_dialogue(report.front):
        here[remark.key] = remark
        # As a comment of the copy that was sent back to its author.
        here[replace(remark, text=remark.spoken, change=Change.NONE).key] = remark
    # Programs that do not know replies give our answers back as comments of their own.
    answers = {fold(remark.answer) for remark in here.values() if remark.answer}
    own = fold(report.front.text("agency", "author"))
    new: list[Remark] = []
    replied: list[Remark] = []
    for remark in returned:
        known = here.get(remark.key)
        if known is None:
            if fold(remark.who) == own and fold(remark.text) in answers:
                continue
            if all(remark.key != other.key for other in new):
                new.append(replace(remark, text=remark.text[:LONGEST], quote=remark.quote[:_LONGEST_QUOTE]))
            continue
        said = {fold(reply.text) for reply in known.replies} | {fold(known.answer)}
        fresh = tuple(reply for reply in remark.replies if fold(reply.text) not in said)
        if fresh:
            replied.append(replace(known, replies=(*known.replies, *fresh), state=Stand.OPEN))
    changed = {remark.number - 1: _replies(remark) for remark in replied}
    edits = _update(report, changed, [_entry(remark) for remark in new]) if new or replied else ()
    grown = sum(len(edit.text.encode()) - (edit.end - edit.start) for edit in edits)
    inner = report.front.inner
    if (inner.end - inner.start if inner is not None else 0) + grown > MOST_FRONT:
        raise RefusedError(
            "There are too many remarks",
            "With them the details at the head of the review would be longer than the format allows.",
            "Remove remarks that are done, or take the returned copy in parts.",
        )
    return Taken(tuple(new), tuple(replied), edits)


def settle(report: Report, number: int, *, state: Stand, answer: str | None = None) -> tuple[TextEdit, ...]:
    """Answer a remark, or say that it is done, dismissed or open again. `RefusedError` for a number that is none."""
    if not 1 <= number <= len(read_dialogue(report.front)):
        raise RefusedError("There is no such remark", f"There is no remark {number}.", "See the list of remarks.")
    values: dict[str, Any] = {"state": str(state)}
    if answer is not None:
        values["answer"] = answer
    return _update(report, {number - 1: values})


def _update(
    report: Report, changed: Mapping[int, Mapping[str, Any]], added: Sequence[Mapping[str, Any]] = ()
) -> tuple[TextEdit, ...]:
    from imr_tui.document.front_edits import update_entries  # noqa: PLC0415 - who only reads remarks writes no TOML

    return update_entries(report, TABLE, changed, added)


def proposed(report: Report, remark: Remark) -> tuple[TextEdit, ...]:
    """The edits that carry out a tracked change. `RefusedError` where its place is not found, or not only once."""
    home = home_of(report, remark) or Span(report.front.body_start, report.source.length)
    text = report.text
    found = places_of(text, remark.quote, home) if remark.quote else ()
    if remark.change is Change.NONE or len(found) != 1:
        raise RefusedError(
            "The change was not made",
            "The words it is about are not found, or are found more than once.",
            "Make it by hand at the place you know, then mark the remark as done.",
        )
    if remark.change is Change.INSERTED:
        return (TextEdit(found[0].end, found[0].end, literal(f"x{remark.text}", references=True)[1:]),)
    end = found[0].end
    new = literal(f"x{remark.text}", references=True)[1:]
    if not new and text[end : end + 1] == " " and text[found[0].start - 1 : found[0].start] in (" ", "\n"):
        end += 1  # one blank goes with the words taken out
    return (TextEdit(found[0].start, end, new),)


def locate(report: Report, remark: Remark) -> Span | None:
    """Where a remark's words stand: in its record or section where they are there, else the only place that has them.

    Where they are nowhere, the heading of its record or section; None where that is gone too.
    """
    home = home_of(report, remark)
    text = report.text
    if remark.quote:
        for span in (home, Span(report.front.span.end if report.front.span else 0, len(text))):
            found = places_of(text, remark.quote, span) if span is not None else ()
            if found and (len(found) == 1 or span == home):
                return found[0]
    return Span(home.start, _line_end(text, home.start)) if home is not None else None


def home_of(report: Report, remark: Remark) -> Span | None:
    """The text of the record or section that a remark belongs to; None where there is none of that name."""
    record = report.records.get(remark.where)
    if record is not None:
        parts = [report.sections[index] for index in record.sections]
        return Span(parts[0].start, parts[-1].end)
    section = next((section for section in report.sections if fold(section.title) == fold(remark.where)), None)
    return _whole(report, section) if section is not None and remark.where else None


def places_of(text: str, words: str, within: Span) -> tuple[Span, ...]:
    """Where words stand in a text, without regard to kinds of quotation marks, dashes and blanks, or to marks of emphasis."""
    pattern = _pattern(words)
    if pattern is None:
        return ()
    return tuple(Span(match.start(), match.end()) for match in pattern.finditer(text, within.start, within.end))


def fold(text: str) -> str:
    """Text for comparison: blanks, kinds of quotation marks and dashes, and case."""
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return " ".join(plain.casefold().split())


_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-", "\u00ad": ""})
_MARKS = r"[*_~\\]*"
_SIGNS = {"'": "['’‘]", '"': '["“”]', "-": "[-–—\u2011]"}


def _pattern(words: str) -> re.Pattern[str] | None:
    pieces: list[str] = []
    for word in words.translate(_ALIKE).split():
        pieces.append("".join(f"{_MARKS}{_SIGNS.get(sign, re.escape(sign))}" for sign in word) + _MARKS)
    return re.compile(r"\s+(?:>\s*)?".join(pieces), re.IGNORECASE) if pieces else None


def _remark(entry: Mapping[str, Any], number: int) -> Remark:
    def text(key: str) -> str:
        value = entry.get(key, "")
        if isinstance(value, datetime | date):
            return value.isoformat()
        return value if isinstance(value, str) else ""

    replies = entry.get("replies")
    listed = replies if isinstance(replies, list) else []
    return Remark(
        who=text("who"),
        text=text("text"),
        when=text("when"),
        where=text("where"),
        quote=text("quote"),
        change=Change(text("change")) if text("change") in set(Change) else Change.NONE,
        state=Stand(text("state")) if text("state") in set(Stand) else Stand.OPEN,
        answer=text("answer"),
        replies=tuple(
            Reply(str(reply.get("who", "")), str(reply.get("text", "")), str(reply.get("when", "")))
            for reply in listed
            if isinstance(reply, Mapping)
        ),
        number=number,
    )


def _entry(remark: Remark) -> dict[str, Any]:
    values: dict[str, Any] = {"who": remark.who}
    for key in ("when", "where", "quote", "change", "text"):
        value = str(getattr(remark, key))
        if value:
            values[key] = value
    values["state"] = str(Stand.DONE if remark.state is Stand.DONE else Stand.OPEN)
    return values | (_replies(remark) if remark.replies else {})


def _replies(remark: Remark) -> dict[str, Any]:
    replies = [
        {
            key: value
            for key, value in (("who", reply.who), ("when", reply.when), ("text", reply.text[:LONGEST]))
            if value
        }
        for reply in remark.replies
    ]
    return {"replies": replies, "state": str(remark.state)}


def _whole(report: Report, section: Section) -> Span:
    """A section with its sub-sections."""
    after = (other.start for other in report.sections[section.index + 1 :] if other.level <= section.level)
    return Span(section.start, next(after, report.source.length))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
