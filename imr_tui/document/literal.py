"""Text from elsewhere, a spreadsheet or a pasted list, written so that the document has it as words and nothing else."""

from __future__ import annotations

import re

from imr_tui.document.references import ids_in_brackets

_ALWAYS = re.compile(r"[\\`*<\[\]|~]")
_AT_WORD_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_OPENING = re.compile(r"(?P<sign>[#>+\-=])|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def seen(text: str) -> str:
    """`text` without characters that cannot be seen and halves of characters; line ends and tabs stay."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", text))


def literal(line: str) -> str:
    """One line as the document has to have it for these very words to be read; blanks are folded.

    Numbers of records in square brackets would be links to records of this document: they come to stand in round ones.
    """
    text = _in_round_brackets(" ".join(seen(line).split()))
    text = _ALWAYS.sub(lambda match: f"\\{match.group()}", text)
    text = _AT_WORD_EDGE.sub(r"\\_", text)
    text = _ENTITY.sub(r"\\&", text)
    text = text.replace("\\<!--", "&lt;!--")
    opening = _OPENING.match(text)
    if opening is None:
        return text
    if opening["sign"]:
        return f"\\{text}"
    return f"{opening['number']}\\{opening['dot']}{text[opening.end() :]}"


def literal_title(line: str) -> str:
    """The same for the title of a heading: signs at its end are no attributes and no closing marks."""
    text = literal(line)
    if text.endswith("}"):
        text = text.replace("{", "&#123;")
    if text.endswith("#"):
        text = f"{text[:-1]}\\#"
    return text


def _in_round_brackets(text: str) -> str:
    for _, start, end in reversed(ids_in_brackets(text)):
        opened, closed = text.rfind("[", 0, start), text.find("]", end)
        if opened >= 0 and closed >= 0:
            text = f"{text[:opened]}({text[opened + 1 : closed]}){text[closed + 1 :]}"
    return text
