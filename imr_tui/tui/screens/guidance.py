"""Guidance as a screen of its own, where there is no room beside the text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from imr_tui.analysis.guidance import Guidance
from imr_tui.tui.screens.dialog import ButtonRow, Choice, Dialog
from imr_tui.tui.widgets.guidance import guidance_content
from imr_tui.tui.widgets.plain import Plain


class GuidanceScreen(Dialog[None]):
    """What good looks like at the cursor; the arrow keys scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "leave", "Close", show=False)]

    def __init__(self, entries: tuple[Guidance, ...]) -> None:
        super().__init__()
        self._entries = entries

    def compose(self) -> ComposeResult:
        """The text, and a button."""
        with Vertical(classes="box -tall"):
            yield Plain("Guidance", classes="title")
            with VerticalScroll(classes="body", can_focus=True):
                yield Plain(guidance_content(self._entries))
            yield ButtonRow((Choice("leave", "Close", "Esc"),))

    def on_mount(self) -> None:
        """The text takes the keys."""
        self.query_one(VerticalScroll).focus()
