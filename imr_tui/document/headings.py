"""Headings: their attributes, what they cover, and the record id they may start with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.document.block_nodes import RawHeading
from imr_tui.document.comments import SourceMap
from imr_tui.document.markdown import inlines
from imr_tui.document.model import Heading
from imr_tui.document.passages import plain_text
from imr_tui.document.references import KINDS
from imr_tui.document.text import Span
from imr_tui.document.tree import Inline, Text
from imr_tui.document.values import single_blanks

_QUOTES = {'"': '"', "“": "”", "”": "”", "'": "'", "‘": "’", "„": "“"}
_ATTRIBUTES = re.compile(r"[ \t]*\{(?P<inside>[^{}]*)\}[ \t]*$")
_ATTRIBUTE = re.compile(
    r"""\s*(?:(?P<short>[#.][^\s{}="']+)
      | (?P<name>[A-Za-z_:][\w:.-]*)=(?:(?P<quote>["'“”„‘])(?P<quoted>[^"'“”„‘’]*)["'”“’]|(?P<bare>[^\s"'{}]+)))(?=\s|$)""",
    re.VERBOSE,
)
_RECORD = re.compile(rf"(?P<id>[{KINDS}]\d{{1,6}}):(?:\s+(?P<title>.*)|$)", re.DOTALL)
_NEARLY = re.compile(
    rf"""(?:[{KINDS}{KINDS.lower()}]\s?\d{{1,6}}\s*(?:[-‐‑‒–—.):;]|$)
      | [{KINDS}{KINDS.lower()}]\s?\d{{1,6}}\s*\()""",
    re.VERBOSE,
)
_WITH_BLANK = re.compile(rf"[{KINDS}]\d{{1,6}}(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Attributes:
    pairs: tuple[tuple[str, str], ...]
    covers: tuple[str, ...]
    start: int
    covers_at: tuple[int, int] | None


def read_heading(raw: RawHeading, definitions: Mapping[str, Any]) -> Heading:
    """A heading's text, level, record id and what it covers."""
    attributes = _read_attributes(raw.content)
    content = raw.content[: attributes.start]
    nodes = inlines(content, raw.places, definitions)
    text = single_blanks(plain_text(nodes))
    match = _RECORD.fullmatch(text)
    covers_span = None
    if attributes.covers_at is not None:
        first, last = attributes.covers_at
        covers_span = Span(_place(raw.places, first), _place(raw.places, last - 1) + 1)
    text_span = (
        Span(_place(raw.places, 0), _place(raw.places, len(content) - 1) + 1) if content else Span(raw.end, raw.end)
    )
    return Heading(
        level=raw.level,
        text=text,
        laid=_laid(nodes, text),
        start=raw.start,
        end=raw.end,
        text_span=text_span,
        covers=attributes.covers,
        covers_span=covers_span,
        attributes=attributes.pairs,
        record_id=match["id"] if match else None,
    )


def _laid(nodes: tuple[Inline, ...], text: str) -> tuple[Inline, ...] | int:
    only = nodes[0] if len(nodes) == 1 else None
    if isinstance(only, Text) and only.text == text and only.raw_length == len(text):
        return only.source
    return nodes


def is_nearly_record(heading: Heading, *, fields_follow: bool) -> bool:
    """Whether a heading that is no record's looks like one (`E3 – 999 call`, `e3: …`).

    `E3 999 call`, with a blank only, is taken for one where a list of fields follows it.
    """
    if heading.record_id is not None:
        return False
    return bool(_NEARLY.match(heading.text) or (fields_follow and _WITH_BLANK.match(heading.text)))


def _place(places: SourceMap, content: int) -> int:
    return places.at(max(0, content))


def _read_attributes(content: str) -> _Attributes:
    """The `{…}` at the end of a heading's content; text that only looks like it stays text."""
    match = _ATTRIBUTES.search(content)
    if match is None:
        return _Attributes((), (), len(content), None)
    pairs: list[tuple[str, str]] = []
    covers: list[str] = []
    covers_at: tuple[int, int] | None = None
    inside, base = match["inside"], match.start("inside")
    at = 0
    while inside[at:].strip():
        found = _ATTRIBUTE.match(inside, at)
        if found is None:
            return _Attributes((), (), len(content), None)
        at = found.end()
        if found["short"]:
            pairs.append((found["short"][0], found["short"][1:]))
            continue
        value = found["quoted"] if found["quoted"] is not None else found["bare"]
        pairs.append((found["name"], value))
        if found["name"] == "covers":
            covers += value.split()
            covers_at = (base + found.start("name"), base + found.end())
    return _Attributes(tuple(pairs), tuple(dict.fromkeys(covers)), match.start(), covers_at)
