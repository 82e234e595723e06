"""The thread that keeps the recovery snapshots up while somebody writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread

from imr_tui.dataclass import dataclass
from imr_tui.errors import ImrError
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.recovery import RecoveryKey, RecoveryStore

QUIET_SECONDS = 0.25
LATEST_SECONDS = 0.8
"""Leaves a slow disk a fifth of the second that may be lost."""
AGAIN_SECONDS = 1.0

_ENDED = ImrError(
    "Your work is not protected", "Recovery has stopped.", "Save now, then close and open the review again."
)

Source = str | Callable[[], Iterable[str]]
"""A text, or what gives its pieces; the latter is called in another thread and must give a text that hangs together."""


@dataclass(frozen=True, slots=True)
class Protection:
    """How the work is protected at the moment.

    `file` is the latest snapshot, None before the first. `second_place` says that the state folder could
    not be written. `error` is set while no snapshot can be written at all.
    """

    file: Path | None = None
    second_place: bool = False
    error: ImrError | None = None


class RecoveryWriter:
    """Writes a snapshot a quarter of a second after a change, and at least every second while changes go on.

    `report` is told in the writer's thread whenever the protection changes: a first snapshot, a second
    place, none, or the state folder again. After a failure it goes on trying by itself.
    """

    def __init__(self, store: RecoveryStore, key: RecoveryKey, report: Callable[[Protection], None]) -> None:
        self._store = store
        self._key = key
        self._report = report
        self._source: Source | None = None
        self._revision = 0
        self._superseded = 0
        self._to_clear = False
        self._wake = Condition()
        self._first_change: float | None = None
        self._last_change = 0.0
        self._stopping = False
        self._protection = Protection()
        self._thread = Thread(target=self._run, name="recovery", daemon=True)

    def start(self) -> None:
        """Begin; until then changes are only noted."""
        self._thread.start()

    def changed(self, source: Source) -> int:
        """The text is now this one; the number of the change, for `saved`."""
        now = time.monotonic()
        with self._wake:
            self._source = source
            self._revision += 1
            self._last_change = now
            if self._first_change is None:
                self._first_change = now
                self._wake.notify()
            return self._revision

    def saved(self, revision: int) -> None:
        """The document itself now holds the text of that change: its snapshots may go, if none came after it."""
        with self._wake:
            if revision == self._revision:
                self._source = None
                self._first_change = None
                self._to_clear = True
                self._wake.notify()

    def write_now(self, source: Source | None = None) -> Path | None:
        """Write `source`, else the latest text, at once in the caller's thread; the file, or None where nothing has changed.

        Made for a signal: it waits for no lock and works on files of its own, so that it cannot be held up by a
        snapshot that is stuck. What the thread had still to write is older and is not written after it. Raises
        `NotSavedError`.
        """
        source = self._source if source is None else source
        if source is None:
            return None
        before, self._superseded = self._superseded, self._revision
        try:
            return self._store.snapshot(self._key, _text(source), lane="now")
        except NotSavedError:
            self._superseded = before
            raise

    def stop(self, patience: float = 1.0) -> bool:
        """End the thread, after the snapshot it may be writing; whether it ended within `patience` seconds."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(patience)
        if self._thread.is_alive():
            return False
        self._store.drop_reserves(self._key)
        return True

    def _run(self) -> None:
        try:
            self._store.reserve(self._key)
            while not self._stopping:
                due = self._next()
                if due is not None:
                    self._write(*due)
                elif self._to_clear:
                    self._clear()
        finally:
            if not self._stopping:
                self._report(Protection(self._protection.file, error=_ENDED))

    def _next(self) -> tuple[Source, int] | None:
        """Wait until a snapshot is due and take its text and its moment; None where there is something else to do."""
        with self._wake:
            while not self._stopping and not self._to_clear:
                # The moment is taken first: whatever is written at once from here on counts as later.
                moment = self._store.moment()
                if self._first_change is None or self._source is None or self._revision <= self._superseded:
                    self._first_change = None
                    self._wake.wait()
                    continue
                due = min(self._last_change + QUIET_SECONDS, self._first_change + LATEST_SECONDS)
                left = due - time.monotonic()
                if left <= 0:
                    self._first_change = None
                    return self._source, moment
                self._wake.wait(left)
            return None

    def _clear(self) -> None:
        with self._wake:
            self._to_clear = False
            if self._source is not None:
                return
        # A snapshot that cannot be removed holds what the document holds; it is offered to nobody.
        with suppress(NotSavedError):
            self._store.clear(self._key, this_session=True)
            self._store.reserve(self._key)

    def _write(self, source: Source, moment: int) -> None:
        try:
            file = self._store.snapshot(self._key, _text(source), when=moment)
        except NotSavedError as error:
            self._tell(Protection(self._protection.file, error=error))
            self._try_again(source)
        else:
            self._tell(Protection(file, self._store.is_second_place(file)))

    def _try_again(self, source: Source) -> None:
        """Have the same text written again soon, unless a newer one came meanwhile."""
        with self._wake:
            if not self._stopping:
                self._wake.wait(AGAIN_SECONDS)
            if self._first_change is None and self._source is source:
                self._first_change = self._last_change

    def _tell(self, protection: Protection) -> None:
        before = self._protection
        self._protection = protection
        if _kind(before) != _kind(protection):
            self._report(protection)


def _text(source: Source) -> str | Iterable[str]:
    return source if isinstance(source, str) else source()


def _kind(protection: Protection) -> tuple[bool, bool, int | None]:
    error = protection.error
    reason = error.reason if isinstance(error, NotSavedError) else None
    return (protection.file is None, protection.second_place, reason)
