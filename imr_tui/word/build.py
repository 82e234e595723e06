"""What every part of an export shares: the report, the writers, the links, the contents so far."""

from __future__ import annotations

from collections.abc import Iterable

from imr_tui.checklist.model import Checklist
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Field, Record, Report
from imr_tui.document.schema import FieldSpec, Schema, fold_name
from imr_tui.word.blocks import BlockWriter, Setting
from imr_tui.word.flow import Flow
from imr_tui.word.inlines import record_bookmark
from imr_tui.word.links import Links
from imr_tui.word.nodes import Node, heading, para, plain_text, span, string, strong, styled_para
from imr_tui.word.options import ExportOptions
from imr_tui.word.tables import TableWriter
from imr_tui.word.values import ValueWriter, as_paragraphs, name_of

DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its level (1 or 2), its number as printed, its text, its bookmark, whether it is a record's."""

    level: int
    number: str
    text: str
    bookmark: str
    record: bool = False


class Build:
    """One export in the making. `targets` are the ids of the records that get a bookmark in it."""

    def __init__(
        self, report: Report, checklist: Checklist, schema: Schema, options: ExportOptions, targets: frozenset[str]
    ) -> None:
        self.report = report
        self.checklist = checklist
        self.schema = schema
        self.options = options
        self.targets = targets
        self.tables = TableWriter()
        self.blocks = BlockWriter(report, targets, _anchors(report), options.images, self.tables)
        self.values = ValueWriter(self.blocks)
        self.links = Links(report)
        self.flow = Flow()
        self.contents: list[Entry] = []
        self._chapters = 0
        self._appendices = 0

    @property
    def body_setting(self) -> Setting:
        """How paragraphs of the body are set: numbered from the first chapter on, where numbers are wanted."""
        return Setting.NUMBERED if self.options.numbered and self._chapters else Setting.BODY

    def chapter(self, level: int, inlines: list[Node], bookmark: str) -> None:
        """A heading of the body; those of the first level are numbered."""
        level = min(level, DEEPEST_HEADING)
        number = ""
        if level == 1:
            self._chapters += 1
            number = str(self._chapters) if self.options.numbered else ""
        self.flow.heading(heading(level, inlines, ident=bookmark))
        self._list(level, number, inlines, bookmark)

    def record_heading(self, level: int, record: Record, label: str) -> None:
        """A record's heading: what it is, its id and its title."""
        level = max(2, min(level, DEEPEST_HEADING))
        bookmark = record_bookmark(record.id)
        inlines = [string(f"{label} {record.id}"), *self.title_after(record, ": ")]
        anchored = span(inlines, ident=bookmark)
        self.flow.heading(styled_para(f"Record Heading {level}", (anchored,)))
        if record.kind in "LR":
            self._list(level, "", inlines, bookmark, record=True)

    def appendix(self, title: str) -> None:
        """The heading of an appendix, which starts a page."""
        self._appendices += 1
        bookmark = f"appendix_{self._appendices}"
        self.flow.heading(styled_para("Appendix Heading", (span((string(title),), ident=bookmark),)))
        number = f"Appendix {chr(ord('A') + self._appendices - 1)}:"
        self.contents.append(Entry(1, number, title, bookmark))

    def title_after(self, record: Record, before: str) -> list[Node]:
        """A record's title with something ahead of it; nothing where it has none, or only a placeholder."""
        title = name_of(record, "")
        return [string(before), *self.blocks.inlines.text(title)] if title else []

    def reference(self, record: Record) -> Node:
        """The id of a record with the bookmark that links lead to."""
        return span((string(record.id),), ident=record_bookmark(record.id))

    def linked_ids(self, ids: Iterable[str]) -> list[Node]:
        """Ids parted by commas, each a link."""
        found: list[Node] = []
        for ident in ids:
            if found:
                found.append(string(", "))
            found.append(self.blocks.inlines.record_link(ident))
        return found

    def narrative(self, record: Record, setting: Setting = Setting.INSIDE) -> list[Node]:
        """A record's narrative as paragraphs, its own sub-sections with their headings in bold."""
        found: list[Node] = []
        for index in record.sections:
            section = self.report.sections[index]
            part = section.part
            if index != record.section and part.heading is not None:
                found.append(para((strong(*self.blocks.heading(part.heading.inlines)),)))
                for entry in part.fields:
                    found += self.values.labelled(entry.written, entry)
            self.blocks.table_title = section.title
            found += self.blocks.write(part.blocks, setting)
        return as_paragraphs(found)

    def field(self, record: Record, name: str) -> tuple[FieldSpec | None, Field | None]:
        """A record's field by its name, one of its synonyms or, where the schema has none, the name as written."""
        spec = self.schema.kinds[record.kind].field(name)
        if spec is not None:
            return spec, record.field(spec.name)
        wanted = fold_name(name)
        return None, next((entry for entry in record.part.fields if fold_name(entry.written) == wanted), None)

    def _list(self, level: int, number: str, inlines: list[Node], bookmark: str, *, record: bool = False) -> None:
        if level <= 2:  # noqa: PLR2004  the contents go two levels deep
            self.contents.append(Entry(level, number, plain_text(inlines), bookmark, record))


def section_bookmark(index: int) -> str:
    """The bookmark of the section of that index in the report."""
    return f"section_{index}"


def _anchors(report: Report) -> dict[str, str]:
    """The author's own heading ids (`{#name}`) with the bookmarks they stand for."""
    found: dict[str, str] = {}
    for section in report.sections:
        head = section.part.heading
        if head is None or section.in_record:
            continue
        for name, value in head.attributes:
            if name == "#":
                found.setdefault(value, section_bookmark(section.index))
    return found
