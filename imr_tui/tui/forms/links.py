"""Links in a field as text: records added to it and taken out again, notes beside them kept."""

from __future__ import annotations

from collections.abc import Iterable

from imr_tui.document.model import Record, Report
from imr_tui.document.references import ids_in_field, pieces_of
from imr_tui.document.values import is_blank
from imr_tui.tui.forms.model import Option

_LISTED = 60


def toggled(text: str, ident: str, *, typed: str = "") -> str:
    """`text` with a record linked, or its link taken out; a last piece that is `typed`, words searched for, goes."""
    folded = text.replace("\n", ", ")
    pieces = [piece for start, end in pieces_of(folded) if (piece := folded[start:end].strip())]
    if typed and pieces and not ids_in_field(pieces[-1]):
        pieces.pop()
    if not any(ident in _ids(piece) for piece in pieces):
        return ", ".join([*pieces, ident])
    left: list[str] = []
    for piece in pieces:
        ids = _ids(piece)
        if ident not in ids:
            left.append(piece)
        elif len(ids) > 1:
            left += [other for other in ids if other != ident]
    return ", ".join(left)


def searched(text: str) -> str:
    """What is being searched for in a field of links: its last piece, where that names no record."""
    pieces = [text[start:end].strip() for start, end in pieces_of(text)]
    return pieces[-1] if pieces and not ids_in_field(pieces[-1]) else ""


def linkable(report: Report, letters: tuple[str, ...], text: str, wanted: str, *, apart: str) -> tuple[Option, ...]:
    """The records of the kinds `letters` whose id or title fits `wanted`, those that `text` links marked as held."""
    held = set(_ids(text.replace("\n", ", ")))
    folded = wanted.casefold()
    found = [record for letter in letters for record in report.of_kind(letter) if record.id != apart]
    fitting = [record for record in found if _fits(record, folded)]
    return tuple(Option(called(record), record.id, held=record.id in held) for record in fitting[:_LISTED])


def called(record: Record) -> str:
    """A record as a list names it: its id and title."""
    return f"{record.id} (no title yet)" if is_blank(record.title) else f"{record.id}: {record.title}"


def linked_in_words(report: Report, text: str, letters: Iterable[str]) -> tuple[str, bool]:
    """The records that a field links, with their titles, and whether all of them are there and of the right kind."""
    ids = list(dict.fromkeys(_ids(text.replace("\n", ", "))))
    missing = [ident for ident in ids if ident not in report.records]
    if missing:
        return f"There is no {', '.join(missing)} in this review.", False
    wrong = [ident for ident in ids if ident[0] not in letters]
    if wrong:
        return f"{', '.join(wrong)} cannot be linked here: it is of another kind.", False
    return "; ".join(called(report.records[ident]) for ident in ids), True


def _ids(text: str) -> list[str]:
    return [ident for ident, _, _ in ids_in_field(text)]


def _fits(record: Record, wanted: str) -> bool:
    return not wanted or wanted in record.title.casefold() or record.id.casefold().startswith(wanted)
