"""A compact, complete review and the ways the tests spoil it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from imr_tui.checklist.evaluate import evaluate
from imr_tui.checklist.findings import checklist_findings
from imr_tui.checklist.model import Checklist
from imr_tui.checklist.reading import Reading
from imr_tui.data.loader import load_questions, load_schema
from imr_tui.document.findings import Finding
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.document.schema import Schema
from imr_tui.document.steps import at_one_go

COMPLETE = Path(__file__).with_name("complete.md").read_text(encoding="utf-8")
Check = Callable[..., Checklist]
Clauses = set[tuple[str, int]]


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load_schema()


@pytest.fixture(scope="session")
def complete() -> str:
    return COMPLETE


@pytest.fixture(scope="session")
def check(schema: Schema) -> Check:
    """The checklist of a text, with prose findings handed in."""
    areas, questions = load_questions()

    def run(text: str, findings: tuple[Finding, ...] = ()) -> Checklist:
        return at_one_go(evaluate(parse(text, schema), schema, areas, questions, findings))

    return run


@pytest.fixture(scope="session")
def found(schema: Schema) -> Callable[[str], tuple[Finding, ...]]:
    """The findings that come of reading the checklist of a text."""

    def run(text: str) -> tuple[Finding, ...]:
        return checklist_findings(Reading(parse(text, schema), schema))

    return run


@pytest.fixture(scope="session")
def read(schema: Schema) -> Callable[[str], Report]:
    return lambda text: parse(text, schema)


@pytest.fixture(scope="session")
def confirmed(check: Check) -> Callable[[str], str]:
    """A text with every question of judgement confirmed that waits for it."""

    def run(text: str) -> str:
        entries = []
        for item in check(text).items:
            if item.question.judge and item.parts:
                seen = ", ".join(f'"{part.seen}"' for part in item.parts)
                entries.append(
                    f'[checklist."{item.id}"]\nstate = "confirmed"\nby = "Rowan Pargeter"\nseen = [{seen}]\n'
                )
        return in_front(text, "\n" + "\n".join(entries))

    return run


def in_front(text: str, toml: str) -> str:
    """`text` with `toml` at the end of its front matter."""
    assert text.count("\n+++\n") == 1
    return text.replace("\n+++\n", f"\n{toml}\n+++\n")


def record_span(text: str, ident: str) -> tuple[int, int]:
    """Where a record's own part stands, heading included."""
    match = re.search(rf"^#+ {ident}:.*?(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert match is not None, ident
    return match.span()


def set_line(text: str, start: int, end: int, pattern: str, line: str | None) -> str:
    """`text` with the one line between `start` and `end` that matches `pattern` replaced by `line` (None: taken out)."""
    inside = text[start:end]
    changed, count = re.subn(rf"^{pattern}.*\n", "" if line is None else f"{line}\n", inside, flags=re.MULTILINE)
    assert count == 1, (pattern, inside[:60])
    return text[:start] + changed + text[end:]


def set_field(text: str, ident: str, name: str, value: str | None) -> str:
    """`text` with a record's field set to `value` (None: the field taken out)."""
    start, end = record_span(text, ident)
    return set_line(
        text, start, end, rf"- {re.escape(name)}:", None if value is None else f"- {name}: {value}".rstrip()
    )


def set_key(text: str, key: str, value: str | None) -> str:
    """`text` with a front-matter key set to a TOML `value` (None: taken out)."""
    end = text.index("\n+++\n", 3)
    return set_line(text, 0, end + 1, rf"{key} =", None if value is None else f"{key} = {value}")


def without_record(text: str, ident: str) -> str:
    """`text` without a record's own part."""
    start, end = record_span(text, ident)
    return text[:start] + text[end:]


def replaced(text: str, old: str, new: str) -> str:
    """`text` with `old`, which stands there once, replaced."""
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)


def broken(checklist: Checklist) -> Clauses:
    """The clauses that do not hold, as (question, number of the clause from 0)."""
    return {(item.id, n) for item in checklist.items for n, line in enumerate(item.evidence) if not line.holds}
