"""What is still open, as Word comments for a supervisor: each at its record, section or field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from imr_tui.checklist.model import Checklist, Item, State
from imr_tui.dataclass import dataclass
from imr_tui.document.dialogue import Remark, Stand, fold, locate, read_dialogue
from imr_tui.document.findings import Finding
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema, fold_name
from imr_tui.word.build import section_bookmark
from imr_tui.word.inlines import record_bookmark
from imr_tui.word.nodes import xml_text
from imr_tui.word.styles import WORD_NS
from imr_tui.word.wordxml import BOOKMARK_START, CELL, ROW, TABLE, Element, P, W, fragment, style_of, text_of

COMMENTS = "word/comments.xml"
COMMENTS_EXTENDED = "word/commentsExtended.xml"
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_FIRST_PARA = 0x10000001
_FEWEST = 12
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
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
    it belongs to the details at the head. `quote` are the words there that it is about. `when` is written as Word has it. `replies` follow
    it, and `done` says that it is resolved.
    """

    author: str
    initials: str
    lines: tuple[str, ...]
    section: int | None = None
    record: str | None = None
    field: str | None = None
    quote: str = ""
    when: str = ""
    done: bool = False
    replies: tuple[Comment, ...] = ()


def open_comments(report: Report, checklist: Checklist, findings: Iterable[Finding]) -> tuple[Comment, ...]:
    """A comment for each question that is not settled and each finding that wants a change."""
    asked = [_question(report, item) for item in checklist.items if not item.state.settled]
    return (*asked, *(_finding(report, finding) for finding in findings if finding.is_open))


def rewritten(comments: Iterable[Comment], text: Callable[[str], str]) -> tuple[Comment, ...]:
    """The comments with their words changed by `text`."""
    return tuple(
        replace(
            comment,
            author=text(comment.author),
            lines=tuple(map(text, comment.lines)),
            quote=text(comment.quote),
            replies=rewritten(comment.replies, text),
        )
        for comment in comments
    )


def dialogue_comments(report: Report) -> tuple[Comment, ...]:
    """The remarks on an earlier copy, each with what was answered, for the author of the review; those dismissed are left out."""
    own = report.front.text("agency", "author") or "Author"
    return tuple(
        _remark(report, remark, own) for remark in read_dialogue(report.front) if remark.state is not Stand.DISMISSED
    )


def _remark(report: Report, remark: Remark, own: str) -> Comment:
    replies = [Comment(reply.who, _initials(reply.who), (reply.text,), when=reply.when) for reply in remark.replies]
    if remark.answer:
        replies.append(Comment(own, _initials(own), (remark.answer,)))
    span = locate(report, remark)
    comment = Comment(
        remark.who,
        _initials(remark.who),
        tuple(remark.spoken.splitlines()) or ("",),
        quote=remark.quote,
        when=remark.when,
        done=remark.state is Stand.DONE,
        replies=tuple(replies),
    )
    return _placed(report, comment, span.start if span is not None else None)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalpha()).upper()[:3]


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


def attach(body: Element, comments: Sequence[Comment], schema: Schema) -> dict[str, bytes]:
    """Anchor the comments in the body, in place, and give their parts by name; none where none has a place there."""
    finder = _Places(body, schema)
    kept: list[tuple[Comment, int]] = []
    for comment in comments:
        paragraph = finder.paragraph(comment)
        if paragraph is None:
            continue
        above = len(kept)
        for answer in (comment, *comment.replies):
            _anchor(paragraph, len(kept))
            kept.append((answer, above))
    if not kept:
        return {}
    return {COMMENTS: _part([comment for comment, _ in kept]), COMMENTS_EXTENDED: _extended(kept)}


def _anchor(paragraph: Element, number: int) -> None:
    at = 1 if paragraph.find(f"{W}pPr") is not None else 0
    start, end, mark = fragment(
        f'<w:commentRangeStart w:id="{number}"/><w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )
    paragraph.insert(at, start)
    paragraph.extend((end, mark))


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
        if home is not None and comment.quote:
            quoted = _quoting(home, comment.quote)
            if quoted is not None:
                return quoted
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


def _quoting(home: Element, quote: str) -> Element | None:
    """The paragraph of a record or section that has these words, or begins them; None where none has."""
    cell = next((node for node in home.iterancestors(CELL)), None)
    row = cell.getparent() if cell is not None else None
    wanted = fold(quote)
    for node in row.iter(P) if row is not None else _below(home):
        text = fold(text_of(node))
        if text and (wanted in text or (len(text) > _FEWEST and wanted.startswith(text))):
            return node
    return None


def _below(home: Element) -> Iterator[Element]:
    yield home
    node = home.getnext()
    while node is not None and not (node.tag == P and style_of(node).startswith(_ENDS_RECORD)):
        yield from node.iter(P)
        node = node.getnext()


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
    return (
        f'{_XML_HEAD}<w:comments xmlns:w="{WORD_NS}" xmlns:w14="{_W14}" xmlns:mc="{_MC}" mc:Ignorable="w14">'
        f"{inside}</w:comments>"
    ).encode()


def _extended(comments: Sequence[tuple[Comment, int]]) -> bytes:
    """The part that says which comment answers which, and which are resolved."""
    inside = "".join(
        f'<w15:commentEx w15:paraId="{_para_id(number)}"'
        + (f' w15:paraIdParent="{_para_id(above)}"' if above != number else "")
        + f' w15:done="{int(comments[above][0].done)}"/>'
        for number, (_, above) in enumerate(comments)
    )
    return (
        f'{_XML_HEAD}<w15:commentsEx xmlns:w15="{_W15}" xmlns:mc="{_MC}" mc:Ignorable="w15">{inside}</w15:commentsEx>'
    ).encode()


def _para_id(number: int) -> str:
    """The id of a comment's last paragraph, by which others speak of it."""
    return f"{_FIRST_PARA + number:08X}"


def _comment(number: int, comment: Comment) -> str:
    mark = "<w:r><w:annotationRef/></w:r>"
    last = len(comment.lines) - 1
    paragraphs = "".join(
        f"<w:p{f' w14:paraId={chr(34)}{_para_id(number)}{chr(34)}' if n == last else ''}>{mark if n == 0 else ''}"
        '<w:r><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
        f'<w:t xml:space="preserve">{xml_text(line)}</w:t></w:r></w:p>'
        for n, line in enumerate(comment.lines)
    )
    date = f' w:date="{xml_text(comment.when)}"' if _DATE.fullmatch(comment.when) else ""
    return (
        f'<w:comment w:id="{number}" w:author="{xml_text(comment.author)}"{date} w:initials="{xml_text(comment.initials)}">'
        f"{paragraphs}</w:comment>"
    )
