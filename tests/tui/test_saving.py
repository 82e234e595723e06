from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from imr_tui.errors import InputError
from imr_tui.storage import files
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.lock import LockedError, acquire
from imr_tui.tui.opening import open_review
from imr_tui.tui.screens.dialog import Ask, AskText, Notice
from imr_tui.tui.services import Services

from .conftest import MakeServices, app_with, ended, rows, settle, shows
from .reviews import REVIEW

Sample = Callable[[str], Path]


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return path


def on_disk(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def put_on_disk(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def stat_of(path: Path) -> os.stat_result:
    return path.stat()


async def test_saving_writes_the_text_and_says_when(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert " saved · " in rows(app)[-2]
        await pilot.press(*"New ")
        await settle(pilot)
        assert " not saved · " in rows(app)[-2]
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert rows(app)[-2].startswith(" Saved.")
        assert "saved 10:42 · " in rows(app)[-2]
        assert on_disk(review) == app.review_screen.editor.text
        assert "New " in on_disk(review)


async def test_the_review_is_saved_by_itself_when_typing_pauses(make_services: MakeServices, review: Path) -> None:
    app = app_with(make_services(autosave_seconds=1), review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Kept ")
        for _ in range(60):
            await settle(pilot)
            if not app.review_screen.keeper.unsaved:
                break
        assert "Kept " in on_disk(review)


async def test_quitting_saves(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Last ", "ctrl+q")
        await ended(pilot)
    assert app.return_value == 0
    assert "Last " in on_disk(review)
    acquire(review, state=services.state).release()


async def test_an_unchanged_review_is_not_written(services: Services, review: Path) -> None:
    before = stat_of(review)
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+q")
        await ended(pilot)
    after = stat_of(review)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


async def test_a_new_review_asks_for_a_name_and_is_private(services: Services, tmp_path: Path) -> None:
    app = app_with(services, REVIEW)
    target = tmp_path / "mine"
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        app.screen.query_one("Input").value = str(target)
        await pilot.press("enter")
        await settle(pilot)
        saved = tmp_path / "mine.md"
        assert on_disk(saved) == REVIEW
        assert stat.S_IMODE(stat_of(saved).st_mode) == 0o600
        assert app.review_screen.keeper.path == saved
        with pytest.raises(LockedError):
            acquire(saved, state=services.state)


async def test_a_name_that_is_taken_is_refused_and_asked_again(services: Services, review: Path) -> None:
    app = app_with(services, "Other text")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        app.screen.query_one("Input").value = str(review)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Notice)
        assert on_disk(review) == REVIEW
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, AskText)


async def open_conflict(app: object, pilot: object, review: Path) -> str:
    await settle(pilot)
    await pilot.press(*"Mine ")
    theirs = REVIEW.replace("Later.", "Their words.")
    put_on_disk(review, theirs)
    await pilot.press("ctrl+s")
    await settle(pilot)
    assert isinstance(app.screen, Ask)
    assert shows(app, "-Their words.")
    assert on_disk(review) == theirs
    return theirs


async def test_a_changed_file_is_never_overwritten_unasked(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        theirs = await open_conflict(app, pilot, review)
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, "Not saved: the file was changed by someone else.")
        assert on_disk(review) == theirs
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert on_disk(review) == app.review_screen.editor.text
        assert "Mine " in app.review_screen.editor.text
        assert not shows(app, "Not saved: the file")


async def test_the_text_on_disk_can_be_taken_and_taken_back(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        theirs = await open_conflict(app, pilot, review)
        mine = app.review_screen.editor.text
        await pilot.press("t")
        await settle(pilot)
        assert app.review_screen.editor.text == theirs
        assert not app.review_screen.keeper.unsaved
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == mine
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert on_disk(review) == mine


async def test_in_a_conflict_one_can_save_a_copy(services: Services, review: Path, tmp_path: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        theirs = await open_conflict(app, pilot, review)
        await pilot.press("c")
        await settle(pilot)
        app.screen.query_one("Input").value = str(tmp_path / "copy.md")
        await pilot.press("enter")
        await settle(pilot)
        assert "Mine " in on_disk(tmp_path / "copy.md")
        assert on_disk(review) == theirs


async def test_a_save_that_fails_is_said_and_the_text_kept(
    services: Services, review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise NotSavedError("The review was not saved", OSError(28, ""))

    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(*"Mine ")
        monkeypatch.setattr("imr_tui.tui.keeper.save", refuse)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Ask)
        assert shows(app, "The disk is full.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, Ask), "tried again, in vain"
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, "The review was not saved: The disk is full. Make room on it, then try again.")
        assert app.review_screen.keeper.unsaved
        await pilot.press("ctrl+q")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, "The review is not saved. If you leave now")
        await pilot.press("l")
        await ended(pilot)
    kept = services.recovery.newest(review)
    assert kept is not None
    assert "Mine " in kept.text


async def test_typed_text_is_kept_for_recovery_and_dropped_after_a_save(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Typed ")
        kept = None
        for _ in range(100):
            await settle(pilot)
            kept = services.recovery.newest(review)
            if kept is not None and kept.text == app.review_screen.editor.text:
                break
        assert kept is not None
        assert "Typed " in kept.text
        await pilot.press("ctrl+q")
        await ended(pilot)
    assert services.recovery.newest(review) is None


async def test_recovered_text_is_offered_with_the_difference_and_taken_in_one_step(
    services: Services, review: Path
) -> None:
    services.recovery.snapshot(review, REVIEW.replace("Later.", "Typed and never saved."))
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Ask)
        assert shows(app, "+Typed and never saved.")
        assert app.review_screen.editor.text == REVIEW
        await pilot.press("u")
        await settle(pilot)
        assert "Typed and never saved." in app.review_screen.editor.text
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == REVIEW


async def test_recovered_text_that_is_left_for_later_is_kept_and_that_is_said(services: Services, review: Path) -> None:
    services.recovery.snapshot(review, REVIEW.replace("Later.", "Typed and never saved."))
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, "Kept for later: it is offered again when you open the review.")
        assert services.recovery.newest(review) is not None


async def test_saved_is_no_longer_said_once_more_is_typed(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("x", "ctrl+s")
        await settle(pilot)
        assert shows(app, " Saved.")
        await pilot.press("y")
        await settle(pilot)
        assert not shows(app, " Saved.")
        assert shows(app, "not saved")


async def test_recovered_text_can_be_dropped(services: Services, review: Path) -> None:
    services.recovery.snapshot(review, REVIEW.replace("Later.", "Typed and never saved."))
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert app.review_screen.editor.text == REVIEW
    assert services.recovery.newest(review) is None


async def test_what_cannot_be_protected_is_said_while_it_lasts(
    services: Services, review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> Path:
        raise NotSavedError("Your work is not protected", OSError(28, ""))

    monkeypatch.setattr(services.recovery, "snapshot", refuse)
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(*"Typed ")
        for _ in range(40):
            await settle(pilot)
            if shows(app, "Your work is not protected: The disk is full."):
                break
        assert shows(app, "Your work is not protected: The disk is full.")
        await pilot.press("ctrl+s")
        await settle(pilot)


async def test_a_locked_review_is_offered_to_read(services: Services, review: Path) -> None:
    other = acquire(review, state=services.state)
    try:
        app = app_with(services, locked=review)
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            assert shows(app, "The review is open in another session")
            await pilot.press("r")
            await settle(pilot)
            assert shows(app, "This review is open to read only.")
            before = app.review_screen.editor.text
            await pilot.press(*"typed", "ctrl+s")
            await settle(pilot)
            assert app.review_screen.editor.text == before
            app.review_screen.sidebar.select("characteristics.2")
            await pilot.press("f6", "space")
            await settle(pilot)
            assert app.review_screen.editor.text == before
            assert other.held()
    finally:
        other.release()


async def test_a_locked_review_can_be_taken_over(services: Services, review: Path) -> None:
    other = acquire(review, state=services.state)
    app = app_with(services, locked=review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        assert app.review_screen.editor.text == REVIEW
        assert not other.held()
        await pilot.press(*"Mine ", "ctrl+s")
        await settle(pilot)
        assert "Mine " in on_disk(review)
    other.release()


def test_an_unusable_file_is_refused_before_a_screen_is_drawn(services: Services, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        open_review(tmp_path / "missing.md", services)
    bad = tmp_path / "binary.md"
    bad.write_bytes(b"caf\0")
    with pytest.raises(InputError):
        open_review(bad, services)


def test_bytes_are_the_same_after_opening_and_saving(services: Services, tmp_path: Path) -> None:
    data = "\ufeff# One\r\n\r\nTwo\rThree\nFour".encode()
    path = tmp_path / "mixed.md"
    path.write_bytes(data)
    opened = open_review(path, services)
    files.save(path, opened.text, opened.stamp)
    assert path.read_bytes() == data
    assert opened.lock is not None
    opened.lock.release()


async def test_saving_is_on_the_audit_trail_without_a_word_of_the_text(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Secret ", "ctrl+s")
        await settle(pilot)
    trail = on_disk(services.audit.file)
    assert '"what": "save"' in trail
    assert services.audit.verify().whole
    assert "Secret" not in trail
    assert "review.md" not in trail


async def test_a_review_saved_under_a_name_is_a_recent_one(services: Services, tmp_path: Path) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        app.screen.query_one("Input").value = str(tmp_path / "named.md")
        await pilot.press("enter")
        await settle(pilot)
    assert services.recent.paths() == (tmp_path / "named.md",)
