"""The pages made from data say what the data says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_generated_pages_are_current() -> None:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    stale = [name for name, page in generate.PAGES.items() if (DOCS / name).read_text("utf-8") != page()]
    assert stale == [], "run python docs/generate.py"


def test_every_structural_rule_is_explained() -> None:
    rules = (DOCS / "rules.md").read_text("utf-8")
    for rule in (
        "frontmatter.syntax",
        "record.wrong-kind",
        "text.vanishes",
        "acronym.undefined",
        "repetition",
        "kept.no-reason",
    ):
        assert f"`{rule}`" in rules
