"""Where text of a review lies, and taking it away."""

import os

import pytest

from imr_tui.storage.ageing import forget_old
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.holdings import HeldAs, holdings, remove_holdings
from imr_tui.storage.lock import acquire
from imr_tui.storage.policy import Keeping
from imr_tui.storage.recovery import RecoveryKey, RecoveryStore
from imr_tui.storage.versions import VersionStore

DAY = 24 * 60 * 60
LEFT = ["review.md~", ".review.md.swp", ".review.md.un~", "#review.md#", "review.md.save", "review.md.save.2"]
OTHERS = ["review.md.bak", "other.md~", "review.docx", ".review.md.imr-lock", "xreview.md~", "review_md~"]


@pytest.fixture
def path(folder):
    file = folder / "review.md"
    file.write_text("text")
    return file


def kinds(path, state):
    return [holding.held_as for holding in holdings(path, state)]


def aged(file, days, now):
    os.utime(file, (now - days * DAY, now - days * DAY))


def test_every_kind_of_place(path, folder, state):
    RecoveryStore(state).snapshot(path, "recovery")
    VersionStore(state).keep(path, "version")
    VersionStore(state).keep(folder / "other.md", "of another")
    stray = folder / ".imr-tui-0123456789abcdef.tmp"
    for name in (*LEFT, *OTHERS, stray.name):
        (folder / name).write_text("text")
    aged(stray, 1, stray.stat().st_mtime)
    found = holdings(path, state)
    by_kind = {kind: {held.file.name for held in found if held.held_as is kind} for kind in HeldAs}
    assert by_kind[HeldAs.DOCUMENT] == {"review.md"}
    assert len(by_kind[HeldAs.RECOVERY]) == len(by_kind[HeldAs.VERSION]) == 1
    assert by_kind[HeldAs.CUT_OFF_SAVE] == {stray.name}
    assert by_kind[HeldAs.OTHER_PROGRAM] == set(LEFT)


def test_a_review_that_is_gone_may_still_be_kept(path, state):
    RecoveryStore(state).snapshot(path, "recovery")
    path.unlink()
    assert kinds(path, state) == [HeldAs.RECOVERY]
    assert holdings(path.with_name("never.md"), state) == ()


def test_room_that_is_kept_for_recovery_is_no_text(path, state):
    RecoveryStore(state).reserve(path)
    assert kinds(path, state) == [HeldAs.DOCUMENT]


def test_folders_and_links_are_not_text(path, folder, state):
    (folder / "review.md~").mkdir()
    (folder / "#review.md#").symlink_to("review.md")
    assert kinds(path, state) == [HeldAs.DOCUMENT]


def test_further_names_of_the_review_are_counted(path, folder, state):
    os.link(path, folder / "other.md")
    assert [held.names for held in holdings(path, state)] == [2]


def test_all_but_the_review_goes(path, folder, state):
    RecoveryStore(state).snapshot(path, "recovery")
    VersionStore(state).keep(path, "version", "one")
    VersionStore(state).keep(folder / "other.md", "of another")
    for name in (*LEFT, *OTHERS):
        (folder / name).write_text("text")
    removed = remove_holdings(holdings(path, state), state)
    assert len(removed) == len(LEFT) + 2
    assert kinds(path, state) == [HeldAs.DOCUMENT]
    assert path.read_text() == "text"
    assert {entry.name for entry in folder.iterdir()} == {"review.md", *OTHERS}
    assert len(VersionStore(state).listing(folder / "other.md")) == 1
    assert list((state / "recovery").iterdir()) == []


def test_the_folder_of_the_review_itself_stays(folder, state):
    place = folder / "case"
    place.mkdir()
    (place / "review.md~").write_text("text")
    remove_holdings(holdings(place / "review.md", state), state)
    assert list(place.iterdir()) == []


def test_what_a_save_may_be_writing_is_left(path, folder, state):
    stray = folder / ".imr-tui-0123456789abcdef.tmp"
    stray.write_text("text")
    found = holdings(path, state)
    assert [held.at_work for held in found] == [False, True]
    assert remove_holdings(found, state) == ()
    assert stray.exists()


def test_what_cannot_be_removed_is_told_and_the_rest_removed(path, state, faulty, reason):
    RecoveryStore(state).snapshot(path, "recovery")
    VersionStore(state).keep(path, "version")
    found = holdings(path, state)
    with pytest.raises(NotSavedError) as caught:
        remove_holdings(found, state, operations=faulty(1, reason))
    assert caught.value.reason == reason
    assert len(kinds(path, state)) == 2


def test_what_is_older_than_the_site_allows_is_forgotten(path, folder, state):
    store, versions = RecoveryStore(state), VersionStore(state)
    old, new = store.snapshot(path, "old"), store.snapshot(path, "new")
    unnamed = store.snapshot(RecoveryKey.unnamed(), "unnamed")
    version = versions.keep(path, "version").file
    now = path.stat().st_mtime
    for file, days in ((old, 31), (new, 29), (unnamed, 31), (version, 31)):
        aged(file, days, now)
    assert forget_old(state, Keeping(), now=now) == 0
    assert forget_old(state, Keeping(recovery_days=30), now=now) == 2
    assert (old.exists(), new.exists(), unnamed.exists(), version.exists()) == (False, True, False, True)
    assert not unnamed.parent.exists()
    assert forget_old(state, Keeping(versions_days=30), now=now) == 1
    assert list((state / "versions").iterdir()) == []
    assert forget_old(state / "none", Keeping(1, 1), now=now) == 0


def test_room_that_a_killed_session_took_is_given_back_after_a_week(path, state):
    store = RecoveryStore(state)
    key = RecoveryKey.unnamed()
    store.reserve(key)
    kept = store.snapshot(path, "typed")
    store.reserve(path)
    now = path.stat().st_mtime
    for file in (*store.files(key), *store.files(path)):
        aged(file, 6, now)
    forget_old(state, Keeping(), now=now)
    assert len(store.files(key)) == 3
    assert forget_old(state, Keeping(), now=now + 2 * DAY) == 0
    assert store.files(path) == (kept,)
    assert [entry.name for entry in (state / "recovery").iterdir()] == [kept.parent.name]


def test_what_belongs_to_an_open_session_is_not_forgotten(path, state):
    file = RecoveryStore(state).snapshot(path, "typed long ago, and saved nowhere")
    now = path.stat().st_mtime
    aged(file, 90, now)
    lock = acquire(path, state=state)
    assert forget_old(state, Keeping(recovery_days=30), now=now) == 0
    lock.release()
    assert forget_old(state, Keeping(recovery_days=30), now=now) == 1
    assert list(path.parent.iterdir()) == [path]


def test_what_cannot_be_forgotten_stays_and_is_no_error(path, state, faulty, reason):
    file = RecoveryStore(state).snapshot(path, "text")
    now = path.stat().st_mtime
    aged(file, 90, now)
    for nth in range(1, 80):
        operations = faulty(nth, reason)
        forget_old(state, Keeping(recovery_days=30), now=now, operations=operations)
        if not operations.reached:
            return
        if not file.exists():
            aged(RecoveryStore(state).snapshot(path, "text"), 90, now)
    pytest.fail("forgetting makes a bounded number of calls")
