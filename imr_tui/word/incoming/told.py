"""What is said of an import: the records found, what was not carried over, what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from imr_tui.document.schema import Schema
from imr_tui.word.incoming.convert import Imported
from imr_tui.word.incoming.model import LeftOut


def told(imported: Imported, schema: Schema, most: int) -> Iterator[str]:
    """The lines to show, at most `most` of the doubtful ones; words of the file are given as they stand."""
    counted = [
        f"{count} {schema.kinds[letter].name if count == 1 else schema.kinds[letter].plural}"
        for letter, count in sorted(imported.records.items())
    ]
    yield f"Records: {', '.join(counted)}." if counted else "No records were recognised: what was read is plain text."
    if imported.left_out:
        yield "Not carried over:"
        yield from (f"  {line}" for line in _left_out(imported.left_out))
    if imported.doubts:
        yield "Please look at:"
        for doubt in imported.doubts[:most]:
            yield f"  {doubt.what}" + (f": {doubt.near}" if doubt.near else "")
        if len(imported.doubts) > most:
            yield f"  and {len(imported.doubts) - most} more"


def _left_out(left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    counted = Counter(entry.what for entry in left_out)
    for what, count in counted.items():
        words = sum(entry.words for entry in left_out if entry.what is what)
        near = next((entry.near for entry in left_out if entry.what is what and entry.near), "")
        times = f" ({count} times)" if count > 1 else ""
        size = f", {words:,} words in all" if words else ""
        yield f"{what}{times}{size}" + (f", first near: {near}" if near else "")
