"""Places that wait to be filled in: placeholders, empty fields and the prompts in comments."""

from __future__ import annotations

import re

from imr_tui.document.text import Span

_PROMPT = re.compile(
    r"(?P<placeholder>\[\s*(?i:insert|enter|add|type|name|date|delete|to be)\b[^\[\]\n]*\]|\b(?:TBC|TBD|TODO|XXX)\b)"
    r"|(?P<comment><!--)"
    r"|(?m:^[ ]*[-*+][ ]+[^\W\d_][\w+/'’\- ]{0,60}:(?P<empty>[ ]*)$)"
)


def next_prompt(text: str, offset: int) -> Span | None:
    """The first place after `offset` that waits to be filled in, from the top again at the end; None where none does.

    The span covers what is to be typed over: nothing in an empty field or ahead of a comment.
    """
    spans = [_span(match) for match in _PROMPT.finditer(text)]
    return next((span for span in spans if span.start > offset), spans[0] if spans else None)


def previous_prompt(text: str, offset: int) -> Span | None:
    """The last place before `offset` that waits to be filled in, from the end again at the top; None where none does."""
    spans = [_span(match) for match in _PROMPT.finditer(text)]
    return next((span for span in reversed(spans) if span.start < offset), spans[-1] if spans else None)


def _span(match: re.Match[str]) -> Span:
    if match["placeholder"] is not None:
        return Span(*match.span("placeholder"))
    at = match.start("comment") if match["comment"] is not None else match.end("empty")
    return Span(at, at)
