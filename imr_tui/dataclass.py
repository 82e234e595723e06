"""`dataclass` as the standard library has it, but frozen ones with slots, which nearly all are here, take a third of the work and memory.

The standard library compiles six functions for each of them and keeps the class that it was made from. Here one is compiled, to
make objects, and two when objects are first compared; the rest is shared.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, Field, FrozenInstanceError
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")

_bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)
"""Takes down the fields and makes the slots."""


def _lean(cls: type[Made], *, compared: bool = True) -> type[Made]:
    """The class as a frozen data class with slots; what it defines itself stays as it is."""
    own = vars(cls)
    if cls.__doc__ is None:
        # The standard library would work out what a call looks like, and say that.
        cls.__doc__ = cls.__name__
    made = _bare(cls)
    _set(made, "__init__", _init(made))
    for name, function in _SHARED.items():
        if name not in own:
            _set(made, name, function)
    if compared and "__eq__" not in own:
        _set(made, "__eq__", _equal)
        if "__hash__" not in own:
            _set(made, "__hash__", _hashed)
    return made


def _set(cls: type[Any], name: str, function: Callable[..., object]) -> None:
    setattr(cls, name, function)


def _init(cls: type[Any]) -> Callable[..., None]:
    """What makes an object: each slot is filled by its own descriptor, which asks nobody."""
    known: dict[str, Any] = {"_no": MISSING}
    taken: list[str] = []
    lines: list[str] = []
    for one in dataclasses.fields(cls):
        name = one.name
        value = name
        if one.default_factory is not MISSING:
            known[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {name} is _no else {name}" if one.init else f"_make_{name}()"
        elif not one.init:
            continue
        known[f"_put_{name}"] = getattr(cls, name).__set__
        lines.append(f" _put_{name}(self, {value})")
        if one.init:
            taken.append(f"{name}{_default(one, known)}")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    written = "\n".join(lines) or " pass"
    exec(f"def __init__({', '.join(('self', *taken))}):\n{written}", known)  # noqa: S102 - of names of fields alone
    made: Callable[..., None] = known.pop("__init__")
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _default(one: Field[Any], known: dict[str, Any]) -> str:
    if one.default_factory is not MISSING:
        return "=_no"
    if one.default is MISSING:
        return ""
    known[f"_else_{one.name}"] = one.default
    return f"=_else_{one.name}"


def _compare(cls: type[Any]) -> None:
    """Give a class what compares its objects, where it has not its own."""
    fields = [one for one in dataclasses.fields(cls) if one.compare]
    own, other = ("".join(f"{whose}.{one.name}," for one in fields) for whose in ("self", "other"))
    known: dict[str, Any] = {}
    exec(  # noqa: S102 - of names of fields alone
        "def __eq__(self, other):\n"
        f" return ({own}) == ({other}) if other.__class__ is self.__class__ else NotImplemented\n"
        f"def __hash__(self):\n return hash(({own}))",
        known,
    )
    for name, first in (("__eq__", _equal), ("__hash__", _hashed)):
        if getattr(cls, name) is first:
            _set(cls, name, known[name])


def _equal(self: object, other: object) -> bool:
    _compare(type(self))
    return self.__eq__(other)


def _hashed(self: object) -> int:
    _compare(type(self))
    return hash(self)


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _described(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _take_state(self: Any, state: list[object]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED: dict[str, Callable[..., object]] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__repr__": _described,
    "__getstate__": _state,
    "__setstate__": _take_state,
}

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - the same to whoever checks types
else:

    def dataclass(
        cls: type[Made] | None = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        eq: bool = True,
        **others: bool,
    ) -> Any:
        """As in the standard library, which makes those that are not frozen, or have no slots, or are asked for more."""

        def make(made: type[Made]) -> type[Made]:
            if frozen and slots and not others:
                return _lean(made, compared=eq)
            return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, **others)(made)

        return make if cls is None else make(cls)
