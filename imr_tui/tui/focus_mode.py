"""Focus mode: nothing but the text, in rows that are good to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imr_tui.tui.actions import BY_ID, key_names, keys_of

if TYPE_CHECKING:
    from imr_tui.tui.screens.document import DocumentScreen

_MARK = "-focus"


def in_focus_mode(screen: DocumentScreen) -> bool:
    """Whether the text is shown alone."""
    return screen.has_class(_MARK)


def enter(screen: DocumentScreen) -> None:
    """Hide the checklist and limit the rows of the text, as the settings say; the marking stays."""
    settings = screen.services.settings
    screen.action_to_text()
    screen.add_class(_MARK, "-hidden")
    screen.query_one("#desk").styles.align_horizontal = "left" if settings.focus_place == "left" else "center"
    # A cell beside the text is for the caret behind its last character.
    screen.editor.styles.max_width = settings.measure + 1
    keys = key_names(keys_of(BY_ID["focus"], settings.keys))
    screen.tell(f"Focus mode: the text alone. {keys[0] if keys else 'The same command'} brings the checklist back.")


def leave(screen: DocumentScreen) -> None:
    """Show the checklist again and give the text its whole width."""
    screen.remove_class(_MARK, "-hidden")
    screen.query_one("#desk").styles.clear_rule("align_horizontal")
    screen.editor.styles.clear_rule("max_width")
    screen.query_one("#desk").refresh(layout=True)
