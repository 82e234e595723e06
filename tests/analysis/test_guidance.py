from __future__ import annotations

import pytest

from imr_tui.analysis.guidance import EVERYWHERE, guidance_at
from imr_tui.data.guidance_reader import read_guidance
from imr_tui.data.loader import load_guidance, load_schema
from imr_tui.document.parse import parse
from imr_tui.errors import InputError

SCHEMA = load_schema()
TEXT = """+++
imr = 1
+++

Ahead.

# Introduction

Text.

# People {covers=characteristics}

## P1: Victim

- Role: Victim

## How {covers=characteristics.3}

Text.

# Overview {covers="overview analysis"}

## E1: One

### Note

Inner.
"""


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("imr = 1", [EVERYWHERE]),
        ("Ahead", [EVERYWHERE]),
        ("Introduction", [EVERYWHERE]),
        ("# People", ["characteristics"]),
        ("Role", ["P", "characteristics"]),
        ("## How", ["characteristics.3", "characteristics"]),
        ("# Overview", ["overview", "analysis"]),
        ("Inner", ["E", "overview", "analysis"]),
    ],
)
def test_what_is_told_follows_the_place(words: str, about: list[str]) -> None:
    report = parse(TEXT, SCHEMA)
    found = guidance_at(report, SCHEMA, load_guidance(), TEXT.index(words))
    assert [entry.about for entry in found] == about


def test_there_is_guidance_for_every_area_and_every_kind_with_its_source() -> None:
    entries = load_guidance()
    assert {EVERYWHERE, *SCHEMA.areas, *SCHEMA.kinds} <= set(entries)
    for entry in entries.values():
        assert entry.source
        assert all(sentence.endswith(".") for sentence in (*entry.good, *entry.care))


def test_a_force_s_own_file_takes_the_place_of_an_entry(tmp_path) -> None:
    own = tmp_path / "guidance.toml"
    own.write_text('[[guidance]]\nfor = "E"\ntitle = "Our events"\ngood = ["Short."]\n', encoding="utf-8")
    entries = load_guidance(own)
    assert entries["E"].title == "Our events"
    assert entries["F"] == load_guidance()["F"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[guidance]]\nfor = "E"\ntitle = "x"\n', "good"),
        ('[[guidance]]\nfor = "Z"\ntitle = "x"\ngood = ["y"]\n', "no area, question or kind"),
        ('[[guidance]]\nfor = "E"\ntitle = "x"\ngood = ["y"]\nbad = 1\n', "bad"),
        ('[[guidance]]\nfor = "E"\ntitle = "x"\ngood = ["y"]\n' * 2, "two entries"),
        ("not toml", "guidance.toml"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_guidance(text, SCHEMA)
    assert said in str(caught.value)
