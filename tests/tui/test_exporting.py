from __future__ import annotations

import gc
import struct
import sys
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from imr_tui.analysis.analyse import analyse
from imr_tui.data.loader import load_rules
from imr_tui.storage.policy import Policy
from imr_tui.tui import late
from imr_tui.tui.application import ImrApp
from imr_tui.tui.export_wish import ExportWish
from imr_tui.tui.screens.export import ExportDialog
from imr_tui.tui.services import Services
from imr_tui.tui.turns import short_turns, untidied
from imr_tui.tui.widgets.chooser import Chooser

from .conftest import app_with, settle, shows
from .reviews import FRONT, REVIEW


def png() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("named", [True, False])
def test_the_word_file_holds_the_pictures_that_lie_beside_the_review(tmp_path: Path, *, named: bool) -> None:
    (tmp_path / "plan.png").write_bytes(png())
    rules = load_rules()
    made = late.word_file(
        analyse(f"{REVIEW}\n\n![Plan of the house](plan.png)\n", rules),
        rules,
        tmp_path / "review.md" if named else None,
        ExportWish(tmp_path / "review.docx", replace=False),
    )
    pictures = [name for name in ZipFile(BytesIO(made)).namelist() if name.endswith(".png")]
    assert len(pictures) == int(named)


# The dialog, and the names before a copy with pseudonyms

PEOPLED = (
    FRONT
    + """# People {covers=characteristics}

## P1: Alina Moravec

- Role: Victim
- Name and aliases: Alina Moravec

# Overview {covers=overview}

Alina told PC Tom Ellery that her sister, Dana Moravec, would help. PC Ellery asked Openhand.

## E1: A call

- Date: 14 March 2023
"""
)


async def until(app: ImrApp, pilot: Pilot[int], text: str) -> None:
    for _ in range(300):
        await settle(pilot)
        if shows(app, text):
            return
    pytest.fail(text)


async def opened(app: ImrApp, pilot: Pilot[int]) -> ExportDialog:
    await settle(pilot)
    await pilot.press("ctrl+e")
    await settle(pilot)
    assert isinstance(app.screen, ExportDialog)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_is_exported_gives_the_file_its_name(
    services: Services, tmp_path: Path, size: tuple[int, int]
) -> None:
    review = tmp_path / "review.md"
    review.write_text(PEOPLED)
    app = app_with(services, review)
    async with app.run_test(size=size) as pilot:
        dialog = await opened(app, pilot)
        for label in ("the whole review, with names", "not shown", "not added", "Export", "Cancel"):
            assert shows(app, label)
        target, profile = dialog.query_one("#target", Input), dialog.query_one("#profile", Chooser)
        assert target.value == str(tmp_path / "review.docx")
        profile.focus()
        await pilot.press("right", "right")
        await settle(pilot)
        assert target.value == str(tmp_path / "review-chronology.docx")
        assert dialog.query_one("#draft", Chooser).disabled
        target.value = str(tmp_path / "events.csv")
        target.focus()
        await pilot.press("enter")
        await until(app, pilot, "The file is written")
    assert (tmp_path / "events.csv").read_bytes().decode("utf-8-sig").startswith("Ref,Date,")


async def test_only_what_the_site_allows_is_offered(services: Services, tmp_path: Path) -> None:
    review = tmp_path / "review.md"
    review.write_text(PEOPLED)
    ruled = replace(services, policy=Policy(export_profiles=("chronology", "pseudonyms")))
    app = app_with(ruled, review)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await opened(app, pilot)
        profile = dialog.query_one("#profile", Chooser)
        profile.focus()
        seen = set()
        for _ in range(4):
            seen.add(profile.value)
            await pilot.press("right")
        assert shows(app, "the chronology alone")
        assert seen == {"", "a copy with pseudonyms, for publication"}


async def test_a_draft_shows_what_is_open(services: Services, tmp_path: Path) -> None:
    review = tmp_path / "review.md"
    review.write_text(PEOPLED)
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await opened(app, pilot)
        dialog.query_one("#draft", Chooser).focus()
        await pilot.press("space")
        dialog.query_one("#target", Input).focus()
        await pilot.press("enter")
        await until(app, pilot, "The Word document is written")
    assert "word/comments.xml" in ZipFile(tmp_path / "review.docx").namelist()


async def test_names_are_decided_before_a_copy_is_made(services: Services, tmp_path: Path) -> None:
    review = tmp_path / "review.md"
    review.write_text(PEOPLED)
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await opened(app, pilot)
        dialog.query_one("#profile", Chooser).value = "a copy with pseudonyms, for publication"
        await settle(pilot)
        dialog.query_one("#target", Input).focus()
        await pilot.press("enter")
        await until(app, pilot, "Names in a copy with pseudonyms")
        await pilot.press("ctrl+e")
        await settle(pilot)
        assert shows(app, "2 names still need a decision")
        assert shows(app, "Shares a name with somebody in the review; needed in any case")
        await pilot.press("enter", *"Naomi", "enter")
        await settle(pilot)
        assert shows(app, "her sister, Dana Moravec, would help")
        await pilot.press("enter", *"Ruth", "enter")
        await settle(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert shows(app, "Officer A")
        await pilot.press("ctrl+k", "ctrl+e")
        await settle(pilot)
        if shows(app, "Ctrl+E again"):
            await pilot.press("ctrl+e")
        await until(app, pilot, "The Word document is written")
        text = app.review_screen.editor.text
    assert "- Pseudonym: Naomi" in text
    assert '"Dana Moravec" = "Ruth"' in text
    assert '"PC Ellery" = "Officer A"' in text
    body = ZipFile(tmp_path / "review-pseudonyms.docx").read("word/document.xml").decode()
    assert "Naomi told Officer A that her sister, Ruth, would help" in body
    assert "Moravec" not in body


async def test_closing_the_names_keeps_what_was_decided_and_exports_nothing(services: Services, tmp_path: Path) -> None:
    review = tmp_path / "review.md"
    review.write_text(PEOPLED)
    app = app_with(services, review)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog = await opened(app, pilot)
        dialog.query_one("#profile", Chooser).value = "a copy with pseudonyms, for publication"
        await settle(pilot)
        dialog.query_one("#target", Input).focus()
        await pilot.press("enter")
        await until(app, pilot, "Names in a copy with pseudonyms")
        await pilot.press("enter", *"Naomi", "enter", "escape")
        await settle(pilot)
        assert "- Pseudonym: Naomi" in app.review_screen.editor.text
        await pilot.press("ctrl+z")
        assert "Pseudonym" not in app.review_screen.editor.text
    assert not (tmp_path / "review-pseudonyms.docx").exists()


def test_work_beside_the_typing_gives_back_what_it_changed() -> None:
    before, collects = sys.getswitchinterval(), gc.isenabled()
    with short_turns(), untidied():
        with short_turns(), untidied():
            assert not gc.isenabled()
        assert sys.getswitchinterval() < before
        assert not gc.isenabled()
    assert (sys.getswitchinterval(), gc.isenabled()) == (before, collects)
