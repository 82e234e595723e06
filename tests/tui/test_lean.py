"""Dates and strips made with less work: the same as Python and Textual make them."""

import subprocess
import sys
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.strip import Strip

from imr_tui.tui.lean_strips import lean_strips

DATES = """
from imr_tui.sparing import spare_at_start
spare_at_start()
import datetime
import _datetime
print(all(getattr(datetime, name) is getattr(_datetime, name) for name in ("date", "datetime", "timedelta", "timezone", "UTC")))
print(datetime.datetime.strptime("9 March 2025", "%d %B %Y"), datetime.MAXYEAR)
"""


def test_dates_are_those_of_python() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", DATES], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert ran.stdout.splitlines() == ["True", "2025-03-09 00:00:00 9999"]


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
