"""What a Word file's styles and numbering say of a paragraph: heading, list, hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from lxml import etree

from imr_tui.dataclass import dataclass
from imr_tui.word.incoming.model import Listed
from imr_tui.word.incoming.package import Package, W

_DEEPEST_STYLE = 20
_MOST_DIGITS = 5
BODY_TEXT = 9
"""The outline level of text that is no heading."""
_HEADING = re.compile(r"heading ([1-9])$")
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it takes from those it is based on."""

    name: str = ""
    outline: int | None = None
    number: str = ""
    number_level: int = 0
    hidden: bool = False
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a numbering: its format and how its number is written (`%1.%2`)."""

    form: str
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by id, and the levels of each numbering by its id."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    numbers: Mapping[str, tuple[Level, ...]] = field(default_factory=dict)

    def of(self, ident: str | None) -> Style:
        """A style; one that says nothing where there is none of that id."""
        return self.by_id.get(ident or "", Style())

    def level(self, paragraph: etree._Element) -> int:
        """The level of a heading, 1 to 9; 0 for any other paragraph."""
        own = value(paragraph, "pPr/outlineLvl")
        outline = whole(own, BODY_TEXT) if own is not None else self.of(value(paragraph, "pPr/pStyle")).outline
        return outline + 1 if outline is not None and outline < BODY_TEXT else 0

    def listed(self, number: str, depth: int) -> Listed:
        """Whether a paragraph of that numbering and level is an item of a list.

        A number of several parts, such as 3.12, is the number of a paragraph; one of the level that a heading style has, too.
        """
        levels = self.numbers.get(number, ())
        if not levels:
            return Listed.NO
        level = levels[min(depth, len(levels) - 1)]
        if level.form == "none" or level.text.count("%") > 1 or _is_heading(self.of(level.style).name):
            return Listed.NO
        return Listed.BULLET if level.form == "bullet" else Listed.NUMBER


def read_styles(package: Package) -> Styles:
    """The styles and numberings of a file; empty ones where it has none."""
    raw: dict[str, etree._Element] = {}
    for name in package.related("styles"):
        root = package.xml(name)
        raw.update(
            {entry.get(f"{W}styleId", ""): entry for entry in (root.iter(f"{W}style") if root is not None else ())}
        )
    numbers: dict[str, tuple[Level, ...]] = {}
    for name in package.related("numbering"):
        root = package.xml(name)
        if root is not None:
            numbers.update(_numbers(root))
    return Styles({ident: _style(ident, raw) for ident in raw}, numbers)


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """Whether a switch such as `b` or `vanish` is on; None where it is not there."""
    entry = parent.find(f"{W}{name}") if parent is not None else None
    return None if entry is None else entry.get(f"{W}val", "1") not in _OFF


def value(parent: etree._Element | None, path: str) -> str | None:
    """The `val` of the element at a path such as `pPr/pStyle`; None where it is not there."""
    entry = parent.find("/".join(f"{W}{step}" for step in path.split("/"))) if parent is not None else None
    return None if entry is None else entry.get(f"{W}val")


def whole(text: str | None, default: int = 0) -> int:
    """A whole number of few digits; `default` for anything else."""
    return int(text) if text is not None and text.isdecimal() and len(text) <= _MOST_DIGITS else default


def _style(ident: str, raw: Mapping[str, etree._Element]) -> Style:
    chain: list[etree._Element] = []
    seen: set[str] = set()
    name = ident
    while name in raw and name not in seen and len(chain) < _DEEPEST_STYLE:
        seen.add(name)
        chain.append(raw[name])
        name = value(raw[name], "basedOn") or ""
    found = Style(name=(value(raw[ident], "name") or ident).casefold())
    outline: int | None = None
    number, depth = "", 0
    switches: dict[str, bool] = {}
    for entry in reversed(chain):
        level = value(entry, "pPr/outlineLvl")
        outline = whole(level, BODY_TEXT) if level is not None else outline
        number = value(entry, "pPr/numPr/numId") or number
        depth = whole(value(entry, "pPr/numPr/ilvl"), depth)
        for switch in ("vanish", "b", "i"):
            on = is_on(entry.find(f"{W}rPr"), switch)
            if on is not None:
                switches[switch] = on
    heading = _HEADING.match(found.name)
    if heading is not None:
        outline = int(heading[1]) - 1
    return Style(
        found.name,
        outline if outline is not None and outline < BODY_TEXT else None,
        number,
        depth,
        switches.get("vanish", False),
        switches.get("b", False),
        switches.get("i", False),
    )


def _numbers(root: etree._Element) -> dict[str, tuple[Level, ...]]:
    abstract: dict[str, tuple[Level, ...]] = {}
    for entry in root.iter(f"{W}abstractNum"):
        levels = tuple(
            Level(
                value(level, "numFmt") or "decimal",
                value(level, "lvlText") or "",
                value(level, "pStyle") or "",
            )
            for level in entry.iter(f"{W}lvl")
        )
        abstract[entry.get(f"{W}abstractNumId", "")] = levels
    return {
        entry.get(f"{W}numId", ""): abstract.get(value(entry, "abstractNumId") or "", ())
        for entry in root.iter(f"{W}num")
    }


def _is_heading(name: str) -> bool:
    return bool(_HEADING.match(name))
