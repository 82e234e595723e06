"""A review begun from a Word file: read off the event loop, looked at, and only then taken over."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.data.loader import load_incoming, load_schema
from imr_tui.storage.foreign import read_foreign
from imr_tui.tui.screens.dialog import Ask, Choice
from imr_tui.tui.screens.reading import Reading
from imr_tui.tui.shown import one_line
from imr_tui.word.incoming.convert import Imported, import_word
from imr_tui.word.incoming.package import MOST_BYTES
from imr_tui.word.incoming.told import told

if TYPE_CHECKING:
    from imr_tui.tui.application import ImrApp

_MOST_TOLD = 200


async def look_and_begin(app: ImrApp, path: Path) -> str | None:
    """The text that a Word file makes, once it was looked at and wanted; None where it is not.

    Raises `InputError` for a file that cannot be used.
    """
    imported = await asyncio.to_thread(_imported, path)
    lines = "\n".join(
        one_line(line) if not line.startswith(" ") else f"  {one_line(line)}"
        for line in told(imported, load_schema(), _MOST_TOLD)
    )
    while True:
        answer = await app.push_screen_wait(
            Ask(
                f"A review from {one_line(path.name)}",
                "The Word file stays as it is. What it gives becomes a new review that has no file yet; look at the list below with the Word file beside you.",
                (
                    Choice("begin", "Begin the review", "b"),
                    Choice("read", "Read it first", "r"),
                    Choice("leave", "Leave it"),
                ),
                details=lines,
                tall=True,
            )
        )
        if answer == "read":
            await app.push_screen_wait(Reading("The review as it would begin", imported.text))
            continue
        return imported.text if answer == "begin" else None


def _imported(path: Path) -> Imported:
    return import_word(read_foreign(path, MOST_BYTES, "The Word file cannot be read"), load_incoming(), load_schema())
