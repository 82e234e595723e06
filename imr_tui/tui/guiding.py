"""Guidance as the officer meets it: a pane beside the text where there is room, else a screen of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.analysis.guidance import Guidance, guidance_at
from imr_tui.data.loader import load_guidance
from imr_tui.errors import InputError
from imr_tui.storage.places import settings_folder
from imr_tui.storage.settings import Settings
from imr_tui.tui.screens.guidance import GuidanceScreen
from imr_tui.tui.widgets.guidance import GuidancePane

if TYPE_CHECKING:
    from imr_tui.tui.screens.document import DocumentScreen

OWN_FILE = "guidance.toml"
_ROOMY = 120


class Guiding:
    """Shows what good looks like at the cursor; the pane follows the cursor while it is open, and costs nothing while not."""

    def __init__(self, screen: DocumentScreen) -> None:
        self._screen = screen
        self._entries: Mapping[str, Guidance] | None = None

    def toggle(self) -> None:
        """Open the pane, or close it; without the room for it, open the screen."""
        panes = self._screen.query(GuidancePane)
        if panes:
            panes.remove()
            self._screen.standing("", "guidance")
            return
        shown = self._here()
        if self._screen.app.size.width < _ROOMY:
            self._screen.app.push_screen(GuidanceScreen(shown))
            return
        pane = GuidancePane(shown)
        self._screen.query_one("#desk").mount(pane)
        self._follow(pane)

    def _follow(self, pane: GuidancePane) -> None:
        editor = self._screen.editor
        before = editor.follower

        def followed() -> None:
            if before is not None:
                before()
            if pane.is_attached:
                pane.show_guidance(self._here())
            elif editor.follower is followed:
                editor.follower = before

        editor.follower = followed

    def _here(self) -> tuple[Guidance, ...]:
        screen = self._screen
        analysis = screen.analysis or screen.current()
        return guidance_at(analysis.report, screen.services.rules.schema, self._known(), screen.editor.cursor)

    def _known(self) -> Mapping[str, Guidance]:
        if self._entries is None:
            own = own_file(self._screen.services.settings)
            try:
                self._entries = load_guidance(own)
            except InputError as error:
                self._entries = load_guidance()
                self._screen.standing(f"{error.title}. {error.detail} What comes along is shown instead.", "guidance")
        return self._entries


def own_file(settings: Settings) -> Path | None:
    """The force's own guidance: in a template folder, else beside the settings; None where there is none."""
    folders = (*settings.template_folders, settings_folder())
    return next((folder / OWN_FILE for folder in folders if (folder / OWN_FILE).is_file()), None)
