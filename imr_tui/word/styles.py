"""The house style: every style of the Word file, as one table."""

from __future__ import annotations

from imr_tui.dataclass import dataclass
from imr_tui.word.palette import (
    BAND,
    FONT,
    GREY,
    LANGUAGE,
    LINE,
    LINK,
    NAVY,
    NUMBER_INDENT,
    SET_OFF,
    SET_OFF_INDENT,
    SET_OFF_RIGHT,
    SLATE,
    SUBPARA_INDENT,
    TEXT_WIDTH,
    WHITE,
    SetOff,
)

WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NUMBERED_LIST, APPENDIX_LIST = 1, 2
_IDS = {"Normal Table": "TableNormal", "toc 1": "TOC1", "toc 2": "TOC2"}


@dataclass(frozen=True, slots=True)
class Style:
    """One style; `paragraph`, `run` and `rest` are the XML of its properties in the schema's order."""

    name: str
    based_on: str = ""
    following: str = ""
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    own: bool = False
    default: bool = False
    quick: bool = True
    rest: str = ""
    ui: int = 99

    @property
    def id(self) -> str:
        """The style's id: its name without spaces, in Word's own spelling."""
        if self.name in _IDS:
            return _IDS[self.name]
        return "".join(word[:1].upper() + word[1:] for word in self.name.split(" "))

    def xml(self) -> str:
        """The style as XML."""
        flags = (' w:default="1"' if self.default else "") + (' w:customStyle="1"' if self.own else "")
        parts = [
            f'<w:style xmlns:w="{WORD_NS}" w:type="{self.kind}"{flags} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
        ]
        if self.based_on:
            parts.append(f'<w:basedOn w:val="{style_id(self.based_on)}"/>')
        if self.following:
            parts.append(f'<w:next w:val="{style_id(self.following)}"/>')
        parts.append(f'<w:uiPriority w:val="{self.ui}"/>')
        parts.append("<w:qFormat/>" if self.quick else "")
        parts.append(f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else "")
        parts.append(f"<w:rPr>{self.run}</w:rPr>" if self.run else "")
        parts.append(f"{self.rest}</w:style>")
        return "".join(parts)


def style_id(name: str) -> str:
    """The id of the style of that name."""
    return Style(name).id


def _type(size: float, *, bold: bool = False, italic: bool = False, colour: str = "") -> str:
    half = round(size * 2)
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )


def _space(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _hang(left: int, hanging: int) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _numbered(level: int, listing: int = NUMBERED_LIST) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{listing}"/></w:numPr>'


def set_off_borders(block: SetOff) -> str:
    """The rule at the left and the padding, in the ground's colour, around a set-off paragraph; and its ground."""
    pad = f'w:val="single" w:sz="4" w:space="4" w:color="{block.fill}"'
    return (
        f'<w:pBdr><w:top {pad}/><w:left w:val="single" w:sz="36" w:space="8" w:color="{block.rule}"/>'
        f'<w:bottom {pad}/><w:right {pad}/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{block.fill}"/>'
    )


_BODY = _space(0, 120, 276)
_HEAD = "<w:keepNext/><w:keepLines/>"


def _headings() -> list[Style]:
    looks = (
        (16, NAVY, 400, 140),
        (13, NAVY, 300, 100),
        (11.5, SLATE, 240, 80),
        (11, SLATE, 200, 80),
        (11, GREY, 200, 80),
        (11, GREY, 200, 80),
    )
    found = []
    for level, (size, colour, before, after) in enumerate(looks, 1):
        number = _numbered(0) if level == 1 else ""
        indent = _hang(NUMBER_INDENT, NUMBER_INDENT) if level == 1 else ""
        layout = f'{_HEAD}{number}{_space(before, after)}{indent}<w:outlineLvl w:val="{level - 1}"/>'
        run = _type(size, bold=True, italic=level == 5, colour=colour)  # noqa: PLR2004  the fifth is told from the fourth
        found.append(Style(f"heading {level}", "Normal", "Body Text", layout, run, ui=9))
    for level in range(2, 7):
        layout = f'<w:outlineLvl w:val="{level - 1}"/>'
        found.append(Style(f"Record Heading {level}", f"heading {level}", "Body Text", layout, own=True))
    return found


def _body() -> list[Style]:
    code = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    quoted = f'{_space(60, 160, 264)}<w:ind w:left="1134" w:right="567"/>'
    return [
        Style("Normal", default=True, ui=0),
        Style("Body Text", "Normal", paragraph=_BODY, ui=1),
        Style("First Paragraph", "Body Text", "Body Text", own=True),
        Style("Compact", "Body Text", paragraph=_space(0, 60, 264), own=True),
        Style("Numbered Para", "Body Text", paragraph=_numbered(1) + _hang(NUMBER_INDENT, NUMBER_INDENT), own=True),
        Style(
            "Numbered Subpara",
            "Body Text",
            paragraph=_numbered(2) + _space(0, 80, 276) + _hang(SUBPARA_INDENT, SUBPARA_INDENT - NUMBER_INDENT),
            own=True,
        ),
        Style("Continued Para", "Body Text", paragraph=f'<w:ind w:left="{NUMBER_INDENT}"/>', own=True),
        Style("Continued Subpara", "Body Text", paragraph=f'<w:ind w:left="{SUBPARA_INDENT}"/>', own=True),
        Style("Block Text", "Body Text", "Body Text", quoted, '<w:color w:val="333333"/>', ui=29),
        Style(
            "Source Code",
            "Body Text",
            paragraph=f'{_space(60, 120)}<w:ind w:left="{NUMBER_INDENT}"/>',
            run=code,
            own=True,
        ),
        Style("footnote text", "Normal", paragraph=_space(0, 40), run=_type(9), quick=False),
        Style(
            "Footnote Block Text",
            "footnote text",
            paragraph='<w:ind w:left="567" w:right="567"/>',
            own=True,
            quick=False,
        ),
        Style("Figure", "Body Text", paragraph=f"<w:keepNext/>{_space(120, 60)}", own=True),
        *(
            Style(
                block.style,
                "Body Text",
                paragraph=f"{set_off_borders(block)}{_space(0, 60, 264)}"
                f'<w:ind w:left="{SET_OFF_INDENT}" w:right="{SET_OFF_RIGHT}"/>',
                own=True,
            )
            for block in SET_OFF
        ),
    ]


def _front() -> list[Style]:
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="12" w:color="{NAVY}"/></w:pBdr>'
    tab = (
        f'<w:tabs><w:tab w:val="left" w:pos="567"/><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    )
    return [
        Style("Title", "Normal", "Subtitle", "<w:keepLines/>", _type(30, bold=True, colour=NAVY), ui=10),
        Style("Subtitle", "Normal", "Body Text", run=_type(16, colour=GREY), ui=11),
        Style("Cover Title", "Title", "Cover Subtitle", _space(3000, 160), own=True),
        Style("Cover Subtitle", "Subtitle", "Cover Detail", f"{rule}{_space(0, 480)}", own=True),
        Style("Cover Detail", "Normal", paragraph=f"{_space(0, 70)}{_hang(2268, 2268)}", run=_type(12), own=True),
        Style("Cover Handling", "Normal", paragraph=_space(1400, 0, 264), run=_type(10.5, colour="333333"), own=True),
        Style(
            "Front Heading",
            "Normal",
            "Body Text",
            f"{_HEAD}{_space(360, 160)}",
            _type(16, bold=True, colour=NAVY),
            own=True,
        ),
        Style("New Page Heading", "Front Heading", "Body Text", f"<w:pageBreakBefore/>{_space(0, 160)}", own=True),
        Style("TOC Heading", "Front Heading", "Body Text", _space(480, 160), ui=39),
        Style(
            "toc 1",
            "Normal",
            "Normal",
            f"{tab}{_space(80, 20)}{_hang(567, 567)}<w:contextualSpacing/>",
            ui=39,
            quick=False,
        ),
        Style("toc 2", "Normal", "Normal", f'{tab}{_space(0, 20)}<w:ind w:left="567"/>', ui=39, quick=False),
        Style(
            "Appendix Heading",
            "heading 1",
            "Body Text",
            f"{_numbered(0, APPENDIX_LIST)}{_space(480, 160)}"
            '<w:ind w:left="0" w:firstLine="0"/><w:outlineLvl w:val="0"/>',
            own=True,
        ),
        Style("Protective Marking", "Normal", paragraph='<w:jc w:val="center"/>', run=_type(11, bold=True), own=True),
        Style("header", "Normal", paragraph='<w:jc w:val="center"/>', quick=False),
        Style(
            "footer",
            "Normal",
            paragraph=f'{_space(0, 40)}<w:jc w:val="center"/>',
            run=_type(8.5, colour=GREY),
            quick=False,
        ),
    ]


def _spacers() -> list[Style]:
    """Paragraphs that hold things apart and say nothing."""
    return [
        Style(
            "Table Gap",
            "Normal",
            paragraph='<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>',
            own=True,
            quick=False,
        ),
        Style(
            "Section End",
            "Normal",
            paragraph='<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
            run=_type(1),
            own=True,
            quick=False,
        ),
    ]


def _tables() -> list[Style]:
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    borders = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = (
        '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    plain_margins = (
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    striped = (
        f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblStyleColBandSize w:val="1"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{WHITE}"/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{BAND}"/></w:tcPr></w:tblStylePr>'
    )
    caption = f"{_HEAD}{_space(200, 100)}"
    return [
        Style("Normal Table", kind="table", default=True, rest=plain_margins, quick=False),
        Style("Table", "Normal Table", kind="table", rest=striped, own=True),
        Style("caption", "Normal", "Body Text", caption, _type(10, bold=True, colour=NAVY), ui=35),
        Style("Table Caption", "caption", own=True),
        Style("Image Caption", "caption", paragraph='<w:keepNext w:val="0"/>' + _space(60, 200), own=True),
        Style("Table Text", "Normal", paragraph=_space(0, 40), run=_type(9.5), own=True),
        Style("Table Label", "Table Text", run="<w:b/><w:bCs/>", own=True),
        Style(
            "Table Heading", "Table Text", paragraph="<w:keepNext/>", run=_type(9.5, bold=True, colour=WHITE), own=True
        ),
        Style("Table Note", "Normal", paragraph=_space(80, 200), run=_type(9, colour=GREY), own=True),
    ]


def _characters() -> list[Style]:
    code = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
    rows = (
        ("Default Paragraph Font", "", 1),
        ("Hyperlink", f'<w:color w:val="{LINK}"/><w:u w:val="single"/>', 99),
        ("footnote reference", '<w:vertAlign w:val="superscript"/>', 99),
        ("Verbatim Char", code, 99),
    )
    return [
        Style(
            name,
            "" if n == 0 else "Default Paragraph Font",
            run=run,
            kind="character",
            own=name == "Verbatim Char",
            default=n == 0,
            quick=False,
            ui=ui,
        )
        for n, (name, run, ui) in enumerate(rows)
    ]


STYLES: tuple[Style, ...] = (*_body(), *_headings(), *_front(), *_spacers(), *_tables(), *_characters())

DOC_DEFAULTS = (
    f'<w:docDefaults xmlns:w="{WORD_NS}"><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
    f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
)
