"""From inline tokens to nodes: each finds its place in the text again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from imr_tui.document.comments import SourceMap
from imr_tui.document.tree import Break, CodeSpan, Emphasis, Image, Inline, Link, NoteMark, Text

_DEEPEST = 40
_EMPHASIS = {"em": "emphasis", "strong": "strong", "s": "strikethrough"}


class InlineToken(Protocol):
    """What is needed of the parser's inline tokens; `meta["at"]` is where in the content one began."""

    type: str
    tag: str
    nesting: Any
    markup: str
    content: str

    @property
    def attrs(self) -> Mapping[str, Any]:
        """The attributes of a link or picture."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """Notes on the token."""


class InlineReader:
    """Turns inline tokens into nodes, keeping a cursor for tokens that share a place."""

    def __init__(self, places: SourceMap) -> None:
        self._places = places
        self._cursor = 0
        self._stack: list[tuple[InlineToken | None, list[Inline]]] = [(None, [])]

    def read(self, tokens: Sequence[InlineToken]) -> tuple[Inline, ...]:
        """The nodes of a content's tokens."""
        for token in tokens:
            at = max(token.meta.get("at", self._cursor), self._cursor)
            if token.nesting > 0:
                self._stack.append((token, []))
                self._cursor = at + (1 if token.markup == "autolink" else len(token.markup))
            elif token.nesting < 0:
                self._close(at, token)
            else:
                self._leaf(token, at)
        while len(self._stack) > 1:
            self._close(self._cursor, self._stack[-1][0])
        return tuple(self._stack[0][1])

    def _add(self, node: Inline) -> None:
        self._stack[-1][1].append(node)

    def _close(self, at: int, token: InlineToken | None) -> None:
        opening, children = self._stack.pop()
        if opening is None:
            return
        if opening.type == "link_open":
            href = str(opening.attrs.get("href", ""))
            title = str(opening.attrs.get("title", ""))
            source = self._places.at(opening.meta.get("at", at))
            self._add(Link(href, title, tuple(children), source))
            self._cursor = max(self._cursor, at)
        else:
            # Deeper than anybody sees it, emphasis changes nothing: its words go on at the level there is.
            deep = len(self._stack) > _DEEPEST
            self._stack[-1][1].extend(children if deep else (Emphasis(_EMPHASIS[opening.tag], tuple(children)),))
            self._cursor = at + len(token.markup if token else "")

    def _leaf(self, token: InlineToken, at: int) -> None:
        size = len(token.content)
        match token.type:
            case "text":
                for start, end, source in self._places.pieces(at, at + size):
                    self._add(Text(token.content[start - at : end - at], source, end - start))
                self._cursor = at + size
            case "text_special":
                raw = len(token.markup)
                first = self._places.at(at)
                self._add(Text(token.content, first, self._places.at(at + raw - 1) + 1 - first))
                self._cursor = at + raw
            case "softbreak" | "hardbreak":
                self._add(Break(self._places.at(at), hard=token.type == "hardbreak"))
                self._cursor = at
            case "code_inline":
                self._add(CodeSpan(token.content, self._places.at(at)))
                self._cursor = at + size + 2 * len(token.markup)
            case "image":
                path, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
                self._add(Image(path, token.content, title, self._places.at(at)))
                self._cursor = at
            case "footnote_ref":
                self._add(NoteMark(str(token.meta["label"]), self._places.at(self._cursor)))
