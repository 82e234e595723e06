"""What was read from a Word file, in its order, before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from imr_tui.dataclass import dataclass


class What(StrEnum):
    """Kinds of things that are not carried over, in the words they are told by."""

    HIDDEN = "hidden text"
    TEXT_BOX = "a text box"
    HEADER = "a header"
    FOOTER = "a footer"
    PICTURE = "a picture or drawing"
    OBJECT = "an embedded object"
    EQUATION = "an equation"
    DELETED = "text that a tracked change deletes"
    INSERTED = "text that a tracked change inserts (taken over)"
    COMMENT = "a comment"
    CONTENTS = "a table of contents"
    MACROS = "macros"
    LINK = "a link that leads neither to a web page nor to an address"
    ENDNOTE = "an endnote (taken over as a footnote)"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was not carried over. `near` are the first words of the paragraph it stood in; `words` is its length."""

    what: What
    near: str = ""
    words: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind. `link` is an address, or `#name` for a place in the document; `note` a note's id.

    A line break within a paragraph is a line feed.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    link: str = ""
    note: str = ""


class Listed(StrEnum):
    """Whether and how a paragraph is an item of a list."""

    NO = "no"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `level` is 1 to 9 for a heading, else 0; `style` the name of its style in small letters."""

    runs: tuple[Run, ...]
    style: str = ""
    level: int = 0
    listed: Listed = Listed.NO
    depth: int = 0
    anchors: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.text.strip() and not any(run.note for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `width` is how many columns it spans, `goes_on` that it belongs to the cell above."""

    paras: tuple[Para, ...]
    width: int = 1
    goes_on: bool = False

    @property
    def text(self) -> str:
        """Its words, a paragraph a line."""
        return "\n".join(para.text for para in self.paras if not para.is_blank).strip()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The names of places in it."""
        return tuple(name for para in self.paras for name in para.anchors)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, as rows of cells; a cell that spans columns is followed by empty ones, so that all rows are of one length."""

    rows: tuple[tuple[Cell, ...], ...]
    anchors: tuple[str, ...] = ()


Block = Para | Table


@dataclass(frozen=True, slots=True)
class WordText:
    """A Word file's text. `notes` are footnotes and endnotes by id; `title` is that of its properties."""

    blocks: tuple[Block, ...]
    notes: Mapping[str, tuple[Para, ...]]
    left_out: tuple[LeftOut, ...]
    title: str = ""
