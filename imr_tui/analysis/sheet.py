"""A table as it was pasted or read from a file: comma, semicolon or tab between its cells. Pure text, within limits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from imr_tui.dataclass import dataclass
from imr_tui.errors import InputError

LONGEST_TEXT = 5_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 20_000
DELIMITERS = ("\t", ",", ";", "|")

_LINE_END = r"\r\n|\n|\r"
_TRIED = 50


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that says something: its number in the table (from 1) and its cells, without blanks around them."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what stands between its cells, and its rows, empty ones left out."""

    delimiter: str
    rows: tuple[SheetRow, ...]

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


def read_sheet(text: str, delimiter: str = "") -> Sheet:
    """The table that `text` is; the delimiter is guessed where none is given.

    A cell in quotation marks may hold delimiters and line ends; a quotation mark that does not close a cell is a
    character like any other. `InputError` where there is no table, or it is larger than an import takes.
    """
    if len(text) > LONGEST_TEXT:
        raise _too_large(f"It has more than {LONGEST_TEXT:,} characters.")
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    used = delimiter or guess_delimiter(text)
    rows = _cells(text, used, MOST_ROWS + 1)
    if len(rows) > MOST_ROWS:
        raise _too_large(f"It has more than {MOST_ROWS:,} rows.")
    said = tuple(SheetRow(number, row) for number, row in enumerate(rows, 1) if any(row))
    if not said:
        raise InputError(
            "There is no table in it",
            "Nothing but blanks was found.",
            "Copy the table again, its heading row included.",
        )
    if max(len(row.cells) for row in said) > MOST_COLUMNS:
        raise _too_large(f"It has more than {MOST_COLUMNS} columns.")
    if any(len(cell) > LONGEST_CELL for row in said for cell in row.cells):
        raise _too_large(f"One cell has more than {LONGEST_CELL:,} characters.")
    return Sheet(used, said)


def guess_delimiter(text: str) -> str:
    """What stands between the cells: what parts most rows into the same number of cells, of several."""
    best, found = (0.0, 0), ","
    for delimiter in DELIMITERS:
        counts = Counter(len(row) for row in _cells(text, delimiter, _TRIED) if any(row))
        if not counts:
            continue
        columns, rows = max(counts.items(), key=lambda entry: (entry[1] * (entry[0] > 1), entry[0]))
        score = (rows / counts.total(), columns) if columns > 1 else (0.0, 0)
        if score > best:
            best, found = score, delimiter
    return found


def _too_large(detail: str) -> InputError:
    return InputError("The table is too large to import", detail, "Import it in parts.")


@lru_cache(maxsize=8)
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    mark = re.escape(delimiter)
    quoted = re.compile(rf'[ ]*"(?P<inside>(?:[^"]++|"")*+)"[ ]*(?={mark}|{_LINE_END}|\Z)')
    plain = re.compile(rf"[^{mark}\r\n]*+")
    return quoted, plain, re.compile(rf"(?P<next>{mark})|{_LINE_END}")


def _cells(text: str, delimiter: str, most: int) -> list[tuple[str, ...]]:
    """The cells of the first `most` rows."""
    quoted, plain, between = _patterns(delimiter)
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = 0
    while len(rows) < most:
        cell = quoted.match(text, at)
        if cell is not None:
            row.append(cell["inside"].replace('""', '"').strip())
        else:
            cell = plain.match(text, at)
            row.append(cell.group().strip() if cell is not None else "")
        at = cell.end() if cell is not None else at
        sign = between.match(text, at)
        if sign is not None:
            at = sign.end()
        if sign is None or not sign["next"]:
            rows.append(_without_empty_end(row))
            row = []
            if sign is None or at >= len(text):
                break
    return rows


def _without_empty_end(row: Sequence[str]) -> tuple[str, ...]:
    end = len(row)
    while end > 1 and not row[end - 1]:
        end -= 1
    return tuple(row[:end])
