"""The dictionary that comes along, the system's ahead of it, and the words of the field."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from imr_tui.data.dictionary import Hunspell, OwnDictionary, field_words, load_dictionary, load_speller

AHEAD = ("re", "un", "in", "dis", "de", "con", "pro", "")
BEHIND = "s 's ed ing er est ly ness able ment ion ions ive th ers ings es ies d"
ODD = """1 22 1st 2ST 11th 11st 12nd 22nd 113th 101st 1,000 1--2 3. Mr. e.g McDonald MCDONALD Mcdonald MCDONALD'S mcdonald NASA
Nasa nasa NASA's NASA'S Nasa's iPhone IPHONE O'Brien O'BRIEN o'brien -well well- well-being -a-b-c- a-b-c-d-e-f-g-h-i-j-k
well--being Colour cOLOUR don’t DON'T don't café CAFÉ naïve ☃ État PRESTON-SHOOT BROKEN-ENGLISH UTC- TM- Clifton-on 's S' '
reuse"""


def test_the_dictionary_that_comes_along_is_british() -> None:
    dictionary = load_dictionary(())
    assert all(map(dictionary.knows, ("colour", "organise", "neighbour's", "Organise", "ORGANISE")))
    assert not any(map(dictionary.knows, ("color", "recieve", "neighbor")))
    assert "receive" in dictionary.near("recieve")


def test_words_are_known_as_hunspell_knows_them() -> None:
    own = load_dictionary(())
    assert isinstance(own, OwnDictionary)
    hunspell = Hunspell(own.folder)
    listed = (own.folder / "en_GB.dic").read_text("utf-8").split("\n")[1:]
    roots = [line.partition("/")[0] for line in listed[::23] if line]
    random = Random(7)  # noqa: S311 - any words will do, the same at every run
    words = [*roots, *ODD.split(), "\ud800"]
    for root in roots:
        put = random.choice(BEHIND.split())
        words += [root.upper(), root.capitalize(), root.lower(), f"{root}-{random.choice(roots)}", f"{root}-"]
        words += [f"{random.choice(AHEAD)}{root}{put}", f"{root.rstrip('ey')}{put}", f"{root}{put}".upper()]
    assert [word for word in words if own.knows(word) != hunspell.knows(word)] == []
    assert len({own.knows(word) for word in words}) == 2


def test_its_licence_lies_beside_it() -> None:
    folder = load_dictionary(()).folder
    assert "Kevin Atkinson" in (folder / "LICENCE-en_GB.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("affixes", "words"),
    [
        ("SET UTF-8\nFORBIDDENWORD !\n", "1\nzwickel\n"),
        ("SET UTF-8\nFLAG long\n", "1\nzwickel/AaBb\n"),
        ("SET UTF-8\nSFX A Y 1\nSFX A 0 s/B .\n", "1\nzwickel/A\n"),
        ("SET UTF-8\n", "1\nzwickel\tpo:noun\n"),
        ("SET UTF-8\n", "1\r\nzwickel\r\n"),
        ("", "1\nzwickel\n"),
    ],
)
def test_a_dictionary_of_another_kind_is_left_to_hunspell(tmp_path: Path, affixes: str, words: str) -> None:
    (tmp_path / "en_GB.aff").write_bytes(affixes.encode())
    (tmp_path / "en_GB.dic").write_bytes(words.encode())
    dictionary = load_dictionary((tmp_path,))
    assert isinstance(dictionary, Hunspell)
    assert dictionary.knows("zwickel")


def test_a_last_line_without_its_end_is_a_word(tmp_path: Path) -> None:
    (tmp_path / "en_GB.aff").write_text("SET UTF-8\nSFX A Y 1\nSFX A y ies [^aeiou]y\n", "utf-8")
    (tmp_path / "en_GB.dic").write_text("2\nzwickel\n\nnaïvety/A", "utf-8")
    dictionary = load_dictionary((tmp_path,))
    assert isinstance(dictionary, OwnDictionary)
    known = [word for word in ("zwickel", "naïvety", "NAÏVETIES", "naivety", "zwickels", "") if dictionary.knows(word)]
    assert known == ["zwickel", "naïvety", "NAÏVETIES", ""]


def test_that_of_the_system_comes_first(tmp_path: Path) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    for folder in (empty, full):
        folder.mkdir()
    (empty / "en_GB.dic").write_text("1\nalone\n", encoding="utf-8")
    (full / "en_GB.aff").write_text("SET ISO8859-1\n", encoding="latin-1")
    (full / "en_GB.dic").write_text("1\nzwickel\n", encoding="latin-1")
    dictionary = load_dictionary((empty, full))
    assert dictionary.folder == full
    assert dictionary.knows("zwickel")
    assert not dictionary.knows("colour")
    assert dictionary.knows("\N{SNOWMAN}"), "what its encoding cannot hold is not for it to judge"
    assert dictionary.near("\N{SNOWMAN}") == ()


def test_words_of_the_field_are_known_and_none_is_there_for_nothing() -> None:
    bare = load_dictionary(())
    speller = load_speller(folders=())
    assert all(speller.known(word) for word in field_words())
    assert [word for word in field_words() if bare.knows(word)] == []
