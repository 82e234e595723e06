from __future__ import annotations

import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Rules
from imr_tui.analysis.since import changed_names, outstanding, shortened
from imr_tui.document.parse import parse

OLD = "+++\nimr = 1\n+++\n\n# Overview\n\nText.\n\n## E1: One\n\n- Date: 2023\n\n## E2: Two\n\nGone.\n"


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("Text.", "Other text.", ("Overview",)),
        ("2023", "2024", ("E1",)),
        ("imr = 1", 'imr = 1\n[document]\nstatus = "Draft 2"', ("the details",)),
        ("## E2: Two\n\nGone.\n", "## E3: New\n\n- Date: 2024\n", ("E3 (new)", "E2 (removed)")),
        ("Two\n\nGone.", "Other\n\nGone on.", ("E2",)),
        ("Text.", "Text.", ()),
    ],
)
def test_what_changed_is_told_by_name_once_each(rules: Rules, old: str, new: str, names: tuple[str, ...]) -> None:
    before, after = parse(OLD, rules.schema), parse(OLD.replace(old, new), rules.schema)
    assert set(changed_names(before, after)) == set(names)
    assert len(changed_names(before, after)) == len(names)


def test_many_names_are_shortened() -> None:
    assert shortened(["E1", "E2"]) == "E1, E2"
    assert shortened([f"E{n}" for n in range(1, 10)]) == "E1, E2, E3, E4, E5, E6, and 3 more"


def test_what_is_outstanding_is_told_in_numbers(rules: Rules, complete: str) -> None:
    assert outstanding(analyse("", rules)) == "0 of 24 settled; 24 not started."
    said = outstanding(analyse(complete + "\nSee [E99].\n", rules))
    assert "1 error" in said
    assert " of 24 settled; " in said
