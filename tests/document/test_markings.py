import pytest

from imr_tui.document.markings import classification, is_lower


@pytest.mark.parametrize(
    ("marking", "found"),
    [
        ("OFFICIAL", "OFFICIAL"),
        ("official-sensitive", "OFFICIAL-SENSITIVE"),
        ("OFFICIAL–SENSITIVE   PERSONAL", "OFFICIAL-SENSITIVE"),
        ("Top  Secret", "TOP SECRET"),
        ("Secret", "SECRET"),
        ("Restricted", ""),
        ("", ""),
    ],
)
def test_the_classification_a_marking_begins_with(marking, found):
    assert classification(marking) == found


@pytest.mark.parametrize(
    ("old", "new", "lower"),
    [
        ("OFFICIAL-SENSITIVE", "OFFICIAL", True),
        ("SECRET", "OFFICIAL-SENSITIVE", True),
        ("OFFICIAL", "OFFICIAL-SENSITIVE", False),
        ("OFFICIAL", "OFFICIAL", False),
        ("OFFICIAL", "", True),
        ("OFFICIAL", "Restricted", True),
        ("Restricted", "", True),
        ("Restricted", "OFFICIAL", False),
        ("", "OFFICIAL", False),
        ("", "", False),
    ],
)
def test_what_is_protected_less(old, new, lower):
    assert is_lower(old, new) is lower
