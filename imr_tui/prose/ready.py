"""Rules made ready ahead: kept packed, and each unpacked when a text first has one of its triggers or somebody asks for it.

What a rule's patterns need (`needed`) is worked out when they are made, and so is the table of all triggers. Nothing is read
here: who has made them out of files is `data`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, overload

from imr_tui.document.findings import Severity
from imr_tui.prose.model import PhraseRule, ProseRules, Written
from imr_tui.prose.needed import Alternative, Needs, branches

LookedFor = tuple[tuple[str, ...], tuple[str, ...]]
"""Stock formulas, and words by which things hang together."""
Texts = Callable[[int], str]
"""What of the rule at a place is no engine, as JSON; empty where it cannot be had any more."""
KEY = 4
"""Characters of the key by which a table of triggers names a rule."""


class ReadyRule(NamedTuple):
    """A rule in the pack: `engine` is what runs, `place` where the rest of it is told; `limited` says that it holds in some kinds of record only.

    `units` is how many sets of triggers its patterns have. The table of triggers names the first of them as its `key` and a nought.
    """

    id: str
    key: str
    limited: bool
    units: int
    engine: bytes
    place: int


class PackedText:
    """What of a packed rule only its makers and readers ask for; it is the same as what it was packed from."""

    __slots__ = ("_rule", "_texts")

    def __init__(self, rule: ReadyRule, texts: Texts) -> None:
        self._rule = rule
        self._texts = texts

    def opened(self) -> Written:
        """What was packed; where the texts cannot be had any more the patterns alone."""
        patterns = tuple(_pattern(one) for unit in _unpacked(self._rule.engine)["units"] for one in unit)
        told = self._texts(self._rule.place)
        if not told:
            return Written(patterns, (), "", (), ())
        kept: dict[str, Any] = json.loads(told)
        groups = tuple(map(tuple, kept["triggers"]))
        return Written(
            patterns,
            tuple(dict.fromkeys([trigger for group in groups for trigger in group])),
            kept["source"],
            tuple(kept["catches"]),
            tuple(kept["leaves"]),
            groups if len(groups) > 1 else (),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedText | Written) and self.opened() == other.opened()

    def __hash__(self) -> int:
        return hash(self.opened())


class ReadyRules(Sequence[PhraseRule]):
    """Rules made ready, in their order, and `more` that were not, behind them.

    `table` are the triggers of those made ready, and what is `looked_for` besides. `texts` are not kept, but read when somebody asks.
    """

    def __init__(
        self,
        ready: Sequence[ReadyRule],
        texts: Texts,
        table: str,
        looked_for: LookedFor,
        more: Sequence[PhraseRule] = (),
    ) -> None:
        self.ready = ready
        self.texts = texts
        self.table = table
        self.looked_for = looked_for
        self.more = tuple(more)
        self._made: dict[int, PhraseRule] = {}

    def with_more(self, more: Iterable[PhraseRule]) -> ReadyRules:
        """The same with more behind them."""
        return ReadyRules(self.ready, self.texts, self.table, self.looked_for, (*self.more, *more))

    @property
    def ids(self) -> list[str]:
        """Their ids, in their order."""
        return [*(rule.id for rule in self.ready), *(rule.id for rule in self.more)]

    def __len__(self) -> int:
        return len(self.ready) + len(self.more)

    @overload
    def __getitem__(self, at: int) -> PhraseRule: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[PhraseRule]: ...

    def __getitem__(self, at: int | slice) -> PhraseRule | Sequence[PhraseRule]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        index = range(len(self))[at]
        if index >= len(self.ready):
            return self.more[index - len(self.ready)]
        if index not in self._made:
            self._made[index] = _rule(self.ready[index], self.texts)
        return self._made[index]


def ids_of(rules: ProseRules) -> frozenset[str]:
    """The ids of all phrase rules."""
    phrases = rules.phrases
    return frozenset(phrases.ids if isinstance(phrases, ReadyRules) else [rule.id for rule in phrases])


def rule_of(rules: ProseRules, ident: str) -> PhraseRule | None:
    """The phrase rule of that id; None where there is none."""
    phrases = rules.phrases
    if isinstance(phrases, ReadyRules):
        ids = phrases.ids
        return phrases[ids.index(ident)] if ident in ids else None
    return next((rule for rule in phrases if rule.id == ident), None)


def alternatives_of(rule: ReadyRule, unit: int) -> tuple[tuple[Alternative, ...], ...]:
    """The patterns of one of a packed rule's units, each as its alternatives with what these need."""
    return tuple([tuple(map(_alternative, pattern)) for pattern in _unpacked(rule.engine)["units"][unit]])


def packed(rule: PhraseRule, key: str, place: int) -> tuple[ReadyRule, str, str]:
    """A rule made ready, of which the rest is told at a place; and the texts (JSON) of its engine and of that rest."""
    groups = rule.trigger_groups or (rule.triggers,)
    patterns = [[_told(one) for one in branches(pattern)] for pattern in rule.patterns]
    units = [[pattern] for pattern in patterns] if len(groups) > 1 else [patterns]
    engine = _json({"rule": {name: getattr(rule, name) for name in _FIELDS if getattr(rule, name)}, "units": units})
    text = _json({"source": rule.source, "catches": rule.catches, "leaves": rule.leaves, "triggers": groups})
    made = ReadyRule(rule.id, key, bool(rule.kinds), len(units), pack(engine), place)
    return made, engine, text


def pack(text: str) -> bytes:
    """A text, packed."""
    return zlib.compress(text.encode(), 9)


def unpacked(pack: bytes) -> str:
    """The text that was packed; raises zlib.error where that is damaged."""
    return zlib.decompress(pack).decode()


_FIELDS = tuple(name for name in PhraseRule.__slots__ if name not in ("id", "written"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _unpacked(pack: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(pack))
    return found


def _rule(ready: ReadyRule, texts: Texts) -> PhraseRule:
    told = _unpacked(ready.engine)["rule"]
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return PhraseRule(
        id=ready.id,
        severity=Severity(fields.pop("severity")),
        message=fields.pop("message"),
        suggestions=fields.pop("suggestions", ()),
        written=PackedText(ready, texts),
        **fields,
    )


def _told(alternative: Alternative) -> list[object]:
    written, needs = alternative
    first = None if needs.first is None else " ".join(needs.first)
    return [written, [" ".join(own) for own in needs.sets], first, needs.in_clause + needs.in_sentence, needs.letters]


def _alternative(told: list[Any]) -> Alternative:
    written, sets, first, within, letters = told
    own = tuple(map(_words, sets))
    begin = None if first is None else own[sets.index(first)] if first in sets else _words(first)
    return written, Needs(own, begin, in_clause=within > 1, in_sentence=within > 0, letters=letters)


_KNOWN: dict[str, str] = {}
"""Each word as one object, whichever patterns need it: they need each three or four times over."""


def _words(told: str) -> tuple[str, ...]:
    return tuple([_KNOWN.setdefault(word, word) for word in told.split(" ")])


def _pattern(told: list[list[Any]]) -> str:
    return "|".join(alternative[0] for alternative in told)
