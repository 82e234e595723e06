"""What Enter and Tab do in a list: the next item, its end, and items nested or taken out again."""

from __future__ import annotations

import re

from imr_tui.dataclass import dataclass

_ITEM = re.compile(r"(?P<indent>[ ]*)(?P<marker>[-*+]|(?P<number>\d{1,9})(?P<mark>[.)]))(?P<gap>[ ]{1,4}|$)")
_MARKER = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)]|>)")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_INDENT = re.compile(r"[ ]+")
_LABEL = re.compile(r"[ ]*[-*+][ ]{1,4}[^\W\d_][^\W\d_]*(?:[ +/\-\u2019'][^\W\d_]*){0,12}:|#{1,6} [A-Z]\d{1,6}:")
_VALUE_BEGINS = re.compile(r"[^\s/:*_]")
_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class NewLine:
    """What Enter does: drop the line's first `drop` characters, then break it (or not) and begin with `lead`."""

    lead: str = ""
    drop: int = 0
    breaks: bool = True


def new_line(line: str, column: int, above: str) -> NewLine:
    """What Enter does at `column` of a line, `above` being the line before.

    Behind the text of an item comes the next item, with the next number. An empty item ends the list, with
    the blank line that keeps what follows from being read as part of it; a nested one moves out a level. In a
    quotation or an indented line the next line begins as this one does. Ahead of the text it is a plain new line.
    """
    lead = _lead(line)
    if not lead or column < len(lead):
        return NewLine()
    item = _ITEM.fullmatch(lead)
    if not line[len(lead) :].strip():
        if item is not None and item["indent"]:
            return NewLine(drop=surplus(line), breaks=False)
        return NewLine(drop=len(line), breaks=bool(above.strip()))
    if item is None:
        return NewLine(lead)
    marker = f"{int(item['number']) + 1}{item['mark']}" if item["number"] else item["marker"]
    return NewLine(item["indent"] + marker + item["gap"])


def is_typed_marker(text: str) -> bool:
    """Whether what was typed on a line is a marker of a list or quotation, to which only the blank is wanting."""
    return bool(_MARKER.fullmatch(text))


def wants_blank(before: str, text: str) -> bool:
    """Whether a value begins directly behind the colon of a field's name or record's number: it needs a blank to be read.

    `before` is the line up to the cursor, `text` what is put there.
    """
    return bool(_VALUE_BEGINS.match(text) and _LABEL.fullmatch(before))


def _lead(line: str) -> str:
    match = _ITEM.match(line) or _QUOTE.match(line) or _INDENT.match(line)
    return match[0] if match else ""


def nested(line: str) -> str:
    """The blanks that Tab puts ahead of a line to nest it; none where it is no item of a list."""
    item = _ITEM.match(line)
    if item is None or len(item["indent"]) >= _DEEPEST:
        return ""
    return "  " if item["number"] is None else " " * (len(item["marker"]) + 1)


def surplus(line: str) -> int:
    """How many blanks Shift+Tab takes from the start of a line."""
    blanks = len(line) - len(line.lstrip(" "))
    item = _ITEM.match(line)
    step = len(item["marker"]) + 1 if item is not None and item["number"] else 2
    return min(blanks, step)
