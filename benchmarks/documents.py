"""Synthetic reviews of any size, in the document format. The same arguments always give the same bytes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate

from benchmarks import vocabulary as words

OPENING = "This review was written for nobody"
"""The first words of the body: what a program shows of it ends its start."""

_LONG = 420
_REPEATED = 0.02
_FLAWED = 0.06
_PERSON = (
    ("Gender reassignment", "Information not known/not recorded"),
    ("Ethnicity", "Information not known/not recorded"),
    ("LGBTQ+", "Information not known/not recorded"),
    ("Religion or faith", "None"),
    ("Disability", "No"),
    ("Pregnant at the time", "Not applicable"),
    ("Married or in a civil partnership", "No"),
    ("Other characteristics", "None"),
    ("Publication restrictions", "None known"),
)
_PRACTICE = ("Consistent with policy", "Not consistent with policy", "Good practice")
_FRONT = """+++
imr = 1
template = "general"

[document]
title = "Individual Management Review"
marking = "OFFICIAL-SENSITIVE"
status = "Draft 2"

[review]
type = "Domestic Homicide Review"
reference = "DHR/2041/006"
period_start = 2039-01-01
period_end = 2040-12-31
subjects = ["Victim", "Suspect"]

[agency]
name = "Wexcombe Constabulary"
author = "Shirin Penhallow"

[dates]
incident = 2040-12-30
requested = 2041-01-20
+++
"""


@dataclass(frozen=True, slots=True)
class Size:
    """A size of document: about how many words, and how many events."""

    name: str
    words: int
    events: int


SIZES = {
    size.name: size for size in (Size("small", 6_000, 30), Size("large", 60_000, 400), Size("huge", 300_000, 2_000))
}


@dataclass(frozen=True, slots=True)
class Document:
    """A synthetic review.

    `typing_line` is the number, from 1, of the line of a long paragraph near the middle; an empty line follows it.
    """

    text: str
    words: int
    typing_line: int


def make_document(word_count: int, events: int, seed: int = 1) -> Document:
    """A review of about `word_count` words (a few more, never fewer) with `events` events and a finding for each.

    ValueError where `events` is less than 1.
    """
    if events < 1:
        raise ValueError("a review has at least one event")
    return _Writer(random.Random(seed)).write(word_count, events)


class _Writer:
    """Writes one review, line by line."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._lines: list[str] = []
        self._words = 0
        self._long: list[int] = []
        self._events = 1

    def write(self, word_count: int, events: int) -> Document:
        """The whole review; findings get the paragraphs that are wanting to the number of words."""
        self._events = events
        for line in _FRONT.splitlines():
            self._line(line)
        self._line()
        self._people()
        self._methodology()
        self._overview(events)
        learning = max(2, min(30, events // 12))
        tail = _Writer(random.Random(self._chance.random()))
        tail._events = events
        tail._ending(learning)
        self._analysis(events, word_count - tail._words)
        self._lines += tail._lines
        self._words += tail._words
        return Document("\n".join(self._lines).rstrip("\n") + "\n", self._words, self._middle())

    def _people(self) -> None:
        self._heading(1, "The people", "characteristics")
        self._paragraph(f"{OPENING}: it was made to measure a program with. All in it is invented.")
        for number, role in enumerate(("Victim", "Suspect"), 1):
            name = f"{words.FORENAMES[number]} {words.SURNAMES[number]}"
            own = (("Role", role), ("Name and aliases", name), ("Pseudonym", words.FORENAMES[-number]))
            more = (("Address", f"{number} Bell Street"), ("Date of birth", f"{number} May 2008"), ("Sex", "Female"))
            self._record(2, f"P{number}", name, (*own, *more, *_PERSON))
        for item, title in ((2, "What decisions rested on"), (3, "Taken together"), (4, "Finding help")):
            self._heading(2, title, f"characteristics.{item}")
            self._prose(4)
        self._heading(1, "Terms of reference")
        for number in range(1, 7):
            self._record(2, f"T{number}", self._one_of(words.THEMES), (), (self._sentence(),))

    def _methodology(self) -> None:
        self._heading(1, "How the review was made", "methodology")
        for name in ("Methodological approach", "Sources not accessed"):
            self._line(f"- {name}: None{' used' if name.startswith('M') else ''}")
        self._line()
        self._prose(4)
        for number, kind in enumerate(("Police system", "Force policy", "National guidance", "Other record"), 1):
            self._record(2, f"S{number}", f"Source {number}", (("Type", kind), ("Accessed", "Yes")))
        for number in range(1, 4):
            person = self._person()
            self._record(2, f"I{number}", person, (("Person", person), ("Spoken to", "Yes")), (self._sentence(),))

    def _overview(self, events: int) -> None:
        self._heading(1, "What happened", "overview")
        self._prose(5)
        begin = datetime(2039, 1, 2, 8)
        step = timedelta(days=720) / events
        for number in range(1, events + 1):
            at = begin + step * number
            fields = (
                ("Date", f"{at.day} {at:%B %Y, %H:%M}"),
                ("Contact with", self._one_of(("Victim", "Suspect", "Victim, Suspect"))),
                ("Agencies", self._one_of(words.FORCES)),
                ("Action taken", self._brief()),
                ("Sources", f"S{self._chance.randint(1, 4)}"),
            )
            self._record(2, f"E{number}", self._one_of(words.THEMES), fields, (self._sentence(),))

    def _analysis(self, events: int, word_count: int) -> None:
        self._heading(1, "What to make of it", "analysis")
        self._prose(5)
        for number in range(1, events + 1):
            fields = (
                ("Events", f"E{number}"),
                ("Practice", self._one_of(_PRACTICE)),
                ("Policy", f"S{self._chance.randint(2, 3)}"),
                ("Why", self._brief()),
                ("Missed opportunity", self._one_of(("None", self._brief()))),
                ("Terms of reference", f"T{number % 6 + 1}"),
            )
            self._record(2, f"F{number}", self._one_of(words.THEMES), fields)
            due = self._words + (word_count - self._words) / (events - number + 1)
            while self._words < due:
                self._prose(self._chance.randint(2, 7))

    def _ending(self, learning: int) -> None:
        self._heading(1, "What was learnt", "learning")
        for number in range(1, learning + 1):
            arises = f"E{self._chance.randint(1, self._events)}"
            fields = (("Arises from", arises), ("Level", "System"), ("Action already taken", "None yet"))
            self._record(2, f"L{number}", self._one_of(words.THEMES), fields, (self._sentence(),))
        self._heading(1, "What is to be done", "recommendations")
        for number in range(1, learning + 1):
            wanted = (
                ("Learning points", f"L{number}"),
                ("Scope", "Local"),
                ("Intended outcome", self._brief()),
                ("Measure", self._brief()),
                ("Target date", _day(date(2041, 6, 1) + timedelta(days=number))),
                ("Owner", self._person()),
            )
            self._record(2, f"R{number}", self._one_of(words.THEMES), wanted, (self._sentence(),))
            due = _day(date(2041, 5, 1) + timedelta(days=number))
            self._record(3, f"A{number}", "First stage", (("Owner", self._person()), ("Due", due)))
        self._heading(1, "Passing it on", "feedback")
        self._prose(5)

    def _heading(self, level: int, title: str, covers: str = "") -> None:
        self._line(f"{'#' * level} {title}" + (f" {{covers={covers}}}" if covers else ""))
        self._line()

    def _record(
        self,
        level: int,
        ident: str,
        title: str,
        fields: tuple[tuple[str, str], ...],
        narrative: tuple[str, ...] = (),
    ) -> None:
        self._heading(level, f"{ident}: {title}")
        for name, value in fields:
            self._line(f"- {name}: {value}")
        if fields:
            self._line()
        for text in narrative:
            self._paragraph(text)

    def _prose(self, sentences: int) -> None:
        self._paragraph(self._sentences(sentences))

    def _paragraph(self, text: str) -> None:
        self._line(text)
        if len(text) >= _LONG:
            self._long.append(len(self._lines))
        self._line()

    def _line(self, text: str = "") -> None:
        self._lines.append(text)
        self._words += len(text.split())

    def _sentences(self, count: int) -> str:
        return " ".join(self._sentence() for _ in range(count))

    def _sentence(self) -> str:
        """A sentence; now and then one that a reader of drafts would mark, or one that came before."""
        rare = self._chance.random()
        if rare < _REPEATED:
            return self._one_of(words.REPEATED)
        return self._filled(words.FLAWED if rare < _FLAWED else words.SENTENCES)

    def _brief(self) -> str:
        return self._filled((words.BRIEF,))

    def _filled(self, patterns: tuple[str, ...]) -> str:
        chance, one_of = self._chance, self._one_of
        told = date(2039, 1, 1) + timedelta(days=chance.randrange(720))
        slots = {
            "person": self._person(),
            "person2": self._person(),
            "about": one_of(words.ABOUTS),
            "link": one_of(words.LINKS),
            "force": one_of(words.FORCES),
            "day": _day(told),
            "clock": f"{chance.randrange(24):02}:{chance.randrange(60):02}",
            "number": chance.randint(2, 70),
            "reference": f"E{chance.randint(1, self._events)}",
        }
        for name in ("thing", "thing2", "thing3", "thing4", "thing5"):
            slots[name] = f"the {one_of(words.QUALITIES)} {one_of(words.NOUNS)}"
        for name in ("deed", "deed2", "deed3"):
            slots[name] = one_of(words.DEEDS)
        said = one_of(patterns).format(**slots)
        return said[0].upper() + said[1:]

    def _person(self) -> str:
        return f"{self._one_of(words.RANKS)} {self._one_of(words.SURNAMES)}"

    def _one_of(self, choices: tuple[str, ...]) -> str:
        return choices[self._chance.randrange(len(choices))]

    def _middle(self) -> int:
        """The long paragraph's line nearest to the middle of the text."""
        starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        return min(self._long, key=lambda number: abs(starts[number] - starts[-1] / 2))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
