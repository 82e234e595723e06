"""What keeps the officer's work and the site's rules: markings, policy, conflicts, recovery, files that are not as they should be."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from imr_tui.document.text import TextEdit
from imr_tui.storage.atomic import STRAY_SECONDS
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.policy import Policy
from imr_tui.storage.recovery import RecoveryKey, RecoveryStore
from imr_tui.storage.recovery_writer import Protection
from imr_tui.storage.settings import load_settings
from imr_tui.tui import late
from imr_tui.tui.app import build
from imr_tui.tui.application import ImrApp
from imr_tui.tui.keeper import Lowered
from imr_tui.tui.messages import ProtectionChanged
from imr_tui.tui.opening import open_review, recovered_review
from imr_tui.tui.screens.details import DetailsForm
from imr_tui.tui.screens.dialog import Ask, AskText
from imr_tui.tui.services import Services

from .conftest import MakeServices, app_with, ended, rows, settle, shows
from .reviews import REVIEW

SENSITIVE = 'marking = "OFFICIAL-SENSITIVE"'
LOWER = 'marking = "OFFICIAL"'
RECOVERED = REVIEW.replace("Later.", "Typed and never saved.")


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return path


def on_disk(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def put_on_disk(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def bytes_on_disk(path: Path) -> bytes:
    return path.read_bytes()


def entries(services: Services, what: str) -> list[dict[str, object]]:
    lines = [json.loads(line.partition(" ")[2]) for line in on_disk(services.audit.file).splitlines()]
    return [entry for entry in lines if entry["what"] == what]


def replace_text(app: ImrApp, old: str, new: str) -> None:
    screen = app.review_screen
    start = screen.editor.text.index(old)
    assert screen.change((TextEdit(start, start + len(old), new),), "typed")


# ------------------------------------------------------------------------------------------------------ the marking


@pytest.mark.parametrize(("key", "saved"), [("l", True), ("p", True), ("escape", False)])
async def test_a_lower_marking_is_asked_about_and_recorded(
    services: Services, review: Path, key: str, *, saved: bool
) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        replace_text(app, SENSITIVE, LOWER)
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert shows(app, "The protective marking is lower than before")
        assert on_disk(review) == REVIEW
        await pilot.press(key)
        await settle(pilot)
        text = on_disk(review)
        assert (LOWER in text) is (key == "l")
        assert bool(app.review_screen.keeper.unsaved) is not saved
        assert shows(app, "Not saved: the protective marking is lower than before.") is not saved
    marked = [entry["marking"] for entry in entries(services, "marking")]
    assert marked == (["OFFICIAL"] if key == "l" else [])
    if key == "l":
        assert entries(services, "save")[-1]["marking"] == "OFFICIAL"


async def test_a_lower_marking_is_asked_about_once_and_never_saved_unasked(
    make_services: MakeServices, review: Path
) -> None:
    services = make_services(autosave_seconds=1)
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        replace_text(app, f"{SENSITIVE}\n", "")
        for _ in range(100):
            await settle(pilot)
            if shows(app, "Not saved: the protective marking is lower than before."):
                break
        assert on_disk(review) == REVIEW
        await pilot.press("ctrl+s", "l")
        await settle(pilot)
        assert "marking" not in on_disk(review)
        await pilot.press(*"more ", "ctrl+s")
        await settle(pilot)
        assert "more " in on_disk(review)
    assert [entry["marking"] for entry in entries(services, "marking")] == [""]


async def test_details_that_cannot_be_read_for_the_moment_are_no_lower_marking(
    services: Services, review: Path
) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        replace_text(app, SENSITIVE, 'marking = "OFFICIAL')
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert 'marking = "OFFICIAL\n' in on_disk(review)
        replace_text(app, 'marking = "OFFICIAL\n', f"{LOWER}\n")
        assert app.review_screen.keeper.lowered() == Lowered("OFFICIAL-SENSITIVE", "OFFICIAL")


@pytest.mark.parametrize(("key", "marking"), [("l", LOWER), ("p", SENSITIVE), ("escape", SENSITIVE)])
async def test_the_details_form_asks_about_a_lower_marking_too(
    services: Services, review: Path, key: str, marking: str
) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.perform("details")
        await settle(pilot)
        await pilot.press("down", "enter", "up", "enter", "ctrl+s")
        await settle(pilot)
        assert shows(app, "The protective marking is lower than before")
        await pilot.press(key)
        await settle(pilot)
        assert marking in app.review_screen.editor.text
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not isinstance(app.screen, Ask), "it is not asked about twice"
        assert marking in on_disk(review)


# ------------------------------------------------------------------------------------------------- the site's policy


def ruled(services: Services, **given: object) -> Services:
    return replace(services, policy=Policy(**given))


async def test_only_the_sites_markings_can_be_chosen(services: Services, review: Path) -> None:
    app = app_with(ruled(services, markings=("OFFICIAL-SENSITIVE", "SECRET")), review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.perform("details")
        await settle(pilot)
        assert isinstance(app.screen, DetailsForm)
        await pilot.press("down", "enter")
        assert [option.value for option in app.screen.list.options] == ["OFFICIAL-SENSITIVE", "SECRET"]
        await pilot.press("escape", "ctrl+a", *"OFFICIAL", "escape", "ctrl+s", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, DetailsForm)
        assert shows(app, "It takes one of: OFFICIAL-SENSITIVE, SECRET.")


async def test_another_marking_than_the_sites_is_told_when_saved(services: Services, review: Path) -> None:
    app = app_with(ruled(services, markings=("SECRET",)), review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(*"x", "ctrl+s")
        await settle(pilot)
        assert any("Its protective marking is none of those" in row for row in rows(app))


@pytest.mark.parametrize("locked", [True, False])
async def test_colours_that_the_administrator_has_set_stay(
    make_services: MakeServices, review: Path, *, locked: bool
) -> None:
    services = make_services(locked=frozenset({"theme"} if locked else ()))
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        before = app.theme
        app.perform("theme")
        await settle(pilot)
        assert (app.theme == before) is locked
        assert shows(app, "Set by your administrator") is locked


def test_what_is_exported_is_what_the_site_allows() -> None:
    assert Policy().profile("full") == "full"
    assert Policy(export_profiles=("chronology", "full")).profile("full") == "full"
    assert Policy(export_profiles=("pseudonyms", "chronology")).profile("full") == "pseudonyms"


def test_the_program_works_where_the_policy_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    policy = Policy(
        locked_state_folder=str(tmp_path / "{user}"),
        locked=MappingProxyType({"theme": "contrast"}),
        markings=("SECRET",),
    )
    app = build(None, None, late.load_rules, load_settings(policy=policy), policy)
    assert app.services.state == policy.state_folder()
    assert app.services.policy is policy
    assert app.services.versions.folder == app.services.recovery.folder == policy.state_folder()
    assert app.services.settings.theme == "contrast"
    assert "theme" in app.services.settings.locked


# ---------------------------------------------------------------------------------------------- what is kept where


async def test_the_second_place_of_recovery_is_told_while_it_lasts(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.post_message(ProtectionChanged(Protection(Path("x"), second_place=True)))
        await settle(pilot)
        assert shows(app, "Recovery is kept hidden beside the review")
        screen.post_message(ProtectionChanged(Protection(Path("x"))))
        await settle(pilot)
        assert not shows(app, "Recovery is kept hidden beside the review")


async def test_left_overs_of_killed_saves_are_swept(services: Services, review: Path) -> None:
    old, new = (review.parent / f".imr-tui-{digit * 16}.tmp" for digit in "ab")
    for stray in (old, new):
        put_on_disk(stray, b"left over")
    before = old.stat().st_mtime - STRAY_SECONDS - 60
    os.utime(old, (before, before))
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
    assert (old.exists(), new.exists()) == (False, True)


async def test_a_signal_keeps_the_text_of_this_moment_without_a_lock(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        replace_text(app, "Later.", "Typed just now.")
        with app.review_screen.keeper._writer._wake:
            app.rescue()
        kept = services.recovery.newest(review)
        assert kept is not None
        assert "Typed just now." in kept.text


async def test_what_another_session_keeps_outlives_a_clean_exit_of_this_one(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Mine ")
        RecoveryStore(services.state).snapshot(review, "typed in another session")
        await pilot.press("ctrl+q")
        await ended(pilot)
    kept = services.recovery.newest(review)
    assert kept is not None
    assert kept.text == "typed in another session"


# ------------------------------------------------------------------------------------------------ recovered text


async def test_to_use_recovered_text_forgets_it_only_when_it_is_saved(services: Services, review: Path) -> None:
    RecoveryStore(services.state).snapshot(review, RECOVERED)
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert shows(app, "Strategy: text changed, 4 words, before 1")
        await pilot.press("u")
        await settle(pilot)
        assert app.review_screen.editor.text == RECOVERED
        kept = [found.read_bytes() for found in services.recovery.files(review)]
        assert any(b"Typed and never saved." in data for data in kept)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert on_disk(review) == RECOVERED
        await pilot.press("ctrl+q")
        await ended(pilot)
    assert services.recovery.newest(review) is None
    assert len(entries(services, "recover")) == 1


async def test_both_can_be_kept(services: Services, review: Path) -> None:
    RecoveryStore(services.state).snapshot(review, RECOVERED)
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        assert app.review_screen.editor.text == REVIEW
        kept = services.versions.listing(review)
        assert RECOVERED in [services.versions.text(version) for version in kept]
        assert shows(app, "The recovered text is kept as the version “recovered 20")
    assert services.recovery.newest(review) is None


async def test_to_decide_later_keeps_the_offer_whatever_is_saved_meanwhile(services: Services, review: Path) -> None:
    RecoveryStore(services.state).snapshot(review, RECOVERED)
    for _ in range(2):
        app = app_with(services, review)
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            assert shows(app, "Unsaved text was kept")
            await pilot.press("escape", *"x", "ctrl+q")
            await ended(pilot)
    assert on_disk(review).count("x") == REVIEW.count("x") + 2


async def test_what_comes_by_itself_does_not_take_what_is_just_typed_for_an_answer(
    services: Services, review: Path
) -> None:
    slow = replace(services, timing=replace(services.timing, deaf=60.0))
    RecoveryStore(services.state).snapshot(review, RECOVERED)
    app = app_with(slow, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(*"used", "enter", "space")
        await settle(pilot)
        assert isinstance(app.screen, Ask)
        assert app.review_screen.editor.text == REVIEW
        assert services.recovery.newest(review) is not None
        app.screen._listen()
        await pilot.press("u")
        await settle(pilot)
        assert app.review_screen.editor.text == RECOVERED


async def test_a_review_that_was_never_named_is_forgotten_when_it_has_a_name(
    services: Services, tmp_path: Path
) -> None:
    other = RecoveryStore(services.state)
    other.snapshot(RecoveryKey.unnamed(), "# Never named\n")
    (recovered,) = services.recovery.listing()
    app = ImrApp(services, review=recovered_review(recovered))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        app.screen.query_one("Input").value = str(tmp_path / "named.md")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+q")
        await ended(pilot)
    assert on_disk(tmp_path / "named.md") == "# Never named\n"
    assert services.recovery.listing() == ()


# --------------------------------------------------------------------------------------------------- conflicts


async def conflict(app: ImrApp, pilot: object, review: Path) -> tuple[str, str]:
    await settle(pilot)
    await pilot.press(*"Mine ")
    theirs = REVIEW.replace("Later.", "Their words.")
    put_on_disk(review, theirs.encode())
    await pilot.press("ctrl+s")
    await settle(pilot)
    assert isinstance(app.screen, Ask)
    assert shows(app, "Strategy: text changed, 1 word, before 2")
    return app.review_screen.editor.text, theirs


@pytest.mark.parametrize("key", ["m", "t"])
async def test_whichever_gives_way_is_kept_as_a_version(services: Services, review: Path, key: str) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        mine, theirs = await conflict(app, pilot, review)
        await pilot.press(key)
        await settle(pilot)
        stays, gives_way = (mine, theirs) if key == "m" else (theirs, mine)
        assert on_disk(review) == stays == app.review_screen.editor.text
        newest = services.versions.listing(review)[0]
        assert services.versions.text(newest) == gives_way
        assert not app.review_screen.keeper.unsaved


async def test_where_what_gives_way_cannot_be_kept_nothing_gives_way(
    services: Services, review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise NotSavedError("The version was not kept", OSError(28, ""))

    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        mine, theirs = await conflict(app, pilot, review)
        monkeypatch.setattr(services.versions, "keep_set_aside", refuse)
        await pilot.press("m")
        await settle(pilot)
        assert shows(app, "The version was not kept")
        assert on_disk(review) == theirs
        assert app.review_screen.editor.text == mine


async def test_a_file_that_changes_again_meanwhile_is_asked_about_again(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        mine, _ = await conflict(app, pilot, review)
        put_on_disk(review, b"Changed once more.\n")
        await pilot.press("m")
        await settle(pilot)
        assert isinstance(app.screen, Ask)
        assert on_disk(review) == "Changed once more.\n"
        await pilot.press("m")
        await settle(pilot)
        assert on_disk(review) == mine


async def test_a_file_that_became_unreadable_can_be_left_and_a_copy_saved(
    services: Services, review: Path, tmp_path: Path
) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(*"Mine ")
        put_on_disk(review, b"caf\xe9")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert shows(app, "It cannot be shown: ")
        await pilot.press("c")
        await settle(pilot)
        app.screen.query_one("Input").value = str(tmp_path / "copy.md")
        await pilot.press("enter")
        await settle(pilot)
        assert "Mine " in on_disk(tmp_path / "copy.md")
    assert bytes_on_disk(review) == b"caf\xe9"


async def test_with_room_again_one_key_saves(services: Services, review: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise NotSavedError("The review was not saved", OSError(28, ""))

    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Mine ")
        with monkeypatch.context() as full:
            full.setattr("imr_tui.tui.keeper.save", refuse)
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert shows(app, "The disk is full.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "Mine " in on_disk(review)
        assert not isinstance(app.screen, Ask)
        assert not shows(app, "The disk is full.")


# -------------------------------------------------------------------------------- files that are not as they should be


async def test_a_file_that_is_not_utf8_is_opened_to_read_and_can_be_copied(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "latin.md"
    data = REVIEW.replace("Later.", "Zoë paid £5.").encode("cp1252")
    put_on_disk(path, data)
    app = app_with(services, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        offset = data.index(b"\xeb")
        line = data.count(b"\n", 0, offset) + 1
        assert shows(app, f"Read only: this file is not UTF-8 text, from byte {offset} on")
        assert f"line {line}." in " ".join(" ".join(rows(app)).split())
        assert "Zoë paid £5." in app.review_screen.editor.text
        await pilot.press(*"typed", "ctrl+s")
        await settle(pilot)
        assert bytes_on_disk(path) == data
        app.perform("save_copy")
        await settle(pilot)
        app.screen.query_one("Input").value = str(path)
        await pilot.press("enter")
        await settle(pilot)
        assert bytes_on_disk(path) == data, "never over the file itself"
        await pilot.press("escape")
        await settle(pilot)
        app.screen.query_one("Input").value = str(tmp_path / "copy.md")
        await pilot.press("enter")
        await settle(pilot)
        assert "Zoë paid £5." in on_disk(tmp_path / "copy.md")
        assert not shows(app, "Read only:")
        await pilot.press(*"typed", "ctrl+s")
        await settle(pilot)
        assert "typed" in on_disk(tmp_path / "copy.md")


@pytest.mark.parametrize(
    ("data", "title"), [(b"x\0", "Not a text file"), (b"\xe9" * 5_000_001, "The file is too large")]
)
async def test_what_cannot_be_shown_at_all_is_refused_in_plain_words(
    services: Services, tmp_path: Path, data: bytes, title: str
) -> None:
    path = tmp_path / "odd.md"
    put_on_disk(path, data)
    app = app_with(services, locked=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert shows(app, title)


@pytest.mark.parametrize("how", ["deleted", "renamed", "folder gone", "read-only"])
async def test_a_file_that_goes_while_it_is_open(services: Services, tmp_path: Path, how: str) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    path = folder / "review.md"
    put_on_disk(path, REVIEW.encode())
    app = app_with(services, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(*"Mine ")
        match how:
            case "deleted":
                path.unlink()
            case "renamed":
                path.rename(folder / "other.md")
            case "folder gone":
                folder.rename(tmp_path / "moved")
            case "read-only":
                path.unlink()
                path.mkdir()
        await pilot.press("ctrl+s")
        await settle(pilot)
        if how in ("deleted", "renamed"):
            assert on_disk(path) == app.review_screen.editor.text
            assert shows(app, "The file was no longer there and has been written anew.")
            return
        assert isinstance(app.screen, Ask)
        assert app.screen.buttons.labels[1].startswith("Save elsewhere")
        await pilot.press("e")
        await settle(pilot)
        app.screen.query_one("Input").value = str(tmp_path / "saved.md")
        await pilot.press("enter")
        await settle(pilot)
        assert "Mine " in on_disk(tmp_path / "saved.md")
        assert not app.review_screen.keeper.unsaved


@pytest.mark.parametrize("kind", ["symbolic", "hard"])
async def test_a_review_with_another_name_is_saved_under_both(services: Services, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    real, link = folder / "review.md", tmp_path / "link.md"
    put_on_disk(real, REVIEW.encode())
    if kind == "symbolic":
        link.symlink_to(real)
    else:
        os.link(real, link)
    app = app_with(services, link)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Mine ", "ctrl+s")
        await settle(pilot)
        assert on_disk(real) == on_disk(link) == app.review_screen.editor.text
        assert link.is_symlink() is (kind == "symbolic")
        assert real.stat().st_nlink == (1 if kind == "symbolic" else 2)


def test_what_is_only_read_has_no_lock_and_no_offer(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "latin.md"
    put_on_disk(path, b"caf\xe9")
    services.recovery.snapshot(path, "kept")
    opened = open_review(path, services)
    assert opened.read_only
    assert opened.lock is None
    assert opened.recovered is None
    assert bytes_on_disk(path) == b"caf\xe9"


@pytest.mark.parametrize("keys", [("ctrl+t",), ("f9", "x"), ("f12",)])
async def test_nothing_is_asked_that_a_review_open_to_read_could_not_hold(services, tmp_path, keys) -> None:
    path = tmp_path / "old.md"
    path.write_bytes(b"# Caf\xe9\n")
    app = app_with(services, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert not app.screen.is_modal
        assert path.read_bytes() == b"# Caf\xe9\n"
        assert shows(app, "open to read only") or shows(app, "There is no record under the cursor")
