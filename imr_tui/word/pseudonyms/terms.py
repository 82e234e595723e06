"""What is replaced by what in a copy for publication, and what must not be found in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.document.values import is_blank
from imr_tui.errors import RefusedError
from imr_tui.word.pseudonyms.folding import folded
from imr_tui.word.pseudonyms.lexicon import ALSO_WORDS
from imr_tui.word.pseudonyms.people import Person

DECISIONS = "pseudonyms"
NO_ADDRESS, NO_BIRTH = "[address withheld]", "[date of birth withheld]"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_SHORT = 3


class What(StrEnum):
    """What a word is that stands for somebody."""

    NAME = "name"
    BIRTH = "date of birth"
    ADDRESS = "address"
    DECIDED = "name decided on"


@dataclass(frozen=True, slots=True)
class Term:
    """Words to replace, folded, and what is printed instead; the person's id, empty for a decision of the author's.

    `alone` is a single name: it is left where it is part of a longer name that belongs to nobody of the review.
    `kept` stays as it is, and what stands inside it too.
    """

    words: str
    instead: str
    owner: str
    what: What
    alone: bool = False
    kept: bool = False

    @property
    def small_too(self) -> bool:
        """Whether it is also meant where it begins with a small letter."""
        return self.words.casefold() not in ALSO_WORDS


@dataclass(frozen=True, slots=True)
class Trace:
    """What must not be left in a copy: words (folded) or, for a date, its day; whose they are."""

    words: str
    owner: str
    what: What
    day: date | None = None


def decisions_of(report: Report) -> Mapping[str, str]:
    """The author's decisions on names that are no person's, from the front matter: each name with what stands for it.

    A name that stands for itself is kept. Blank ones are not decided yet.
    """
    return {
        folded(name): " ".join(instead.split())
        for name, instead in report.front.table(DECISIONS).items()
        if isinstance(instead, str) and not is_blank(instead) and folded(name)
    }


def refuse_unnamed(people: Iterable[Person]) -> None:
    """RefusedError where somebody who has a name has no pseudonym yet."""
    missing = [person.id for person in people if person.names and not person.pseudonym]
    if missing:
        raise RefusedError(
            "A pseudonym is missing",
            f"{', '.join(missing)} {'has' if len(missing) == 1 else 'have'} a name and no pseudonym, so the copy cannot be made.",
            "Fill in the field Pseudonym of each, then export again. A person who is to keep the name has it there too.",
        )


def refuse_clashes(people: Sequence[Person]) -> None:
    """RefusedError where a pseudonym has a word of somebody's real name in it: the copy would tell on them."""
    for person in people:
        words = {word.casefold() for word in folded(person.pseudonym).split()}
        own = _is_own_name(person)
        for other in people:
            if other is person and own:
                continue
            if words & {word.casefold() for word in other.words} and not _is_own_name(other):
                raise RefusedError(
                    "A pseudonym is a real name",
                    f"The pseudonym of {person.id} is, in part, the real name of {other.id}.",
                    f"Choose another pseudonym for {person.id}, then export again.",
                )


def _is_own_name(person: Person) -> bool:
    """Whether the person is to keep the name: the pseudonym is one of the names, or words of one."""
    pseudonym = folded(person.pseudonym).casefold()
    return any(pseudonym in (" ".join(name).casefold(), name[0].casefold()) for name in person.names)


def terms_of(people: Sequence[Person], decisions: Mapping[str, str]) -> tuple[Term, ...]:
    """Everything to replace, each once; the author's decisions come first, what two people share is left out."""
    found: dict[str, Term] = {}
    for words, instead in decisions.items():
        kept = folded(instead).casefold() == words.casefold()
        found[words.casefold()] = Term(words, instead, "", What.DECIDED, kept=kept)
    shared = _shared(people)
    for person in people:
        for term in (*_whole_names(person), *_single_names(person), *_addresses(person)):
            key = term.words.casefold()
            if key not in shared or term.what is What.ADDRESS:
                found.setdefault(key, term)
    return tuple(found.values())


def traces_of(people: Sequence[Person], decisions: Mapping[str, str]) -> tuple[Trace, ...]:
    """Everything that must not be left; what the author has decided to keep is left out."""
    found: list[Trace] = []
    for person in people:
        if not _is_own_name(person):
            found += [Trace(word, person.id, What.NAME) for word in person.words]
        found += [Trace(words, person.id, What.ADDRESS) for words in (*person.streets, *person.towns)]
        if person.born is not None:
            found.append(Trace(spellings(person.born)[0], person.id, What.BIRTH, person.born))
    kept = {words.casefold() for words, instead in decisions.items() if folded(instead).casefold() == words.casefold()}
    found += [
        Trace(words, "", What.DECIDED)
        for words in decisions
        if words.casefold() not in kept and not any(words.casefold() == trace.words.casefold() for trace in found)
    ]
    return tuple(trace for trace in found if trace.words.casefold() not in kept)


def _shared(people: Sequence[Person]) -> frozenset[str]:
    """Single names that more than one person has."""
    counted = Counter(
        word for person in people for word in {name.casefold() for name in (*person.given, *person.families)}
    )
    whole = Counter(key for person in people for key in {term.words.casefold() for term in _whole_names(person)})
    return frozenset(
        word for word, many in (counted + whole).items() if many > 1 and (counted[word] > 1 or whole[word] > 1)
    )


def _whole_names(person: Person) -> Iterator[Term]:
    for name in person.names:
        if len(name) == 1:
            continue
        given, family = name[0], name[-1]
        letters = [word[0] for word in name[:-1]]
        forms = (
            " ".join(name),
            f"{given} {family}",
            *(f"{''.join(letters)} {family}", f"{' '.join(letters)} {family}"),
            *(f"{'.'.join(letters)}. {family}", f"{'. '.join(letters)}. {family}"),
            *(f"{letters[0]} {family}", f"{letters[0]}. {family}"),
        )
        for words in forms:
            yield Term(words, person.pseudonym, person.id, What.NAME)
        # As records have it; behind another first name, and ahead of something else, it is somebody else's.
        for words in (f"{family}, {' '.join(name[:-1])}", f"{family}, {given}", f"{family} {given}"):
            yield Term(words, person.pseudonym, person.id, What.NAME, alone=True)


def _single_names(person: Person) -> Iterator[Term]:
    for word in (*person.given, *person.families):
        if word.casefold() not in ALSO_WORDS:
            yield Term(word, person.pseudonym, person.id, What.NAME, alone=True)


def _addresses(person: Person) -> Iterator[Term]:
    for words in person.streets:
        yield Term(words, NO_ADDRESS, person.id, What.ADDRESS)


def spellings(day: date) -> tuple[str, ...]:
    """Every way in which a date is written, folded; the usual one first. Nothing in capitals or small letters alone counts."""
    month, short = _MONTHS[day.month - 1], _MONTHS[day.month - 1][:_SHORT]
    ending = "th" if 10 < day.day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")  # noqa: PLR2004
    days = (str(day.day), f"{day.day:02}", f"{day.day}{ending}", f"{day.day:02}{ending}")
    months = (month, short, *(("Sept",) if day.month == 9 else ()))  # noqa: PLR2004  the ninth has two short forms
    found = [f"{one} {name} {day.year}" for name in months for one in days]
    found += [f"{one} {name} {day.year % 100:02}" for name in months for one in days]
    found += [f"{one} of {name} {day.year}" for name in months for one in days]
    found += [f"{one} {name}, {day.year}" for name in months for one in days]
    found += [f"{name} {one}, {day.year}" for name in months for one in days]
    found += [f"{name} {one} {day.year}" for name in months for one in days]
    found += [f"{one}-{name}-{year}" for name in months for one in days for year in (day.year, f"{day.year % 100:02}")]
    for mark in "/.- ":
        for one in dict.fromkeys(days[:2]):
            for number in dict.fromkeys((str(day.month), f"{day.month:02}")):
                found += [f"{one}{mark}{number}{mark}{year}" for year in (day.year, f"{day.year % 100:02}")]
        found.append(f"{day.year}{mark}{day.month:02}{mark}{day.day:02}")
    found += [f"{day:%d%m%Y}", f"{day:%Y%m%d}"]
    return tuple(dict.fromkeys(found))


def pattern_of(choices: Iterable[str]) -> str:
    """A regular expression for any of these folded texts, in small letters, the longest first; any run of blanks for a blank.

    What begins alike is looked for once: hundreds of names cost little more than one.
    """
    trie: _Trie = {}
    for words in choices:
        node = trie
        for letter in " ".join(words.casefold().split()):
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _expression(trie)


_Trie: TypeAlias = dict[str, "_Trie"]
_END = ""


def _expression(trie: _Trie) -> str:
    branches = []
    for letter in sorted(trie):
        if letter == _END:
            continue
        written, node = [_letter(letter)], trie[letter]
        while len(node) == 1 and _END not in node:
            following, node = next(iter(node.items()))
            written.append(_letter(following))
        branches.append("".join(written) + (_expression(node) if set(node) != {_END} else ""))
    together = branches[0] if len(branches) == 1 and _END not in trie else f"(?:{'|'.join(branches)})"
    return f"{together}?" if _END in trie else together


def _letter(letter: str) -> str:
    return " +" if letter == " " else re.escape(letter)
