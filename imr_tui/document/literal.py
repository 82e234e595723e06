"""Text from elsewhere, a Word file, a spreadsheet, a pasted list, written so that the document reads it as words and nothing else."""

from __future__ import annotations

import re

from imr_tui.document.references import ids_in_brackets

_INLINE = re.compile(
    r"""
    [\\`*]                                   # escapes, code, emphasis
    | (?<![0-9A-Za-z])_ | _(?![0-9A-Za-z])   # an underscore within a word is one already
    | <(?=\S)                                # tags, comments, addresses
    | &(?=\#?\w{1,31};)                      # entities
    | ~(?=~) | (?<=~)~                       # struck text
    | !(?=\[)                                # pictures
    | \[(?=\^) | (?<=\])(?=[(\[])            # notes, links
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))"
    r"|(?=\#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|-(?:\s*-)+\s*$|=+\s*$|\|?\s*:?-+:?\s*\||\+{3}\s*$)"
)
_FENCE = re.compile(r"(?=~{3})")
_DEFINITION = re.compile(r"\[(?=[^\]\n]*\]:)")
_ATTRIBUTES = re.compile(r"\{(?=[^{}]*\}\s*$)")
_CLOSING = re.compile(r"(?<=\s)(#+)$")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def seen(text: str) -> str:
    """`text` without characters that cannot be seen and halves of characters; line ends and tabs stay."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", text))


def literal(line: str, *, in_table: bool = False, references: bool = False) -> str:
    """One line as the document has to have it for these very words to be read; blanks are folded.

    With `in_table` it may stand in a cell of a table. Numbers of records in square brackets would be links to records of this
    document: they come to stand in round ones, unless `references` says that they are such links.
    """
    folded = " ".join(seen(line).split())
    if not references:
        folded = _in_round_brackets(folded)
    # A comment's beginning is written so that no reader, not even one that looks for the signs alone, takes it for one.
    text = _INLINE.sub(_escaped, folded).replace("\\<!--", "&lt;!--")
    opening = _LINE_START.match(folded)
    if opening is not None and opening["number"]:
        text = f"{opening['number']}\\{text[len(opening['number']) :]}"
    elif ((opening is not None or _FENCE.match(folded)) and not text.startswith("\\")) or _DEFINITION.match(text):
        text = f"\\{text}"
    return text.replace("|", "\\|") if in_table else text


def literal_title(line: str) -> str:
    """The same for the title of a heading: signs at its end are no attributes and no closing marks."""
    return _CLOSING.sub(r"\\\1", _ATTRIBUTES.sub("&#123;", literal(line)))


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _in_round_brackets(text: str) -> str:
    for _, start, end in reversed(ids_in_brackets(text)):
        opened, closed = text.rfind("[", 0, start), text.find("]", end)
        if opened >= 0 and closed >= 0:
            text = f"{text[:opened]}({text[opened + 1 : closed]}){text[closed + 1 :]}"
    return text
