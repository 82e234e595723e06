"""The summary for an officer who comes back: it stands above the text and goes away with the next key that moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.content import Content

from imr_tui.dataclass import dataclass
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.key_words import with_own_keys
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.plain import Plain, joined


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: where one left, what changed since, what is outstanding, what is next; empty where there is nothing."""

    where: str
    changed: str
    outstanding: str
    next: str


class Welcome(Plain):
    """A few lines; it never takes the focus, so that no key is lost."""

    DEFAULT_CSS = """
    Welcome { width: 1fr; height: auto; max-height: 9; padding: 0 1; background: $panel; color: $foreground; }
    Welcome:ansi { background: ansi_default; color: ansi_default; border-bottom: solid ansi_default; }
    """

    def __init__(self, told: Told, glyphs: Glyphs, keymap: Mapping[str, str]) -> None:
        self._told = told
        self._glyphs = glyphs
        self._keymap = keymap
        super().__init__(self._content(), id="welcome")

    def say_changed(self, text: str) -> None:
        """Say what changed, behind what is said of it already."""
        self._told = replace(self._told, changed=" ".join(part for part in (self._told.changed, text) if part))
        self.show(self._content())

    def _content(self) -> Content:
        told = self._told
        lines = [(told.where, ""), (told.changed, ""), (told.outstanding, "")]
        if told.next:
            lines.append((f"{with_own_keys('Next (F8)', self._keymap)}: {one_line(told.next)}", "bold"))
        lines.append(("This goes away as you write or move, or with Esc.", ""))
        pieces = [joined((text, style)) if style else joined(text) for text, style in lines if text]
        return Content("\n").join([joined(("Welcome back.", "bold")), *pieces])
