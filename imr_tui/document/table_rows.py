"""The cells of a pipe table's row, with their places in the line."""

from __future__ import annotations

# The blanks that the parser trims from the ends of a cell or paragraph.
TRIMMED = "\t\n\x0b\x0c\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def cells(text: str, lead: int) -> list[tuple[str, int, int]]:
    """A table row's cells as (content without escapes of the pipe, start, end)."""
    stripped_end = len(text.rstrip(TRIMMED))
    start = lead + len(text[lead:]) - len(text[lead:].lstrip(TRIMMED))
    bounds: list[tuple[int, int]] = []
    escaped = False
    at = start
    for n in range(start, stripped_end):
        if text[n] == "|" and not escaped:
            bounds.append((at, n))
            at = n + 1
        escaped = text[n] == "\\"
    bounds.append((at, stripped_end))
    if bounds and bounds[0][0] == bounds[0][1]:
        bounds.pop(0)
    if bounds and bounds[-1][0] == bounds[-1][1]:
        bounds.pop()
    found: list[tuple[str, int, int]] = []
    for first, last in bounds:
        piece = text[first:last]
        begin = first + len(piece) - len(piece.lstrip(TRIMMED))
        finish = max(begin, first + len(piece.rstrip(TRIMMED)))
        content = "".join(text[a:b] for a, b in unescaped(text, begin, finish))
        found.append((content, begin, finish))
    return found


def unescaped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a cell that stay when the backslash of an escaped pipe is taken away."""
    found: list[tuple[int, int]] = []
    at = start
    for n in range(start, end - 1):
        if text[n] == "\\" and text[n + 1] == "|":
            found.append((at, n))
            at = n + 1
    found.append((at, end))
    return [piece for piece in found if piece[1] > piece[0]]
