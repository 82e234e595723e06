"""What the first dialog needs, brought in ahead: a small piece at a time, while nobody types, and only what most reviews need.

A dialog opens for the first time as quickly as later on, and the start waits for none of it. What one dialog alone needs is
imported when that is opened: many are opened by few officers, and each would stay in memory.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imr_tui.tui.quick_screen import QuickScreen

SHARED = (
    "imr_tui.tui.screens.dialog",
    "imr_tui.tui.widgets.pick_list",
    "imr_tui.tui.screens.table_view",
    "imr_tui.tui.veil",
    "imr_tui.tui.commands",
    "imr_tui.tui.screens.help",
    "imr_tui.document.edits",
    "imr_tui.tui.forms.record_model",
    "imr_tui.tui.screens.sheet_form",
    "imr_tui.tui.recording",
    "imr_tui.tui.judging",
    "imr_tui.tui.walking",
    "imr_tui.tui.exporting",
    "imr_tui.analysis.chronology",
    "imr_tui.tui.screens.chronology",
    "imr_tui.analysis.review_check",
    "imr_tui.tui.screens.review_check",
)
"""Modules in the order in which they need each other: what all dialogs share, then what those need that are opened in every review."""

_BETWEEN = 0.15


async def look_ahead(screen: QuickScreen[None], is_quiet: Callable[[], bool]) -> None:
    """Bring it all in, one piece at each moment in which `is_quiet` says that nobody types; ends with the last piece."""
    for step in _steps(screen):
        while True:
            await asyncio.sleep(_BETWEEN)
            if screen.is_attached and is_quiet():
                break
        step()


def _steps(screen: QuickScreen[None]) -> Iterator[Callable[[], object]]:
    for name in SHARED:
        yield partial(import_module, name)
    from imr_tui.tui.screens.dialog import Ask, ButtonRow, Choice  # noqa: PLC0415 - imported a moment ago
    from imr_tui.tui.widgets.chooser import Chooser  # noqa: PLC0415 - as above
    from imr_tui.tui.widgets.lines import Lines  # noqa: PLC0415 - as above
    from imr_tui.tui.widgets.pick_list import PickList  # noqa: PLC0415 - as above
    from imr_tui.tui.widgets.table import Table  # noqa: PLC0415 - as above

    yield lambda: screen.style_ahead(Ask("", "", (Choice("", ""),)), ButtonRow(()))
    yield lambda: screen.style_ahead(Lines(), PickList(), Table((), id="table"), Chooser((), ""))
    yield screen.veil_ahead
