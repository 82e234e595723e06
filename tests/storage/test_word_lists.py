"""The person's own words and the lists of a site."""

from __future__ import annotations

import errno
import os
import stat

import pytest

from imr_tui.errors import InputError, RefusedError
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.operations import FileOperations
from imr_tui.storage.word_lists import OwnWords, as_word, site_words


def test_words_are_added_and_removed(tmp_path) -> None:
    own = OwnWords(tmp_path / "state")
    assert own.words() == ()
    assert own.add("Zwickel")
    assert own.add(" cuckooing ")
    assert not own.add("Zwickel")
    assert own.words() == ("cuckooing", "Zwickel")
    assert OwnWords(tmp_path / "state").words() == ("cuckooing", "Zwickel")
    assert own.remove("Zwickel")
    assert not own.remove("Zwickel")
    assert own.words() == ("cuckooing",)


def test_nobody_else_can_read_them(tmp_path) -> None:
    own = OwnWords(tmp_path / "state")
    own.add("Zwickel")
    assert stat.S_IMODE(own.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(own.file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("text", ["", "two words", "a1", "x" * 61, "-", "a/b"])
def test_what_is_no_word_is_refused(text: str, tmp_path) -> None:
    with pytest.raises(RefusedError):
        OwnWords(tmp_path).add(text)


def test_a_typographic_apostrophe_is_a_straight_one() -> None:
    assert as_word("o’clock") == "o'clock"


def test_a_list_that_cannot_be_written_says_so(tmp_path) -> None:
    class Full(FileOperations):
        def write(self, *_arguments: object, **_more: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(NotSavedError):
        OwnWords(tmp_path, operations=Full()).add("Zwickel")


def test_the_lists_of_a_site_are_read_together(tmp_path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("# Places\nZwickel\n\nThwarble’s\n", encoding="utf-8")
    two.write_text("\ufeffZwickel\ncuckooing\n", encoding="utf-8")
    assert site_words([one, two]) == ("Zwickel", "Thwarble's", "cuckooing")


def test_a_list_that_is_not_there_or_no_text_is_refused_by_name(tmp_path) -> None:
    with pytest.raises(InputError, match="gone"):
        site_words([tmp_path / "gone.txt"])
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"ok\n\xff")
    with pytest.raises(InputError, match="UTF-8"):
        site_words([bad])
