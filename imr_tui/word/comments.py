"""What is still open, as Word comments for a supervisor: each at its record, section or field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from imr_tui.checklist.model import Checklist, Item, State
from imr_tui.document.findings import Finding
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema, fold_name
from imr_tui.word.build import section_bookmark
from imr_tui.word.inlines import record_bookmark
from imr_tui.word.nodes import xml_text
from imr_tui.word.styles import WORD_NS
from imr_tui.word.wordxml import BOOKMARK_START, CELL, ROW, TABLE, Element, P, W, fragment, style_of, text_of

COMMENTS = "word/comments.xml"
_CHECKLIST, _TEXT = ("Checklist", "C"), ("Text check", "T")
OWN_AUTHORS = frozenset({_CHECKLIST[0], _TEXT[0]})
"""In whose name an export of ours makes comments."""
_STATES = {
    State.TODO: "To do.",
    State.STARTED: "Started.",
    State.CONFIRM: "Ready for the author to confirm.",
    State.LOOK_AGAIN: "The text has changed since the author confirmed it.",
}
_ENDS_RECORD = ("RecordHeading", "Heading", "AppendixHeading", "FrontHeading")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who makes it (a name and initials), its paragraphs, and where it belongs.

    `record` and `field` are the record's id and the field's canonical name, `section` the section's index; without any of them
    it belongs to the details at the head.
    """

    author: str
    initials: str
    lines: tuple[str, ...]
    section: int | None = None
    record: str | None = None
    field: str | None = None


def open_comments(report: Report, checklist: Checklist, findings: Iterable[Finding]) -> tuple[Comment, ...]:
    """A comment for each question that is not settled and each finding that wants a change."""
    asked = [_question(report, item) for item in checklist.items if not item.state.settled]
    return (*asked, *(_finding(report, finding) for finding in findings if finding.is_open))


def rewritten(comments: Iterable[Comment], text: Callable[[str], str]) -> tuple[Comment, ...]:
    """The comments with their words changed by `text`."""
    return tuple(replace(comment, lines=tuple(map(text, comment.lines))) for comment in comments)


def _question(report: Report, item: Item) -> Comment:
    open_lines = dict.fromkeys(line.text for line in item.evidence if not line.holds and not line.absence)
    lines = (f"{item.question.text} {_STATES.get(item.state, '')}".strip(), *open_lines)
    place = item.place
    return _placed(report, Comment(*_CHECKLIST, lines), place.start if place is not None else None)


def _finding(report: Report, finding: Finding) -> Comment:
    said = [finding.message]
    if finding.suggestions:
        said.append(f"Perhaps: {'; '.join(finding.suggestions)}.")
    comment = Comment(*_TEXT, tuple(said), finding.section, finding.record, finding.field)
    return comment if finding.record is not None else _placed(report, comment, finding.span.start)


def _placed(report: Report, comment: Comment, offset: int | None) -> Comment:
    """The comment at what stands at an offset of the file; at the details where nothing does."""
    section = report.section_at(offset) if offset is not None else None
    if section is None or offset is None:
        return comment
    within = offset - section.start
    entry = next((found for found in section.part.fields if found.item.start <= within < found.item.end), None)
    return replace(
        comment,
        section=section.index,
        record=section.owner,
        field=comment.field or (entry.name if entry is not None else None),
    )


def attach(body: Element, comments: Sequence[Comment], schema: Schema) -> bytes | None:
    """Anchor the comments in the body, in place, and give their part; None where none has a place there."""
    finder = _Places(body, schema)
    kept: list[Comment] = []
    for comment in comments:
        paragraph = finder.paragraph(comment)
        if paragraph is None:
            continue
        number = len(kept)
        kept.append(comment)
        at = 1 if paragraph.find(f"{W}pPr") is not None else 0
        start, end, mark = fragment(
            f'<w:commentRangeStart w:id="{number}"/><w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )
        paragraph.insert(at, start)
        paragraph.extend((end, mark))
    return _part(kept) if kept else None


class _Places:
    """Finds the paragraph that a comment belongs to."""

    def __init__(self, body: Element, schema: Schema) -> None:
        self._schema = schema
        self._marks: Mapping[str, Element] = {mark.get(f"{W}name", ""): mark for mark in body.iter(BOOKMARK_START)}
        heads = (node for node in body.iterchildren(P) if style_of(node) == "NewPageHeading")
        self._details = next(heads, None)

    def paragraph(self, comment: Comment) -> Element | None:
        """The paragraph; None where the document has no such place."""
        mark = self._marks.get(record_bookmark(comment.record)) if comment.record is not None else None
        if mark is None and comment.section is not None:
            mark = self._marks.get(section_bookmark(comment.section))
        if mark is None:
            return self._details
        home = next((node for node in mark.iterancestors(P)), None)
        if home is None:
            home = _following(mark)
        if home is None or comment.field is None:
            return home
        names = self._names(comment)
        cell = next((node for node in home.iterancestors(CELL)), None)
        found = _in_table(cell, names) if cell is not None else _in_block(home, names)
        return found if found is not None else home

    def _names(self, comment: Comment) -> frozenset[str]:
        """The names under which a field may be printed."""
        field = comment.field or ""
        kind = self._schema.kinds.get((comment.record or " ")[0])
        spec = kind.field(field) if kind is not None else None
        return frozenset(map(fold_name, (field, *(spec.synonyms if spec is not None else ()))))


def _following(mark: Element) -> Element | None:
    node = mark.getnext()
    while node is not None and node.tag != P:
        node = node.getnext()
    return node


def _in_block(home: Element, names: frozenset[str]) -> Element | None:
    """The paragraph below a heading that begins with the field's name."""
    node = home.getnext()
    while node is not None and not (node.tag == P and style_of(node).startswith(_ENDS_RECORD)):
        if node.tag == P and fold_name(text_of(node).partition(":")[0]) in names:
            return node
        node = node.getnext()
    return None


def _in_table(cell: Element, names: frozenset[str]) -> Element | None:
    """The cell of a record's row, or of a person's column, that is the field's."""
    row = cell.getparent()
    table = row.getparent()
    rows = list(table.iterchildren(ROW)) if table is not None and table.tag == TABLE else []
    if not rows:
        return None
    if row is rows[0]:
        column = list(row.iterchildren(CELL)).index(cell)
        for other in rows[1:]:
            cells = list(other.iterchildren(CELL))
            if fold_name(text_of(cells[0])) in names and column < len(cells):
                return cells[column].find(P)
        return None
    titles = [fold_name(text_of(head)) for head in rows[0].iterchildren(CELL)]
    at = next((n for n, title in enumerate(titles) if title in names), None)
    cells = list(row.iterchildren(CELL))
    return cells[at].find(P) if at is not None and at < len(cells) else None


def _part(comments: Sequence[Comment]) -> bytes:
    """The comments' part."""
    inside = "".join(_comment(number, comment) for number, comment in enumerate(comments))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:comments xmlns:w="{WORD_NS}">{inside}</w:comments>'.encode()


def _comment(number: int, comment: Comment) -> str:
    mark = "<w:r><w:annotationRef/></w:r>"
    paragraphs = "".join(
        f'<w:p>{mark if n == 0 else ""}<w:r><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
        f'<w:t xml:space="preserve">{xml_text(line)}</w:t></w:r></w:p>'
        for n, line in enumerate(comment.lines)
    )
    return (
        f'<w:comment w:id="{number}" w:author="{xml_text(comment.author)}" w:initials="{xml_text(comment.initials)}">'
        f"{paragraphs}</w:comment>"
    )
