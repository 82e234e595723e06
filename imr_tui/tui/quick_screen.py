"""A screen that is sent once when it is first laid out, and afterwards as soon and with as little work as it can be."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Generic, TypeVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from textual import events
from textual._compositor import CompositorUpdate
from textual._context import visible_screen_stack
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

# ruff: noqa: SLF001 - this is the one place, beside terminal.py, that deals with what Textual keeps to itself

_LONGEST_VEIL = 0.5
_TURNS = 4
_FRAME = 1 / 60

Result = TypeVar("Result")
Piece = tuple[int, int, Strip]
"""Cells of one row, from a column and row of the screen on."""


class Pieces(CompositorUpdate):
    """Rows, or parts of rows, to be sent."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for x, y, strip in self._pieces:
            yield Control.move_to(x, y)
            yield from strip

    def render_segments(self, console: Console) -> str:
        """What draws them on a terminal."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self._pieces)


class QuickScreen(Screen[Result], Generic[Result]):
    """A screen that is sent for the first time when it is laid out to the end; Textual alone sends it at each step.

    What changes later is sent when nothing more comes in, not with the next frame, unless the last was a moment ago.
    """

    def __init__(self) -> None:
        super().__init__()
        self._veiled = True
        self._turns = 0
        self._sent_at = 0.0
        self._behind: list[Strip] | None = None
        self._is_ready = False

    def take_breakpoints(self) -> None:
        """Set the classes for the terminal's size at once, not after a first layout without them."""
        width, height = self.app.size
        for breakpoints, there_is in ((self.HORIZONTAL_BREAKPOINTS, width), (self.VERTICAL_BREAKPOINTS, height)):
            self.add_class(*[name for least, name in breakpoints or () if there_is >= least][-1:])

    def make_ready(self) -> bool:
        """What is to be done when the sizes are known and before the screen is sent; whether it is to be laid out again."""
        return False

    def first_shown(self) -> None:
        """What is to be done when the screen was sent for the first time; subclasses say what."""

    def _on_mount(self, _event: events.Mount) -> None:
        # Textual calls this method of each class itself. The screen is sent in the end, whatever comes to pass.
        self.set_timer(_LONGEST_VEIL, self._unveil)

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        # Called before Textual's own: what was styled when it was mounted a moment ago is not styled again.
        event.refresh_styles = event.refresh_styles and not self._veiled

    def on_resize(self) -> None:
        """Send the screen soon, when the widgets have taken up their sizes too; Textual alone waits for a frame."""
        if self._veiled:
            waiting, self._turns = self._turns, _TURNS
            if not waiting:
                asyncio.get_running_loop().call_soon(self._hasten)

    def _hasten(self) -> None:
        self._turns -= 1
        if self._turns:
            asyncio.get_running_loop().call_soon(self._hasten)
        elif self._veiled and self.is_attached:
            self._on_timer_update()

    def _unveil(self) -> None:
        if self._veiled:
            self._veiled = False
            if not self._is_ready:
                self._is_ready = True
                self.make_ready()
            self._compositor_refresh()
            self.call_later(self.first_shown)

    async def _on_idle(self, _event: events.Idle) -> None:
        # Called before Textual's own, which waits for the next frame.
        if self._dirty_widgets and not self._veiled and monotonic() - self._sent_at >= _FRAME:
            self._on_timer_update()

    def _compositor_refresh(self) -> None:
        if self._veiled:
            return
        self._sent_at = monotonic()
        pieces = self._pieces() if self is self.app.screen else None
        if pieces is None:
            super()._compositor_refresh()
        else:
            self._compositor._dirty_regions.clear()
            self._dirty_widgets.clear()
            self.app._display(self, Pieces(pieces))
            self.app._update_mouse_over(self)

    def _on_timer_update(self) -> None:
        super()._on_timer_update()
        # On a busy machine an update may come before the screen is mounted; another follows then.
        if self.is_current and self.is_mounted and not self.app._batch_count:
            # The update that follows when all widgets are mounted and have their sizes.
            if self._veiled and not self._is_ready:
                self._is_ready = True
                if self.make_ready():
                    self.on_resize()
                    return
            self._unveil()

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is seen of the screen behind this one, where it can be seen through; kept until this screen is drawn anew.

        Textual puts it together by way of its console, which takes longer than the dialog in front of it.
        """
        colour = self.styles.background
        if colour.a == 1 or crop != self.size.region:
            return super().render_lines(crop)
        if self._behind is None:
            from imr_tui.tui.veil import veiled  # noqa: PLC0415 - off the start path

            try:
                behind = visible_screen_stack.get().pop()
            except LookupError:
                return super().render_lines(crop)
            self._behind = veiled(behind._compositor.render_strips(), colour, self.get_line_filters())
        return self._behind

    def style_ahead(self, *widgets: Widget) -> None:
        """Read the style sheets of widgets that are not shown yet, which is otherwise done when the first of each is."""
        sheet = self.app.stylesheet
        for widget in widgets:
            for read_from, css, tie_breaker, scope in widget._get_default_css():
                sheet.add_source(css, read_from=read_from, is_default_css=True, tie_breaker=tie_breaker, scope=scope)
        sheet.parse()

    def veil_ahead(self) -> None:
        """Work out the colours that this screen has behind a dialog."""
        from imr_tui.tui.veil import veil_of, veiled  # noqa: PLC0415 - off the start path

        if self.is_current:
            veiled(self._compositor.render_strips(), veil_of(self.app), ())

    def _set_dirty(self, *regions: Region) -> None:
        self._behind = None
        super()._set_dirty(*regions)

    def _pieces(self) -> list[Piece] | None:
        """The rows of the widgets where something changed; None where widgets lie over each other there.

        Textual puts the whole band of the screen together anew, from all widgets that reach into it.
        """
        compositor = self._compositor
        if compositor.size.region in compositor._dirty_regions:
            return None
        rows: dict[Widget, tuple[Region, set[int]]] = {}
        for dirty in compositor._dirty_regions:
            front = self._front(dirty)
            if front is None:
                return None
            widget, region = front
            rows.setdefault(widget, (region, set()))[1].update(dirty.line_range)
        pieces: list[Piece] = []
        for widget, (region, changed) in rows.items():
            first, last = min(changed), max(changed)
            strips = widget.render_lines(Region(0, first - region.y, region.width, last - first + 1))
            pieces += [(region.x, y, strip) for y, strip in enumerate(strips, first) if y in changed]
        return pieces

    def _front(self, place: Region) -> tuple[Widget, Region] | None:
        """The widget that alone is seen on the rows of a place, and where it is; None where there is none."""
        over: list[Region] = []
        for widget, (region, clip) in self._compositor.visible_widgets.items():
            seen = region.intersection(clip)
            if not seen:
                continue
            if not seen.overlaps(place):
                over.append(seen)
                continue
            band = Region(region.x, place.y, region.width, place.height)
            if widget.is_container or seen != region or not region.contains_region(place):
                return None
            return None if any(other.overlaps(band) for other in over) else (widget, region)
        return None
