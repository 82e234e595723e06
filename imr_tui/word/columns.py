"""Columns of the chronology and the action plan, as the document's `[word]` table names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Field, Record
from imr_tui.document.schema import fold_name
from imr_tui.word.build import Build
from imr_tui.word.nodes import Node, para, plain, string, strong
from imr_tui.word.tables import Cell
from imr_tui.word.values import NOT_STATED, as_paragraphs, has_value, labelled, name_of

DEFAULT_CHRONOLOGY = ("Ref", "Date", "Contact with", "What happened", "Action taken", "Agencies", "Sources")
# Columns that a table of significant events in Chronolator takes as they stand.
CHRONOLATOR = (
    *("Seq", "Start date", "Start time", "End date", "End time", "Source of information", "Contact with", "Event"),
    *("Action taken", "Agencies"),
)
# The four fields of an action in a review under the multi-agency public protection arrangements.
MAPPA = ("Action", "How will it be taken forward?", "By whom (grade, rank, role)", "Timescale (include dates)")
DEFAULT_ACTION_PLAN = ("Recommendation", "Scope", "Action", "Lead", "Milestone", "Target date", "Completed and outcome")


COLUMN_SETS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "chronology": DEFAULT_CHRONOLOGY,
        "chronolator": CHRONOLATOR,
        "dhr": DEFAULT_ACTION_PLAN,
        "mappa": MAPPA,
    }
)
"""Sets of columns by the name under which they can be asked for."""
_REMARK = re.compile(r"\s*(?:\([^()]*\))?\s*\??\s*$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the cell it makes of a row's record, and the fields (by name) that it prints."""

    title: str
    cell: Callable[[Record], Cell]
    prints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's titles and rows, cell by cell."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def column_names(build: Build, key: str, default: Sequence[str]) -> tuple[str, ...]:
    """The names that are asked for, or that the document gives, each once; the default where there are none."""
    wanted = build.report.front.get("word", key)
    if isinstance(wanted, str):
        wanted = list(COLUMN_SETS.get(fold_name(wanted), ()))
    if build.options.columns and build.options.profile.replace("-", "_") == key:
        wanted = list(build.options.columns)
    names = (
        [name.strip() for name in wanted if isinstance(name, str) and name.strip()] if isinstance(wanted, list) else []
    )
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold_name(name), name)
    return tuple(seen.values()) or tuple(default)


def bare_name(name: str) -> str:
    """A column's name folded, without a remark in brackets or a question mark at its end."""
    return fold_name(_REMARK.sub("", name))


def title_and_text(build: Build, record: Record) -> Cell:
    """A record's title in bold and its narrative below it; "Not stated" where it has neither."""
    found: list[Node] = []
    if name_of(record, ""):
        found.append(para((strong(*build.blocks.inlines.text(record.title)),)))
    found += as_paragraphs(build.narrative(record))
    return found or not_stated()


def left_over(build: Build, record: Record, columns: Sequence[Column], skipped: Sequence[str] = ()) -> list[Node]:
    """The fields that say something and have no column, each as a labelled paragraph: nothing written is lost."""
    printed = {fold_name(name) for column in columns for name in column.prints} | {fold_name(name) for name in skipped}
    found: list[Node] = []
    for entry in record.part.fields:
        if has_value(entry) and (fold_name(entry.name) not in printed or not entry.counts):
            found += labelled(entry.name, build.values.cell(entry))
    return found


def field_cell(build: Build, entry: Field | None, linked: Sequence[str] = ()) -> Cell:
    """A field's value; where it is blank, the ids that it links by nesting."""
    if not has_value(entry) and linked:
        return [plain(build.linked_ids(linked))]
    return build.values.cell(entry)


def not_stated() -> Cell:
    """A cell that is blank in the document."""
    return [plain((string(NOT_STATED),))]
