"""From pandoc's file to the bytes that are handed over: finished, checked, and packed the same way every time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from imr_tui.document.schema import Schema
from imr_tui.word.checks import check
from imr_tui.word.comments import Comment, attach
from imr_tui.word.finish import finish
from imr_tui.word.frame import Frame
from imr_tui.word.package import read_package, write_package
from imr_tui.word.tables import TableFacts


def finished(
    made: bytes,
    facts: Mapping[str, TableFacts],
    frame: Frame,
    *,
    numbered: bool,
    ends_landscape: bool,
    has_cover: bool,
    comments: Sequence[Comment],
    schema: Schema,
    refuse: Callable[[Mapping[str, bytes]], None] | None = None,
) -> bytes:
    """The finished file; `refuse` may raise on its parts.

    Raises ExportError where the file is not sound.
    """
    parts = finish(
        read_package(made),
        facts,
        frame,
        numbered=numbered,
        ends_landscape=ends_landscape,
        has_cover=has_cover,
        annotate=(lambda body: attach(body, comments, schema)) if comments else None,
    )
    check(parts, frame.marking)
    if refuse is not None:
        refuse(parts)
    return write_package(parts)
