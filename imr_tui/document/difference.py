"""The smallest edits from one text to another, line by line and within a line where only a stretch of it changed."""

from __future__ import annotations

from imr_tui.document.text import TextEdit


def difference(old: str, new: str, offset: int = 0) -> tuple[TextEdit, ...]:
    """The edits that turn `old`, which stands at `offset` of the document, into `new`."""
    import difflib  # noqa: PLC0415 - most reviews are read and written without it

    one, other = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = _starts(one)
    new_starts = _starts(other)
    edits: list[TextEdit] = []
    for tag, first, last, new_first, new_last in difflib.SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = last - first == new_last - new_first
        for n in range(last - first) if paired else (0,):
            stop, new_stop = (first + n + 1, new_first + n + 1) if paired else (last, new_last)
            edit = _trimmed(old, new[new_starts[new_first + n] : new_starts[new_stop]], starts[first + n], starts[stop])
            edits.append(TextEdit(edit.start + offset, edit.end + offset, edit.text))
    return tuple(edits)


def _starts(lines: list[str]) -> list[int]:
    found = [0]
    for line in lines:
        found.append(found[-1] + len(line))
    return found


def _trimmed(old: str, text: str, start: int, end: int) -> TextEdit:
    """An edit without what its two sides begin and end with alike; a CR and LF are never parted."""
    ahead = 0
    most = min(end - start, len(text))
    while ahead < most and old[start + ahead] == text[ahead]:
        ahead += 1
    if ahead and old[start + ahead - 1] == "\r":
        ahead -= 1
    behind = 0
    while behind < most - ahead and old[end - behind - 1] == text[len(text) - behind - 1]:
        behind += 1
    if behind and old[end - behind] == "\n" and "\r" in (old[end - behind - 1], text[len(text) - behind - 1 :][:1]):
        behind -= 1
    return TextEdit(start + ahead, end - behind, text[ahead : len(text) - behind])
