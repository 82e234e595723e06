"""The cover, the document control table and the contents."""

from __future__ import annotations

from collections.abc import Sequence

from imr_tui.word.build import Build, Entry
from imr_tui.word.nodes import Node, plain, raw_block, raw_inline, string, strong, styled_para, xml_text
from imr_tui.word.options import PSEUDONYMS
from imr_tui.word.tables import Cell
from imr_tui.word.typography import curl
from imr_tui.word.values import NOT_STATED, front_text, printed_date

USUAL_TITLE = "Individual Management Review"
_TAB = "<w:r><w:tab/></w:r>"
_MOST_ENTRIES = 60
_COPY = "A copy with pseudonyms; some personal details are withheld."


def document_title(build: Build) -> str:
    """The title of the document; what it is, where it has none."""
    title = front_text(build.report.front, "document", "title")
    return USUAL_TITLE if title == NOT_STATED else curl(" ".join(title.split()))


def status(build: Build) -> str:
    """The document's status, with the word draft where a draft was asked for."""
    stated = curl(front_text(build.report.front, "document", "status"))
    return f"{stated} (draft)" if build.options.draft and "draft" not in stated.casefold() else stated


def cover(build: Build, title: str) -> list[Node]:
    """The cover."""
    front = build.report.front
    author = _joined(front_text(front, "agency", "author"), front.text("agency", "author_role"))
    lines = (
        ("Reference", front_text(front, "review", "reference")),
        ("Force", front_text(front, "agency", "name")),
        ("Timescale", timescale(build)),
        ("Author", author),
        ("Status", status(build)),
        ("Date completed", printed_date(front.get("dates", "completed")) or NOT_STATED),
        *((("Names", _COPY),) if build.options.profile == PSEUDONYMS else ()),
    )
    found = [
        styled_para("Cover Title", (string(title),)),
        styled_para("Cover Subtitle", build.blocks.inlines.text(front_text(front, "review", "type"))),
    ]
    found += [
        styled_para("Cover Detail", (strong(string(label)), raw_inline(_TAB), *build.blocks.inlines.text(text)))
        for label, text in lines
    ]
    handling = front_text(front, "document", "handling")
    found.append(styled_para("Cover Handling", (strong(string("Handling: ")), *build.blocks.inlines.text(handling))))
    return found


def timescale(build: Build) -> str:
    """The timescale under review."""
    first, last = (printed_date(build.report.front.get("review", key)) for key in ("period_start", "period_end"))
    return f"{first or NOT_STATED} to {last or NOT_STATED.casefold()}" if first or last else NOT_STATED


def control_table(build: Build) -> list[Node]:
    """Who made the document for whom, the dates and the reasons for delay."""
    front = build.report.front
    dates = {
        key: printed_date(front.get("dates", key)) or NOT_STATED
        for key in ("incident", "requested", "completed", "quality_assured", "signed_off")
    }
    lines = (
        ("Type of review", front_text(front, "review", "type")),
        ("Review reference", front_text(front, "review", "reference")),
        ("Commissioned by", front_text(front, "review", "commissioned_by")),
        ("Review author", front_text(front, "review", "overview_author")),
        ("Timescale under review", timescale(build)),
        ("Force", front_text(front, "agency", "name")),
        (
            "Author of this document",
            _joined(front_text(front, "agency", "author"), front.text("agency", "author_role")),
        ),
        ("Independence of the author", front_text(front, "agency", "independence")),
        ("Status", status(build)),
        ("Date of the incident", dates["incident"]),
        ("Date requested", dates["requested"]),
        ("Reason for delay, incident to request", front_text(front, "dates", "request_delay_rationale")),
        ("Date completed", dates["completed"]),
        ("Reason for delay, request to completion", front_text(front, "dates", "delay_rationale")),
        ("Date quality assured", dates["quality_assured"]),
        ("Date signed off", dates["signed_off"]),
    )
    head: list[Cell] = [[plain((string(title),))] for title in ("Item", "Detail")]
    rows: list[list[Cell]] = [
        [[plain((string(label),))], [plain(build.blocks.inlines.text(text))]] for label, text in lines
    ]
    described = "Each row is a fact about this document, such as its author or one of its dates."
    return [
        styled_para("New Page Heading", (string("Document control"),)),
        *build.tables.table(
            "Document control", described, head, rows, caption=False, widths=(0.34, 0.66), label_column=True
        ),
    ]


def contents(entries: Sequence[Entry]) -> list[Node]:
    """The contents: every line written out, each a link with its page as a field, in one field that Word can renew."""
    shown = [entry for entry in entries if not entry.record or len(entries) <= _MOST_ENTRIES]
    if not shown:
        return []
    records = (
        "".join(f",Record Heading {level},{level}" for level in (2,)) if any(entry.record for entry in shown) else ""
    )
    field = f'TOC \\o "1-2" \\h \\z \\t "Appendix Heading,1{records}"'
    opening = _field_start(field)
    lines = [
        _line(entry, opening if n == 0 else "", _END if n == len(shown) - 1 else "") for n, entry in enumerate(shown)
    ]
    return [styled_para("TOC Heading", (string("Contents"),)), raw_block("".join(lines))]


_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _field_start(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {xml_text(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _line(entry: Entry, before: str, after: str) -> str:
    bookmark = xml_text(entry.bookmark)
    page = f"{_field_start(f'PAGEREF {entry.bookmark} ' + chr(92) + 'h')}<w:r><w:t>1</w:t></w:r>{_END}"
    number = ""
    if entry.number.isdigit():
        number = f"<w:r><w:t>{entry.number}</w:t></w:r>{_TAB}"
    elif entry.number:
        number = f'<w:r><w:t xml:space="preserve">{xml_text(entry.number)} </w:t></w:r>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TOC{entry.level}"/></w:pPr>{before}<w:hyperlink w:anchor="{bookmark}" w:history="1">'
        f'{number}<w:r><w:t xml:space="preserve">{xml_text(entry.text)}</w:t></w:r>{_TAB}{page}</w:hyperlink>{after}</w:p>'
    )


def _joined(first: str, second: str) -> str:
    return f"{first}, {second}" if second else first
