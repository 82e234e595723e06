"""The screen without a review: recent ones with their count, a new one from a template, open, recover."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from imr_tui.dataclass import dataclass
from imr_tui.errors import ImrError
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.files import load
from imr_tui.storage.remembered import RememberedReviews, Standing
from imr_tui.storage.snapshot import RecoveredText
from imr_tui.storage.templates import Sample, Template, samples, templates
from imr_tui.tui import late
from imr_tui.tui.checklist_rows import Look, count
from imr_tui.tui.key_words import with_own_keys
from imr_tui.tui.services import Services
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.pick_list import Entry, PickList
from imr_tui.tui.widgets.plain import Plain
from imr_tui.tui.widgets.too_small import LEAST_COLUMNS, LEAST_ROWS, TooSmall
from imr_tui.tui.wrapped_rows import Pieces

_COUNTED = 8


@dataclass(frozen=True, slots=True)
class StartWish:
    """What was chosen: a file to open, a template to begin from, a sample to look at, or a text to recover."""

    path: Path | None = None
    template: Template | None = None
    sample: Sample | None = None
    recovered: RecoveredText | None = None


class StartScreen(Screen[None]):
    """A list to choose from; what is chosen is handed to `choose`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "pick('open')", "Open a file", show=False, priority=True),
        Binding("escape", "app.perform('quit')", "Quit", show=False, priority=True),
        Binding("q", "app.perform('quit')", "Quit", show=False, priority=True),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_ROWS, "-high")]  # noqa: RUF012 - as Screen declares it
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_COLUMNS, "-wide")]  # noqa: RUF012 - as Screen declares it

    DEFAULT_CSS = """
    StartScreen { align: center middle; layers: base over; overflow: hidden; }
    StartScreen.-tiny TooSmall, StartScreen.-flat TooSmall { visibility: visible; }
    StartScreen > Vertical { width: 90%; max-width: 92; height: auto; max-height: 100%; }
    StartScreen .title { text-style: bold; }
    StartScreen .said { margin-bottom: 1; }
    StartScreen PickList { max-height: 1fr; background: $background; }
    StartScreen.-ascii * { scrollbar-size: 0 0; }
    StartScreen #foot { margin-top: 1; }
    """

    def __init__(self, services: Services, choose: Callable[[StartWish | None], Coroutine[Any, Any, None]]) -> None:
        super().__init__()
        self._services = services
        self._choose = choose
        self._remembered = RememberedReviews(services.state)
        self._wishes: dict[str, StartWish | None] = {}
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Title, list, hint."""
        with Vertical():
            yield Plain("Individual Management Review", classes="title")
            yield Plain("Write, check and send the police part of a statutory review.", classes="said")
            yield PickList(id="choices")
            yield Plain(id="foot")
        yield TooSmall()

    def on_mount(self) -> None:
        """Fill the list; counts follow as they are worked out."""
        self.set_class(bool(getattr(self.app, "ascii_only", False)), "-ascii")
        recent = self._services.recent.paths()
        if recent:
            self._heading("Recent reviews")
            for path in recent:
                standing = self._remembered.standing(path)
                said = f"{standing.settled} of {standing.total}" if standing is not None else ""
                self._add(_recent_line(path, said, saved_when(path)), StartWish(path=path))
        kept = self._services.recovery.listing()
        if kept:
            self._heading("Unsaved text kept for recovery")
            for recovered in kept:
                self._add(_plainly(f"  {_recovered_line(recovered)}"), StartWish(recovered=recovered))
        self._heading("Begin")
        self._add(_plainly("  Open a file by its name (o)"), None)
        for template in templates(self._services.settings.template_folders):
            if not template.problem:
                line = _plainly(f"  New review: {one_line(template.title)}")
                self._add(line, StartWish(template=template), _for(template))
        for sample in samples():
            self._add(_plainly(f"  Look at a sample: {sample.title}"), StartWish(sample=sample))
        listed = self.query_one(PickList)
        listed.show(self._entries)
        listed.focus()
        self.query_one("#foot", Plain).show(
            with_own_keys(
                "Arrow keys and Enter choose.  F1 Help  Ctrl+P Commands  Ctrl+Q Quit", self._services.settings.keys
            )
        )
        self.run_worker(self._count(recent[:_COUNTED]), group="count")

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Hand on what was chosen."""
        event.stop()
        self.run_worker(self._choose(self._wishes[event.key]), group="flow")

    def action_pick(self, _what: str) -> None:
        """Ask for a file's name."""
        self.run_worker(self._choose(None), group="flow")

    def _heading(self, text: str) -> None:
        if self._wishes:
            self._entries.append(Entry("", "", heading=True))
        self._entries.append(Entry("", text, heading=True))

    def _add(self, line: Pieces, wish: StartWish | None, aside: str = "") -> None:
        ident = str(len(self._wishes))
        self._wishes[ident] = wish
        self._entries.append(Entry(ident, line, aside=aside))

    async def _count(self, paths: tuple[Path, ...]) -> None:
        """Say of each recent review how far it is, or that it is not there any more."""
        for path in paths:
            said = await asyncio.to_thread(self._standing, path)
            if not said:
                continue
            ident = next(
                (ident for ident, wish in self._wishes.items() if wish is not None and wish.path == path), None
            )
            if ident is not None and self.is_attached:
                self.query_one(PickList).say(ident, _recent_line(path, said, saved_when(path)))

    def _standing(self, path: Path) -> str:
        """How far a review is, kept for the next time; empty where what is kept of it still holds."""
        known = self._remembered.standing(path)
        if known is not None and (known.size, known.modified) == _size_and_moment(path):
            return ""
        try:
            loaded = load(path)
        except ImrError as error:
            return error.title.casefold()
        checklist = late.analyse(loaded.text, self._services.rules).checklist
        with suppress(NotSavedError):
            standing = Standing(checklist.settled, checklist.total, loaded.stamp.size, loaded.stamp.modified)
            self._remembered.remember(path, standing=standing)
        return count(checklist)


def _size_and_moment(path: Path) -> tuple[int, int] | None:
    """A file's size and when it was written, in nanoseconds since 1970; None where it cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def saved_when(path: Path) -> str:
    """When the file was last written, in words; empty where it is not there."""
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except OSError:
        return ""
    return f"saved {written:%d %B %Y, %H:%M}".replace("saved 0", "saved ")


def _plainly(text: str) -> Pieces:
    return ((text, Look.PLAIN),)


def _recent_line(path: Path, said: str, saved: str) -> Pieces:
    told = "".join(f"  {part}" for part in (said, saved) if part)
    return (
        ("  ", Look.PLAIN),
        (one_line(path.name), Look.TITLE),
        (f"{told}  in {one_line(str(path.parent))}", Look.PLAIN),
    )


def _for(template: Template) -> str:
    """The other reviews a template serves, in brackets."""
    others = [kind.removesuffix(" Review") for kind in template.for_ if kind.casefold() != template.title.casefold()]
    return f" ({one_line(', '.join(others))})" if others else ""


def _recovered_line(recovered: RecoveredText) -> str:
    name = recovered.document.name if recovered.document is not None else "a review that was never named"
    return one_line(f"{name}, {recovered.when.astimezone():%d %B %Y, %H:%M}")
