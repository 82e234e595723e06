"""Runs of words in capitals that may be a name, and what kind of name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from imr_tui.dataclass import dataclass
from imr_tui.word.pseudonyms.lexicon import (
    AHEAD_OF_PLACE,
    ALSO_WORDS,
    BODIES,
    DAYS,
    MONTHS,
    NICKNAMES,
    PEOPLES,
    PLACES,
    RANKS,
    STARTERS,
    STREETS,
    TITLES,
)
from imr_tui.word.pseudonyms.people import Person

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"'s$|(?<=s)'$")
_NO_NAME = STARTERS | MONTHS | DAYS | PEOPLES
_HEADED = RANKS | TITLES
_TAILED = BODIES | STREETS | PLACES
_RANKS_ALONE = RANKS - {"chief", "woman", "assistant", "deputy", "acting", "temporary", "officer"}
_OPENS = re.compile(r"(?:^|[.!?:;][\"')\]]*|- ) *[\"'(\[]*$")
_INITIALS = re.compile(
    r"(?<![\w.])[A-Z](?:\. ?[A-Z])+\.?(?!\w)|(?<![\w.'-])[A-Z]{2,4}(?![\w'-])|(?<![\w.])[A-Z](?!\w)\.?"
)
_SHORTEST_LIKE, _FAR = 5, 8


class Kind(StrEnum):
    """Why a name is asked about."""

    RELATIVE = "shares a name with somebody in the review"
    ALONE = "could be more than one person"
    PLURAL = "a family's name"
    ADDRESS = "part of an address"
    INITIALS = "initials"
    LIKE = "like a name in the review"
    RESTRICTED = "restricted, and also said in the text"
    OFFICER = "officer or staff"
    PERSON = "a person without a record"
    PLACE = "place"
    BODY = "organisation"
    OTHER = "another name"

    @property
    def must(self) -> bool:
        """Whether no copy can be made until it is decided."""
        return self in (Kind.RELATIVE, Kind.ALONE, Kind.PLURAL, Kind.ADDRESS)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that may be a name, folded, with their place in the folded text."""

    words: tuple[str, ...]
    text: str
    start: int
    end: int
    ahead: str
    opens: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The words without ranks and titles, in small letters."""
        return tuple(word.casefold() for word in self.words if word.casefold() not in _HEADED)


def runs_of(text: str, small: frozenset[str], known: frozenset[str]) -> Iterator[Run]:
    """The runs in a folded text. `small` are words that the document has in small letters, `known` the words of people's names."""
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        many = _length(text, tokens, at)
        if many == 0:
            at += 1
            continue
        yield from _trimmed(text, tokens[at : at + many], small, known)
        at += many


def _length(text: str, tokens: list[re.Match[str]], at: int) -> int:
    """How many tokens from `at` on stand in capitals side by side."""
    many = 0
    while at + many < len(tokens) and tokens[at + many].group()[0].isupper():
        many += 1
        here = at + many
        if here >= len(tokens):
            break
        last, following = tokens[here - 1].group(), tokens[here].group()
        between = text[tokens[here - 1].end() : tokens[here].start()]
        if _POSSESSIVE.search(last) or between.strip() == "'":
            if following.casefold() not in _TAILED or not following[0].isupper():
                break
            continue
        short = last.casefold() in _HEADED or len(last) == 1
        if not between or between.strip(" ") not in (("", ".") if short else ("",)):
            break
    return many


def _trimmed(text: str, tokens: list[re.Match[str]], small: frozenset[str], known: frozenset[str]) -> Iterator[Run]:
    words = [_POSSESSIVE.sub("", token.group()) for token in tokens]
    telling = [_tells(word, small, known) for word in words]
    if not any(telling):
        return
    first, last = telling.index(True), len(telling) - 1 - telling[::-1].index(True)
    while first > 0 and words[first - 1].casefold() in _HEADED:
        first -= 1
    while last + 1 < len(words) and (words[last + 1].casefold() in _TAILED or words[-1].casefold() in _TAILED):
        last += 1
    start, end = tokens[first].start(), tokens[last].start() + len(words[last])
    ahead = text[max(0, start - 24) : start].rstrip(" \"'(").rpartition(" ")[2].casefold()
    opens = _OPENS.search(text, 0, start) is not None
    yield Run(tuple(words[first : last + 1]), " ".join(text[start:end].split()), start, end, ahead, opens)


def _tells(word: str, small: frozenset[str], known: frozenset[str]) -> bool:
    """Whether a word in capitals makes a run a name."""
    plain = word.casefold()
    if plain in known or any(plain.removesuffix(ending) in known for ending in ("s", "es")):
        return True
    if (
        len(word) == 1
        or (word.isupper() and len(word) < _SHORTEST_LIKE)
        or (word.isupper() and plain not in ALSO_WORDS)
    ):
        return False
    if plain.endswith("s") and plain[:-1] in STARTERS - ALSO_WORDS:
        return False
    return plain not in _NO_NAME and plain not in _HEADED and plain not in _TAILED and plain not in small


def kind_of(run: Run, people: tuple[Person, ...], towns: frozenset[str], officers: frozenset[str]) -> Kind:
    """What kind of name a run is."""
    names = " ".join(run.names)
    if names in towns:
        return Kind.ADDRESS
    if any(names.startswith(town) for town in towns):
        return _of_tail(run)
    family = frozenset(word.casefold() for person in people for word in person.words)
    return _of_family(run, family) or _of_strangers(run, family, officers)


def _of_family(run: Run, family: frozenset[str]) -> Kind | None:
    """What a run is that has a name of somebody of the review in it."""
    if any(name in family for name in run.names):
        return Kind.ALONE if len(run.names) == 1 else Kind.RELATIVE
    if any(name.removesuffix(ending) in family for name in run.names for ending in ("s", "es")):
        return Kind.PLURAL
    return None


def _of_strangers(run: Run, family: frozenset[str], officers: frozenset[str]) -> Kind:
    names = run.names
    if run.words[-1].casefold() in _TAILED and len(names) > 1:
        return _of_tail(run)
    if any(word.casefold() in _RANKS_ALONE for word in run.words) or any(name in officers for name in names):
        return Kind.OFFICER
    if run.words[0].casefold() in TITLES:
        return Kind.PERSON
    if any(is_like(name, word) for name in names for word in family):
        return Kind.LIKE
    if len(names) > 1 and not any(name in _NO_NAME | _TAILED for name in names):
        return Kind.PERSON
    return Kind.PLACE if run.ahead in AHEAD_OF_PLACE else Kind.OTHER


def _of_tail(run: Run) -> Kind:
    return Kind.PLACE if run.words[-1].casefold() in STREETS else Kind.BODY


def is_like(word: str, name: str) -> bool:
    """Whether a word is a short form or a slip of a name; both in small letters."""
    if word == name:
        return False
    if any(word in row and name in row for row in NICKNAMES):
        return True
    stem = word.removesuffix("ie").removesuffix("y")
    if len(stem) >= 3 and len(word) < len(name) + 2 and name.startswith(stem):  # noqa: PLR2004  shorter is chance
        return True
    if min(len(word), len(name)) < _SHORTEST_LIKE or word[0] != name[0]:
        return False
    return _distance(word, name, 2 if len(name) >= _FAR else 1)


def _distance(word: str, name: str, most: int) -> bool:
    """Whether one becomes the other by at most so many letters put in, left out, changed or swapped."""
    if abs(len(word) - len(name)) > most:
        return False
    before: list[int] = []
    row = list(range(len(name) + 1))
    for n, letter in enumerate(word, 1):
        older, before, row = before, row, [n]
        for m, other in enumerate(name, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != other))
            if n > 1 and m > 1 and letter == name[m - 2] and word[n - 2] == other:
                cost = min(cost, older[m - 2] + 1)
            row.append(cost)
    return row[-1] <= most


def initials_in(text: str, people: tuple[Person, ...]) -> Iterator[tuple[str, int, int]]:
    """Initials of the people in a folded text: the letters as written and their place."""
    wanted = {
        "".join(word[0] for word in form).upper()
        for person in people
        for name in person.names
        if len(name) > 1
        for form in (name, (name[0], name[-1]))
    }
    for match in _INITIALS.finditer(text):
        if re.sub(r"[^A-Z]", "", match.group()) in wanted:
            yield match.group(), match.start(), match.end()
