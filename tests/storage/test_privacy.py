"""A word of the document stands in the document and in recovery, and nowhere else."""

import os

import pytest

from imr_tui.errors import ImrError
from imr_tui.storage.audit import AuditTrail, Event
from imr_tui.storage.files import load, save
from imr_tui.storage.lock import acquire
from imr_tui.storage.recent import RecentDocuments
from imr_tui.storage.recovery import RecoveryStore

CANARY = "CANARY-7f3a"


def holding(place):
    found = set()
    for path in place.rglob("*"):
        assert CANARY not in path.name
        if path.is_file() and CANARY.encode() in path.read_bytes():
            found.add(str(path.relative_to(place)))
    return found


def test_where_the_text_of_a_session_stands(folder, state, tmp_path, capfd, faulty, reason):
    path = folder / "review.md"
    text = f'+++\n[document]\nmarking = "{CANARY}"\n+++\n{CANARY}\n'
    save(path, text, None, state=state)
    loaded = load(path)
    lock = acquire(path, state=state)
    store = RecoveryStore(state)
    trail = AuditTrail(state)
    recent = RecentDocuments(state)
    for event in Event:
        trail.record(event, path, size=loaded.size, sha256=loaded.stamp.sha256, marking=CANARY)
    recent.remember(path)
    store.snapshot(path, text + CANARY)
    os.link(path, folder / "other.md")
    stamp = save(path, text + CANARY, loaded.stamp, state=state)
    assert not any(CANARY in note for note in stamp.notes)
    errors = []
    for nth in range(1, 30):
        try:
            save(path, text + f"{CANARY} {nth}", stamp, state=state, operations=faulty(nth, reason))
        except ImrError as error:
            errors.append(str(error) + repr(error) + error.detail + error.hint)
            stamp = getattr(error, "stamp", None) or stamp
        else:
            break
    with pytest.raises(ImrError) as caught:
        save(path, text, None, state=state)
    errors.append(str(caught.value))
    assert len(errors) > 5
    assert CANARY not in "".join(errors)
    outside = {name for name in holding(tmp_path) if not name.startswith("state/imr-tui/recovery/")}
    assert outside == {"reviews/review.md", "reviews/other.md"}
    lock.release()
    store.clear(path)
    assert holding(tmp_path) == {"reviews/review.md", "reviews/other.md"}
    assert capfd.readouterr() == ("", "")


def test_every_file_of_a_session_is_private(folder, state, umask):
    path = folder / "review.md"
    save(path, "text", None, state=state)
    lock = acquire(path, state=state)
    RecoveryStore(state).snapshot(path, "text")
    AuditTrail(state).record(Event.OPEN, path)
    RecentDocuments(state).remember(path)
    found = {path: path.stat().st_mode & 0o777 for place in (folder, state) for path in place.rglob("*")}
    assert len(found) >= 6
    assert found == {path: 0o700 if path.is_dir() else 0o600 for path in found}
    lock.release()
