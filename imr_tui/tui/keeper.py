"""What keeps the typed text safe: saving, autosave, recovery snapshots, the lock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Protocol

from textual.screen import Screen
from textual.timer import Timer

from imr_tui.dataclass import dataclass
from imr_tui.document.markings import is_lower
from imr_tui.errors import ImrError
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.files import save
from imr_tui.storage.lock import Lock, acquire
from imr_tui.storage.recovery import RecoveryKey
from imr_tui.storage.recovery_writer import Protection, RecoveryWriter
from imr_tui.storage.snapshot import RecoveredText
from imr_tui.storage.stamp import Stamp
from imr_tui.tui.first_look import head_of, marking_in
from imr_tui.tui.messages import ProtectionChanged
from imr_tui.tui.opening import OpenReview
from imr_tui.tui.services import Services

_HAND_OVER_SECONDS = 0.2
OTHER_MARKING = "Its protective marking is none of those that the site's policy has."


@dataclass(frozen=True, slots=True)
class Lowered:
    """A protective marking that is lower in the text than on disk; either is empty for none."""

    before: str
    after: str


class Kept(Protocol):
    """A text that is kept: as it is, its number, which is quick, and what gives it later as it is now."""

    @property
    def text(self) -> str:
        """The whole text."""

    @property
    def revision(self) -> int:
        """A number that rises with each change."""

    def text_later(self) -> Callable[[], Iterator[str]]:
        """What gives the text as it is now in pieces, whenever that is wanted, in any thread."""


class Keeper:
    """Keeps one review. `autosave` is called when it is time for one."""

    def __init__(
        self,
        screen: Screen[None],
        services: Services,
        review: OpenReview,
        kept: Kept,
        autosave: Callable[[], object],
    ) -> None:
        self._screen = screen
        self._services = services
        self._kept = kept
        self._autosave = autosave
        self.path: Path | None = review.path
        self.stamp: Stamp | None = review.stamp
        self.read_only = review.read_only
        self.saved_at: datetime | None = None
        self.saving = False
        self._lock: Lock | None = review.lock
        self._key = review.key
        self._settled: RecoveredText | None = review.taken
        self._marked: str | None = head_of(review.text)
        self._marking = ""
        self._agreed: Lowered | None = None
        self._saved_revision = kept.revision
        self._last_key = 0.0
        self._autosave_timer: Timer | None = None
        self._hand_over_timer: Timer | None = None
        self._turn = asyncio.Lock()
        self._writer = self._start_writer()

    @property
    def unsaved(self) -> bool:
        """Whether the text differs from what was last read or saved."""
        return self._kept.revision != self._saved_revision

    def text_changed(self) -> None:
        """The text was changed: protect it, and save it when the typing pauses."""
        self._last_key = monotonic()
        if self._hand_over_timer is None:
            self._hand_over_timer = self._screen.set_timer(_HAND_OVER_SECONDS, self._hand_over)
        wait = self._services.settings.autosave_seconds
        if self._autosave_timer is None and wait and not self.read_only:
            self._autosave_timer = self._screen.set_timer(wait, self._maybe_autosave)

    def taken_as_saved(self, stamp: Stamp | None) -> None:
        """The text as it stands is what lies on disk."""
        self.stamp = stamp
        self._marked, self._saved_revision = head_of(self._kept.text), self._kept.revision

    def settle_when_saved(self, recovered: RecoveredText) -> None:
        """The text now has what was recovered: what was kept of it may go with the next save, not before."""
        self._settled = recovered

    def lowered(self) -> Lowered | None:
        """The protective marking, where a save would lower it and nobody has agreed to that yet."""
        if self._marked is not None:
            # Read no sooner than a save asks for it: opening a review does not wait for this.
            found, self._marked = marking_in(self._marked), None
            self._marking = self._marking if found is None else found
        now = marking_in(self._kept.text)
        if now is None or not is_lower(self._marking, now):
            return None
        lowered = Lowered(self._marking, now)
        return None if lowered == self._agreed else lowered

    def agree(self, lowered: Lowered) -> None:
        """The author has said that the lower marking is meant."""
        self._agreed = lowered

    async def save(self, *, force: bool = False) -> tuple[str, ...]:
        """Save to the review's file in a thread; plain sentences about how it was saved.

        Raises `ConflictError` where the file was changed by someone else and `NotSavedError` where the system refuses;
        `force` replaces a changed file. Saves follow one another.
        """
        if self.path is None:
            raise NotSavedError("The review was not saved", FileNotFoundError(), hint="Give it a name first.")
        async with self._turn:
            self.saving = True
            text, revision = self._kept.text, self._kept.revision
            number = self._writer.changed(text)
            try:
                self.stamp = await asyncio.to_thread(self._write, self.path, text, force)
            except NotSavedError as error:
                if error.stamp is not None:
                    self.stamp = error.stamp
                raise
            finally:
                self.saving = False
            self._saved_revision = revision
            self.saved_at = self._services.now()
            self._marked = head_of(text)
            self._writer.saved(number)
            return (*self.stamp.notes, *self._note_on_marking(text))

    def _write(self, path: Path, text: str, force: bool) -> Stamp:  # noqa: FBT001 - handed on by a thread's call
        """Save and add that to the audit trail; in a thread."""
        from imr_tui.storage.audit import Event  # noqa: PLC0415 - off the start path

        stamp = save(path, text, self.stamp, force=force, state=self._services.state)
        marking = marking_in(text) or ""
        self._services.record(Event.SAVE, path, size=stamp.size, sha256=stamp.sha256, marking=marking)
        if self._agreed is not None and self._agreed.after == marking:
            self._services.record(Event.MARKING, path, marking=marking)
            self._agreed = None
        self._discard_settled()
        return stamp

    def _note_on_marking(self, text: str) -> tuple[str, ...]:
        marking = marking_in(text)
        return (OTHER_MARKING,) if marking and not self._services.policy.allows_marking(marking) else ()

    def _discard_settled(self) -> None:
        settled, self._settled = self._settled, None
        if settled is not None:
            with suppress(NotSavedError):
                self._services.recovery.discard(settled)

    async def save_as(self, path: Path, *, force: bool = False) -> tuple[str, ...]:
        """Save to another file and go on in it; the file and its lock are left as they are. Raises as `save` does."""
        old = self.path, self.stamp
        lock = acquire(path, state=self._services.state)
        self.path, self.stamp = path, None
        try:
            notes = await self.save(force=force)
        except ImrError:
            self.path, self.stamp = old
            lock.release()
            raise
        self._change_over(path, lock)
        return notes

    def write_now(self) -> Path | None:
        """Keep the text as it is at this moment; for a signal or a fault. The file, None where nothing was changed.

        Waits for no lock, in case the signal came while one was held.
        """
        return self._writer.write_now(self._kept.text if self.unsaved else None)

    def unlock(self) -> None:
        """Give the lock up."""
        if self._lock is not None:
            self._lock.release()

    def close(self) -> None:
        """End: the recovery's thread stops, the lock is given up. Snapshots stay where the text is not saved."""
        self._stop_timers()
        if self.unsaved and not self.read_only:
            with suppress(NotSavedError):
                self._writer.write_now(self._kept.text)
        self._writer.stop()
        if not self.unsaved and self.saved_at is not None:
            self._forget_snapshots()
        self.unlock()

    def _start_writer(self) -> RecoveryWriter:
        writer = RecoveryWriter(self._services.recovery, self._key, self._tell_protection)
        writer.start()
        return writer

    def _tell_protection(self, protection: Protection) -> None:
        """Hand on, from the writer's thread, how the work is protected."""
        self._screen.post_message(ProtectionChanged(protection))

    def _change_over(self, path: Path, lock: Lock) -> None:
        """Go on under another name."""
        self.unlock()
        self._lock = lock
        self.read_only = False
        self._writer.stop()
        self._forget_snapshots()
        self._key = RecoveryKey.of(path)
        self._writer = self._start_writer()

    def _forget_snapshots(self) -> None:
        """The text is safe on disk: what this session kept of it may go; where it cannot, nothing is lost."""
        with suppress(NotSavedError):
            self._services.recovery.clear(self._key, this_session=True)

    def _hand_over(self) -> None:
        self._hand_over_timer = None
        if self.unsaved:
            self._writer.changed(self._kept.text_later())

    def _maybe_autosave(self) -> None:
        """Save if nothing was typed for long enough, else look again when that will be."""
        self._autosave_timer = None
        if not self.unsaved:
            return
        still = self._services.settings.autosave_seconds - (monotonic() - self._last_key)
        if still > 0:
            self._autosave_timer = self._screen.set_timer(still, self._maybe_autosave)
        else:
            self._autosave()

    def _stop_timers(self) -> None:
        for timer in (self._autosave_timer, self._hand_over_timer):
            if timer is not None:
                timer.stop()
