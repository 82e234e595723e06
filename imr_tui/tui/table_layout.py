"""Tables as plain values: columns, rows, how wide each column is, which rows a filter leaves. No widget in here."""

from __future__ import annotations

from collections.abc import Sequence

from imr_tui.dataclass import dataclass
from imr_tui.tui.checklist_rows import Look, Row
from imr_tui.tui.shown import one_line, pad, shown

_GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, and its width in cells; 0 shares what is left over, by `share`.

    It is left out where the table is narrower than `from_width`.
    """

    title: str
    width: int = 0
    share: int = 1
    from_width: int = 0


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its key, its cells in the columns' order, and how it stands out.

    A `heading` spans the table and cannot be chosen. `marked` is the column whose cell stands out as a gap; -1 for none.
    `depth` says under which of the rows ahead it stands: the last one that has less.
    """

    key: str
    cells: tuple[str, ...]
    look: Look = Look.PLAIN
    heading: bool = False
    marked: int = -1
    depth: int = 1

    def fits(self, words: Sequence[str]) -> bool:
        """Whether each of `words`, in lower case, is found in one of its cells."""
        said = " ".join(self.cells).casefold()
        return all(word in said for word in words)


def widths(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """How many cells each column takes; 0 for one that is left out."""
    used = [column for column in columns if width >= column.from_width]
    fixed = sum(column.width for column in used) + _GAP * (len(used) - 1)
    shares = sum(column.share for column in used if not column.width)
    room = max(0, width - fixed)
    found: list[int] = []
    last = max((index for index, column in enumerate(columns) if column in used and not column.width), default=-1)
    given = 0
    for index, column in enumerate(columns):
        if column not in used:
            found.append(0)
        elif column.width:
            found.append(column.width)
        else:
            part = room - given if index == last else room * column.share // max(1, shares)
            given += part
            found.append(part)
    return tuple(found)


def laid(row: TableRow, cells: Sequence[int], width: int, ellipsis: str) -> Row:
    """A row of the table as it is drawn in `width` cells."""
    if row.heading:
        return Row(row.key, ((pad(one_line(row.cells[0]), width, ellipsis), Look.TITLE),), chosen=False)
    pieces: list[tuple[str, Look]] = []
    for index, (text, room) in enumerate(zip(row.cells, cells, strict=True)):
        if room:
            said = shown(text).replace("\n", " ")
            look = Look.GAP if index == row.marked and text else row.look
            pieces.append((" " * _GAP * bool(pieces), row.look))
            pieces.append((pad(said, room, ellipsis), look))
    return Row(row.key, tuple(pieces))


def filtered(rows: Sequence[TableRow], wanted: str) -> tuple[TableRow, ...]:
    """The rows in which every word of `wanted` is found, with the rows and headings they stand under."""
    words = wanted.casefold().split()
    if not words:
        return tuple(rows)
    left: list[TableRow] = []
    above: list[TableRow] = []
    for row in rows:
        while above and (row.heading or (above[-1].depth >= row.depth and not above[-1].heading)):
            above.pop()
        if not row.heading and row.fits(words):
            left += [*above, row]
            above = []
        else:
            above.append(row)
    return tuple(left)
