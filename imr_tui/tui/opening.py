"""A review made ready for the screen: read from disk with its lock and recovery, or begun anew."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.files import NotUtf8Error, load, load_western
from imr_tui.storage.lock import Lock, acquire
from imr_tui.storage.recovery import RecoveryKey
from imr_tui.storage.snapshot import RecoveredText
from imr_tui.storage.stamp import Stamp
from imr_tui.tui.first_look import head_of
from imr_tui.tui.services import Services

_READ_ONLY = "This review is open to read only. Nothing that is typed here changes it."


@dataclass(frozen=True, slots=True)
class OpenReview:
    """A review to be shown.

    `path`, `stamp` and `lock` are None for one that has no file yet. `recovered` is a newer text that was kept for
    recovery; it is offered, never applied unasked. `taken` is one that the text is already; it goes when that is saved.
    `begun` says that the text was not typed by anybody yet. `notice` is a sentence that stands above the text.
    """

    text: str
    key: RecoveryKey
    path: Path | None = None
    stamp: Stamp | None = None
    lock: Lock | None = None
    read_only: bool = False
    warning: str = ""
    recovered: RecoveredText | None = None
    taken: RecoveredText | None = None
    begun: bool = False
    notice: str = ""

    def once_shown(self) -> OpenReview:
        """The same without its text, once the editor has that: only the details, by which it is known again."""
        return replace(self, text=head_of(self.text))


def open_review(path: Path, services: Services, *, read_only: bool = False, take_over: bool = False) -> OpenReview:
    """Read the review at `path` and lock it, unless it is to be read only.

    A file that is not UTF-8 is opened to read only. Raises `InputError` for a file that cannot be used and `LockedError`
    where another session has it.
    """
    try:
        loaded = load(path)
    except NotUtf8Error as error:
        return _to_look_at(path, error)
    lock = None
    if not read_only:
        # Where no lock can be written at all the review still opens: a save compares with the disk in any case.
        with suppress(NotSavedError):
            lock = acquire(path, take_over=take_over, state=services.state)
    recovered = services.recovery.newest(path)
    if recovered is not None and recovered.text == loaded.text:
        recovered = None
    return OpenReview(
        loaded.text,
        RecoveryKey.of(path),
        path,
        loaded.stamp,
        lock,
        read_only,
        loaded.warning,
        None if read_only else recovered,
        notice=_READ_ONLY if read_only else "",
    )


def _to_look_at(path: Path, error: NotUtf8Error) -> OpenReview:
    """A file whose bytes are not all letters of UTF-8: shown as an older program wrote it, and never written over."""
    loaded = load_western(path)
    notice = (
        f"Read only: this file is not UTF-8 text, from byte {error.offset} on line {error.line}. Save a copy under another "
        "name to work on it; that one is UTF-8. Then check letters with accents and pound signs."
    )
    return OpenReview(loaded.text, RecoveryKey.of(path), path, loaded.stamp, read_only=True, notice=notice)


def named_path(name: str, ending: str = "") -> Path:
    """The file that a person named: `~` stands for the home folder; `ending` is added where the name has none."""
    path = Path(name).expanduser()
    return path if path.suffix or not ending else path.with_name(path.name + ending)


def new_review(text: str) -> OpenReview:
    """A review without a file, begun from `text`."""
    return OpenReview(text, RecoveryKey.unnamed(), begun=True)


def recovered_review(recovered: RecoveredText) -> OpenReview:
    """A review that was never named, from the text kept for its recovery."""
    return OpenReview(recovered.text, RecoveryKey(recovered.key, None), taken=recovered)
