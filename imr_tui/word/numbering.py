"""Native numbering: headings 1, paragraphs 1.1, sub-paragraphs (a) and (i), appendices; and the look of bullets."""

from __future__ import annotations

from imr_tui.word.palette import FONT, NUMBER_INDENT, SUBPARA_INDENT
from imr_tui.word.styles import APPENDIX_LIST, NUMBERED_LIST, WORD_NS

# pandoc keeps lists of a reference document only below these numbers; its own start there.
PANDOC_ABSTRACT, PANDOC_LIST = 990, 1000
LEVELS = 9
BULLETS = ("•", "–", "▪")
_STEP = 397


def _level(
    level: int, kind: str, text: str, *, style: str = "", left: int = 0, hanging: int = 0, after: str = "tab"
) -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{bound}<w:suff w:val="{after}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _abstract(ident: int, levels: list[str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{ident}"><w:nsid w:val="{0x1A2B3C00 + ident:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x2B3C4D00 + ident:08X}"/>{"".join(levels)}</w:abstractNum>'
    )


def numbering_parts() -> tuple[list[str], list[str]]:
    """The XML of our abstract lists and of the lists that use them."""
    step = SUBPARA_INDENT - NUMBER_INDENT
    paragraphs = [
        _level(0, "decimal", "%1", style="Heading1", left=NUMBER_INDENT, hanging=NUMBER_INDENT),
        _level(1, "decimal", "%1.%2", style="NumberedPara", left=NUMBER_INDENT, hanging=NUMBER_INDENT),
        _level(2, "lowerLetter", "(%3)", style="NumberedSubpara", left=SUBPARA_INDENT, hanging=step),
        _level(3, "lowerRoman", "(%4)", left=SUBPARA_INDENT + step, hanging=step),
        *(
            _level(n, "decimal", f"(%{n + 1})", left=SUBPARA_INDENT + step * (n - 2), hanging=step)
            for n in range(4, LEVELS)
        ),
    ]
    appendices = [
        _level(0, "upperLetter", "Appendix %1:", style="AppendixHeading", after="space"),
        *(_level(n, "none", "", after="nothing") for n in range(1, LEVELS)),
    ]
    abstract = [_abstract(NUMBERED_LIST, paragraphs), _abstract(APPENDIX_LIST, appendices)]
    lists = [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (NUMBERED_LIST, APPENDIX_LIST)]
    return abstract, lists


def numbering_xml() -> str:
    """The numbering part of the house style."""
    abstract, lists = numbering_parts()
    return f'<w:numbering xmlns:w="{WORD_NS}">{"".join(abstract)}{"".join(lists)}</w:numbering>'


def list_indent(level: int, base: int) -> tuple[int, int]:
    """Left and hanging indent, in twips, of a list's level when its surroundings stand at `base`."""
    return base + _STEP * (min(level, LEVELS - 1) + 1), _STEP


def look_of_level(level: int) -> str:
    """The XML of a bullet's level: its mark, its place and its type face."""
    left, hanging = list_indent(level, 0)
    return (
        f'<w:lvlText w:val="{BULLETS[level % len(BULLETS)]}"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:hint="default"/></w:rPr>'
    )
