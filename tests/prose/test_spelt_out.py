"""Acronyms spelt out where they stand."""

import pytest

from imr_tui.prose.spelt_out import spelt_out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "It went to the multi-agency risk assessment conference (MARAC) in May.",
            [("MARAC", "multi-agency risk assessment conference")],
        ),
        (
            "Two Domestic Violence Protection Orders (DVPOs) were made.",
            [("DVPO", "Domestic Violence Protection Orders")],
        ),
        ("Her IDVA (Independent Domestic Violence Adviser) came.", [("IDVA", "Independent Domestic Violence Adviser")]),
        ("fluent in British Sign\nLanguage (BSL)", [("BSL", "British Sign Language")]),
        ("The Crown Prosecution Service (the “CPS”) agreed.", [("CPS", "Crown Prosecution Service")]),
        ("An officer (PC Ellery) and a log (log 44) and (NFA).", []),
        ("The call (STORM) was logged.", []),
        ("No bracket: MARAC.", []),
    ],
)
def test_what_is_spelt_out_is_found(text, found):
    assert list(spelt_out(text)) == found
