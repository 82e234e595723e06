"""pandoc's tree in plain Python: the few node kinds that an export needs, as the JSON pandoc reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

Node = dict[str, Any]

# What XML cannot hold, and the characters that turn the direction of text around.
_NOT_FOR_WORD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_MARKS = frozenset({"Strong", "Emph", "Strikeout"})
_ALIGN = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}
_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """`text` without characters that a Word file cannot hold; line ends and tabs become spaces."""
    return _NOT_FOR_WORD.sub("", _SPACES.sub(" ", text))


def attributes(ident: str = "", style: str = "") -> list[Any]:
    """A node's attributes: the bookmark it gets and the name of the Word style it is set in."""
    return [ident, [], [["custom-style", style]] if style else []]


def string(text: str) -> Node:
    """Text, spaces included."""
    return {"t": "Str", "c": clean(text)}


def strong(*inlines: Node) -> Node:
    """Strong text."""
    return marked("Strong", inlines)


def marked(kind: str, inlines: Iterable[Node]) -> Node:
    """Text with a mark: Strong, Emph or Strikeout. The same mark inside it says nothing more, and Word takes no two."""
    return {"t": kind, "c": list(_without(kind, inlines))}


def _without(kind: str, inlines: Iterable[Node]) -> Iterator[Node]:
    for node in inlines:
        content: Any = node.get("c")
        if node["t"] == kind:
            yield from _without(kind, content)
        elif node["t"] in _MARKS:
            yield {"t": node["t"], "c": list(_without(kind, content))}
        elif node["t"] in ("Link", "Span"):
            yield {"t": node["t"], "c": [content[0], list(_without(kind, content[1])), *content[2:]]}
        else:
            yield node


def span(inlines: Iterable[Node], *, ident: str = "", style: str = "") -> Node:
    """Inlines with a bookmark or a character style."""
    return {"t": "Span", "c": [attributes(ident, style), list(inlines)]}


def link(inlines: Iterable[Node], target: str) -> Node:
    """A link to an address, or to a bookmark with `#` ahead of it."""
    return {"t": "Link", "c": [attributes(), list(inlines), [target, ""]]}


def line_break() -> Node:
    """A new line within a paragraph."""
    return {"t": "LineBreak"}


def raw_inline(xml: str) -> Node:
    """A run of Word's own XML. Only our own code makes these; text in it has to be escaped by `xml_text`."""
    return {"t": "RawInline", "c": ["openxml", xml]}


def raw_block(xml: str) -> Node:
    """Paragraphs of Word's own XML, under the same rule."""
    return {"t": "RawBlock", "c": ["openxml", xml]}


def xml_text(text: str) -> str:
    """Text for use inside our own XML."""
    return escape(clean(text), quote=True)


def para(inlines: Iterable[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": list(inlines)}


def plain(inlines: Iterable[Node]) -> Node:
    """A paragraph set close."""
    return {"t": "Plain", "c": list(inlines)}


def heading(level: int, inlines: Iterable[Node], *, ident: str) -> Node:
    """A heading whose text carries the bookmark `ident`."""
    return {"t": "Header", "c": [level, attributes(), [span(inlines, ident=ident)]]}


def styled(style: str, blocks: Iterable[Node], *, ident: str = "") -> Node:
    """Blocks set in a paragraph style."""
    return {"t": "Div", "c": [attributes(ident, style), list(blocks)]}


def styled_para(style: str, inlines: Iterable[Node]) -> Node:
    """One paragraph set in a paragraph style."""
    return styled(style, (para(inlines),))


def bullets(items: Iterable[list[Node]]) -> Node:
    """A bullet list."""
    return {"t": "BulletList", "c": list(items)}


def numbers(items: Iterable[list[Node]], first: int = 1, style: str = "Decimal") -> Node:
    """A numbered list that starts at `first`; `style` is pandoc's, such as LowerAlpha."""
    delimiter = "Period" if style == "Decimal" else "TwoParens"
    return {"t": "OrderedList", "c": [[first, {"t": style}, {"t": delimiter}], list(items)]}


def quote(blocks: Iterable[Node]) -> Node:
    """A quotation."""
    return {"t": "BlockQuote", "c": list(blocks)}


def code_block(text: str) -> Node:
    """Literal lines."""
    lines = (_NOT_FOR_WORD.sub("", line.expandtabs(4)) for line in text.splitlines())
    return {"t": "CodeBlock", "c": [attributes(), "\n".join(lines)]}


def note(blocks: Iterable[Node]) -> Node:
    """A footnote."""
    return {"t": "Note", "c": list(blocks)}


def image(alt: str, address: str) -> Node:
    """A picture with its alternative text; `address` is a data: address."""
    return {"t": "Image", "c": [attributes(), [string(alt)], [address, ""]]}


def table(
    ident: str,
    widths: Sequence[float],
    head: Sequence[list[Node]],
    rows: Iterable[Sequence[list[Node]]],
    align: Sequence[str] = (),
) -> Node:
    """A table with one header row. `widths` are shares of the text's width, cells lists of blocks."""
    sides = [{"t": _ALIGN.get(side, "AlignDefault")} for side in (*align, *[""] * (len(widths) - len(align)))]
    columns = [[side, {"t": "ColWidth", "c": round(width, 5)}] for side, width in zip(sides, widths, strict=True)]
    body = [_row(cells) for cells in rows]
    return {
        "t": "Table",
        "c": [
            attributes(ident),
            [None, []],
            columns,
            [attributes(), [_row(head)]],
            [[attributes(), 0, [], body]],
            [attributes(), []],
        ],
    }


def _row(cells: Sequence[list[Node]]) -> list[Any]:
    return [attributes(), [[attributes(), {"t": "AlignDefault"}, 1, 1, blocks] for blocks in cells]]


def plain_text(nodes: Iterable[Any]) -> str:
    """The words of nodes as one line; footnotes and raw XML left out."""
    found: list[str] = []
    _gather(nodes, found)
    return " ".join("".join(found).split())


def _gather(nodes: Iterable[Any], found: list[str]) -> None:
    for node in nodes:
        if isinstance(node, list):
            _gather(node, found)
            continue
        if not isinstance(node, dict):
            continue
        kind: object = node.get("t")
        content: Any = node.get("c")
        match kind:
            case "Str":
                found.append(str(content))
            case "Code" | "CodeBlock":
                found.append(str(content[1]))
            case "LineBreak" | "SoftBreak" | "Space":
                found.append(" ")
            case "Note" | "RawInline" | "RawBlock":
                pass
            case "Image":
                found.append(plain_text(content[1]))
            case _ if isinstance(content, list):
                _gather(content, found)
                if kind in ("Para", "Plain"):
                    found.append("\n")
