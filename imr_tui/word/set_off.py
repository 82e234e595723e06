"""Findings, learning points and recommendations: set-off blocks with their answers and their links both ways."""

from __future__ import annotations

from collections.abc import Sequence

from imr_tui.document.model import Record
from imr_tui.document.schema import FieldType
from imr_tui.word.build import Build
from imr_tui.word.nodes import Node, para, string, strong, styled
from imr_tui.word.palette import FINDING, GOOD_PRACTICE, LEARNING, RECOMMENDATION, SetOff
from imr_tui.word.styles import style_id
from imr_tui.word.values import NOT_STATED, has_value, labelled

BLOCK_BOOKMARK = "block_"
_GOOD_PRACTICE = "Good practice"
# Which kinds lead on from a record of a kind, and what the line that names them is called.
_ONWARD = {
    "F": (("L", "Learning points"),),
    "L": (("R", "Recommendations"),),
    "R": (("A", "Actions"),),
}
_LABELS = {"F": "Finding", "L": "Learning point", "R": "Recommendation"}


def set_off(build: Build, record: Record, level: int) -> None:
    """A finding, learning point or recommendation with its heading."""
    block = _look(record)
    label = "Good practice: finding" if block is GOOD_PRACTICE else _LABELS[record.kind]
    build.record_heading(level, record, label)
    inside = [*build.narrative(record), *_answers(build, record), *_connections(build, record)]
    if not build.narrative(record):
        inside = [para((string(NOT_STATED),)), *inside]
    build.flow.add([styled(block.style, inside, ident=f"{BLOCK_BOOKMARK}{style_id(block.style)}_{record.id}")])


def _look(record: Record) -> SetOff:
    if record.kind == "F":
        practice = record.field("Practice")
        return GOOD_PRACTICE if practice is not None and practice.choice == _GOOD_PRACTICE else FINDING
    return LEARNING if record.kind == "L" else RECOMMENDATION


def _answers(build: Build, record: Record) -> list[Node]:
    """The fields as labelled paragraphs in the schema's order; links stand in a line of their own."""
    found: list[Node] = []
    for spec in build.schema.kinds[record.kind].fields:
        entry = record.field(spec.name)
        if spec.type is FieldType.LINK or (entry is None and not spec.required):
            continue
        found += build.values.labelled(spec.name, entry)
    for entry in record.part.fields:
        if (entry.spec is None or not entry.counts) and has_value(entry):
            found += build.values.labelled(entry.name, entry)
    return found


def _connections(build: Build, record: Record) -> list[Node]:
    """What the record rests on and what follows from it, as one line of links; notes beside an id stay with it."""
    parts: list[tuple[str, list[Node]]] = []
    longer: list[Node] = []
    for spec in build.schema.kinds[record.kind].fields:
        if spec.type is not FieldType.LINK:
            continue
        entry = record.field(spec.name)
        linked = record.linked(spec.name)
        if entry is not None and has_value(entry) and not _only_ids(entry.value.text, linked):
            longer += labelled(spec.name, build.values.cell(entry))
            named = {mention.id for mention in entry.mentions}
            linked = tuple(ident for ident in linked if ident not in named)
        if linked:
            parts.append((spec.name, build.linked_ids(linked)))
        elif spec.required and not has_value(entry):
            parts.append((spec.name, [string(NOT_STATED)]))
    for kind, label in _ONWARD[record.kind]:
        ids = build.links.to(record.id, kind)
        if ids:
            parts.append((label, build.linked_ids(ids)))
    return [*longer, *_one_line(parts)]


def _only_ids(text: str, linked: Sequence[str]) -> bool:
    """Whether a link field holds nothing but the ids that it links."""
    left = text
    for ident in sorted(linked, key=len, reverse=True):
        left = left.replace(ident, "")
    return not any(char.isalnum() for char in left.replace("and", "").replace("to", ""))


def _one_line(parts: list[tuple[str, list[Node]]]) -> list[Node]:
    if not parts:
        return []
    inlines: list[Node] = []
    for n, (label, ids) in enumerate(parts):
        if n:
            inlines.append(string(".  "))
        inlines += [strong(string(f"{label}:")), string(" "), *ids]
    return [para([*inlines, string(".")])]
