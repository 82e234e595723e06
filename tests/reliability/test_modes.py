"""Whatever the umask: what the program makes is for its user alone."""

import signal
import stat

import pytest

from .conftest import Editor

REVIEW = "+++\nimr = 1\n+++\n\n# Overview {covers=overview}\n\nThree calls were made within two weeks.\n"
COMMANDS = (
    ["new", "fresh.md"],
    ["set", "fresh.md", "document.status", "Draft 1"],
    ["snapshot", "fresh.md"],
    ["export", "fresh.md"],
    ["snapshot", "fresh.md", "--name", "one"],
    ["snapshot", "fresh.md", "--restore", "one", "--to", "restored.md"],
)


def open_to_others(place):
    """What others could read, write or enter, by its name below the place."""
    return {
        str(path.relative_to(place.base)): oct(stat.S_IMODE(path.lstat().st_mode))
        for path in place.files()
        if stat.S_IMODE(path.lstat().st_mode) & 0o077
    }


@pytest.fixture(params=[0o000, 0o022], ids=["000", "022"])
def umask(request):
    return request.param


def test_what_the_commands_make(place, umask):
    for arguments in COMMANDS:
        done = place.run(*arguments, umask=umask)
        assert done.returncode == 0, done.stderr
    made = {str(path.relative_to(place.base)) for path in place.files() if path.is_file()}
    assert {"work/fresh.md", "work/fresh.docx", "work/restored.md", "home/state/imr-tui/audit.log"} <= made
    assert open_to_others(place) == {}


def test_what_a_session_makes(place, umask, editors):
    path = place.work / "review.md"
    path.write_text(REVIEW)
    path.chmod(0o600)
    editor = Editor(place, path, umask=umask)
    editors.append(editor)
    editor.wait_for(b"Three calls")
    editor.type("typed ")
    editor.read(2.0)
    assert open_to_others(place) == {}
    editor.end(signal.SIGKILL)
    made = {path.name for path in place.files() if path.is_file()}
    assert ".review.md.imr-lock" in made
    assert any(name.endswith(".snapshot") for name in made)
    assert open_to_others(place) == {}


def test_a_review_that_others_may_read_stays_so_and_what_is_kept_of_it_is_not(place, umask):
    path = place.work / "review.md"
    path.write_text(REVIEW)
    path.chmod(0o640)
    for arguments in (["set", "review.md", "document.status", "Draft 1"], ["snapshot", "review.md"]):
        assert place.run(*arguments, umask=umask).returncode == 0
    assert open_to_others(place) == {"work/review.md": "0o640"}
