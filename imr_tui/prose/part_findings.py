"""Findings that a part yields by itself: wording, jargon, advice, and quotations that nobody is named for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding, Fix, Severity
from imr_tui.document.model import Part, Section
from imr_tui.document.text import Span, TextEdit
from imr_tui.prose import readability
from imr_tui.prose.attributed import Read
from imr_tui.prose.commented import is_commented, is_disowned, is_fond, is_named_as_words
from imr_tui.prose.model import PhraseRule
from imr_tui.prose.named import names, speaks_of_child
from imr_tui.prose.notes import PartNotes
from imr_tui.prose.patterns import compiled
from imr_tui.prose.people import ACCEPTS, People
from imr_tui.prose.phrases import Match, Phrasebook, questions, replacement, without_overlaps
from imr_tui.prose.settle import Settled
from imr_tui.prose.spoken_of import is_said_of_child, suspect_alone
from imr_tui.prose.subjects import subject_of
from imr_tui.prose.taken_back import is_taken_back
from imr_tui.prose.words_in import WordsIn

QUOTED = "wording.quoted"
UNATTRIBUTED = "quotation.unattributed"
_QUOTED_WORDS = re.compile(r'"[^"]*"')
# Families whose rules are about what is said of somebody, whatever the words.
_SAID_OF_VICTIMS = frozenset({"Blaming the victim", "Doubting the victim"})
_NEUTRAL = ("language.1",)
_RECEIVED = ("language.3",)
_QUOTED_MESSAGE = "This is quoted, and the words are not yours; has the report said what such language shows, and how the person may have been seen because of it?"
_UNATTRIBUTED_MESSAGE = "The report does not say whose words these are; name the person who said them or the record they stand in, in this sentence or the one before."


@dataclass(frozen=True, slots=True)
class Context:
    """What the findings of a part rest on besides its text: who is who, what is switched off, what its section covers and which record it is."""

    people: People
    off: frozenset[str]
    areas: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its places counted from the start of its part. `sentences` are its sentence as told in one way or two."""

    rule: str
    severity: Severity
    span: Span
    message: str
    suggestions: tuple[str, ...]
    replace_by: str
    items: tuple[str, ...]
    opens: tuple[str, ...]
    field: str | None
    sentences: tuple[str, str]


def part_findings(notes: PartNotes, context: Context, phrases: Phrasebook) -> tuple[Note, ...]:
    """The findings of a part, its offsets counted from the part's start."""
    found: list[Note] = []
    for read in notes.reads:
        if read.scan.matches or read.scan.limited:
            found += _phrases(notes.part, read, context, phrases)
    if context.kind == "L" and readability.RULE not in context.off:
        found += _hard_to_read(notes)
    if UNATTRIBUTED not in context.off:
        found += (_unattributed(notes.read(number), span) for number, span in notes.unattributed)
    return tuple(found)


def _phrases(part: Part, read: Read, context: Context, phrases: Phrasebook) -> Iterator[Note]:
    scan = read.scan
    limited = tuple(number for number in scan.limited if context.kind in phrases.rule(number).kinds)
    matches = scan.matches + (phrases.matches(WordsIn(read.folded), limited, read.sentences) if limited else ())
    said = tuple(match for match in matches if _applies(match, read, context))
    for match in without_overlaps(said):
        if read.in_attributed(match.start, match.end):
            quoted = match.rule.id.startswith("wording.") and QUOTED not in context.off
            if quoted and not _is_commented(read, match) and not _is_taken_back(read, match):
                yield _quoted(read, match)
        elif not _is_not_meant(read, match):
            yield _phrase(part, read, match)


def _is_not_meant(read: Read, match: Match) -> bool:
    """Whether the report does not say what a match says, but names it as words or as a view that it does not share."""
    if not match.rule.id.startswith("wording."):
        return False
    return is_disowned(_sentence(read, match)) or _is_named_as_words(read, match) or _is_taken_back(read, match)


def _is_taken_back(read: Read, match: Match) -> bool:
    """Whether the sentence takes back what a match says of somebody; words that are wrong in themselves stay so."""
    rule = match.rule
    if rule.subject == "any" and not rule.named and rule.family not in _SAID_OF_VICTIMS:
        return False
    start = match.sentence.start
    return is_taken_back(_sentence(read, match), match.start - start, match.end - start)


def _sentence(read: Read, match: Match) -> str:
    return read.folded[match.sentence.start : match.sentence.end]


def _quoting(read: Read, match: Match) -> Span | None:
    """Where the quotation stands that a match lies in."""
    spans = (quotation.span for quotation in read.scan.quotations)
    return next((span for span in spans if span.start <= match.start and match.end <= span.end), None)


def _is_named_as_words(read: Read, match: Match) -> bool:
    """Whether a match is quoted as an example of words that are used of people."""
    span = _quoting(read, match)
    return span is not None and is_named_as_words(
        _QUOTED_WORDS.sub(_blank, read.folded[match.sentence.start : span.start])
    )


def _blank(quoted: re.Match[str]) -> str:
    return f'"{"_" * (len(quoted[0]) - 2)}"'


def _applies(match: Match, read: Read, context: Context) -> bool:
    rule = match.rule
    if rule.id in context.off:
        return False
    if rule.areas and context.areas.isdisjoint(rule.areas):
        return False
    folded = read.folded
    before = folded[match.before.start : match.before.end] if match.before else ""
    if rule.named and not _names_whom_it_should(match, folded, before, context.people):
        return False
    if rule.about and not _is_about_child(rule, folded[match.sentence.start : match.sentence.end], context.people):
        return False
    if rule.subject == "any":
        return True
    if rule.subject == "child":
        return is_said_of_child(folded, match.sentence.start, match.start, context.people)
    rest = folded[match.end : match.sentence.end]
    phrase = folded[match.start : match.end]
    who = subject_of(folded, match.sentence.start, match.start, before, context.people, rest, phrase)
    return who in ACCEPTS[rule.subject]


def _names_whom_it_should(match: Match, folded: str, before: str, people: People) -> bool:
    who = match.who or Span(match.start, match.end)
    alone = match.rule.named == "person" and suspect_alone(folded[match.sentence.start : match.start], before, people)
    return names(match.rule.named, folded[who.start : who.end], people, pronoun_is_suspect=alone)


def _is_about_child(rule: PhraseRule, sentence: str, people: People) -> bool:
    return speaks_of_child(sentence, people) or any(compiled(pattern).search(sentence) for pattern in rule.needs)


def _phrase(part: Part, read: Read, match: Match) -> Note:
    rule = match.rule
    span = read.passage.source_span(match.start, match.end)
    plain = read.passage.text[match.start : match.end]
    other = replacement(rule, read.folded[match.start : match.end])
    verbatim = part.text[span.start : span.end].split() == plain.split()
    opens, items = questions(rule)
    return Note(
        rule=rule.id,
        severity=rule.severity,
        span=span,
        message=rule.message,
        suggestions=(other,) if other else rule.suggestions,
        replace_by=other if verbatim else "",
        items=items,
        opens=opens,
        field=read.passage.field,
        sentences=read.sentences.told(match.start),
    )


def _is_commented(read: Read, match: Match) -> bool:
    """Whether the sentence of a quotation or the one behind it says something on the words quoted, or they are fond words."""
    span = _quoting(read, match)
    if span is not None and is_fond(read.folded[span.start : span.end]):
        return True
    whole = read.sentences.whole
    at = read.sentences.at(match.start)
    last = whole[min(at + 1, len(whole) - 1)]
    pieces: list[str] = []
    done = whole[at].start
    for quotation in read.scan.quotations:
        if done <= quotation.span.start < last.end:
            pieces.append(read.folded[done : quotation.span.start])
            done = quotation.span.end
    return is_commented(" ".join((*pieces, read.folded[done : last.end])))


def _quoted(read: Read, match: Match) -> Note:
    span = read.passage.source_span(match.start, match.end)
    sentences = read.sentences.told(match.start)
    return Note(QUOTED, Severity.INFO, span, _QUOTED_MESSAGE, (), "", _NEUTRAL, (), read.passage.field, sentences)


def _unattributed(read: Read, place: Span) -> Note:
    span = read.passage.source_span(place.start, place.end)
    sentences = read.sentences.told(place.start)
    return Note(
        UNATTRIBUTED, Severity.WARNING, span, _UNATTRIBUTED_MESSAGE, (), "", _RECEIVED, _RECEIVED, read.passage.field, sentences
    )  # fmt: skip


def _hard_to_read(notes: PartNotes) -> Iterator[Note]:
    hard = readability.hard_to_read(notes.reads)
    if hard is None:
        return
    read, place, message = hard
    span = read.passage.source_span(place.start, place.end)
    sentences = read.sentences.told(place.start)
    yield Note(
        readability.RULE, readability.SEVERITY, span, message, (), "", readability.ITEMS, (), read.passage.field, sentences
    )  # fmt: skip


def place(note: Note, section: Section, settled: Settled) -> Finding:
    """A note in its place in the file."""
    span = note.span.shift(section.start)
    fixes: tuple[Fix, ...] = ()
    if note.replace_by:
        fixes = (Fix(f"Change to “{note.replace_by}”", (TextEdit(span.start, span.end, note.replace_by),)),)
    return Finding(
        rule=note.rule,
        severity=note.severity,
        span=span,
        message=note.message,
        text=section.part.text[note.span.start : note.span.end],
        suggestions=note.suggestions,
        fixes=fixes,
        items=note.items,
        opens=note.opens,
        kept=settled.keeps(note.rule, *note.sentences),
        section=section.index,
        record=section.owner,
        field=note.field,
        sentence=note.sentences[0],
    )
