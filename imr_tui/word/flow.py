"""The order of the printed blocks and the way their pages lie: portrait, or landscape for wide tables."""

from __future__ import annotations

from collections.abc import Iterable

from imr_tui.dataclass import dataclass
from imr_tui.word.nodes import Node, raw_block
from imr_tui.word.palette import (
    FOOTER_DISTANCE,
    HEADER_DISTANCE,
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_SIDE_LANDSCAPE,
    MARGIN_TOP,
    PAGE_LONG,
    PAGE_SHORT,
)


def section_properties(*, landscape: bool) -> str:
    """The properties of a section that starts a page, as XML."""
    width, height = (PAGE_LONG, PAGE_SHORT) if landscape else (PAGE_SHORT, PAGE_LONG)
    side = MARGIN_SIDE_LANDSCAPE if landscape else MARGIN_SIDE
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{MARGIN_TOP}" w:right="{side}" w:bottom="{MARGIN_BOTTOM}" w:left="{side}" '
        f'w:header="{HEADER_DISTANCE}" w:footer="{FOOTER_DISTANCE}" w:gutter="0"/></w:sectPr>'
    )


@dataclass(frozen=True, slots=True)
class Flowed:
    """All blocks in order with their section breaks, and how the last section lies."""

    blocks: tuple[Node, ...]
    ends_landscape: bool


class Flow:
    """Takes blocks in order. A heading waits for what follows it, so that it lies as that does."""

    def __init__(self) -> None:
        self._blocks: list[Node] = []
        self._headings: list[Node] = []
        self._landscape = False
        self._begun = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added."""
        return not self._blocks and not self._headings

    def heading(self, block: Node) -> None:
        """Add a heading."""
        self._headings.append(block)

    def add(self, blocks: Iterable[Node], *, landscape: bool = False) -> None:
        """Add blocks on pages that lie so."""
        added = list(blocks)
        if not added:
            return
        if self._begun and landscape != self._landscape:
            self.new_section()
        self._landscape, self._begun = landscape, True
        self._blocks += self._headings
        self._headings = []
        self._blocks += added

    def new_section(self) -> None:
        """End the section: what comes next starts a page. Headings that wait go with it."""
        if self._begun:
            self._blocks.append(raw_block(_break(landscape=self._landscape)))
            self._begun = False

    def prepend_section(self, blocks: Iterable[Node]) -> None:
        """Put portrait pages ahead of everything."""
        self._blocks = [*blocks, raw_block(_break(landscape=False)), *self._blocks]

    def finish(self) -> Flowed:
        """Everything that was added."""
        if self._headings:
            if not self._begun:
                self._landscape = False
            self._blocks += self._headings
            self._headings = []
        return Flowed(tuple(self._blocks), self._landscape)


def _break(*, landscape: bool) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{section_properties(landscape=landscape)}</w:pPr></w:p>'
