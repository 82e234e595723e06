"""Documents for prose tests: a small review with its people, into which sentences are put."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from imr_tui.analysis.model import Rules
from imr_tui.data.loader import load_rules
from imr_tui.document.findings import Finding
from imr_tui.document.parse import parse
from imr_tui.prose.check import prose_findings
from imr_tui.prose.model import PhraseRule
from imr_tui.prose.people import People, people_of

PEOPLE = """
# People {covers=characteristics}

## P1: Anna Holt

- Role: Victim
- Name and aliases: Anna Holt
- Pseudonym: Ruth
- Sex: Female

## P2: Mark Reed

- Role: Suspect
- Name and aliases: Mark Reed
- Sex: Male

## P3: Joan Holt

- Role: Mother of the victim
- Name and aliases: Joan Holt
- Sex: Female

# Method {covers=methodology}

## I1: PC Peter Dale

- Person: PC Peter Dale
- Spoken to: Yes
"""
FRONT = '+++\nimr = 1\n\n[agency]\nname = "Northshire Police"\nauthor = "Priya Nair"\n{front}+++\n'

Check = Callable[..., tuple[Finding, ...]]


def document(body: str, front: str = "") -> str:
    """A review with its people and `body` at the end."""
    return FRONT.replace("{front}", front) + PEOPLE + "\n" + body + "\n"


def in_its_place(rule: PhraseRule, sentence: str) -> str:
    """A document with `sentence` where the rule applies: in a section or record of its kind, else in the analysis."""
    if rule.kinds:
        kind = rule.kinds[0]
        return document(
            f"# Part {{covers={'learning' if kind == 'L' else 'recommendations'}}}\n\n## {kind}1: One\n\n{sentence}\n"
        )
    return document(f"# Part {{covers={rule.areas[0] if rule.areas else 'analysis'}}}\n\n{sentence}\n")


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="session")
def check(rules: Rules) -> Check:
    """The prose findings of a text.

    Where rules are named only theirs (a full stop at the end: of a family); `alone` is the only phrase rule to run.
    """

    def found(text: str, *wanted: str, alone: PhraseRule | None = None) -> tuple[Finding, ...]:
        report = parse(text, rules.schema)
        prose = rules.prose if alone is None else replace(rules.prose, phrases=(alone,))
        findings, _ = prose_findings(report, rules.schema, prose, None)
        return tuple(
            finding
            for finding in findings
            if not wanted
            or any(finding.rule == name or (name.endswith(".") and finding.rule.startswith(name)) for name in wanted)
        )

    return found


@pytest.fixture(scope="session")
def review() -> Callable[..., str]:
    return document


@pytest.fixture(scope="session")
def placed() -> Callable[[PhraseRule, str], str]:
    return in_its_place


@pytest.fixture(scope="session")
def people(rules: Rules) -> People:
    """Who is who in the small review."""
    return people_of(parse(document("Text."), rules.schema), rules.prose)
