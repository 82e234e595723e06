import errno
import fcntl
import json
import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imr_tui.errors import InputError
from imr_tui.storage.audit import AuditTrail, Event, Verification
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.person import host_name, user_name
from imr_tui.storage.places import name_of_document


@pytest.fixture
def trail(state):
    return AuditTrail(state)


def fill(trail, folder, count=5):
    for n in range(count):
        trail.record(Event.SAVE, folder / "CANARY.md", size=n, sha256="ab" * 32, marking="OFFICIAL-SENSITIVE CANARY")


def entries(trail):
    return [json.loads(line.partition(b" ")[2]) for line in trail.file.read_bytes().splitlines()]


def test_a_line_says_when_who_what_and_how_much_and_no_more(trail, folder):
    fill(trail, folder, 1)
    trail.record(Event.OPEN, None)
    first, second = entries(trail)
    assert set(first) == {"previous", "when", "who", "host", "what", "document", "size", "sha256", "marking"}
    assert (first["what"], first["who"], first["host"]) == ("save", user_name(), host_name())
    assert first["document"] == name_of_document(folder / "CANARY.md")
    assert (first["size"], first["sha256"], first["marking"]) == (0, "ab" * 32, "OFFICIAL-SENSITIVE")
    assert (second["document"], second["size"], second["marking"]) == (None, None, "")
    assert b"CANARY" not in trail.file.read_bytes()


@pytest.mark.parametrize(
    ("marking", "kept"),
    [("official", "OFFICIAL"), ("Top  Secret: x", "TOP SECRET"), ("Mrs CANARY only", "other"), (" ", "")],
)
def test_of_a_marking_only_the_classification_is_recorded(trail, folder, marking, kept):
    trail.record(Event.EXPORT, folder / "review.md", marking=marking)
    assert entries(trail)[0]["marking"] == kept


def test_the_trail_is_private(trail, folder, umask):
    fill(trail, folder)
    assert stat.S_IMODE(trail.file.stat().st_mode) == 0o600


def test_a_whole_trail(trail, folder):
    assert trail.verify() == Verification(0, 0, None)
    fill(trail, folder)
    assert trail.verify() == Verification(5, 0, None)
    assert trail.verify().whole


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_line_changed_taken_out_or_put_in_is_found(trail, folder, data):
    trail.file.unlink(missing_ok=True)
    fill(trail, folder)
    lines = trail.file.read_bytes().splitlines(keepends=True)
    at = data.draw(st.integers(0, 3))
    kind = data.draw(st.sampled_from(["change", "remove", "repeat", "swap", "blank"]))
    if kind == "change":
        byte = data.draw(st.integers(0, len(lines[at]) - 2))
        lines[at] = lines[at][:byte] + bytes([lines[at][byte] ^ 1]) + lines[at][byte + 1 :]
    elif kind == "remove":
        del lines[at]
    elif kind == "repeat":
        lines.insert(at, lines[at])
    elif kind == "swap":
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    else:
        lines.insert(at, b"\n")
    trail.file.write_bytes(b"".join(lines))
    found = trail.verify()
    assert not found.whole
    assert at < found.broken_at <= at + 3


def test_the_last_line_changed_is_found(trail, folder):
    fill(trail, folder)
    data = trail.file.read_bytes()
    trail.file.write_bytes(data.replace(b'"size": 4', b'"size": 9'))
    assert trail.verify().broken_at == 5


def test_a_line_that_broke_off_is_known_for_what_it_is(trail, folder):
    fill(trail, folder, 3)
    data = trail.file.read_bytes()
    for cut in (1, 40, 200):
        trail.file.write_bytes(data[:-cut])
        fill(trail, folder, 2)
        found = trail.verify()
        assert found.whole
        assert (found.entries, found.broken_off) == ((5, 0) if cut == 1 else (4, 1))
    trail.file.write_bytes(data[:-40])
    assert trail.verify() == Verification(2, 1, None)


def test_whatever_fails_the_chain_stays_whole(trail, folder, state, faulty, reason, failure_of):
    nth = 1
    while True:
        operations = faulty(nth, reason)
        error = failure_of(AuditTrail(state, operations=operations).record, Event.SAVE, folder / "review.md")
        assert error is None or error.reason == reason
        trail.record(Event.SAVE, folder / "review.md")
        assert trail.verify().whole
        if not operations.reached:
            return
        nth += 1


def test_short_writes(trail, folder, state, faulty):
    fill(AuditTrail(state, operations=faulty(short=True)), folder)
    assert trail.verify() == Verification(5, 0, None)


def test_two_sessions_at_once(trail, folder, state, run):
    lines = (
        "import sys; from pathlib import Path; from imr_tui.storage.audit import *\n"
        "t = AuditTrail(Path(sys.argv[1]))\nfor n in range(40): t.record(Event.SAVE, None, size=n)"
    )
    for process in [run(lines, state) for _ in range(3)]:
        assert process.communicate(timeout=60)[1] == ""
    assert trail.verify() == Verification(120, 0, None)


def test_a_trail_that_another_session_holds_is_not_waited_for_without_end(trail, folder):
    fill(trail, folder, 1)
    with trail.file.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(NotSavedError) as caught:
            trail.record(Event.SAVE, None)
    assert "Another session" in caught.value.detail
    assert trail.verify() == Verification(1, 0, None)


def test_a_trail_that_cannot_be_written_or_read(folder, state):
    state.parent.mkdir(parents=True)
    state.write_text("no folder")
    with pytest.raises(NotSavedError) as caught:
        AuditTrail(state).record(Event.OPEN, folder / "review.md")
    assert caught.value.reason == errno.ENOTDIR
    state.unlink()
    (state / "audit.log").mkdir(parents=True)
    with pytest.raises(InputError):
        AuditTrail(state).verify()


def test_a_trail_that_is_a_link_is_not_followed(trail, folder, state):
    state.mkdir(parents=True)
    (folder / "target").write_text("")
    trail.file.symlink_to(folder / "target")
    with pytest.raises(NotSavedError):
        trail.record(Event.OPEN, None)
    assert (folder / "target").read_bytes() == b""
