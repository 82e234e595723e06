"""The editor's own keys: moving and editing. Every other key is the application's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding
from textual.events import Key

from imr_tui.tui.editor.cursor import Motion

_CHORDS = frozenset({"alt", "ctrl", "super", "hyper", "meta"})


@dataclass(frozen=True, slots=True)
class Command:
    """What a key does: a motion (which may extend the selection), or the editor's action of that name."""

    motion: Motion | None = None
    extend: bool = False
    action: str = ""

    @property
    def as_action(self) -> str:
        """The command as a Textual action."""
        return self.action if self.motion is None else f"move('{self.motion.value}', {self.extend})"


_MOTIONS = {
    "left": Motion.LEFT,
    "right": Motion.RIGHT,
    "up": Motion.UP,
    "down": Motion.DOWN,
    "home": Motion.ROW_START,
    "end": Motion.ROW_END,
    "pageup": Motion.PAGE_UP,
    "pagedown": Motion.PAGE_DOWN,
    "ctrl+left": Motion.WORD_LEFT,
    "ctrl+right": Motion.WORD_RIGHT,
    "ctrl+up": Motion.PARAGRAPH_UP,
    "ctrl+down": Motion.PARAGRAPH_DOWN,
    "ctrl+pageup": Motion.SECTION_START,
    "ctrl+pagedown": Motion.SECTION_END,
    "ctrl+home": Motion.DOCUMENT_START,
    "ctrl+end": Motion.DOCUMENT_END,
}


def _with_shift(key: str) -> str:
    return f"ctrl+shift+{key.removeprefix('ctrl+')}" if key.startswith("ctrl+") else f"shift+{key}"


COMMANDS: Mapping[str, Command] = {
    **{key: Command(motion) for key, motion in _MOTIONS.items()},
    **{_with_shift(key): Command(motion, extend=True) for key, motion in _MOTIONS.items()},
    "enter": Command(action="new_line"),
    "ctrl+j": Command(action="new_line"),
    "tab": Command(action="nest"),
    "shift+tab": Command(action="take_out"),
    "backspace": Command(action="erase_back"),
    "shift+backspace": Command(action="erase_back"),
    "ctrl+h": Command(action="erase_back"),
    "delete": Command(action="erase_on"),
    "ctrl+backspace": Command(action="erase_word_back"),
    "ctrl+delete": Command(action="erase_word_on"),
    "shift+delete": Command(action="cut"),
    "ctrl+insert": Command(action="copy"),
    "shift+insert": Command(action="paste"),
}

BINDINGS = [Binding(key, command.as_action, show=False) for key, command in COMMANDS.items()]


def typed_text(event: Key) -> str:
    """What a key press types; empty for keys that type nothing, such as a letter held with Alt."""
    *chords, _ = event.key.split("+")
    if event.character is None or not event.is_printable or not _CHORDS.isdisjoint(chords):
        return ""
    return event.character
