"""Prose rules as frozen data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Severity

SUBJECTS = ("any", "victim", "not-suspect", "suspect", "not-force", "force", "child", "but-suspect", "neither")
NAMED_IN = ("", "victim", "suspect", "person", "child")
ABOUT = ("", "child")


@dataclass(frozen=True, slots=True)
class Written:
    """What of a rule is asked for only to build an engine from it, to try it and to explain it; see `PhraseRule`."""

    patterns: tuple[str, ...]
    triggers: tuple[str, ...]
    source: str
    catches: tuple[str, ...]
    leaves: tuple[str, ...]
    trigger_groups: tuple[tuple[str, ...], ...] = ()

    def opened(self) -> Written:
        """This, as it is not packed."""
        return self

    @property
    def units(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """What is tried together, patterns and triggers: all of them, or each pattern by itself where its triggers are told apart."""
        if not self.trigger_groups:
            return ((self.patterns, self.triggers),)
        return tuple([((one,), own) for one, own in zip(self.patterns, self.trigger_groups, strict=True)])


class Packed(Protocol):
    """The same, kept in less memory until somebody asks for it."""

    def opened(self) -> Written:
        """What was packed."""


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """A wording, jargon or advice rule.

    `patterns` are regular expressions over folded text (matched without regard to case, on word
    bounds; a space stands for any run of blanks, `[ -]` for a blank or a hyphen, and the names of
    `prose.patterns.NAMED` in angle brackets for common sets of words). `triggers` are lower-case words, of which every match holds
    one (a blank at an end is the end of a word): a text without any is never searched. Where there are none, words stand for them that the patterns
    cannot do without. `trigger_groups` are those of each pattern, in their order, where they are told apart: then a pattern is tried where one of its own is.
    `unless` are expressions that excuse a match where they match the same sentence;
    `needs` ones of which one must match the sentence. `subject` says of whom it must be said: "any",
    "victim" (a victim, suspect or other person of the review, a relative or a pronoun, never the force, its officers or other agencies),
    "not-suspect" (the same without a suspect), "suspect", "not-force" (anybody but the force and other agencies, also where nobody is named),
    "but-suspect" (anybody but a suspect, also where nobody is named), "neither" (neither a suspect nor the force, also where nobody is named), "force", or "child" (nobody stands nearer ahead of it than a child). `named` says whom a match has to name: "victim", "suspect" or "person" (anybody but a suspect, the force and other agencies), by name, by what they are called, or by a pronoun that may
    be theirs (what stands in `(?P<who>…)`, where a pattern has that). `about` "child" wants the sentence to speak of a child (by
    age, as a child, or by the name of one, as the person records have their ages), or one of `needs` to match it. `areas` limits it to sections covering them, `kinds` to records of these letters (both empty: everywhere).
    `yields` says that the rule keeps still where another one that does not has something in the same sentence.
    `replace` are pairs `words => other words` for matches that a fix may simply replace. `opens` are the questions it keeps
    open and `items` those it concerns; where both are empty the family of the id decides.
    `catches` and `leaves` are examples; `source` names where the rule comes from.
    """

    id: str
    severity: Severity
    message: str
    suggestions: tuple[str, ...]
    written: Written | Packed
    family: str = ""
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    subject: str = "any"
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    replace: tuple[str, ...] = ()
    named: str = ""
    about: str = ""
    yields: bool = False

    @property
    def patterns(self) -> tuple[str, ...]:
        """Its regular expressions."""
        return self.written.opened().patterns

    @property
    def triggers(self) -> tuple[str, ...]:
        """Strings of which every match holds one."""
        return self.written.opened().triggers

    @property
    def trigger_groups(self) -> tuple[tuple[str, ...], ...]:
        """The triggers of each pattern, where they are told apart."""
        return self.written.opened().trigger_groups

    @property
    def source(self) -> str:
        """Where it comes from."""
        return self.written.opened().source

    @property
    def catches(self) -> tuple[str, ...]:
        """Sentences that it finds something in."""
        return self.written.opened().catches

    @property
    def leaves(self) -> tuple[str, ...]:
        """Sentences that it leaves alone."""
        return self.written.opened().leaves


@dataclass(frozen=True, slots=True, eq=False)
class ProseRules:
    """All that the prose engines run on.

    `acronyms` maps an acronym to its expansions (more than one where it is ambiguous); `plain_acronyms`
    need no explaining (an entry of several words excuses the acronym in just that company). `connecting_phrases` are words
    by which an analysis says that incidents or findings hang together, as triggers are written.
    """

    phrases: Sequence[PhraseRule]
    acronyms: Mapping[str, tuple[str, ...]]
    plain_acronyms: frozenset[str]
    ranks: frozenset[str]
    stock_phrases: tuple[str, ...] = ()
    connecting_phrases: tuple[str, ...] = ()
