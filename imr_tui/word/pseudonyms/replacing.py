"""Replacing names in texts: longest first, possessives and titles included, capitals kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from imr_tui.dataclass import dataclass
from imr_tui.word.pseudonyms.folding import Folded, fold_text
from imr_tui.word.pseudonyms.lexicon import (
    BODIES,
    DAYS,
    MONTHS,
    PEOPLES,
    PLACES,
    RANKS,
    STARTERS,
    STREETS,
    TITLES,
)
from imr_tui.word.pseudonyms.terms import NO_BIRTH, Term, What, pattern_of, spellings

_AHEAD = re.compile(r"([^\W\d_][\w'-]*) +$")
_BEHIND = re.compile(r" +([^\W\d_][\w'-]*)")
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? +(?:the +)?"
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:][\"')\]]*) *[\"'(\[]*$")
_ARTICLE = re.compile(r"\b(the|a|an) +$", re.IGNORECASE)
_BARE_POSSESSIVE = re.compile(r"'(?= +[^\W\d_])")
_SHORTEST_SHOUTED = 3
_SIGHT = 40
_NO_PART_OF_NAME = STARTERS | MONTHS | DAYS | TITLES | PEOPLES


@dataclass(frozen=True, slots=True)
class Found:
    """Words that were found in a text, at `start` up to `end` of it, and what stands for them."""

    start: int
    end: int
    instead: str
    term: Term


class Replacer:
    """Replaces terms.

    `births` are the birthdays with the ids of those who have them; `small` are words that the document also has in small
    letters, which are therefore no names.
    """

    def __init__(
        self, terms: Sequence[Term], births: Iterable[tuple[date, str]] = (), small: Collection[str] = frozenset()
    ) -> None:
        self._by_words = {" ".join(term.words.split()).casefold(): term for term in terms}
        self._small = small
        dates: list[str] = []
        for day, owner in births:
            for words in spellings(day):
                self._by_words[words.casefold()] = Term(words, NO_BIRTH, owner, What.BIRTH)
                dates.append(words)
        self._pattern = _pattern([term.words for term in terms], dates)

    def find(self, text: str) -> list[Found]:
        """What is to be replaced in `text`, in order."""
        return [entry for entry in self._all(text) if not entry.term.kept]

    def settled(self, text: str) -> list[tuple[int, int]]:
        """The stretches of `text` that are replaced or kept."""
        return [(entry.start, entry.end) for entry in self._all(text)]

    def _all(self, text: str) -> list[Found]:
        if self._pattern is None or not text:
            return []
        folded = fold_text(text)
        found: list[Found] = []
        at = 0
        while (match := self._pattern.search(folded.text, at)) is not None:
            entry = self._found(folded, match)
            if entry is None:
                at = match.start("words") + 1
                continue
            at = match.end()
            found.append(entry)
        return found

    def text(self, text: str) -> str:
        """`text` with everything replaced."""
        for entry in reversed(self.find(text)):
            text = text[: entry.start] + entry.instead + text[entry.end :]
        return text

    def _found(self, folded: Folded, match: re.Match[str]) -> Found | None:
        words = " ".join(match["words"].split())
        term = self._by_words[words.casefold()]
        if words[:1].islower() and term.words[:1].isupper() and not term.small_too:
            return None
        if term.alone and self._is_part(folded.text, match.start("words"), match.end("words")):
            return None
        begin = match.start("words")
        if match["title"] and term.what is What.NAME:
            begin = match.start("title")
        elif match["weekday"] and term.what is What.BIRTH:
            begin = match.start("weekday")
        start, end = folded.source(begin, match.end())
        instead = _fitted(term, words, folded.text[:begin])
        bare = words.endswith("s") and _BARE_POSSESSIVE.match(folded.text, match.end())
        if bare and not instead.endswith("s") and folded.text[max(0, begin - 1) : begin] != "'":
            instead, end = f"{instead}'s", folded.source(match.end(), match.end() + 1)[1]
        return Found(start, end, instead, term)

    def _is_part(self, text: str, start: int, end: int) -> bool:
        """Whether a single name is part of a longer one, of somebody or something else."""
        ahead = _AHEAD.search(text, max(0, start - _SIGHT), start)
        if ahead and self._is_name(ahead[1]):
            return True
        behind = _BEHIND.match(text, end)
        return behind is not None and (
            self._is_name(behind[1])
            or (behind[1][:1].isupper() and behind[1].casefold() in STREETS | PLACES | BODIES | RANKS - {"officer"})
        )

    def _is_name(self, word: str) -> bool:
        if not word[:1].isupper() or word.endswith("'s") or (word.isupper() and word.casefold() not in RANKS):
            return False
        plain = word.casefold()
        return plain in RANKS - STARTERS or (plain not in _NO_PART_OF_NAME and plain not in self._small)


def _pattern(words: Sequence[str], dates: Sequence[str]) -> re.Pattern[str] | None:
    if not words and not dates:
        return None
    titles = "|".join(
        sorted(
            TITLES - {"judge", "justice", "father", "nurse", "doctor", "dame", "lord", "lady"}, key=len, reverse=True
        )
    )
    body = pattern_of((*words, *dates))
    return re.compile(
        rf"(?<!\w)(?:(?P<title>(?:{titles})\.? +)|(?P<weekday>{_WEEKDAY}))?(?P<words>{body})(?!\w)", re.IGNORECASE
    )


def _fitted(term: Term, words: str, ahead: str) -> str:
    """What stands for words, in capitals where they are, and with the article and the capital that its place asks for."""
    instead = term.instead
    letters = [character for character in words if character.isalpha()]
    shouted = len(letters) >= _SHORTEST_SHOUTED and words.isupper() and not term.words.isupper()
    if shouted and term.what in (What.NAME, What.DECIDED):
        return instead.upper()
    article = _ARTICLE.search(ahead)
    own = _ARTICLE.match(f"{instead.partition(' ')[0]} ")
    if article and own and " " in instead:
        instead = instead.partition(" ")[2]
    elif instead[:1].islower() and _OPENS_SENTENCE.search(ahead):
        instead = instead[:1].upper() + instead[1:]
    return instead
