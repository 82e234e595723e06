"""The text that a report was read from, and its lines: held in the pieces that the parts have of it in any case."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from imr_tui.document.text import LINE_END, Position

if TYPE_CHECKING:
    from imr_tui.document.outline import Sections


class Source:
    """A text: what stands ahead of the sections, and the texts of their parts.

    It is at hand as a whole until it is let go; from then on it is put together for each who asks for all of it.
    """

    __slots__ = ("_sections", "_text", "head", "length")

    def __init__(self, text: str, head: str = "", sections: Sections | None = None) -> None:
        self._text: str | None = text
        self._sections = sections
        self.head = head
        self.length = len(text)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Source) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # how Python says that it has no hash

    @property
    def text(self) -> str:
        """The whole of it."""
        text = self._text
        return "".join((self.head, *self.parts())) if text is None else text

    def parts(self) -> list[str]:
        """The texts of the parts, which follow the head."""
        return [] if self._sections is None else [part.text for part in self._sections.parts]

    def slice(self, start: int, end: int) -> str:
        """A stretch of it."""
        text, sections = self._text, self._sections
        if text is not None or sections is None:
            return self.text[start:end]
        if end <= len(self.head):
            return self.head[start:end]
        index = sections.index_at(start)
        if index < 0 or end > sections.starts[index + 1]:
            return self.text[start:end]
        base = sections.starts[index]
        return sections.parts[index].text[start - base : end - base]

    def let_go(self) -> None:
        """Hold no more of it than its parts, where they make it up."""
        if len(self.head) + sum(map(len, self.parts())) == self.length:
            self._text = None

    def is_text(self, text: str) -> bool:
        """Whether it is this text."""
        if self._text is not None:
            return self._text == text
        return self.length == len(text) and alike_ahead((self.head, *self.parts()), text, 0) == self.length


def alike_ahead(pieces: Sequence[str], text: str, start: int) -> int:
    """How many code points of these pieces a text goes on with from `start` on."""
    at = start
    for piece in pieces:
        if not text.startswith(piece, at):
            return at - start + _common_start(piece, text, at)
        at += len(piece)
    return at - start


def alike_behind(pieces: Sequence[str], text: str, start: int) -> int:
    """How many code points of these pieces a text ends with, looked at no further ahead than `start`."""
    stop = len(text)
    for piece in reversed(pieces):
        at = stop - len(piece)
        if at < start or not text.startswith(piece, at):
            return len(text) - stop + _common_end(piece, text, start, stop)
        stop = at
    return len(text) - stop


def _common_start(piece: str, text: str, at: int) -> int:
    """How many code points of a piece stand in a text from `at` on, found by halving."""
    low, high = 0, min(len(piece), len(text) - at) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if text.startswith(piece[low:middle], at + low):
            low = middle
        else:
            high = middle
    return low


def _common_end(piece: str, text: str, start: int, stop: int) -> int:
    """How many code points a piece ends with stand in a text up to `stop`, none of them ahead of `start`."""
    low, high = 0, min(len(piece), stop - start) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if text.startswith(piece[len(piece) - middle : len(piece) - low], stop - middle):
            low = middle
        else:
            high = middle
    return low


class Lines:
    """The lines of a report's text, counted from 1; how many stand ahead of a section is known."""

    __slots__ = ("_sections", "_source")

    def __init__(self, source: Source, sections: Sections) -> None:
        self._source = source
        self._sections = sections

    @property
    def count(self) -> int:
        """How many lines there are, at least one."""
        return self._sections.lines[-1]

    def position(self, offset: int) -> Position:
        """Line and column of `offset`; offsets past either end are drawn in."""
        offset = max(0, min(offset, self._source.length))
        index = bisect_right(self._sections.starts, offset, 0, len(self._sections))
        line = self._line_of(index)
        start = 0
        found = LINE_END.finditer(self._piece(index))
        for match in found:
            if match.end() > offset - self._start_of(index):
                break
            line += 1
            start = match.end()
        start = start + self._start_of(index) if start else self.line_start(line)
        return Position(line, offset - start + 1)

    def offset(self, position: Position) -> int:
        """The offset of a position; lines and columns past the end are drawn in."""
        line = max(1, min(position.line, self.count))
        end = self.line_start(line + 1) if line < self.count else self._source.length
        return min(self.line_start(line) + max(0, position.column - 1), end)

    def line_start(self, line: int) -> int:
        """The offset where a line starts; lines past either end are drawn in."""
        line = min(line, self.count)
        if line <= 1:
            return 0
        # It starts behind the line end ahead of it, which stands in the last piece that begins on an earlier line.
        index = bisect_left(self._sections.lines, line, 0, len(self._sections))
        ends = LINE_END.finditer(self._piece(index))
        number = line - self._line_of(index)
        return self._start_of(index) + next(islice(ends, number - 1, None)).end()

    def _piece(self, index: int) -> str:
        """A piece: the text ahead of the sections, or that of the section before `index`."""
        return self._sections.parts[index - 1].text if index else self._source.head

    def _start_of(self, index: int) -> int:
        return self._sections.starts[index - 1] if index else 0

    def _line_of(self, index: int) -> int:
        """The line that a piece begins on."""
        return self._sections.lines[index - 1] if index else 1
