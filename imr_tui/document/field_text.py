"""Values as a person writes them in a form: a line for each paragraph or list item, and back into the document's text.

What would be read as the beginning of something else (a heading, a quotation, code, a comment) is written with a
backslash ahead of it, which is taken away again when the value is read for a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from imr_tui.document.model import Field, Part
from imr_tui.document.text import LINE_END
from imr_tui.document.tree import BlockNode, Break, Emphasis, Inline, Link, ListNode, Paragraph

_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)")
_BULLET = re.compile(r"[-+*](?:[ \t]|$)")
_OPENS = r"#{1,6}(?:\s|$)|>|`{3}|~{3}|\[[^\]]*\]:|(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$"
_OPENING = re.compile(rf"(?={_OPENS})")
_ESCAPED = re.compile(rf"\\(?={_OPENS})")
_COMMENT = "<!--"
_FOLDED_END = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a form's text that say something, without the blanks around them."""
    return tuple(stripped for line in LINE_END.split(text) if (stripped := line.strip()))


def written(lines: Sequence[str], indent: str, end: str) -> str:
    """`lines` as they stand behind a field's name: paragraphs of the item, or a list in it; empty for none."""
    if not lines:
        return ""
    all_items = len(lines) > 1 and all(_BULLET.match(line) for line in lines)
    pieces = [] if all_items else [f" {_without_comments(lines[0])}"]
    for before, line in zip(["", *lines] if all_items else lines, lines if all_items else lines[1:], strict=False):
        joins = _BULLET.match(line) if not _ITEM.match(before) else _same_list(before, line)
        pieces.append(f"{end if joins else end * 2}{indent}{escaped(line)}")
    return "".join(pieces)


def paragraphs(lines: Sequence[str], end: str) -> str:
    """`lines` as paragraphs and lists of their own, parted by blank lines."""
    pieces: list[str] = []
    for number, line in enumerate(lines):
        if number:
            pieces.append(end if _same_list(lines[number - 1], line) else end * 2)
        pieces.append(escaped(line))
    return "".join(pieces)


def value_end(entry: Field, floor: int) -> int:
    """Where a field's value ends in its part, `floor` where it has none; a restriction does not belong to it."""
    return max((_block_end(block) for block in entry.blocks), default=floor)


def read_value_text(part: Part, entry: Field) -> str | None:
    """A field's value for a form, a line for each paragraph or item.

    None where it holds what a form cannot show: a table, a quotation, code, a comment amid the words.
    """
    stop = value_end(entry, entry.value.start)
    if entry.restriction is not None and entry.restriction.start < stop:
        return None
    lines = block_lines(part, entry.blocks)
    return None if lines is None else "\n".join(lines)


def block_lines(part: Part, blocks: Iterable[BlockNode]) -> tuple[str, ...] | None:
    """Paragraphs and flat lists as lines; None where there is anything else, or a comment amid the words."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found = _paragraph(part, block.start, block)
            if found is None:
                return None
            lines.append(found)
        elif isinstance(block, ListNode):
            for item in block.items:
                inner = item.blocks[0] if item.blocks else None
                if len(item.blocks) != 1 or not isinstance(inner, Paragraph):
                    return None
                found = _paragraph(part, item.start, inner)
                if found is None:
                    return None
                lines.append(found)
        else:
            return None
    said = [line for line in lines if line]
    return tuple(unescaped(line) for line in said)


def escaped(line: str) -> str:
    """A line that begins a paragraph, so that it is read as text."""
    return _OPENING.sub(r"\\", _without_comments(line), count=1) if _OPENING.match(line) else _without_comments(line)


def unescaped(line: str) -> str:
    """A line as a form shows it."""
    line = line.replace("\\" + _COMMENT, _COMMENT)
    return line[1:] if _ESCAPED.match(line) else line


def _without_comments(line: str) -> str:
    return line.replace(_COMMENT, "\\" + _COMMENT)


def _same_list(before: str, line: str) -> bool:
    first, second = _ITEM.match(before), _ITEM.match(line)
    return bool(first and second and first.group().rstrip()[-1:] == second.group().rstrip()[-1:])


def _block_end(block: BlockNode) -> int:
    return block.items[-1].end if isinstance(block, ListNode) and block.items else block.end


def _paragraph(part: Part, start: int, block: Paragraph) -> str | None:
    """The source of a paragraph on one line, a comment behind it left out; None where it cannot stand on one."""
    stop = block.end
    for comment in reversed(part.comments):
        if start <= comment.start < stop and not part.text[comment.end : stop].strip():
            stop = comment.start
    if any(start <= comment.start < stop for comment in part.comments) or _has_hard_break(block.inlines):
        return None
    return _FOLDED_END.sub(" ", part.text[start:stop]).strip()


def _has_hard_break(inlines: tuple[Inline, ...]) -> bool:
    return any(
        (isinstance(node, Break) and node.hard)
        or (isinstance(node, Emphasis | Link) and _has_hard_break(node.children))
        for node in inlines
    )
