"""The list of versions that are kept: when, why, how long, and what changed since."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from imr_tui.analysis.model import Rules
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.errors import ImrError
from imr_tui.storage.versions import Kept, Version, VersionStore
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.lines import Lines
from imr_tui.tui.widgets.pick_list import Entry, PickList
from imr_tui.tui.widgets.plain import Plain

_COMPARING = "Comparing with the text as it is now…"
_BY_ITSELF = {Kept.OPENING: "as it was opened", Kept.EXPORT: "as it was exported"}


def called(version: Version) -> str:
    """A version as the officer knows it: by its name and date, or by why and when it was kept."""
    when = f"{version.when.astimezone():%d %B %Y, %H:%M}"
    name = _BY_ITSELF.get(version.kept, version.name)
    return one_line(name if when in name else f"{name}, {when}")


class Wanted(StrEnum):
    """What is to be done with a version."""

    READ = "read"
    COMPARE = "compare"
    RESTORE = "restore"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class WantedVersion:
    """The answer of the list."""

    version: Version
    wanted: Wanted


class Versions(Dialog[WantedVersion]):
    """The versions, newest first; below the list, what changed since the marked one. Answers with what is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "want('read')", "Open to read", show=False, priority=True),
        Binding("c", "want('compare')", "Compare", show=False, priority=True),
        Binding("r", "want('restore')", "Take back", show=False, priority=True),
        Binding("d,delete", "want('remove')", "Remove", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    Versions PickList { max-height: 50%; }
    Versions .since { height: 1fr; margin-top: 1; }
    """

    def __init__(
        self,
        known: tuple[Version, ...],
        store: VersionStore,
        now: Callable[[], Report],
        rules: Rules,
        glyphs: Glyphs,
        chosen: int = 0,
    ) -> None:
        super().__init__()
        self._known = known
        self._store = store
        self._now = now
        self._rules = rules
        self._dot = glyphs.dot
        self._chosen = min(chosen, len(known) - 1)
        self._is_there = False
        self._told: dict[Version, tuple[str, str]] = {}

    def compose(self) -> ComposeResult:
        """List, what changed, buttons."""
        with Vertical(classes="box -tall"):
            yield Plain("Versions of this review", classes="title")
            entries = [Entry(str(number), self._row(version, "")) for number, version in enumerate(self._known)]
            yield PickList(entries, id="versions")
            yield Lines(_COMPARING, id="since", classes="body since")
            yield ButtonRow(
                (
                    Choice("compare", "Compare", "c"),
                    Choice("read", "Read", "o"),
                    Choice("restore", "Take back", "r"),
                    Choice("remove", "Remove", "d"),
                    Choice("leave", "Close"),
                )
            )

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        listed = self.query_one(PickList)
        listed.mark(str(self._chosen))
        listed.focus()

    def on_pick_list_marked(self, event: PickList.Marked) -> None:
        """Say what changed since the marked version."""
        event.stop()
        if event.key == event.listed.selected:
            self._show_marked()

    def first_shown(self) -> None:
        """The list is there: now work out what changed."""
        self._is_there = True
        self._show_marked()

    def _show_marked(self) -> None:
        place = self.query_one(PickList).place
        if place is not None:
            self._show(self._known[place])

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Enter compares."""
        event.stop()
        self.action_want(Wanted.COMPARE)

    def pressed(self, choice: str) -> None:
        """Do what the button says."""
        if choice == "leave":
            self.dismiss(None)
        else:
            self.action_want(choice)

    def action_want(self, wanted: str) -> None:
        """Answer with the marked version and what is wanted of it."""
        number = self.query_one(PickList).place
        if number is not None:
            self.dismiss(WantedVersion(self._known[number], Wanted(wanted)))

    def _show(self, version: Version) -> None:
        told = self._told.get(version)
        if told is None:
            self.query_one("#since", Lines).show(_COMPARING)
            if self._is_there:
                self.run_worker(self._compare(version), group="compare", exclusive=True)
            return
        words, since = told
        number = self._known.index(version)
        self.query_one(PickList).say(str(number), self._row(version, words))
        self.query_one("#since", Lines).show(since)

    async def _compare(self, version: Version) -> None:
        try:
            self._told[version] = await asyncio.to_thread(self._worked_out, version)
        except ImrError as error:
            self._told[version] = ("", f"{error.title}. {error.detail}")
        if self.is_attached and self.query_one(PickList).place == self._known.index(version):
            self._show(version)

    def _worked_out(self, version: Version) -> tuple[str, str]:
        """How many words a version has, and what changed since; in a thread."""
        from imr_tui.analysis.counts import count_words  # noqa: PLC0415 - not needed for the list to stand there
        from imr_tui.tui.whats_changed import in_words  # noqa: PLC0415 - as above

        schema, now = self._rules.schema, self._now()
        # Most parts of a version stand in the text as it is now, and are read.
        kept = parse(self._store.text(version), schema, now)
        words = f"{count_words(kept, schema).words} words"
        return words, "\n".join(["Since then:", *in_words(kept, now)])

    def _row(self, version: Version, words: str) -> str:
        return self._dot.join(filter(None, (called(version), words)))
