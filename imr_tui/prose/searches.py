"""A rule's pattern as it is looked for: only in clauses that hold a trigger of its, and only where the words are that it needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from imr_tui.prose.needed import Alternative, Needs
from imr_tui.prose.patterns import compiled
from imr_tui.prose.words_in import Piece, WordsIn

_FEW = 16  # words that a match begins with: these are looked for one after the other
_MANY = 12  # words; of so many it is asked which are in a text, of fewer whether each is


class Search:
    """A pattern, ready to be looked for."""

    __slots__ = ("_branches", "_is_open")

    def __init__(self, alternatives: Iterable[Alternative]) -> None:
        self._branches = tuple([_Branch(written, needs) for written, needs in alternatives])
        self._is_open = len(self._branches) == 1 and self._branches[0].is_open

    def matches(self, text: WordsIn, clauses: Sequence[int] | None = None) -> Iterable[re.Match[str]]:
        """Its matches without overlaps, in order: where several alternatives begin at one place that of the first of them.

        Each holds a trigger in one of `clauses`, given by their numbers in order, where those are known.
        """
        if self._is_open:
            return self._branches[0].everywhere(text.folded)
        tries: list[tuple[int, int]] = []
        for number, branch in enumerate(self._branches):
            if clauses is not None and branch.begins_with:
                tries += [(at, number) for at in branch.starts_in(text, clauses)]
                continue
            for piece in text.whole if clauses is None else branch.pieces(text, clauses):
                for one in branch.sets:
                    if piece[2].isdisjoint(one):
                        break
                else:
                    tries += [(at, number) for at in branch.starts(text, piece)]
        return self._tried(text.folded, tries) if tries else ()

    def _tried(self, folded: str, tries: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
        """The matches at some places, each with the number of the alternative that may begin there."""
        done = 0
        for at, number in sorted(tries):
            if at >= done:
                match = self._branches[number].match(folded, at)
                if match is not None:
                    yield match
                    done = match.end()


class _Branch:
    """One of the alternatives of a pattern: what it needs, and its engine, made when it is first wanted."""

    __slots__ = ("_engine", "_first", "_needs", "_written", "begins_with", "sets")

    def __init__(self, written: str, needs: Needs) -> None:
        self.sets = tuple(map(_looked_up, needs.sets))
        self._first = None if needs.first is None else _looked_up(needs.first)
        # The few words of which a match begins with one, where nothing else is to be asked of its clause.
        first = needs.first or ()
        asks_no_more = needs.in_clause and all(one == first for one in needs.sets)
        self.begins_with = first if asks_no_more and len(first) <= _FEW else ()
        self._needs = needs
        self._written = written
        self._engine: re.Pattern[str] | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is told of what it needs: then a match may well be empty."""
        return not (self._needs.sets or self._needs.letters) and self._needs.first is None

    def everywhere(self, folded: str) -> Iterator[re.Match[str]]:
        """All its matches that are not empty."""
        return (found for found in compiled(self._written, placed=True).finditer(folded) if found.end() > found.start())

    def pieces(self, text: WordsIn, clauses: Sequence[int]) -> Iterable[Piece]:
        """The pieces of a text that a match with a trigger in one of some clauses stands in."""
        if self._needs.in_clause:
            return map(text.clause, clauses)
        return text.sentences(clauses) if self._needs.in_sentence else text.whole

    def starts_in(self, text: WordsIn, clauses: Sequence[int]) -> Iterator[int]:
        """Where in some clauses a match may begin, the words of which need not be told for that."""
        found = _beginning(self.begins_with).finditer
        for number in clauses:
            for match in found(text.lower, *text.clause_bounds(number)):
                yield match.start()

    def starts(self, text: WordsIn, piece: Piece) -> Sequence[int]:
        """Where in a piece of a text a match may begin: every such place is among these."""
        start, end, words = piece
        if self._first is not None:
            return text.starts(words.intersection(self._first), start, end)
        return text.starts_with(self._needs.letters, start, end)

    def match(self, folded: str, at: int) -> re.Match[str] | None:
        """Its match that begins at a place."""
        if self._engine is None:
            self._engine = compiled(self._written, placed=True)
        return self._engine.match(folded, at)


@lru_cache(maxsize=512)
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds where a word begins as one of some words do."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")


@lru_cache(maxsize=2048)
def _looked_up(words: tuple[str, ...]) -> Collection[str]:
    return frozenset(words) if len(words) > _MANY else words
