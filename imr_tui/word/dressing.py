"""What pandoc's document still lacks: widths and headers of tables, set-off blocks, list indents, section ends."""

from __future__ import annotations

from collections.abc import Mapping

from imr_tui.word.numbering import PANDOC_LIST, list_indent
from imr_tui.word.palette import (
    NAVY,
    NUMBER_INDENT,
    SET_OFF,
    SET_OFF_INDENT,
    SET_OFF_RIGHT,
    SUBPARA_INDENT,
    TEXT_WIDTH,
    TEXT_WIDTH_LANDSCAPE,
    SetOff,
)
from imr_tui.word.set_off import BLOCK_BOOKMARK
from imr_tui.word.styles import set_off_borders, style_id
from imr_tui.word.tables import TableFacts
from imr_tui.word.wordxml import (
    BOOKMARK_END,
    BOOKMARK_START,
    CELL,
    INDENT,
    ROW,
    SECTION,
    SPACING,
    TABLE,
    Element,
    P,
    W,
    add,
    child_of,
    fragment,
    in_style,
    inside,
    keep_next,
    list_of,
    make,
    properties,
    set_property,
    set_style,
    style_of,
    text_of,
)

_SET_OFF = {style_id(block.style): block for block in SET_OFF}
_LIST_BASE = {
    "NumberedPara": NUMBER_INDENT,
    "ContinuedPara": NUMBER_INDENT,
    "NumberedSubpara": SUBPARA_INDENT,
    "ContinuedSubpara": SUBPARA_INDENT,
    "BlockText": 1134,
    **dict.fromkeys(_SET_OFF, SET_OFF_INDENT),
}
_CELL_PROPERTIES, _ROW_PROPERTIES = f"{W}tcPr", f"{W}trPr"
_BLANK_LIST = PANDOC_LIST
_CELL_STEP = 227
_FEW_ROWS, _FEW_WORDS = 9, 1100
_SHORT_BLOCK = 800
_CELL_MARGINS = 170
_AFTER_TABLE = 160
_QUOTE_STEP = 360


def dress(body: Element, facts: Mapping[str, TableFacts], *, numbered: bool) -> None:
    """Change pandoc's body in place. `numbered` tells where lists under a heading stand."""
    _section_ends(body)
    titles = _table_bookmarks(body)
    for table, landscape in _tables(body):
        width = _room_in_cell(table) or (TEXT_WIDTH_LANDSCAPE if landscape else TEXT_WIDTH)
        _table(table, facts.get(titles.get(table, "")), width)
    _lists(body, NUMBER_INDENT if numbered else 0)
    for start in list(body.iter(BOOKMARK_START)):
        name = start.get(f"{W}name", "")
        if name.startswith(BLOCK_BOOKMARK):
            _set_off(start, _SET_OFF[name.removeprefix(BLOCK_BOOKMARK).rpartition("_")[0]])
    _drop_bookmarks(body, facts)
    _gaps(body)
    _hold_captions(body)
    _page_heads(body)


def dress_notes(notes: Element) -> None:
    """Change the footnotes in place: small type throughout, lists and tables in measure."""
    for table in notes.iter(TABLE):
        _table(table, None, _room_in_cell(table) or TEXT_WIDTH)
    for note in notes:
        for paragraph in note.iterchildren(P):
            if style_of(paragraph) in ("Compact", "BodyText", "FirstParagraph"):
                set_style(paragraph, "FootnoteText")
            listed = list_of(paragraph)
            if listed is not None:
                _indent(paragraph, listed[0], _CELL_STEP * (listed[1] + 1), _CELL_STEP)


def _section_ends(body: Element) -> None:
    """Move a section's end into the paragraph ahead of it.

    After a table, and after the contents, whose field may not be open where a section ends, it keeps a small one of its own.
    """
    for marker, ending in _endings(body):
        if style_of(marker) != "SectionEnd":
            continue
        before = marker.getprevious()
        while before is not None and before.tag in (BOOKMARK_START, BOOKMARK_END):
            before = before.getprevious()
        if (
            before is None
            or before.tag != P
            or style_of(before).startswith("TOC")
            or child_of(properties(before), SECTION) is not None
        ):
            continue
        set_property(properties(before), ending)
        body.remove(marker)


def _endings(body: Element) -> list[tuple[Element, Element]]:
    """The paragraphs of the body that end a section, each with what ends it."""
    found = [(ending.getparent().getparent(), ending) for ending in body.iter(SECTION)]
    return [(holder, ending) for holder, ending in found if holder is not None and holder.getparent() is body]


def _tables(body: Element) -> list[tuple[Element, bool]]:
    """Every table and whether its pages lie landscape."""
    found: list[tuple[Element, bool]] = []
    waiting: list[Element] = []
    for node in body.iter(TABLE, f"{W}sectPr"):
        if node.tag == TABLE:
            waiting.append(node)
            continue
        size = node.find(f"{W}pgSz")
        landscape = size is not None and size.get(f"{W}orient") == "landscape"
        found += [(table, landscape) for table in waiting]
        waiting = []
    return [*found, *((table, False) for table in waiting)]


def _room_in_cell(table: Element) -> int:
    """The room a table has inside another's cell, which was given its width before; 0 where it stands in none."""
    cell = table.getparent()
    size = cell.find(f"{W}tcPr/{W}tcW") if cell is not None and cell.tag == CELL else None
    return max(_CELL_STEP, int(size.get(f"{W}w", "0")) - _CELL_MARGINS) if size is not None else 0


def _table_bookmarks(body: Element) -> dict[Element, str]:
    found: dict[Element, str] = {}
    for table in body.iter(TABLE):
        before = table.getprevious()
        while before is not None and before.tag in (BOOKMARK_START, BOOKMARK_END):
            if before.tag == BOOKMARK_START and before.get(f"{W}name", "").startswith("table_"):
                found[table] = before.get(f"{W}name", "")
                break
            before = before.getprevious()
    return found


def _table(table: Element, facts: TableFacts | None, width: int) -> None:
    grid = list(table.iter(f"{W}gridCol"))
    shares = [int(column.get(f"{W}w", "1")) for column in grid]
    widths = [round(width * share / max(1, sum(shares))) for share in shares]
    widths[-1] += width - sum(widths)
    for column, size in zip(grid, widths, strict=True):
        column.set(f"{W}w", str(size))
    _table_properties(table, facts, width)
    rows = list(table.iterchildren(ROW))
    for n, row in enumerate(rows):
        _row(row, widths, is_head=n == 0, labelled=facts is not None and facts.label_column)
    _keep_together(table, rows)


def _keep_together(table: Element, rows: list[Element]) -> None:
    """A short table stays on one page; of a longer one, no row stands alone at the foot or head of a page."""
    short = len(rows) <= _FEW_ROWS and len(text_of(table)) <= _FEW_WORDS
    held = rows[:-1] if short else [*rows[:2], *rows[-2:-1]]
    for row in held:
        for paragraph in row.iter(P):
            keep_next(paragraph)


def _table_properties(table: Element, facts: TableFacts | None, width: int) -> None:
    holder = child_of(table, f"{W}tblPr")
    assert holder is not None  # noqa: S101  the schema demands it
    for child in list(holder):
        holder.remove(child)
    add(holder, "tblStyle", val="Table")
    add(holder, "tblW", w=width, type="dxa")
    add(holder, "tblLayout", type="fixed")
    add(holder, "tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1)
    if facts is not None:
        add(holder, "tblCaption", val=facts.title)
        add(holder, "tblDescription", val=facts.description)


def _row(row: Element, widths: list[int], *, is_head: bool, labelled: bool) -> None:
    holder = child_of(row, _ROW_PROPERTIES)
    if holder is None:
        holder = make("trPr")
        row.insert(0, holder)
    for child in list(holder):
        holder.remove(child)
    add(holder, "cantSplit")
    if is_head:
        add(holder, "tblHeader")
    for n, (cell, width) in enumerate(zip(row.iterchildren(CELL), widths, strict=False)):
        _cell(
            cell,
            width,
            is_head=is_head,
            style="TableHeading" if is_head else "TableLabel" if labelled and n == 0 else "TableText",
        )


def _cell(cell: Element, width: int, *, is_head: bool, style: str) -> None:
    holder = child_of(cell, _CELL_PROPERTIES)
    if holder is None:
        holder = make("tcPr")
        cell.insert(0, holder)
    holder.insert(0, make("tcW", w=width, type="dxa"))
    if is_head:
        add(holder, "shd", val="clear", color="auto", fill=NAVY)
    for n, paragraph in enumerate(cell.iterchildren(P)):
        now = style_of(paragraph)
        if now == "BlockText":
            set_property(properties(paragraph), make("ind", left=_CELL_STEP, right=_CELL_STEP))
        if now != "SourceCode":
            set_style(paragraph, "TableText" if n and style == "TableLabel" else style)
        listed = list_of(paragraph)
        if listed is not None:
            left = _CELL_STEP * (listed[1] + 1)
            _indent(paragraph, listed[0], left, _CELL_STEP)


def _lists(body: Element, under_heading: int) -> None:
    """Indent lists from the text they stand under, and leave room below each."""
    base = under_heading
    last: Element | None = None
    for paragraph in body.iterchildren(P):
        listed = list_of(paragraph)
        if last is not None and style_of(last) == "Compact" and (listed is None or _is_other_list(last, listed)):
            set_property(properties(last), make("spacing", after=120))
        if listed is not None and listed[0] >= PANDOC_LIST:
            left, hanging = list_indent(listed[1], base)
            _indent(paragraph, listed[0], left, hanging)
            last = paragraph
            continue
        last = None
        style = style_of(paragraph)
        base = under_heading if "Heading" in style else _LIST_BASE.get(style, 0)


def _is_other_list(last: Element, listed: tuple[int, int]) -> bool:
    """Whether a list begins at the margin right after an item of another."""
    before = list_of(last)
    return before is not None and before[0] != listed[0] and listed[1] == 0 and listed[0] != _BLANK_LIST


def _indent(paragraph: Element, number: int, left: int, hanging: int) -> None:
    """Indent an item; a further paragraph of an item stands under its text, without a mark of its own."""
    holder = properties(paragraph)
    if number == _BLANK_LIST:
        marks = holder.find(f"{W}numPr")
        if marks is not None:
            holder.remove(marks)
        set_property(holder, make("ind", left=left))
    else:
        set_property(holder, make("ind", left=left, hanging=hanging))


def _set_off(start: Element, block: SetOff) -> None:
    """Give every paragraph of a set-off block its rule and ground, whatever it is, and close the gaps between them.

    A short one stays on one page.
    """
    paragraphs = [node for node in inside(start) if node.tag == P]
    own = style_id(block.style)
    shapes: list[tuple[str, str, bool]] = []
    for paragraph in paragraphs:
        holder = properties(paragraph)
        style = style_of(paragraph)
        if style != own or child_of(holder, INDENT) is not None or list_of(paragraph) is not None:
            for element in fragment(set_off_borders(block)):
                set_property(holder, element)
            _within(holder, quoted=style == "BlockText")
        indent = child_of(holder, INDENT)
        left = indent.get(f"{W}left", "") if indent is not None else ""
        hanging = indent.get(f"{W}hanging", "") if indent is not None else ""
        shapes.append((left, hanging, paragraph.getnext() is not None and paragraph.getnext().tag == TABLE))
    for n, paragraph in enumerate(paragraphs[:-1]):
        if shapes[n][:2] != shapes[n + 1][:2] or shapes[n][2]:
            set_property(properties(paragraph), make("spacing", after=0))
    short = len(paragraphs) <= _FEW_ROWS and sum(len(text_of(paragraph)) for paragraph in paragraphs) <= _SHORT_BLOCK
    for paragraph in paragraphs[:-1] if short else paragraphs[-2:-1]:
        keep_next(paragraph)
    set_property(properties(paragraphs[-1]), make("spacing", after=160))


def _within(holder: Element, *, quoted: bool) -> None:
    """Keep a paragraph between the block's edges; a quotation further in, its rule drawn back to the block's own."""
    indent = child_of(holder, INDENT)
    if indent is None:
        indent = make("ind", left=SET_OFF_INDENT + (_QUOTE_STEP if quoted else 0))
        rule = holder.find(f"{W}pBdr/{W}left")
        if quoted and rule is not None:
            rule.set(f"{W}space", str(int(rule.get(f"{W}space", "0")) + _QUOTE_STEP // 20))
            set_property(holder, make("spacing", before=0, after=60))
    indent.set(f"{W}right", str(SET_OFF_RIGHT + (_QUOTE_STEP if quoted else 0)))
    if quoted:
        edge = holder.find(f"{W}pBdr/{W}right")
        if edge is not None:
            edge.set(f"{W}space", str(int(edge.get(f"{W}space", "0")) + _QUOTE_STEP // 20))
    set_property(holder, indent)


def _hold_captions(body: Element) -> None:
    """A table's caption stays with the table, whatever a house style says of captions."""
    for paragraph in in_style(body, "Caption"):
        keep_next(paragraph)


def _page_heads(body: Element) -> None:
    """The first appendix starts a page; and there is no room above what comes first on a section's pages."""
    for appendix in in_style(body, "AppendixHeading")[:1]:
        set_property(properties(appendix), make("pageBreakBefore"))
        set_property(properties(appendix), make("spacing", before=0))
    for paragraph, _ in _endings(body):
        following = paragraph.getnext()
        while following is not None and following.tag in (BOOKMARK_START, BOOKMARK_END):
            following = following.getnext()
        if following is None or following.tag != P:
            continue
        holder = properties(following)
        spacing = child_of(holder, SPACING)
        spacing = make("spacing") if spacing is None else spacing
        spacing.set(f"{W}before", "0")
        set_property(holder, spacing)


def _drop_bookmarks(body: Element, facts: Mapping[str, TableFacts]) -> None:
    """Take out the bookmarks that only served here, and number the others anew."""
    dropped: set[str] = set()
    kept: dict[str, str] = {}
    for node in list(body.iter(BOOKMARK_START)):
        name, ident = node.get(f"{W}name", ""), node.get(f"{W}id", "")
        if name in facts or name.startswith(BLOCK_BOOKMARK):
            dropped.add(ident)
            node.getparent().remove(node)
        else:
            kept[ident] = str(len(kept) + 1)
            node.set(f"{W}id", kept[ident])
    for node in list(body.iter(BOOKMARK_END)):
        ident = node.get(f"{W}id", "")
        if ident in dropped:
            node.getparent().remove(node)
        elif ident in kept:
            node.set(f"{W}id", kept[ident])


def _gaps(body: Element) -> None:
    """Room below a table; and a paragraph between two tables, which Word would otherwise take for one."""
    for table in list(body.iterchildren(TABLE)):
        following = table.getnext()
        while following is not None and following.tag in (BOOKMARK_START, BOOKMARK_END):
            following = following.getnext()
        if following is None:
            continue
        if following.tag != P:
            gap = make("p")
            set_style(gap, "TableGap")
            table.addnext(gap)
        elif style_of(following) not in ("SectionEnd", "TableNote", "Caption") and not style_of(following).startswith(
            ("Heading", "RecordHeading", "Appendix", "TOC", "FrontHeading")
        ):
            holder = properties(following)
            spacing = child_of(holder, SPACING)
            if spacing is None:
                spacing = make("spacing")
            spacing.set(f"{W}before", str(_AFTER_TABLE))
            set_property(holder, spacing)
