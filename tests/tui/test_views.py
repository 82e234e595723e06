"""The views over the whole review: golden thread, chronology, terms of reference, and the imports from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from imr_tui.tui.application import ImrApp
from imr_tui.tui.screens.chronology import ChronologyView
from imr_tui.tui.screens.export import ExportDialog
from imr_tui.tui.screens.import_events import ImportEvents
from imr_tui.tui.screens.import_source import AskSource
from imr_tui.tui.screens.import_terms import ImportTerms
from imr_tui.tui.screens.item_card import ItemCard
from imr_tui.tui.screens.record_form import RecordForm
from imr_tui.tui.screens.review_check import ReviewCheck
from imr_tui.tui.screens.terms import TermsView
from imr_tui.tui.screens.thread import ThreadView
from imr_tui.tui.services import Services
from imr_tui.tui.widgets.table import Table

from .conftest import MakeServices, app_with, rows, settle, shows
from .reviews import FRONT, HOSTILE, REVIEW

SMALL, ROOMY = (80, 24), (120, 36)
SIZES = [SMALL, ROOMY]

WHOLE = (
    FRONT
    + """# Overview {covers=overview}

## E1: The second call

- Date: 14 March 2023, 21:40
- Contact with: Victim
- Agencies: Northshire Police
- Action taken: Two officers attended.

## E2: The first call

- Date: 1 February 2022
- Contact with: Suspect
- Agencies: Northshire Police
- Action taken: None

## E3: Not dated

# Analysis {covers=analysis}

## T1: Response

How officers responded.

## T2: Risk

Whether risk was assessed.

## F1: Each call alone

- Events: E1, E2
- Practice: Not consistent with policy
- Terms of reference: T1
"""
)
TABLE = "Date\tWhat happened\tSource\n3.4.22\tShe telephoned\tLog\n5/13/22\tHe wrote\t\n"


async def shown(app: ImrApp, pilot: Pilot[int], action: str) -> None:
    await settle(pilot)
    app.perform(action)
    await settle(pilot)


def listed(app: ImrApp) -> list[str]:
    return [row.cells[0] for row in app.screen.query_one(Table).listed]


# -------------------------------------------------------------------------------------------------- golden thread


@pytest.mark.parametrize("size", SIZES)
async def test_the_thread_shows_each_record_with_what_it_lacks(services: Services, size: tuple[int, int]) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=size) as pilot:
        await shown(app, pilot, "thread")
        assert isinstance(app.screen, ThreadView)
        drawn = rows(app)
        assert any("F1 Each call alone" in row and "no Why" not in row.partition("F1")[0] for row in drawn)
        assert any("E3 Not dated" in row and "no Date" in row for row in drawn)
        assert any("T2 Risk" in row and "no finding" in row for row in drawn)
        assert any("Close" in row and "Gaps only (F4)" in row for row in drawn)


async def test_enter_goes_to_the_record_and_f8_from_gap_to_gap(services: Services) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "thread")
        await pilot.press("home", "f8")
        chosen = app.screen.query_one(Table).selected
        assert shows(app, "F1, finding: Each call alone")
        await pilot.press("shift+f8", "f8")
        assert app.screen.query_one(Table).selected == chosen
        await pilot.press("enter")
        await settle(pilot)
        editor = app.review_screen.editor
        assert editor.text[editor.cursor :].startswith("F1: Each call alone")
        assert editor.has_focus


async def test_only_the_gaps_are_left_and_come_back(services: Services) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "thread")
        before = listed(app)
        await pilot.press("f4")
        left = listed(app)
        assert "E1 The second call" not in left
        assert "T2 Risk" in left
        await pilot.press("f4")
        assert listed(app) == before


@pytest.mark.parametrize(
    ("typed", "heading", "field"),
    [("t2", "## F2: ", "- Terms of reference: T2"), ("not dated", "## F2: ", "- Events: E3")],
)
async def test_the_missing_record_is_made_and_linked_as_one_undo_step(
    make_services: MakeServices, typed: str, heading: str, field: str
) -> None:
    app = app_with(make_services(record_forms=False), WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "thread")
        await pilot.press(*("space" if letter == " " else letter for letter in typed), "ctrl+t")
        await settle(pilot)
        editor = app.review_screen.editor
        assert heading in editor.text
        assert field in editor.text
        assert editor.text[: editor.cursor].endswith(heading)
        editor.undo()
        assert editor.text == WHOLE


async def test_a_missing_field_is_made_where_the_cursor_goes(make_services: MakeServices) -> None:
    text = WHOLE.replace(
        "- Terms of reference: T1\n",
        "- Terms of reference: T1\n\n"
        + "Many words are needed here. " * 6
        + "\n\n# Learning {covers=learning}\n\n## L1: x\n\n- Arises from: F1\n",
    )
    app = app_with(make_services(record_forms=False), text)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "thread")
        await pilot.press("f", "1", "ctrl+t")
        await settle(pilot)
        editor = app.review_screen.editor
        assert editor.text[: editor.cursor].endswith("- Why:")


async def test_with_forms_the_missing_record_is_made_by_its_form(services: Services) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "thread")
        await pilot.press("t", "2", "ctrl+t")
        await settle(pilot)
        assert isinstance(app.screen, RecordForm)
        await pilot.press(*"Risk", "ctrl+s")
        await settle(pilot)
        text = app.review_screen.editor.text
        assert "## F2: Risk\n" in text
        assert "- Terms of reference: T2\n" in text


async def test_with_forms_a_missing_field_is_filled_in_by_the_record_s_form(services: Services) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "thread")
        await pilot.press(*"dated", "ctrl+t")
        await settle(pilot)
        assert isinstance(app.screen, RecordForm)
        assert shows(app, "E3")


async def test_escape_takes_the_filter_away_first_and_then_leaves(services: Services) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "thread")
        everything = listed(app)
        await pilot.press("r", "i", "s", "k", "backspace")
        assert shows(app, "Filter: ris")
        assert "  F1 Each call alone" not in listed(app)
        await pilot.press("escape")
        assert listed(app) == everything
        await pilot.press("x", "q", "z")
        assert shows(app, "Nothing fits")
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert not app.screen.is_modal


async def test_no_record_yet_is_said_with_the_next_step(services: Services) -> None:
    app = app_with(services, FRONT + "# Nothing\n")
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "thread")
        assert shows(app, "There is no record yet.")
        await pilot.press("enter", "f8", "ctrl+t", "escape")
        await settle(pilot)
        assert not app.screen.is_modal


@pytest.mark.parametrize("action", ["thread", "chronology", "terms"])
async def test_text_that_looks_like_markup_is_shown_as_it_is(services: Services, action: str) -> None:
    app = app_with(
        services, WHOLE.replace("The second call", f"The {HOSTILE}").replace("T1: Response", f"T1: {HOSTILE}")
    )
    async with app.run_test(size=ROOMY) as pilot:
        await shown(app, pilot, action)
        assert shows(app, "[REDACTED] [/]")


# ----------------------------------------------------------------------------------------------------- chronology


@pytest.mark.parametrize("size", SIZES)
async def test_the_chronology_is_in_order_of_time_with_its_gaps(services: Services, size: tuple[int, int]) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=size) as pilot:
        await shown(app, pilot, "chronology")
        assert isinstance(app.screen, ChronologyView)
        assert [row.cells[2] for row in app.screen.query_one(Table).listed] == [
            "E2 The first call",
            "no contact for 406 days",
            "E1 The second call",
            "E3 Not dated",
        ]
        assert shows(app, "3 events, 1 out of order")
        drawn = rows(app)
        assert any("E2 The first call" in row and "out of order" in row for row in drawn)
        assert any("E3 Not dated" in row and "no date" in row for row in drawn)


async def test_it_is_narrowed_by_person_period_and_length_of_gap(services: Services) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "chronology")
        view = app.screen
        view.query_one("#gap", Input).value = "500"
        await settle(pilot)
        assert len(view.query_one(Table).listed) == 3
        view.query_one("#from", Input).value = "2023"
        await settle(pilot)
        assert [row.key for row in view.query_one(Table).listed] == ["E1"]
        view.query_one("#from", Input).value = "soon"
        await settle(pilot)
        assert shows(app, "Not a date yet.")
        view.query_one("#from", Input).value = ""
        view.query_one("#with").focus()
        await pilot.press("right")
        await settle(pilot)
        assert [row.key for row in view.query_one(Table).listed] == ["E2"]
        assert shows(app, "< Suspect >")


async def test_one_key_puts_the_events_in_order_as_one_undo_step(services: Services) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "chronology")
        await pilot.press("ctrl+o")
        await settle(pilot)
        editor = app.review_screen.editor
        assert editor.text.index("E2: The first call") < editor.text.index("E1: The second call")
        assert sorted(editor.text) == sorted(WHOLE)
        editor.undo()
        assert editor.text == WHOLE
        await shown(app, pilot, "chronology")
        await pilot.press("enter")
        await settle(pilot)
        assert editor.text[editor.cursor :].startswith("E2: The first call")


async def test_events_in_order_are_left_alone(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "chronology")
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert shows(app, "stand in order of time already")


@pytest.mark.parametrize("size", SIZES)
async def test_a_pasted_table_is_looked_at_corrected_and_written_as_one_step(
    services: Services, size: tuple[int, int]
) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=size) as pilot:
        await shown(app, pilot, "chronology")
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert isinstance(app.screen, AskSource)
        app.screen.query_one(Input).post_message(Paste(TABLE))
        await settle(pilot)
        assert isinstance(app.screen, ImportEvents)
        assert shows(app, "Import from what was pasted: 2 of 2 rows taken, 1 doubtful")
        assert shows(app, "< Date >")
        await pilot.press("down", "down", "right")
        await settle(pilot)
        assert shows(app, "< Title >")
        await pilot.press("left", "f8")
        await settle(pilot)
        assert shows(app, "there is no such month")
        await pilot.press("space")
        await settle(pilot)
        assert shows(app, "1 of 2 rows taken")
        await pilot.press("ctrl+s")
        await settle(pilot)
        editor = app.review_screen.editor
        assert "## E4: She telephoned\n\n- Date: 3 April 2022\n" in editor.text
        assert "- Sources: S1\n" in editor.text
        assert "He wrote" not in editor.text
        assert shows(app, "1 event imported, 1 source. Ctrl+Z")
        editor.undo()
        assert editor.text == WHOLE


async def test_a_file_that_cannot_be_used_is_asked_for_again(services: Services, tmp_path: Path) -> None:
    table = tmp_path / "chronology.csv"
    table.write_text(TABLE.replace("\t", ","), encoding="utf-8")
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "import_events")
        await pilot.press("enter")
        assert shows(app, "Paste the table here, or type the name of its file.")
        app.screen.query_one(Input).value = str(tmp_path / "other.csv")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, AskSource)
        assert shows(app, "The file cannot be read.")
        app.screen.query_one(Input).value = str(table)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ImportEvents)
        await pilot.press("escape")
        await settle(pilot)
        assert app.review_screen.editor.text == WHOLE
        assert not app.screen.is_modal


async def test_what_is_pasted_and_is_no_table_is_refused_and_asked_for_again(services: Services) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "import_events")
        app.screen.query_one(Input).post_message(Paste("a\tb\n" + "x" * 30_000 + "\t2\n"))
        await settle(pilot)
        assert isinstance(app.screen, AskSource)
        assert shows(app, "The table is too large to import.")


# ---------------------------------------------------------------------------------------------- terms of reference


@pytest.mark.parametrize("size", SIZES)
async def test_the_terms_stand_beside_the_findings_that_answer_them(
    make_services: MakeServices, size: tuple[int, int]
) -> None:
    app = app_with(make_services(record_forms=False), WHOLE)
    async with app.run_test(size=size) as pilot:
        await shown(app, pilot, "terms")
        assert isinstance(app.screen, TermsView)
        assert shows(app, "Terms of reference: 1 of 2 answered")
        drawn = rows(app)
        assert any("T1 Response" in row and "F1" in row for row in drawn)
        assert any("T2 Risk" in row and "no finding" in row for row in drawn)
        assert shows(app, "Answered by F1, under Analysis")
        await pilot.press("f8", "ctrl+t")
        await settle(pilot)
        assert "- Terms of reference: T2" in app.review_screen.editor.text


async def test_a_pasted_list_becomes_terms_as_one_step(services: Services) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "terms")
        await pilot.press("ctrl+o")
        await settle(pilot)
        app.screen.query_one(Input).post_message(
            Paste("1. Whether risk was assessed.\n2. What was shared\n3. Not this one")
        )
        await settle(pilot)
        assert isinstance(app.screen, ImportTerms)
        assert shows(app, "the same as T2")
        await pilot.press("end", "enter", "ctrl+s")
        await settle(pilot)
        editor = app.review_screen.editor
        assert "## T3: What was shared\n\nWhat was shared\n" in editor.text
        assert "T4" not in editor.text
        editor.undo()
        assert editor.text == WHOLE


# ----------------------------------------------------------------------------------------------- check your review


@pytest.mark.parametrize("size", SIZES)
async def test_check_your_review_goes_to_what_is_open_and_on_to_the_export(
    services: Services, size: tuple[int, int]
) -> None:
    app = app_with(services, WHOLE)
    async with app.run_test(size=size) as pilot:
        await shown(app, pilot, "review_check")
        assert isinstance(app.screen, ReviewCheck)
        assert any("1 Characteristics: 0 of 4 settled" in row for row in rows(app))
        await pilot.press(*"outcome-based")
        await settle(pilot)
        assert shows(app, "No recommendation is recorded yet")
        await pilot.press("escape", "home", "f8", *"taken", "enter")
        await settle(pilot)
        editor = app.review_screen.editor
        assert editor.text[editor.cursor :].startswith("E3: Not dated")
        await shown(app, pilot, "review_check")
        await pilot.press("ctrl+e")
        await settle(pilot)
        assert isinstance(app.screen, ExportDialog)


async def test_a_question_without_a_place_is_told_by_its_card(services: Services) -> None:
    app = app_with(services, FRONT + "# Nothing\n")
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "review_check")
        await pilot.press(*"outcome", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ItemCard)
        assert app.screen.item.id == "recommendations.2"
