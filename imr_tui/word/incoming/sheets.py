"""Tables and lists of a Word file or a spreadsheet as plain text, for the imports into an open review."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from lxml import etree

from imr_tui.document.dates import write_date
from imr_tui.document.schema import Schema
from imr_tui.errors import InputError
from imr_tui.word.incoming.model import Para, Table
from imr_tui.word.incoming.package import Package, R, open_package
from imr_tui.word.incoming.reading import read_word
from imr_tui.word.incoming.rows import recognise
from imr_tui.word.incoming.rules import IncomingRules
from imr_tui.word.incoming.runs import clean

WORD_ENDING, SPREADSHEET_ENDING = ".docx", ".xlsx"
_X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DAY_ZERO = datetime(1899, 12, 30)
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(45, 48)})
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_LAST_DAY = 2_958_465  # the last of the year 9999


def table_text(data: bytes, ending: str, rules: IncomingRules, schema: Schema) -> str:
    """The chronology in a Word file or spreadsheet as comma-separated text.

    From a Word file its tables of events, one below the other, else its longest table; from a spreadsheet the first sheet that
    has anything. Raises `InputError` where there is none, or the file cannot be used.
    """
    rows = _sheet_rows(open_package(data)) if ending == SPREADSHEET_ENDING else _word_rows(data, rules, schema)
    if not rows:
        raise InputError("There is no table", "The file holds no table to import.", "Check that it is the right file.")
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def list_text(data: bytes, rules: IncomingRules, schema: Schema) -> str:
    """The points of a document that sets terms of reference, a line each: its table of them, else its lists, else its paragraphs."""
    word = read_word(data)
    tables = [block for block in word.blocks if isinstance(block, Table)]
    for table in tables:
        columns = recognise(table, rules, schema)
        if columns is not None and columns.kind.letter == "T":
            return "\n".join(_line(row[columns.text].text) for row in table.rows[1:])
    paras = [block for block in word.blocks if isinstance(block, Para) and not block.is_blank and not block.level]
    listed = [para for para in paras if para.listed != "no"]
    return "\n".join(_line(para.text) for para in listed or paras)


def _word_rows(data: bytes, rules: IncomingRules, schema: Schema) -> list[list[str]]:
    tables = [block for block in read_word(data).blocks if isinstance(block, Table)]
    known = ((table, recognise(table, rules, schema)) for table in tables)
    events = [table for table, columns in known if columns is not None and columns.kind.letter == "E"]
    if not events and tables:
        events = [max(tables, key=lambda table: len(table.rows))]
    found = [[[cell.text for cell in row] for row in table.rows] for table in events]
    rows: list[list[str]] = []
    for table in found:
        rows += table[1:] if rows and table[0] == found[0][0] else table
    return rows


def _sheet_rows(package: Package) -> list[list[str]]:
    shared = _shared(package)
    dates = _date_formats(package)
    for name in _sheets(package):
        root = package.xml(name)
        rows = [_row(row, shared, dates) for row in _some(root.iter(f"{_X}row"))] if root is not None else []
        rows = [row for row in rows if any(row)]
        if rows:
            width = max(len(row) for row in rows)
            return [row + [""] * (width - len(row)) for row in rows]
    return []


def _sheets(package: Package) -> Iterator[str]:
    """The sheets in the order of the workbook."""
    workbook = package.xml(package.main)
    relations = package.relations(package.main)
    for entry in workbook.iter(f"{_X}sheet") if workbook is not None else ():
        relation = relations.get(entry.get(f"{R}id", ""))
        if relation is not None and not relation.outside and entry.get("state", "visible") == "visible":
            yield relation.target


def _row(row: etree._Element, shared: Sequence[str], dates: frozenset[int]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_X}c"):
        match = _CELL.match(cell.get("r", ""))
        at = _column(match[1]) if match is not None else len(cells)
        if at >= _MOST_COLUMNS:
            break
        cells += [""] * (at + 1 - len(cells))
        cells[at] = _value(cell, shared, dates)
    return cells


def _value(cell: etree._Element, shared: Sequence[str], dates: frozenset[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(cell)
    value = cell.find(f"{_X}v")
    text = clean(value.text or "") if value is not None else ""
    if kind == "s":
        return shared[int(text)] if text.isdecimal() and int(text) < len(shared) else ""
    style = cell.get("s", "0")
    if kind == "n" and style.isdecimal() and int(style) in dates:
        return _date(text)
    return text


def _date(text: str) -> str:
    """A serial number of days as a date, with its time where it has one; the text as it is where it is no such number."""
    try:
        days = float(text)
    except ValueError:
        return text
    if not 0 < days < _LAST_DAY:
        return text
    moment = _DAY_ZERO + timedelta(minutes=round(days * 24 * 60))
    if days < 1:
        return f"{moment:%H:%M}"
    return write_date(moment, timed=bool(moment.hour or moment.minute))


def _shared(package: Package) -> list[str]:
    found: list[str] = []
    for name in package.related("sharedStrings"):
        root = package.xml(name)
        found += [_words(entry) for entry in (root.iter(f"{_X}si") if root is not None else ())]
    return found


def _date_formats(package: Package) -> frozenset[int]:
    """The cell formats that show a date, by their index."""
    found: set[int] = set()
    for name in package.related("styles"):
        root = package.xml(name)
        if root is None:
            continue
        own = {entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in root.iter(f"{_X}numFmt")}
        formats = root.find(f"{_X}cellXfs")
        for index, entry in enumerate(formats if formats is not None else ()):
            ident = entry.get("numFmtId", "0")
            code = _LITERALS.sub("", own.get(ident, "")).casefold()
            if (
                (ident.isdecimal() and int(ident) in _BUILT_IN_DATES)
                or ("y" in code and ("d" in code or "m" in code))
                or "h:m" in code
            ):
                found.add(index)
    return frozenset(found)


def _words(element: etree._Element) -> str:
    """The text of a string, without the reading aids that stand beside some."""
    return "".join(
        clean(entry.text or "")
        for entry in element.iter(f"{_X}t")
        if next(entry.iterancestors(f"{_X}rPh"), None) is None
    ).strip()


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _some(rows: Iterator[etree._Element]) -> Iterator[etree._Element]:
    for count, row in enumerate(rows):
        if count >= _MOST_ROWS:
            raise InputError(
                "The table cannot be imported", f"It has more than {_MOST_ROWS:,} rows.", "Import it in parts."
            )
        yield row


def _line(text: str) -> str:
    return " ".join(text.split())
