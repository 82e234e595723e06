"""The command palette's entries: the action table, and nothing of Textual's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from imr_tui.tui.actions import ACTIONS, Action, Scope, key_names, keys_of

if TYPE_CHECKING:
    from imr_tui.tui.application import ImrApp


class ActionPalette(CommandPalette):
    """Textual's palette with our entries alone."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q,ctrl+p,f2", "escape", "Close", show=False, priority=True)]

    DEFAULT_CSS = """
    ActionPalette SearchIcon { display: none; }
    ActionPalette > Vertical { margin-top: 1; }
    ActionPalette CommandList { max-height: 80vh; border: none; }
    ActionPalette CommandList:ansi > .option-list--option-highlighted { text-style: reverse; }
    ActionPalette #--input { border: none; }
    ActionPalette.-ascii * { scrollbar-size: 0 0; }
    """

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__([ActionCommands], placeholder="Type a part of a command's name")
        self.set_class(ascii_only, "-ascii")


class ActionCommands(Provider):
    """Every action that can be asked for on the screen below the palette."""

    async def discover(self) -> Hits:
        """All of them, in the table's order."""
        for action, entry, run in self._available():
            if action.by_name_only:
                continue
            yield DiscoveryHit(entry, run, text=entry, help=action.help)

    async def search(self, query: str) -> Hits:
        """Those whose name or sentence fits."""
        matcher = self.matcher(query)
        for action, entry, run in self._available():
            score = matcher.match(entry)
            if score > 0:
                yield Hit(score, matcher.highlight(entry), run, text=entry, help=action.help)

    def _available(self) -> list[tuple[Action, str, Callable[[], None]]]:
        app = cast("ImrApp", self.app)
        in_review = app.review_screen is not None
        return [
            (action, palette_entry(action, app.services.settings.keys), partial(app.perform, action.id))
            for action in ACTIONS
            if (in_review or action.scope is Scope.APP) and action.id != "commands"
        ]


def palette_entry(action: Action, keymap: Mapping[str, str]) -> str:
    """An action as the palette lists it: its name and its first key."""
    names = key_names(keys_of(action, keymap))
    key = names[0] if names else action.spoken
    return f"{action.label}  ({key})" if key else action.label
