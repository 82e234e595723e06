"""The record form as an officer meets it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.events import Key
from textual.pilot import Pilot

from imr_tui.document.schema import FieldSpec, FieldType
from imr_tui.tui.application import ImrApp
from imr_tui.tui.screens.record_form import RecordForm
from imr_tui.tui.services import Services

from .conftest import app_with, rows, settle, shows
from .reviews import FRONT, REVIEW

SMALL = (80, 24)


async def opened(app: ImrApp, pilot: Pilot[int], words: str) -> RecordForm:
    """The form of the record in which `words` stand."""
    await settle(pilot)
    screen = app.review_screen
    screen.editor.go_to(screen.editor.text.index(words))
    await pilot.press("f12")
    await settle(pilot)
    assert isinstance(app.screen, RecordForm)
    return app.screen


async def test_a_new_event_is_filled_in_as_it_is_typed(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for key in ["ctrl+t", "e", *"A second call", "tab", *"14/3/23 2140"]:
            app.post_message(Key(key if key != " " else "space", key if len(key) == 1 else None))
        await settle(pilot)
        assert shows(app, "Tuesday 14 March 2023 at 21:40")
        await pilot.press(
            "tab", "v", "enter", *"Northshire Police", "tab", *"They went", "enter", *"They left", "ctrl+s"
        )
        await settle(pilot)
        text = app.review_screen.editor.text
        assert (
            "## E2: A second call\n\n- Date: 14/3/23 2140\n- Contact with: Victim\n- Agencies: Northshire Police\n"
            in text
        )
        assert "- Action taken: They went\n\n  They left\n" in text
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == REVIEW


async def test_a_stray_letter_after_a_form_is_saved_breaks_no_heading(services: Services) -> None:
    app = app_with(services, FULL.replace("## E2: Second call", "## E2: Second call {#second}"))
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "Second call")
        await go_to_cell(app, pilot, "Agencies")
        await pilot.press(*"Northshire Police", "ctrl+s")
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        text = app.review_screen.editor.text
        assert "\n## E2: Second callx {#second}\n" in text
        assert app.review_screen.analysis.report.records["E2"].title == "Second callx"


FULL = (
    FRONT.replace('["Victim"]', '["Victim", "Suspect"]')
    + """# People {covers=characteristics}

## P1: Victim

- Role: Victim
- Disability: Yes
  - Restriction: not known to the family
- Sex:

## P2: Suspect

- Role: Suspect
- Sex: Male

# Method {covers=methodology}

## S1: Command log

- Type: Police system

# Overview {covers=overview}

## E1: First call

- Date: 1 May 2020

Somebody rang [E2].

## E2: Second call

- Date: 2 May 2020
- Log number: 12 <!-- mine -->

# Analysis {covers=analysis}

## F1: No risk assessment

- Events: E1 (the first)
- Practice: Good practice
"""
)


async def test_links_are_picked_by_typing_several_at_once_and_taken_out_again(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "No risk")
        await pilot.press("shift+tab", "shift+tab", "tab", "tab", "tab")
        await go_to_cell(app, pilot, "Events")
        assert shows(app, "E1: First call")
        await pilot.press(*", second", "enter")
        assert shows(app, "E1: First call; E2: Second call")
        await pilot.press("up", "enter", "escape", "ctrl+s")
        await settle(pilot)
        assert app.review_screen.editor.text == FULL.replace("- Events: E1 (the first)", "- Events: E2")
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == FULL


async def go_to_cell(app: ImrApp, pilot: Pilot[int], name: str) -> None:
    """Put the pen into the field of that name."""
    form = app.screen
    assert isinstance(form, RecordForm)
    form.go(next(key for key in form.cells() if key[1].name == name))
    await pilot.pause()


async def test_a_number_that_no_record_has_is_pointed_at_before_it_is_kept(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "No risk")
        await go_to_cell(app, pilot, "Events")
        await pilot.press(*", E9", "escape", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, RecordForm)
        assert shows(app, "There is no E9 in this review. Ctrl+S again keeps it as it is written.")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "- Events: E1 (the first), E9\n" in app.review_screen.editor.text


async def test_what_is_missing_is_made_from_the_list_in_the_same_undo_step(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "Second call")
        await go_to_cell(app, pilot, "Sources")
        await pilot.press("enter", "down", "enter")
        await settle(pilot)
        assert shows(app, "New source")
        await pilot.press(*"Custody record", "enter")
        await settle(pilot)
        assert shows(app, "S2: Custody record")
        await pilot.press("ctrl+s")
        await settle(pilot)
        text = app.review_screen.editor.text
        assert "## S2: Custody record\n\n- Type:\n- Accessed:\n" in text
        assert "- Date: 2 May 2020\n- Sources: S2\n- Log number: 12 <!-- mine -->\n" in text
        assert shows(app, "S2 made with it: F12 there fills it in.")
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == FULL


async def test_subjects_stand_side_by_side_each_cell_with_its_restriction(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "Role: Suspect")
        drawn = rows(app)
        assert shows(app, "People: P1, P2")
        assert any(row.split()[1:3] == ["P1", "P2"] for row in drawn)
        await go_to_cell(app, pilot, "Sex")
        await pilot.press(*"Female", "tab")
        await pilot.press("ctrl+r", *"the press", "ctrl+s")
        await settle(pilot)
        text = app.review_screen.editor.text
        assert text == FULL.replace("- Sex:\n", "- Sex: Female\n").replace(
            "- Sex: Male\n", "- Sex: Male\n  - Restriction: the press\n"
        )


@pytest.mark.parametrize(("width", "shown"), [(44, 1), (80, 2), (120, 2)])
async def test_as_many_subjects_are_shown_as_there_is_room_for(services: Services, width: int, shown: int) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=(width, 30)) as pilot:
        await opened(app, pilot, "Role: Suspect")
        values = [row for row in rows(app) if "Role " in row]
        assert ("Suspect" in values[0]) is (shown == 2)
        await pilot.press("tab")
        assert any("Suspect" in row for row in rows(app))


async def test_what_the_checklist_wants_is_marked_and_named(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "Second call")
        marked = [row[2:22].strip() for row in rows(app) if row[22:25].startswith(" *")]
        assert {"Contact with", "Agencies", "Action taken"} <= set(marked)
        assert "Log number" not in marked
        await go_to_cell(app, pilot, "Agencies")
        assert shows(app, "Still wanted for: Overview")
        await pilot.press(*"Police")
        assert not shows(app, "Still wanted for: Overview")


async def test_leaving_asks_only_where_something_was_changed(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "Second call")
        await pilot.press("tab", "down", "escape")
        await settle(pilot)
        assert not app.screen.is_modal
        await opened(app, pilot, "Second call")
        await pilot.press("x", "escape")
        await settle(pilot)
        assert shows(app, "You have changed something in this form and not saved it.")
        await pilot.press("d")
        await settle(pilot)
        assert app.review_screen.editor.text == FULL
        await pilot.press("ctrl+t", "e")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert not app.screen.is_modal
        assert app.review_screen.editor.text == FULL


async def test_what_a_cell_cannot_hold_is_said_and_nothing_is_lost(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "Second call")
        await pilot.press("shift+tab", "tab")
        form = app.screen
        form.go(form.cells()[0])
        await pilot.press(*" {covers=analysis}", "ctrl+s")
        await settle(pilot)
        assert app.screen is form
        assert shows(app, "would be read as more than its words")
        assert form.model.value(form.cells()[0]).endswith("{covers=analysis}")


async def test_a_copy_is_made_when_its_form_is_saved(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await at(app, pilot, "Second call")
        await pilot.press("ctrl+t", "d")
        await settle(pilot)
        assert isinstance(app.screen, RecordForm)
        await pilot.press(*" again", "ctrl+s")
        await settle(pilot)
        text = app.review_screen.editor.text
        assert "## E3: Second call again\n\n- Date: 2 May 2020\n- Log number: 12 <!-- mine -->\n\n# Analysis" in text
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == FULL


async def at(app: ImrApp, pilot: Pilot[int], words: str) -> None:
    await settle(pilot)
    app.review_screen.editor.go_to(app.review_screen.editor.text.index(words))


async def test_a_record_moves_up_and_down_among_its_kind(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await at(app, pilot, "Second call")
        await pilot.press("ctrl+t", "u")
        await settle(pilot)
        assert list(app.review_screen.current().report.records)[3:5] == ["E2", "E1"]
        assert shows(app, "E2 moved up.")
        app.perform("record_down")
        await settle(pilot)
        assert app.review_screen.editor.text == FULL
        app.perform("record_down")
        await settle(pilot)
        assert shows(app, "E2 is the last one here")


async def test_deleting_lists_first_who_refers_to_it(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await at(app, pilot, "First call")
        await pilot.press("ctrl+t", "x")
        await settle(pilot)
        assert shows(app, "Delete E1?")
        line = FULL[: FULL.index("## F1")].count("\n") + 1
        assert shows(app, f"F1: No risk assessment (line {line})")
        await pilot.press("k")
        await settle(pilot)
        assert app.review_screen.editor.text == FULL
        app.perform("delete_record")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert "E1" not in app.review_screen.current().report.records
        await pilot.press("ctrl+z")
        assert app.review_screen.editor.text == FULL


async def test_a_new_number_is_followed_by_every_reference(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await at(app, pilot, "First call")
        await pilot.press("ctrl+t", "n")
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("backspace", "backspace", *"7", "enter")
        await settle(pilot)
        assert app.review_screen.editor.text == FULL.replace("E1", "E7")
        app.perform("renumber")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert list(app.review_screen.current().report.records) == ["P1", "P2", "S1", "E1", "E2", "F1"]
        assert app.review_screen.current().report.records["F1"].linked("Events") == ("E1",)


async def test_a_choice_that_was_begun_is_completed_by_tab(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "No risk")
        await go_to_cell(app, pilot, "Practice")
        await pilot.press("ctrl+a", *"not", "tab", "ctrl+s")
        await settle(pilot)
        assert "- Practice: Not consistent with policy\n" in app.review_screen.editor.text


@pytest.mark.parametrize("size", [SMALL, (120, 36), (60, 20)])
async def test_every_kind_has_a_form_with_all_its_fields(services: Services, size: tuple[int, int]) -> None:
    app = app_with(services, "# One\n")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for kind in services.rules.schema.kinds.values():
            await pilot.press("ctrl+t", kind.letter.casefold(), *"Some title")
            await settle(pilot)
            form = app.screen
            assert isinstance(form, RecordForm)
            names = [key[1].name for key in form.cells() if key[1].name]
            assert names == [field.name for field in kind.fields]
            for key in form.cells():
                form.go(key)
                assert form.model.said(key).help
            await pilot.press("ctrl+s")
            await settle(pilot)
        assert list(app.review_screen.current().report.records) == [f"{kind}1" for kind in services.rules.schema.kinds]


async def test_a_field_or_kind_that_the_schema_gains_needs_no_code(services: Services) -> None:
    schema = services.rules.schema
    event = schema.kinds["E"]
    weather = FieldSpec("Weather", FieldType.CHOICE, choices=("Fine", "Foul"), help="What it was like outside.")
    kinds = {**schema.kinds, "E": replace(event, fields=(*event.fields, weather))}
    rules = replace(services.rules, schema=replace(schema, kinds=kinds))
    app = app_with(replace(services, read_rules=lambda: rules), FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "Second call")
        await go_to_cell(app, pilot, "Weather")
        assert shows(app, "What it was like outside.")
        await pilot.press(*"fo", "enter", "ctrl+s")
        await settle(pilot)
        assert "- Weather: Foul\n" in app.review_screen.editor.text


async def test_the_form_at_80_by_24(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "No risk")
        form = app.screen
        form.go(form.cells()[2])
        await pilot.press("enter")
        await settle(pilot)
        drawn = [row[2:-1].rstrip() for row in rows(app)]
    assert drawn[1] == "Finding F1: No risk assessment"
    assert drawn[2].split() == ["Title", "*", "No", "risk", "assessment"]
    assert drawn[4].split() == ["Practice", ">Good", "practice"]
    assert [row.split("  ")[-1].strip() for row in drawn[5:9]] == [
        "Consistent with policy",
        "Consistent, but the policy was not appropriate",
        "Not consistent with policy",
        "✓ Good practice",
    ]
    assert "Enter takes “Good practice”; Esc closes the list." in drawn
    assert "Save (Ctrl+S)" in drawn[-2]


@pytest.mark.parametrize("size", [(40, 10), (80, 24)])
async def test_the_cell_that_is_written_in_is_in_view(services: Services, size: tuple[int, int]) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=size) as pilot:
        form = await opened(app, pilot, "Second call")
        for cell in form.cells():
            form.go(cell)
            await settle(pilot)
            assert form.pen.region.height > 0
            assert form.sheet.region.contains_region(form.pen.region), cell


async def test_the_help_for_a_date_is_read_to_its_end(services: Services) -> None:
    app = app_with(services, FULL)
    async with app.run_test(size=SMALL) as pilot:
        await opened(app, pilot, "Second call")
        await go_to_cell(app, pilot, "Date")
        await settle(pilot)
        assert shows(app, "will do where more is not known. (practice advice 2d)")
