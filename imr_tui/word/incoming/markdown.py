"""Paragraphs of a Word file as Markdown that reads as the same words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from imr_tui.document.literal import literal
from imr_tui.word.incoming.model import Listed, Para, Run, Table

_QUOTES = ("quote", "block text", "quotation")
_INDENT = {Listed.BULLET: ("- ", "  "), Listed.NUMBER: ("1. ", "   ")}


@dataclass(slots=True)
class Notes:
    """The footnotes in the order in which the text refers to them."""

    order: list[str] = field(default_factory=list)

    def label(self, ident: str) -> str:
        """A note's number, given at its first mention."""
        if ident not in self.order:
            self.order.append(ident)
        return str(self.order.index(ident) + 1)


def inline(runs: Iterable[Run], notes: Notes | None, *, in_table: bool = False) -> str:
    """Runs as one line of Markdown; emphasis that could not be read back is left out. A line break becomes a blank."""
    pieces = [replace(run, text=run.text.replace("\n", " ").replace("\t", " ")) for run in runs]
    plain = "".join(piece.text for piece in pieces)
    written = ""
    at = 0
    for piece in pieces:
        before, after = plain[:at][-1:], plain[at + len(piece.text) :][:1]
        at += len(piece.text)
        if piece.note:
            written += f"[^{notes.label(piece.note)}]" if notes is not None else ""
            continue
        lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
        tail = piece.text[len(piece.text.rstrip()) :] if piece.text.strip() else ""
        inner = piece.text.strip()
        marked = _marked(piece, inner, written + lead, lead[-1:] or before, tail[:1] or after, in_table=in_table)
        written += f"{' ' if lead else ''}{marked}{' ' if tail else ''}"
    return " ".join(written.split())


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that a line break parts, none blank."""
    return tuple(line for line in text.splitlines() if line.strip())


def paragraphs(paras: Sequence[Para], notes: Notes | None) -> list[str]:
    """Paragraphs as blocks of Markdown, each without a blank line at its ends; lists are one block."""
    blocks: list[str] = []
    listed: list[Para] = []
    for para in paras:
        if para.is_blank:
            continue
        if para.listed is not Listed.NO:
            listed.append(para)
            continue
        blocks += _list(listed, notes)
        listed = []
        blocks += _plain(para, notes)
    return blocks + _list(listed, notes)


def table(block: Table, notes: Notes | None) -> str:
    """A table that is none of records, as a pipe table with its first row as the head."""
    rows = [
        [" ".join(inline(para.runs, notes, in_table=True) for para in cell.paras).strip() for cell in row]
        for row in block.rows
    ]
    if not rows:
        return ""
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def parts(runs: Sequence[Run]) -> tuple[tuple[Run, ...], ...]:
    """Runs cut at their line breaks."""
    found: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        found[-1].append(replace(run, text=first))
        found += [[replace(run, text=other)] for other in others]
    return tuple(tuple(piece) for piece in found)


def _plain(para: Para, notes: Notes | None) -> list[str]:
    quoted = "> " if any(para.style.startswith(name) or para.style.endswith(name) for name in _QUOTES) else ""
    written = [inline(piece, notes) for piece in parts(para.runs)]
    return [f"{quoted}{piece}" for piece in written if piece]


def _list(items: Sequence[Para], notes: Notes | None) -> list[str]:
    if not items:
        return []
    written: list[str] = []
    indents: list[str] = []
    first = min(item.depth for item in items)
    for item in items:
        depth = min(item.depth - first, len(indents))
        marker, indent = _INDENT[item.listed]
        indents = [*indents[:depth], indent]
        written.append(f"{''.join(indents[:depth])}{marker}{inline(item.runs, notes)}")
    return ["\n".join(written)]


def _marked(run: Run, inner: str, written: str, before: str, after: str, *, in_table: bool) -> str:
    text = literal(inner, in_table=in_table) if inner else ""
    if not inner:
        return ""
    if written and not written[-1].isspace():
        text = _in_the_line(inner, in_table=in_table)
    mark = ("**" if run.bold else "") + ("*" if run.italic else "")
    if mark and _flanks(inner, before, after) and not written.endswith(("*", "~")):
        text = f"{mark}{text}{mark[::-1]}"
    if run.link and not run.link.startswith("#"):
        return f"[{text}](<{run.link.replace('<', '%3C').replace('>', '%3E')}>)"
    return text


def _in_the_line(text: str, *, in_table: bool) -> str:
    """Text that does not stand at the head of a line: nothing begins a block there."""
    return literal(f"x{text}", in_table=in_table)[1:]


def _flanks(inner: str, before: str, after: str) -> bool:
    """Whether marks of emphasis around a text would be read as such."""
    opens = not _is_sign(inner[0]) or not before or before.isspace() or _is_sign(before)
    closes = not _is_sign(inner[-1]) or not after or after.isspace() or _is_sign(after)
    return opens and closes


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
