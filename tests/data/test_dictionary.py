"""The dictionary that comes along, the system's ahead of it, and the words of the field."""

from __future__ import annotations

from pathlib import Path

from imr_tui.data.dictionary import field_words, load_dictionary, load_speller


def test_the_dictionary_that_comes_along_is_british() -> None:
    dictionary = load_dictionary(())
    assert all(map(dictionary.knows, ("colour", "organise", "neighbour's", "Organise", "ORGANISE")))
    assert not any(map(dictionary.knows, ("color", "recieve", "neighbor")))
    assert "receive" in dictionary.near("recieve")


def test_its_licence_lies_beside_it() -> None:
    folder = load_dictionary(()).folder
    assert "Kevin Atkinson" in (folder / "LICENCE-en_GB.txt").read_text(encoding="utf-8")


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
