"""What the record kinds and fields are: the shape of the schema data, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from functools import lru_cache

from imr_tui.dataclass import dataclass


class FieldType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    LINK = "link"
    TEXT_OR_LINK = "text-or-link"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record kind, or of a section.

    `choices` are the answers a CHOICE field takes; `suggested` are answers that a form offers
    for a text field (free text stays possible). `reasoned` fields take `Not known` only with a
    reason. `links_to` are kind letters. `notable` marks a characteristic that the analysis must take up, in
    one of the `analysis_words` among others (whole words, without regard to case).
    """

    name: str
    type: FieldType = FieldType.TEXT
    required: bool = False
    reasoned: bool = False
    choices: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    links_to: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    notable: bool = False
    characteristic: bool = False
    multiline: bool = False
    help: str = ""
    source: str = ""
    analysis_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind of record: `letter` E, `name` "event", its fields in order and where it usually stands.

    `title_help` and `narrative_help` say what a form asks for in its heading and under its fields.
    """

    letter: str
    name: str
    plural: str
    area: str
    fields: tuple[FieldSpec, ...]
    narrative: str = ""
    help: str = ""
    source: str = ""
    inserts: tuple[str, ...] = ()
    nests_under: tuple[str, ...] = ()
    title_help: str = ""
    narrative_help: str = ""

    def field(self, name: str) -> FieldSpec | None:
        """The field of that name or synonym, without regard to case; None where there is none."""
        return _find(self.fields, name)


@dataclass(frozen=True, slots=True)
class SectionFieldSpec:
    """A field that stands under the heading covering `area`; `nil_for` is the kind it says there is none of."""

    area: str
    field: FieldSpec
    nil_for: str = ""


@dataclass(frozen=True, slots=True)
class FrontKey:
    """One known key of the front matter: its table (empty: the top), its name and how a form asks for it.

    `type` is one of string, date, integer, string-list, table, string-or-table. `suggested` are answers that a form
    offers beside any other.
    """

    table: str
    key: str
    type: str
    label: str
    help: str = ""
    choices: tuple[str, ...] = ()
    form: bool = True
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """All record kinds, section fields and front-matter keys, as the schema file has them."""

    kinds: Mapping[str, KindSpec]
    section_fields: tuple[SectionFieldSpec, ...]
    front_keys: tuple[FrontKey, ...]
    areas: tuple[str, ...]
    items: tuple[str, ...]
    named: Mapping[str, Mapping[str, FieldSpec]] = field(init=False, repr=False, compare=False)
    _sections: Mapping[str, tuple[SectionFieldSpec, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = {letter: _by_name(kind.fields) for letter, kind in self.kinds.items()}
        object.__setattr__(self, "named", named)
        sections: dict[str, tuple[SectionFieldSpec, ...]] = {}
        for spec in self.section_fields:
            for name in dict.fromkeys(map(fold_name, (spec.field.name, *spec.field.synonyms))):
                sections[name] = (*sections.get(name, ()), spec)
        object.__setattr__(self, "_sections", sections)

    def kind_field(self, letter: str, name: str) -> FieldSpec | None:
        """The field of that name or synonym which records of a kind have; None where they have none."""
        return self.named[letter].get(fold_name(name))

    def section_field(self, name: str, areas: frozenset[str]) -> SectionFieldSpec | None:
        """The section field of that name under one of `areas`; None where there is none."""
        return next((spec for spec in self._sections.get(fold_name(name), ()) if spec.area in areas), None)


def fold_name(name: str) -> str:
    """A field name, role or choice for comparison: case, final full stop, kind of dash and of apostrophe, blanks."""
    return _fold_name(name)


@lru_cache(maxsize=4096)
def _fold_name(name: str) -> str:
    table = {0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2212: "-", 0x2019: "'", 0x00A0: " "}
    folded = " ".join(name.translate(table).casefold().split())
    return folded.removesuffix(".").rstrip()


def _by_name(fields: tuple[FieldSpec, ...]) -> dict[str, FieldSpec]:
    found: dict[str, FieldSpec] = {}
    for spec in fields:
        for name in (spec.name, *spec.synonyms):
            found.setdefault(fold_name(name), spec)
    return found


def _matches(field: FieldSpec, name: str) -> bool:
    wanted = fold_name(name)
    return wanted == fold_name(field.name) or any(wanted == fold_name(other) for other in field.synonyms)


def _find(fields: tuple[FieldSpec, ...], name: str) -> FieldSpec | None:
    return next((field for field in fields if _matches(field, name)), None)
