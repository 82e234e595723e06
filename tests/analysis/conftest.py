"""The rules as shipped, and the compact complete review of the checklist's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from imr_tui.analysis.model import Rules
from imr_tui.data.loader import load_rules

COMPLETE = (Path(__file__).parents[1] / "checklist" / "complete.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="session")
def complete() -> str:
    return COMPLETE
