"""The scripts for shells, made from the table of arguments; that for bash is really run."""

import shutil
import subprocess

import pytest

from imr_tui.cli.arguments import COMMANDS
from imr_tui.cli.completion import SCRIPTS, table

ASK = r"""
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_imr_tui
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def completed(tmp_path):
    """What bash offers for the last of some words, in a folder with a review and another file."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "review.md").write_text("# One\n")
    (folder / "my review.md").write_text("# One\n")
    (folder / "reports").mkdir()
    script = tmp_path / "imr-tui.bash"
    script.write_text(SCRIPTS["bash"](table()))

    def ask(*words):
        done = subprocess.run(
            ["bash", "-c", ASK, "bash", str(script), "imr-tui", *words],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        # `compopt` works only while readline asks; that it is not there is passed over in silence.
        assert done.stderr == ""
        return [line for line in done.stdout.splitlines() if line]

    return ask


def test_the_first_word_is_a_command_or_a_file(completed):
    assert set(completed("")) == {command.name for command in COMMANDS} | {"review.md", "my review.md", "reports"}
    assert completed("exp") == ["export"]
    commands = {command.name for command in COMMANDS if command.name.startswith("re")}
    assert set(completed("re")) == commands | {"review.md", "reports"}
    assert "--at" in completed("--")
    assert completed("review.md", "--at") == ["--at"]


def test_behind_a_command_come_its_own_words(completed):
    assert "--profile" in completed("export", "review.md", "--")
    assert completed("export", "review.md", "--profile", "ps") == ["pseudonyms"]
    assert completed("export", "my") == ["my review.md"]
    assert completed("export", "--profile", "pseudonyms", "rev") == ["review.md"]
    assert completed("export", "review.md", "-o", "repo") == ["reports"]
    assert completed("confirm", "review.md", "language.") == ["language.1", "language.2", "language.3"]
    assert completed("add", "review.md", "learn") == ["learning-point"]
    assert completed("completion", "z") == ["zsh"]
    assert completed("keys", "") == []
    assert completed("new", "--template", "") == []


def test_every_command_and_option_is_in_every_script():
    for script in (make(table()) for make in SCRIPTS.values()):
        for words in table():
            assert words.name in script
            for option in words.options:
                for name in option.names:
                    assert name in script or f"-l {name[2:]}" in script or f"-s {name[1:]}" in script


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_read_its_script(tmp_path, shell):
    script = SCRIPTS[shell](table())
    assert script.startswith("#")
    program = shutil.which(shell)
    if program is not None:
        done = subprocess.run([program, "-n"], input=script, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_script_is_printed_and_another_shell_is_refused(answer):
    status, out, _ = answer("completion", "bash")
    assert status == 0
    assert out.startswith("# Completion of imr-tui for bash")
    status, out, err = answer("completion", "tcsh")
    assert (status, out) == (2, "")
    assert "bash" in err
