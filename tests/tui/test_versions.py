"""Versions in the interface: kept at opening and at export, named, listed with what changed since, taken back, removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.stamp import digest
from imr_tui.storage.versions import Kept
from imr_tui.tui.editor.widget import Editor
from imr_tui.tui.opening import open_review
from imr_tui.tui.screens.dialog import Ask, AskText
from imr_tui.tui.screens.reading import Reading
from imr_tui.tui.screens.versions import Versions
from imr_tui.tui.services import Services
from imr_tui.tui.widgets.pick_list import PickList

from .conftest import app_with, ended, rows, settle, shows
from .reviews import REVIEW

LATER = "Later."


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.md"
    path.write_text(REVIEW, encoding="utf-8")
    return path


def on_disk(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def events(services: Services) -> list[str]:
    return [json.loads(line.partition(" ")[2])["what"] for line in on_disk(services.audit.file).splitlines()]


async def test_the_text_found_at_opening_is_kept_once(services: Services, review: Path) -> None:
    for _ in range(2):
        app = app_with(services, review)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("ctrl+q")
            await ended(pilot)
    (kept,) = services.versions.listing(review)
    assert kept.kept is Kept.OPENING
    assert services.versions.text(kept) == REVIEW


async def test_a_version_that_cannot_be_kept_at_opening_is_told_and_work_goes_on(
    services: Services, review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise NotSavedError("The version was not kept", OSError(28, ""))

    monkeypatch.setattr(services.versions, "keep_opening", refuse)
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert shows(app, "The text as it was opened could not be kept as a version: The disk is full.")


async def test_a_version_is_kept_under_a_name_that_is_not_taken(services: Services, review: Path) -> None:
    services.versions.keep(review, "other", "before the panel")
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"New ")
        app.perform("keep_version")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        assert app.screen.query_one(Input).value == "20 September 2025, 10:42"
        app.screen.query_one(Input).value = "Before the panel"
        await pilot.press("enter")
        await settle(pilot)
        assert shows(app, "There is a version of that name")
        await pilot.press("escape")
        await settle(pilot)
        app.screen.query_one(Input).value = "to the panel"
        await pilot.press("enter")
        await settle(pilot)
        assert shows(app, "Kept as the version “to the panel”.")
        kept = services.versions.named(review, "to the panel")
        assert services.versions.text(kept) == app.review_screen.editor.text
        assert on_disk(review) == REVIEW, "what is kept need not be saved"
    assert "snapshot" in events(services)


async def test_a_review_without_a_file_has_no_versions_yet(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for ident in ("keep_version", "versions"):
            app.perform(ident)
            await settle(pilot)
            assert shows(app, "Save the review first: versions belong to its file.")


async def listed(app: object, pilot: object) -> Versions:
    await pilot.press("f6", "v")
    await settle(pilot)
    assert isinstance(app.screen, Versions)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_list_says_when_why_how_long_and_what_changed_since(
    services: Services, review: Path, size: tuple[int, int]
) -> None:
    services.versions.keep(review, REVIEW.replace(LATER, "Another strategy."), "before the panel")
    app = app_with(services, review)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = await listed(app, pilot)
        names = [version.name for version in services.versions.listing(review)]
        assert [name.partition(" ")[0] for name in names] == ["opened", "before"]
        assert shows(app, "as it was opened, ")
        assert shows(app, "Since then: The texts are the same.") or shows(app, "The texts are the same.")
        assert any(" words" in row for row in rows(app))
        await pilot.press("down")
        await settle(pilot)
        assert shows(app, "before the panel, ")
        assert shows(app, "Strategy: text changed, 1 word, before 2")
        assert screen.query_one(PickList).place == 1
        assert any("Compare (c)    Read (o)    Take back (r)    Remove (d)    Close" in row for row in rows(app))


async def test_a_version_is_compared_read_and_taken_back_in_one_step(services: Services, review: Path) -> None:
    earlier = REVIEW.replace(LATER, "Another strategy.")
    services.versions.keep(review, earlier, "before the panel")
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await listed(app, pilot)
        await pilot.press("down", "o")
        await settle(pilot)
        assert isinstance(app.screen, Reading)
        await pilot.press(*"typed")
        assert app.screen.query_one(Editor).text == earlier
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.query_one(PickList).place == 1, "back in the list, where one was"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Ask)
        assert shows(app, "+Later.")
        assert shows(app, "-Another strategy.")
        await pilot.press("r")
        await settle(pilot)
        assert app.review_screen.editor.text == earlier
        assert shows(app, "Ctrl+Z brings your text back.")
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == REVIEW
    assert "recover" in events(services)


async def test_a_version_is_removed_when_that_is_confirmed(services: Services, review: Path) -> None:
    services.versions.keep(review, "one", "one")
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await listed(app, pilot)
        await pilot.press("down", "d")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert len(services.versions.listing(review)) == 2
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        (kept,) = services.versions.listing(review)
        assert kept.kept is Kept.OPENING
        assert isinstance(app.screen, Versions)
    assert "purge" in events(services)


async def test_a_damaged_version_is_told(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        kept = services.versions.keep(review, "one", "one")
        await listed(app, pilot)
        kept.file.write_bytes(b"")
        await pilot.press("o")
        await settle(pilot)
        assert shows(app, "The version cannot be read")


async def test_in_a_review_to_read_no_version_is_taken_back(services: Services, review: Path) -> None:
    services.versions.keep(review, "other", "one")
    app = app_with(services)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(open_review(review, services, read_only=True))
        await settle(pilot)
        assert len(services.versions.listing(review)) == 1, "what is only read is not kept"
        await listed(app, pilot)
        await pilot.press("r")
        await settle(pilot)
        assert app.review_screen.editor.text == REVIEW


async def test_what_is_exported_is_kept_as_a_version_and_on_the_audit_trail(services: Services, review: Path) -> None:
    app = app_with(services, review)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press(*"New ")
        await pilot.press("ctrl+e")
        await settle(pilot)
        await pilot.press("enter")
        for _ in range(400):
            await settle(pilot)
            if "export" in events(services) and len(services.versions.listing(review)) == 2:
                break
        kept = services.versions.listing(review)[0]
        assert kept.kept is Kept.EXPORT
        assert services.versions.text(kept) == app.review_screen.editor.text
    entries = [json.loads(line.partition(" ")[2]) for line in on_disk(services.audit.file).splitlines()]
    (exported,) = [entry for entry in entries if entry["what"] == "export"]
    data = review.with_suffix(".docx").read_bytes()
    assert (exported["size"], exported["sha256"]) == (len(data), digest(data))
    assert exported["marking"] == "OFFICIAL-SENSITIVE"
