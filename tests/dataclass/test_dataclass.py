"""The program's own data classes do what those of the standard library do."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar

import pytest

from imr_tui.dataclass import dataclass as lean


def classes(make: Callable[..., Any]) -> dict[str, type[Any]]:
    """The same classes, made by one `dataclass` or the other."""

    @make(frozen=True, slots=True)
    class Plain:
        """With defaults, and one that does not count."""

        kind: ClassVar[str] = "plain"
        name: str
        count: int = 3
        seen: tuple[int, ...] = ()
        note: str = field(default="x", compare=False)
        made: list[int] = field(default_factory=list, repr=False, compare=False)

        def doubled(self) -> int:
            return self.count * 2

        @property
        def size(self) -> int:
            return len(self.name)

    @make(frozen=True, slots=True)
    class Empty:
        pass

    @make(frozen=True, slots=True)
    class Derived:
        name: str
        upper: str = field(init=False, compare=False)
        parts: list[str] = field(init=False, default_factory=list, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "upper", self.name.upper())

    @make(frozen=True, slots=True)
    class Own:
        name: str
        other: int = 0

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and other.name == self.name

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    @make(frozen=True, slots=True, eq=False)
    class Single:
        name: str

    @make(frozen=True, slots=True, order=True)
    class Ordered:
        name: str
        count: int = 0

    @make(slots=True)
    class Open:
        name: str

    return {one.__name__: one for one in (Plain, Empty, Derived, Own, Single, Ordered, Open)}


BOTH = pytest.mark.parametrize("made", [classes(lean), classes(dataclasses.dataclass)], ids=["own", "standard"])
CALLS: list[Callable[[dict[str, Any]], Any]] = [
    lambda made: made["Plain"]("a"),
    lambda made: made["Plain"]("a", seen=(1, 2), count=4, made=[5]),
    lambda made: made["Plain"]("a", 4, (1,), "y", [5]),
    lambda made: made["Empty"](),
    lambda made: made["Derived"]("a"),
    lambda made: made["Own"]("a", 4),
    lambda made: made["Ordered"]("a"),
    lambda made: made["Open"]("a"),
]


@pytest.mark.parametrize("call", CALLS)
def test_objects_are_made_shown_and_hashed_alike(call: Callable[[dict[str, Any]], Any]) -> None:
    own, standard = call(classes(lean)), call(classes(dataclasses.dataclass))
    assert repr(own) == repr(standard)
    assert dataclasses.asdict(own) == dataclasses.asdict(standard)
    if type(standard).__hash__ is not None:
        assert hash(own) == hash(standard)
    assert type(own).__match_args__ == type(standard).__match_args__
    assert [one.name for one in dataclasses.fields(own)] == [one.name for one in dataclasses.fields(standard)]
    assert hasattr(own, "__dict__") == hasattr(standard, "__dict__") is False


@BOTH
def test_objects_are_compared_by_their_fields(made: dict[str, Any]) -> None:
    plain, other = made["Plain"], made["Derived"]
    assert plain("a") == plain("a")
    assert plain("a", note="y", made=[1]) == plain("a")
    assert plain("a") != plain("b")
    assert plain("a", 1) != plain("a", 2)
    assert plain("a") != "a"
    assert other("a") != plain("a")
    assert plain("a").__eq__("a") is NotImplemented
    assert len({plain("a"), plain("a"), plain("b")}) == 2
    assert made["Empty"]() == made["Empty"]()
    assert made["Own"]("a", 1) == made["Own"]("a", 2)
    single, same = made["Single"]("a"), made["Single"]("a")
    assert single != same
    assert {single, same} - {single} == {same}
    assert made["Ordered"]("a", 1) < made["Ordered"]("a", 2)


@BOTH
def test_hashes_hold_before_and_after_a_comparison(made: dict[str, Any]) -> None:
    first = hash(made["Plain"]("a"))
    assert made["Plain"]("a") == made["Plain"]("a")
    assert hash(made["Plain"]("a")) == first == hash(("a", 3, ()))


@BOTH
def test_objects_cannot_be_changed(made: dict[str, Any]) -> None:
    plain = made["Plain"]("a")
    for name in ("name", "count"):
        with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(plain, name, 1)
        with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(plain, name)
    assert plain == made["Plain"]("a")
    made["Open"]("a").name = "b"


@BOTH
def test_what_is_missing_or_too_much_is_refused(made: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        made["Plain"]()
    with pytest.raises(TypeError, match="unexpected keyword argument 'what'"):
        made["Plain"]("a", what=1)
    with pytest.raises(TypeError):
        made["Derived"]("a", "A")


@BOTH
def test_methods_defaults_and_copies(made: dict[str, Any]) -> None:
    plain = made["Plain"]("abc")
    assert (plain.doubled(), plain.size, plain.kind, plain.made) == (6, 3, "plain", [])
    assert plain.made is not made["Plain"]("abc").made
    changed = dataclasses.replace(plain, count=5)
    assert (changed.name, changed.count, plain.count) == ("abc", 5, 3)
    assert copy.copy(changed) == changed == copy.deepcopy(changed)
    assert made["Derived"]("a").upper == "A"
    assert made["Derived"]("a").parts == []


@lean(frozen=True, slots=True)
class Kept:
    """One that can be found by its name."""

    name: str
    count: int = 0


def test_a_class_says_what_it_is() -> None:
    assert Kept.__doc__ == "One that can be found by its name."
    assert Kept.__module__ == __name__
    assert Kept.__init__.__qualname__ == "Kept.__init__"
    assert dataclasses.is_dataclass(Kept)
    match Kept("a", 2):
        case Kept(name, count):
            assert (name, count) == ("a", 2)
