"""`audit`: a look along the trail, for whoever answers for the machine."""

import json

import pytest

from imr_tui.errors import ExitStatus
from imr_tui.storage.audit import AuditTrail


@pytest.fixture
def trail(review, answer):
    for value in ("15 March 2023", "16 March 2023", "17 March 2023"):
        assert answer("set", review, "E1.Date", value)[0] == 0
    return review.parent / "state" / "imr-tui" / "audit.log"


def test_a_trail_that_is_whole(trail, answer):
    entries = len(trail.read_text().splitlines())
    status, out, err = answer("audit")
    assert (status, err) == (ExitStatus.FINE, "")
    assert out.splitlines() == [str(trail), f"  Whole: {entries} entries, each following from the one before."]


def test_a_line_taken_out_is_told_with_its_number(trail, answer):
    lines = trail.read_bytes().splitlines(keepends=True)
    trail.write_bytes(b"".join(lines[:1] + lines[2:]))
    status, out, err = answer("audit")
    assert status == ExitStatus.NOT_SETTLED
    assert "  Line 2 does not follow from the one before" in out
    assert "  Whole entries ahead of that: 1." in out
    assert "Keep a copy" in err


def test_a_line_that_broke_off_is_no_change(trail, answer):
    trail.write_bytes(trail.read_bytes() + b"3f09")
    status, out, _ = answer("audit")
    assert status == ExitStatus.FINE
    assert "broke off while they were written, as when power fails: 1." in out


def test_one_collected_elsewhere(trail, answer, tmp_path):
    copy = tmp_path / "from-host-7.log"
    copy.write_bytes(trail.read_bytes().replace(b'"save"', b'"open"', 1))
    status, out, _ = answer("audit", copy, "--json")
    assert status == ExitStatus.NOT_SETTLED
    found = json.loads(out)
    assert found["file"] == str(copy)
    assert found["broken_at"] is not None
    assert AuditTrail.at(trail).verify().whole


def test_nothing_yet_and_no_such_file(answer, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "fresh"))
    status, out, _ = answer("audit")
    assert status == ExitStatus.FINE
    assert "There is nothing in it yet." in out
    assert not (tmp_path / "fresh").exists()
    status, _, err = answer("audit", tmp_path / "none.log")
    assert status == ExitStatus.UNUSABLE
    assert "There is no file" in err
