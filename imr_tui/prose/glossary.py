"""What a document's glossaries define, and the fixes that add an acronym to one or write it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from imr_tui.document.findings import Fix
from imr_tui.document.model import Part, Report
from imr_tui.document.passages import fold, plain_text
from imr_tui.document.text import TextEdit, line_ending
from imr_tui.document.tree import BlockNode, ListNode, Paragraph, Quote, TableNode
from imr_tui.document.values import is_blank
from imr_tui.prose.acronyms import bare

_HEADED = re.compile(r"\b(?:glossar(?:y|ies)|abbreviations?|acronyms?)\b", re.IGNORECASE)
_KEY = re.compile(r"[^\W_](?:[\w&./+-]*[^\W_])?")
_ENTRY = re.compile(
    r"[\"']?([^\W_](?:[\w&./+-]*[^\W_])?)[\"']? *(?:[:=,(-]|\b(?:means|stands for|is)\b) *(.*)", re.DOTALL
)
_NAMED_ENTRY = re.compile(r"(.*\w) *\( *[\"']?([\w&./+-]+)[\"']? *\)[.;]? *$", re.DOTALL)
_TABLE_LINE = re.compile(r"^[ \t]*\[[ \t]*glossary[ \t]*\][^\r\n]*", re.MULTILINE)
_VOWELS = "AEIOU"


def is_glossary(title: str) -> bool:
    """Whether a heading is that of a glossary or a list of abbreviations."""
    return _HEADED.search(title) is not None


def normal(key: str) -> str:
    """An acronym as keys are compared: capitals, without full stops or a plural's s."""
    plain = fold(key).strip().replace(".", "")
    if plain.endswith("s") and plain[:-1].isupper():
        plain = plain[:-1]
    return plain.upper()


def front_keys(report: Report) -> frozenset[str]:
    """The acronyms that the front matter's `[glossary]` explains: entries that are no placeholder."""
    return frozenset(
        normal(key)
        for key, value in report.front.table("glossary").items()
        if isinstance(value, str) and not is_blank(value)
    )


def part_keys(part: Part) -> frozenset[str]:
    """The acronyms that a part under a glossary's heading explains, in the rows of a table or the items of a list."""
    return frozenset(normal(key) for key in _keys(part.blocks))


def _keys(blocks: Iterable[BlockNode]) -> Iterator[str]:
    for block in blocks:
        match block:
            case TableNode():
                for row in (block.head, *block.rows):
                    yield from _row_keys([fold(plain_text(cell.inlines)).strip() for cell in row])
            case ListNode():
                for item in block.items:
                    yield from _item_keys(item.blocks)
            case Quote():
                yield from _keys(block.blocks)
            case _:
                continue


def _row_keys(cells: list[str]) -> Iterator[str]:
    for at, cell in enumerate(cells):
        others = [other for other in cells[:at] + cells[at + 1 :] if not is_blank(other)]
        if _KEY.fullmatch(cell) and any(_explains(other) for other in others):
            yield cell


def _item_keys(blocks: Iterable[BlockNode]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            text = fold(plain_text(block.inlines)).strip()
            for pattern, key, name in ((_ENTRY, 1, 2), (_NAMED_ENTRY, 2, 1)):
                found = pattern.match(text)
                if found and not is_blank(found[name].rstrip(" )")) and _explains(found[name]):
                    yield found[key]
        else:
            yield from _keys((block,))


def _explains(text: str) -> bool:
    """Whether a text has words of its own, and is not another acronym alone."""
    return any(character.islower() for character in text)


def glossary_fix(report: Report, key: str, expansion: str) -> Fix | None:
    """The fix that adds an acronym to the front matter's glossary; None where it stands there already or there is no place for it."""
    front = report.front
    if (
        front.inner is None
        or not front.readable
        or any(normal(name) == normal(key) for name in front.table("glossary"))
    ):
        return None
    source = report.source.slice(*front.inner)
    ending = line_ending(report.source.head, front.inner.start)
    name = key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else f'"{key}"'
    value = bare(expansion).replace("\\", "\\\\").replace('"', '\\"')
    entry = f'{name} = "{value}"'
    heading = _TABLE_LINE.search(source)
    if heading:
        at, text = front.inner.start + heading.end(), ending + entry
    elif "glossary" in front.values:
        return None
    else:
        at, text = front.inner.end, f"{ending}[glossary]{ending}{entry}{ending}"
    return Fix(f"Add {key} to the glossary: {bare(expansion)}", (TextEdit(at, at, text),))


def written_out(written: str, expansion: str, ahead: str) -> str | None:
    """An acronym written out at its first use; None where the article ahead of it would no longer fit."""
    name = bare(expansion)
    last = ahead.rstrip().rpartition(" ")[2].lower()
    if last in ("a", "an") and (last == "an") != (name[:1].upper() in _VOWELS):
        return None
    plural = "s" if written.endswith("s") and written[:-1].isupper() else ""
    return f"{name}{plural} ({written})"
