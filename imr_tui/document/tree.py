"""The body of a document as a tree of plain frozen nodes: what markdown-it read, without markdown-it.

Inline nodes carry `source`, their offset in the text of the part they stand in.
"""

from __future__ import annotations

from imr_tui.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text. `raw_length` is its length in the source (an entity's is longer than its text)."""

    text: str
    source: int
    raw_length: int


@dataclass(frozen=True, slots=True)
class Break:
    """A line end inside a paragraph; `hard` where the author asked for a new line."""

    source: int
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text; `kind` is "emphasis", "strong" or "strikethrough"."""

    kind: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """Text between backticks, taken literally."""

    text: str
    source: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `href` is the author's, not yet checked."""

    href: str
    title: str
    children: tuple[Inline, ...]
    source: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its alternative text."""

    path: str
    alt: str
    title: str
    source: int


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote's mark in the text."""

    label: str
    source: int


Inline = Text | Break | Emphasis | CodeSpan | Link | Image | NoteMark


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `tight` where it is the bare text of a list item."""

    inlines: tuple[Inline, ...]
    start: int
    end: int
    tight: bool = False


@dataclass(frozen=True, slots=True)
class HeadingNode:
    """A heading inside a quotation or list (those of the body itself start a part)."""

    level: int
    inlines: tuple[Inline, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: tuple[BlockNode, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list; `ordered` lists start at `first`. `tight` where items are not parted by blank lines."""

    ordered: bool
    items: tuple[ListItem, ...]
    first: int
    tight: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[BlockNode, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    inlines: tuple[Inline, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableNode:
    """A pipe table: `align` per column ("", "left", "center", "right"), one header row, body rows."""

    align: tuple[str, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Fenced or indented code: literal text, no prose."""

    text: str
    info: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's text."""

    label: str
    blocks: tuple[BlockNode, ...]
    start: int
    end: int


BlockNode = Paragraph | HeadingNode | ListNode | Quote | TableNode | CodeBlock | Rule | Note
