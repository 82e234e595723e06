"""A report with its names replaced and its withheld fields blank: what is built from it can hold none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from imr_tui.checklist.model import Checklist, Evidence, Item
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.model import Field, Heading, Part, Read, Record, Report, Section, Value, ValueState
from imr_tui.document.outline import Sections
from imr_tui.document.source import Source
from imr_tui.document.text import Span
from imr_tui.document.tree import (
    BlockNode,
    Break,
    Cell,
    CodeBlock,
    CodeSpan,
    Emphasis,
    HeadingNode,
    Image,
    Inline,
    Link,
    ListNode,
    Note,
    NoteMark,
    Paragraph,
    Quote,
    Rule,
    TableNode,
    Text,
)
from imr_tui.word.pseudonyms.replacing import Found, Replacer

WITHHELD = "Withheld from this copy"
NO_PICTURE = "Picture left out of this copy"
_APART = re.compile(r"[\W_]+")


class Rewriter:
    """Rewrites a report. `told` says of an address whether it has a name in it; `withheld` are fields by person's id."""

    def __init__(self, replacer: Replacer, told: Callable[[str], bool], withheld: Mapping[str, frozenset[str]]) -> None:
        self._replacer = replacer
        self._told = told
        self._withheld = withheld

    def report(self, report: Report) -> Report:
        """The report rewritten; its own text, which nothing needs any more, is gone."""
        parts = [self._part(section) for section in report.sections]
        sections = Sections(report.sections.outline, parts, report.front.body_start, report.front.body_line)
        records = {ident: self._record(record, sections) for ident, record in report.records.items()}
        return Report(
            source=Source(""),
            front=self._front(report.front),
            sections=sections,
            records=records,
            findings=(),
            lines=report.lines,
            definitions={},
        )

    def checklist(self, checklist: Checklist) -> Checklist:
        """The checklist with what it says of the document rewritten."""
        areas = tuple(replace(area, items=tuple(map(self._item, area.items))) for area in checklist.areas)
        return Checklist(areas)

    def text(self, text: str) -> str:
        """A plain text rewritten."""
        return self._replacer.text(text)

    def _item(self, item: Item) -> Item:
        evidence = tuple(self._evidence(line) for line in item.evidence)
        return replace(
            item,
            evidence=evidence,
            parts=(),
            changed=(),
            changed_words=(),
            reason=self.text(item.reason),
            by=self.text(item.by),
        )

    def _evidence(self, line: Evidence) -> Evidence:
        return replace(line, text=self.text(line.text), missing=tuple(map(self.text, line.missing)))

    # The front matter

    def _front(self, front: FrontMatter) -> FrontMatter:
        values = self._values({key: value for key, value in front.values.items() if key not in _NEVER_PRINTED})
        return replace(front, values=values, findings=())

    def _values(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self._values(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._values(inner) for inner in value]
        return value

    # Sections and records

    def _part(self, section: Section) -> Part:
        part = section.part
        withheld = self._withheld.get(section.record or "", frozenset())
        return Part(
            "",
            self._heading(part.heading) if part.heading is not None else None,
            Read(tuple(self._field(entry, withheld) for entry in part.fields), self.blocks(part.blocks), ()),
            brackets=part.brackets,
            line_count=part.line_count,
            fields_end=part.fields_end,
        )

    def _record(self, record: Record, sections: Sections) -> Record:
        part = sections[record.section].part
        return replace(record, part=part)

    def _heading(self, heading: Heading) -> Heading:
        attributes = tuple((name, value) for name, value in heading.attributes if name == "#")
        return replace(
            heading,
            text=self.text(heading.text),
            laid=self.inlines(heading.inlines),
            titled=self.text(heading.title),
            attributes=attributes,
        )

    def _field(self, entry: Field, withheld: frozenset[str]) -> Field:
        if entry.name in withheld:
            return _withheld(entry)
        written = self.text(entry.written)
        return entry._replace(
            name=entry.name if entry.spec is not None else self.text(entry.name),
            written=written,
            value=self._value(entry.value),
            blocks=self.blocks(entry.blocks),
            restriction=self._value(entry.restriction) if entry.restriction is not None else None,
        )

    def _value(self, value: Value) -> Value:
        return value._replace(lines=tuple(map(self.text, value.lines)), reason=self.text(value.reason))

    # Blocks and inlines

    def blocks(self, blocks: Sequence[BlockNode]) -> tuple[BlockNode, ...]:
        """Blocks rewritten, a footnote's and a picture's description included."""
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: BlockNode) -> BlockNode:
        match block:
            case Paragraph() | HeadingNode():
                return replace(block, inlines=self.inlines(block.inlines))
            case ListNode():
                return replace(
                    block, items=tuple(replace(item, blocks=self.blocks(item.blocks)) for item in block.items)
                )
            case Quote():
                return replace(block, blocks=self.blocks(block.blocks))
            case Note():
                return replace(block, label=self.text(block.label), blocks=self.blocks(block.blocks))
            case TableNode():
                rows = tuple(tuple(self._cell(cell) for cell in row) for row in block.rows)
                return replace(block, head=tuple(self._cell(cell) for cell in block.head), rows=rows)
            case CodeBlock():
                return replace(block, text=self.text(block.text), info="")
            case Rule():
                return block

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, inlines=self.inlines(cell.inlines))

    def inlines(self, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
        """Inlines rewritten over their joined text: a name may begin in one and end in another."""
        return _Pass(self, self._replacer.find("".join(_gathered(inlines)))).over(inlines)

    def link(self, node: Link, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A link; only its words where its address has a name in it."""
        if self._told(_APART.sub(" ", unquote(node.href))) or self._told(node.href):
            return children
        return (replace(node, title="", children=children),)

    def picture(self, node: Image) -> Inline:
        """What stands for a picture: nobody can search it for faces and names, so it stays behind."""
        described = self.text(node.alt or node.title)
        words = f"{NO_PICTURE}: {described}" if described else NO_PICTURE
        return Text(f"[{words}]", node.source, 0)

    def mark(self, node: NoteMark) -> NoteMark:
        """A footnote's mark, under the label that its note has now."""
        return replace(node, label=self.text(node.label))


_NEVER_PRINTED = frozenset({"pseudonyms", "kept", "rules_off", "checklist", "template"})


class _Pass:
    """One way through inlines beside their joined text."""

    def __init__(self, rewriter: Rewriter, found: Sequence[Found]) -> None:
        self._rewriter = rewriter
        self._found = found
        self._at = 0

    def over(self, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
        rewritten: list[Inline] = []
        for node in inlines:
            match node:
                case Text() | CodeSpan():
                    rewritten.append(replace(node, text=self._words(node.text)))
                case Break():
                    inside = any(entry.start < self._at + 1 <= entry.end for entry in self._found)
                    self._at += 1
                    if not inside:
                        rewritten.append(node)
                case Emphasis():
                    rewritten.append(replace(node, children=self.over(node.children)))
                case Link():
                    rewritten += self._rewriter.link(node, self.over(node.children))
                case Image():
                    self._at += 1
                    rewritten.append(self._rewriter.picture(node))
                case NoteMark():
                    rewritten.append(self._rewriter.mark(node))
        return tuple(rewritten)

    def _words(self, text: str) -> str:
        """A stretch of the joined text: what begins in it is put there, what began ahead of it is gone."""
        begin, end = self._at, self._at + len(text)
        self._at = end
        pieces: list[str] = []
        done = begin
        for entry in self._found:
            if entry.end <= begin or entry.start >= end:
                continue
            pieces.append(text[done - begin : max(done, entry.start) - begin])
            if entry.start >= begin:
                pieces.append(entry.instead)
            done = min(end, entry.end)
        return "".join((*pieces, text[done - begin :]))


def _gathered(inlines: Sequence[Inline]) -> list[str]:
    found: list[str] = []
    for node in inlines:
        match node:
            case Text() | CodeSpan():
                found.append(node.text)
            case Break():
                found.append(" ")
            case Emphasis() | Link():
                found += _gathered(node.children)
            case Image():
                found.append("\ufffc")
            case NoteMark():
                pass
    return found


def _withheld(entry: Field) -> Field:
    """A field that says only that it is withheld; one that says nothing goes on saying nothing."""
    if not entry.value.is_value:
        return entry._replace(restriction=None)
    blocks = (Paragraph((Text(WITHHELD, 0, 0),), 0, 0, tight=True),)
    value = Value((WITHHELD,), ValueState.GIVEN, "", 0, 0)
    return entry._replace(
        value=value,
        blocks=blocks,
        date=None,
        choice=None,
        mentions=(),
        restriction=None,
        item=Span(0, 0),
        label=Span(0, 0),
    )
