"""Arguments: examples first in every help, refusals in plain words with the nearest name."""

import io

import pytest

from imr_tui import __version__
from imr_tui.cli.arguments import COMMANDS, open_parser
from imr_tui.cli.nearest import did_you_mean
from imr_tui.cli.opening import refuse_without_terminal
from imr_tui.cli.run import run
from imr_tui.errors import InputError
from imr_tui.storage.nearest import nearest

NAMES = [command.name for command in COMMANDS]


def answer(*arguments):
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    status = run(arguments, out, err)
    out.flush()
    err.flush()
    return status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_each_command_has_a_help_that_starts_with_examples(name, asked):
    status, out, err = answer(name, asked)
    assert (status, err) == (0, "")
    command = next(command for command in COMMANDS if command.name == name)
    assert out.startswith(f"{command.summary}\n\nexamples:\n  {command.examples[0]}\n")
    assert out.index("examples:") < out.index("usage:") < out.index("options:")
    assert out.count(command.summary) == 1
    assert all(example.startswith(f"imr-tui {name}") for example in command.examples)


def test_the_help_of_the_program_lists_every_command():
    status, out, _ = answer("--help")
    assert status == 0
    assert out.index("examples:") < out.index("usage:")
    assert all(f"  {name} " in out for name in NAMES)


def test_the_version_is_said():
    assert answer("--version") == (0, f"imr-tui {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chek"], "Did you mean check?"),
        (["exprot"], "Did you mean export?"),
        (["zzzz"], "imr-tui --help"),
        (["check"], "FILE"),
        (["check", "a.md", "--jsn"], "Did you mean --json?"),
        (["check", "a.md", "b.md"], "one word too many: b.md"),
        (["confirm", "a.md"], "ITEM"),
        (["--unknown-option"], "There is no option --unknown-option."),
        (["confirm", "a.md", "language.3", "--by"], "--by"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_next_step(arguments, told):
    status, out, err = answer(*arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert "Traceback" not in err
    assert len(err.splitlines()) >= 2


def test_options_are_not_guessed_from_their_beginning():
    assert answer("check", "a.md", "--js")[0] == 2


def test_the_nearest_name():
    assert nearest("LANGUGE.3", ["language.1", "language.3"]) == "language.3"
    assert nearest("xyz", ["language.1"]) is None
    assert did_you_mean("xyz", ["language.1"], "There is language.1.") == "There is language.1."


@pytest.mark.parametrize(
    ("environment", "on_terminal"), [({"TERM": "dumb"}, True), ({}, True), ({"TERM": "xterm"}, False)]
)
def test_the_editor_is_refused_without_a_terminal_that_can_show_it(environment, on_terminal):
    with pytest.raises(InputError) as caught:
        refuse_without_terminal(environment, on_terminal=on_terminal, file="review.md")
    assert caught.value.hint.endswith("imr-tui check review.md")


def test_a_terminal_that_can_show_it_is_not_refused():
    assert refuse_without_terminal({"TERM": "xterm"}, on_terminal=True, file=None) is None


def test_a_wrong_command_gets_the_nearest_name() -> None:
    with pytest.raises(InputError) as refusal:
        open_parser().read(["chek", "review.md"])
    assert refusal.value.title == "There is no such command"
    assert refusal.value.hint == "Did you mean check?"
