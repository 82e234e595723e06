"""The screen on which a review is written: marking, checklist, text, status and hints."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen

from imr_tui.document.text import TextEdit
from imr_tui.errors import ImrError, RefusedError
from imr_tui.tui import late
from imr_tui.tui.actions import Scope
from imr_tui.tui.bindings import action_bindings
from imr_tui.tui.checklist_rows import heading
from imr_tui.tui.deeds import Deeds
from imr_tui.tui.editor.keys import commands_by_key
from imr_tui.tui.editor.widget import Editor
from imr_tui.tui.first_look import first_look
from imr_tui.tui.flows import Flows
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.keeper import Keeper
from imr_tui.tui.key_words import with_own_keys
from imr_tui.tui.live import NOT_BROUGHT_UP, LiveAnalysis
from imr_tui.tui.messages import AnalysisFailed, AnalysisReady, ProtectionChanged
from imr_tui.tui.opening import OpenReview
from imr_tui.tui.outstanding import Visit, item_at_hand, key_of, label_of
from imr_tui.tui.quick_screen import QuickScreen
from imr_tui.tui.services import Services
from imr_tui.tui.telling import Telling
from imr_tui.tui.underlining import Underlining
from imr_tui.tui.widgets.bars import Banner, HeadBar, HintBar, Marking, MarkingBar, NextBar, StatusBar
from imr_tui.tui.widgets.rail import Rail, SummaryLine
from imr_tui.tui.widgets.sidebar import Sidebar
from imr_tui.tui.widgets.too_small import LEAST_COLUMNS, LEAST_ROWS, TooSmall

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.analysis.next_step import NextStep
    from imr_tui.document.front_matter import FrontMatter
    from imr_tui.tui.returning import Returning
    from imr_tui.tui.widgets.find_bar import FindBar

Result = TypeVar("Result")


class DocumentScreen(QuickScreen[None]):
    """One review. Workers compute, messages carry, the handlers here assign."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *action_bindings(Scope.DOCUMENT, "app.perform"),
        Binding("escape", "to_text", "Back to the text", show=False, priority=True),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_ROWS, "-high")]  # noqa: RUF012 - as below
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_COLUMNS, "-line"), (72, "-rail"), (100, "-wide"), (120, "-roomy")]  # noqa: RUF012 - as Screen declares it

    DEFAULT_CSS = """
    DocumentScreen { layout: vertical; layers: base over; overflow: hidden; }
    DocumentScreen.-tiny TooSmall, DocumentScreen.-flat TooSmall { visibility: visible; }
    DocumentScreen #below { height: auto; }
    DocumentScreen #desk { height: 1fr; layers: base over; }
    DocumentScreen #text { width: 1fr; height: 1fr; margin-left: 1; }
    DocumentScreen #checklist { width: 36; height: 1fr; border-right: solid $panel; display: none; }
    DocumentScreen #rail { width: 22; height: 1fr; border-right: solid $panel; display: none; }
    DocumentScreen #summary { height: 1; display: none; }
    DocumentScreen #sidebar { height: 1fr; }
    DocumentScreen.-wide #checklist, DocumentScreen.-roomy #checklist { display: block; }
    DocumentScreen.-roomy #checklist { width: 41; }
    DocumentScreen.-rail #rail { display: block; }
    DocumentScreen.-line #summary { display: block; }
    DocumentScreen.-rail #checklist, DocumentScreen.-line #checklist { layer: over; dock: left; width: 41; max-width: 100%; }
    DocumentScreen.-hidden #checklist, DocumentScreen.-hidden #rail, DocumentScreen.-hidden #summary { display: none; }
    DocumentScreen.-ascii #checklist, DocumentScreen.-ascii #rail { border-right: ascii $foreground; }
    DocumentScreen.-ascii #rail { width: 24; }
    DocumentScreen:ansi #checklist, DocumentScreen:ansi #rail { border-right: solid ansi_default; }
    DocumentScreen.-ascii:ansi #checklist, DocumentScreen.-ascii:ansi #rail { border-right: ascii ansi_default; }
    """

    analysis: reactive[Analysis | None] = reactive(None, always_update=True, repaint=False, init=False)

    def __init__(self, services: Services, review: OpenReview, glyphs: Glyphs, at: str | None = None) -> None:
        super().__init__()
        self.services = services
        self.glyphs = glyphs
        self._review = review
        self._at = at
        self.steps: Sequence[NextStep] = ()
        self.last_visit = Visit()
        self._failed = False
        self._find_bar: FindBar | None = None

    def compose(self) -> ComposeResult:
        """The rows and columns of the screen."""
        self.take_breakpoints()
        self.set_class(self.glyphs.ascii_only, "-ascii")
        yield MarkingBar(id="marking")
        yield Banner(id="banner")
        yield SummaryLine(id="summary")
        with Horizontal(id="desk"):
            with Vertical(id="checklist"):
                yield HeadBar(id="head")
                yield Sidebar(id="sidebar")
                yield NextBar(id="next")
            yield Rail(id="rail")
            yield Editor(self._review.text, read_only=self._review.read_only, id="text")
        yield Vertical(id="below")
        yield StatusBar(id="status")
        yield HintBar(id="hints")
        yield TooSmall()

    def on_mount(self) -> None:
        """Put the pieces together and show what can be shown at once."""
        self.editor = self.query_one("#text", Editor)
        self.editor.commands, self.editor.teller = commands_by_key(self.services.settings.keys), self.tell
        self.sidebar = self.query_one("#sidebar", Sidebar)
        self.take_glyphs(self.glyphs)
        self.query_one(HintBar).keymap = self.services.settings.keys
        self.keeper = Keeper(self, self.services, self._review, self.editor, lambda: self.flow(self._autosave()))
        self.live = LiveAnalysis(self, self.services, self.read, self.revision, self.editor.share)
        self.underlining, self.telling = Underlining(self.editor), Telling(self)
        self.editor.follower = self.telling.follow
        self.flows, self.deeds = Flows(self), Deeds(self)
        self.standing(self._review.notice, "read-only")
        if self._review.warning:
            self.tell(self._review.warning)
        self._first_look()
        self.set_focus(self.editor)

    def take_glyphs(self, glyphs: Glyphs) -> None:
        """Draw with these signs from now on."""
        self.glyphs, one = glyphs, self.query_one
        for drawn in (self.sidebar, *self.query(Rail), one(HintBar), one(StatusBar), one(NextBar)):
            drawn.glyphs = glyphs

    def first_shown(self) -> None:
        """What the text on the screen did not have to wait for: the find bar, the records kept, the reading as a whole."""
        from imr_tui.tui.widgets.find_bar import FindBar  # noqa: PLC0415 - off the start path

        self._find_bar = FindBar(id="find")
        self.query_one("#below").mount(self._find_bar)
        self.live.begin()
        self.run_worker(self.flows.upkeep.begin(self._review), group="upkeep")
        self._review = self._review.once_shown()

    @cached_property
    def returning(self) -> Returning:
        """Where one left, and coming back there."""
        from imr_tui.tui.returning import Returning  # noqa: PLC0415 - off the start path

        return Returning(self, self._review)

    @property
    def find_bar(self) -> FindBar | None:
        """The find bar; None for the moment until it is there."""
        return self._find_bar if self._find_bar is not None and self._find_bar.is_mounted else None

    def on_unmount(self) -> None:
        """Keep where one left; give back lock and recovery."""
        self.returning.leave()
        self.keeper.close()

    # ------------------------------------------------------------------ what the flows of work ask (see desk.py)

    def read(self) -> tuple[str, int]:
        """The text and its revision."""
        return self.editor.text, self.editor.revision

    def revision(self) -> int:
        """The revision of the text."""
        return self.editor.revision

    def current(self) -> Analysis:
        """The analysis of the text as it is at this moment; `RefusedError` where it cannot be made."""
        return self.live.current()

    def change(self, edits: Sequence[TextEdit], label: str, *, cursor: int | None = None) -> bool:
        """Apply edits as one undo step; False, and a word to the user, where the review is read only."""
        if self.keeper.read_only:
            self.tell("This review is open to read only.")
            return False
        if edits:
            self.editor.apply(edits, label=label, cursor=cursor)
            self.live.begin()
        return True

    def tell(self, text: str) -> None:
        """Say something in the status row for a while."""
        self.telling.tell(text)

    def standing(self, text: str, about: str = "saving") -> None:
        """Show a standing notice above the text, one for each matter; empty takes it away."""
        self.telling.standing(text, about)

    def open_to_write(self) -> None:
        """Let the review be written in from now on."""
        self.editor.read_only = False
        self.standing("", "read-only")

    def go_to(self, offset: int, *, select_to: int | None = None) -> None:
        """Put the cursor at a place and the focus into the text."""
        self._close_checklist()
        self.editor.go_to(offset, select_to=select_to)
        self.set_focus(self.editor)

    async def ask(self, dialog: Screen[Result]) -> Result | None:
        """Show a dialog and wait for its answer."""
        return await self.app.push_screen_wait(dialog)

    async def notice(self, error: ImrError) -> None:
        """Show an error that has to be read."""
        from imr_tui.tui.screens.dialog import Notice  # noqa: PLC0415 - dialogs stay off the start path

        await self.app.push_screen_wait(Notice(error))

    # -------------------------------------------------------------------------------------------------- messages

    def on_editor_changed(self, event: Editor.Changed) -> None:
        """The text was changed: protect it, read it again a little later."""
        event.stop()
        self.keeper.text_changed()
        self.live.text_changed()

    def on_analysis_ready(self, event: AnalysisReady) -> None:
        """Take a new analysis, unless the text has changed since."""
        event.stop()
        if event.revision == self.editor.revision:
            self.analysis = event.analysis
            self._failed = False

    def on_analysis_failed(self, event: AnalysisFailed) -> None:
        """Say once that the checklist stays as it was; the writing goes on."""
        event.stop()
        if not self._failed:
            self._failed = True
            self.tell(f"{NOT_BROUGHT_UP}.")

    def on_protection_changed(self, event: ProtectionChanged) -> None:
        """Say so while the work is not protected as it should be."""
        event.stop()
        self.standing(event.notice, "protection")

    def on_sidebar_item_opened(self, event: Sidebar.ItemOpened) -> None:
        """Open the card of a question."""
        event.stop()
        self.flow(self.flows.judging.open_card(event.item))

    def on_rail_clicked(self, event: Rail.Clicked) -> None:
        """Open the whole checklist."""
        event.stop()
        self.to_checklist()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """The hints follow the focus."""
        self.query_one(HintBar).show(in_checklist=self.sidebar.has_focus)
        self.telling.focus_moved()

    def watch_analysis(self, before: Analysis | None, analysis: Analysis | None) -> None:
        """Draw what is new; each widget draws only what changed."""
        if analysis is None:
            return
        self.steps = late.steps_of(analysis)
        front = analysis.report.front
        self._show_marking(front)
        self.query_one(HeadBar).show(heading(analysis.checklist))
        self.sidebar.show_checklist(analysis.checklist)
        for rail in self.query(Rail):
            rail.show_checklist(analysis.checklist)
        self.underlining.show(analysis)
        broken = front.findings[0].message if not front.readable and front.findings else ""
        self.standing(broken, "front")
        if before is None:
            self.returning.arrive(analysis, self._at)
        self.telling.show(before)

    # ----------------------------------------------------------------------------------------- what the deeds ask

    def action_to_text(self) -> None:
        """Back to the text; what was opened for a while, checklist or find bar, closes."""
        self._close_checklist()
        self.returning.dismiss()
        if self.find_bar is not None:
            self.find_bar.close()
        self.set_focus(self.editor)

    @property
    def checklist_beside(self) -> bool:
        """Whether the whole checklist stands beside the text."""
        shown = not self.has_class("-hidden") and not self.app.has_class("-accessible")
        return shown and (self.has_class("-wide") or self.has_class("-roomy"))

    def find(self) -> None:
        """Open the find bar."""
        self._close_checklist()
        if self.find_bar is not None:
            self.find_bar.open(self.editor)
        else:
            self.call_after_refresh(self.find)

    def to_checklist(self) -> None:
        """To the checklist; where it is not beside the text it opens over it."""
        self.remove_class("-hidden")
        # Shown at once, not with the next look at the style sheet: only what is shown can take the focus.
        self.query_one("#checklist").display = True
        self.set_focus(self.sidebar)

    def _close_checklist(self) -> None:
        checklist = self.query_one("#checklist")
        if checklist.styles.clear_rule("display"):
            checklist.refresh(layout=True)

    def flow(self, work: Coroutine[Any, Any, object]) -> None:
        """Run something that asks in dialogs, while messages go on being handled."""
        self.run_worker(self._told(work), group="flow")

    async def _told(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except RefusedError as error:
            await self.notice(error)

    def fresh_steps(self) -> Sequence[NextStep]:
        """What is open, of the text as it is at this moment."""
        analysis = self.current()
        return self.steps if analysis is self.analysis else late.steps_of(analysis)

    def visit(self, step: NextStep | None) -> None:
        """Go to an open place and say what is to be done there.

        What stands in the details is filled in by their form; a question without a place is told by its card.
        """
        if step is None:
            self.tell("Nothing is open: every question is settled.")
            return
        if step.item is not None:
            self.sidebar.select(step.item.id)
        front = self.current().report.front
        if step.place is None:
            self.flow(self.flows.judging.open_card(key_of(step)))
        elif step.item is not None and front.readable and step.place.start < front.body_start:
            self.flow(self.flows.writing.details())
        else:
            self.go_to(step.place.start)
        self.last_visit = Visit(key_of(step), self.editor.cursor)
        self.tell(label_of(step))

    def at_hand(self) -> str:
        """The question that is at hand: selected in the checklist, else gone to last, else that of the cursor's place."""
        if self.sidebar.has_focus:
            return self.sidebar.selected if self.sidebar.selected_item is not None else ""
        analysis = self.current()
        last = self.last_visit
        if last.cursor == self.editor.cursor and analysis.checklist.item(last.key) is not None:
            return last.key
        item = item_at_hand(analysis.checklist, analysis.report, self.services.rules.schema, self.editor.cursor)
        return item.id if item is not None else ""

    @property
    def _front_label(self) -> str:
        return with_own_keys("Details of the review (Ctrl+U shows them)", self.services.settings.keys)

    def fold_front(self) -> bool:
        """Fold the front matter to one line; whether there is any."""
        front = self.current().report.front.span
        if front is None:
            return False
        self.editor.fold(front, label=self._front_label)
        return True

    async def leave(self) -> bool:
        """Save on leaving; whether the review may be closed."""
        return await self.flows.saving.may_leave()

    # --------------------------------------------------------------------------------------------------- drawing

    def _first_look(self) -> None:
        """What can be shown before the review is read as a whole: its marking, and its text below the folded details."""
        look = first_look(self._review.text, self._at)
        self.query_one(MarkingBar).show(look.marking)
        if look.details is not None:
            self.editor.fold(look.details, label=self._front_label)
        self.editor.go_to(look.start)

    def _show_marking(self, front: FrontMatter) -> None:
        self.query_one(MarkingBar).show(
            Marking(
                front.text("document", "marking"),
                front.text("agency", "name"),
                front.text("review", "reference"),
                front.text("document", "status"),
            )
        )

    async def _autosave(self) -> None:
        await self.flows.saving.autosave()
        self.telling.show()
