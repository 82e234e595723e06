"""What stands on the terminal's screen, so that a new picture of it sends only what is another now.

Textual sends whole stretches of text, each with its whole style, whether or not they stand there already. Here the
picture is drawn in memory first and compared, cell by cell, with what was sent before. A letter put into a line, or
taken out of it, moves the rest of the row on the terminal itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import get_character_cell_size

from imr_tui.tui.editor.characters import ONE_CELL
from imr_tui.tui.ink import PLAIN, Style, after, change, same_blank

_CONTROL = re.compile(
    r"(\x1b\[[0-9:;<=>?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^\[]|[\x00-\x1f\x7f])"
)
_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
_PLACE = re.compile(r"\x1b\[(\d+);(\d+)H")
_MOVES_NOTHING = re.compile(
    r"\x1b[\]PX^_].*|\x1b\[(?:\?(?!(?:47|1047|1048|1049)[hl])[0-9;]+(?:[hl]|\$p)|[0-9?]*n|[<>=?][0-9;]*u)", re.DOTALL
)
_UNKNOWN = "\0"
_NOT_PLAIN = re.compile(f"[^{ONE_CELL}✓↻⇄\N{REPLACEMENT CHARACTER}{_UNKNOWN}]")
"""What terminals may take for more or less than one cell; signs of the program's own are laid out as one everywhere."""
_GAP = 4
"""So many cells that stand there already are sent again where going past them would not be shorter."""
_MOST_MOVED = 24
_SAMPLE = 8
"""So many cells have to stand further on as they stood."""
_LEAST_TO_MOVE = 8

_Cells = list[str]
_Styles = list[Style]


class _Row:
    """One row: a text and a style for each cell; the second cell of a wide character is empty."""

    __slots__ = ("before", "cells", "is_odd", "styles", "touched")

    def __init__(self, width: int) -> None:
        self.cells: _Cells = [_UNKNOWN] * width
        self.styles: _Styles = [PLAIN] * width
        self.is_odd = False
        self.before: tuple[_Cells, _Styles] | None = None
        self.touched: list[tuple[int, int]] = []

    def put(self, x: int, cells: _Cells, style: Style) -> None:
        """Draw from cell `x` on."""
        if self.before is None:
            self.before = self.cells[:], self.styles[:]
        end = x + len(cells)
        # Half a wide character does not stay.
        if not self.cells[x] and x:
            self.cells[x - 1] = " "
        if end < len(self.cells) and not self.cells[end]:
            self.cells[end] = " "
        self.cells[x:end] = cells
        self.styles[x:end] = [style] * len(cells)
        self.touched.append((x, end))


class Glass:
    """The screen of a terminal of `width` cells in `height` rows, as far as it is known.

    What is not understood, and what goes past the edge, is sent as it is; what it may have left is then not relied on.
    """

    def __init__(self, width: int = 0, height: int = 0) -> None:
        self._width = width
        self._height = height
        self._rows: dict[int, _Row] = {}
        self._drawn: set[int] = set()
        self._wants = PLAIN
        self._has: Style | None = PLAIN
        self._place: tuple[int, int] | None = None
        self._cursor: tuple[int, int] | None = None
        self._out: list[str] = []

    @property
    def size(self) -> tuple[int, int]:
        """Cells in a row, and rows."""
        return self._width, self._height

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size; what stands there is not known."""
        if (width, height) != (self._width, self._height):
            self._width, self._height = width, height
            self.forget()

    def forget(self) -> bool:
        """Rely on nothing that was sent: the next picture is sent as if nothing stood there. Whether anything was known."""
        known = bool(self._rows)
        self._rows.clear()
        self._drawn.clear()
        self._has = None
        self._cursor = None
        return known

    def renew(self, picture: str) -> str:
        """What is to be sent so that the terminal shows what `picture` would make it show; empty where it does already."""
        for index, piece in enumerate(_CONTROL.split(picture)):
            if index % 2:
                self._obey(piece)
            elif piece:
                self._draw(piece)
        self._settle()
        if self._place is not None and self._cursor != self._place:
            self._go(*self._place)
        sent, self._out = "".join(self._out), []
        return sent

    def blot(self) -> str:
        """What gives the terminal back its plain style, to be sent ahead of what this does not see."""
        self._wants = self._has = PLAIN
        return "\x1b[m"

    def _obey(self, control: str) -> None:
        if style := _STYLE.fullmatch(control):
            self._wants = after(self._wants, style[1])
        elif place := _PLACE.fullmatch(control):
            self._place = int(place[1]) - 1, int(place[2]) - 1
        elif control == "\r" and self._place is not None:
            self._place = self._place[0], 0
        elif control == "\n" and self._place is not None and self._place[0] + 1 < self._height:
            self._place = self._place[0] + 1, 0
        else:
            self._settle()
            if not _MOVES_NOTHING.fullmatch(control):
                if self._place is not None:
                    self._go(*self._place)
                self._dress(self._wants, blank=False)
                has = self._has
                self.forget()
                self._has, self._place = has, None
            self._out.append(control)

    def _draw(self, text: str) -> None:
        cells, is_whole = (list(text), True) if text.isascii() else _cells(text)
        if self._place is None or not is_whole or not self._has_room(self._place, len(cells)):
            self._send_as_it_is(text)
            return
        y, x = self._place
        row = self._rows.get(y)
        if row is None:
            row = self._rows[y] = _Row(self._width)
        row.put(x, cells, self._wants)
        row.is_odd = row.is_odd or bool(_NOT_PLAIN.search(text))
        self._drawn.add(y)
        self._place = y, x + len(cells)

    def _has_room(self, place: tuple[int, int], count: int) -> bool:
        return place[0] < self._height and place[1] + count <= self._width

    def _send_as_it_is(self, text: str) -> None:
        self._settle()
        if self._place is not None and self._cursor != self._place:
            self._go(*self._place)
        self._dress(self._wants, blank=False)
        self._out.append(text)
        self.forget()
        self._has = self._wants
        self._place = None

    def _settle(self) -> None:
        """Send what was drawn and stands otherwise on the terminal."""
        for y in sorted(self._drawn):
            row = self._rows[y]
            if row.before is not None:
                cells, styles = row.before
                if row.is_odd or cells != row.cells or styles != row.styles:
                    self._mend(y, row, cells, styles)
            row.before = None
            row.touched.clear()
        self._drawn.clear()

    def _mend(self, y: int, row: _Row, cells: _Cells, styles: _Styles) -> None:
        if row.is_odd:
            # How wide the terminal takes these to be is not certain: all that was drawn is sent, as it was drawn.
            row.is_odd = not _is_plain(row.cells)
            for start, end in _joined(row.touched):
                self._send(y, row, start, end)
            return
        other = _differing(row, cells, styles)
        if not other:
            return
        if other[-1] - other[0] >= _LEAST_TO_MOVE and _UNKNOWN not in cells:
            moved = self._move(y, row, cells, styles, other)
            if moved is not None:
                other = moved
        start = last = other[0]
        for x in other:
            if x - last > _GAP or (x - last > 1 and _UNKNOWN in row.cells[last + 1 : x]):
                self._send(y, row, start, last + 1)
                start = x
            last = x
        self._send(y, row, start, last + 1)

    def _move(self, y: int, row: _Row, cells: _Cells, styles: _Styles, other: list[int]) -> list[int] | None:
        """Have the terminal move the rest of the row where cells came or went; where it then stands otherwise.

        None where that is not worth it. A letter put in moves what is behind it, a line broken elsewhere takes up words or loses some.
        """
        x, width = other[0], self._width
        count = _shift(row.cells, cells, x)
        if not count:
            return None
        come = max(count, 0)
        gone = max(-count, 0)
        blank_cells, blank_styles = [_UNKNOWN] * abs(count), [PLAIN] * abs(count)
        if come:
            cells = [*cells[:x], *blank_cells, *cells[x : width - come]]
            styles = [*styles[:x], *blank_styles, *styles[x : width - come]]
        else:
            cells = [*cells[:x], *cells[x + gone :], *blank_cells]
            styles = [*styles[:x], *styles[x + gone :], *blank_styles]
        left = _differing(row, cells, styles)
        if len(other) - len(left) < _LEAST_TO_MOVE:
            return None
        self._go(y, x)
        self._out.append(f"\x1b[{abs(count) if abs(count) > 1 else ''}{'@' if come else 'P'}")
        return left

    def _send(self, y: int, row: _Row, start: int, end: int) -> None:
        self._go(y, start)
        cells, styles = row.cells, row.styles
        x = start
        while x < end:
            style, first = styles[x], x
            while x < end and (styles[x] is style or styles[x] == style):
                x += 1
            text = "".join(cells[first:x])
            self._dress(style, blank=text.isspace())
            self._out.append(text)
        # At the edge terminals differ in where the cursor is.
        self._cursor = (y, end) if end < self._width else None

    def _go(self, y: int, x: int) -> None:
        if self._cursor != (y, x):
            on_row = self._cursor is not None and self._cursor[0] == y and self._cursor[1] < x
            by = x - self._cursor[1] if on_row and self._cursor is not None else 0
            self._out.append(f"\x1b[{by if by > 1 else ''}C" if by else f"\x1b[{y + 1};{x + 1}H")
            self._cursor = y, x

    def _dress(self, style: Style, *, blank: bool) -> None:
        if self._has is None:
            self._out.append("\x1b[m" + (change(PLAIN, style) if style != PLAIN else ""))
        elif self._has == style or (blank and same_blank(self._has, style)):
            return
        else:
            self._out.append(change(self._has, style))
        self._has = style


def _differing(row: _Row, cells: _Cells, styles: _Styles) -> list[int]:
    """The cells of a row that stand otherwise than before."""
    pairs = zip(row.cells, cells, row.styles, styles, strict=True)
    return [
        x
        for x, (new, old, new_style, old_style) in enumerate(pairs)
        if new != old or (new_style is not old_style and not _looks_same(new, new_style, old_style))
    ]


def _shift(new: _Cells, old: _Cells, x: int) -> int:
    """How many cells came into a row at `x`, or, below nought, went; nought where it is another text."""
    end = x + _MOST_MOVED + _SAMPLE
    for more, fewer, sign in ((new, old, 1), (old, new, -1)):
        sample = "".join(fewer[x : x + _SAMPLE])
        at = "".join(more[x + 1 : end]).find(sample) if sample.strip() else -1
        if at >= 0:
            return sign * (at + 1)
    return 0


def _looks_same(cell: str, style: Style, before: Style) -> bool:
    return style == before or (cell == " " and same_blank(style, before))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that meet as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=1024)
def _width_of(character: str) -> int:
    return get_character_cell_size(character)


def _cells(text: str) -> tuple[_Cells, bool]:
    """What each cell shows; not whole where the text begins with what belongs to a cell before."""
    cells: _Cells = []
    for character in text:
        width = _width_of(character)
        if width:
            cells.append(character)
            cells += [""] * (width - 1)
        elif cells:
            lead = -1 if cells[-1] else -2
            cells[lead] += character
        else:
            return [], False
    return cells, True


def _is_plain(cells: _Cells) -> bool:
    """Whether each cell shows one character that every terminal shows in one cell."""
    text = "".join(cells)
    return len(text) == len(cells) and not _NOT_PLAIN.search(text)
