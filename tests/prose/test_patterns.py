"""Patterns are written out as they are meant, hold one of their triggers, and search any text in bounded work."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice, product
from re import _constants as sre
from re import _parser as sre_parser
from typing import Any

import pytest

from imr_tui.data.loader import load_rules
from imr_tui.prose.model import PhraseRule
from imr_tui.prose.patterns import as_looked_for, compiled, expand, first_letters, squeezed
from imr_tui.prose.triggers import triggers_for

RULES = load_rules().prose.phrases
PATTERNS = [(rule, pattern) for rule in RULES for pattern in rule.patterns]
EVERY = sorted({pattern for rule in RULES for pattern in (*rule.patterns, *rule.unless, *rule.needs)})
NAMES = [f"{rule.id}-{number}" for number, (rule, _) in enumerate(PATTERNS)]
UNBOUNDED = 100


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("old words", "the old  words here", "old  words"),
        ("old[ -]words", "the old-words here", "old-words"),
        ("old[ -]words", "the old - words here", "old - words"),
        ("old ?words", "the oldwords here", "oldwords"),
        ("put <self> at risk", "she put herself at risk", "put herself at risk"),
        ("(?-i:DV)", "the DV team", "DV"),
        ("(?-i:DV)", "the dv team", None),
        ("domestic", "Domestic.", "Domestic"),
        ("domestic", "domesticated", None),
        ("(?<!not )known", "not known", None),
        (r"a\.b [.,] c", "a.b , c", "a.b , c"),
    ],
)
def test_a_pattern_reads_as_it_is_meant(pattern: str, text: str, found: str | None) -> None:
    match = compiled(pattern).search(text)
    assert (match.group() if match else None) == found


def test_a_set_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        expand("<nobody>")


def test_triggers_are_looked_for_among_words_alone() -> None:
    assert squeezed('Hard-to \n REACH ("now') == " hard to reach now "
    assert squeezed("Didn't he/she?") == " didn t he she "
    assert squeezed(" - ") == "  "


@pytest.mark.parametrize(
    ("written", "looked_for"),
    [
        (" at all ", " at all "),
        ("row", "row"),
        (" didn't h", " didn t h"),
        ("constable,", "constable "),
        ("'s fault", " s fault"),
        (" the boy'", " the boy "),
        (" - ", ""),
    ],
)
def test_a_trigger_stands_in_them_as_it_is_looked_for(written: str, looked_for: str) -> None:
    assert as_looked_for(written) == looked_for


@pytest.mark.parametrize(("rule", "pattern"), PATTERNS, ids=NAMES)
def test_every_way_to_match_holds_a_trigger(rule: PhraseRule, pattern: str) -> None:
    unit = next(unit for unit in rule.written.opened().units if pattern in unit[0])
    triggers = triggers_for(*unit)
    tree = sre_parser.parse(expand(pattern))
    for words in islice(dict.fromkeys(ways(tree)), 4000):
        told = squeezed(words)
        assert any(trigger in told for trigger in triggers), words


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_triggers_are_written_as_they_are_looked_for(rule: PhraseRule) -> None:
    assert [as_looked_for(trigger) for trigger in rule.triggers] == list(rule.triggers)
    assert all(trigger.strip() for trigger in rule.triggers)


@pytest.mark.parametrize("pattern", EVERY)
def test_nothing_repeats_without_bound_inside_a_repeat(pattern: str) -> None:
    """A repeat inside a repeat may try its text in ever more ways."""
    assert list(nested(sre_parser.parse(expand(pattern)))) == []


def test_no_pattern_takes_long_over_a_pumped_text() -> None:
    """In a process of its own, for a pattern that backtracks badly cannot be interrupted from within."""
    program = (
        "import sys\n"
        "from imr_tui.data.loader import load_rules\n"
        "from imr_tui.prose.patterns import compiled\n"
        "pieces = ['a', ' ', 'a ', '- ', 'her ', 'did not ', 'x-', '.', 'victim ', 'the ', 'a, ', \"'s \"]\n"
        "for rule in load_rules().prose.phrases:\n"
        "    texts = [piece * 4000 for piece in pieces]\n"
        "    texts += [(trigger + ' ') * 300 for trigger in rule.triggers[:3]] + [sentence * 40 for sentence in rule.catches]\n"
        "    for pattern in (*rule.patterns, *rule.unless, *rule.needs):\n"
        "        for text in texts:\n"
        "            sum(1 for _ in compiled(pattern).finditer(text))\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=300)


def ways(tree: Any) -> Iterator[str]:
    """Texts that a pattern matches: every branch is taken, optional pieces are left out and put in."""
    pieces = [list(islice(dict.fromkeys(piece_ways(*piece)), 60)) for piece in tree]
    most = [max(choices, key=len, default="") for choices in pieces]
    yield from ("".join(choice) for choice in islice(product(*pieces), 500))
    for at, choices in enumerate(pieces):
        for choice in choices:
            yield "".join((*(ways_[0] if ways_ else "" for ways_ in pieces[:at]), choice, *most[at + 1 :]))
            yield "".join((*most[:at], choice, *(ways_[0] if ways_ else "" for ways_ in pieces[at + 1 :])))


def piece_ways(kind: Any, value: Any) -> Iterator[str]:
    if kind is sre.LITERAL:
        yield chr(value)
    elif kind in (sre.IN, sre.NOT_LITERAL, sre.ANY):
        yield member(kind, value)
    elif kind is sre.BRANCH:
        for branch in value[1]:
            yield from ways(branch)
    elif kind is sre.SUBPATTERN:
        yield from ways(value[3])
    elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, _, inner = value
        for once in islice(ways(inner), 60):
            yield once * least
            yield once * (least or 1)
    else:
        yield ""


def member(kind: Any, value: Any) -> str:
    if kind is sre.IN:
        for inner, code in value:
            if inner is sre.LITERAL:
                return chr(code)
            if inner is sre.RANGE:
                return chr(code[0])
            if inner is sre.CATEGORY:
                return "9" if code is sre.CATEGORY_DIGIT else "-" if code is sre.CATEGORY_NOT_WORD else "w"
    return "w"


def blank(tree: Any) -> bool:
    """Whether a piece matches blanks alone: between words, these can be parted in one way only."""
    return all((kind, value) == (sre.LITERAL, ord(" ")) for kind, value in tree)


def nested(tree: Any, *, inside: bool = False) -> Iterator[str]:
    """The repeats without bound that stand inside another, blanks left aside."""
    for kind, value in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            _, most, inner = value
            endless = most == sre.MAXREPEAT
            if endless and inside and not blank(inner):
                yield str(value)
            yield from nested(inner, inside=inside or (endless or most > UNBOUNDED))
        elif kind is sre.SUBPATTERN:
            yield from nested(value[3], inside=inside)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from nested(branch, inside=inside)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from nested(value[1], inside=inside)


def test_the_check_for_nested_repeats_sees_one() -> None:
    assert list(nested(sre_parser.parse(expand("(?:a+ )+b"))))
    assert not list(nested(sre_parser.parse(expand("(?:a+ ){0,3}b"))))


def test_a_match_is_on_word_bounds_of_folded_text() -> None:
    assert re.fullmatch(r"\(\?-i:\(\?=\[Aa\]\)\)\(\?<!\\w\)\(\?:.*\)\(\?!\\w\)", compiled("a").pattern)


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("old", "oO"),
        ("(?:old|new) x", "oOnN"),
        ("(?:very )?old", "vVoO"),
        ("(?<!not )known", "kK"),
        ("[ab]c", "aAbB"),
        (r"\w+ old", ""),
        ("(?:x|)", ""),
        ("(?:a{0,2}b)", "aAbB"),
    ],
)
def test_the_letters_that_a_match_may_begin_with(written: str, letters: str) -> None:
    assert first_letters(written) == frozenset(letters)
