"""A force's own rule files: the keys of wording.toml, read strictly, and tried on their own examples before they are used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from imr_tui.data.prose_reader import read_phrases
from imr_tui.document.schema import Schema
from imr_tui.errors import InputError
from imr_tui.prose.expressions import parsed
from imr_tui.prose.model import PhraseRule, ProseRules
from imr_tui.prose.patterns import NAMED, as_looked_for, compiled, expand, squeezed
from imr_tui.prose.phrases import Phrasebook
from imr_tui.prose.sentences import Sentences
from imr_tui.prose.triggers import triggers_for
from imr_tui.prose.words_in import WordsIn
from imr_tui.storage.faults import printable, words

LARGEST_BYTES = 1024 * 1024
_ID = re.compile(r"(?:wording|jargon|advice)\.[a-z]+(?:-[a-z]+)*")
_MOST_REPEATS = 30
_SHORTEST_TRIGGER = 2
_HINT = "Correct the file; “imr-tui rules --check” with its name tries it by itself."


def read_own_rules(file: Path, schema: Schema, taken: Collection[str] = ()) -> tuple[PhraseRule, ...]:
    """The rules of a force's file. `taken` are ids that there are already.

    Raises `InputError` for a file that cannot be read and for the first rule that is incomplete, would be slow, or does not
    catch or leave what its examples say.
    """
    text = _text(file)
    name = printable(file)
    try:
        rules = read_phrases(text, schema, name)
    except InputError as error:
        raise _unusable(error.detail) from error
    for rule in rules:
        fault = next(iter(_faults(rule, taken)), "")
        if fault:
            raise _unusable(f"{name}, rule “{printable(rule.id, 60)}”: {fault}")
    return rules


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        detail, hint = words(error)
        raise InputError("A rule file cannot be used", f"{printable(file)}: {detail}", hint) from error
    if len(data) > LARGEST_BYTES:
        raise _unusable(f"{printable(file)}: It is larger than 1 MB.")
    try:
        return data.decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    except UnicodeDecodeError as error:
        raise _unusable(f"{printable(file)}: It has a byte that is not UTF-8 at offset {error.start}.") from error


def _faults(rule: PhraseRule, taken: Collection[str]) -> Iterator[str]:
    if not _ID.fullmatch(rule.id):
        yield "its id has to be “wording.”, “jargon.” or “advice.” and a name in small letters and hyphens."
    if rule.id in taken:
        yield "there is a rule of that id already; give yours another."
    if not rule.suggestions:
        yield "“suggestions” has to say what to write instead."
    for entry in rule.replace:
        if " => " not in entry:
            yield f"“replace” has to be “words => other words”, not “{printable(entry, 60)}”."
    for trigger in rule.triggers:
        if len(as_looked_for(trigger).strip()) < _SHORTEST_TRIGGER:
            yield f"the trigger “{printable(trigger, 60)}” has to have two letters or more."
    patterns = [fault for pattern in (*rule.patterns, *rule.unless, *rule.needs) for fault in _pattern_faults(pattern)]
    yield from patterns or _trigger_faults(rule) or _example_faults(rule)


def _trigger_faults(rule: PhraseRule) -> list[str]:
    """Patterns for which triggers have to be given."""
    found: list[str] = []
    for patterns, written in rule.written.opened().units:
        try:
            triggers_for(patterns, written)
        except ValueError as error:
            shown = printable(str(error), 80)
            found.append(f"no word is sure to stand where “{shown}” matches; give some in “triggers”.")
    return found


def _pattern_faults(pattern: str) -> Iterator[str]:
    shown = printable(pattern, 80)
    try:
        compiled(pattern)
    except KeyError as error:
        yield f"there is no set <{error.args[0]}>; there are {', '.join(f'<{name}>' for name in NAMED)} (“{shown}”)."
        return
    except (re.error, OverflowError, RecursionError) as error:
        yield f"the pattern “{shown}” cannot be read: {printable(error, 80)}."
        return
    if re.fullmatch(compiled(pattern), ""):
        yield f"the pattern “{shown}” matches nothing at all, and so everywhere."
    if endless_repeats(pattern):
        yield f"the pattern “{shown}” repeats a group without a bound, which may take for ever; say how often, as in {{0,5}}."


def endless_repeats(pattern: str) -> bool:
    """Whether a pattern repeats more than one character without bound, or nearly so: such may try its text in ever more ways."""
    return any(_endless(parsed(expand(pattern))))


def _endless(tree: Any) -> Iterator[bool]:
    for sign, value in tree:
        match str(sign):
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                _, most, inner = value
                single = len(inner) == 1 and str(inner[0][0]) in ("LITERAL", "NOT_LITERAL", "IN", "ANY")
                yield not single and most > _MOST_REPEATS
                yield from _endless(inner)
            case "SUBPATTERN":
                yield from _endless(value[3])
            case "ATOMIC_GROUP":
                yield from _endless(value)
            case "BRANCH":
                for branch in value[1]:
                    yield from _endless(branch)
            case "ASSERT" | "ASSERT_NOT":
                yield from _endless(value[1])


def _example_faults(rule: PhraseRule) -> Iterator[str]:
    """What is wrong with the examples; of whom a sentence speaks is left aside, as it takes a review to say."""
    alone = Phrasebook(ProseRules((rule,), {}, frozenset(), frozenset()))
    for sentence in rule.catches:
        if not _matches(alone, sentence):
            told = squeezed(sentence)
            held = any(trigger in told for unit in rule.written.opened().units for trigger in triggers_for(*unit))
            why = "no pattern matches it" if held else "none of the triggers is in it"
            yield f"it does not catch its example “{printable(sentence, 80)}”: {why}."
    for sentence in rule.leaves:
        if rule.subject == "any" and _matches(alone, sentence):
            yield f"it catches “{printable(sentence, 80)}”, which it says that it leaves."


def _matches(alone: Phrasebook, sentence: str) -> bool:
    folded = sentence.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    text = WordsIn(folded)
    hits = alone.hits(text)
    return bool(alone.matches(text, hits.rules + hits.limited, Sentences(sentence, folded)))


def _unusable(detail: str) -> InputError:
    return InputError("A rule file cannot be used", detail, _HINT)
