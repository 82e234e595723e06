"""Values of fields and of the front matter, as they are printed."""

from __future__ import annotations

from datetime import date, datetime

from imr_tui.document.dates import write_date
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.model import Field, Record, Value
from imr_tui.document.tree import BlockNode, Paragraph, Text
from imr_tui.document.values import is_blank
from imr_tui.word.blocks import NO_TEXT, BlockWriter, Setting
from imr_tui.word.inlines import safe_address
from imr_tui.word.nodes import Node, link, para, plain, string, strong

NOT_STATED = NO_TEXT
_NOTE_OF_PLACEHOLDER = ("tbc", "tbd")


def printed_date(value: object) -> str:
    """A date of the front matter as people write it; empty where it is none."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return write_date(datetime(value.year, value.month, value.day), timed=False)
    return value.strip() if isinstance(value, str) else ""


def front_text(front: FrontMatter, table: str, key: str) -> str:
    """A text of the front matter; "Not stated" where it is blank or only holds a place."""
    text = front.text(table, key)
    return text if not is_blank_value(text) else NOT_STATED


def is_blank_value(text: str) -> bool:
    """Whether a value of the front matter is nothing to print."""
    return is_blank(text) and not _says_more(text)


def has_value(entry: Field | None) -> bool:
    """Whether a field has anything to print."""
    return entry is not None and (entry.value.is_value or any(_says_more(line) for line in entry.value.lines))


def _says_more(text: str) -> bool:
    """Whether a placeholder says more than that it is one: `TBC – awaiting the log`."""
    head, _, rest = text.strip().partition(" ")
    return head.casefold().rstrip(".:–-") in _NOTE_OF_PLACEHOLDER and any(char.isalpha() for char in rest)


class ValueWriter:
    """Prints fields."""

    def __init__(self, blocks: BlockWriter) -> None:
        self._blocks = blocks

    def cell(self, entry: Field | None) -> list[Node]:
        """A field's value as the blocks of a cell; "Not stated" where it is blank."""
        if entry is None or not has_value(entry):
            return [plain((string(NOT_STATED),))]
        if entry.date is not None and not entry.date.partial and not entry.date.uncertain:
            return [plain((string(write_date(entry.date.first, timed=entry.date.timed)),))]
        address = _only_address(entry)
        if address is not None:
            return [plain((link((string(address),), safe_address(address) or ""),))]
        setting = Setting.LINKS if entry.mentions else Setting.INSIDE
        return self._blocks.write(entry.blocks, setting) or [plain((string(NOT_STATED),))]

    def labelled(self, label: str, entry: Field | None) -> list[Node]:
        """A field as paragraphs, its label ahead of the first in bold."""
        return labelled(label, self.cell(entry))

    def value(self, value: Value | None) -> str:
        """A bare value in one line, empty where it is blank."""
        return "; ".join(value.lines) if value is not None and value.is_value else ""


def labelled(label: str, blocks: list[Node]) -> list[Node]:
    """Blocks as paragraphs with a bold label ahead of the first."""
    name = [strong(string(f"{label}:")), string(" ")]
    if blocks and blocks[0]["t"] in ("Plain", "Para"):
        return [para([*name, *blocks[0]["c"]]), *blocks[1:]]
    return [para(name[:1]), *blocks]


def as_paragraphs(blocks: list[Node]) -> list[Node]:
    """Blocks with close paragraphs made whole ones."""
    return [para(block["c"]) if block["t"] == "Plain" else block for block in blocks]


def _only_address(entry: Field) -> str | None:
    """The address that is all a field holds, typed as plain text; None where it holds anything else."""
    if len(entry.blocks) != 1:
        return None
    block: BlockNode = entry.blocks[0]
    if not isinstance(block, Paragraph) or len(block.inlines) != 1 or not isinstance(block.inlines[0], Text):
        return None
    text = block.inlines[0].text.strip()
    return text if safe_address(text) else None


def name_of(record: Record, fallback: str) -> str:
    """A record's title, or `fallback` where it has none or only a placeholder."""
    return record.title if record.title and not is_blank_value(record.title) else fallback
