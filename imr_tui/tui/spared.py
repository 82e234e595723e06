"""What Textual and asyncio import at once though this program never uses it, or only later: kept off the start."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from types import ModuleType
from typing import cast

from imr_tui.sparing import Functions, Later, Typing, stand_in
from imr_tui.tui.lean_strips import lean_strips

STAND_IN = "textual.command"
TAKEN = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
"""What `textual.app` and `textual.theme` take from the module of the command palette, for a palette that is not used here."""
LATER = {
    "asyncio.sslproto": (),
    "decimal": (),
    "difflib": ("get_close_matches",),
    "mimetypes": (),
    "platformdirs": ("user_downloads_path",),
    "rich.table": ("Table",),
    "subprocess": (),
    "uuid": ("uuid4",),
    "pickle": ("dumps", "loads"),
}
"""What Textual and asyncio take for files that are downloaded, for other programs, and for messages and pictures of their own; with the
functions that are taken by name."""
MISTAKES = "textual.css._help_text"
"""What Textual says of mistakes in styles."""
GIVEN: Mapping[str, Mapping[str, object]] = {
    "decimal": {"Decimal": type("Decimal", (), {})},
    "subprocess": {"PIPE": -1, "STDOUT": -2, "DEVNULL": -3},
}
"""What else is taken by name: a kind of number that fractions are not made of here, and numbers that the system has for streams."""


@contextmanager
def spared_imports() -> Iterator[None]:
    """Import Textual's application inside of this. Where it was imported before, nothing happens.

    Nothing is ever asked of the network, so asyncio does without its encryption. Textual's application takes
    classes from the module of its command palette, which pulls in a dozen widgets; the program has a palette of its own.
    Of what Textual has for older Pythons it is given that of this one.
    """
    modules = cast("MutableMapping[str, ModuleType | None]", sys.modules)
    if "textual.app" in modules:
        yield
        return
    modules.setdefault("ssl", None)
    modules.setdefault("typing_extensions", Typing("typing_extensions"))
    for name, functions in LATER.items():
        stand_in(name, functions, GIVEN.get(name))
    modules.setdefault(MISTAKES, Functions(MISTAKES))
    palette = ModuleType(STAND_IN)
    for name in TAKEN:
        setattr(palette, name, type(name, (), {}))
    modules[STAND_IN] = palette
    try:
        yield
        lean_strips()
    finally:
        for name in LATER:
            if isinstance(modules.get(name), Later):
                del modules[name]
        if modules.get(STAND_IN) is palette:
            del modules[STAND_IN]
            vars(sys.modules["textual"]).pop("command", None)
