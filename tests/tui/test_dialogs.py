from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from imr_tui.document.findings import Finding, Fix, Severity
from imr_tui.document.text import Span, TextEdit
from imr_tui.tui import screens
from imr_tui.tui.actions import ACTIONS, Scope
from imr_tui.tui.application import ImrApp
from imr_tui.tui.commands import ActionPalette
from imr_tui.tui.glyphs import ASCII
from imr_tui.tui.here import ABOUT
from imr_tui.tui.screens.dialog import AskText, Dialog
from imr_tui.tui.screens.export import copy_lines, unsettled_lines
from imr_tui.tui.screens.goto import GoTo
from imr_tui.tui.screens.help import Help
from imr_tui.tui.screens.insert import InsertRecord
from imr_tui.tui.screens.item_card import ItemCard
from imr_tui.tui.screens.problems import Problems
from imr_tui.tui.services import Services
from imr_tui.tui.widgets.line_input import LineInput
from imr_tui.tui.widgets.pick_list import PickList

from .checklists import three_areas
from .conftest import app_with, rows, settle, shows
from .reviews import REVIEW

SMALL = (80, 24)


# --------------------------------------------------------------------------------------------------------- the card


async def test_the_card_of_a_question_at_80_by_24(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.review_screen.sidebar.select("characteristics.2")
        await pilot.press("f6", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ItemCard)
        drawn = "\n".join(rows(app))
        question = app.screen.item.question
        assert "1 Characteristics · Effect on decisions · ? Needs your judgement" in drawn
        assert question.text[:40] in drawn
        assert "(2a, question 2)" in drawn
        assert question.why[:40] in drawn
        assert "✓ Holds " in drawn
        assert "Next: Everything it rests on is there." in drawn
        assert "Confirm (F9)    Not applicable (x)" in drawn


async def test_enter_on_an_evidence_line_goes_to_its_place(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.sidebar.select("overview.1")
        await pilot.press("f6", "enter")
        await settle(pilot)
        line = next(line for line in app.screen.item.evidence if not line.holds)
        assert line.place is not None
        assert shows(app, "○ Open ")
        await pilot.press("enter")
        await settle(pilot)
        assert screen.editor.cursor == line.place.start
        assert screen.editor.has_focus


async def test_the_card_goes_from_question_to_question(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.review_screen.sidebar.select("characteristics.1")
        await pilot.press("f6", "enter")
        await settle(pilot)
        await pilot.press("right", "right")
        assert app.screen.item.id == "characteristics.3"
        await pilot.press("left", "left", "left")
        assert app.screen.item.id == "feedback.3"


async def test_the_card_says_why_nothing_can_be_confirmed(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.review_screen.sidebar.select("overview.2")
        await pilot.press("f6", "enter")
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, ItemCard)
        assert shows(app, "there is nothing to confirm")
        await pilot.press("r")
        await settle(pilot)
        assert shows(app, "There is nothing to take back")


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_a_dialog_has_more_than_one_way_out(services: Services, key: str) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.perform("insert")
        await settle(pilot)
        assert app.screen.is_modal
        await pilot.press(key)
        await settle(pilot)
        assert not app.screen.is_modal
        assert app.is_running
        app.perform("insert")
        await settle(pilot)
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert not app.screen.is_modal


# ----------------------------------------------------------------------------------------------- the list of kinds


async def test_every_kind_is_listed_with_a_line(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert isinstance(app.screen, InsertRecord)
        drawn = rows(app)
        for kind in services.rules.schema.kinds.values():
            assert any(f" {kind.letter}  {kind.name} " in row for row in drawn)
        await pilot.press("down", "down", "enter", *"A log", "ctrl+s")
        await settle(pilot)
        assert app.review_screen.current().report.records["S1"].title == "A log"


async def test_a_letter_typed_ahead_goes_to_the_dialog(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for key in ("ctrl+t", "e", "b", "ctrl+s", "ctrl+s", "c"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        assert app.review_screen.current().report.records["E2"].title == "b"


async def test_a_letter_typed_ahead_goes_to_the_checklist(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for key in ("f6", "4"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(pilot)
        assert app.review_screen.sidebar.selected == "overview"
        assert app.review_screen.editor.text == REVIEW


# ------------------------------------------------------------------------------------------------------ the problems


def with_findings(services: Services, text: str) -> tuple[Finding, ...]:
    at = text.index("shouting")
    fix = Fix("Write “a raised voice”", (TextEdit(at, at + 8, "a raised voice"),))
    return (
        Finding("wording.tone", Severity.WARNING, Span(at, at + 8), "Say what was heard.", "shouting", fixes=(fix,)),
        Finding("field.position", Severity.WARNING, Span(0, 3), "A field stands in the wrong place."),
    )


async def opened_problems(services: Services, app: ImrApp, pilot: Pilot[int], findings: tuple[Finding, ...]) -> None:
    await settle(pilot)
    screen = app.review_screen
    screen.live.latest = replace(screen.current(), findings=findings)
    app.perform("problems")
    await settle(pilot)
    assert isinstance(app.screen, Problems)


async def test_problems_are_grouped_and_enter_goes_to_the_place(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await opened_problems(services, app, pilot, with_findings(services, REVIEW))
        drawn = "\n".join(rows(app))
        assert "Problems: 2 found, by sort" in drawn
        assert "Records and fields (1)" in drawn
        assert "Wording (1)" in drawn
        line = REVIEW[: REVIEW.index("shouting")].count("\n") + 1
        assert any(f"{line} " in row and "Warning" in row and "Say what was heard." in row for row in rows(app))
        await pilot.press("down", "enter")
        await settle(pilot)
        screen = app.review_screen
        assert screen.editor.selection == Span(REVIEW.index("shouting"), REVIEW.index("shouting") + 8)


async def test_problems_are_filtered_by_typing_grouped_and_weighed(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        error = Finding(
            "record.unknown-reference", Severity.ERROR, Span(5, 6), "There is no E7.", items=("overview.1",)
        )
        await opened_problems(services, app, pilot, (error, *with_findings(services, REVIEW)))
        await pilot.press(*"heard")
        assert shows(app, "Say what was heard.")
        assert not shows(app, "There is no E7.")
        await pilot.press("escape", "f6")
        assert shows(app, "3 found, by area")
        assert shows(app, app.review_screen.current().checklist.areas[3].title.title)
        await pilot.press("f6")
        assert shows(app, "in the order of the text")
        order = [row for row in rows(app) if "Warning  " in row or "Error  " in row]
        assert ["stands" in row for row in order] == [True, False, False]
        await pilot.press("f4")
        assert shows(app, "1 found (errors only)")
        assert not shows(app, "Say what was heard.")


async def test_one_key_applies_a_fix(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.live.latest = replace(screen.current(), findings=with_findings(services, REVIEW))
        await pilot.press("f7", "l")
        await settle(pilot)
        assert shows(app, "Wording and spelling: 1 found")
        assert shows(app, "Fix (Ctrl+F): Write “a raised voice”")
        await pilot.press("ctrl+f")
        await settle(pilot)
        assert screen.editor.text == REVIEW.replace("shouting", "a raised voice")
        await pilot.press("ctrl+z")
        assert screen.editor.text == REVIEW


async def test_what_cannot_be_done_about_a_finding_is_said(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await opened_problems(services, app, pilot, with_findings(services, REVIEW)[1:])
        for key, said in (
            ("ctrl+f", "There is no ready fix for this one"),
            ("f9", "This has to be put right in the text."),
            ("ctrl+d", "Only rules about the wording can be switched off."),
        ):
            await pilot.press(key)
            await settle(pilot)
            assert shows(app, said)
        assert app.review_screen.editor.text == REVIEW


async def test_a_finding_is_kept_with_a_reason_and_the_list_comes_back(services: Services) -> None:
    text = REVIEW.replace("The call-taker heard shouting.", "It was a domestic.")
    app = app_with(services, text)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = app.review_screen
        rule = next(one.rule for one in screen.current().findings if one.rule.startswith("wording."))
        await pilot.press("f7", "l", *"domestic")
        await settle(pilot)
        await pilot.press("f9", *"His words", "enter")
        await settle(pilot)
        assert isinstance(app.screen, Problems)
        assert f'rule = "{rule}"' in screen.editor.text
        assert 'reason = "His words"' in screen.editor.text
        assert any(one.kept for one in screen.current().findings if one.rule == rule)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("ctrl+z")
        assert screen.editor.text == text


async def test_a_rule_is_switched_off_with_a_reason(services: Services) -> None:
    text = REVIEW.replace("The call-taker heard shouting.", "It was a domestic.")
    app = app_with(services, text)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = app.review_screen
        await pilot.press("f7", "l", *"domestic")
        await settle(pilot)
        await pilot.press("ctrl+d", *"All know it", "enter")
        await settle(pilot)
        assert "[[rules_off]]" in screen.editor.text
        assert 'reason = "All know it"' in screen.editor.text
        assert not [one for one in screen.current().findings if "domestic" in one.text]


async def test_the_card_of_a_question_leads_to_what_was_found_about_it(services: Services) -> None:
    text = REVIEW.replace("The call-taker heard shouting.", "It was a domestic.")
    app = app_with(services, text)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = app.review_screen
        found = next(one for one in screen.current().findings if one.rule.startswith("wording."))
        item = (*found.opens, *found.items)[0]
        screen.flow(screen.flows.judging.open_card(item))
        await settle(pilot)
        await pilot.press("f")
        await settle(pilot)
        assert isinstance(app.screen, Problems)
        assert shows(app, screen.current().checklist.item(item).question.short)
        await pilot.press("f9", *"His words", "enter")
        await settle(pilot)
        assert 'reason = "His words"' in screen.editor.text


async def test_nothing_found_is_said(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await opened_problems(services, app, pilot, ())
        assert shows(app, "Nothing was found.")


# ------------------------------------------------------------------------------------------------------------- go to


async def test_go_to_finds_by_a_part_of_the_name(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert isinstance(app.screen, GoTo)
        await pilot.press(*"risk ass", "enter")
        await settle(pilot)
        assert app.review_screen.editor.cursor == REVIEW.index("## F1")


async def test_go_to_a_question_selects_it_in_the_checklist(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("f5")
        await settle(pilot)
        await pilot.press(*"force strategy", "enter")
        await settle(pilot)
        assert app.review_screen.sidebar.selected == "feedback.3"
        assert app.review_screen.editor.cursor == REVIEW.index("Strategy {covers")


async def test_the_arrow_keys_move_in_the_list_while_one_types(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        await pilot.press("down", "down", "up")
        assert app.screen.query_one(PickList).place == 1
        await pilot.press("enter")
        await settle(pilot)
        assert app.review_screen.editor.cursor == REVIEW.index("## E1")


# ---------------------------------------------------------------------------------------------------- help, commands


@pytest.mark.parametrize("size", [SMALL, (120, 36)])
async def test_help_scrolls_to_its_end(services: Services, size: tuple[int, int]) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, Help)
        assert shows(app, "How it works")
        await pilot.press("end")
        await settle(pilot)
        assert shows(app, "settings file.")
        await pilot.press("f1")
        await settle(pilot)
        assert not app.screen.is_modal


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("f6", "t"), ("Each event with what follows from it", "Make what is missing")),
        (("ctrl+t", "e"), ("The fields of one record.", "Next cell")),
        (("ctrl+e",), ("Left and Right change what is chosen there",)),
        (("ctrl+p",), ("Type a part of what you want to do.",)),
        (("ctrl+g",), ("Type a part of a heading, record or question",)),
    ],
)
async def test_help_begins_with_the_dialog_it_is_asked_for_in(
    services: Services, keys: tuple[str, ...], said: tuple[str, ...]
) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        asked_in = app.screen
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, Help)
        for words in (*said, "How it works"):
            assert shows(app, words)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is asked_in


def test_every_dialog_says_what_it_is_for() -> None:
    plain = {"Ask", "Notice", "Help", "SheetView", "SheetForm", "TableView"}
    folder = Path(screens.__file__).parent
    modules = [import_module(f"{screens.__name__}.{path.stem}") for path in folder.glob("[!_]*.py")]
    made = {
        name
        for module in modules
        for name, one in vars(module).items()
        if isinstance(one, type) and issubclass(one, Dialog)
    }
    assert made - plain - {"Dialog"} == set(ABOUT) - {"ActionPalette"}


async def test_what_stands_in_a_line_is_marked_and_replaced_by_what_is_typed(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for value, typed, kept in (
            ("/cases/review.md", "lowe", "/cases/lowe.md"),
            ("23 November 2026, 11:53", "First", "First"),
        ):
            asked = AskText("Name", "Which?", value=value)
            app.push_screen(asked)
            await settle(pilot)
            await pilot.press(*typed)
            assert asked.query_one(LineInput).value == kept
            await pilot.press("end", "ctrl+a", "x")
            assert asked.query_one(LineInput).value == "x"
            await pilot.press("escape")
            await settle(pilot)


async def test_what_is_amended_is_not_marked(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        asked = AskText("Answer", "Yours?", value="A long answer", amended=True)
        app.push_screen(asked)
        await settle(pilot)
        await pilot.press("x")
        assert asked.query_one(LineInput).value == "A long answerx"


async def test_the_palette_has_the_actions_and_nothing_else(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await pilot.press("f2")
        await pilot.pause(0.5)
        assert isinstance(app.screen, ActionPalette)
        listed = app.screen.query_one(PickList).said
        expected = [action.label for action in ACTIONS if action.id != "commands" and not action.by_name_only]
        assert [text.partition("  (")[0] for text in listed] == expected


async def test_a_command_is_found_by_its_name_and_done(services: Services) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        await pilot.press(*"new record")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, InsertRecord)


async def test_without_a_review_the_palette_has_what_works_everywhere(services: Services) -> None:
    app = app_with(services)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.5)
        listed = app.screen.query_one(PickList).said
        assert {text.partition("  (")[0] for text in listed} == {
            action.label for action in ACTIONS if action.scope is Scope.APP and action.id != "commands"
        }


# ------------------------------------------------------------------------------------------------------------ export


def test_what_is_unsettled_is_listed_with_the_reasons_of_what_is_set_aside() -> None:
    assert unsettled_lines(three_areas(), ASCII) == (
        "[-] 1 Intersection in analysis: not applicable; The victim is not known",
        "[r] 2 Neutral in tone: look again; E3, Analysis changed",
        "[~] 2 Clear, terms explained: in progress; missing DASH, MARAC, IDVA, +1 more",
        "[?] 2 How the family reads it: needs your judgement",
        "[ ] 3 Approach named: not started; A line",
    )


def test_the_lines_that_copy_the_file_are_safe_to_paste() -> None:
    for target, scp, sftp in (
        ("/home/p nair/it's.docx", '"nair@box:/home/p nair/it\'s.docx"', '"/home/p nair/it\'s.docx"'),
        ("/home/nair/review.docx", "nair@box:/home/nair/review.docx", "/home/nair/review.docx"),
        ("/home/nair/5 $x.docx", "'nair@box:/home/nair/5 $x.docx'", "'/home/nair/5 $x.docx'"),
    ):
        said = copy_lines(Path(target), "nair", "box").splitlines()
        assert said[0] == f"scp {scp} ."
        assert said[1].endswith(f"get {sftp}")


@pytest.mark.parametrize("key", ["escape", "ctrl+q", "ctrl+p", "f2"])
async def test_the_palette_has_more_than_one_way_out(services: Services, key: str) -> None:
    app = app_with(services, REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert isinstance(app.screen, ActionPalette)
        await pilot.press(key)
        await settle(pilot)
        assert not app.screen.is_modal
        assert app.return_value is None
