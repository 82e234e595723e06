"""The guidance pane beside the text."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content

from imr_tui.analysis.guidance import Guidance
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.plain import Plain, joined


def guidance_content(entries: tuple[Guidance, ...]) -> Content:
    """What good looks like, each entry with its source."""
    lines: list[Content] = []
    for entry in entries:
        if lines:
            lines.append(joined(""))
        lines.append(joined((one_line(entry.title), "bold")))
        lines.append(joined(("What good looks like", "underline")))
        lines += [joined(f"- {one_line(text)}") for text in entry.good]
        if entry.care:
            lines.append(joined(("Take care", "underline")))
            lines += [joined(f"- {one_line(text)}") for text in entry.care]
        if entry.source:
            lines.append(joined((f"Practice advice, section {one_line(entry.source)}", "italic")))
    return Content("\n").join(lines)


class GuidancePane(VerticalScroll):
    """It follows the cursor; keys go on to the text."""

    can_focus = False

    DEFAULT_CSS = """
    GuidancePane { width: 38; height: 1fr; padding: 0 1; border-left: solid $panel; background: $surface; scrollbar-size: 0 0; }
    GuidancePane:ansi { border-left: solid ansi_default; background: ansi_default; }
    DocumentScreen.-ascii GuidancePane { border-left: ascii $foreground; }
    DocumentScreen.-line GuidancePane, DocumentScreen.-rail GuidancePane, DocumentScreen.-wide GuidancePane { display: none; }
    """

    def __init__(self, entries: tuple[Guidance, ...]) -> None:
        super().__init__(id="guidance")
        self._entries = entries

    def compose(self) -> list[Plain]:
        """The text."""
        return [Plain(guidance_content(self._entries))]

    def show_guidance(self, entries: tuple[Guidance, ...]) -> None:
        """Show other entries; nothing is drawn where they are the same."""
        if entries != self._entries:
            self._entries = entries
            self.query_one(Plain).show(guidance_content(entries))
            self.scroll_home(animate=False)
