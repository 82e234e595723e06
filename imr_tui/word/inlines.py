"""Text within a paragraph: from the document's nodes to pandoc's, with quotes set, links checked and ids linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from imr_tui.document.references import ids_in_brackets, ids_in_field
from imr_tui.document.tree import Break, CodeSpan, Emphasis, Image, Inline, Link, NoteMark, Text
from imr_tui.word.nodes import Node, attributes, clean, line_break, link, marked, string
from imr_tui.word.pictures import find_picture
from imr_tui.word.typography import curl

_MARKS = {"emphasis": "Emph", "strong": "Strong", "strikethrough": "Strikeout"}
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20<>\"\\^`{}|]+", re.IGNORECASE)
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
_UNREADABLE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def record_bookmark(ident: str) -> str:
    """The bookmark of the record of that id."""
    return f"record_{ident}"


def safe_address(href: str) -> str | None:
    """An address that a link may lead to, as Word takes it; None for any scheme but http, https and mailto."""
    href = href.strip()
    if not _ADDRESS.fullmatch(href):
        return None
    if not href.lower().startswith("mailto:") and not re.match(r"https?://[^/?#]", href, re.IGNORECASE):
        return None
    return _UNREADABLE.sub("%25", quote(href, safe=_SAFE))


class InlineWriter:
    """Writes inlines.

    `targets` are the ids of the records that have a bookmark in the file, `anchors` the author's own heading ids with the
    bookmarks they stand for. `footnote` gives what stands for a note's mark, by its label.
    """

    def __init__(
        self,
        targets: frozenset[str],
        anchors: Mapping[str, str],
        images: Mapping[str, bytes],
        footnote: Callable[[str], list[Node]],
    ) -> None:
        self._targets = targets
        self._anchors = anchors
        self._images = images
        self.footnote = footnote

    def write(self, inlines: tuple[Inline, ...], *, bare_ids: bool = False) -> list[Node]:
        """The inlines as pandoc's; ids in brackets are linked, with `bare_ids` those of a link field."""
        joined = "".join(_gathered(inlines))
        mentions: dict[int, tuple[int, str]] = {}
        if bare_ids or "[" in joined:
            for ident, start, end in ids_in_field(joined) if bare_ids else ids_in_brackets(joined):
                if ident in self._targets:
                    mentions.setdefault(start, (end, ident))
        return _Pass(self, curl(joined), mentions).nodes(inlines)

    def text(self, text: str) -> list[Node]:
        """Plain text, a line end making a new line, with ids in brackets linked."""
        found: list[Node] = []
        for n, line in enumerate(text.split("\n")):
            if n:
                found.append(line_break())
            found += self.write((Text(line, 0, len(line)),))
        return found

    def record_link(self, ident: str) -> Node:
        """A record's id, a link where the record has a place in the file."""
        return link((string(ident),), f"#{record_bookmark(ident)}") if ident in self._targets else string(ident)

    def address(self, href: str) -> str | None:
        """Where a link of the author's may lead: a safe address, or a bookmark with `#` ahead of it."""
        if href.startswith("#"):
            name = href[1:]
            if name.upper() in self._targets:
                return f"#{record_bookmark(name.upper())}"
            return f"#{self._anchors[name]}" if name in self._anchors else None
        return safe_address(href)

    def picture(self, node: Image) -> Node:
        """A picture, or its alternative text in brackets where there is none to print."""
        alt = clean(node.alt or node.title) or "Picture without a description"
        found = find_picture(self._images, node.path)
        if found is None:
            return string(f"[{alt}]")
        size = [["width", f"{found.width}cm"], ["height", f"{found.height}cm"]]
        return {"t": "Image", "c": [["", [], size], [string(alt)], [found.address, ""]]}


class _Pass:
    """One way through a paragraph's inlines beside its joined text."""

    def __init__(self, writer: InlineWriter, joined: str, mentions: Mapping[int, tuple[int, str]]) -> None:
        self._writer = writer
        self._joined = joined
        self._mentions = mentions
        self._at = 0

    def nodes(self, inlines: tuple[Inline, ...], *, in_link: bool = False) -> list[Node]:
        found: list[Node] = []
        for node in inlines:
            match node:
                case Text():
                    self._text(len(node.text), found, in_link=in_link)
                case Break():
                    self._at += 1
                    if node.hard:
                        found.append(line_break())
                    else:
                        _add(found, " ")
                case Emphasis():
                    found.append(marked(_MARKS[node.kind], self.nodes(node.children, in_link=in_link)))
                case CodeSpan():
                    self._at += len(node.text)
                    found.append({"t": "Code", "c": [attributes(), clean(node.text)]})
                case Link():
                    self._link(node, found, in_link=in_link)
                case Image():
                    self._at += 1
                    found.append(self._writer.picture(node))
                case NoteMark():
                    found += self._writer.footnote(node.label)
        return found

    def _link(self, node: Link, found: list[Node], *, in_link: bool) -> None:
        target = None if in_link else self._writer.address(node.href)
        children = self.nodes(node.children, in_link=in_link or target is not None)
        if target is None:
            found += children
        else:
            found.append(link(children or [string(node.href)], target))

    def _text(self, length: int, found: list[Node], *, in_link: bool) -> None:
        end = self._at + length
        if self._mentions and not in_link:
            for start in sorted(start for start in self._mentions if self._at <= start < end):
                stop, ident = self._mentions[start]
                if stop > end:
                    continue
                _add(found, self._joined[self._at : start])
                found.append(link((string(self._joined[start:stop]),), f"#{record_bookmark(ident)}"))
                self._at = stop
        _add(found, self._joined[self._at : end])
        self._at = end


def _add(found: list[Node], text: str) -> None:
    """Add text, to the last string where there is one: fewer runs in the Word file."""
    text = clean(text)
    if not text:
        return
    if found and found[-1]["t"] == "Str":
        found[-1] = {"t": "Str", "c": found[-1]["c"] + text}
    else:
        found.append({"t": "Str", "c": text})


def _gathered(inlines: tuple[Inline, ...]) -> list[str]:
    found: list[str] = []
    for node in inlines:
        match node:
            case Text():
                found.append(node.text)
            case CodeSpan():
                found.append("x" * len(node.text))
            case Break():
                found.append(" ")
            case Emphasis() | Link():
                found += _gathered(node.children)
            case Image():
                found.append("x")
            case NoteMark():
                pass
    return found
