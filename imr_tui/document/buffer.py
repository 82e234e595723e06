"""The text being worked on, in blocks, with every line's own end kept.

Lines end at LF, CRLF or CR only; VT, FF, NEL and U+2028 are ordinary characters inside a line.
An edit touches its own block: what a key costs does not grow with the text.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from imr_tui.dataclass import dataclass
from imr_tui.document.starts import Starts, starts_of
from imr_tui.document.text import LINE_END, TextEdit, sorted_edits

_PIECE = 1 << 16
# A block that is touched and longer than the one is cut into blocks of the other: a key copies no more than that.
_LONGEST = 1 << 14
_BLOCK = 1 << 12
_ROWS = 256
_LONGEST_END = 2


@dataclass(frozen=True, slots=True)
class RowChange:
    """Rows that an edit replaced: from `row` on, `removed` rows went and `added` rows (at least one) came."""

    row: int
    removed: int
    added: int


class Buffer:
    """A text by rows and by offsets, exact to the character.

    Rows count from 0, columns and offsets are code points. A text always has at least one line;
    after a final line end stands one more, empty line.

    The text is held in blocks of any length, at first the whole of it in one; a line is cut out of them when it is asked
    for. `share` has it held in pieces that somebody else holds too, so that the text is there once.
    """

    __slots__ = ("_block_starts", "_blocks", "_last_line", "_last_row", "_length", "_row_starts")

    def __init__(self, text: str = "") -> None:
        self._blocks = [text] if text else []
        self._block_starts = Starts(starts_of(self._blocks, 0))
        self._row_starts = Starts(_line_starts(text, 0))
        # The row that was asked for last, and its line; the row that was looked for last, from where up to where it is that one.
        # Many ask for those of the cursor at each key.
        self._last_line = (-1, "")
        self._last_row = (-1, 0, 0)
        self._length = len(text)

    @property
    def text(self) -> str:
        """The whole text, exact; put together for whoever asks."""
        return "".join(self._blocks)

    def text_later(self) -> Callable[[], Iterator[str]]:
        """What gives the text as it is now in pieces, at any time, in any thread; it is never put together for that."""
        blocks = tuple(self._blocks)
        return lambda: _pieces(blocks)

    def share(self, pieces: Iterable[str]) -> bool:
        """Hold the text as these pieces, which make it up; False, and nothing changes, where they are another text."""
        blocks, new = self._blocks, [piece for piece in pieces if piece]
        most = min(len(blocks), len(new))
        ahead = 0
        while ahead < most and blocks[ahead] is new[ahead]:
            ahead += 1
        behind = 0
        while behind < most - ahead and blocks[-1 - behind] is new[-1 - behind]:
            behind += 1
        stop = len(blocks) - behind
        start = self._block_start(ahead)
        middle = new[ahead : len(new) - behind]
        at = start
        for piece in middle:
            if not self._stands_at(piece, at):
                return False
            at += len(piece)
        if at != self._block_start(stop):
            return False
        blocks[ahead:stop] = middle
        self._block_starts.replace(ahead, stop, starts_of(middle, start), 0)
        return True

    def _block_start(self, index: int) -> int:
        return self._block_starts.at(index) if index < len(self._blocks) else self._length

    def _stands_at(self, piece: str, offset: int) -> bool:
        if offset + len(piece) > self._length:
            return False
        index, base = self._block_starts.find(offset)
        block, at = self._blocks[index], offset - base
        if at + len(piece) <= len(block):
            return block.startswith(piece, at)
        return self.slice(offset, offset + len(piece)) == piece

    @property
    def line_count(self) -> int:
        """How many lines there are, at least one."""
        return len(self._row_starts)

    def __len__(self) -> int:
        return self._length

    def line(self, row: int) -> str:
        """The text of a row without its line end."""
        last, line = self._last_line
        if row != last or row < 0:
            line = self.slice(self._row_starts.at(row), self._row_stop(row)).rstrip("\r\n")
            self._last_line = row, line
        return line

    def lines(self, first: int, stop: int) -> Iterator[str]:
        """The texts of the rows from `first` up to `stop`; quicker than one by one. Nothing may be changed meanwhile."""
        for row in range(first, stop, _ROWS):
            after = min(row + _ROWS, stop)
            starts = self._row_starts.values(row, after)
            base = starts[0]
            text = self.slice(base, self._row_stop(after - 1))
            for start, end in pairwise((*starts, base + len(text))):
                yield text[start - base : end - base].rstrip("\r\n")

    def line_end(self, row: int) -> str:
        """The end of a row: LF, CRLF, CR, or empty on the last row."""
        stop = self._row_stop(row)
        last = self.slice(max(self._row_starts.at(row), stop - 2), stop)
        return last[len(last.rstrip("\r\n")) :]

    def line_length(self, row: int) -> int:
        """How many code points a row has, its line end not among them."""
        last, line = self._last_line
        if row == last:
            return len(line)
        return self._row_stop(row) - self._row_starts.at(row) - len(self.line_end(row))

    def _row_stop(self, row: int) -> int:
        """Where the row after `row` starts."""
        row += 1
        return self._row_starts.at(row) if row < len(self._row_starts) else self._length

    def line_end_in_use(self, row: int) -> str:
        """The end a new line takes at `row`: the row's own, else that of the row before, else LF."""
        return self.line_end(row) or (self.line_end(row - 1) if row else "") or "\n"

    def row_start(self, row: int) -> int:
        """The offset where a row starts."""
        return self._row_starts.at(row)

    def row_starts(self) -> array[int]:
        """The offsets where the rows start, as they are now."""
        return self._row_starts.values()

    def offset(self, row: int, column: int) -> int:
        """The offset of a row and column; a column past the row's text is drawn in to its end."""
        return self.row_start(row) + (min(column, self.line_length(row)) if column > 0 else 0)

    def location(self, offset: int) -> tuple[int, int]:
        """Row and column of an offset, drawn in at either end of the text.

        Between the two characters of a CRLF the column is one more than the row's length.
        """
        row, start, stop = self._last_row
        if not start <= offset < stop:
            offset = max(0, min(offset, self._length))
            row, start = self._row_starts.find(offset)
            self._last_row = row, start, self._row_stop(row)
        return row, offset - start

    def slice(self, start: int, end: int) -> str:
        """The text from offset `start` up to `end`; what lies outside of it is left out."""
        start, end = max(0, start), min(end, self._length)
        if start >= end:
            return ""
        starts, blocks = self._block_starts, self._blocks
        first, base = starts.find(start)
        block = blocks[first]
        if end - base <= len(block):
            return block[start - base : end - base]
        last, last_base = starts.find(end - 1)
        return "".join((block[start - base :], *blocks[first + 1 : last], blocks[last][: end - last_base]))

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
        last = first if edit.end < self._row_stop(first) else self.location(edit.end)[0]
        return (first - 1 if self._joins_before(first, column, edit) else first), last

    def _joins_before(self, row: int, column: int, edit: TextEdit) -> bool:
        if column or not row or self.line_end(row - 1) != "\r":
            return False
        return (edit.text or self.slice(edit.end, edit.end + 1)).startswith("\n")

    def replace(self, edit: TextEdit) -> RowChange:
        """Make one edit and say which rows it replaced."""
        row, column = self.location(edit.start)
        stop = self._row_stop(row)
        inside = edit.end <= stop - _LONGEST_END or edit.end <= stop - len(self.line_end(row))
        if inside and not LINE_END.search(edit.text) and not self._joins_before(row, column, edit):
            self._put(edit)
            self._row_starts.shift_after(row, len(edit.text) - (edit.end - edit.start))
            return RowChange(row, 1, 1)
        return self._replace_rows(edit)

    def _replace_rows(self, edit: TextEdit) -> RowChange:
        first, last = self.touched(edit)
        start, stop = self.row_start(first), self._row_stop(last)
        starts = _line_starts(self.slice(start, edit.start) + edit.text + self.slice(edit.end, stop), start)
        if last < self.line_count - 1:
            # Its line end stands, and the row behind that is there already.
            starts.pop()
        self._put(edit)
        self._row_starts.replace(first, last + 1, starts, len(edit.text) - (edit.end - edit.start))
        return RowChange(first, last - first + 1, len(starts))

    def _put(self, edit: TextEdit) -> None:
        """Make an edit in the blocks, and in the length."""
        self._last_line = (-1, "")
        self._last_row = (-1, 0, 0)
        blocks, starts = self._blocks, self._block_starts
        by = len(edit.text) - (edit.end - edit.start)
        self._length += by
        if not blocks:
            blocks += _cut(edit.text)
            starts.replace(0, 0, starts_of(blocks, 0), 0)
            return
        first, base = starts.find(edit.start)
        last, block = first, blocks[first]
        if edit.end - base <= len(block):
            text = block[: edit.start - base] + edit.text + block[edit.end - base :]
            if 0 < len(text) <= _LONGEST:
                blocks[first] = text
                starts.shift_after(first, by)
                return
        else:
            last, last_base = starts.find(edit.end - 1)
            text = "".join((block[: edit.start - base], edit.text, blocks[last][edit.end - last_base :]))
        pieces = _cut(text)
        blocks[first : last + 1] = pieces
        starts.replace(first, last + 1, starts_of(pieces, base), by)


def _cut(text: str) -> list[str]:
    """A text in blocks; none where it is empty."""
    return [text[at : at + _BLOCK] for at in range(0, len(text), _BLOCK)]


def _pieces(blocks: Sequence[str]) -> Iterator[str]:
    """The text of blocks in pieces that take little memory each."""
    held: list[str] = []
    length = 0
    for block in blocks:
        for at in range(0, len(block), _PIECE):
            piece = block[at : at + _PIECE]
            if length + len(piece) > _PIECE:
                yield "".join(held)
                held.clear()
                length = 0
            held.append(piece)
            length += len(piece)
    yield "".join(held)


def _line_starts(text: str, start: int) -> array[int]:
    """Where the lines of a text begin that itself begins at `start`."""
    found = array("i", (start,))
    feeds = text.count("\n")
    returns = text.count("\r")
    if returns and not (returns == feeds and text.count("\r\n") == feeds):
        found.extend(start + match.end() for match in LINE_END.finditer(text))
        return found
    at = 0
    # A piece at a time: all lines of a long text at once would take more than the text.
    while (stop := text.rfind("\n", at, at + _PIECE) + 1 or text.find("\n", at) + 1) > 0:
        lengths = map(len, text[at:stop].split("\n")[:-1])
        ends = accumulate((length + 1 for length in lengths), initial=start + at)
        next(ends)
        found.extend(ends)
        at = stop
    return found
