import json
import stat

import pytest

from imr_tui.storage.recent import RecentDocuments


def test_the_list_is_newest_first_and_names_each_document_once(folder, state):
    recent = RecentDocuments(state)
    assert recent.paths() == ()
    for name in ("a.md", "b.md", "a.md"):
        recent.remember(folder / name)
    assert RecentDocuments(state).paths() == (folder / "a.md", folder / "b.md")
    recent.forget(folder / "a.md")
    recent.forget(folder / "none.md")
    assert recent.paths() == (folder / "b.md",)


def test_it_holds_twenty_and_is_private(folder, state, umask):
    recent = RecentDocuments(state)
    for n in range(25):
        recent.remember(folder / f"{n}.md")
    assert [path.name for path in recent.paths()] == [f"{n}.md" for n in range(24, 4, -1)]
    assert stat.S_IMODE((state / "recent.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_links_and_odd_names(folder, state):
    (folder / "link.md").symlink_to("odd\n\udce9.md")
    recent = RecentDocuments(state)
    recent.remember(folder / "link.md")
    assert recent.paths() == (folder / "odd\n\udce9.md",)


@pytest.mark.parametrize("data", [b"", b"[", b"{}", b"\xff", b'["relative.md", 3, null]', b"[" * 100_000])
def test_a_list_that_cannot_be_read_is_empty_and_is_mended(folder, state, data):
    state.mkdir(parents=True)
    (state / "recent.json").write_bytes(data)
    recent = RecentDocuments(state)
    assert recent.paths() == ()
    recent.remember(folder / "a.md")
    assert recent.paths() == (folder / "a.md",)


def test_whatever_fails_the_list_is_the_old_or_the_new(folder, state, faulty, reason, failure_of):
    nth = 1
    while True:
        RecentDocuments(state).remember(folder / "a.md")
        RecentDocuments(state).forget(folder / "b.md")
        operations = faulty(nth, reason)
        error = failure_of(RecentDocuments(state, operations=operations).remember, folder / "b.md")
        assert error is None or error.reason == reason
        listed = json.loads((state / "recent.json").read_bytes())
        assert listed in ([str(folder / "a.md")], [str(folder / "b.md"), str(folder / "a.md")], [str(folder / "b.md")])
        if not operations.reached:
            return
        nth += 1
