"""The text being worked on, line by line, with every line's own end kept.

Lines end at LF, CRLF or CR only; VT, FF, NEL and U+2028 are ordinary characters inside a line.
An edit touches its own lines: what a key costs does not grow with the text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain

from imr_tui.dataclass import dataclass
from imr_tui.document.text import LINE_END, TextEdit, sorted_edits

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class RowChange:
    """Rows that an edit replaced: from `row` on, `removed` rows went and `added` rows (at least one) came."""

    row: int
    removed: int
    added: int


class Buffer:
    """A text as lines, exact to the character.

    Rows count from 0, columns and offsets are code points. A text always has at least one line;
    after a final line end stands one more, empty line.

    Where a row starts is known by a running sum. An edit shifts all later rows by the same
    amount; that amount waits in `_shift` for the rows after `_pivot` until somebody works further on.

    The whole text is put together from the one that was asked for last: of that, the first `_same_start` and the last
    `_same_end` code points still stand.
    """

    __slots__ = ("_ends", "_length", "_lines", "_pivot", "_same_end", "_same_start", "_shift", "_starts", "_text")

    def __init__(self, text: str = "") -> None:
        self._lines, self._ends = _split(text)
        lengths = (len(line) + len(end) for line, end in zip(self._lines, self._ends, strict=True))
        # Eight bytes a line, where a list of numbers takes forty.
        self._starts: array[int] = array("q", accumulate(lengths, initial=0))
        self._length = self._starts.pop()
        self._pivot = len(self._lines) - 1
        self._shift = 0
        self._text = text
        self._same_start = self._same_end = len(text)

    @property
    def text(self) -> str:
        """The whole text, exact."""
        text, ahead, behind = self._text, self._same_start, self._same_end
        if not ahead == len(text) == self._length:
            changed = self.slice(ahead, self._length - behind)
            self._text = "".join((text[:ahead], changed, text[len(text) - behind :]))
        self._same_start = self._same_end = self._length
        return self._text

    def text_later(self) -> Callable[[], Iterator[str]]:
        """What gives the text as it is now in pieces, at any time, in any thread; it is never put together for that."""
        text, ahead, behind = self._text, self._same_start, self._same_end
        if ahead == len(text) == self._length:
            return lambda: _pieces(text, 0, len(text))
        changed = self.slice(ahead, self._length - behind)
        return lambda: chain(_pieces(text, 0, ahead), (changed,), _pieces(text, len(text) - behind, len(text)))

    @property
    def line_count(self) -> int:
        """How many lines there are, at least one."""
        return len(self._lines)

    def __len__(self) -> int:
        return self._length

    def line(self, row: int) -> str:
        """The text of a row without its line end."""
        return self._lines[row]

    def line_end(self, row: int) -> str:
        """The end of a row: LF, CRLF, CR, or empty on the last row."""
        return self._ends[row]

    def line_end_in_use(self, row: int) -> str:
        """The end a new line takes at `row`: the row's own, else that of the row before, else LF."""
        return self._ends[row] or (self._ends[row - 1] if row else "") or "\n"

    def row_start(self, row: int) -> int:
        """The offset where a row starts."""
        start = self._starts[row]
        return start + self._shift if row > self._pivot else start

    def row_starts(self) -> array[int]:
        """The offsets where the rows start, as they are now."""
        split = self._pivot + 1
        if not self._shift or split >= len(self._starts):
            return self._starts[:]
        return self._starts[:split] + array("q", map(self._shift.__add__, self._starts[split:]))

    def offset(self, row: int, column: int) -> int:
        """The offset of a row and column; a column past the row's text is drawn in to its end."""
        return self.row_start(row) + max(0, min(column, len(self._lines[row])))

    def location(self, offset: int) -> tuple[int, int]:
        """Row and column of an offset, drawn in at either end of the text.

        Between the two characters of a CRLF the column is one more than the row's length.
        """
        offset = max(0, min(offset, self._length))
        split = self._pivot + 1
        if split < len(self._starts) and offset >= self._starts[split] + self._shift:
            row = bisect_right(self._starts, offset - self._shift, split) - 1
        else:
            row = bisect_right(self._starts, offset, 0, split) - 1
        return row, offset - self.row_start(row)

    def slice(self, start: int, end: int) -> str:
        """The text from offset `start` up to `end`."""
        first, column = self.location(start)
        last, end_column = self.location(end)
        if first == last:
            return (self._lines[first] + self._ends[first])[column:end_column]
        pieces = [(self._lines[first] + self._ends[first])[column:]]
        for row in range(first + 1, last):
            pieces += (self._lines[row], self._ends[row])
        pieces.append((self._lines[last] + self._ends[last])[:end_column])
        return "".join(pieces)

    def apply(self, edits: Iterable[TextEdit]) -> tuple[TextEdit, ...]:
        """Make the edits and give those that undo them; ValueError where they overlap or lie outside."""
        ordered = self.checked(edits)
        undo = self.inverse(ordered)
        for edit in reversed(ordered):
            self.replace(edit)
        return undo

    def checked(self, edits: Iterable[TextEdit]) -> tuple[TextEdit, ...]:
        """The edits in order of place; ValueError where they overlap or lie outside."""
        ordered = tuple(sorted_edits(edits))
        done = 0
        for edit in ordered:
            if edit.start < done or edit.end < edit.start or edit.end > self._length:
                raise ValueError("text edits overlap or lie outside the text")
            done = edit.end
        return ordered

    def inverse(self, ordered: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
        """The edits that will undo `ordered` (as `checked` gives them) once they are made."""
        undo: list[TextEdit] = []
        shift = 0
        for edit in ordered:
            start = edit.start + shift
            undo.append(TextEdit(start, start + len(edit.text), self.slice(edit.start, edit.end)))
            shift += len(edit.text) - (edit.end - edit.start)
        return tuple(undo)

    def touched(self, edit: TextEdit) -> tuple[int, int]:
        """The first and last row that an edit replaces.

        The row before belongs to it where its lone CR becomes one line end with the LF that comes to follow.
        """
        first, column = self.location(edit.start)
        last, _ = self.location(edit.end)
        return (first - 1 if self._joins_before(first, column, edit) else first), last

    def _joins_before(self, row: int, column: int, edit: TextEdit) -> bool:
        if column or not row or self._ends[row - 1] != "\r":
            return False
        return (edit.text or self.slice(edit.end, edit.end + 1)).startswith("\n")

    def replace(self, edit: TextEdit) -> RowChange:
        """Make one edit and say which rows it replaced."""
        self._same_start = min(self._same_start, edit.start)
        self._same_end = min(self._same_end, self._length - edit.end)
        row, column = self.location(edit.start)
        line = self._lines[row]
        end_column = edit.end - self.row_start(row)
        inside = end_column <= len(line) and not LINE_END.search(edit.text)
        if inside and not self._joins_before(row, column, edit):
            self._lines[row] = line[:column] + edit.text + line[end_column:]
            self._shift_after(row, len(edit.text) - (edit.end - edit.start))
            return RowChange(row, 1, 1)
        return self._replace_rows(edit)

    def _replace_rows(self, edit: TextEdit) -> RowChange:
        first, last = self.touched(edit)
        at_end = last == len(self._lines) - 1
        start = self.row_start(first)
        stop = self._length if at_end else self.row_start(last + 1)
        block = self.slice(start, edit.start) + edit.text + self.slice(edit.end, stop)
        lines, ends = _split(block)
        if not at_end:
            lines.pop()
            ends.pop()
        removed, added = last - first + 1, len(lines)
        self._settle(last)
        lengths = (len(line) + len(end) for line, end in zip(lines, ends, strict=True))
        self._lines[first : last + 1] = lines
        self._ends[first : last + 1] = ends
        self._starts[first : last + 1] = array("q", accumulate(lengths, initial=start))[:added]
        self._pivot = last + added - removed
        self._shift_after(self._pivot, len(edit.text) - (edit.end - edit.start))
        return RowChange(first, removed, added)

    def _shift_after(self, row: int, by: int) -> None:
        self._settle(row)
        self._shift += by
        self._length += by

    def _settle(self, row: int) -> None:
        if self._shift:
            starts, shift = self._starts, self._shift
            for index in range(self._pivot + 1, row + 1):
                starts[index] += shift
            for index in range(row + 1, self._pivot + 1):
                starts[index] -= shift
        self._pivot = row


def _pieces(text: str, start: int, end: int) -> Iterator[str]:
    """A stretch of a text in pieces that take little memory each."""
    for at in range(start, end, _PIECE):
        yield text[at : min(at + _PIECE, end)]


def _split(text: str) -> tuple[list[str], list[str]]:
    """The lines of a text and their ends, in two lists of one length."""
    feeds = text.count("\n")
    returns = text.count("\r")
    if not returns or (returns == feeds and text.count("\r\n") == feeds):
        end = "\r\n" if returns else "\n"
        lines = text.split(end)
        ends = [end] * (len(lines) - 1)
    else:
        lines = LINE_END.split(text)
        ends = LINE_END.findall(text)
    ends.append("")
    return lines, ends
