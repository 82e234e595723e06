"""The names of keys as a settings file may give them, and what each is called in the program."""

from __future__ import annotations

import re

from imr_tui.storage.faults import printable
from imr_tui.storage.nearest import nearest
from imr_tui.storage.toml_tables import WrongValueError

_CHORDS = {"ctrl": "ctrl", "control": "ctrl", "shift": "shift", "alt": "alt", "meta": "alt"}
_ALSO_CALLED = {
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "ins": "insert",
    "del": "delete",
    "esc": "escape",
    "return": "enter",
    "]": "right_square_bracket",
    "\\": "backslash",
    "_": "underscore",
    "^": "circumflex_accent",
}
_NAMED = (
    *(f"f{number}" for number in range(1, 25)),
    *("left", "right", "up", "down", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace"),
    *("tab", "enter", "escape", "space"),
)
_HELD_ONLY = frozenset({"space", "@", "right_square_bracket", "backslash", "underscore", "circumflex_accent"})
_ARE_OTHERS = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Escape",
    "ctrl+[": "Escape",
}
_NEEDED = frozenset({"enter", "escape", "backspace", "delete", "up", "down"})


def read_key(written: str) -> str:
    """What a key is called in the program, from what a person called it: `F8`, `Ctrl+]`, `shift+PgUp`.

    `WrongValueError` where there is no such key, or it is one that types, is needed as it is, or never arrives as itself.
    """
    shown = printable(written.strip(), 40)
    *chords, last = re.split(r"(?<!^)\+", re.sub(r"\s+", "", written).casefold()) or [""]
    name = _ALSO_CALLED.get(last, last)
    if len(name) == 1 and not chords and not name.isalnum():
        raise WrongValueError(f"a key that types nothing, such as “f8” or “ctrl+t”; “{shown}” is typed into the text")
    unknown = [chord for chord in chords if chord not in _CHORDS]
    if unknown or not _is_key(name):
        near = nearest(unknown[0], _CHORDS) if unknown else nearest(name, _NAMED)
        meant = f"; did you mean “{near}”?" if near else ""
        raise WrongValueError(f"a key such as “f8” or “ctrl+t”; there is none called “{shown}”{meant}")
    held = sorted({_CHORDS[chord] for chord in chords})
    key = "+".join([*held, name])
    if key in _ARE_OTHERS:
        raise WrongValueError(f"another key: “{shown}” arrives as {_ARE_OTHERS[key]} in a terminal")
    if key in _NEEDED:
        raise WrongValueError(f"another key: “{shown}” is needed as it is")
    if not {"ctrl", "alt"} & set(held) and (len(name) == 1 or name in _HELD_ONLY):
        raise WrongValueError(f"a key that types nothing, such as “f8” or “ctrl+t”; “{shown}” is typed into the text")
    return key


def _is_key(name: str) -> bool:
    return name in _NAMED or name in _HELD_ONLY or (len(name) == 1 and (name.isalnum() or name == "["))
