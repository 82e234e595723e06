from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.settings import Settings, load_settings

WHOLE = """
theme = "light"
ascii = true
mouse = false
autosave_seconds = 60
template_folders = ["force", "/srv/templates", "~/own"]
name = " Priya Nair "
spelling = false
word_lists = ["force.txt"]
rule_files = ["/srv/imr/force.toml"]

accessible = true
measure = 66
focus_place = "left"
desktop_copy = true
house_style = "force.docx"

[keys]
save = "Ctrl+S"
next = ["F8", "control + N", "shift+PgUp", "Ctrl+]"]
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings.toml"


def refused(file, text, **named):
    file.write_text(text)
    with pytest.raises(InputError) as caught:
        load_settings(file, **named)
    assert caught.value.exit_status == ExitStatus.UNUSABLE
    assert caught.value.title == "The settings cannot be used"
    assert caught.value.hint
    return caught.value.detail


def test_without_a_file_there_are_the_defaults(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert load_settings() == Settings()
    (tmp_path / "imr-tui").mkdir()
    (tmp_path / "imr-tui" / "settings.toml").write_text("autosave_seconds = 0")
    assert load_settings() == Settings(autosave_seconds=0)


def test_a_file_that_was_named_has_to_be_there(file):
    with pytest.raises(InputError) as caught:
        load_settings(file)
    assert "no such file" in caught.value.detail


def test_every_setting(file, monkeypatch):
    monkeypatch.setenv("HOME", "/home/nair")
    file.write_text(WHOLE)
    found = load_settings(file, actions={"save", "next"})
    assert found == Settings(
        theme="light",
        ascii=True,
        mouse=False,
        autosave_seconds=60,
        template_folders=(file.parent / "force", Path("/srv/templates"), Path("/home/nair/own")),
        name="Priya Nair",
        spelling=False,
        word_lists=(file.parent / "force.txt",),
        rule_files=(Path("/srv/imr/force.toml"),),
        accessible=True,
        measure=66,
        focus_place="left",
        desktop_copy=True,
        house_style=file.parent / "force.docx",
        keys={"save": "ctrl+s", "next": "f8,ctrl+n,shift+pageup,ctrl+right_square_bracket"},
    )


def test_a_byte_order_mark_and_dos_line_ends(file):
    file.write_bytes(b'\xef\xbb\xbftheme = "dark"\r\n[keys]\r\nsave = "f3"\r\n')
    assert load_settings(file) == Settings(theme="dark", keys={"save": "f3"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "blue"', "one of auto, dark, light, contrast, terminal"),
        ("theme = 3", "one of auto"),
        ('ascii = "yes"', "true or false"),
        ("mouse = 1", "true or false"),
        ("autosave_seconds = 4", "from 5 to 3600, or 0"),
        ("autosave_seconds = 3601", "from 5 to 3600"),
        ("autosave_seconds = true", "whole number"),
        ("autosave_seconds = 10.5", "whole number"),
        ('template_folders = "one"', "list of folders"),
        ('template_folders = [""]', "list of folders"),
        ('word_lists = "one"', "list of files"),
        ('spelling = "no"', "true or false"),
        ("name = 3", "text in double quotation marks"),
        ('keys = "f1"', "a table, headed [keys]"),
        ("[keys]\nsave = 3", "Line 2: “keys.save” has to be a key, or a list of keys"),
        ("[keys]\nsave = []", "“keys.save” has to be a key"),
        ('[keys]\nsave = [""]', "“keys.save” has to be a key"),
        ('[keys]\nsve = "f3"', "Line 2: There is no setting “keys.sve”; did you mean “save”"),
        ('[keys]\nsave = "f33"', "there is none called “f33”; did you mean “f3”"),
        ('[keys]\nsave = "contrl+s"', "there is none called “contrl+s”; did you mean “control”"),
        ('[keys]\nsave = "x"', "“x” is typed into the text"),
        ('[keys]\nsave = "Shift+X"', "“Shift+X” is typed into the text"),
        ('[keys]\nsave = "ctrl+i"', "“ctrl+i” arrives as Tab in a terminal"),
        ('[keys]\nsave = "enter"', "“enter” is needed as it is"),
        ('theme = "ligth"', "one of auto, dark, light, contrast, terminal; did you mean “light”"),
        ("\n\nmeasure = 20", "Line 3: “measure” has to be a whole number of characters from 40 to 160"),
        ("measure = true", "a whole number of characters"),
        ('focus_place = "right"', "one of centre, left"),
        ("accessible = 1", "true or false"),
        ("desktop_copy = 'no'", "true or false"),
        ("autosave = 3", "Line 1: There is no setting “autosave”; did you mean “autosave_seconds”"),
        ("wholly_other = 3", "no setting “wholly_other”."),
        ('name = "x"\ntheme = dark', "line 2, column 9"),
        ("a = " + "[" * 5000, "not valid TOML"),
        ("# " + "x" * 70_000, "larger than 64 kB"),
    ],
)
def test_what_is_wrong_is_explained(file, text, said):
    assert said in refused(file, text, actions={"save", "next"})


def test_all_that_is_wrong_is_named_at_once(file):
    detail = refused(file, 'theme = "blue"\nautosave_seconds = -1\nthme = 3')
    assert detail.count("has to be") == 2
    assert "did you mean “theme”" in detail


def test_no_key_can_have_two_meanings(file):
    keys = {"save": ("ctrl+s",), "next": ("f8", "ctrl+n"), "find": ("ctrl+f",)}
    detail = refused(file, '[keys]\nsave = "f8"', actions=keys)
    assert "“f8” is set for “save”, and is the key of “next”." in detail
    file.write_text('[keys]\nsave = "f8"\nnext = "ctrl+s"')
    assert load_settings(file, actions=keys).keys == {"save": "f8", "next": "ctrl+s"}


def test_bytes_that_are_not_utf8(file):
    file.write_bytes(b'name = "\xa3"')
    with pytest.raises(InputError) as caught:
        load_settings(file)
    assert "offset 8" in caught.value.detail


def test_a_folder_in_its_place(tmp_path):
    with pytest.raises(InputError) as caught:
        load_settings(tmp_path)
    assert "It is a folder." in caught.value.detail


@given(text=st.text(max_size=80) | st.binary(max_size=80))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_file_is_read_or_explained(file, failure_of, text):
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    error = failure_of(load_settings, file)
    assert error is None or error.detail.isprintable()
