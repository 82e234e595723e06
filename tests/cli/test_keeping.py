"""`snapshot`, `compare`, `recover`, `where` and `purge`."""

import json
import stat

import pytest

from imr_tui.errors import ExitStatus
from imr_tui.storage.audit import AuditTrail
from imr_tui.storage.lock import acquire
from imr_tui.storage.recovery import RecoveryKey, RecoveryStore
from imr_tui.storage.remembered import RememberedReviews, Standing, Whereabouts


@pytest.fixture
def state(review):
    return review.parent / "state" / "imr-tui"


@pytest.fixture
def audited(state):
    """What the audit trail has recorded, in order."""

    def read():
        assert AuditTrail(state).verify().whole
        file = state / "audit.log"
        lines = file.read_text().splitlines() if file.exists() else []
        return [json.loads(line.partition(" ")[2])["what"] for line in lines]

    return read


def changed(review, old="Shouting was heard.", new="Nothing was heard."):
    text = review.read_text()
    assert old in text
    review.write_text(text.replace(old, new))
    return text


def test_a_version_is_kept_listed_and_taken_back(review, answer, audited):
    text = changed(review)
    review.write_text(text)
    assert answer("snapshot", review, "--name", "before the panel")[:2] == (0, "Kept as “before the panel”.\n")
    changed(review)
    status, out, _ = answer("snapshot", review, "--list")
    assert (status, out.count("\n")) == (0, 1)
    assert out.startswith("before the panel")
    target = review.parent / "earlier.md"
    assert answer("snapshot", review, "--restore", "Before the panel", "--to", target)[0] == 0
    assert target.read_text() == text
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert audited() == ["snapshot", "recover"]


def test_versions_as_json(review, answer):
    kept = json.loads(answer("snapshot", review, "--json")[1])
    listed = json.loads(answer("snapshot", review, "--list", "--json")[1])
    assert [entry["name"] for entry in listed["versions"]] == [kept["name"]]
    assert listed["versions"][0]["bytes"] == review.stat().st_size
    assert listed["versions"][0]["at_opening"] is False


@pytest.mark.parametrize(
    "arguments",
    [
        ["--name", "a", "--list"],
        ["--restore", "a"],
        ["--to", "out.md"],
        ["--list", "--restore", "a", "--to", "out.md"],
        ["--restore", "no such", "--to", "out.md"],
    ],
)
def test_what_does_not_go_together_is_refused(review, answer, arguments):
    status, out, err = answer("snapshot", review, *arguments)
    assert (status, out) == (ExitStatus.UNUSABLE, "")
    assert len(err.splitlines()) >= 2


def test_a_version_is_never_written_over_the_review_or_unasked_over_a_file(review, answer):
    answer("snapshot", review, "--name", "one")
    text = changed(review)
    restore = ["snapshot", review, "--restore", "one", "--to"]
    assert answer(*restore, review, "--force")[0] == ExitStatus.UNUSABLE
    assert review.read_text() != text
    other = review.parent / "other.md"
    other.write_text("mine")
    assert answer(*restore, other)[0] == ExitStatus.UNUSABLE
    assert other.read_text() == "mine"
    assert answer(*restore, other, "--force")[0] == 0
    assert other.read_text() == text


def test_what_changed_since_a_version_and_between_two_reviews(review, answer):
    answer("snapshot", review, "--name", "before the panel")
    other = review.parent / "other.md"
    other.write_text(changed(review))
    answer("set", review, "E1.Date", "")
    for second in (["before the panel"], []):
        status, out, err = answer("compare", review, *second)
        assert (status, err) == (0, "")
        assert out.splitlines()[0] == f"From the version “before the panel” to {review}:"
        assert "E1, Date: emptied (line" in out
        assert "E1: text changed (line" in out
        assert len(out.splitlines()) == 3
    back = answer("compare", review, other)[1]
    assert back.splitlines()[0] == f"From {review} to {other}:"
    assert "E1, Date: filled in (line" in back
    assert "Nothing was heard" not in out + back


def test_a_comparison_as_json(review, answer):
    other = review.parent / "other.md"
    other.write_text(review.read_text().replace("- Date: 14 March 2023, 21:40\n", ""))
    found = json.loads(answer("compare", review, other, "--json")[1])
    (change,) = found["changes"]
    assert change == {
        "what": "field",
        "how": "removed",
        "name": "E1",
        "field": "Date",
        "before": "given",
        "after": "absent",
        "old_line": review.read_text().splitlines().index("- Date: 14 March 2023, 21:40") + 1,
        "new_line": None,
        "former": None,
        "words_before": 0,
        "words_after": 0,
    }
    assert found["same_text"] is False


def test_nothing_changed_is_said_so(review, answer):
    answer("snapshot", review)
    assert answer("compare", review)[1].endswith("The texts are the same.\n")
    changed(review, "Shouting was", "Shouting  was")
    assert answer("compare", review)[1].splitlines()[1:] == ["Only comments, blank space or marks of the text differ."]


def test_there_has_to_be_something_to_compare_with(review, answer):
    status, _, err = answer("compare", review)
    assert status == ExitStatus.UNUSABLE
    assert "snapshot" in err
    assert answer("compare", review, "no such")[0] == ExitStatus.UNUSABLE
    assert answer("compare", "absent.md", review)[0] == ExitStatus.UNUSABLE


def test_what_can_be_recovered_is_listed_shown_and_written(review, answer, state, audited):
    text = changed(review)
    RecoveryStore(state).snapshot(review, text + "typed and lost\n")
    RecoveryStore(state).snapshot(RecoveryKey("unnamed-7"), "never named\n")
    status, out, _ = answer("recover")
    assert (status, len(out.splitlines())) == (0, 2)
    assert f"{review}  kept" in out
    assert "not the same as its file" in out
    assert "never saved to a file" in out
    status, out, _ = answer("recover", review)
    assert status == 0
    assert "+typed and lost" in out
    assert "-Nothing was heard." in out
    assert "E1: text changed" in out
    target = review.parent / "recovered.md"
    assert answer("recover", review, "--to", target)[:2] == (0, f"{target}\n")
    assert target.read_text() == text + "typed and lost\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert answer("recover", "unnamed-7", "--to", target)[0] == ExitStatus.UNUSABLE
    assert answer("recover", "unnamed-7", "--to", target, "--force")[0] == 0
    assert target.read_text() == "never named\n"
    assert audited() == ["recover", "recover"]
    assert RecoveryStore(state).newest(review) is not None


def test_what_can_be_recovered_as_json(review, answer, state):
    RecoveryStore(state).snapshot(review, review.read_text())
    (kept,) = json.loads(answer("recover", "--json")[1])["kept"]
    assert (kept["file"], kept["same_as_file"], kept["bytes"]) == (str(review), True, review.stat().st_size)
    found = json.loads(answer("recover", review, "--json")[1])
    assert (found["same_text"], found["changes"]) == (True, [])


def test_nothing_to_recover(review, answer):
    assert answer("recover")[:2] == (0, "")
    assert answer("recover", review)[0] == ExitStatus.NOT_SETTLED
    assert answer("recover", "--to", "out.md")[0] == ExitStatus.UNUSABLE


def test_recovered_text_is_never_written_over_the_review(review, answer, state):
    RecoveryStore(state).snapshot(review, "newer")
    before = review.read_bytes()
    assert answer("recover", review, "--to", review, "--force")[0] == ExitStatus.UNUSABLE
    assert review.read_bytes() == before


def test_half_of_a_surrogate_pair_is_written_as_a_sign(review, answer, state):
    RecoveryStore(state).snapshot(review, "a\ud800b")
    target = review.parent / "out.md"
    assert answer("recover", review, "--to", target)[0] == 0
    assert target.read_text() == "a\N{REPLACEMENT CHARACTER}b"


def test_every_place_is_named_and_all_but_the_review_removed(review, answer, state, audited):
    file = RecoveryStore(state).snapshot(review, "newer")
    answer("snapshot", review, "--name", "one")
    status, out, err = answer("where", review)
    assert status == 0
    assert [line for line in out.splitlines() if not line.startswith(" ")][:2] == [str(review), str(file)]
    assert "exports" in err
    assert len(json.loads(answer("where", review, "--json")[1])["places"]) == 3
    assert answer("purge", review)[0] == ExitStatus.NOT_SETTLED
    assert file.exists()
    assert answer("purge", review, typed="\n")[0] == ExitStatus.NOT_SETTLED
    status, out, err = answer("purge", review, typed="y\n")
    assert status == 0
    assert "Remove these 2 file(s) for good?" in err
    assert out.endswith("Removed: 2. The review itself was left as it is.\n")
    assert len(json.loads(answer("where", review, "--json")[1])["places"]) == 1
    assert audited() == ["snapshot", "purge"]
    assert json.loads(answer("purge", review, "--yes", "--json")[1])["removed"] == []


def test_what_is_open_elsewhere_is_not_purged(review, answer, state):
    file = RecoveryStore(state).snapshot(review, "newer")
    lock = acquire(review, state=state)
    assert answer("purge", review, "--yes")[0] == ExitStatus.LOCKED_OR_CHANGED
    assert file.exists()
    lock.release()
    assert answer("purge", review, "--yes")[0] == 0
    assert not file.exists()


def test_where_one_left_is_forgotten_too(review, answer, state):
    remembered = RememberedReviews(state)
    remembered.remember(review, whereabouts=Whereabouts(3, 40, "E1", "", 1.0), standing=Standing(1, 24, 5, 6))
    assert answer("purge", review, "--yes")[0] == 0
    assert remembered.whereabouts(review) is None
    assert remembered.standing(review) is None


def test_a_save_at_work_is_left_and_told(review, answer):
    stray = review.parent / ".imr-tui-0123456789abcdef.tmp"
    stray.write_text("text")
    status, _, err = answer("purge", review, "--yes")
    assert status == ExitStatus.NOT_SETTLED
    assert "in a minute" in err
    assert stray.exists()


@pytest.mark.parametrize("command", ["where", "purge"])
def test_a_name_of_nothing_is_refused(review, answer, command):
    assert answer(command, review.parent / "absent.md")[0] == ExitStatus.UNUSABLE


def test_every_command_that_writes_is_audited(review, answer, audited):
    answer("set", review, "E1.Date", "15 March 2023")
    answer("confirm", review, "characteristics.2")
    answer("add", review, "event")
    answer("check", review)
    answer("new", review.parent / "fresh.md")
    assert audited() == ["open", "save", "open", "save", "open", "save", "save"]
    assert answer("set", review, "E1.Nonsense", "x")[0] == ExitStatus.NOT_SETTLED
    assert audited()[-1] == "open"


def test_what_is_audited_of_a_save(review, answer, state):
    answer("set", review, "document.marking", "OFFICIAL-SENSITIVE – PERSONAL")
    line = json.loads((state / "audit.log").read_text().splitlines()[-1].partition(" ")[2])
    assert (line["what"], line["size"], line["marking"]) == ("save", review.stat().st_size, "OFFICIAL-SENSITIVE")


def test_work_goes_on_where_the_audit_trail_cannot_be_written(review, answer, state):
    (state / "audit.log").mkdir(parents=True)
    status, _, err = answer("set", review, "E1.Date", "15 March 2023")
    assert status == 0
    assert "audit trail could not be written" in err
    assert "15 March 2023" in review.read_text()
