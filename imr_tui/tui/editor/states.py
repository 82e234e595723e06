"""What a line stands in when it begins: plain text, a comment, the front matter or fenced code.

Lines are read one after the other, no further than somebody asks, and again only where an edit changed something.
"""

from __future__ import annotations

import re

from imr_tui.document.buffer import Buffer, RowChange
from imr_tui.tui.editor.characters import BOM

State = str
"""TEXT, COMMENT, FRONT, or the fence that is open."""

TEXT: State = ""
COMMENT: State = "<!--"
FRONT: State = "+++"

_FENCE = re.compile(r"(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])[ \t]+|>)*[ \t]*(`{3,}|~{3,})(.*)")
_COMMENT = re.compile(r"\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|<!--(?P<empty>-?>)?")


_ROWS = 256
_LEADING_ON = ("```", "~~~", "<!--")
"""What leads out of plain text: where none of these stands, all of it is that."""


def state_after(state: State, line: str, row: int) -> State:
    """What the next line stands in, where `line` (its row counted from 0) stands in `state`."""
    if state == FRONT:
        return TEXT if line.rstrip() == FRONT else FRONT
    if state.startswith(("`", "~")):
        fence = line.strip(" \t>")
        return TEXT if fence.startswith(state) and not fence.strip(state[0]) else state
    if row == 0 and line.removeprefix(BOM).rstrip() == FRONT:
        return FRONT
    if state == TEXT and ("```" in line or "~~~" in line):
        match = _FENCE.match(line)
        if match and not (match[1][0] == "`" and "`" in match[2]):
            return match[1]
    if state == TEXT and "<!--" not in line:
        return TEXT
    spans = comments(line, state)
    return COMMENT if spans and not spans[-1][2] else TEXT


def comments(line: str, state: State) -> list[tuple[int, int, bool]]:
    """The comments of a line that stands in TEXT or COMMENT: from, up to, and whether each is closed on it."""
    found: list[tuple[int, int, bool]] = []
    start, at = 0, 0
    inside = state == COMMENT
    while True:
        if inside:
            close = line.find("-->", at)
            if close < 0:
                found.append((start, len(line), False))
                return found
            at = close + 3
            found.append((start, at, True))
        match = _next_comment(line, at)
        if match is None:
            return found
        start, at = match.start(), match.end()
        inside = match["empty"] is None
        if not inside:
            found.append((start, at, True))


def _next_comment(line: str, at: int) -> re.Match[str] | None:
    if "<!--" not in line[at:]:
        return None
    return next((match for match in _COMMENT.finditer(line, at) if match[0].startswith("<!--")), None)


class LineStates:
    """The state of each row of a buffer, worked out as far as somebody asked and kept."""

    def __init__(self, buffer: Buffer) -> None:
        self._buffer = buffer
        self._states: list[State] = [TEXT]

    def at(self, row: int) -> State:
        """The state that a row begins in."""
        states = self._states
        for known in range(len(states) - 1, row, _ROWS):
            states += self._after(states[known], known, min(known + _ROWS, row))
        return states[row]

    def _after(self, state: State, row: int, stop: int) -> list[State]:
        """The states that the rows behind those from `row` up to `stop` begin in, where `row` begins in `state`."""
        buffer = self._buffer
        if state == TEXT and row:
            text = buffer.slice(
                buffer.row_start(row), buffer.row_start(stop) if stop < buffer.line_count else len(buffer)
            )
            if not any(mark in text for mark in _LEADING_ON):
                return [TEXT] * (stop - row)
        found: list[State] = []
        for index, line in enumerate(buffer.lines(row, stop), row):
            state = state_after(state, line, index)
            found.append(state)
        return found

    def changed(self, change: RowChange) -> None:
        """Follow a change of rows: read those that came, and those after them only where they begin differently."""
        states = self._states
        if change.row >= len(states):
            return
        state, row = states[change.row], change.row
        if change.added == 1:
            came = [state_after(state, self._buffer.line(row), row)]
        else:
            came = self._after(state, row, row + change.added)
        following = change.row + change.removed
        same = following < len(states) and states[following] == came[-1]
        states[change.row + 1 : following + 1 if same else len(states)] = came
        del states[self._buffer.line_count :]
