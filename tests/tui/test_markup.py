"""Text of a review is text: on no widget is it read as markup, and nothing in it steers the terminal."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Input

import imr_tui.tui
import imr_tui.tui.commands
import imr_tui.tui.screens
from imr_tui.analysis.coverage import coverage
from imr_tui.analysis.guidance import Guidance
from imr_tui.analysis.review_check import review_check
from imr_tui.analysis.sheet import Sheet, SheetRow
from imr_tui.analysis.term_import import Point
from imr_tui.analysis.thread import golden_thread
from imr_tui.checklist.model import Checklist, Evidence, State
from imr_tui.document.dialogue import Change, Remark, Stand
from imr_tui.document.findings import Finding, Fix, Severity
from imr_tui.document.model import Report
from imr_tui.document.parse import parse
from imr_tui.document.record_text import Cell, Sort
from imr_tui.document.schema import Schema
from imr_tui.document.text import Span
from imr_tui.errors import InputError
from imr_tui.storage.recovery import RecoveryKey
from imr_tui.storage.versions import Kept, Version, VersionStore
from imr_tui.tui.application import ImrApp
from imr_tui.tui.forms.record_model import RecordModel
from imr_tui.tui.forms.wants import Wants
from imr_tui.tui.glyphs import UNICODE
from imr_tui.tui.screens.chronology import ChronologyView
from imr_tui.tui.screens.details import DetailsForm
from imr_tui.tui.screens.dialog import Ask, AskText, Choice, Notice
from imr_tui.tui.screens.export import ExportDialog, Exported
from imr_tui.tui.screens.finding_card import FindingCard
from imr_tui.tui.screens.goto import GoTo
from imr_tui.tui.screens.guidance import GuidanceScreen
from imr_tui.tui.screens.import_events import ImportEvents
from imr_tui.tui.screens.import_source import AskSource
from imr_tui.tui.screens.import_terms import ImportTerms
from imr_tui.tui.screens.insert import InsertRecord
from imr_tui.tui.screens.item_card import ItemCard
from imr_tui.tui.screens.names import NamesView
from imr_tui.tui.screens.problems import Problems
from imr_tui.tui.screens.reading import Reading
from imr_tui.tui.screens.record_form import RecordForm
from imr_tui.tui.screens.remarks import Remarks
from imr_tui.tui.screens.review_check import ReviewCheck
from imr_tui.tui.screens.start import StartScreen
from imr_tui.tui.screens.terms import TermsView
from imr_tui.tui.screens.thread import ThreadView
from imr_tui.tui.screens.versions import Versions
from imr_tui.tui.services import Services
from imr_tui.word.pseudonyms.candidates import Candidate, Context
from imr_tui.word.pseudonyms.copying import NameReview
from imr_tui.word.pseudonyms.runs import Kind

from .checklists import area, item
from .conftest import MakeServices, app_with, rows, settle
from .reviews import EVERY, FRONT, HOSTILE

SOURCE = Path(imr_tui.tui.__file__).parent
PLAIN = ("[REDACTED]", "[@click=app.quit]x", "[bold]b")

HOSTILE_REVIEW = FRONT.replace("Northshire Police", "N [REDACTED] [/]").replace("Draft 2", "[@click=app.quit]x") + (
    f"# {HOSTILE} {{covers=overview}}\n\nText [E9] {HOSTILE}\n\n## T1: {HOSTILE}\n\n## E1: {HOSTILE}\n\n- Date: {HOSTILE}\n\n{HOSTILE}\n"
)


def hostile_checklist(bad: str = HOSTILE) -> Checklist:
    line = Evidence(False, f"Missing {bad}", Span(0, 3), 0, 1, (bad,))
    return Checklist(
        (
            area(
                "overview",
                bad,
                item("overview.1", bad, State.STARTED, line, by=bad, reason=bad),
                item("overview.2", bad, State.NOT_APPLICABLE, line, reason=bad, by=bad, on="2025-09-20"),
                item("overview.3", bad, State.LOOK_AGAIN, line, judge=True, changed=(bad,), changed_words=(bad,)),
            ),
        )
    )


def literal(app: ImrApp) -> bool:
    """Whether the screen shows one of the marked-up words as it was written, and nothing that steers."""
    assert steering(app) == set()
    return any(word in "\n".join(rows(app)) for word in PLAIN)


def steering(app: ImrApp) -> set[str]:
    """The characters on the screen that do not show, by their code points."""
    return {
        f"{ord(character):04X}"
        for row in rows(app)
        for character in row
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }


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


def dialogs(app: ImrApp, bad: str = HOSTILE) -> dict[str, Callable[[], Screen[object]]]:
    analysis = app.review_screen.current()
    report = analysis.report
    hurt = replace(analysis, checklist=hostile_checklist(bad))
    found = Finding("wording.x", Severity.WARNING, Span(0, 3), bad, bad, (bad,), (Fix(bad, ()),))
    services, schema = app.services, app.services.rules.schema
    version = Version(bad, datetime(2025, 9, 20, tzinfo=UTC), Path(bad), Kept.NAMED, 3, "", Path(bad))
    store = VersionStore(services.state)
    rows = (("Date", "Title", bad), ("14 March 2023", bad, bad))
    sheet = Sheet(",", tuple(SheetRow(number, cells) for number, cells in enumerate(rows, 1)))
    return {
        "versions": lambda: Versions(
            (version,), store, lambda: parse(bad, services.rules.schema), services.rules, UNICODE
        ),
        "to read": lambda: Reading(bad, bad),
        "chronology": lambda: ChronologyView(report, UNICODE),
        "thread": lambda: ThreadView(golden_thread(analysis, schema), schema, UNICODE),
        "terms": lambda: TermsView(coverage(report, golden_thread(analysis, schema)), UNICODE),
        "check": lambda: ReviewCheck(review_check(replace(hurt, findings=(found,))), report, UNICODE),
        "guidance": lambda: GuidanceScreen((Guidance("E", bad, (bad,), (bad,), bad),)),
        "remarks": lambda: Remarks((Remark(bad, bad, bad, bad, bad, Change.NONE, Stand.OPEN, bad, (), 1),)),
        "terms to import": lambda: ImportTerms((Point(bad), Point(bad, bad)), UNICODE),
        "events to import": lambda: ImportEvents(sheet, report, schema, UNICODE, source=bad),
        "what to import": lambda: AskSource(bad, bad, complaint=bad),
        "card": lambda: ItemCard(hurt, "overview.1", UNICODE),
        "card of one set aside": lambda: ItemCard(hurt, "overview.2", UNICODE),
        "card to look at again": lambda: ItemCard(hurt, "overview.3", UNICODE),
        "problems": lambda: Problems(replace(analysis, findings=(found,)), UNICODE),
        "go to": lambda: GoTo(hurt, UNICODE),
        "card of a finding": lambda: FindingCard(found, found.fixes, bad, bad),
        "record form": lambda: RecordForm(record_model(report, schema, bad), UNICODE, label=bad, about="E1"),
        "details": lambda: DetailsForm(report, schema, UNICODE),
        "ask": lambda: Ask(bad, bad, (Choice("ok", bad),), details=bad),
        "ask for text": lambda: AskText(bad, bad, value=bad, go=bad, needed=bad),
        "notice": lambda: Notice(InputError(bad, bad, bad)),
        "names": lambda: NamesView(
            NameReview(
                (Candidate(bad, (bad,), Kind.OTHER, 1, (Context(bad, bad, bad, bad, None),), bad),), (), (bad,), ()
            ),
            UNICODE,
        ),
        "export": lambda: ExportDialog(hostile_checklist(bad), Path(f"{bad}.md"), UNICODE),
    }


def record_model(report: Report, schema: Schema, bad: str) -> RecordModel:
    model = RecordModel(report, schema, ("E1",), Wants({("E1", "Date"): (bad,)}, {("E1", "title"): (bad,)}))
    model.put(("E1", Cell(Sort.FIELD, "Contact with")), bad)
    return model


DIALOGS = (
    "versions",
    "to read",
    "chronology",
    "thread",
    "terms",
    "check",
    "guidance",
    "remarks",
    "terms to import",
    "events to import",
    "names",
    "what to import",
    "card",
    "card of one set aside",
    "card to look at again",
    "problems",
    "go to",
    "card of a finding",
    "record form",
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


def steering_review() -> str:
    """A review with every character that steers a terminal wherever a review has text."""
    bare = EVERY.replace('"', "").replace("\\", "")
    in_toml = "".join(character if character.isprintable() else f"\\U{ord(character):08X}" for character in bare)
    front = FRONT
    for word in ("Individual Management Review", "OFFICIAL-SENSITIVE", "Draft 2", "DHR/2025/014", "Northshire Police"):
        front = front.replace(word, f"{word[:4]}{in_toml}")
    pieces = (
        f"# {EVERY} {{covers=overview}}",
        f"Text {EVERY} “quoted {EVERY}” [link {EVERY}](/{EVERY}) `code {EVERY}`",
        f"<!-- {EVERY} -->",
        f"| a{EVERY} | b |\n| --- | --- |\n| {EVERY} | c |",
        f"## P1: {EVERY}\n\n- Role: {EVERY}",
        f"## E1: {EVERY}\n\n- Date: 14 March 2023{EVERY}\n- {EVERY}: {EVERY}\n\n{EVERY}",
        f"## E2: {EVERY}\n\n- Date: 14 March 2023",
        f"# Analysis {{covers=analysis}}\n\n## F1: {EVERY}\n\n- Events: E1, E9{EVERY}",
    )
    return front + "\n\n".join(pieces) + "\n"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
async def test_no_character_that_steers_a_terminal_reaches_the_screen_of_a_review(
    services: Services, size: tuple[int, int]
) -> None:
    app = app_with(services, steering_review())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = app.review_screen
        assert len(screen.current().findings) > 3
        screen.tell(EVERY)
        screen.standing(EVERY)
        for place in ("+++", "Text ", "<!--", "| a", "## P1", "## E1", "# Analysis"):
            screen.editor.go_to(screen.editor.text.index(place))
            await settle(pilot)
            assert steering(app) == set(), place
        await pilot.press("f6")
        for ident in ("overview.1", "overview.2", "analysis.1"):
            screen.sidebar.select(ident)
            await settle(pilot)
            assert steering(app) == set()
        screen.analysis = replace(screen.current(), checklist=hostile_checklist(EVERY))
        await settle(pilot)
        assert steering(app) == set()
        await pilot.press("ctrl+f", *"Text", "tab", *"x")
        await settle(pilot)
        assert steering(app) == set()


@pytest.mark.parametrize("name", DIALOGS)
async def test_no_character_that_steers_a_terminal_reaches_a_dialog(services: Services, name: str) -> None:
    app = app_with(services, steering_review())
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.push_screen(dialogs(app, EVERY)[name]())
        await settle(pilot)
        assert steering(app) == set()
        for key in ("down", "tab", "down", "end"):
            await pilot.press(key)
            await settle(pilot)
            assert steering(app) == set()


@pytest.mark.parametrize("bad", [HOSTILE, EVERY], ids=["markup", "steering"])
async def test_the_form_of_a_record_shows_its_text_as_written(services: Services, bad: str) -> None:
    app = app_with(services, HOSTILE_REVIEW if bad is HOSTILE else steering_review())
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.review_screen.editor.go_to(app.review_screen.editor.text.index("## E1"))
        app.perform("edit_record")
        await settle(pilot)
        assert isinstance(app.screen, RecordForm)
        for key in ("down", "tab", "down", "up"):
            assert steering(app) == set()
            await pilot.press(key)
            await settle(pilot)
        assert literal(app) or bad is EVERY


async def test_no_character_that_steers_a_terminal_is_told_of_an_export(services: Services) -> None:
    app = app_with(services, steering_review())
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        told = Exported()
        app.push_screen(told)
        await settle(pilot)
        told.show_done(Path(EVERY), f"scp {EVERY}", (EVERY,))
        await settle(pilot)
        assert steering(app) == set()
        told.show_failed(InputError(EVERY, EVERY, EVERY))
        await settle(pilot)
        assert steering(app) == set()


async def test_no_character_that_steers_a_terminal_reaches_the_start_screen(
    make_services: MakeServices, tmp_path: Path
) -> None:
    in_names = EVERY.replace("\0", "")
    folder = tmp_path / in_names[:40]
    folder.mkdir()
    in_toml = "".join(f"\\U{ord(character):08X}" for character in EVERY)
    services = make_services(template_folders=(folder,))
    for number in range(0, len(in_names), 40):
        part = in_names[number : number + 40]
        review = folder / f"{part}.md"
        review.write_text("# One\n", encoding="utf-8")
        services.recent.remember(review)
        services.recovery.snapshot(review, "kept")
    services.recovery.snapshot(RecoveryKey.unnamed(), EVERY)
    (folder / "own.md").write_text(
        f'+++\nimr = 1\n[template]\ntitle = "T{in_toml}"\nfor = ["{in_toml}"]\n+++\n', "utf-8"
    )
    app = app_with(services)
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, StartScreen)
        for _ in range(30):
            assert steering(app) == set()
            await pilot.press("down")
        await settle(pilot)
        assert steering(app) == set()


def test_every_screen_there_is_is_looked_at() -> None:
    """A new screen has to be put to these tests."""
    for module in pkgutil.iter_modules(imr_tui.tui.screens.__path__):
        importlib.import_module(f"imr_tui.tui.screens.{module.name}")
    made = {
        kind.__name__
        for kind in subclasses(Screen)
        if kind.__module__.startswith("imr_tui.") and not kind.__name__.startswith("_")
    }
    looked_at = {
        *("DocumentScreen", "StartScreen", "Exported", "InsertRecord"),  # tests of their own
        *("Versions", "Reading", "ChronologyView", "ThreadView", "ItemCard", "Problems", "GoTo", "DetailsForm"),
        *(
            "Ask",
            "AskText",
            "Notice",
            "ExportDialog",
            "TermsView",
            "GuidanceScreen",
            "ImportTerms",
            "ImportEvents",
            "AskSource",
            "ReviewCheck",
            "Remarks",
            "RecordForm",
            "FindingCard",
            "NamesView",
        ),
    }
    without_text_of_a_review = {
        "Dialog",
        "QuickScreen",
        "TableView",
        "SheetView",
        "SheetForm",
        "Help",
        "ActionPalette",
    }
    assert made == looked_at | without_text_of_a_review, "put a new screen into `dialogs`, with its texts hostile"


def subclasses(kind: type) -> set[type]:
    return {found for child in kind.__subclasses__() for found in (child, *subclasses(child))}


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


@pytest.mark.parametrize(
    "widget", ["Button", "OptionList", "ListView", "DataTable", "Select", "CommandPalette", "RadioButton"]
)
def test_what_reads_markup_in_what_it_lists_is_not_used(widget: str) -> None:
    for path, tree in modules():
        assert not calls(tree, widget), path


@pytest.mark.parametrize(
    "name", ["from_markup", "from_text", "border_title", "border_subtitle", "notify", "MarkupError"]
)
def test_what_reads_markup_is_not_used(name: str) -> None:
    for path, tree in modules():
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert name not in used | names_imported(tree), path


def test_what_stands_on_a_button_steers_nothing() -> None:
    assert Choice("go", "[bold]Go\x1b[2J\nto", "x").said({}) == "[bold]Go␛[2J to (x)"


def test_nothing_here_opens_a_file_or_talks_to_a_network() -> None:
    for path, tree in modules():
        assert not names_imported(tree) & {"socket", "urllib", "http"}, path
        assert not [call for call in calls(tree, "open") if isinstance(call.func, ast.Name)], path
        assert not calls(tree, "write_text") + calls(tree, "read_text") + calls(tree, "read_bytes"), path
