"""Sentences that name keys, in the words of the settings: they are written with the keys of the table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from imr_tui.tui.actions import BY_ID, key_name, key_names, keys_of, short_key


def key_on_button(key: str, action: str, keymap: Mapping[str, str]) -> str:
    """The key named on a button that does what an action of the table does: that of the settings, where they give it one."""
    own = keymap.get(action, "").split(",")[0].strip()
    if not own:
        return key
    return short_key(own) if key.startswith("^") else key_name(own)


def keys_of_button(key: str, action: str, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that press a button, as Textual names them; `key` as it stands on it where the settings give no other."""
    own = tuple(name.strip() for name in keymap.get(action, "").split(",") if name.strip())
    return own or ((key.casefold(),) if key else ())


def with_own_keys(text: str, keymap: Mapping[str, str]) -> str:
    """`text` with the key that the settings give an action in place of the table's; `keymap` by the actions' ids."""
    if not keymap:
        return text
    named: dict[str, str] = {}
    for ident in keymap:
        action = BY_ID.get(ident)
        usual, own = (
            (key_names(action.all_keys), key_names(keys_of(action, keymap))) if action is not None else ((), ())
        )
        if usual and own:
            named.update(dict.fromkeys(usual, own[0]))
    if not named:
        return text
    words = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    return re.sub(rf"(?<![\w+])(?:{words})(?![\w+])", lambda match: named[match[0]], text)
