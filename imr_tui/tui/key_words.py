"""Sentences that name keys, in the words of the settings: they are written with the keys of the table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from imr_tui.tui.actions import BY_ID, key_names, keys_of


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
