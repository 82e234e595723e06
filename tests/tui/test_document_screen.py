from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.geometry import Region

from imr_tui.checklist.model import State
from imr_tui.tui.application import ImrApp
from imr_tui.tui.screens.dialog import AskText
from imr_tui.tui.screens.item_card import ItemCard
from imr_tui.tui.services import Services

from .conftest import MakeServices, app_with, rows, settle, shows
from .reviews import BODY, REVIEW

SMALL = (80, 24)
LARGE = (120, 36)


def state_of(app: ImrApp, ident: str) -> State:
    item = app.review_screen.current().checklist.item(ident)
    assert item is not None
    return item.state


async def test_the_screen_at_80_by_24(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        drawn = rows(app)
    assert len(drawn) == 24
    assert drawn == [
        " OFFICIAL-SENSITIVE      Northshire Police DHR/2025/014                 Draft 2",
        "1 of 24 done         │ Details of the review (Ctrl+U shows them)",
        "◐ Characteristics 0/4│",
        "○ Language        0/3│ # Contact with the police {covers=overview}",
        "○ Method          0/3│",
        "◐ Overview        1/2│ Officers met the household four times in two years. Each",
        "◐ Analysis        0/4│ visit followed a call from someone outside the home, and",
        "○ Learning        0/2│ on each occasion the people who attended were new to it.",
        "○ Recommendations 0/3│ This part sets out what they were told, what they",
        "○ Feedback        0/3│ recorded, and which other bodies heard of it.",
        "                     │",
        "                     │ ## E1: 999 call from a neighbour",
        "                     │",
        "                     │ - Date: 14 March 2023, 21:40",
        "                     │ - Contact with: Victim",
        "                     │ - Agencies: Northshire Police",
        "                     │ - Action taken:",
        "                     │",
        "                     │ The call-taker heard shouting.",
        "                     │",
        "                     │ # Analysis {covers=analysis}",
        "                     │",
        " F8: Overview of contact: missing E1 Action ta…   not saved · line 17 · 1 of 24",
        " F1 Help  F8 Next  F9 Confirm  F6 Checklist  ^T Record  ^E Export  ^P Commands",
    ]


async def test_the_screen_at_120_by_36(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        drawn = rows(app)
    assert len(drawn) == 36
    assert drawn[0].split() == ["OFFICIAL-SENSITIVE", "Northshire", "Police", "DHR/2025/014", "Draft", "2"]
    assert [row[:41] for row in drawn[1:18]] == [
        " Checklist                 1 of 24 done │",
        " ◐ 1 Characteristics             0 of 4 │",
        "   ○ Recorded, or not known not started │",
        "   ? Effect on decisions                │",
        "       needs your judgement             │",
        "   ○ Intersection in analysis           │",
        "       not started                      │",
        "   ? Access and relevance               │",
        "       needs your judgement             │",
        " ○ 2 Language                    0 of 3 │",
        " ○ 3 Method                      0 of 3 │",
        " ◐ 4 Overview                    1 of 2 │",
        " ◐ 5 Analysis                    0 of 4 │",
        " ○ 6 Learning                    0 of 2 │",
        " ○ 7 Recommendations             0 of 3 │",
        " ○ 8 Feedback                    0 of 3 │",
        "                                        │",
    ]
    assert drawn[33][:41] == " Next: Overview of contact: missin…  F8 │"
    assert drawn[34].endswith("not saved · 106 words · line 17 · 1 of 24")
    assert drawn[35] == " F1 Help  F8 Next  F9 Confirm  F6 Checklist  ^T Record  ^E Export  ^P Commands  ^S Save"


async def test_below_72_columns_one_line_sums_up(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        drawn = rows(app)
        assert drawn[1].startswith(" 1 of 24  1")
        assert drawn[2] == " Details of the review (Ctrl+U shows them)"
        await pilot.press("f6")
        await settle(pilot)
        assert shows(app, " Checklist                 1 of 24 done")


async def test_on_a_narrow_screen_the_checklist_opens_over_the_text(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("f6")
        await settle(pilot)
        assert rows(app)[1].startswith(" Checklist")
        assert app.review_screen.sidebar.has_focus
        await pilot.press("f6")
        await settle(pilot)
        assert rows(app)[1].startswith("1 of 24 done")
        assert app.review_screen.editor.has_focus


async def test_the_checklist_can_be_hidden(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        assert rows(app)[1].startswith(" Details of the review")
        await pilot.press("ctrl+k")
        await settle(pilot)
        assert rows(app)[1].startswith(" Checklist")


async def test_the_hints_follow_the_focus(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        assert rows(app)[35].startswith(" F1 Help  F8 Next")
        await pilot.press("f6")
        await settle(pilot)
        assert rows(app)[35].startswith(" Enter Open  Space Confirm  x Not applicable  1-8 Area")


async def test_typing_changes_the_checklist_and_only_the_rows_that_differ(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.sidebar.select("feedback.3")
        await settle(pilot)
        selected, before = screen.sidebar.selected, screen.sidebar.rows
        assert state_of(app, "feedback.3") is State.TODO
        repainted: list[int] = []
        repaint = screen.sidebar.refresh

        def refresh(*regions: Region, **given: bool) -> object:
            repainted.extend(region.y for region in regions)
            return repaint(*regions, **given)

        screen.sidebar.refresh = refresh
        screen.editor.go_to(screen.editor.text.index("Later."))
        await pilot.press(*"The force has since put this work into its strategy for the years to come now. ")
        await settle(pilot)
        assert state_of(app, "feedback.3") is State.DONE
        after = screen.sidebar.rows
        assert screen.sidebar.selected == selected
        assert [row.key for row in after if row.chosen] == [row.key for row in before if row.chosen]
        changed = {line for line, row in enumerate(after) if line >= len(before) or before[line] != row}
        assert changed
        assert set(repainted) <= changed | {len(after)}


async def test_next_and_previous_go_through_what_is_open(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        seen = []
        for _ in range(4):
            await pilot.press("f8")
            await settle(pilot)
            seen.append((screen.last_visit.key, screen.editor.cursor))
            if app.screen is not screen:
                await pilot.press("escape")
                await settle(pilot)
        assert len(set(seen)) == 4
        assert [cursor for _, cursor in seen] == sorted(cursor for _, cursor in seen)
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert (screen.last_visit.key, screen.editor.cursor) == seen[2]
        assert screen.sidebar.selected == seen[2][0]


async def test_the_next_row_names_the_question_and_its_gap(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.editor.go_to(screen.editor.text.index("# Strategy"))
        await settle(pilot)
        assert shows(app, " Next: Tied to force strategy: ")


async def test_confirming_in_the_text_asks_by_the_card(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.editor.go_to(screen.editor.text.index("# Answers"))
        assert state_of(app, "characteristics.2") is State.CONFIRM
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, ItemCard)
        assert app.screen.item.id == "characteristics.2"
        before = screen.editor.text
        await pilot.press("f9")
        await settle(pilot)
        assert state_of(app, "characteristics.2") is State.DONE
        assert 'by = "Priya Nair"' in screen.editor.text
        assert "on = 2025-09-20" in screen.editor.text
        assert shows(app, "Confirmed: Effect on decisions.")
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert screen.editor.text == before
        assert state_of(app, "characteristics.2") is State.CONFIRM


async def test_in_the_checklist_one_key_confirms(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        await pilot.press("f6", "1", "down", "down", "space")
        await settle(pilot)
        assert screen.sidebar.selected == "characteristics.2"
        assert state_of(app, "characteristics.2") is State.DONE


async def test_a_confirmed_question_is_asked_again_when_its_text_changes(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.flow(screen.flows.judging.confirm("characteristics.2"))
        await settle(pilot)
        screen.editor.go_to(screen.editor.text.index("Her hearing"))
        await pilot.press(*"Once more: ")
        await settle(pilot)
        assert state_of(app, "characteristics.2") is State.LOOK_AGAIN
        screen.sidebar.select("characteristics.2")
        await settle(pilot)
        assert shows(app, "look again")
        assert shows(app, "its own text changed")
        assert not shows(app, "characteristics.2 changed")


async def test_what_is_missing_is_said_where_evidence_does_not_hold(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        before = app.review_screen.editor.text
        app.review_screen.sidebar.select("analysis.1")
        await pilot.press("f6", "space")
        await settle(pilot)
        assert shows(app, " It cannot be confirmed yet. Still open: ")
        assert app.review_screen.editor.text == before


async def test_not_applicable_needs_a_reason(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.sidebar.select("feedback.3")
        await pilot.press("f6", "x")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        assert shows(app, "without one the question stays open")
        await pilot.press(*"No strategy.", "enter")
        await settle(pilot)
        assert state_of(app, "feedback.3") is State.NOT_APPLICABLE
        assert 'reason = "No strategy."' in screen.editor.text
        await pilot.press("r")
        await settle(pilot)
        assert state_of(app, "feedback.3") is State.TODO


async def test_f9_then_x_sets_aside_from_the_text(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.editor.go_to(screen.editor.text.index("Later."))
        await pilot.press("f9", "x")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        await pilot.press(*"None", "enter")
        await settle(pilot)
        assert state_of(app, "feedback.3") is State.NOT_APPLICABLE


async def test_without_an_author_the_name_is_asked(services: Services) -> None:
    app = app_with(services, REVIEW.replace('author = "Priya Nair"', 'author = ""'))
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        app.review_screen.sidebar.select("characteristics.2")
        await pilot.press("f6", "space")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        await pilot.press(*"Tom Reed", "enter")
        await settle(pilot)
        assert 'by = "Tom Reed"' in app.review_screen.editor.text


async def test_a_record_is_inserted_as_lines_of_text_where_the_settings_say_so(make_services: MakeServices) -> None:
    app = app_with(make_services(record_forms=False), REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.editor.go_to(screen.editor.text.index("The call-taker"))
        before = screen.editor.text
        await pilot.press("ctrl+t", "e", *"A second call")
        await settle(pilot)
        assert "## E2: A second call\n\n<!-- Date: " in screen.editor.text
        assert "E2" in app.review_screen.current().report.records
        await pilot.press("ctrl+z")
        while screen.editor.text != before and screen.editor.undo():
            pass
        assert screen.editor.text == before


@pytest.mark.parametrize("title", [" [add a short title]", "", " "])
async def test_a_record_that_the_template_brought_is_filled_before_a_new_one_is_made(
    make_services: MakeServices, title: str
) -> None:
    app = app_with(make_services(record_forms=False), f"{REVIEW}\n## E2:{title}\n\n- Date:\n- Agencies:\n")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = app.review_screen
        await pilot.press("ctrl+t", "e", *"A visit")
        await settle(pilot)
        assert "## E2: A visit\n\n- Date:" in screen.editor.text
        await pilot.press("ctrl+t", "e")
        await settle(pilot)
        assert "E3" in app.review_screen.current().report.records


async def test_a_broken_head_has_a_banner_until_it_is_mended(services: Services) -> None:
    broken = REVIEW.replace('status = "Draft 2"', "status = Draft 2")
    app = app_with(services, broken)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        assert shows(app, "cannot be read: there is a mistake at line 7")
        assert not screen.editor.is_folded
        app.perform("details")
        await settle(pilot)
        assert shows(app, "The details cannot be edited as a form")
        await pilot.press("escape")
        at = screen.editor.text.index("Draft 2")
        screen.editor.go_to(at)
        await pilot.press('"')
        screen.editor.go_to(at + len('"Draft 2'))
        await pilot.press('"')
        await settle(pilot)
        assert not shows(app, "cannot be read")
        assert rows(app)[0].endswith("Draft 2")


async def test_the_head_is_unfolded_and_folded_by_one_key(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        assert not shows(app, "imr = 1")
        await pilot.press("ctrl+u")
        await settle(pilot)
        assert shows(app, "imr = 1")
        await pilot.press("ctrl+u")
        await settle(pilot)
        assert not shows(app, "imr = 1")


async def test_at_a_record_the_cursor_stands_on_its_heading(services: Services) -> None:
    app = app_with(services, REVIEW, at="F1")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        assert app.review_screen.editor.cursor == REVIEW.index("## F1")


async def test_a_place_that_is_not_there_is_said(services: Services) -> None:
    app = app_with(services, REVIEW, at="E99")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        assert shows(app, "There is no E99 in this review.")


async def test_a_key_of_the_settings_does_the_action(make_services: MakeServices) -> None:
    app = app_with(make_services(keys={"insert": "f3"}), REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert not app.screen.is_modal
        await pilot.press("f3")
        await settle(pilot)
        assert shows(app, "New record")
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, "F3 Record")


async def test_a_document_without_anything_is_worked_on(services: Services) -> None:
    app = app_with(services, "")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert rows(app)[0].startswith(" No protective marking")
        await pilot.press("f8", "escape", "f9", "escape", "ctrl+u", "f12", *"Words")
        await settle(pilot)
        assert app.review_screen.editor.text == "Words"


async def test_line_ends_and_bytes_are_left_alone(services: Services) -> None:
    text = "\ufeff" + BODY.replace("\n", "\r\n")
    app = app_with(services, text)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert app.review_screen.editor.text == text


async def test_find_opens_its_bar_and_escape_closes_it(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = app.review_screen
        await pilot.press("ctrl+f")
        await settle(pilot)
        await pilot.press(*"shouting")
        await settle(pilot)
        assert screen.editor.selection is not None
        assert screen.editor.selection.start == REVIEW.index("shouting")
        assert shows(app, "1 of 1")
        await pilot.press("escape")
        await settle(pilot)
        assert screen.editor.has_focus
        assert not shows(app, "1 of 1")


async def test_cut_in_the_find_bar_leaves_the_text_alone(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+f", *"shouting")
        await settle(pilot)
        assert app.review_screen.editor.selected_text == "shouting"
        await pilot.press("ctrl+x", "ctrl+z")
        await settle(pilot)
        assert app.review_screen.editor.text == REVIEW


async def test_a_click_on_the_rail_opens_the_checklist(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.click("#rail", offset=(3, 4))
        await settle(pilot)
        assert app.review_screen.sidebar.has_focus
        assert rows(app)[1].startswith(" Checklist")


async def test_a_click_selects_in_the_checklist_and_a_second_opens(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.click("#sidebar", offset=(5, 1))
        await settle(pilot)
        assert app.review_screen.sidebar.selected == "characteristics.1"
        await pilot.click("#sidebar", offset=(5, 1))
        await settle(pilot)
        assert isinstance(app.screen, ItemCard)


async def test_a_complete_review_is_confirmed_question_by_question(
    services: Services, sample: Callable[[str], Path]
) -> None:
    app = app_with(services, sample("dhr-complete.md"))
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = app.review_screen
        assert shows(app, "17 of 24 done")
        before = screen.editor.text
        await pilot.press("f6")
        waiting = [item.id for item in screen.current().checklist.items if item.state is State.CONFIRM]
        assert len(waiting) == 7
        for ident in waiting:
            screen.sidebar.select(ident)
            await pilot.press("space")
            await settle(pilot)
        assert shows(app, "24 of 24 done")
        assert all(screen.editor.undo() for _ in waiting)
        assert screen.editor.text == before
