"""What Textual and asyncio import at once though this program never uses it, or only later: kept off the start."""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from types import ModuleType
from typing import cast

STAND_IN = "textual.command"
TAKEN = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
"""What `textual.app` and `textual.theme` take from the module of the command palette, for a palette that is not used here."""


@contextmanager
def spared_imports() -> Iterator[None]:
    """Import Textual's application inside of this. Where it was imported before, nothing happens.

    Nothing is ever asked of the network, so asyncio does without its encryption. Textual's application takes
    classes from the module of its command palette, which pulls in a dozen widgets; the program's own palette is
    built on that module and imports it when it is first opened.
    """
    modules = cast("MutableMapping[str, ModuleType | None]", sys.modules)
    if "textual.app" in modules:
        yield
        return
    modules.setdefault("ssl", None)
    stand_in = ModuleType(STAND_IN)
    for name in TAKEN:
        setattr(stand_in, name, type(name, (), {}))
    modules[STAND_IN] = stand_in
    try:
        yield
    finally:
        if modules.get(STAND_IN) is stand_in:
            del modules[STAND_IN]
            vars(sys.modules["textual"]).pop("command", None)
