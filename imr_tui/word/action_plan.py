"""The action plan: a row for each action, and for each recommendation that has none, in the review's own columns."""

from __future__ import annotations

from dataclasses import replace

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Field, Record
from imr_tui.document.schema import FieldSpec
from imr_tui.word.build import Build
from imr_tui.word.columns import (
    DEFAULT_ACTION_PLAN,
    Column,
    Grid,
    bare_name,
    column_names,
    field_cell,
    left_over,
    not_stated,
    title_and_text,
)
from imr_tui.word.inlines import record_bookmark
from imr_tui.word.nodes import Node, para, plain, span, string, strong
from imr_tui.word.tables import Cell
from imr_tui.word.values import as_paragraphs, has_value, labelled

_RECOMMENDATION = "Recommendation"
_REFERENCE = frozenset({"ref", "reference", "no", "number", "id", "action ref"})
_HOW = frozenset({"how will it be taken forward", "how it will be taken forward"})
_HOW_FIELDS = ("Milestone", "Progress")
_ACTION = frozenset({"action", "actions", "action to take", "action to be taken", "step", "step or stage"})


@dataclass(frozen=True, slots=True)
class _Row:
    """An action under one of its recommendations; either may be missing, and `first` is the recommendation's first row."""

    recommendation: Record | None
    action: Record | None
    first: bool


def has_action_plan(build: Build) -> bool:
    """Whether there is anything to plan."""
    return bool(build.report.of_kind("R") or build.report.of_kind("A"))


def action_plan(
    build: Build, title: str = "Actions under each recommendation", *, alone: bool = False
) -> tuple[list[Node], bool]:
    """The table, and whether its pages lie landscape; a block for each action where the review's columns ask for that.

    `alone` where no recommendation is printed beside it: it then holds their bookmarks, and is turned in any case.
    """
    grid = plan_grid(build, alone=alone)
    if _HOW & {bare_name(name) for name in grid.head}:
        return _as_blocks(build, grid), False
    head: list[Cell] = [[plain((string(name),))] for name in grid.head]
    described = (
        "Each row is an action under the recommendation it belongs to: who leads it, by when, and how far it is."
    )
    return build.tables.wide_table(title, described, head, grid.rows, turned=alone)


def plan_grid(build: Build, *, alone: bool = False, sortable: bool = False) -> Grid:
    """The action plan cell by cell, in the columns of the review; each row whole where the table is `sortable`."""
    names = column_names(build, "action_plan", DEFAULT_ACTION_PLAN)
    rows: list[tuple[Cell, ...]] = []
    anchored: set[str] = set()
    columns = [_known(build, name) for name in names]
    folded = [bare_name(name) for name in names]
    has_recommendation = any(_is_recommendation(build, name) for name in names)
    place = next((n for n, name in enumerate(folded) if name in _REFERENCE | _ACTION), 0)
    telling = next((n for n, name in enumerate(folded) if name in _ACTION), len(names) - 1)
    for found in _rows(build):
        row = replace(found, first=True) if sortable else found
        cells = [_cell(build, row, name, alone=alone) for name in names]
        if row.action is not None:
            if row.action.id not in anchored:
                cells[place] = _anchored(build, row.action, cells[place])
            cells[telling] = [*cells[telling], *left_over(build, row.action, columns, (_RECOMMENDATION,))]
            anchored.add(row.action.id)
        if not has_recommendation and row.recommendation is not None and folded[telling] in _ACTION:
            said = _recommendation(build, row, alone=alone)
            cells[telling] = (
                [*cells[telling], *labelled(_RECOMMENDATION, said)] if row.action is not None else as_paragraphs(said)
            )
        rows.append(tuple(cells))
    return Grid(names, tuple(rows))


def _as_blocks(build: Build, grid: Grid) -> list[Node]:
    """Every action as a table of its own, a row for each field."""
    found: list[Node] = []
    for number, cells in enumerate(grid.rows, 1):
        head: list[Cell] = [[plain((string(f"Action {number}"),))], [plain((string("What is to be done"),))]]
        rows = [[[plain((string(name),))], cell] for name, cell in zip(grid.head, cells, strict=True)]
        described = "The rows are what the action is, how it is taken forward, by whom and by when."
        found += build.tables.table(
            f"Action {number} of {len(grid.rows)}", described, head, rows, widths=(0.28, 0.72), label_column=True
        )
    return found


def _rows(build: Build) -> list[_Row]:
    """Recommendation after recommendation with its actions; then the actions that belong to none."""
    found: list[_Row] = []
    for recommendation in build.report.of_kind("R"):
        actions = [build.report.records[ident] for ident in build.links.to(recommendation.id, "A")]
        found += [_Row(recommendation, action, first=n == 0) for n, action in enumerate(actions)]
        if not actions:
            found.append(_Row(recommendation, None, first=True))
    loose = [action for action in build.report.of_kind("A") if not action.linked(_RECOMMENDATION)]
    return [*found, *(_Row(None, action, first=True) for action in loose)]


def _known(build: Build, name: str) -> Column:
    """A column as `left_over` wants to know it: by the action's field that it prints."""
    spec = _spec(build, name)
    if bare_name(name) in _HOW:
        return Column(name, lambda _: [], _HOW_FIELDS)
    return Column(name, lambda _: [], (spec.name if spec is not None else name,))


def _spec(build: Build, name: str) -> FieldSpec | None:
    """The action's field that a column is, by its name with or without a remark in brackets."""
    kind = build.schema.kinds["A"]
    return kind.field(name) or kind.field(bare_name(name))


def _is_recommendation(build: Build, name: str) -> bool:
    spec = _spec(build, name)
    return spec is not None and spec.name == _RECOMMENDATION


def _cell(build: Build, row: _Row, name: str, *, alone: bool) -> Cell:
    folded = bare_name(name)
    spec = _spec(build, name)
    if _is_recommendation(build, name):
        return _recommendation(build, row, alone=alone)
    if folded in _HOW:
        return _how(build, row.action)
    if folded in _REFERENCE:
        return [plain((string(row.action.id if row.action else row.recommendation.id if row.recommendation else ""),))]
    if spec is None and folded in _ACTION:
        return title_and_text(build, row.action) if row.action is not None else not_stated()
    return _value(build, row, spec.name if spec is not None else name)


def _how(build: Build, action: Record | None) -> Cell:
    """How an action is taken forward: its milestone and how far it is."""
    entries = [action.field(name) if action is not None else None for name in _HOW_FIELDS]
    milestone, progress = (build.values.cell(entry) if has_value(entry) else [] for entry in entries)
    found = [*as_paragraphs(milestone), *(labelled(_HOW_FIELDS[1], progress) if progress else [])]
    return found or not_stated()


def _value(build: Build, row: _Row, name: str) -> Cell:
    """A field of the action or, where it says nothing of it, of its recommendation."""
    nearest: tuple[Field | None, tuple[str, ...]] = (None, ())
    for record in (row.action, row.recommendation):
        if record is None:
            continue
        spec, entry = build.field(record, name)
        linked = record.linked(spec.name) if spec is not None else ()
        if has_value(entry) or linked:
            nearest = (entry, linked)
            break
    return field_cell(build, *nearest)


def _recommendation(build: Build, row: _Row, *, alone: bool) -> Cell:
    """What is recommended, on the first of its rows; on the others only which recommendation it is."""
    record = row.recommendation
    if record is None:
        return not_stated()
    if alone and row.first:
        link: Node = span((string(record.id),), ident=record_bookmark(record.id))
    else:
        link = build.blocks.inlines.record_link(record.id)
    if not row.first:
        return [plain((link, string(", as above")))]
    text = build.narrative(record)
    if not text:
        return [plain((link, *build.title_after(record, ": ")))]
    return _begun_with((link, string(": ")), text)


def _anchored(build: Build, action: Record, cell: Cell) -> Cell:
    """A cell with the action's id, the place that links lead to, at its head."""
    if len(cell) == 1 and cell[0]["t"] == "Plain" and cell[0]["c"] == [string(action.id)]:
        return [plain((build.reference(action),))]
    return _begun_with((strong(build.reference(action)), strong(string(": "))), cell)


def _begun_with(start: tuple[Node, ...], blocks: list[Node]) -> Cell:
    blocks = as_paragraphs(blocks)
    if blocks and blocks[0]["t"] == "Para":
        return [para([*start, *blocks[0]["c"]]), *blocks[1:]]
    return [para(start[:1]), *blocks]
