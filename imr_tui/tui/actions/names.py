"""Keys as people call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from imr_tui.tui.actions.model import Action

_NAMES = {
    "underscore": "_",
    "right_square_bracket": "]",
    "backslash": "\\",
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "space": "Space",
    "tab": "Tab",
    "@": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "insert": "Ins",
    "delete": "Del",
    "backspace": "Backspace",
}
_HIDDEN = frozenset({"f20", "ctrl+space"})
"""Other names under which a terminal sends a key of the table; not shown twice."""

_SHORTEST_NAMED = 2


def key_name(key: str) -> str:
    """A key as people call it: `Ctrl+E`, `F8`, `?`."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last, last.upper() if modifiers or _is_function_key(last) else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def short_key(key: str) -> str:
    """A key for the hint row: `^E` for Ctrl+E, else as `key_name` has it."""
    return key_name(key).replace("Ctrl+", "^")


def key_names(keys: Iterable[str]) -> tuple[str, ...]:
    """The names of `keys`, each once, without second names for the same key."""
    return tuple(dict.fromkeys(key_name(key) for key in keys if key not in _HIDDEN))


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of an action while the text has the focus, as the settings have them."""
    remapped = keymap.get(action.id)
    if remapped is None:
        return action.all_keys
    return tuple(key.strip() for key in remapped.split(",") if key.strip())


def _is_function_key(key: str) -> bool:
    return len(key) >= _SHORTEST_NAMED and key[0] == "f" and key[1:].isdigit()
