"""Arguments that are plain, read as the parser of all commands reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.cli.arguments import COMMANDS, command_named, open_parser
from imr_tui.cli.plainly import Opening, plain_opening

WORDS = st.sampled_from(
    [
        "review.md",
        "a/b",
        "./check",
        "--at",
        "--at=E3",
        "E3",
        "120",
        "--accessible",
        "--acc",
        "check",
        "--version",
        "-h",
        "--",
        "-x.md",
        "",
    ]
)


@given(st.lists(WORDS, max_size=5))
def test_what_is_plain_is_what_the_parser_reads(arguments: list[str]) -> None:
    plain = plain_opening(arguments)
    if plain is not None:
        assert not arguments or command_named(arguments[0]) is None
        read = open_parser().read(arguments)
        assert Opening(read.file, read.at, read.accessible) == plain
        assert not read.version


@pytest.mark.parametrize(
    ("arguments", "wish"),
    [
        ([], Opening()),
        (["review.md"], Opening("review.md")),
        (["review.md", "--at", "E3"], Opening("review.md", "E3")),
        (["--accessible", "--at", "120", "cases/review"], Opening("cases/review", "120", accessible=True)),
    ],
)
def test_a_usual_start_is_plain(arguments: list[str], wish: Opening) -> None:
    assert plain_opening(arguments) == wish


def test_no_command_is_taken_for_a_file() -> None:
    assert [command.name for command in COMMANDS if plain_opening([command.name]) is not None] == []
