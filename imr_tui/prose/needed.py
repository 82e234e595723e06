"""The words that no match of a pattern can do without, told from the pattern itself.

A passage without one word of each of these sets is not searched, and a pattern for which no passage had them all is never compiled:
what is dear to run and dear to compile is asked for by what is cheap (the prefilters of Cox's RE2, 2010, on whole words). The
sets may ask for less than the pattern does, never for more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, repeat
from typing import Any, NamedTuple

from imr_tui.prose import lexicon
from imr_tui.prose.clauses import HARD_STOPS, keeps_to_clause
from imr_tui.prose.expressions import parsed
from imr_tui.prose.patterns import expand, first_letters

Needed = tuple[tuple[str, ...], ...]

_MOST_JOINED = 400
_MOST_WITHIN = 400
_MOST_STRINGS = 2000
_MOST_WORDS = 160
_MANY_WORDS = 48
_MOST_SETS = 4
_MOST_TURNS = 3
_MOST_LETTERS = 6
BEGINNING = 4
_MARK = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]")
CAPITALISED = "^"
"""Among the words that a match begins with: any that has a capital first."""
# What stands in strings for any letters of a word, for anything, for what parts words, and for one capital.
_LETTERS, _ANY, _PARTS, _CAPITAL = "\1", "\2", " ", "\3"
_EMPTY, _PARTING = frozenset({""}), frozenset({_PARTS})
# Words that stand in most passages, so that a set that has one of them tells little.
_EVERYWHERE = lexicon.words(
    """a about after all also an and any are as at be been but by could did for from had has have he her him his in is it its no not of
    on or s she so t that the their them they this to was were what when which who with would"""
)


class _Said(NamedTuple):
    """What a piece of a pattern may say, as strings with gaps; and sets of words of which it says one besides."""

    strings: frozenset[str]
    sets: tuple[frozenset[str], ...] = ()


class Needs(NamedTuple):
    """What a match of an expression needs: of each of `sets` a word, and at its beginning one of `first` (None: it is not told).

    `says` is False where a match may be empty, `in_clause` True where none goes beyond a stop, `in_sentence` where none goes
    beyond one that is no comma. `first` may have `CAPITALISED` in it. `letters` are the characters that it may begin with where `first` is not told (none: that is not either).
    """

    sets: tuple[tuple[str, ...], ...]
    first: tuple[str, ...] | None
    says: bool = True
    in_clause: bool = False
    in_sentence: bool = False
    letters: str = ""


Alternative = tuple[str, Needs]
"""An alternative of a pattern as it is written, and what it needs."""


@lru_cache(maxsize=64)
def branches(pattern: str) -> tuple[Alternative, ...]:
    """The alternatives that a rule's pattern is made of, in order, with what each of them needs.

    A pattern that may match nothing at all is left whole.
    """
    found = tuple([(branch, needs(expand(branch))) for branch in _alternatives(pattern)])
    return found if all(own.says for _, own in found) else ((pattern, Needs((), None)),)


def _alternatives(pattern: str) -> list[str]:
    """What stands between the upright strokes of a pattern that are in no group and no class."""
    found: list[str] = []
    depth = start = 0
    for piece in _MARK.finditer(pattern):
        mark = piece.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
        elif mark == "|" and not depth:
            found.append(pattern[start : piece.start()])
            start = piece.end()
    return [*found, pattern[start:]]


def needs(written: str) -> Needs:
    """What every match of an expression on word bounds needs, of the sets those that tell most."""
    tree = parsed(written)
    said = _sequence(tree, bounded=True)
    sets = {one for one in map(_shortened, said.sets) if 0 < len(one) <= _MOST_WORDS}
    first = tuple(sorted(said.strings)) if said.strings else None
    return Needs(
        tuple([tuple(sorted(one)) for one in sorted(sets, key=_tells)[:_MOST_SETS]]),
        first,
        tree.getwidth()[0] > 0,
        keeps_to_clause(tree),
        keeps_to_clause(tree, HARD_STOPS),
        "".join(sorted(first_letters(written))) if first is None else "",
    )


def _shortened(words: frozenset[str]) -> frozenset[str]:
    """Many words by their beginnings, which are fewer."""
    if len(words) <= _MANY_WORDS:
        return words
    return frozenset([word[:BEGINNING] for word in words])


def _sequence(tree: Iterable[tuple[Any, Any]], *, bounded: bool = False) -> _Said:
    """What pieces one behind the other say; where the whole is `bounded` by word bounds, its strings are its first words alone.

    Their strings are joined while they are few; before they are too many their words are taken down.
    """
    sets: list[frozenset[str]] = []
    strings, parted = _EMPTY, bounded
    begins: bool | None = None
    first: frozenset[str] = frozenset()
    most = _MOST_JOINED if bounded else _MOST_WITHIN
    for piece in _pieces(tree):
        sets += piece.sets
        if piece.strings == _EMPTY:
            continue
        whole = bounded and piece.strings == _PARTING
        if not whole and (strings == _EMPTY or len(piece.strings) * len(strings) <= most):
            strings = _joined(strings, piece.strings)
            continue
        parting = _begin(piece.strings)
        if begins is None:
            begins, first = _begin(strings), _first_of(strings, parting=parting)
        sets += _words_of(strings, parted=parted, parting=parting)
        parted = all(own.endswith(_PARTS) or (not own and parted) for own in strings)
        strings = piece.strings
    if bounded:
        first = _first_of(strings, parting=True) if begins is None else first
        return _Said(first, (*sets, *_words_of(strings, parted=parted, parting=True)))
    if begins is None:
        return _Said(strings, tuple(sets))
    sets += _words_of(strings, parted=parted, parting=False)
    return _blurred(sets, begins=begins, ends=_end(strings))


def _pieces(tree: Iterable[tuple[Any, Any]]) -> Iterator[_Said]:
    """The pieces, letters that stand side by side as one; blanks by themselves."""
    letters = ""
    for kind, value in tree:
        name = str(kind)
        if name == "LITERAL":
            letters += _letter(value)
            continue
        if letters:
            yield _Said(frozenset({letters.replace("  ", " ")}))
            letters = ""
        yield _piece(name, value)
    if letters:
        yield _Said(frozenset({letters.replace("  ", " ")}))


def _first_of(strings: Iterable[str], *, parting: bool) -> frozenset[str]:
    """The words that strings begin with, as `WordsIn` has them; empty where one is not told."""
    found: set[str] = set()
    for own in strings:
        word, more, _ = own.partition(_PARTS)
        if word.startswith(_CAPITAL):
            found.add(CAPITALISED)
            continue
        if _ANY in word:
            return frozenset()
        told = _told(word if more or parting else word + _LETTERS)
        if not told:
            return frozenset()
        found.add(told)
    return frozenset(found)


def _joined(strings: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    if strings == _EMPTY:
        return others
    return frozenset([(own + more).replace("  ", " ") for own in strings for more in others])


def _begin(strings: Iterable[str]) -> bool:
    """Whether all of them begin with what parts words."""
    return all(own.startswith(_PARTS) for own in strings)


def _end(strings: Iterable[str]) -> bool:
    return all(own.endswith(_PARTS) for own in strings)


def _blurred(sets: Iterable[frozenset[str]], *, begins: bool, ends: bool, empty: bool = False) -> _Said:
    """Something that is no longer told, but for its ends and the set of words that tells most."""
    own = {one for one in sets if 0 < len(one) <= _MOST_WORDS}
    first, last = _PARTS * begins, _PARTS * ends
    if not own or empty:
        return _Said(frozenset({f"{first}{_ANY}{last}", *([""] if empty else [])}))
    words = [word + _LETTERS * (len(word) == BEGINNING) for word in min(own, key=_tells)]
    return _Said(frozenset([f"{first}{_ANY}{_PARTS}{word}{_PARTS}{_ANY}{last}" for word in words]))


def _tells(words: frozenset[str]) -> tuple[bool, int, list[str]]:
    """What sets of words are ordered by: the ones that tell most first."""
    return not words.isdisjoint(_EVERYWHERE), len(words), sorted(words)


def _words_of(strings: Iterable[str], *, parted: bool, parting: bool) -> list[frozenset[str]]:
    """Sets of words of which all strings hold one each; `parted` and `parting` say that what parts words is ahead and behind."""
    ahead: list[list[str]] = []
    behind: list[list[str]] = []
    best: list[str] = []
    for own in strings:
        words = own.split(_PARTS)
        first = 0 if parted or not words[0] else 1
        last = len(words) if parting or not words[-1] else len(words) - 1
        sure = [word if _ANY not in word else _ANY for word in words[first:last] if word]
        left = sure.index(_ANY) if _ANY in sure else len(sure)
        ahead.append(sure[:left])
        right = sure[::-1]
        behind.append(right[: right.index(_ANY)] if left < len(sure) else right)
        best.append(max([_told(word) for word in sure if word != _ANY], key=_weight, default=""))
    found: list[frozenset[str]] = []
    for rows in (ahead, behind):
        for column in zip(*rows, strict=False):
            found += _set_of(column)
    return [*found, *([frozenset(best)] if all(best) else [])]


def _set_of(words: Iterable[str]) -> list[frozenset[str]]:
    told = frozenset(map(_told, words))
    return [] if "" in told else [told]


def _told(word: str) -> str:
    """A word as `WordsIn` has it: whole, or its first letters; empty where not even those are known."""
    beginning, gap, _ = word.replace(_CAPITAL, _LETTERS).partition(_LETTERS)
    if not gap:
        return word
    return beginning[:BEGINNING] if len(beginning) >= BEGINNING else ""


def _weight(word: str) -> tuple[bool, bool, int]:
    return bool(word), word not in _EVERYWHERE, len(word)


def _piece(kind: str, value: Any) -> _Said:
    match kind:
        case "IN":
            return _Said(_class(value))
        case "BRANCH":
            return _either([_sequence(one) for one in value[1]])
        case "SUBPATTERN":
            return _Said(frozenset({_CAPITAL})) if _is_capital(value) else _sequence(value[3])
        case "ATOMIC_GROUP":
            return _sequence(value)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeated(int(value[0]), int(value[1]), _sequence(value[2]))
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return _Said(_EMPTY)
        case _:
            return _Said(frozenset({_ANY}))


def _is_capital(group: Any) -> bool:
    """Whether a group is one capital letter and nothing else: `(?-i:[A-Z])`."""
    _, _, taken, inner = group
    if not taken & re.IGNORECASE or len(inner) != 1 or str(inner[0][0]) != "IN":
        return False
    return [(str(kind), code) for kind, code in inner[0][1]] == [("RANGE", (ord("A"), ord("Z")))]


@lru_cache(maxsize=256)
def _letter(code: int) -> str:
    letter = chr(code)
    if not (letter.isalnum() or letter == "_"):
        return _PARTS
    return letter.lower() if letter.isascii() else _LETTERS


_CATEGORIES = {
    "CATEGORY_WORD": _LETTERS,
    "CATEGORY_DIGIT": _LETTERS,
    "CATEGORY_SPACE": _PARTS,
    "CATEGORY_NOT_WORD": _PARTS,
}


def _class(members: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    found: set[str] = set()
    for kind, code in members:
        match str(kind):
            case "LITERAL":
                found.add(_letter(code))
            case "RANGE":
                found |= {_letter(one) for one in range(code[0], code[1] + 1)}
            case "CATEGORY":
                found.add(_CATEGORIES.get(str(code), _ANY))
            case _:
                found.add(_ANY)
    if _ANY in found or (_LETTERS in found and _PARTS in found):
        return frozenset({_ANY})
    if _LETTERS in found:
        return frozenset({_LETTERS})
    if len(found) > _MOST_LETTERS:
        return frozenset({_ANY if _PARTS in found else _LETTERS})
    return frozenset(found)


def _either(branches: Sequence[_Said]) -> _Said:
    strings = frozenset().union(*[one.strings for one in branches])
    rows = [one.sets for one in branches]
    if len(strings) <= _MOST_STRINGS:
        return _Said(strings, _one_of(rows) if all(rows) else ())
    rows = [(*one.sets, *_words_of(one.strings, parted=False, parting=False)) for one in branches]
    said = strings - {""}
    sets = _one_of(rows) if all(rows) else ()
    return _blurred(sets, begins=_begin(said), ends=_end(said), empty="" in strings)


def _one_of(rows: Iterable[Sequence[frozenset[str]]]) -> tuple[frozenset[str], ...]:
    """A set of words for what has one of several rows of sets."""
    return (frozenset().union(*[min(sets, key=_tells) for sets in rows]),)


def _repeated(least: int, most: int, one: _Said) -> _Said:
    sets = one.sets if least else ()
    if one.strings in ({_LETTERS}, {_ANY}):
        return _Said(one.strings, sets)
    if one.strings == _PARTING:
        return _Said(frozenset({_PARTS, *([] if least else [""])}), sets)
    if most <= _MOST_TURNS and len(one.strings) ** most <= _MOST_WITHIN:
        rows = list(accumulate(repeat(one.strings, most), _joined, initial=_EMPTY))
        return _Said(frozenset().union(*rows[least:]), sets)
    said = one.strings - {""}
    if least:
        sets = (*sets, *_words_of(one.strings, parted=False, parting=False))
    return _blurred(sets, begins=_begin(said), ends=_end(said), empty=not least or "" in one.strings)
