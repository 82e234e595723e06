"""Notable characteristics of the subjects, and whether the analysis takes them up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imr_tui.checklist.reading import Reading
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Field, Part, Record, ValueState
from imr_tui.document.passage import PassageKind
from imr_tui.document.schema import FieldSpec

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SAYS_NO = frozenset({"no", "none", "not"})
_SAME_GENDER = " same as sex registered at birth "
_ALTERNATIVES = re.compile(r"\s+or\s+|/", re.IGNORECASE)

# Words of a value that could stand in any analysis and so do not show that it takes up the characteristic.
_LISTED = """
    a about after all also although an and another any are as at be because been before being both but by did do does
    during each either for from had has have having he her hers him his i if in into is it its itself may me might more
    most much my nor of off on once only or other others our out over own per same she should since so some such than
    that the their them then there these they this those through to too under until up upon us was we were what when
    where which while who whom whose why will with within without would you your
    yes no not none nil never possibly unclear unsure unknown known likely probable probably suspected believed thought
    present absent past previous previously former formerly current currently recent recently then now still time times
    date dates day days week weeks month months year years old aged age ages born birth life incident incidents event
    events death homicide murder offence review reviews report reports reported record records recorded recording
    information detail details specify specified specific please see note notes noted state stated states said says
    told tell told according based source sources system systems log logs case cases file files victim victims suspect
    suspects perpetrator person persons people individual individuals subject subjects man men woman women male female
    child children adult adults family families friend friends partner partners
    officer officers police force forces service services agency agencies staff professional professionals
    identity identified identifies identify describe described describes description registered different difference
    characteristic characteristics category categories group groups background backgrounds multiple mixed single
    status type types kind kinds form forms level levels part parts number numbers first second third one two three
    use used user uses using made make makes given give gives taken take takes had history related relevant relevance
    needs need needed condition conditions issue issues problem problems
    general generally various certain several many few little long short term high low
"""
_EMPTY_WORDS = frozenset(_LISTED.split())


@dataclass(frozen=True, slots=True)
class NotableCharacteristic:
    """A known characteristic of a subject that the analysis has to take up, and whether it does."""

    person: Record
    field: str
    taken_up: bool


def notable_characteristics(reading: Reading) -> tuple[NotableCharacteristic, ...]:
    """The notable characteristics of the subjects, in order of person and field."""
    found: list[NotableCharacteristic] = []
    analysis: tuple[str, ...] | None = None
    for person in reading.subjects:
        for entry in person.part.fields:
            if entry.spec is None or not is_notable(entry):
                continue
            if analysis is None:
                analysis = tuple(_analysis_texts(reading))
            terms = _terms(entry, entry.spec)
            found.append(NotableCharacteristic(person, entry.name, _any_in(terms, analysis)))
    return tuple(found)


def is_notable(entry: Field) -> bool:
    """Whether a field is a characteristic that is known, and not that there is none."""
    if entry.spec is None or not entry.spec.notable or not entry.counts or entry.value.state is not ValueState.GIVEN:
        return False
    folded = _folded(entry.value.text)
    words = folded.split()
    same = _SAME_GENDER in folded and "not" not in words
    return bool(words) and words[0] not in _SAYS_NO and not same


def meaningful_words(text: str) -> tuple[str, ...]:
    """The words of a value that carry its meaning: `hearing` and `impairment` of `Yes – present (hearing impairment)`."""
    return tuple(
        dict.fromkeys(
            word for word in _folded(text).split() if word not in _EMPTY_WORDS and len(word) > 1 and not word.isdigit()
        )
    )


def _terms(entry: Field, spec: FieldSpec) -> frozenset[str]:
    """What shows that a text takes up a characteristic, each folded and between blanks."""
    named = [spec.name, *_ALTERNATIVES.split(spec.name), *spec.synonyms, *spec.analysis_words]
    terms = [_folded(name) for name in named if meaningful_words(name) or name == spec.name]
    words = meaningful_words(entry.value.text)
    terms += [f" {form} " for word in words for form in (word, f"{word}s", word.removesuffix("s")) if len(form) > 1]
    return frozenset(terms)


def _any_in(terms: frozenset[str], texts: tuple[str, ...]) -> bool:
    return any(term in text for text in texts for term in terms)


def _analysis_texts(reading: Reading) -> Iterator[str]:
    """The folded prose of the analysis, the text of the findings, the prose on how characteristics act together."""
    sections = {section.index: section for section in reading.in_area("analysis")}
    sections |= {section.index: section for section in reading.covering("characteristics.3")}
    for section in sections.values():
        yield reading.memory.once(section.part, _folded_prose)
    for finding in reading.of_kind("F"):
        for index in finding.sections:
            yield reading.memory.once(reading.report.sections[index].part, _folded_text)


def _folded_prose(part: Part) -> str:
    return " | ".join(_folded(passage.folded) for passage in part.passages if passage.is_prose)


def _folded_text(part: Part) -> str:
    """A record's text: its heading, the text of its fields and its narrative."""
    texts = [
        passage.folded
        for passage in part.passages
        if passage.is_prose
        or (not passage.placeholder and (passage.kind is PassageKind.HEADING or _is_text_field(passage.field, part)))
    ]
    return " | ".join(map(_folded, texts))


def _is_text_field(name: str | None, part: Part) -> bool:
    return name is not None and part.field(name) is not None


def _folded(text: str) -> str:
    """A text as lower-case words between single blanks, with one ahead and one after."""
    return f" {' '.join(_WORD.findall(text.casefold().replace('’', chr(39))))} "
