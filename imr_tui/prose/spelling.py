"""Words that are not spelt as they should be: what each part holds is read once, what the review itself teaches put to it.

Names, places and titles are words of the review: what has a capital inside a sentence is taken for a name, and so are the
words of the person records, of the front matter and of the glossary. Abbreviations, numbers, addresses of the web and
attributed quotations, whose spelling is their author's, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Severity
from imr_tui.document.model import Report
from imr_tui.document.passage import PassageKind
from imr_tui.document.steps import Steps
from imr_tui.prose.notes import PartNotes
from imr_tui.prose.part_findings import Note
from imr_tui.prose.settle import Settled
from imr_tui.prose.speller import STYLES, Speller

RULE = "spelling"
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ABBREVIATION = re.compile(r"[A-Z][A-Z&]*s?|(?:[A-Z]\.)+[A-Z]?|.*[a-z][A-Z].*|[A-Z]{2,}'?[a-z]{1,2}")
_ADDRESS = re.compile(r"://|@|\\|_|^www\.|[^\W\d]\.[^\W\d]|^/\w|\w/\w+/")
_NAME_BEHIND = re.compile(r" [A-Z][a-z]")
_BEFORE_FIRST = " \"'(["
_ENDS_SENTENCE = ".?!:\u2026"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word of a passage that the dictionary does not have; `name` says that it stands where only a name has its capital."""

    start: int
    end: int
    word: str
    name: bool


@dataclass(frozen=True, slots=True)
class PartSpelling:
    """What a part holds for the spelling: by the number of the passage, the words that are not known; and its names."""

    words: tuple[tuple[int, tuple[Unknown, ...]], ...]
    names: frozenset[str]


_NOTHING = PartSpelling((), frozenset())


@dataclass(frozen=True, slots=True)
class SpellingMemory:
    """What the next check builds on: the parts in order as they were read, and what is told of them, by the section's index."""

    speller: Speller | None = None
    style: str = ""
    notes: Sequence[PartNotes] = ()
    read: Sequence[PartSpelling] = ()
    resting: tuple[object, ...] = ()
    accepted: frozenset[str] = frozenset()
    told: Mapping[int, tuple[Note, ...]] = field(default_factory=dict)


class SpellingOf:
    """A look at the spelling of a report, with what `memory` has of an earlier state of it.

    Without a speller, or with the rule switched off, there is nothing.
    """

    def __init__(self, report: Report, speller: Speller | None, settled: Settled, memory: SpellingMemory) -> None:
        self._report = report
        self._speller = None if RULE in settled.off else speller
        self._style = _style(report)
        if self._speller is None:
            memory = SpellingMemory()
        elif memory.speller is not speller or memory.style != self._style:
            memory = SpellingMemory(speller, self._style)
        self._memory = memory
        self._ready: dict[int, PartSpelling] = {}

    def take(self, notes: PartNotes) -> None:
        """Read the words of a part ahead."""
        if self._speller is not None:
            self._ready[id(notes)] = part_spelling(notes, self._speller, self._style)

    def steps(self, notes: Sequence[PartNotes], names: frozenset[str]) -> Steps[SpellingMemory]:
        """The findings of `spelling` by section, places counted from its start, with the memory for the next check, in short steps.

        `notes` are the parts as they were read, in order; `names` are the names of the person records in lower case.
        """
        report, speller, style, memory = self._report, self._speller, self._style, self._memory
        if speller is None:
            return memory
        changed, read = yield from self._read(notes, speller)
        resting = (report.front, names, *[own.names for own in read])
        accepted = memory.accepted if resting == memory.resting else _accepted(report, read, names)
        if accepted != memory.accepted:
            changed = list(range(len(notes)))
        told = dict(memory.told) if len(memory.notes) == len(notes) else {}
        for index in changed:
            own = tuple(_of_part(notes[index], read[index], speller, style, accepted)) if read[index].words else ()
            if own:
                told[index] = own
            else:
                told.pop(index, None)
        return SpellingMemory(speller, style, notes, read, resting, accepted, told if changed else memory.told)

    def _read(self, notes: Sequence[PartNotes], speller: Speller) -> Steps[tuple[list[int], list[PartSpelling]]]:
        """Which parts are others, and what each part holds."""
        memory = self._memory
        if len(memory.notes) == len(notes):
            changed = [
                index for index, (own, old) in enumerate(zip(notes, memory.notes, strict=True)) if own is not old
            ]
            read = list(memory.read)
            for index in changed:
                ready = self._ready.get(id(notes[index]))
                read[index] = ready or part_spelling(notes[index], speller, self._style)
                yield
            return changed, read
        before = {id(own): old for own, old in zip(memory.notes, memory.read, strict=True)} | self._ready
        read = []
        for part in notes:
            known = before.get(id(part))
            read.append(known or part_spelling(part, speller, self._style))
            if known is None:
                yield
        return list(range(len(notes))), read


def _style(report: Report) -> str:
    style = report.front.text("language", "spelling").strip().lower()
    return style if style in STYLES else ""


def part_spelling(notes: PartNotes, speller: Speller, style: str) -> PartSpelling:
    """What a part holds for the spelling, by itself."""
    found: list[tuple[int, tuple[Unknown, ...]]] = []
    names: set[str] = set()
    for read in notes.reads:
        if read.passage.quoted is not None and read.attributed:
            continue
        unknown = tuple(
            one for one in unknown_words(read.folded, speller, style) if not read.in_attributed(one.start, one.end)
        )
        names |= {_without_possessive(one.word).lower() for one in unknown if one.name}
        if read.passage.kind is PassageKind.HEADING:
            unknown = tuple(one for one in unknown if not one.word[0].isupper())
        words = tuple(one for one in unknown if not one.name)
        if words:
            found.append((read.number, words))
    return PartSpelling(tuple(found), frozenset(names)) if found or names else _NOTHING


def unknown_words(folded: str, speller: Speller, style: str) -> Iterator[Unknown]:
    """The words of a folded text that are not known, in order: prose alone, no abbreviations, numbers or addresses."""
    known = speller.known
    for match in _WORD.finditer(folded):
        word = match.group()
        if known(word, style) or len(word) == 1:
            continue
        start, end = match.span()
        if _is_no_prose(folded, start, end) or _is_no_word(word):
            continue
        name = word[0].isupper() and (not _begins_sentence(folded, start) or bool(_NAME_BEHIND.match(folded, end)))
        yield Unknown(start, end, word, name)


def _is_no_word(word: str) -> bool:
    return any(character.isdigit() for character in word) or any(
        _ABBREVIATION.fullmatch(part) for part in word.removesuffix("'s").split("-")
    )


def _is_no_prose(folded: str, start: int, end: int) -> bool:
    """Whether what stands there between blanks is an address or the name of a file."""
    first = folded.rfind(" ", 0, start) + 1
    last = folded.find(" ", end)
    run = folded[first : last if last >= 0 else len(folded)]
    return _ADDRESS.search(run) is not None


def _begins_sentence(folded: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and folded[at] in _BEFORE_FIRST:
        at -= 1
    return at < 0 or folded[at] in _ENDS_SENTENCE


def _without_possessive(word: str) -> str:
    return word.removesuffix("'s")


def _accepted(report: Report, read: Iterable[PartSpelling], names: frozenset[str]) -> frozenset[str]:
    """The words of the review itself, in lower case."""
    found = set(names)
    for own in read:
        found |= own.names
    front = report.front
    for table in ("document", "review", "agency", "glossary"):
        for key, value in front.table(table).items():
            for text in (key, value) if table == "glossary" else (value,):
                if isinstance(text, str):
                    found.update(word.lower() for word in _WORD.findall(text.replace("\u2019", "'")))
    return frozenset(found)


def _of_part(
    notes: PartNotes, own: PartSpelling, speller: Speller, style: str, accepted: frozenset[str]
) -> Iterator[Note]:
    for number, words in own.words:
        read = notes.read(number)
        for one in words:
            if one.word[0].isupper() and _is_name(one.word, accepted):
                continue
            span = read.passage.source_span(one.start, one.end)
            other = speller.other_style(one.word, style)
            yield Note(
                rule=RULE,
                severity=Severity.INFO,
                span=span,
                message=_message(style) if other else _UNKNOWN,
                suggestions=(other,) if other else (),
                replace_by=other if notes.part.text[span.start : span.end] == one.word else "",
                items=(),
                opens=(),
                field=read.passage.field,
                sentences=read.sentences.told(one.start),
            )


def _is_name(word: str, accepted: frozenset[str]) -> bool:
    plain = _without_possessive(word).lower()
    return plain in accepted or ("-" in plain and all(part in accepted for part in plain.split("-")))


_UNKNOWN = "The dictionary does not have this word; correct it, or add it to your own words."


def _message(style: str) -> str:
    return f"This review spells such words with -{style}, as its details say; write it the same way here."
