"""Text of a review is text: on no widget is it read as markup, and nothing in it steers the terminal."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Input

import imr_tui.tui
from imr_tui.checklist.model import Checklist, Evidence, State
from imr_tui.document.findings import Finding, Fix, Severity
from imr_tui.document.text import Span
from imr_tui.errors import InputError
from imr_tui.tui.application import ImrApp
from imr_tui.tui.glyphs import UNICODE
from imr_tui.tui.screens.details import DetailsForm
from imr_tui.tui.screens.dialog import Ask, AskText, Choice, Notice
from imr_tui.tui.screens.export import ExportDialog, Exported
from imr_tui.tui.screens.goto import GoTo
from imr_tui.tui.screens.insert import InsertRecord
from imr_tui.tui.screens.item_card import ItemCard
from imr_tui.tui.screens.problems import Problems
from imr_tui.tui.screens.start import StartScreen
from imr_tui.tui.services import Services

from .checklists import area, item
from .conftest import app_with, rows, settle
from .reviews import FRONT, HOSTILE

SOURCE = Path(imr_tui.tui.__file__).parent
PLAIN = ("[REDACTED]", "[@click=app.quit]x", "[bold]b")

HOSTILE_REVIEW = FRONT.replace("Northshire Police", "N [REDACTED] [/]").replace("Draft 2", "[@click=app.quit]x") + (
    f"# {HOSTILE} {{covers=overview}}\n\nText [E9] {HOSTILE}\n\n## E1: {HOSTILE}\n\n- Date: {HOSTILE}\n\n{HOSTILE}\n"
)


def hostile_checklist() -> Checklist:
    line = Evidence(False, f"Missing {HOSTILE}", Span(0, 3), 0, 1, (HOSTILE,))
    return Checklist(
        (
            area(
                "overview",
                HOSTILE,
                item("overview.1", HOSTILE, State.STARTED, line, by=HOSTILE, reason=HOSTILE),
                item("overview.2", HOSTILE, State.NOT_APPLICABLE, line, reason=HOSTILE, by=HOSTILE, on="2025-09-20"),
                item("overview.3", HOSTILE, State.LOOK_AGAIN, line, judge=True, changed=(HOSTILE,)),
            ),
        )
    )


def literal(app: ImrApp) -> bool:
    """Whether the screen shows one of the marked-up words as it was written, and nothing that steers."""
    drawn = "\n".join(rows(app))
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn
    return any(word in drawn for word in PLAIN)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
async def test_the_screen_of_a_review_shows_its_text_as_written(services: Services, size: tuple[int, int]) -> None:
    app = app_with(services, HOSTILE_REVIEW)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = app.review_screen
        screen.analysis = replace(screen.current(), checklist=hostile_checklist())
        screen.editor.go_to(screen.editor.text.index("## E1"))
        screen.tell(HOSTILE)
        screen.standing(HOSTILE)
        await pilot.press("f6")
        screen.sidebar.select("overview.1")
        await settle(pilot)
        assert literal(app)
        await pilot.press("f6")
        await settle(pilot)
        assert literal(app)
        await pilot.click("#banner")
        await pilot.click("#status")
        assert app.is_running


def dialogs(app: ImrApp) -> dict[str, Callable[[], Screen[object]]]:
    analysis = app.review_screen.current()
    hurt = replace(analysis, checklist=hostile_checklist())
    bad = Finding("wording.x", Severity.WARNING, Span(0, 3), HOSTILE, HOSTILE, (HOSTILE,), (Fix(HOSTILE, ()),))
    schema = app.services.rules.schema
    return {
        "card": lambda: ItemCard(hurt, "overview.1", UNICODE),
        "card of one set aside": lambda: ItemCard(hurt, "overview.2", UNICODE),
        "card to look at again": lambda: ItemCard(hurt, "overview.3", UNICODE),
        "problems": lambda: Problems(replace(analysis, findings=(bad,))),
        "go to": lambda: GoTo(hurt, UNICODE),
        "details": lambda: DetailsForm(schema, analysis.report.front),
        "ask": lambda: Ask(HOSTILE, HOSTILE, (Choice("ok", HOSTILE),), details=HOSTILE),
        "ask for text": lambda: AskText(HOSTILE, HOSTILE, value=HOSTILE, go=HOSTILE, needed=HOSTILE),
        "notice": lambda: Notice(InputError(HOSTILE, HOSTILE, HOSTILE)),
        "export": lambda: ExportDialog(hostile_checklist(), Path(f"{HOSTILE}.docx"), None, UNICODE),
    }


DIALOGS = (
    "card",
    "card of one set aside",
    "card to look at again",
    "problems",
    "go to",
    "details",
    "ask",
    "ask for text",
    "notice",
    "export",
)


@pytest.mark.parametrize("name", DIALOGS)
async def test_every_dialog_shows_text_as_written(services: Services, name: str) -> None:
    app = app_with(services, HOSTILE_REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        made = dialogs(app)
        assert set(made) == set(DIALOGS)
        app.push_screen(made[name]())
        await settle(pilot)
        assert literal(app)
        await pilot.press("tab", "down", "up", "shift+tab")
        assert app.is_running


async def test_what_came_of_an_export_is_shown_as_written(services: Services) -> None:
    app = app_with(services, HOSTILE_REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        told = Exported()
        app.push_screen(told)
        await settle(pilot)
        told.show_done(Path(HOSTILE), f"scp {HOSTILE}")
        await settle(pilot)
        assert literal(app)
        told.show_failed(InputError(HOSTILE, HOSTILE, HOSTILE))
        await settle(pilot)
        assert literal(app)


async def test_the_list_of_kinds_is_shown_as_written(services: Services) -> None:
    app = app_with(services, HOSTILE_REVIEW)
    kinds = dict(services.rules.schema.kinds)
    kinds["E"] = replace(kinds["E"], name="[bold]b", help=HOSTILE)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.push_screen(InsertRecord(replace(services.rules.schema, kinds=kinds), "E"))
        await settle(pilot)
        assert literal(app)


async def test_the_start_screen_shows_names_as_written(services: Services, tmp_path: Path) -> None:
    folder = tmp_path / "[bold]b"
    folder.mkdir()
    review = folder / "[REDACTED] [@click=app.quit]x.md"
    review.write_text("# One\n", encoding="utf-8")
    services.recent.remember(review)
    services.recovery.snapshot(review, "kept")
    app = app_with(services)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, StartScreen)
        assert literal(app)
        await pilot.press("down", "up")
        assert app.is_running


async def test_what_is_typed_into_a_line_is_shown_as_typed(services: Services) -> None:
    app = app_with(services, HOSTILE_REVIEW)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.push_screen(GoTo(app.review_screen.current(), UNICODE))
        await settle(pilot)
        await pilot.press(*"[/]")
        assert app.screen.query_one(Input).value == "[/]"
        assert any("[/]" in row for row in rows(app))


# ----------------------------------------------------------------------------------------------------- the source


def modules() -> list[tuple[Path, ast.Module]]:
    paths = [path for path in sorted(SOURCE.rglob("*.py")) if "editor" not in path.parts]
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def names_imported(tree: ast.Module) -> set[str]:
    return {name.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names}


def calls(tree: ast.Module, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name
    ]


def keyword(call: ast.Call, name: str) -> object:
    return next(
        (word.value.value for word in call.keywords if word.arg == name and isinstance(word.value, ast.Constant)), None
    )


def test_only_one_widget_is_made_of_static_and_it_has_markup_off() -> None:
    for path, tree in modules():
        if path.name != "plain.py":
            assert not names_imported(tree) & {"Static", "Label", "Markdown", "RichLog", "Log", "Pretty", "Digits"}, (
                path
            )
    plain = ast.parse((SOURCE / "widgets" / "plain.py").read_text(encoding="utf-8"))
    (made,) = [call for call in calls(plain, "__init__") if keyword(call, "markup") is not None]
    assert keyword(made, "markup") is False


def test_every_list_has_markup_off() -> None:
    made = [(path, call) for path, tree in modules() for call in calls(tree, "OptionList")]
    assert made
    for path, call in made:
        assert keyword(call, "markup") is False, path


@pytest.mark.parametrize(
    "name", ["from_markup", "from_text", "border_title", "border_subtitle", "notify", "MarkupError"]
)
def test_what_reads_markup_is_not_used(name: str) -> None:
    for path, tree in modules():
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert name not in used | names_imported(tree), path


def test_labels_of_buttons_and_tooltips_are_our_own_words_or_escaped() -> None:
    for path, tree in modules():
        for call in calls(tree, "Button"):
            (label,) = call.args
            assert not isinstance(label, ast.JoinedStr), path


def test_nothing_here_opens_a_file_or_talks_to_a_network() -> None:
    for path, tree in modules():
        assert not names_imported(tree) & {"socket", "urllib", "http"}, path
        assert not [call for call in calls(tree, "open") if isinstance(call.func, ast.Name)], path
        assert not calls(tree, "write_text") + calls(tree, "read_text") + calls(tree, "read_bytes"), path
