"""The people of a review as their names are looked for: who has which names, birthday and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Record, Report, ValueState
from imr_tui.document.schema import fold_name
from imr_tui.document.values import is_blank
from imr_tui.prose.lexicon import FORCE, PERSON, SUSPECT, VICTIM
from imr_tui.word.pseudonyms.folding import folded
from imr_tui.word.pseudonyms.lexicon import ALSO_WORDS, STARTERS, STREETS, TITLES

NAMES, PSEUDONYM, ADDRESS, BIRTH = "Name and aliases", "Pseudonym", "Address", "Date of birth"
_PARTED = re.compile(
    r"[;,\n()/\"]|\b(?:also|formerly|previously|now|later|known as|known|called|a\.?k\.?a\.?|alias|aliases|nee|born|or|and)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "la",
        "le",
        "du",
        "dos",
    ]
)
_WORD = re.compile(r"[^\W\d_][\w'.-]*")
_SHORTEST = 2
_ADDRESS_PARTS = re.compile(r"[,;\n]")
_NUMBER = re.compile(r"\b\d+[A-Za-z]?\b")
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b")
_GENERIC = frozenset(["flat", "apartment", "unit", "room", "floor", "house", "no", "number", "the", "block"])
# Words that call somebody by what they are, not by name.
_ROLES = (STARTERS | PERSON | VICTIM | SUSPECT | FORCE) - ALSO_WORDS
_NO_ADDRESS = re.compile(r"no fixed|homeless|not known|not recorded|unknown|none|withheld|information", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """A person record: its id, the pseudonym (empty where none is given) and what must not be left of the person.

    `names` are the full names as words, the usual one first. `streets` are parts of the address that nobody else shares,
    folded; `towns` the other parts, which need a decision.
    """

    id: str
    pseudonym: str
    names: tuple[tuple[str, ...], ...]
    born: date | None
    streets: tuple[str, ...]
    towns: tuple[str, ...]

    @property
    def given(self) -> tuple[str, ...]:
        """First names, and names that stand alone, each once."""
        return tuple(dict.fromkeys(name[0] for name in self.names))

    @property
    def families(self) -> tuple[str, ...]:
        """Surnames, each once."""
        return tuple(dict.fromkeys(name[-1] for name in self.names if len(name) > 1))

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of every name that is more than an initial or a particle; both halves of a double name too."""
        found: dict[str, None] = {}
        for name in self.names:
            for word in name:
                for piece in (word, *word.split("-")):
                    bare = piece.strip(".'")
                    if len(bare) >= _SHORTEST and bare.casefold() not in _PARTICLES:
                        found[bare] = None
        return tuple(found)


def people_of(report: Report) -> tuple[Person, ...]:
    """The people of the person records, in the order of the text."""
    return tuple(_person(record) for record in report.of_kind("P"))


def _person(record: Record) -> Person:
    role = fold_name(_line(record, "Role"))
    names = dict.fromkeys(
        name
        for text in (record.title, *_lines(record, NAMES))
        for name in _names(text)
        if fold_name(" ".join(name)) != role and not all(word.casefold() in _ROLES for word in name)
    )
    streets, towns = _address(record)
    value = record.value(PSEUDONYM)
    given = value is not None and value.state is ValueState.GIVEN
    birth = record.field(BIRTH)
    known = birth is not None and birth.date is not None and not birth.date.partial
    return Person(
        id=record.id,
        pseudonym=" ".join(_line(record, PSEUDONYM).split()) if given else "",
        names=tuple(names),
        born=birth.date.first.date() if known and birth is not None and birth.date is not None else None,
        streets=streets,
        towns=towns,
    )


def _lines(record: Record, name: str) -> tuple[str, ...]:
    value = record.value(name)
    return value.lines if value is not None and value.state is ValueState.GIVEN else ()


def _line(record: Record, name: str) -> str:
    return next(iter(_lines(record, name)), "")


def _names(text: str) -> Iterator[tuple[str, ...]]:
    """The names in a line: what stands between commas and words such as `also called`, without titles."""
    if is_blank(text):
        return
    for piece in _PARTED.split(folded(text)):
        run: list[str] = []
        for word in [*_WORD.findall(piece), ""]:
            bare = word.strip(".'")
            if bare[:1].isupper() or (bare.casefold() in _PARTICLES and run):
                if bare.casefold() not in TITLES or run:
                    run.append(bare)
                continue
            while run and run[-1].casefold() in _PARTICLES:
                run.pop()
            if run and any(len(entry) >= _SHORTEST for entry in run):
                yield tuple(run)
            run = []


def _address(record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lines = [folded(line) for line in _lines(record, ADDRESS)]
    streets: list[str] = []
    towns: list[str] = []
    for line in lines:
        if _NO_ADDRESS.search(line):
            continue
        parts = [part.strip(" .") for part in _ADDRESS_PARTS.split(line) if part.strip(" .")]
        streets += [", ".join(parts[:end]) for end in range(len(parts), 1, -1)]
        for part in parts:
            found = _POSTCODE.search(part)
            if found:
                streets.append(found.group())
                part = " ".join(part.replace(found.group(), " ").split())  # noqa: PLW2901  what is left of it
            bare = " ".join(_NUMBER.sub(" ", part).split())
            words = bare.casefold().split()
            if not words or all(word in _GENERIC for word in words):
                continue
            is_street = bare != part or words[-1] in STREETS
            (streets if is_street else towns).extend((part, bare) if is_street else (bare,))
    return tuple(dict.fromkeys(streets)), tuple(dict.fromkeys(towns))
