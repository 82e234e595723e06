"""The pictures that a review shows, read from its own folder for an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from imr_tui.document.model import Report
from imr_tui.document.tree import (
    BlockNode,
    Emphasis,
    HeadingNode,
    Image,
    Inline,
    Link,
    ListNode,
    Note,
    Paragraph,
    Quote,
    TableNode,
)

MOST_BYTES = 10 * 1024 * 1024
MOST_BYTES_IN_ALL = 60 * 1024 * 1024


def read_pictures(report: Report, document: Path) -> Mapping[str, bytes]:
    """The pictures of a review by the path that its text gives, as bytes.

    Only files within the folder of `document` are read, links followed first; what is elsewhere, not there or larger
    than 10 MB, and what comes after 60 MB in all, is left out.
    """
    folder = document.resolve().parent
    found: dict[str, bytes] = {}
    room = MOST_BYTES_IN_ALL
    for path in picture_paths(report):
        data = _read(folder, path, min(MOST_BYTES, room))
        if data is not None:
            found[path] = data
            room -= len(data)
    return MappingProxyType(found)


def picture_paths(report: Report) -> tuple[str, ...]:
    """The paths of the pictures that a review names, each once, in the order of the text."""
    paths: dict[str, None] = {}
    for section in report.sections:
        part = section.part
        if "![" not in part.text and not (part.comments and "!" in part.text):
            continue
        inlines = list(part.heading.inlines) if part.heading is not None else []
        blocks = [block for entry in part.fields for block in entry.blocks] + list(part.blocks)
        paths.update(dict.fromkeys(image.path for image in (*_in_inlines(inlines), *_in_blocks(blocks))))
    return tuple(paths)


def _read(folder: Path, path: str, most: int) -> bytes | None:
    try:
        file = (folder / unquote(path)).resolve()
        if not file.is_relative_to(folder) or not file.is_file():
            return None
        with file.open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError):
        # ValueError: a NUL in the name. What cannot be read prints as its description.
        return None
    return data if len(data) <= most else None


def _in_blocks(blocks: Iterable[BlockNode]) -> Iterator[Image]:
    for block in blocks:
        match block:
            case Paragraph() | HeadingNode():
                yield from _in_inlines(block.inlines)
            case ListNode():
                for item in block.items:
                    yield from _in_blocks(item.blocks)
            case Quote() | Note():
                yield from _in_blocks(block.blocks)
            case TableNode():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from _in_inlines(cell.inlines)
            case _:
                pass


def _in_inlines(inlines: Iterable[Inline]) -> Iterator[Image]:
    for inline in inlines:
        match inline:
            case Image():
                yield inline
            case Emphasis() | Link():
                yield from _in_inlines(inline.children)
            case _:
                pass
