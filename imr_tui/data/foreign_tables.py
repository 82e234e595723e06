"""Tables and lists to import, from whichever file they come in: text, a Word file, a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from imr_tui.data.loader import load_incoming, load_schema
from imr_tui.storage.foreign import read_foreign
from imr_tui.storage.tables import TableText, load_table


def load_any_table(path: Path, letter: str) -> TableText:
    """The table of events (`letter` E) or the list of terms of reference (T) in a file, as text.

    `InputError` where the file cannot be used or holds nothing of the kind.
    """
    from imr_tui.word.incoming.sheets import (  # noqa: PLC0415 - most imports are of plain text
        SPREADSHEET_ENDING,
        WORD_ENDING,
        list_text,
        table_text,
    )

    ending = path.suffix.casefold()
    if ending not in (WORD_ENDING, SPREADSHEET_ENDING):
        return load_table(path)
    from imr_tui.word.incoming.package import MOST_BYTES  # noqa: PLC0415 - as above

    data = read_foreign(path, MOST_BYTES, "The file cannot be read")
    if letter == "T" and ending == WORD_ENDING:
        return TableText(list_text(data, load_incoming(), load_schema()))
    return TableText(table_text(data, ending, load_incoming(), load_schema()))
