"""Edits made one after the other, each to the text that the ones before it left, as edits to the text they began with."""

from __future__ import annotations

from collections.abc import Iterable

from imr_tui.document.text import Span, TextEdit, sorted_edits


class Patch:
    """A text of `length` code points and what has become of it."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._pieces: list[Span | str] = [Span(0, length)] if length else []

    def apply(self, edits: Iterable[TextEdit]) -> None:
        """Make edits to the text as it is now."""
        for edit in reversed(sorted_edits(edits)):
            ahead, rest = _cut(self._pieces, edit.start)
            behind = _cut(rest, edit.end - edit.start)[1]
            self._pieces = [*ahead, *([edit.text] if edit.text else []), *behind]

    def edits(self) -> tuple[TextEdit, ...]:
        """The same changes as edits to the text as it was at first."""
        found: list[TextEdit] = []
        done = 0
        text = ""
        for piece in [*self._pieces, Span(self._length, self._length)]:
            if isinstance(piece, str):
                text += piece
                continue
            if text or piece.start > done:
                found.append(TextEdit(done, piece.start, text))
            done, text = piece.end, ""
        return tuple(found)


def _cut(pieces: list[Span | str], at: int) -> tuple[list[Span | str], list[Span | str]]:
    """The pieces of the first `at` code points, and the others."""
    ahead: list[Span | str] = []
    for n, piece in enumerate(pieces):
        size = len(piece) if isinstance(piece, str) else piece.end - piece.start
        if at >= size:
            ahead.append(piece)
            at -= size
            continue
        if at == 0:
            return ahead, pieces[n:]
        if isinstance(piece, str):
            return [*ahead, piece[:at]], [piece[at:], *pieces[n + 1 :]]
        cut = piece.start + at
        return [*ahead, Span(piece.start, cut)], [Span(cut, piece.end), *pieces[n + 1 :]]
    return ahead, []
