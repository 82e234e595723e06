"""A form's rows laid out in lines: labels on the left, one cell a column, room left open for the cell that is written in."""

from __future__ import annotations

from rich.cells import cell_len

from imr_tui.dataclass import dataclass
from imr_tui.tui.checklist_rows import Look, Row
from imr_tui.tui.forms.model import FormModel, FormRow, Key
from imr_tui.tui.shown import cut, pad, shown

MARK = "*"
UNREAD = "!"
PEN = ">"
_GUTTER = 2
_MOST_LINES = 3
_NARROWEST = 22
_WIDEST_LABEL = 34
_LABEL_SHARE = 3


@dataclass(frozen=True, slots=True)
class Box:
    """Where a cell stands: column and line of its first character, width and height in cells."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a form, and where each of the cells that are shown stands."""

    lines: tuple[Row, ...]
    boxes: dict[Key, Box]
    first_column: int
    shown_columns: int


def lay_out(model: FormModel, width: int, active: Key, *, height: int, ellipsis: str) -> Layout:
    """The lines of `model` in `width` cells; the `active` cell is left `height` lines of room."""
    rows = model.rows()
    label_width = _label_width(rows, width)
    columns = max(1, min(model.columns, (width - label_width) // (_NARROWEST + _GUTTER)))
    here = next((row.keys.index(active) for row in rows if active in row.keys), 0)
    first = max(0, min(here - columns + 1, model.columns - columns)) if here >= columns else 0
    cell_width = (width - label_width) // columns - _GUTTER
    lines: list[Row] = []
    boxes: dict[Key, Box] = {}
    if model.head:
        heads = model.head[first : first + columns]
        text = "".join(" " * _GUTTER + pad(shown(head), cell_width, ellipsis) for head in heads)
        lines.append(_line((pad("", label_width) + text, Look.TITLE)))
    for row in rows:
        if row.note:
            lines += [_line(("  " + line, Look.ACT)) for line in wrapped(shown(row.label), width - 2)]
            continue
        if not row.keys:
            lines += [*([_line()] if lines else []), _line((shown(row.label), Look.TITLE))]
            continue
        keys = row.keys[first : first + columns]
        label = _label(row.label, label_width - 1)
        cells = [_cell(model, key, cell_width, ellipsis) if key != active else [] for key in keys]
        tall = max(len(label), *(height if key == active else len(cell) for key, cell in zip(keys, cells, strict=True)))
        for n, key in enumerate(keys):
            x = label_width + n * (cell_width + _GUTTER) + _GUTTER
            boxes[key] = Box(x, len(lines), cell_width, height if key == active else tall)
        look = Look.TITLE if active in keys else Look.PLAIN
        for line in range(tall):
            pieces = [(pad(label[line] if line < len(label) else "", label_width), look)]
            for key, cell in zip(keys, cells, strict=True):
                sign = _sign(model, key, active) + (PEN if key == active else " ")
                pieces.append((sign if line == 0 else " " * _GUTTER, Look.GAP))
                text = cell[line] if line < len(cell) else ""
                pieces.append((pad(text, cell_width), Look.DONE if model.locked(key) else Look.PLAIN))
            lines.append(_line(*pieces))
    return Layout(tuple(lines), boxes, first, columns)


def _sign(model: FormModel, key: Key, active: Key) -> str:
    """What cannot be read is marked once it is left; while it is written, the lines below say so."""
    if key != active and model.unread(key):
        return UNREAD
    return MARK if model.marked(key) else " "


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words where it can be; one empty line for none."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            joined = f"{line} {word}" if line else word
            if cell_len(joined) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            line = word
            while cell_len(line) > width:
                piece = cut(line, width, "")
                if not piece:
                    break
                lines.append(piece)
                line = line[len(piece) :]
        lines.append(line)
    return lines


def _line(*pieces: tuple[str, Look]) -> Row:
    return Row("", pieces, chosen=False)


def _label(text: str, width: int) -> list[str]:
    indent = len(text) - len(text.lstrip())
    return [" " * indent + line for line in wrapped(shown(text), width - indent)]


def _label_width(rows: tuple[FormRow, ...], width: int) -> int:
    longest = max((cell_len(row.label) for row in rows if row.keys), default=0) + 1
    return min(longest, _WIDEST_LABEL, width // _LABEL_SHARE)


def _cell(model: FormModel, key: Key, width: int, ellipsis: str) -> list[str]:
    text = shown(model.value(key))
    if not text.strip():
        return [ellipsis]
    lines = [line for line in wrapped(text, width) if line]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], cut(f"{lines[_MOST_LINES - 1]} {ellipsis}", width, ellipsis)]
    return lines
