"""What Textual and the standard library ask of `inspect` and `ast` again and again, answered without these two.

They and what they import take more memory than the editor. Whatever else is asked of them comes from the modules themselves.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from types import CoroutineType, FunctionType, GeneratorType, MethodType

from imr_tui.sparing import real

_VARIOUS, _KEYWORDS, _COROUTINE, _ITERABLE_COROUTINE = 4, 8, 128, 256
# The arguments of an action as they stand in nearly all bindings: one word in quotes.
_ONE_WORD = re.compile(r"\('([^'\\\n\r]*)',\)")

_WAITED_FOR = (CoroutineType, Awaitable)


class Parameters(Mapping[str, object]):
    """The parameters of something that calls a plain function; how many there are is known at once."""

    def __init__(self, of: object, count: int) -> None:
        self._of = of
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __getitem__(self, name: str) -> object:
        return self._whole()[name]

    def _whole(self) -> Mapping[str, object]:
        found: Mapping[str, object] = real("inspect").signature(self._of).parameters
        return found


class Signature:
    """How something is called. The description that `dataclasses` gives a class without one does without it."""

    def __init__(self, of: object) -> None:
        self._of = of

    def __getattr__(self, name: str) -> object:
        return getattr(real("inspect").signature(self._of), name)

    def __str__(self) -> str:
        return "" if isinstance(self._of, type) else str(real("inspect").signature(self._of))

    @property
    def parameters(self) -> Mapping[str, object]:
        """The parameters by their names."""
        count = _count(self._of)
        if count is not None:
            return Parameters(self._of, count)
        found: Mapping[str, object] = real("inspect").signature(self._of).parameters
        return found


def _count(of: object) -> int | None:
    """How many parameters something has that calls a plain function; None where that is not plain."""
    called, bound = of, 0
    if isinstance(of, MethodType):
        called, bound = of.__func__, 1
    elif not isinstance(of, FunctionType | type | partial) and "__signature__" not in dir(type(of)):
        called, bound = next((vars(one)["__call__"] for one in type(of).__mro__ if "__call__" in vars(one)), None), 1
    if not isinstance(called, FunctionType) or vars(called).keys() & {"__wrapped__", "__signature__"}:
        return None
    code = called.__code__
    if code.co_argcount < bound:
        return None
    more = bool(code.co_flags & _VARIOUS) + bool(code.co_flags & _KEYWORDS)
    return code.co_argcount - bound + code.co_kwonlyargcount + more


def signature(of: Callable[..., object], *values: object, **named: object) -> object:
    """How something is called."""
    return (
        Signature(of) if not values and not named and callable(of) else real("inspect").signature(of, *values, **named)
    )


def isawaitable(what: object) -> bool:
    """Whether something can be waited for."""
    # Asked at every message, and what is asked about is mostly nothing at all.
    if what is None:
        return False
    if isinstance(what, GeneratorType):
        return bool(what.gi_code.co_flags & _ITERABLE_COROUTINE)
    return isinstance(what, _WAITED_FOR)


def iscoroutinefunction(what: object) -> bool:
    """Whether it is a function that is defined with `async`."""
    while isinstance(what, MethodType):
        what = what.__func__
    while isinstance(what, partial):
        what = what.func
    return isinstance(what, FunctionType) and bool(what.__code__.co_flags & _COROUTINE)


def isclass(what: object) -> bool:
    """Whether it is a class."""
    return isinstance(what, type)


def getfile(what: object) -> str:
    """The file in which a class is defined."""
    file = getattr(sys.modules.get(what.__module__), "__file__", None) if isinstance(what, type) else None
    return file or str(real("inspect").getfile(what))


def literal_eval(source: object) -> object:
    """What a text of Python's stands for."""
    word = _ONE_WORD.fullmatch(source) if isinstance(source, str) else None
    return real("ast").literal_eval(source) if word is None else (word[1],)


INSPECT: Mapping[str, object] = {
    "signature": signature,
    "isawaitable": isawaitable,
    "iscoroutinefunction": iscoroutinefunction,
    "isclass": isclass,
    "getfile": getfile,
}
AST: Mapping[str, object] = {"literal_eval": literal_eval}
