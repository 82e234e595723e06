"""The editor's own keys: moving, marking and editing. Every other key is the application's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from imr_tui.dataclass import dataclass
from imr_tui.tui.editor.cursor import Motion

if TYPE_CHECKING:
    from textual.events import Key

_CHORDS = frozenset({"alt", "ctrl", "super", "hyper", "meta"})


@dataclass(frozen=True, slots=True)
class Command:
    """What a key does: a motion (which may extend the selection), or the editor's action of that name."""

    motion: Motion | None = None
    extend: bool = False
    action: str = ""


_MOTIONS: Mapping[Motion, tuple[str, ...]] = {
    Motion.LEFT: ("left",),
    Motion.RIGHT: ("right",),
    Motion.UP: ("up",),
    Motion.DOWN: ("down",),
    Motion.WORD_LEFT: ("ctrl+left",),
    Motion.WORD_RIGHT: ("ctrl+right",),
    Motion.ROW_START: ("home",),
    Motion.ROW_END: ("end",),
    Motion.PARAGRAPH_UP: ("ctrl+up",),
    Motion.PARAGRAPH_DOWN: ("ctrl+down",),
    Motion.PAGE_UP: ("pageup",),
    Motion.PAGE_DOWN: ("pagedown",),
    Motion.SECTION_START: ("ctrl+pageup",),
    Motion.SECTION_END: ("ctrl+pagedown",),
    Motion.DOCUMENT_START: ("ctrl+home",),
    Motion.DOCUMENT_END: ("ctrl+end",),
}


def _with_shift(key: str) -> str:
    return f"ctrl+shift+{key.removeprefix('ctrl+')}" if key.startswith("ctrl+") else f"shift+{key}"


NAMED: Mapping[str, Command] = {
    **{f"move_{motion.value}": Command(motion) for motion in _MOTIONS},
    **{f"select_{motion.value}": Command(motion, extend=True) for motion in _MOTIONS},
    **{
        name: Command(action=name)
        for name in ("nest", "take_out", "erase_word_back", "erase_word_on", "next_prompt", "previous_prompt")
    },
}
"""What the editor can be asked for by the id of an action."""

KEYS_OF: Mapping[str, tuple[str, ...]] = {
    **{f"move_{motion.value}": keys for motion, keys in _MOTIONS.items()},
    **{f"select_{motion.value}": tuple(map(_with_shift, keys)) for motion, keys in _MOTIONS.items()},
    "nest": ("tab",),
    "take_out": ("shift+tab",),
    "erase_word_back": ("ctrl+backspace",),
    "erase_word_on": ("ctrl+delete",),
    "next_prompt": ("ctrl+d",),
    "previous_prompt": (),
}
"""The keys of each, where the settings do not give others."""

FIXED: Mapping[str, Command] = {
    "enter": Command(action="new_line"),
    "ctrl+j": Command(action="new_line"),
    "backspace": Command(action="erase_back"),
    "shift+backspace": Command(action="erase_back"),
    "ctrl+h": Command(action="erase_back"),
    "delete": Command(action="erase_on"),
    "shift+delete": Command(action="cut"),
    "ctrl+insert": Command(action="copy"),
    "shift+insert": Command(action="paste"),
}
"""Keys that are what they are."""


def commands_by_key(keymap: Mapping[str, str]) -> Mapping[str, Command]:
    """What each key of the editor does; `keymap` gives an action's keys anew, separated by commas."""
    commands = dict(FIXED)
    for name, command in NAMED.items():
        given = keymap.get(name)
        keys = KEYS_OF[name] if given is None else tuple(key.strip() for key in given.split(","))
        commands.update(dict.fromkeys(keys, command))
    return commands


COMMANDS = commands_by_key({})


def typed_text(event: Key) -> str:
    """What a key press types; empty for keys that type nothing, such as a letter held with Alt."""
    *chords, _ = event.key.split("+")
    if event.character is None or not event.is_printable or not _CHORDS.isdisjoint(chords):
        return ""
    return event.character
