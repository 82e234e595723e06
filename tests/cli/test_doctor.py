"""What the doctor says of a machine, and with which status it ends."""

import json
import os
import pty
import subprocess
import sys

import pytest

from imr_tui.cli import doctor_files, doctor_terminal
from imr_tui.cli.doctor_model import Verdict
from imr_tui.errors import MissingProgramError

from .test_process import ENVIRONMENT


def found(out):
    return {entry["id"]: entry for entry in json.loads(out)["findings"]}


def test_a_sound_machine(answer, review, tmp_path):
    status, out, _ = answer("doctor", "--json")
    entries = found(out)
    assert status == 0
    assert entries["pandoc"]["verdict"] == "fine"
    assert entries["pandoc"]["value"][0].isdigit()
    assert entries["settings"]["value"].startswith("the defaults")
    assert entries["policy"]["verdict"] == "fine"
    assert entries["state"]["value"].endswith("not there yet, can be written")
    assert "British dictionary" in entries["dictionary"]["value"]
    assert {"terminal", "colours", "letters", "size", "multiplexer", "mouse", "locked", "program", "here"} <= set(
        entries
    )
    assert not list(tmp_path.glob("state*/**/*"))
    lines = answer("doctor")[1].splitlines()
    assert len(lines) >= len(entries) + 2
    assert "wrong" not in lines[-1] or lines[-1].startswith("Nothing is wrong")


def test_settings_that_are_wrong_are_told_and_the_status_says_so(answer, review, tmp_path):
    folder = tmp_path / "config" / "imr-tui"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('thme = "dark"\n')
    status, out, _ = answer("doctor", "--json")
    entry = found(out)["settings"]
    assert status == 2
    assert entry["verdict"] == "wrong"
    assert "Line 1: There is no setting “thme”; did you mean “theme”" in entry["value"]
    assert entry["hint"]


def test_without_pandoc_the_status_is_that_of_a_missing_program(answer, review, monkeypatch):
    def none():
        raise MissingProgramError("pandoc is missing", "It could not be started.", "Install it.")

    monkeypatch.setattr("imr_tui.word.pandoc.find_pandoc", none)
    status, out, _ = answer("doctor")
    assert status == 3
    assert "1 thing is wrong" in out.splitlines()[-1]
    assert "Install it." in out


def test_a_state_folder_that_cannot_be_written_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor_files.os, "access", lambda *_: False)
    entry = doctor_files._folder("state", "State folder", tmp_path, private=True)
    assert entry.verdict is Verdict.WRONG
    monkeypatch.undo()
    tmp_path.chmod(0o755)
    entry = doctor_files._folder("state", "State folder", tmp_path, private=True)
    assert entry.verdict is Verdict.LOOK
    assert "mode 0755" in entry.value
    tmp_path.chmod(0o700)
    assert doctor_files._folder("state", "State folder", tmp_path, private=True).verdict is Verdict.FINE


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, "none"),
        ({"COLORTERM": "truecolor", "TERM": "xterm"}, "16 million"),
        ({"TERM": "screen-256color"}, "256"),
        ({"TERM": "xterm"}, "16, the"),
    ],
)
def test_colours(environment, said):
    assert doctor_terminal._colours(environment).value.startswith(said)


def test_what_stands_between_is_named_with_its_version(tmp_path, monkeypatch):
    program = tmp_path / "tmux"
    program.write_text("#!/bin/sh\necho tmux 3.3a\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert doctor_terminal._multiplexer({"TMUX": "x"}).value == "tmux (tmux 3.3a)"
    assert doctor_terminal._multiplexer({"STY": "x"}).value == "GNU screen (version not known)"
    assert doctor_terminal._multiplexer({}).value == "neither tmux nor GNU screen"


@pytest.mark.parametrize(
    ("term", "status", "verdict"), [("xterm-256color", 0, "fine"), ("dumb", 2, "wrong"), ("", 2, "wrong")]
)
def test_on_a_terminal(tmp_path, term, status, verdict):
    near, far = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "imr_tui", "doctor"],
        stdin=far,
        stdout=far,
        stderr=far,
        env={**ENVIRONMENT, "TERM": term, "HOME": str(tmp_path), "NO_COLOR": "1", "LANG": "C.UTF-8"},
    )
    os.close(far)
    shown = b""
    while True:
        try:
            data = os.read(near, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data
    os.close(near)
    assert process.wait(60) == status
    (line,) = [line for line in shown.decode().splitlines() if " Terminal " in line]
    assert line.startswith(verdict)


def test_a_policy_that_cannot_be_used_stops_every_command_but_the_doctor(answer, review, rule):
    rule("[locked]\nthme = 3\n")
    assert answer("templates")[0] == 2
    status, out, _ = answer("doctor", "--json")
    assert status == 2
    assert "Line 2: There is no setting “locked.thme”" in found(out)["policy"]["value"]


def test_what_is_locked_is_named(answer, review, rule):
    rule("[locked]\ndesktop_copy = false\nmouse = false\n")
    status, out, _ = answer("doctor", "--json")
    entries = found(out)
    assert status == 0
    assert entries["locked"]["value"] == "by the site's policy: desktop_copy, mouse"
    assert entries["mouse"]["value"] == "off, as the settings say"


def test_the_letters_are_those_that_the_editor_goes_by(answer, review, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    entry = found(answer("doctor", "--json")[1])["letters"]
    assert entry["verdict"] == "look"
    assert entry["value"] == "ASCII; the locale is C"
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert found(answer("doctor", "--json")[1])["letters"]["verdict"] == "fine"


def test_no_line_is_wider_than_the_terminal(answer, review, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LC_ALL", "C")
    lines = answer("doctor")[1].splitlines()
    assert all(len(line) < 60 or " " not in line[30:] for line in lines)
