"""The guidance file's text into entries by what they are about."""

from __future__ import annotations

from collections.abc import Mapping

from imr_tui.analysis.guidance import EVERYWHERE, Guidance
from imr_tui.data.tables import Table, read_toml
from imr_tui.document.schema import Schema


def read_guidance(text: str, schema: Schema, name: str = "guidance.toml") -> Mapping[str, Guidance]:
    """The entries of `text`, each once; InputError says what does not fit."""
    known = {EVERYWHERE, *schema.areas, *schema.items, *schema.kinds}
    root = read_toml(text, name)
    found: dict[str, Guidance] = {}
    for table in root.tables("guidance", "for"):
        entry = _entry(table, known)
        if entry.about in found:
            raise table.error("there are two entries for it")
        found[entry.about] = entry
    root.done()
    return found


def _entry(table: Table, known: set[str]) -> Guidance:
    about = table.text("for")
    if about not in known:
        raise table.error(f'"{about}" is no area, question or kind; there are {", ".join(sorted(known))}')
    entry = Guidance(
        about, table.text("title"), table.texts("good", required=True), table.texts("care"), table.text("source", "")
    )
    table.done()
    return entry
