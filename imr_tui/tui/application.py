"""The application: which screen is shown, what works everywhere, and how it ends."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from imr_tui.errors import ExitStatus, ImrError, InputError
from imr_tui.tui.actions import BY_ID, Group, Scope
from imr_tui.tui.bindings import action_bindings
from imr_tui.tui.editor.widget import Editor
from imr_tui.tui.glyphs import pick_glyphs
from imr_tui.tui.key_order import KeyOrder
from imr_tui.tui.opening import OpenReview
from imr_tui.tui.screens.document import DocumentScreen
from imr_tui.tui.services import Services
from imr_tui.tui.terminal import SparingDriver, forget_terminal_screen
from imr_tui.tui.themes import THEMES, next_theme, pick_theme, theme_label

if TYPE_CHECKING:
    from imr_tui.tui.accessible import Follower

FAULT = 70
_TURNS = 3
_MOST_TURNS = 100_000


class ImrApp(App[int], inherit_bindings=False):
    """The interface. `review` is shown at once; `locked` is asked about first; with neither, the start screen."""

    TITLE = "imr-tui"
    ENABLE_COMMAND_PALETTE = False  # its own binding: the palette is opened by an action of the table
    BINDINGS: ClassVar[list[BindingType]] = action_bindings(Scope.APP, "perform")

    def __init__(
        self,
        services: Services,
        *,
        review: OpenReview | None = None,
        locked: Path | None = None,
        at: str | None = None,
        no_color: bool = False,
        encoding: str = "utf-8",
    ) -> None:
        super().__init__(driver_class=SparingDriver, ansi_color=True if no_color else None)
        self.services = services
        self.encoding = encoding
        self.accessible = services.settings.accessible
        self._take_glyphs()
        self.animation_level = "none"
        self.fault = ""
        self._copied = ""
        self._follower: Follower | None = None
        self._key_order = KeyOrder(super().on_event, self._failed)
        self._review = review
        self._begins = True
        self._locked = locked
        self._at = at
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = pick_theme(
            services.settings.theme,
            color_system=self.console.color_system,
            no_color=no_color,
            accessible=self.accessible,
        )
        self.stylesheet.set_variables(self.get_css_variables())
        self._styled = False
        self.set_keymap(self.own_keys)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - as Textual has it
        """Take up other colours; not the first time, when Textual asks for it although those of the start are taken up."""
        if self._styled:
            super().refresh_css(animate)
        self._styled = True

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The keys that the settings give in place of the table's, by the actions' ids."""
        return self.services.settings.keys

    def _take_glyphs(self) -> None:
        ascii_wanted = self.services.settings.ascii
        self.glyphs = pick_glyphs(ascii_wanted=ascii_wanted, encoding=self.encoding, accessible=self.accessible)
        self.ascii_only = self.glyphs.ascii_only

    def post_display_hook(self) -> None:
        """What was drawn is on the screen: in accessible mode the terminal's cursor comes to what has the focus."""
        if self.accessible and self._follower is not None:
            self._follower.follow()

    @property
    def review_screen(self) -> DocumentScreen | None:
        """The screen of the open review; None on the start screen."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, DocumentScreen)), None)

    def get_default_screen(self) -> Screen[None]:
        """The screen to begin with: that of the review, where one is shown at once."""
        if self._review is None:
            return super().get_default_screen()
        screen, self._review, self._begins = self._screen_of(self._review), None, False
        return screen

    def on_mount(self) -> None:
        """Ask about a locked review, or show the start screen, where no review is shown at once."""
        if self.accessible:
            self._bring_up_accessible()
        self.app_resume_signal.subscribe(self, lambda _app: self.do_redraw())
        if not self._begins:
            return
        from imr_tui.tui.arriving import Arriving  # noqa: PLC0415 - not needed where a review is shown at once

        Arriving(self).start(self._locked)

    def perform(self, ident: str) -> None:
        """Do what the action of that id says, if it can be done on this screen."""
        if BY_ID[ident].scope is Scope.APP:
            getattr(self, f"do_{ident}")()
        elif isinstance(self.screen, DocumentScreen):
            screen = self.screen
            try:
                if BY_ID[ident].scope is Scope.TEXT:
                    screen.editor.obey(ident)
                else:
                    getattr(screen.deeds, ident)()
            except ImrError as error:
                screen.flow(screen.notice(error))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action of the table can be done now: under a dialog only help, and editing only in the text."""
        if action != "perform":
            return super().check_action(action, parameters)
        ident = str(parameters[0])
        screen = self.screen
        if screen.is_modal:
            return ident == "redraw" or (ident == "help" and not screen.has_class("-help"))
        if BY_ID[ident].scope is Scope.APP:
            return True
        return isinstance(screen, DocumentScreen) and (
            BY_ID[ident].group is not Group.EDITING or screen.editor.has_focus
        )

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; keys that do not go to the text are taken one by one."""
        is_key = isinstance(event, events.Key) and not event.is_forwarded
        if is_key and (self._key_order.is_busy or not isinstance(self.focused, Editor)):
            self._key_order.add(cast("events.Key", event))
        else:
            await super().on_event(event)

    async def action_perform(self, ident: str) -> None:
        """`perform`, for key bindings.

        What it sets going comes to its first dialog before the next key is taken: a letter typed ahead belongs to the
        dialog, not to the text below it. What was typed ahead of the key is in the text before anything is done.
        """
        for _ in range(_MOST_TURNS):
            if not (isinstance(self.focused, Editor) and self.focused.message_queue_size):
                break
            await asyncio.sleep(0)
        self.perform(ident)
        for _ in range(_TURNS):
            await asyncio.sleep(0)

    @property
    def clipboard(self) -> str:
        """What was copied last in the program."""
        return self._copied

    def copy_to_clipboard(self, text: str) -> None:
        """Keep text for pasting in the program; it leaves for the clipboard of the writer's desktop only where that is set.

        A terminal that takes it does so unasked, and programs of the desktop may keep a history of what was copied.
        """
        self._copied = text
        if self.services.settings.desktop_copy:
            super().copy_to_clipboard(text)

    def do_help(self) -> None:
        """Show the help, that of the dialog first where one is open."""
        from imr_tui.tui.here import said_here  # noqa: PLC0415 - off the start path
        from imr_tui.tui.screens.help import Help  # noqa: PLC0415 - off the start path

        self.push_screen(Help(self.services.settings.keys, said_here(self.screen)))

    def do_commands(self) -> None:
        """Open the command palette."""
        from imr_tui.tui.commands import ActionPalette  # noqa: PLC0415 - off the start path

        palette = ActionPalette(self.services.settings.keys, in_review=self.review_screen is not None)
        self.push_screen(palette, lambda ident: self.perform(ident) if ident else None)

    def do_theme(self) -> None:
        """Go on to the next colours, unless the site has chosen them."""
        if "theme" in self.services.settings.locked:
            self._tell("Set by your administrator: the colours stay as they are.")
            return
        self.theme = next_theme(self.theme)
        self._tell(f"Colours: {theme_label(self.theme)}.")

    def _tell(self, text: str) -> None:
        if self.review_screen is not None:
            self.review_screen.tell(text)

    def do_accessible(self) -> None:
        """Turn accessible mode on or off, unless the site has chosen."""
        if "accessible" in self.services.settings.locked:
            self._tell("Set by your administrator: accessible mode stays as it is.")
            return
        self.accessible = not self.accessible
        self._take_glyphs()
        self._bring_up_accessible()
        if self.review_screen is not None:
            self.review_screen.take_glyphs(self.glyphs)
            self.review_screen.tell(f"Accessible mode is {'on' if self.accessible else 'off'}.")

    def _bring_up_accessible(self) -> None:
        from imr_tui.tui.accessible import Follower, apply  # noqa: PLC0415 - seldom on

        self._follower = Follower(self)
        apply(self)

    def do_redraw(self) -> None:
        """Draw everything again."""
        forget_terminal_screen(self)
        self.refresh(layout=True)

    def do_quit(self) -> None:
        """Save and leave."""
        self.run_worker(self._leave(), group="leave", exclusive=True)

    async def _leave(self) -> None:
        screen = self.review_screen
        if screen is None or await screen.leave():
            self.exit(int(ExitStatus.FINE))

    def show(self, review: OpenReview) -> None:
        """Show a review, in place of the start screen where that is shown."""
        screen = self._screen_of(review)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _screen_of(self, review: OpenReview) -> DocumentScreen:
        return DocumentScreen(self.services, review, self.glyphs, self._at)

    def rescue(self) -> None:
        """Keep the text of the open review at once; for a signal or a fault."""
        screen = self.review_screen
        if screen is not None:
            screen.keeper.write_now()
            screen.returning.leave()

    def unlock(self) -> None:
        """Give the open review's lock up."""
        screen = self.review_screen
        if screen is not None:
            screen.keeper.unlock()

    def panic(self, *renderables: object) -> None:
        """End on a fault; what Textual would print, with the values of local variables, is never printed."""
        self._end_on(InputError("fault", "the terminal's input ended") if renderables else None)

    def _handle_exception(self, error: Exception) -> None:
        """End on a fault of ours: keep the text, then one plain line.

        Textual's own handler prints a traceback with the values of local variables, and so text of the review.
        """
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._end_on(error.error if isinstance(error, WorkerFailed) else error)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _end_on(self, error: BaseException | None) -> None:
        try:
            self.rescue()
        finally:
            self.fault = fault_line(error)
            self.exit(FAULT, return_code=FAULT)


def fault_line(error: BaseException | None) -> str:
    """What is said of a fault: its kind and place in the program, never a word of the review."""
    place = ""
    frames = traceback.extract_tb(error.__traceback__) if error is not None else None
    if frames:
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}"
    kind = type(error).__name__ if error is not None else "fault"
    return (
        f"imr-tui met a fault of its own ({kind}{place}) and stopped. Your text was kept: open the review again, or run "
        "imr-tui recover. Please report this line."
    )
