from __future__ import annotations

import os
import resource
from collections.abc import Iterator

import pytest

from imr_tui.tui.app import mouse_wanted, prepare_process
from imr_tui.tui.application import fault_line


@pytest.fixture
def process() -> Iterator[None]:
    mask = os.umask(0o022)
    yield
    os.umask(mask)


@pytest.mark.usefixtures("process")
def test_no_debugging_of_textual_and_private_files() -> None:
    environment = {"TEXTUAL": "debug", "TEXTUAL_LOG": "/x", "HOME": "/home/x"}
    prepare_process(environment)
    assert environment == {"HOME": "/home/x"}
    assert os.umask(0o077) == 0o077
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


@pytest.mark.usefixtures("process")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"SSH_CONNECTION": "a"}, "250"),
        ({"SSH_CONNECTION": "a", "ESCDELAY": "40"}, "40"),
        ({}, None),
    ],
)
def test_over_ssh_escape_is_waited_for_longer(environment: dict[str, str], expected: str | None) -> None:
    prepare_process(environment)
    assert environment.get("ESCDELAY") == expected


@pytest.mark.parametrize(
    ("setting", "environment", "expected"),
    [
        (None, {}, True),
        (None, {"STY": "1.pts"}, False),
        (True, {"STY": "1.pts"}, True),
        (False, {}, False),
    ],
)
def test_the_mouse_is_off_inside_gnu_screen(setting: bool | None, environment: dict[str, str], expected: bool) -> None:
    assert mouse_wanted(setting, environment) is expected


def test_a_fault_is_told_by_kind_and_place_alone() -> None:
    def fail(words: str) -> None:
        raise ValueError(words)

    try:
        fail("words of the review")
    except ValueError as error:
        line = fault_line(error)
    assert "(ValueError at test_app.py:" in line
    assert "words of the review" not in line
    assert "\n" not in line
    assert "(fault)" in fault_line(None)
