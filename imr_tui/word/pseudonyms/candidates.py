"""Names that the person records do not settle: found in the text, with what stands around them, for the author to decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Record, Report, Section
from imr_tui.document.passage import PassageKind
from imr_tui.word.pseudonyms.folding import Folded, fold_text, folded
from imr_tui.word.pseudonyms.lexicon import RANKS, TITLES
from imr_tui.word.pseudonyms.people import NAMES, PSEUDONYM, Person
from imr_tui.word.pseudonyms.replacing import Replacer
from imr_tui.word.pseudonyms.runs import Kind, initials_in, kind_of, runs_of
from imr_tui.word.pseudonyms.terms import DECISIONS
from imr_tui.word.pseudonyms.withheld import ALWAYS, is_restricted

_MASK = "\ue000"
_AROUND = 36
_MOST_CONTEXTS = 3
_PARTED = re.compile(r"[,;:.()\n–-]")
_SMALL = re.compile(r"(?<![\w.@/:-])[a-z][a-z]+(?![\w@/:]|[.-]\w)")
_UNPRINTED_TABLES = frozenset(
    {DECISIONS, "kept", "rules_off", "checklist", "template", "language", "word", "deadlines"}
)
_ACRONYM = re.compile(r"[A-Z]{2,4}")
_PERSONS = frozenset({Kind.OFFICER, Kind.PERSON, Kind.OTHER, Kind.LIKE})


@dataclass(frozen=True, slots=True)
class Context:
    """Where a name stands: the record or heading, the words around it, and its offset in the file (None: the details)."""

    where: str
    before: str
    name: str
    after: str
    offset: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name to decide on: as it is mostly written, its other forms, why it is asked about, how often it stands where."""

    name: str
    forms: tuple[str, ...]
    kind: Kind
    count: int
    contexts: tuple[Context, ...]
    suggestion: str = ""

    @property
    def must(self) -> bool:
        """Whether no copy can be made until it is decided."""
        return self.kind.must


@dataclass(slots=True)
class _Group:
    kind: Kind
    forms: dict[str, int] = field(default_factory=dict)
    contexts: list[Context] = field(default_factory=list)

    def add(self, form: str, context: Context, kind: Kind) -> None:
        self.forms[form] = self.forms.get(form, 0) + 1
        if len(self.contexts) < _MOST_CONTEXTS:
            self.contexts.append(context)
        order = list(Kind)
        self.kind = min(self.kind, kind, key=order.index)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch of text that is printed: where it stands, and the way to an offset."""

    text: str
    where: str
    offset: int | None


def small_words(report: Report) -> frozenset[str]:
    """The words that a document has in small letters."""
    return frozenset(
        word
        for section in report.sections
        for passage in section.part.passages
        for word in _SMALL.findall(passage.text)
    )


def find_candidates(
    report: Report, people: tuple[Person, ...], replacer: Replacer, small: frozenset[str]
) -> tuple[Candidate, ...]:
    """Every name that nobody has decided on yet: those that have to be decided first, then by kind and name."""
    finder = _Finder(report, people, replacer, small)
    for unit in _units(report):
        finder.read(unit)
    for unit, words in _restricted(report):
        finder.restricted(unit, words)
    return finder.candidates()


class _Finder:
    def __init__(self, report: Report, people: tuple[Person, ...], replacer: Replacer, small: frozenset[str]) -> None:
        self._people = people
        self._replacer = replacer
        self._small = small
        self._known = frozenset(word.casefold() for person in people for word in person.words)
        self._towns = frozenset(town.casefold() for person in people for town in person.towns)
        self._officers = frozenset(_staff(report))
        self._explained = frozenset(term.strip().upper() for term in report.front.table("glossary"))
        self._groups: dict[str, _Group] = {}
        self._opening: dict[str, list[tuple[str, Kind, Context]]] = {}

    def read(self, unit: _Unit) -> None:
        """Take up the names in a stretch of text."""
        masked = unit.text
        for start, end in self._replacer.settled(unit.text):
            masked = masked[:start] + _MASK * (end - start) + masked[end:]
        text = fold_text(masked)
        for run in runs_of(text.text, self._small, self._known):
            kind = kind_of(run, self._people, self._towns, self._officers)
            key = run.names[-1] if kind in _PERSONS and run.names else run.text.casefold()
            context = _context(unit, text, run.start, run.end)
            if run.opens and len(run.words) == 1 and kind in (Kind.OTHER, Kind.PLACE):
                # One word at the head of a sentence is a name only if it is one elsewhere too.
                self._opening.setdefault(key, []).append((run.text, kind, context))
            else:
                self._add(key, run.text, kind, context)
        for words, start, end in initials_in(text.text, self._people):
            if words not in self._explained or not _ACRONYM.fullmatch(words):
                self._add(words, words, Kind.INITIALS, _context(unit, text, start, end))

    def restricted(self, unit: _Unit, words: str) -> None:
        """Take up what is restricted in a record and also said in the text."""
        text = fold_text(unit.text)
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text.text, re.IGNORECASE):
            if not any(a <= match.start() < b for a, b in self._replacer.settled(unit.text)):
                self._add(
                    f"={words.casefold()}",
                    match.group(),
                    Kind.RESTRICTED,
                    _context(unit, text, match.start(), match.end()),
                )

    def _add(self, key: str, form: str, kind: Kind, context: Context) -> None:
        self._groups.setdefault(key, _Group(kind)).add(form, context, kind)

    def candidates(self) -> tuple[Candidate, ...]:
        """What was found, first names put to the full names they belong to."""
        for key, found_there in self._opening.items():
            if key in self._groups:
                for form, kind, context in found_there:
                    self._add(key, form, kind, context)
        given: dict[str, str] = {}
        for key, group in self._groups.items():
            for form in group.forms:
                names = [word for word in form.casefold().split() if word not in RANKS | TITLES]
                if group.kind in _PERSONS and len(names) > 1:
                    given.setdefault(names[0], key)
        for key in [key for key in self._groups if key in given and given[key] != key and len(key.split()) == 1]:
            group, home = self._groups[key], self._groups[given[key]]
            if group.kind not in _PERSONS or any(" " in form for form in group.forms):
                continue
            del self._groups[key]
            for form, many in group.forms.items():
                home.forms[form] = home.forms.get(form, 0) + many
            home.contexts = [*home.contexts, *group.contexts][:_MOST_CONTEXTS]
        order = list(Kind)
        ordered = sorted(self._groups.values(), key=lambda group: (order.index(group.kind), _name(group).casefold()))
        return tuple(_suggested(ordered))


def _name(group: _Group) -> str:
    return max(group.forms, key=lambda form: (len(form.split()), group.forms[form], form))


def _suggested(groups: Iterable[_Group]) -> Iterator[Candidate]:
    officers = 0
    for group in groups:
        suggestion = ""
        if group.kind is Kind.OFFICER:
            officers += 1
            suggestion = f"Officer {chr(ord('A') + officers - 1)}" if officers <= 26 else f"Officer {officers}"  # noqa: PLR2004  the alphabet
        forms = tuple(sorted(group.forms, key=lambda form: (-len(form), form)))
        name = _name(group)
        yield Candidate(name, forms, group.kind, sum(group.forms.values()), tuple(group.contexts), suggestion)


def _context(unit: _Unit, text: Folded, start: int, end: int) -> Context:
    begin, stop = text.source(start, end)
    before = " ".join(unit.text[max(0, begin - _AROUND) : begin].split("\n"))
    after = " ".join(unit.text[stop : stop + _AROUND].split("\n"))
    offset = unit.offset
    return Context(unit.where, before, unit.text[begin:stop], after, offset)


def _units(report: Report) -> Iterator[_Unit]:
    """Every stretch of text that is printed, but for the fields that are withheld in any case."""
    for section in report.sections:
        where = _where(section)
        is_person = section.record is not None and section.record.startswith("P")
        for passage in section.part.passages:
            if is_person and passage.kind is PassageKind.FIELD and passage.field in (*ALWAYS, PSEUDONYM):
                continue
            if passage.text.strip():
                yield _Unit(passage.text, where, section.start + passage.start)
    for label, text in _front_texts(report.front.values):
        yield _Unit(text, label, None)


def _front_texts(values: Mapping[str, object], label: str = "details") -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if label == "details" and key in _UNPRINTED_TABLES:
            continue
        if isinstance(value, str):
            yield f"{label}: {key}", value
        elif isinstance(value, Mapping):
            yield from _front_texts(value, str(key))


def _where(section: Section) -> str:
    return section.owner or section.title or "the beginning"


def _staff(report: Report) -> Iterator[str]:
    """The words of the names of officers and staff in the interview records."""
    for record in report.of_kind("I"):
        value = record.value("Person")
        for word in folded(f"{record.title} {value.text if value is not None else ''}").casefold().split():
            if word not in RANKS | TITLES:
                yield word.strip(",.()")


def _restricted(report: Report) -> Iterator[tuple[_Unit, str]]:
    """Phrases of the restricted fields, each with every stretch of text outside that field."""
    phrases = [phrase for person in report.of_kind("P") for phrase in _phrases(person)]
    if not phrases:
        return
    for section in report.sections:
        for passage in section.part.passages:
            if passage.kind is PassageKind.FIELD and section.record is not None and section.record.startswith("P"):
                continue
            for phrase in phrases:
                yield _Unit(passage.text, _where(section), section.start + passage.start), phrase


def _phrases(person: Record) -> Iterator[str]:
    """What a restricted field says, phrase by phrase, as it may be said in the text as well."""
    for entry in person.part.fields:
        if not is_restricted(entry) or entry.name in ALWAYS or entry.name == NAMES:
            continue
        for line in entry.value.lines:
            for piece in _PARTED.split(folded(line)):
                words = piece.split()
                if 2 <= len(words) <= 4 and not any(char.isdigit() for char in piece):  # noqa: PLR2004  a phrase
                    yield " ".join(words)
