"""A document in progress under another template, and a template made of a document. Nothing that was written is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.document.dialogue import fold
from imr_tui.document.front import read_front
from imr_tui.document.front_edits import set_values, written
from imr_tui.document.literal import literal_title
from imr_tui.document.model import Report, Section
from imr_tui.document.schema import KindSpec, Schema
from imr_tui.document.text import apply_edits

_HEADING = re.compile(r"#{1,6}(?=\s)")
_LOWEST = 6
_OF_TEMPLATE = ("deadlines", "word", "fields")
_STAYS = ("imr", "deadlines", "word", "fields", "language")


@dataclass(frozen=True, slots=True)
class Mapped:
    """A heading of the document and the one under which its text stands now; `now` is empty where it kept its own."""

    was: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class Retemplated:
    """A document under another template, and where each of its sections went, in the document's order."""

    text: str
    mapped: tuple[Mapped, ...]


def retemplate(report: Report, template: Report, name: str) -> Retemplated:
    """The document with the headings of `template`, in its order.

    A section goes where the template covers the same, else where it has the same heading; what has no such place keeps its own
    heading behind what it stood behind. Records go with their section. Prompts of the template come along where the document
    has nothing. Details stay; deadlines, columns and fields of its own become the template's.
    """
    moves = _Moves(report, template)
    body = "".join(moves.pieces())
    front = _front(report, template, name)
    return Retemplated(f"{front}{body.strip()}\n", moves.mapped())


def template_of(report: Report, schema: Schema, name: str, kinds: tuple[str, ...]) -> str:
    """A template with the headings of a document, a blank record of each of its kinds and its columns; none of its text.

    `name` is what the template is called, `kinds` are the kinds of review it is for.
    """
    pieces: list[str] = []
    seen: set[str] = set()
    subjects = report.front.get("review", "subjects")
    roles = [role for role in subjects if isinstance(role, str)] if isinstance(subjects, list) else []
    for section in report.sections:
        heading = section.part.heading
        if heading is None or (section.in_record and section.record is None):
            continue
        if section.record is None:
            pieces.append(section.part.text[heading.start : heading.end].rstrip())
            continue
        kind = schema.kinds[section.record[0]]
        if kind.letter in seen:
            continue
        seen.add(kind.letter)
        pieces += _blanks(kind, section.level, roles)
    front = {key: report.front.values[key] for key in _STAYS if key in report.front.values}
    about: dict[str, Any] = {
        "name": name,
        "for": list(kinds),
        "version": "1.0",
        "based_on": "The headings of a document of the force's own. Say here what its structure rests on, and what was not seen.",
    }
    head: dict[str, Any] = {
        "imr": 1,
        "template": about,
        "document": _kept(report, "document", ("title", "marking", "handling")),
    }
    head["review"] = _kept(report, "review", ("type", "subjects"))
    text = written({**head, **{key: value for key, value in front.items() if key != "imr"}})
    return f"+++\n{text.strip()}\n+++\n\n" + "\n\n".join(pieces) + "\n"


def _kept(report: Report, table: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
    return {key: value for key, value in report.front.table(table).items() if key in keys}


def _blanks(kind: KindSpec, level: int, roles: list[str]) -> Iterator[str]:
    """A blank record of a kind; of people, one for each role."""
    for number, role in enumerate(roles if kind.letter == "P" and roles else [""], 1):
        title = literal_title(role) if role else "[add a short title]"
        names = [spec for spec in kind.inserts if spec != "Recommendation"]
        fields = "\n".join(f"- {name}: {role}".rstrip() if name == "Role" else f"- {name}:" for name in names)
        yield f"{'#' * level} {kind.letter}{number}: {title}" + (f"\n\n{fields}" if fields else "")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a section is known by: what it covers, its heading, the kinds of record directly in it."""

    covers: frozenset[str]
    title: str
    kinds: frozenset[str]


def _facts(report: Report, section: Section) -> _Facts:
    kinds: set[str] = set()
    index = section.index + 1
    while index < section.end_index:
        child = report.sections[index]
        if child.record is not None:
            kinds.add(child.record[0])
        index = child.end_index
    return _Facts(frozenset(_covers(section)), fold(section.title), frozenset(kinds))


_RULES: tuple[Callable[[_Facts, _Facts], bool], ...] = (
    lambda here, there: bool(here.covers) and here.covers == there.covers,
    lambda here, there: not here.covers and here.title == there.title,
    lambda here, there: bool(here.covers & there.covers),
    lambda here, there: not here.covers and not there.covers and bool(here.kinds) and here.kinds == there.kinds,
    lambda here, there: not here.covers and not there.covers and _begins(here.title, there.title),
)
"""By what a section is found again under another template, the surest first."""


def _begins(one: str, other: str) -> bool:
    """Whether one heading begins with the whole of the other."""
    short, long = sorted((one, other), key=len)
    return long.startswith(f"{short} ")


class _Moves:
    """Which section of the document goes under which heading of the template."""

    def __init__(self, report: Report, template: Report) -> None:
        self._report = report
        self._template = template
        self._kinds = {ident[0] for ident in report.records}
        self._home: dict[int, int] = {}
        self._match()

    def mapped(self) -> tuple[Mapped, ...]:
        """Where each section of the document went."""
        return tuple(
            Mapped(
                section.title,
                self._template.sections[self._home[section.index]].title if section.index in self._home else "",
            )
            for section in self._plain(self._report)
        )

    def pieces(self) -> Iterator[str]:
        """The new body, piece by piece; each ends in a blank line."""
        first = self._report.sections[0] if len(self._report.sections) and self._report.sections[0].level == 0 else None
        if first is not None:
            yield _closed(first.part.text)
        done: set[int] = set()
        for section in self._template.sections:
            if section.level == 0:
                yield _closed(section.part.text) if first is None else ""
            elif section.in_record:
                if section.record is not None and section.record[0] not in self._kinds:
                    yield _closed(section.part.text)
            else:
                yield from self._under(section, done)
        for left in self._plain(self._report):
            if left.index not in done and left.index not in self._home:
                yield from self._whole(left, left.level, done)

    def _under(self, section: Section, done: set[int]) -> Iterator[str]:
        """A heading of the template with what the document has for it, and behind it what has no place of its own."""
        own = [index for index, home in self._home.items() if home == section.index]
        heading = section.part.heading
        prompts = section.part.text[heading.end :] if heading is not None else section.part.text
        yield _closed(section.part.text[: heading.end] if heading is not None else "")
        written = [self._report.sections[index] for index in own]
        if not any(_own_text(other).strip() for other in written):
            yield _closed(prompts)
        for other in written:
            done.add(other.index)
            yield _closed(_own_text(other))
            yield from self._records(other, section.level + 1, done)
        for other in written:
            yield from self._homeless(other, section.level + 1, done)

    def _records(self, section: Section, level: int, done: set[int]) -> Iterator[str]:
        """The records directly in a section, with all that is nested in them."""
        for child in self._children(section):
            if child.record is not None or child.in_record:
                yield from self._whole(child, level, done)

    def _homeless(self, section: Section, level: int, done: set[int]) -> Iterator[str]:
        for child in self._children(section):
            if not child.in_record and child.index not in self._home:
                yield from self._whole(child, level, done)

    def _whole(self, section: Section, level: int, done: set[int]) -> Iterator[str]:
        """A section with its sub-sections that have no other place, its heading at `level`."""
        if section.index in done:
            return
        done.add(section.index)
        yield _closed(_at_level(section.part.text, level))
        for child in self._children(section):
            if child.index not in self._home:
                yield from self._whole(child, level + child.level - section.level, done)

    def _children(self, section: Section) -> Iterator[Section]:
        index = section.index + 1
        while index < section.end_index:
            child = self._report.sections[index]
            yield child
            index = child.end_index

    def _match(self) -> None:
        targets = list(self._plain(self._template))
        facts = {other.index: _facts(self._template, other) for other in targets}
        for section in self._plain(self._report):
            here = _facts(self._report, section)
            found = next((other for rule in _RULES for other in targets if rule(here, facts[other.index])), None)
            if found is not None:
                self._home[section.index] = found.index

    @staticmethod
    def _plain(report: Report) -> Iterator[Section]:
        return (section for section in report.sections if section.level and not section.in_record)


def _covers(section: Section) -> tuple[str, ...]:
    return section.part.heading.covers if section.part.heading is not None else ()


def _own_text(section: Section) -> str:
    heading = section.part.heading
    return section.part.text[heading.end :] if heading is not None else section.part.text


def _at_level(text: str, level: int) -> str:
    return _HEADING.sub("#" * min(level, _LOWEST), text.lstrip("\r\n"), count=1)


def _closed(text: str) -> str:
    """A piece that ends in one blank line; nothing for one that holds nothing."""
    return f"{text.strip(chr(10) + chr(13))}\n\n" if text.strip() else ""


def _front(report: Report, template: Report, name: str) -> str:
    """The document's details under the other template, with their closing line and a blank one."""
    changes: dict[tuple[str, str], Any] = {("", "template"): name}
    for table in _OF_TEMPLATE:
        wanted, present = template.front.table(table), report.front.table(table)
        changes |= {(table, key): None for key in present if key not in wanted}
        changes |= {(table, key): value for key, value in wanted.items()}
    # Its headings may use abbreviations that it explains.
    known = report.front.table("glossary")
    changes |= {("glossary", key): value for key, value in template.front.table("glossary").items() if key not in known}
    edits = set_values(report, changes)
    text = apply_edits(report.text, edits)
    closing = read_front(text, _NONE).body_start
    return f"{text[:closing].rstrip()}\n\n"


_NONE = Schema(kinds={}, section_fields=(), front_keys=(), areas=(), items=())
