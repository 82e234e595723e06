"""From a report to a Word file."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from imr_tui.checklist.model import Checklist
from imr_tui.dataclass import dataclass
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema
from imr_tui.word.action_plan import action_plan, has_action_plan
from imr_tui.word.appendices import appendices
from imr_tui.word.body import BodyWriter
from imr_tui.word.build import Build
from imr_tui.word.chronology import chronology
from imr_tui.word.flow import Flowed
from imr_tui.word.front_pages import contents, control_table, cover, document_title, status
from imr_tui.word.nodes import Node, string, styled_para
from imr_tui.word.options import ACTION_PLAN, CHRONOLOGY, FULL, PSEUDONYMS, ExportOptions
from imr_tui.word.pandoc import api_version, find_pandoc, to_docx
from imr_tui.word.refusals import refuse_unexportable
from imr_tui.word.values import NOT_STATED, front_text

if TYPE_CHECKING:
    from imr_tui.word.comments import Comment
    from imr_tui.word.frame import Frame
    from imr_tui.word.pseudonyms.copying import Copy
    from imr_tui.word.pseudonyms.rewriting import Rewriter

# Blocks hold no circles, and pandoc reads what has fewer blanks sooner.
_ENCODED = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_REFERENCE = Path(__file__).parent / "reference.docx"
NO_MARKING = "PROTECTIVE MARKING NOT STATED"


@dataclass(frozen=True, slots=True)
class _Composed:
    """A document ready for pandoc and what its finished file needs beside."""

    build: Build
    flowed: Flowed
    title: str


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the collecting of garbage for later: among so many nodes it takes its time and finds none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_uncollected()
def export_docx(report: Report, checklist: Checklist, schema: Schema, options: ExportOptions) -> bytes:
    """The report as a Word file; the same report and options always give the same bytes.

    Raises RefusedError where the document does not allow it, InputError where the profile or the house style cannot be
    used, MissingProgramError without pandoc, ExportError where the file could not be made or is not sound.
    """
    refuse_unexportable(report, options)
    comments = _comments(report, checklist, options) if options.draft or options.answers else ()
    copy: Copy | None = None
    if options.profile == PSEUDONYMS:
        from imr_tui.word.comments import rewritten  # noqa: PLC0415 - most exports have no comments and no pseudonyms
        from imr_tui.word.pseudonyms.copying import copy_of, refuse_undecided  # noqa: PLC0415 - as above

        copy = copy_of(report)
        refuse_undecided(report, copy, leave=options.leave_names)
        rewriter = copy.rewriter(report)
        comments = rewritten(comments, rewriter.text)
        report, checklist, options = _as_copy(rewriter, report, checklist, options)
    reference = _reference(options.house_style)
    program = find_pandoc()
    with ThreadPoolExecutor(max_workers=1) as aside:
        version = aside.submit(api_version, program)
        composed = _compose(report, checklist, schema, options)
        blocks = ",".join(map(_ENCODED, composed.flowed.blocks))
        tree = f'{{"pandoc-api-version":{json.dumps(version.result())},"meta":{{}},"blocks":[{blocks}]}}'
        # What finishes the file is imported while pandoc works.
        ending = aside.submit(_ending)
        made = to_docx(tree.encode(), reference, program=program)
        finished = ending.result()
    return finished(
        made,
        composed.build.tables.facts,
        _frame(composed),
        numbered=options.numbered,
        ends_landscape=composed.flowed.ends_landscape,
        has_cover=options.profile in (FULL, PSEUDONYMS),
        comments=comments,
        schema=schema,
        refuse=_refusal(copy, options.name) if copy is not None else None,
    )


def _refusal(copy: Copy, name: str) -> Callable[[Mapping[str, bytes]], None]:
    """What refuses a finished copy in which a name is left."""
    from imr_tui.word.pseudonyms.scan import refuse_traces  # noqa: PLC0415 - most exports have no pseudonyms

    return lambda parts: refuse_traces(copy.find(parts, name))


def _comments(report: Report, checklist: Checklist, options: ExportOptions) -> tuple[Comment, ...]:
    """What is shown beside the text: remarks on an earlier copy with their answers, and what is open."""
    from imr_tui.word.comments import dialogue_comments, open_comments  # noqa: PLC0415 - most exports have none

    answered = dialogue_comments(report) if options.answers else ()
    return (*answered, *(open_comments(report, checklist, options.findings) if options.draft else ()))


def _ending() -> Callable[..., bytes]:
    from imr_tui.word.ending import finished  # noqa: PLC0415 - in a thread of its own

    return finished


def _as_copy(
    rewriter: Rewriter, report: Report, checklist: Checklist, options: ExportOptions
) -> tuple[Report, Checklist, ExportOptions]:
    """The review with its names replaced: what is built from it can hold none of them."""
    changed = replace(options, images=MappingProxyType({}), columns=tuple(map(rewriter.text, options.columns)))
    return rewriter.report(report), rewriter.checklist(checklist), changed


@lru_cache(maxsize=1)
def _own_reference() -> bytes:
    return _REFERENCE.read_bytes()


def _reference(house_style: bytes | None) -> bytes:
    if house_style is None:
        return _own_reference()
    from imr_tui.word.house_style import merge_house_style  # noqa: PLC0415 - most exports take the program's own

    return merge_house_style(_own_reference(), house_style)


def _compose(report: Report, checklist: Checklist, schema: Schema, options: ExportOptions) -> _Composed:
    kinds = {CHRONOLOGY: "E", ACTION_PLAN: "RA"}.get(options.profile)
    targets = frozenset(ident for ident in report.records if kinds is None or ident[0] in kinds)
    build = Build(report.opened(), checklist, schema, options, targets)
    title = document_title(build)
    if options.profile in (FULL, PSEUDONYMS):
        _full(build, title)
    else:
        _table_alone(build, title)
    return _Composed(build, build.flow.finish(), title)


def _full(build: Build, title: str) -> None:
    """Cover, control and contents; the body; the appendices. The contents are known when the body is written."""
    front: list[Node] = [*cover(build, title), *control_table(build)]
    body_flow = build.flow
    BodyWriter(build).write()
    appendices(build)
    if body_flow.is_empty:
        body_flow.add([styled_para("Body Text", (string(NOT_STATED),))])
    body_flow.prepend_section([*front, *contents(build.contents)])


def _table_alone(build: Build, title: str) -> None:
    """The chronology or the action plan as a document of its own."""
    front = build.report.front
    about = ", ".join(
        text
        for text in (front_text(front, "review", "type"), front_text(front, "review", "reference"))
        if text != NOT_STATED
    )
    force = front_text(front, "agency", "name")
    name = "Chronology" if build.options.profile == CHRONOLOGY else "Action plan"
    lines = [text for text in (about, force, status(build)) if text and text != NOT_STATED]
    landscape = True
    if build.options.profile == CHRONOLOGY:
        events = build.report.of_kind("E")
        table = chronology(build, events, "Chronology of police contact", turned=True)[0] if events else []
    elif has_action_plan(build):
        table, landscape = action_plan(build, alone=True)
    else:
        table = []
    head = [
        styled_para("Front Heading", (string(f"{title}: {name.casefold()}"),)),
        styled_para("Body Text", build.blocks.inlines.text("  |  ".join(lines))),
    ]
    build.flow.add(head, landscape=landscape)
    build.flow.add(table or [styled_para("Body Text", (string(NOT_STATED),))], landscape=landscape)


def _frame(composed: _Composed) -> Frame:
    from imr_tui.word.frame import Frame  # noqa: PLC0415 - with what finishes the file

    front = composed.build.report.front
    marking = front_text(front, "document", "marking")
    reference = front.text("review", "reference")
    completed = front.get("dates", "completed")
    on = completed.date() if isinstance(completed, datetime) else completed
    stated = status(composed.build)
    head = f"{composed.title}, {reference}" if reference else composed.title
    return Frame(
        marking=NO_MARKING if marking == NOT_STATED else " ".join(marking.split()),
        footer=(head, "Status not stated" if stated == NOT_STATED else stated),
        title=composed.title,
        subject=", ".join(filter(None, (front.text("review", "type"), reference))),
        author=front.text("agency", "author"),
        company=front.text("agency", "name"),
        on=on if isinstance(on, date) else None,
    )
