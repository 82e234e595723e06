"""Wording, jargon and advice rules on one passage: one automaton over all triggers, then the patterns of what it found."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Severity
from imr_tui.document.text import Span
from imr_tui.prose.model import PhraseRule, ProseRules
from imr_tui.prose.needed import branches
from imr_tui.prose.patterns import as_looked_for, compiled, squeezed
from imr_tui.prose.ready import KEY, ReadyRules, alternatives_of
from imr_tui.prose.searches import Search
from imr_tui.prose.sentences import Sentences
from imr_tui.prose.triggers import Triggers, triggers_for, triggers_of
from imr_tui.prose.words_in import WordsIn

_NOWHERE: Mapping[int, Sequence[int]] = MappingProxyType({})
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_STOCK, _CONNECTS = -1, -2
_STOCK_KEY, _CONNECTS_KEY = "*", "&"
_LOOKED_FOR = {_STOCK_KEY: _STOCK, _CONNECTS_KEY: _CONNECTS}
_SHORT = 160  # characters; in a text no longer than this, what is looked for is looked for everywhere
_SIGHT = 600  # characters to either side of a match that its context is looked for in
_FAMILY_ITEM = {"wording": "language.1", "jargon": "language.2"}


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match in a passage's folded text, with the sentence it stands in, the one ahead of it, and who is named in it."""

    rule: PhraseRule
    start: int
    end: int
    sentence: Span
    before: Span | None
    who: Span | None = None


class Hits(NamedTuple):
    """What the automaton saw in a text: the rules worth trying, in order, and whether a stock formula may be there.

    `connects` says that the text speaks of things that hang together. `limited` are the rules that hold in records of some kinds only.
    `clauses` are those that hold a trigger of a rule, in order, by its number; empty where that was not looked at.
    """

    rules: tuple[int, ...]
    limited: tuple[int, ...]
    stock: bool
    connects: bool
    clauses: Mapping[int, Sequence[int]]


class Phrasebook:
    """All phrase rules, ready to run. Patterns are compiled when a trigger of theirs first turns up.

    A rule has a number; one whose patterns have their own triggers has a number for each of them. Those made ready ahead come first.
    """

    def __init__(self, rules: ProseRules) -> None:
        self._phrases = rules.phrases
        ready = _made_ready(rules)
        self._ready = ready.ready if ready is not None else ()
        plain = [*enumerate(rules.phrases)] if ready is None else [*enumerate(ready.more, len(ready.ready))]
        # Of each number which rule it is of, and of each rule its first number.
        self._rules = array("H")
        self._firsts = array("H")
        self._limited: set[int] = set()
        for index, one in enumerate(self._ready):
            self._add(index, one.units, limited=one.limited)
        units = {index: rule.written.opened().units for index, rule in plain}
        for index, rule in plain:
            self._add(index, len(units[index]), limited=bool(rule.kinds))
        self._patterns = {
            self._firsts[index] + unit: own[0] for index, found in units.items() for unit, own in enumerate(found)
        }
        self._searches: dict[int, tuple[Search, ...]] = {}
        by_trigger: dict[str, list[int]] = {}
        for index, found in units.items():
            for unit, (patterns, triggers) in enumerate(found):
                for trigger in triggers_for(patterns, triggers):
                    by_trigger.setdefault(trigger, []).append(self._firsts[index] + unit)
        if ready is None:
            for key, phrases in looked_for(rules.stock_phrases, rules.connecting_phrases).items():
                for phrase in phrases:
                    by_trigger.setdefault(phrase, []).append(_LOOKED_FOR[key])
            self._triggers, self._more = triggers_of(by_trigger), None
        else:
            firsts = {one.key: first for one, first in zip(self._ready, self._firsts, strict=False)}
            self._triggers = Triggers(ready.table, lambda told: _number(told, firsts))
            self._more = triggers_of(by_trigger) if by_trigger else None

    def _add(self, index: int, units: int, *, limited: bool) -> None:
        """Take a rule in, with as many numbers as it has units."""
        first = len(self._rules)
        self._firsts.append(first)
        self._rules.extend([index] * units)
        if limited:
            self._limited.update(range(first, first + units))

    def rule(self, number: int) -> PhraseRule:
        """The rule of a number of a hit."""
        return self._phrases[self._rules[number]]

    def _searches_of(self, number: int) -> tuple[Search, ...]:
        """What is looked for under a number: its patterns, each as its alternatives with what these need."""
        index = self._rules[number]
        if number in self._patterns:
            alternatives = tuple(map(branches, self._patterns[number]))
        else:
            alternatives = alternatives_of(self._ready[index], number - self._firsts[index])
        found = self._searches[number] = tuple(map(Search, alternatives))
        return found

    def hits(self, text: WordsIn) -> Hits:
        """Which rules have a trigger in a text."""
        row, begins = (text.row, None) if len(text.folded) <= _SHORT else text.row_of_clauses()
        seen = self._triggers.within(row)
        if self._more is not None:
            seen += self._more.within(row)
        if not seen:
            return _NOTHING
        clauses = _NOWHERE
        if begins is None:
            found = set().union(*[numbers for numbers, _ in seen])
        else:
            clauses = _clauses(seen, begins)
            found = set(clauses)
        limited: tuple[int, ...] = ()
        if not found.isdisjoint(self._limited):
            limited = tuple(sorted(found & self._limited))
            found.difference_update(limited)
        # What is looked for beside rules has numbers below all of theirs.
        rules = sorted(found)
        first = bisect_left(rules, 0)
        beside = rules[:first]
        return Hits(tuple(rules[first:]), limited, _STOCK in beside, _CONNECTS in beside, clauses)

    def matches(
        self, text: WordsIn, rules: Iterable[int], sentences: Sentences, clauses: Mapping[int, Sequence[int]] = _NOWHERE
    ) -> tuple[Match, ...]:
        """The matches of `rules`; context that excuses or is needed is settled, the subject is not.

        `clauses` are those that hold a trigger of theirs, as far as that is known.
        """
        found: list[Match] = []
        known, lacks = self._searches, text.words.isdisjoint
        for number in rules:
            for search in known.get(number) or self._searches_of(number):
                # Nine in ten end here, so this is asked without a call.
                for one in search.needed:
                    if lacks(one):
                        break
                else:
                    for match in search.matches(text, clauses.get(number)):
                        told = _told(self.rule(number), match, text.folded, sentences)
                        if told is not None:
                            found.append(told)
        return tuple(found)


def _told(rule: PhraseRule, match: re.Match[str], folded: str, sentences: Sentences) -> Match | None:
    """A rule's match with the sentence it stands in; None where that excuses it."""
    at = sentences.at(match.start())
    sentence = sentences.whole[at]
    first, last = max(sentence.start, match.start() - _SIGHT), min(sentence.end, match.end() + _SIGHT)
    if _excused(rule, folded[first : max(last, match.end())]):
        return None
    return Match(rule, *match.span(), sentence, sentences.whole[at - 1] if at else None, _who(match))


def _clauses(seen: Iterable[tuple[tuple[int, ...], int]], begins: Sequence[int]) -> dict[int, list[int]]:
    """The clauses that triggers which were `seen` begin in, in order, by the numbers of these; `begins` is where clauses do.

    One without words begins where the next does, and none begins there.
    """
    found: dict[int, list[int]] = {}
    several: set[int] = set()
    for numbers, start in seen:
        clause = bisect_right(begins, start) - 1
        for number in numbers:
            own = found.get(number)
            if own is None:
                found[number] = [clause]
            elif own[-1] != clause:
                own.append(clause)
                several.add(number)
    for number in several:
        found[number] = sorted(set(found[number]))
    return found


def _made_ready(rules: ProseRules) -> ReadyRules | None:
    """The rules as they were made ready, where the table of their triggers has all that is looked for."""
    phrases = rules.phrases
    wanted = (rules.stock_phrases, rules.connecting_phrases)
    return phrases if isinstance(phrases, ReadyRules) and phrases.looked_for == wanted else None


def looked_for(stock: Iterable[str], connecting: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """What is looked for beside the triggers of rules, by what it is called in a table of triggers."""
    return {
        _STOCK_KEY: tuple([squeezed(phrase).strip() for phrase in stock]),
        _CONNECTS_KEY: tuple([as_looked_for(f" {phrase}") for phrase in connecting]),
    }


def _number(told: str, firsts: Mapping[str, int]) -> int:
    """A number as the table of triggers has it: a rule's key and which of its units."""
    if told in _LOOKED_FOR:
        return _LOOKED_FOR[told]
    return firsts[told[:KEY]] + int(told[KEY:])


_NOTHING = Hits((), (), stock=False, connects=False, clauses=_NOWHERE)


@lru_cache(maxsize=4)
def phrasebook(rules: ProseRules) -> Phrasebook:
    """The phrasebook of a set of rules, built once for it."""
    return Phrasebook(rules)


def _who(match: re.Match[str]) -> Span | None:
    """Where the one stands whom the pattern says that it has to name."""
    return Span(*match.span("who")) if "who" in match.re.groupindex and match["who"] is not None else None


def _excused(rule: PhraseRule, sentence: str) -> bool:
    if any(compiled(pattern).search(sentence) for pattern in rule.unless):
        return True
    return bool(rule.needs) and not rule.about and not any(compiled(pattern).search(sentence) for pattern in rule.needs)


def without_overlaps(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Of matches that overlap only the weightiest, then the longest, then the first rule; in order of place.

    Rules that yield keep still where a sentence has something of another rule.
    """
    if len(matches) <= 1:
        return matches
    told = {match.sentence for match in matches if not match.rule.yields}
    matches = tuple(match for match in matches if not match.rule.yields or match.sentence not in told)
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (_WEIGHT[one.rule.severity], one.start - one.end)):
        at = bisect_left(kept, match.start, key=_start)
        free_ahead = at == 0 or kept[at - 1].end <= match.start
        if free_ahead and (at == len(kept) or match.end <= kept[at].start):
            kept.insert(at, match)
    return tuple(kept)


def _start(match: Match) -> int:
    return match.start


def questions(rule: PhraseRule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions a rule keeps open and those that it concerns, by its own word or its family's."""
    item = _FAMILY_ITEM.get(rule.id.partition(".")[0])
    own = (item,) if item else ()
    opens = rule.opens or (own if rule.severity is not Severity.INFO else ())
    return opens, rule.items or opens or own


@lru_cache(maxsize=1024)
def replacements(rule_replace: tuple[str, ...]) -> Mapping[str, str]:
    """What may simply be put in place of a match, by the match in lower case."""
    pairs = (entry.partition(" => ") for entry in rule_replace)
    return {words.strip().lower(): other.strip() for words, _, other in pairs}


def replacement(rule: PhraseRule, matched: str) -> str:
    """The words that may stand in place of `matched`, its capital kept; empty where there are none."""
    words = " ".join(matched.split())
    other = replacements(rule.replace).get(words.lower(), "")
    return other[:1].upper() + other[1:] if words[:1].isupper() and other else other
