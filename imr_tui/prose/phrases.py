"""Wording, jargon and advice rules on one passage: one automaton over all triggers, then the patterns of what it found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Severity
from imr_tui.document.text import Span
from imr_tui.prose.model import PhraseRule, ProseRules
from imr_tui.prose.patterns import compiled, squeezed
from imr_tui.prose.sentences import Sentences
from imr_tui.prose.triggers import Triggers

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_STOCK = -1
_CONNECTS = -2
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


@dataclass(frozen=True, slots=True)
class Hits:
    """What the automaton saw in a text: the rules worth trying, in order, and whether a stock formula may be there.

    `connects` says that the text speaks of things that hang together. `limited` are the rules that hold in records of some kinds only.
    """

    rules: tuple[int, ...]
    limited: tuple[int, ...]
    stock: bool
    connects: bool = False


class Phrasebook:
    """All phrase rules, ready to run. Patterns are compiled when a trigger of theirs first turns up.

    `rules` gives the rule of each number of a hit; a rule whose patterns have their own triggers has a number for each.
    """

    def __init__(self, rules: ProseRules) -> None:
        units = [unit for rule in rules.phrases for unit in _units(rule)]
        self.rules = tuple(rule for rule, _, _ in units)
        self._patterns = tuple(patterns for _, patterns, _ in units)
        by_trigger: dict[str, list[int]] = {}
        for number, (_, _, triggers) in enumerate(units):
            for trigger in triggers:
                by_trigger.setdefault(trigger, []).append(number)
        for phrase in rules.stock_phrases:
            by_trigger.setdefault(squeezed(phrase).strip(), []).append(_STOCK)
        for phrase in rules.connecting_phrases:
            by_trigger.setdefault(f" {phrase}", []).append(_CONNECTS)
        self._triggers = Triggers(by_trigger)

    def hits(self, folded: str) -> Hits:
        """Which rules have a trigger in a folded text."""
        found = self._triggers.within(squeezed(folded))
        if not found:
            return _NOTHING
        stock = _STOCK in found
        connects = _CONNECTS in found
        found -= {_STOCK, _CONNECTS}
        limited = tuple(number for number in sorted(found) if self.rules[number].kinds)
        return Hits(tuple(sorted(found.difference(limited))), limited, stock, connects)

    def matches(self, folded: str, rules: tuple[int, ...], sentences: Sentences) -> tuple[Match, ...]:
        """The matches of `rules`; context that excuses or is needed is settled, the subject is not."""
        found: list[Match] = []
        for number in rules:
            rule = self.rules[number]
            for pattern in self._patterns[number]:
                for match in compiled(pattern).finditer(folded):
                    if match.end() == match.start():
                        continue
                    at = sentences.at(match.start())
                    sentence = sentences.whole[at]
                    first, last = max(sentence.start, match.start() - _SIGHT), min(sentence.end, match.end() + _SIGHT)
                    if _excused(rule, folded[first : max(last, match.end())]):
                        continue
                    before = sentences.whole[at - 1] if at else None
                    found.append(Match(rule, *match.span(), sentence, before, _who(match)))
        return tuple(found)


def _units(rule: PhraseRule) -> Iterator[tuple[PhraseRule, tuple[str, ...], tuple[str, ...]]]:
    """What of a rule is tried together: all its patterns, or each by itself where its triggers are told apart."""
    if not rule.trigger_groups:
        yield rule, rule.patterns, rule.triggers
        return
    for pattern, triggers in zip(rule.patterns, rule.trigger_groups, strict=True):
        yield rule, (pattern,), triggers


_NOTHING = Hits((), (), stock=False)


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
