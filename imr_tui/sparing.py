"""Modules that others import at once though this program seldom needs them, or never: left out until something of them is asked for."""

from __future__ import annotations

import importlib
import sys
import typing
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from importlib.util import find_spec
from types import ModuleType

LATER = ("ipaddress", "bz2", "lzma")
"""What the standard library imports on the way to paths and copies of files: for addresses of the network, and for archives."""
TRIALS = "textual.pilot"
"""What Textual tries applications with."""
ENTITIES = "markdown_it.common.entities"
"""Two thousand names of characters, as in `&eacute;`; few texts have one."""
OWN_HASHES = (("_md5",), ("_sha256", "_sha2"))
"""Modules with Python's own hashes; some systems build it without them."""

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
_LARGE = 1 << 17


class Later(ModuleType):
    """Stands for a module until something of it is asked for; that comes from the module itself, which is imported then."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(real(self.__name__), name)


class Typing(Later):
    """Stands for `typing_extensions`: what Python has by now comes from `typing`."""

    def __getattr__(self, name: str) -> object:
        known = getattr(typing, name, None)
        return super().__getattr__(name) if known is None else known


class Functions(Later):
    """Stands for a module of which functions and classes are taken by name long before one of them is called."""

    def __getattr__(self, name: str) -> object:
        return super().__getattr__(name) if name.startswith("__") else _later(self.__name__, name)


class Entities:
    """Stands for the names of characters; the table of them is imported when one is looked up."""

    def __contains__(self, name: str) -> bool:
        return name in real(ENTITIES).entities

    def __getitem__(self, name: str) -> str:
        found: str = real(ENTITIES).entities[name]
        return found


def real(name: str) -> ModuleType:
    """The module of that name, imported now where something stands for it."""
    if isinstance(sys.modules.get(name), Later):
        del sys.modules[name]
    return importlib.import_module(name)


def stand_in(name: str, functions: tuple[str, ...] = (), given: Mapping[str, object] | None = None) -> None:
    """Put something in the place of a module that was not imported yet.

    `functions` of it can be taken without importing it; what is `given` stands for others of its names.
    """
    if name in sys.modules:
        return
    module = Later(name)
    vars(module).update({function: _later(name, function) for function in functions}, **given or {})
    sys.modules[name] = module


def lean_datetime() -> None:
    """Take dates from where Python has them in C; 3.11 first makes them all in Python, to throw that away."""
    if sys.version_info >= (3, 12) or "datetime" in sys.modules:
        return
    with suppress(ImportError):
        made = importlib.import_module("_datetime")
        module = ModuleType("datetime", made.__doc__)
        vars(module).update({name: value for name, value in vars(made).items() if not name.startswith("__")})
        sys.modules["datetime"] = module


def spare_at_start() -> None:
    """Leave out what the whole program does without; to be called before anything else is imported.

    Nothing is ever asked of the network. Hashes tell whether a file was changed: those of Python will do, and OpenSSL takes more
    memory than a review. Addresses in a text are not made into links.
    """
    modules: MutableMapping[str, ModuleType | None] = typing.cast("MutableMapping[str, ModuleType | None]", sys.modules)
    for name in LATER:
        stand_in(name)
    lean_datetime()
    modules.setdefault(TRIALS, Functions(TRIALS))
    stand_in(ENTITIES, given={"entities": Entities()})
    modules.setdefault("linkify_it", None)
    if all(any(find_spec(name) for name in names) for names in OWN_HASHES):
        modules.setdefault("_hashlib", None)


def share_memory() -> None:
    """Have all threads take their memory from one place, where the C library can; to be called before there are threads.

    Each would otherwise keep what it once took for itself: on a long review that is a fifth of the whole. What is large, a whole
    text say, is given back to the system as soon as it is let go of; the C library would learn to keep it from the first.
    """
    import ctypes  # noqa: PLC0415 - the interface alone has threads that matter

    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_ARENA_MAX, 1)
        mallopt(_M_MMAP_THRESHOLD, _LARGE)


def _later(name: str, function: str) -> Callable[..., object]:
    def call(*values: object, **named: object) -> object:
        made: object = getattr(real(name), function)(*values, **named)
        return made

    return call
