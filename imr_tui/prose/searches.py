"""A rule's pattern as it is looked for: only in clauses that hold a trigger of its, and only where the words are that it needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from imr_tui.prose.needed import CAPITALISED, Alternative, Needs
from imr_tui.prose.patterns import compiled
from imr_tui.prose.words_in import Piece, WordsIn

_FEW = 16  # words that a match begins with: these are looked for one after the other
_MANY = 40  # words; fewer are asked for one after the other, which takes a fifth of the memory and hardly more time


class Search:
    """A pattern, ready to be looked for."""

    __slots__ = ("_branches", "_is_open", "needed")

    def __init__(self, alternatives: Iterable[Alternative]) -> None:
        self._branches = tuple([_Branch(written, needs) for written, needs in alternatives])
        self._is_open = len(self._branches) == 1 and self._branches[0].is_open
        self.needed = _needed_by_all(self._branches)
        """Sets of words: a text that has none of one of them has no match."""

    def matches(self, text: WordsIn, clauses: Sequence[int] | None = None) -> Iterable[re.Match[str]]:
        """Its matches without overlaps, in order: where several alternatives begin at one place that of the first of them.

        Each holds a trigger in one of `clauses`, given by their numbers in order, where those are known.
        """
        if self._is_open:
            return self._branches[0].everywhere(text.folded)
        lacks = text.words.isdisjoint
        tries: list[tuple[int, int]] = []
        for number, branch in enumerate(self._branches):
            for one in branch.sets:
                if lacks(one):
                    break
            else:
                for at in branch.starts(text, clauses):
                    tries.append((at, number))
        if not tries:
            return ()
        if len(tries) > 1:
            tries.sort()
        return self._tried(text.folded, tries)

    def _tried(self, folded: str, tries: list[tuple[int, int]]) -> Sequence[re.Match[str]]:
        """The matches at some places, in order, each with the number of the alternative that may begin there."""
        found: list[re.Match[str]] = []
        done = 0
        for at, number in tries:
            if at >= done:
                match = self._branches[number].match(folded, at)
                if match is not None:
                    found.append(match)
                    done = match.end()
        return found


class _Branch:
    """One of the alternatives of a pattern: what it needs, and its engine, made when it is first wanted."""

    __slots__ = (
        "_begins_with",
        "_capitalised",
        "_engine",
        "_first",
        "_in_clause",
        "_in_sentence",
        "_letters",
        "_written",
        "sets",
    )

    def __init__(self, written: str, needs: Needs) -> None:
        self.sets = tuple(map(_wanted, needs.sets))
        self._first = needs.first
        self._capitalised = needs.first is not None and CAPITALISED in needs.first
        self._letters = needs.letters
        self._in_clause = needs.in_clause
        self._in_sentence = needs.in_sentence
        # Whether a match begins with one of a few words, and nothing else is to be asked of its clause.
        few = needs.first is not None and len(needs.first) <= _FEW and not self._capitalised
        self._begins_with = few and needs.in_clause and all(one == needs.first for one in needs.sets)
        self._written = written
        self._engine: re.Pattern[str] | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is told of what it needs: then a match may well be empty."""
        return not (self.sets or self._letters) and self._first is None

    def everywhere(self, folded: str) -> Iterator[re.Match[str]]:
        """All its matches that are not empty."""
        return (found for found in compiled(self._written, placed=True).finditer(folded) if found.end() > found.start())

    def starts(self, text: WordsIn, clauses: Sequence[int] | None) -> Sequence[int]:
        """Where in a text that has what it needs, or in some clauses of that, a match may begin: every such place is among these."""
        if clauses is None or not self._in_sentence:
            return self._starts_in(text, text.whole)
        if self._begins_with and self._first is not None:
            return text.begun(_beginning(self._first), clauses)
        found: list[int] = []
        for piece in map(text.clause, clauses) if self._in_clause else text.sentences(clauses):
            lacks = piece[2].isdisjoint
            for one in self.sets:
                if lacks(one):
                    break
            else:
                found += self._starts_in(text, piece)
        return found

    def _starts_in(self, text: WordsIn, piece: Piece) -> Sequence[int]:
        start, end, words = piece
        if self._first is None:
            return text.starts_with(self._letters, start, end)
        found = text.starts(words.intersection(self._first), start, end)
        return list({*found, *text.capitalised(start, end)}) if self._capitalised else found

    def match(self, folded: str, at: int) -> re.Match[str] | None:
        """Its match that begins at a place."""
        if self._engine is None:
            self._engine = compiled(self._written, placed=True)
        return self._engine.match(folded, at)


def _needed_by_all(branches: Sequence[_Branch]) -> tuple[Collection[str], ...]:
    """Sets of words of each of which a text has one, whichever of several alternatives matches there."""
    if len(branches) == 1:
        return branches[0].sets
    if not all(branch.sets for branch in branches):
        return ()
    return (frozenset().union(*(min(branch.sets, key=len) for branch in branches)),)


@lru_cache(maxsize=512)
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds where a word begins as one of some words do."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")


def _wanted(words: tuple[str, ...]) -> Collection[str]:
    return words if len(words) <= _MANY else frozenset(words)
