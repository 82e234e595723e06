import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.word.typography import curl


@pytest.mark.parametrize(
    ("straight", "curled"),
    [
        ('She said, "He held my wrists."', "She said, “He held my wrists.”"),
        ("it's Esme's; the officers' view", "it’s Esme’s; the officers’ view"),
        ("'I did not ask', he said", "‘I did not ask’, he said"),
        ("\"'Go', he said\"", "“‘Go’, he said”"),
        ("in the '90s and '22", "in the ’90s and ’22"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("5'11\" tall", "5'11\" tall"),
        ('a 6" gap', 'a 6" gap'),
        ('("quoted")', "(“quoted”)"),
        ('word–"quoted"', "word–“quoted”"),
        ('"room 6"', "“room 6”"),
        ("'til dawn", "’til dawn"),
        ("no quotes", "no quotes"),
        ("“already” set", "“already” set"),
    ],
)
def test_quotes_are_set_as_a_printer_would(straight, curled):
    assert curl(straight) == curled


@given(st.text())
def test_only_straight_quotes_change_and_every_place_stays(text):
    curled = curl(text)

    assert len(curled) == len(text)
    for before, after in zip(text, curled, strict=True):
        assert before == after or (before == '"' and after in "“”") or (before == "'" and after in "‘’")
