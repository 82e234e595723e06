"""What a value amounts to: empty, a placeholder, not known, none, or given; and the reason it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imr_tui.document.field import Value, ValueState
from imr_tui.document.schema import fold_name

_DASH = "[-‐‑‒–—−]"
_PLACEHOLDER = re.compile(
    rf"""(?:
        (?:tbc|tbd|todo|x{{3,}}|\?+|{_DASH}+|…+|\.{{3,}})\.?
      | \[\s*(?:insert|enter|add|type|name|date|delete|to\ be)\b[^\[\]]*\]\.?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# The characters a placeholder begins with: most text is told from one by its first.
_MAY_BEGIN = frozenset("tTxX?[….-‐‑‒–—−")
# The characters that what is not known, or none, begins with.
_MAY_SAY_NOTHING = frozenset("nNuUiI\u0130\u0131")
# What all of these begin with that begin with one of the letters from A to Z.
_BEGINNINGS = frozenset(
    ("tb", "to", "xx", "un", "in", "no", "n/", *(f"n{blank}" for blank in map(chr, range(0x3001)) if blank.isspace()))
)
_BEGINS_TBC = re.compile(rf"tbc\s*{_DASH}", re.IGNORECASE)
_NOT_KNOWN = (
    r"(?:information\s+)?(?:not\s+(?:known|recorded)|unknown)(?:\s*/\s*(?:not\s+recorded|not\s+known|unknown))?"
    r"|not\s+applicable|n\s*/\s*a"
)
_NONE = (
    r"none(?:\s+(?:held|used|yet))?|no"
    r"|(?:none|no)(?:\s+(?:missed\s+opportunit(?:y|ies)|good\s+practice|learning(?:\s+points?)?"
    r"|recommendations?|events?|(?:relevant\s+)?contact))?(?:\s+(?:was|were|is|are|has\s+been|have\s+been))?"
    r"\s+(?:identified|found)"
    r"|no\s+(?:missed\s+opportunit(?:y|ies)|good\s+practice)"
)
_REASON = rf"(?:\s*(?:{_DASH}|[:,;]|\bbecause\b|\bas\b)\s*(?P<after>.*)|\s*\((?P<inside>.*)\)|\s*\.)?\s*"
_NOT_KNOWN_VALUE = re.compile(rf"(?:{_NOT_KNOWN}){_REASON}", re.IGNORECASE | re.DOTALL)
_NONE_VALUE = re.compile(rf"(?:{_NONE}){_REASON}", re.IGNORECASE | re.DOTALL)
_SAYS_SOMETHING = re.compile(r"[^\W\d_]")


def is_placeholder(text: str) -> bool:
    """Whether a value, paragraph or item only holds a place: `TBC`, `[insert name]`, `…`, or begins `TBC –`."""
    if text.lstrip()[:1] not in _MAY_BEGIN:
        return False
    folded = " ".join(text.split())
    return bool(_PLACEHOLDER.fullmatch(folded) or _BEGINS_TBC.match(folded))


def is_blank(text: str) -> bool:
    """Whether there is nothing, or nothing but a placeholder."""
    return not text.strip() or is_placeholder(text)


def is_reason(text: str) -> bool:
    """Whether a text gives a reason: it has a letter and is no placeholder."""
    return not is_blank(text) and bool(_SAYS_SOMETHING.search(text))


def read_value(lines: Sequence[str], start: int, end: int) -> Value:
    """The value that `lines` (first line, further paragraphs, nested items) amount to; offsets in the part."""
    written = tuple(line for line in map(single_blanks, lines) if line)
    said = tuple(line for line in written if not is_placeholder(line))
    if not written:
        return Value((), ValueState.EMPTY, "", start, end)
    if not said:
        return Value(written, ValueState.PLACEHOLDER, "", start, end)
    state, reason = _read_state(said)
    return Value(written, state, reason, start, end)


def is_plainly_given(line: str) -> bool:
    """Whether a value of one line, which begins with no blank, is one by how it begins: it then neither holds a place nor says that there is none."""
    first = line[0]
    if first not in _MAY_BEGIN and first not in _MAY_SAY_NOTHING:
        return True
    return first.isascii() and first.isalpha() and line[:2].lower() not in _BEGINNINGS


def single_blanks(line: str) -> str:
    """A line with its blanks folded; the very same one where nothing is to be folded, which is kept only once then."""
    folded = " ".join(line.split())
    return line if folded == line else folded


def _read_state(lines: tuple[str, ...]) -> tuple[ValueState, str]:
    if lines[0][0] not in _MAY_SAY_NOTHING:
        return ValueState.GIVEN, ""
    for state, pattern in ((ValueState.NOT_KNOWN, _NOT_KNOWN_VALUE), (ValueState.NONE, _NONE_VALUE)):
        match = pattern.fullmatch(lines[0])
        if match:
            reason = (match["after"] or match["inside"] or "").strip()
            if len(lines) > 1:
                reason = " ".join((reason, *lines[1:])).strip()
            return state, reason if is_reason(reason) else ""
    return ValueState.GIVEN, ""


def match_choice(text: str, choices: Sequence[str]) -> str | None:
    """The choice that `text` is, without regard to case, final full stop or kind of dash; None where it is none."""
    wanted = fold_name(text)
    return next((choice for choice in choices if fold_name(choice) == wanted), None)
