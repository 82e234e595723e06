"""What stands for parts of Python and Textual with less work: the same answers as they give."""

import ast
import asyncio
import inspect
import pickle
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Generator
from functools import partial, wraps
from pathlib import Path
from types import coroutine
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual import keys
from textual.cache import FIFOCache
from textual.strip import Strip
from textual.widget import Widget

from imr_tui import inspecting
from imr_tui.tui import lean_styles
from imr_tui.tui.lean_strips import lean_strips
from imr_tui.tui.names_of_signs import KEYS, Names


def none() -> None: ...
def two(_one: int, _two: int = 2) -> None: ...
def various(_one: int, *_others: int, _key: int = 1, **_more: int) -> None: ...
async def later() -> None: ...


@coroutine
def of_old() -> Generator[None, None, None]:
    yield


@wraps(two)
def wrapped(*_values: int) -> None: ...


class Bare:
    def __init__(self, _one: int) -> None: ...

    def method(self, _one: int) -> None: ...

    @classmethod
    def of_class(cls, _one: int, _two: int) -> None: ...

    @staticmethod
    def of_none(_one: int) -> None: ...

    def __call__(self, _one: int, _two: int, _three: int) -> None: ...

    async def later(self) -> None: ...


class Under(Bare): ...


CALLED: list[Callable[..., object]] = [
    none, two, various, later, of_old, wrapped, Bare, Under, Bare(1), Under(1), Bare(1).method, Under(1).method, Bare.method,
    Bare.of_class, Bare.of_none, Bare(1).later, partial(two, 1), partial(Bare(1).method), len, str.split, "a".split, print,
    Widget.focus, Widget, lambda: None, lambda _a, *_b: None,
]  # fmt: skip


@pytest.mark.parametrize("called", CALLED, ids=repr)
def test_a_call_has_the_parameters_that_python_says(called: Callable[..., object]) -> None:
    try:
        right = inspect.signature(called).parameters
    except ValueError:
        with pytest.raises(ValueError, match="signature"):
            list(inspecting.signature(called).parameters)  # type: ignore[attr-defined]  # it has what a signature has
        return
    made = inspecting.signature(called)
    parameters = made.parameters  # type: ignore[attr-defined]  # it has what a signature has
    assert (len(parameters), list(parameters), dict(parameters)) == (len(right), list(right), dict(right))
    assert made.return_annotation == inspect.signature(called).return_annotation  # type: ignore[attr-defined]  # as above
    assert isinstance(called, type) or str(made) == str(inspect.signature(called))
    assert inspecting.iscoroutinefunction(called) == inspect.iscoroutinefunction(called)
    assert inspecting.isclass(called) == inspect.isclass(called)


def test_what_can_be_waited_for_is_known() -> None:
    waiting = later()
    loop = asyncio.new_event_loop()
    for what in (waiting, of_old(), loop.create_future(), (n for n in "ab"), none, 1, None):
        assert inspecting.isawaitable(what) == inspect.isawaitable(what)
    waiting.close()
    loop.close()


def test_the_file_of_a_class_is_known() -> None:
    for what in (Bare, Widget, Path, none, test_the_file_of_a_class_is_known):
        assert inspecting.getfile(what) == inspect.getfile(what)
    with pytest.raises(TypeError):
        inspecting.getfile(int)


@pytest.mark.parametrize(
    "source", ["('next',)", "('a b',)", "(1, 'a')", "('a', 'b',)", "('a\\'b',)", "('\\x41',)", "('',)"]
)
def test_arguments_of_actions_are_read_as_python_reads_them(source: str) -> None:
    assert inspecting.literal_eval(source) == ast.literal_eval(source)


def test_arguments_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="malformed"):
        inspecting.literal_eval("(a,)")


DESCRIBED = """
import sys
from imr_tui.sparing import spare_at_start
spare_at_start()
import dataclasses, datetime
@dataclasses.dataclass
class Place:
    x: int
print(Place.__doc__, "ast" in sys.modules and "parse" in vars(sys.modules["ast"]))
import _datetime
print(all(getattr(datetime, name) is getattr(_datetime, name) for name in ("date", "datetime", "timedelta", "timezone", "UTC")))
print(datetime.datetime.strptime("9 March 2025", "%d %B %Y"), datetime.MAXYEAR)
"""


def test_a_class_without_a_description_costs_no_module() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", DESCRIBED], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert ran.stdout.splitlines() == ["Place False", "True", "2025-03-09 00:00:00 9999"]


def same(ask: Callable[[], str], right: Callable[[], str], fault: type[Exception]) -> None:
    try:
        wanted = right()
    except fault:
        with pytest.raises(fault):
            ask()
    else:
        assert ask() == wanted


def test_signs_have_the_names_that_python_gives_them() -> None:
    names = Names("names")
    for sign in (*map(chr, range(0x250)), "\u2019", "\u2014", "\U0001f600"):
        same(lambda: names.name(sign), lambda: unicodedata.name(sign), ValueError)  # noqa: B023 - called here and now
    looked_up = {
        *(key.replace("_", " ").upper() for key in keys.KEY_NAME_REPLACEMENTS.values()),
        *keys.KEY_TO_UNICODE_NAME.values(),
        *(key.value.replace("_", " ").upper() for key in keys.Keys),
        *KEYS, *map(unicodedata.name, map(chr, range(0x20, 0x7F))), "NO SUCH SIGN",
    }  # fmt: skip
    for name in looked_up:
        same(lambda: names.lookup(name), lambda: unicodedata.lookup(name), KeyError)  # noqa: B023 - called here and now
    assert names.category("a") == "Ll"  # type: ignore[operator]  # what it has not itself comes from there


class Pair(NamedTuple):
    x: int
    y: int


@pytest.mark.parametrize(
    "what",
    [{}, {"offset": (1, 2)}, {"@click": ("app.go", (1, "a"))}, {"a": Pair(1, 2)}, {"b": len}, {1: [2.5, None, "é"]}],
)
def test_what_a_style_carries_comes_back(what: object) -> None:
    assert lean_styles.loads(lean_styles.dumps(what)) == what
    assert type(lean_styles.loads(lean_styles.dumps(what))) is type(what)
    assert lean_styles.loads(pickle.dumps(what)) == what


def test_what_is_equal_is_kept_in_the_same_bytes() -> None:
    word = Path("a b").name
    assert lean_styles.dumps({"x": word, "y": word}) == lean_styles.dumps({"x": "a b", "y": Path("c/a b").name})
    kept = lean_styles.loads(lean_styles.dumps({"p": Pair(1, 2)}))
    assert isinstance(kept, dict)
    assert isinstance(kept["p"], Pair)


@given(st.integers(1, 70))
def test_a_number_of_bits_has_no_more(count: int) -> None:
    assert 0 <= lean_styles.getrandbits(count) < 1 << count


def test_a_strip_makes_its_tables_when_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Strip([Segment("ab", Style(bold=True)), Segment("cd")])
    sizes = {name: getattr(getattr(whole, name), "_maxsize", None) for name in Strip.__slots__}
    assert sum(size is not None for size in sizes.values()) >= 5
    monkeypatch.setattr(Strip, "__init__", Strip.__init__)
    lean_strips()
    try:
        assert "__getattr__" in vars(Strip)
        strip = Strip([Segment("ab", Style(bold=True)), Segment("cd")])
        assert strip == whole
        assert strip.crop(1, 3) == whole.crop(1, 3)
        assert strip.crop(1, 3) is strip.crop(1, 3)
        assert strip.divide([1, 4]) == whole.divide([1, 4])
        assert strip.adjust_cell_length(6) == whole.adjust_cell_length(6)
        assert strip.apply_style(Style(dim=True)) == whole.apply_style(Style(dim=True))
        assert strip.crop_extend(0, 6, None) == whole.crop_extend(0, 6, None)
        assert (strip.cell_length, strip.text, strip.link_ids) == (4, "abcd", whole.link_ids)
        assert {name: getattr(getattr(strip, name), "_maxsize", None) for name in Strip.__slots__} == sizes
        assert all(isinstance(getattr(strip, name), FIFOCache) for name, size in sizes.items() if size is not None)
        with pytest.raises(AttributeError):
            _ = strip.nothing  # type: ignore[attr-defined]  # which is what is tried
    finally:
        del Strip.__getattr__  # type: ignore[attr-defined]  # put there above


def test_strips_that_textual_makes_another_way_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Strip.__init__

    def another(self: Strip, segments: list[Segment], cell_length: int | None = None) -> None:
        own(self, segments, cell_length)
        self._divide_cache = None  # type: ignore[assignment]  # another way

    monkeypatch.setattr(Strip, "__init__", another)
    lean_strips()
    assert Strip.__init__ is another
    assert "__getattr__" not in vars(Strip)
