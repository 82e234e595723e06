"""Comments taken out of a text before it is read as Markdown, with the way back to the source.

Comments are prompts and notes to oneself. They go before the Markdown parser sees the text, so that a
comment of several lines hides nothing that stands beside it and never reaches an export. Between
backticks, in fenced code and after a backslash `<!--` is literal.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field

from imr_tui.dataclass import dataclass
from imr_tui.document.text import LINE_END, Span

_FENCE = re.compile(r"(?P<lead>(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])[ \t]+|>)*[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_END = r"(?=[\r\n]|\Z)"
_BLANK_LINE = re.compile(rf"[ \t]*{_END}")
_BLOCK_START = re.compile(rf"[ \t]*(?:{_END}|(?:[-+*]|\d{{1,9}}[.)]|#{{1,6}})(?:[ \t]|{_END})|>|`{{3}}|~{{3}}|\|)")
# A passage of code between backticks is not looked for any further than this.
_LONGEST_CODE = 2000
# A line that stands so many columns in is code, or goes on the paragraph ahead of it.
_CODE_INDENT = 4
_ITEM = re.compile(r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+")
_LEAD = re.compile(r"[ \t]*(?:(?:[-+*>]|\d{1,9}[.)])[ \t]*)*")
_TICKS = re.compile(r"\\`|`+")


@dataclass(slots=True)
class SourceMap:
    """Where the characters of a cleaned text stand in the source: runs that each begin at a known offset."""

    clean: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)
    end: int = 0

    def add(self, clean: int, source: int) -> None:
        """From `clean` on, the text stands at `source`."""
        if self.clean and self.source[-1] - self.clean[-1] == source - clean:
            return
        self.clean.append(clean)
        self.source.append(source)

    def at(self, clean: int) -> int:
        """The source offset of the character at `clean`."""
        run = bisect_right(self.clean, clean) - 1
        return self.source[run] + clean - self.clean[run] if run >= 0 else clean

    def pieces(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The stretch `start`..`end` as (clean start, clean end, source start), cut where the source jumps."""
        found = []
        run = max(0, bisect_right(self.clean, start) - 1)
        while start < end:
            stop = self.clean[run + 1] if run + 1 < len(self.clean) else end
            stop = min(stop, end)
            if stop > start:
                found.append((start, stop, self.at(start)))
            start, run = max(start, stop), run + 1
        return found


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without its comments: lines end at LF; `places` leads back; `unclosed` is an opening that never closes."""

    text: str
    places: SourceMap
    comments: tuple[Span, ...]
    unclosed: int | None


def clean(text: str) -> Cleaned:
    """`text` without comments and with LF line ends. A comment that never closes stays as text and is reported."""
    comments, unclosed = _find_comments(text) if "<!--" in text else ((), None)
    if not comments and "\r" not in text:
        places = SourceMap(end=len(text))
        places.add(0, 0)
        return Cleaned(text, places, (), unclosed)
    return _without(text, comments, unclosed)


def _without(text: str, comments: tuple[Span, ...], unclosed: int | None) -> Cleaned:
    """`text` less `comments`: their line ends stay, and the blanks that would turn into an indent go."""
    places = SourceMap(end=len(text))
    pieces: list[str] = []
    length = 0

    def keep(start: int, end: int) -> None:
        nonlocal length
        at = start
        while at < end:
            found = LINE_END.search(text, at, end)
            stop = found.start() if found else end
            if stop > at:
                places.add(length, at)
                pieces.append(text[at:stop])
                length += stop - at
            if not found:
                break
            places.add(length, found.start())
            pieces.append("\n")
            length += 1
            at = found.end()

    done = 0
    for comment in comments:
        line_start = _line_start(text, comment.start)
        leading = bool(_LEAD.fullmatch(text, max(line_start, done), comment.start))
        keep(done, comment.start)
        inner_ends = list(LINE_END.finditer(text, comment.start, comment.end))
        for found in inner_ends:
            places.add(length, found.start())
            pieces.append("\n")
            length += 1
        done = comment.end
        if leading or inner_ends:
            while done < len(text) and text[done] in " \t":
                done += 1
    keep(done, len(text))
    places.add(length, len(text))
    return Cleaned("".join(pieces), places, comments, unclosed)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _find_comments(text: str) -> tuple[tuple[Span, ...], int | None]:
    found: list[Span] = []
    fences = _Fences(text)
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        if fences.holds(start) or _escaped(text, start) or _in_code_span(text, start, at):
            at = start + 4
            continue
        end = text.find("-->", start + 2)
        if end < 0:
            return tuple(found), start
        found.append(Span(start, end + 3))
        leading = bool(_LEAD.fullmatch(text, max(_line_start(text, start), at), start))
        at = end + 3
        fences.skip(at, leading=leading or bool(LINE_END.search(text, start, at)))
    return tuple(found), None


def _escaped(text: str, offset: int) -> bool:
    count = 0
    while offset - count - 1 >= 0 and text[offset - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _in_code_span(text: str, offset: int, floor: int) -> bool:
    """Whether `offset` lies between a pair of equal backtick runs of its own paragraph, from `floor` on."""
    floor = max(floor, offset - _LONGEST_CODE)
    if "`" not in text[floor:offset]:
        return False
    start = max(_line_start(text, offset), floor)
    while start > floor and not _BLOCK_START.match(text, start):
        previous = _line_start(text, start - 1)
        if _BLANK_LINE.match(text, previous):
            break
        start = previous
    start = max(start, floor)
    end = _paragraph_end(text, offset)
    runs = [match for match in _TICKS.finditer(text, start, end) if not match.group().startswith("\\")]
    position = 0
    while position < len(runs) and runs[position].start() < offset:
        opener = runs[position]
        size = len(opener.group())
        closer = next((n for n in range(position + 1, len(runs)) if len(runs[n].group()) == size), None)
        if closer is None:
            position += 1
            continue
        if runs[closer].start() > offset:
            return True
        position = closer + 1
    return False


def _paragraph_end(text: str, offset: int) -> int:
    limit = min(len(text), offset + _LONGEST_CODE)
    match = LINE_END.search(text, offset, limit)
    while match:
        if _BLOCK_START.match(text, match.end()):
            return match.start()
        match = LINE_END.search(text, match.end(), limit)
    return limit


def _line(text: str, start: int) -> str:
    match = LINE_END.search(text, start)
    return text[start : match.start()] if match else text[start:]


class _Fences:
    """Which lines lie in fenced code, found by reading forward once, comments skipped."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._none = "```" not in text and "~~~" not in text
        self._at = 0
        self._open: str = ""
        self._indent = 0
        self._quoted = False
        self._content = 0

    def holds(self, offset: int) -> bool:
        """Whether the line of `offset` lies in a fence that an earlier line opened."""
        if self._none:
            return False
        while True:
            line = _line(self._text, self._at)
            end = self._at + len(line)
            step = LINE_END.match(self._text, end)
            if offset <= end or step is None:
                return bool(self._open) and not self._leaves(line)
            self._read(line)
            self._at = step.end()

    def skip(self, offset: int, *, leading: bool) -> None:
        """Go on behind a comment; what stands behind it on its line opens a fence only where the comment led the line."""
        if leading:
            self._at = offset
            return
        step = LINE_END.search(self._text, offset)
        self._at = step.end() if step else len(self._text)

    def _leaves(self, line: str) -> bool:
        """Whether a line ends an open fence by leaving the list item or quotation it stands in."""
        indent = len(line) - len(line.lstrip(" \t"))
        return bool(line.strip()) and (indent < self._indent or (self._quoted and not line.lstrip(" ").startswith(">")))

    def _read(self, line: str) -> None:
        if self._open:
            if not self._leaves(line):
                body = line.lstrip(" \t>") if self._quoted else line.lstrip(" \t")
                if re.fullmatch(re.escape(self._open[0]) + "{" + str(len(self._open)) + r",}[ \t]*", body):
                    self._open = ""
                return
            self._open = ""
        self._item(line)
        match = _FENCE.match(line)
        if match and not ("`" in match["fence"] and "`" in match["info"]) and not self._indented(match["lead"]):
            self._open = match["fence"]
            self._quoted = ">" in match["lead"]
            self._indent = self._content

    def _indented(self, lead: str) -> bool:
        """Whether a line with nothing but blanks ahead of its fence stands so far in that it is indented code, or goes on a paragraph."""
        return not lead.strip() and len(lead.expandtabs(4)) - self._content >= _CODE_INDENT

    def _item(self, line: str) -> None:
        """Follow where the text of the list item that is open begins."""
        match = _ITEM.match(line)
        indent = len(line) - len(line.lstrip(" \t"))
        if match:
            self._content = len(match.group())
        elif line.strip() and indent < self._content:
            self._content = 0
