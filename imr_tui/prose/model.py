"""Prose rules as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imr_tui.document.findings import Severity


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """A wording, jargon or advice rule.

    `patterns` are regular expressions over folded text (matched without regard to case, on word
    bounds); `triggers` are the lower-case strings one of which every match holds: a text without any is never searched.
    `unless` are expressions that excuse a match where they match the same sentence;
    `needs` ones of which one must match the sentence. `subject` says of whom it must be said: "any",
    "victim" (a victim, suspect or other person of the review, a relative or a pronoun, never the force, its officers or other agencies),
    or "force". `areas` limits it to sections covering them (empty: everywhere).
    `catches` and `leaves` are examples; `source` names where the rule comes from.
    """

    id: str
    severity: Severity
    patterns: tuple[str, ...]
    triggers: tuple[str, ...]
    message: str
    suggestions: tuple[str, ...]
    source: str
    catches: tuple[str, ...]
    leaves: tuple[str, ...]
    family: str = ""
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    subject: str = "any"
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProseRules:
    """All that the prose engines run on.

    `acronyms` maps an acronym to its expansions (more than one where it is ambiguous); `plain_acronyms`
    need no explaining.
    """

    phrases: tuple[PhraseRule, ...]
    acronyms: Mapping[str, tuple[str, ...]]
    plain_acronyms: frozenset[str]
    ranks: frozenset[str]
    stock_phrases: tuple[str, ...] = ()
