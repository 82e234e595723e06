"""The review made into a copy for publication, and what has to be decided before."""

from __future__ import annotations

from collections.abc import Mapping

from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.errors import RefusedError
from imr_tui.word.pseudonyms.candidates import Candidate, find_candidates, small_words
from imr_tui.word.pseudonyms.folding import folded
from imr_tui.word.pseudonyms.people import Person, people_of
from imr_tui.word.pseudonyms.replacing import Replacer
from imr_tui.word.pseudonyms.rewriting import Rewriter
from imr_tui.word.pseudonyms.scan import Hit, find_traces
from imr_tui.word.pseudonyms.terms import (
    Term,
    Trace,
    decisions_of,
    refuse_clashes,
    refuse_unnamed,
    terms_of,
    traces_of,
)
from imr_tui.word.pseudonyms.withheld import restricted_whole, withheld_fields


@dataclass(frozen=True, slots=True)
class NameReview:
    """What is to be decided for a copy for publication.

    `candidates` are names that nobody has decided on; `decided` the author's decisions, each name with what stands for it
    (itself where it is kept); `unnamed` the ids of people without a pseudonym; `restricted` those for whom publication is
    restricted as a whole.
    """

    candidates: tuple[Candidate, ...]
    decided: tuple[tuple[str, str], ...]
    unnamed: tuple[str, ...]
    restricted: tuple[str, ...]

    @property
    def musts(self) -> tuple[Candidate, ...]:
        """The candidates that have to be decided in any case."""
        return tuple(candidate for candidate in self.candidates if candidate.must)


@dataclass(frozen=True, slots=True)
class Copy:
    """How a copy is made: what replaces, and what must not be left."""

    people: tuple[Person, ...]
    decisions: Mapping[str, str]
    terms: tuple[Term, ...]
    traces: tuple[Trace, ...]
    replacer: Replacer
    small: frozenset[str]

    @property
    def kept(self) -> tuple[str, ...]:
        """The names that the author keeps."""
        return tuple(term.words for term in self.terms if term.kept)

    def rewriter(self, report: Report) -> Rewriter:
        """What rewrites the report."""
        return Rewriter(self.replacer, self.tells, withheld_fields(report))

    def tells(self, text: str) -> bool:
        """Whether a text has anything in it that must not be left."""
        return bool(find_traces({}, self.traces, kept=self.kept, name=text.replace("/", " ")))

    def find(self, parts: Mapping[str, bytes], name: str) -> tuple[Hit, ...]:
        """What is left in a finished file."""
        return find_traces(parts, self.traces, kept=self.kept, name=name)


def copy_of(report: Report) -> Copy:
    """How a copy of this review is made."""
    people = people_of(report)
    decisions = decisions_of(report)
    terms = terms_of(people, decisions)
    small = small_words(report)
    births = [(person.born, person.id) for person in people if person.born is not None]
    return Copy(people, decisions, terms, traces_of(people, decisions), Replacer(terms, births, small), small)


def review_names(report: Report) -> NameReview:
    """Everything that is to be decided before a copy is made."""
    copy = copy_of(report)
    return NameReview(
        candidates=find_candidates(report, copy.people, copy.replacer, copy.small),
        decided=tuple((term.words, term.words if term.kept else term.instead) for term in copy.terms if not term.owner),
        unnamed=tuple(person.id for person in copy.people if person.names and not person.pseudonym),
        restricted=tuple(record.id for record in report.of_kind("P") if restricted_whole(record)),
    )


def refuse_undecided(report: Report, copy: Copy, *, leave: bool) -> None:
    """RefusedError where a pseudonym is missing or a name is undecided; with `leave` only where it has to be decided."""
    refuse_unnamed(copy.people)
    refuse_clashes(copy.people)
    candidates = find_candidates(report, copy.people, copy.replacer, copy.small)
    musts = sum(candidate.must for candidate in candidates)
    others = len(candidates) - musts
    if musts or (others and not leave):
        said = []
        if musts:
            said.append(f"{musts} belong to the people of the review or their addresses and have to be decided")
        if others:
            said.append(f"{others} {'are' if others > 1 else 'is'} of officers, places, organisations or others")
        raise RefusedError(
            "Names are not decided yet",
            f"{len(candidates)} names stand in the review without a record that says what stands for them: {'; '.join(said)}.",
            "See them with `imr-tui names FILE`, give each its stand-in or keep it, then export again.",
        )


def forms_of(review: NameReview, name: str) -> tuple[str, ...]:
    """Every form of the candidate that is written so somewhere; the name itself where there is no such candidate."""
    wanted = folded(name).casefold()
    for candidate in review.candidates:
        if any(folded(form).casefold() == wanted for form in candidate.forms):
            return candidate.forms
    return (" ".join(name.split()),)
