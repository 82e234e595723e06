import stat

import pytest

from imr_tui.errors import InputError
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.sealed import seal
from imr_tui.storage.versions import LONGEST_NAME, MOST_KEPT, Kept, VersionStore


@pytest.fixture
def path(folder):
    return folder / "review.md"


@pytest.fixture
def store(state):
    return VersionStore(state)


def names(store, path):
    return [version.name for version in store.listing(path)]


def test_a_version_comes_back_as_it_was(store, path, state):
    text = "\ufeffOne\r\nZoë\n"
    kept = store.keep(path, text, "  before   the panel ")
    (found,) = VersionStore(state).listing(path)
    assert found == kept
    assert (found.name, found.document, found.at_opening) == ("before the panel", path, False)
    assert found.size == len(text.encode())
    assert store.text(found) == text
    assert store.text(store.named(path, "Before the PANEL")) == text


def test_newest_first_and_each_document_its_own(store, path, folder):
    for name in ("one", "two", "three"):
        store.keep(path, name, name)
    assert names(store, path) == ["three", "two", "one"]
    assert store.listing(folder / "other.md") == ()
    (folder / "link.md").symlink_to("review.md")
    assert names(store, folder / "link.md") == ["three", "two", "one"]


def test_without_a_name_the_moment_is_its_name_and_never_twice(store, path):
    found = [store.keep(path, "text").name for _ in range(3)]
    assert len(set(found)) == 3
    assert all(name[:4].isdecimal() for name in found)


@pytest.mark.parametrize("name", ["x" * (LONGEST_NAME + 1), "a\x1b[2Jb", "\u202egnp"])
def test_a_name_that_cannot_be_shown_is_refused(store, path, name):
    with pytest.raises(InputError):
        store.keep(path, "text", name)
    assert store.files(path) == ()


def test_a_name_is_given_once(store, path):
    store.keep(path, "one", "draft")
    with pytest.raises(InputError) as caught:
        store.keep(path, "two", " DRAFT ")
    assert caught.value.title == "There is a version of that name"
    assert store.text(store.named(path, "draft")) == "one"


def test_an_unknown_name_is_told_with_the_nearest(store, path):
    store.keep(path, "one", "before the panel")
    with pytest.raises(InputError) as caught:
        store.named(path, "before the pnel")
    assert "before the panel" in caught.value.hint


def test_the_text_at_opening_is_kept_once_a_session_and_only_where_it_is_new(store, path, state):
    first = store.keep_opening(path, "one")
    assert first.at_opening
    assert store.keep_opening(path, "two") is None, "once a session"
    assert VersionStore(state).keep_opening(path, "one") is None, "it is kept already"
    store.keep(path, "two", "named")
    assert VersionStore(state).keep_opening(path, "two") is None
    assert VersionStore(state).keep_opening(path, "three") is not None
    assert len(names(store, path)) == 3


def test_of_the_openings_the_latest_stay_and_named_ones_always(path, state):
    VersionStore(state).keep(path, "named", "named")
    for n in range(MOST_KEPT + 4):
        VersionStore(state).keep_opening(path, f"text {n}")
    store = VersionStore(state)
    openings = [store.text(version) for version in store.listing(path) if version.at_opening]
    assert openings == [f"text {n}" for n in range(MOST_KEPT + 3, 3, -1)]
    assert names(store, path)[-1] == "named"


def test_private_whatever_the_umask(store, path, state, umask):
    file = store.keep(path, "text").file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in (file.parent, file.parent.parent, state):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[10:], lambda data: data + b"x"])
def test_a_damaged_version_is_not_listed_and_not_read_but_purged(store, path, damage):
    kept = store.keep(path, "CANARY text", "one")
    kept.file.write_bytes(damage(kept.file.read_bytes()))
    assert store.listing(path) == ()
    with pytest.raises(InputError) as caught:
        store.text(kept)
    assert "CANARY" not in str(caught.value)
    assert store.files(path) == (kept.file,)
    store.clear(path)
    assert store.files(path) == ()
    assert not kept.file.parent.exists()


def test_a_version_whose_file_is_gone(store, path):
    kept = store.keep(path, "text")
    kept.file.unlink()
    with pytest.raises(InputError):
        store.text(kept)
    store.clear(path)


def test_whatever_call_fails_a_version_is_whole_or_not_there(path, state, faulty, reason, failure_of):
    for nth in range(1, 100):
        operations = faulty(nth, reason)
        error = failure_of(VersionStore(state, operations=operations).keep, path, "CANARY " * 100, "name")
        kept = [VersionStore(state).text(version) for version in VersionStore(state).listing(path)]
        assert kept in ([], ["CANARY " * 100])
        assert error is not None or kept
        if error is not None:
            assert (type(error), error.reason) == (NotSavedError, reason)
            assert "CANARY" not in str(error)
        VersionStore(state).clear(path)
        if not operations.reached:
            return
    pytest.fail("a version makes a bounded number of calls")


def test_a_version_that_was_kept_survives_the_machine_going_down(path, state, crashing, crash, tmp_path):
    for seed in range(10):
        graveyard = tmp_path / f"graveyard-{seed}"
        graveyard.mkdir()
        operations = crashing(0, graveyard, seed)
        name = f"version {seed}"
        VersionStore(state, operations=operations).keep(path, name, name)
        operations.nth = operations.count + 1
        with pytest.raises(crash):
            operations.tick()
        operations.finish()
        store = VersionStore(state)
        assert store.text(store.named(path, name)) == name


def test_the_text_of_an_export_is_kept_where_it_is_new_and_the_latest_of_them_stay(store, path):
    store.keep(path, "sent", "to the panel")
    assert store.keep_export(path, "sent") is None, "it is kept already"
    for n in range(MOST_KEPT + 2):
        store.keep_export(path, f"text {n}")
    kept = store.listing(path)
    assert [version.kept for version in kept] == [Kept.EXPORT] * MOST_KEPT + [Kept.NAMED]
    assert kept[0].name.startswith("exported ")
    assert [store.text(version) for version in kept[:2]] == [f"text {MOST_KEPT + 1}", f"text {MOST_KEPT}"]


def test_a_text_that_gives_way_is_kept_whatever_else_is(store, path):
    kept = [store.keep_set_aside(path, "theirs", "on disk") for _ in range(2)]
    assert all(version.kept is Kept.NAMED and version.name.startswith("on disk 20") for version in kept)
    assert len({version.name for version in kept}) == 2


def test_one_version_is_removed_and_the_others_stay(store, path):
    one, two = store.keep(path, "one", "one"), store.keep(path, "two", "two")
    store.remove(one)
    assert names(store, path) == ["two"]
    store.remove(two)
    assert not two.file.parent.exists()


def test_a_version_that_cannot_be_removed_is_told(path, state, faulty, reason, failure_of):
    kept = VersionStore(state).keep(path, "CANARY")
    error = failure_of(VersionStore(state, operations=faulty(1, reason)).remove, kept)
    assert (type(error), error.reason) == (NotSavedError, reason)
    assert "CANARY" not in str(error)


def test_a_file_of_the_first_kind_is_still_known_for_an_opening(store, path):
    kept = store.keep_opening(path, "text")
    header = {"name": "opened before", "when": 1, "document": str(path), "at_opening": True}
    kept.file.write_bytes(seal("imr-tui version 1", header, "text"))
    assert [version.kept for version in store.listing(path)] == [Kept.OPENING]
