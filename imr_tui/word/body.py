"""The body in the author's order: sections with their headings, records in the form of their kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Record, Section
from imr_tui.document.schema import fold_name
from imr_tui.word.action_plan import action_plan, has_action_plan
from imr_tui.word.blocks import Setting
from imr_tui.word.build import Build, section_bookmark
from imr_tui.word.chronology import chronology
from imr_tui.word.methods import interviews_table, sources_table, terms_table
from imr_tui.word.nodes import Node, plain, span, string, styled_para
from imr_tui.word.people import person_narrative, person_tables
from imr_tui.word.set_off import set_off
from imr_tui.word.values import NOT_STATED, as_paragraphs

_PLAN = "Action plan"


@dataclass(frozen=True, slots=True)
class _PlanPlace:
    """Where the action plan stands: at the first action, or at the end of a section, and under which level of heading."""

    at: int | None = None
    after: int | None = None
    level: int | None = None


class BodyWriter:
    """Walks the sections once."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._sections = build.report.sections
        self._grouped: set[tuple[str, int | None]] = set()
        self._people_done = False
        self._plan_done = False
        self._plan = self._find_plan_place()

    def write(self) -> None:
        """Write the whole body."""
        roots = [section for section in self._sections if section.parent is None]
        title = self._title_section(roots)
        for section in roots:
            if section is title:
                self._title(section)
                self._content(section)
                self._children(section, 1)
                self._after(section)
            else:
                self._section(section, 1)
        if has_action_plan(self._build) and not self._plan_done:
            self._write_plan(1)

    def _title_section(self, roots: Sequence[Section]) -> Section | None:
        """A single top heading over everything is the document's title, which the cover prints."""
        headed = [section for section in roots if section.part.heading is not None]
        if len(headed) != 1 or headed[0].part.heading is None or headed[0].part.heading.record_id is not None:
            return None
        chapters = [child for child in self._direct(headed[0]) if child.record is None]
        return headed[0] if len(chapters) > 1 else None

    def _title(self, section: Section) -> None:
        """The top heading, unless it only says again what the cover says."""
        head = section.part.heading
        if head is not None and fold_name(section.title) != fold_name(
            self._build.report.front.text("document", "title")
        ):
            inlines = [span(self._build.blocks.heading(head.inlines), ident=section_bookmark(section.index))]
            self._build.flow.heading(styled_para("Front Heading", inlines))

    def _direct(self, section: Section) -> list[Section]:
        found: list[Section] = []
        index = section.index + 1
        while index < section.end_index:
            found.append(self._sections[index])
            index = self._sections[index].end_index
        return found

    def _section(self, section: Section, level: int) -> None:
        record = self._build.report.records.get(section.record) if section.record is not None else None
        if record is not None:
            below = self._record(record, section, level)
            self._nested(section, below)
        else:
            head = section.part.heading
            if head is not None:
                inlines = self._build.blocks.heading(head.inlines) or [string("Untitled section")]
                self._build.chapter(level, inlines, section_bookmark(section.index))
            self._content(section)
            self._children(section, level + 1)
        self._after(section)

    def _children(self, section: Section, level: int) -> None:
        for child in self._direct(section):
            self._section(child, level)

    def _nested(self, section: Section, level: int) -> None:
        """The records inside a record; its other sub-sections were printed with it."""
        for child in self._direct(section):
            if child.record is not None or (
                child.part.heading is not None and child.part.heading.record_id is not None
            ):
                self._section(child, level)
            else:
                self._nested(child, level)

    def _content(self, section: Section) -> None:
        """A section's own fields and text."""
        build = self._build
        found: list[Node] = []
        for entry in section.part.fields:
            label = (
                entry.name if section.part.heading is None or section.part.heading.record_id is None else entry.written
            )
            found += self._in_body(build.values.labelled(label, entry))
        build.blocks.table_title = section.title
        found += build.blocks.write(section.part.blocks, build.body_setting)
        alone = (
            section.part.heading is not None
            and section.end_index == section.index + 1
            and self._plan.after != section.index
        )
        if not found and alone:
            found = self._in_body([plain((string(NOT_STATED),))])
        build.flow.add(found)

    def _in_body(self, blocks: list[Node]) -> list[Node]:
        """Labelled paragraphs as those of the body: the first one numbered where the body is."""
        first, *rest = as_paragraphs(blocks)
        if self._build.body_setting is Setting.NUMBERED:
            return [styled_para("Numbered Para", first["c"]), *(self._continued(block) for block in rest)]
        return [first, *rest]

    def _continued(self, block: Node) -> Node:
        return styled_para("Continued Para", block["c"]) if block["t"] == "Para" else block

    def _record(self, record: Record, section: Section, level: int) -> int:
        """Print a record; the level for headings of the records inside it."""
        match record.kind:
            case "P":
                if not self._people_done:
                    self._people_done = True
                    self._build.flow.add(person_tables(self._build))
                person_narrative(self._build, record, level)
            case "F" | "L" | "R":
                set_off(self._build, record, level)
                return level + 1
            case "A":
                if self._plan.at == section.index:
                    self._write_plan(None)
            case _:
                self._group(record, section)
        return level

    def _group(self, record: Record, section: Section) -> None:
        """The records of a kind under one heading stand in one table, where the first of them stands."""
        place = self._plain_parent(section)
        if (record.kind, place) in self._grouped:
            return
        self._grouped.add((record.kind, place))
        found = [
            other
            for other in self._build.report.of_kind(record.kind)
            if self._plain_parent(self._sections[other.section]) == place
        ]
        if record.kind == "E":
            table, landscape = chronology(self._build, found, self._chronology_title(place))
            self._build.flow.add(table, landscape=landscape)
            return
        tables: dict[str, Callable[[Build, Sequence[Record]], list[Node]]] = {
            "T": terms_table,
            "S": sources_table,
            "I": interviews_table,
        }
        self._build.flow.add(tables[record.kind](self._build, found))

    def _chronology_title(self, place: int | None) -> str:
        """The chronology's title; where events stand under several headings, with the heading's own words."""
        places = {self._plain_parent(self._build.report.section_of(event)) for event in self._build.report.of_kind("E")}
        title = self._sections[place].title if place is not None else ""
        return f"Chronology of police contact: {title}" if len(places) > 1 and title else "Chronology of police contact"

    def _plain_parent(self, section: Section) -> int | None:
        parent = section.parent
        while parent is not None and self._sections[parent].in_record:
            parent = self._sections[parent].parent
        return parent

    # The action plan

    def _find_plan_place(self) -> _PlanPlace:
        report = self._build.report
        if not has_action_plan(self._build):
            return _PlanPlace()
        for action in report.of_kind("A"):
            if "R" not in {ident[0] for ident in action.ancestors}:
                return _PlanPlace(at=action.section)
        host = next((s for s in self._sections if not s.in_record and _PLAN.casefold() in s.title.casefold()), None)
        if host is not None:
            holds_records = any(s.record is not None for s in self._sections[host.index : host.end_index])
            return _PlanPlace(after=host.index, level=self._depth(host) + 1 if holds_records else None)
        last = [*report.of_kind("R"), *report.of_kind("A")][-1]
        top = self._sections[last.section]
        while top.parent is not None and self._depth(top) > 1:
            top = self._sections[top.parent]
        return _PlanPlace(after=top.index, level=1)

    def _depth(self, section: Section) -> int:
        """The level of a section's printed heading."""
        roots = [other for other in self._sections if other.parent is None]
        title = self._title_section(roots)
        depth = 1
        parent = section.parent
        while parent is not None:
            depth += 0 if title is not None and parent == title.index else 1
            parent = self._sections[parent].parent
        return depth

    def _after(self, section: Section) -> None:
        if self._plan.after == section.index:
            self._write_plan(self._plan.level)

    def _write_plan(self, level: int | None) -> None:
        if self._plan_done:
            return
        self._plan_done = True
        if level is not None:
            self._build.chapter(level, [string(_PLAN)], "action_plan")
        table, landscape = action_plan(self._build)
        self._build.flow.add(table, landscape=landscape)
