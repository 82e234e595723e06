"""Paragraphs of a Word file as Markdown that reads as the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from imr_tui.document.literal import literal
from imr_tui.word.incoming.model import Listed, Para, Run, Table

_QUOTES = ("quote", "block text", "quotation")
_BRACKETS = re.compile(r"\\.|[\[\]]")
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
    written = ""
    for piece in _joined(_settled(runs)):
        if piece.note:
            written += f"[^{notes.label(piece.note)}]" if notes is not None else ""
            continue
        inner = piece.text.strip()
        lead, tail = piece.text[:1].isspace(), piece.text[-1:].isspace()
        text = _escaped(inner, at_start=not written.strip(), in_table=in_table) if inner else ""
        mark = ("~~" if piece.struck else "") + ("**" if piece.bold else "") + ("*" if piece.italic else "")
        text = f"{mark}{text}{mark[::-1]}" if text else ""
        if piece.link and text:
            if not lead and written.endswith("!"):
                written = f"{written[:-1]}\\!"  # it would make a picture of the link
            text = f"[{_BRACKETS.sub(_with_stroke, text)}](<{piece.link.replace('<', '%3C').replace('>', '%3E')}>)"
        written += f"{' ' if lead else ''}{text}{' ' if tail and inner else ''}"
    return " ".join(written.split())


def _settled(runs: Iterable[Run]) -> list[Run]:
    """The runs on one line, without what Markdown could not show: emphasis of blanks, or that would not be read as such."""
    pieces = [replace(run, text=run.text.replace("\n", " ").replace("\t", " ")) for run in runs]
    plain = "".join(piece.text for piece in pieces)
    found: list[Run] = []
    at = 0
    marked = False  # whether a mark of emphasis stands directly ahead
    for piece in pieces:
        inner = piece.text.strip()
        before, after = plain[:at][-1:], plain[at + len(piece.text) :][:1]
        at += len(piece.text)
        lead, tail = piece.text[:1], piece.text[-1:]
        bold = italic = struck = False
        if inner and not piece.note and not (marked and not lead.isspace()):
            sides = (lead if lead.isspace() else before, tail if tail.isspace() else after)
            flanks = _flanks(inner, *sides)
            bold, italic = piece.bold and flanks, piece.italic and flanks
            # Marks around marks have signs beside them.
            struck = piece.struck and "~" not in plain and _flanks(f"*{inner}*" if bold or italic else inner, *sides)
        if piece.text:
            marked = (bold or italic or struck) and not tail.isspace()
        link = "" if piece.link.startswith("#") or not inner else piece.link
        found.append(replace(piece, bold=bold, italic=italic, struck=struck, link=link))
    return found


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one kind as one run: what its signs may mean depends on those beside them."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        same = last is not None and not run.note and not last.note
        if same and last is not None and _kind(run) == _kind(last):
            found[-1] = replace(last, text=last.text + run.text)
        elif run.text or run.note:
            found.append(run)
    return found


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
        plain = _plain(para, notes)
        if _is_quoted(para):
            # Paragraphs of one quotation stay together, so that its last line can say whose words they are.
            quoted = "\n>\n".join(f"> {piece}" for piece in plain)
            if blocks and blocks[-1].startswith("> "):
                quoted = f"{blocks.pop()}\n>\n{quoted}"
            plain = [quoted] if quoted else []
        blocks += plain
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
    return [piece for piece in (inline(piece, notes) for piece in parts(para.runs)) if piece]


def _is_quoted(para: Para) -> bool:
    return any(para.style.startswith(name) or para.style.endswith(name) for name in _QUOTES)


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


def _with_stroke(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("\\") else f"\\{match[0]}"


def _kind(run: Run) -> tuple[bool, bool, bool, str]:
    return (run.bold, run.italic, run.struck, run.link)


def _escaped(text: str, *, at_start: bool, in_table: bool) -> str:
    """A text as Markdown; away from the head of a line nothing begins a block."""
    return (
        literal(text, in_table=in_table, references=True)
        if at_start
        else literal(f"x{text}", in_table=in_table, references=True)[1:]
    )


def _flanks(inner: str, before: str, after: str) -> bool:
    """Whether marks of emphasis around a text would be read as such."""
    opens = not _is_sign(inner[0]) or not before or before.isspace() or _is_sign(before)
    closes = not _is_sign(inner[-1]) or not after or after.isspace() or _is_sign(after)
    return opens and closes


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
