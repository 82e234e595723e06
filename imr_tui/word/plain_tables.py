"""The chronology and the action plan as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from imr_tui.checklist.model import Checklist
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema
from imr_tui.errors import InputError
from imr_tui.word.action_plan import plan_grid
from imr_tui.word.build import Build
from imr_tui.word.chronology import chronology_grid
from imr_tui.word.nodes import plain_text
from imr_tui.word.options import ACTION_PLAN, CHRONOLOGY, ExportOptions
from imr_tui.word.refusals import refuse_unexportable
from imr_tui.word.tables import Cell

# What a spreadsheet takes for the beginning of a formula, the wide forms that some keyboards give included.
_OPENS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_GUARD = "'"


def export_csv(report: Report, schema: Schema, options: ExportOptions) -> bytes:
    """The chronology or the action plan, as the profile says, as CSV: UTF-8 with a mark for spreadsheets, CRLF line ends.

    A cell that a spreadsheet would take for a formula begins with an apostrophe. Raises InputError for other
    profiles, RefusedError where the document does not allow it.
    """
    if options.profile not in (CHRONOLOGY, ACTION_PLAN):
        raise InputError(
            "Only a table can be CSV",
            f"The export {options.profile} is a Word document.",
            "Choose the chronology or the action plan, or a name that ends in .docx.",
        )
    refuse_unexportable(report, options)
    build = Build(report, Checklist(()), schema, options, frozenset())
    if options.profile == CHRONOLOGY:
        grid = chronology_grid(build, report.of_kind("E"))
    else:
        grid = plan_grid(build, alone=True, sortable=True)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in grid.head])
    writer.writerows([guarded(cell_text(cell)) for cell in row] for row in grid.rows)
    return out.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """`text` with an apostrophe ahead of it where a spreadsheet would take it for a formula."""
    return f"{_GUARD}{text}" if text.startswith(_OPENS_FORMULA) or text.lstrip().startswith(_OPENS_FORMULA) else text


def cell_text(cell: Cell) -> str:
    """The words of a cell, a line for each paragraph, items of lists with a mark."""
    return "\n".join(_lines(cell))


def _lines(blocks: Iterable[Any]) -> Iterable[str]:
    for block in blocks:
        content = block.get("c")
        match block.get("t"):
            case "BulletList":
                yield from (f"• {' '.join(_lines(item))}" for item in content)
            case "OrderedList":
                first = content[0][0]
                yield from (f"{first + n}. {' '.join(_lines(item))}" for n, item in enumerate(content[1]))
            case "BlockQuote":
                yield from _lines(content)
            case "Div":
                yield from _lines(content[1])
            case "CodeBlock":
                yield from str(content[1]).splitlines()
            case _:
                text = plain_text([block])
                if text:
                    yield text
