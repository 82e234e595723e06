"""`add --from`: a chronology from a table, terms of reference from a list, as records of the review."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from imr_tui.analysis.event_import import Import, import_events
from imr_tui.analysis.event_rows import Incoming, Mapped, guess_mapping, incoming_events, with_columns
from imr_tui.analysis.sheet import read_sheet
from imr_tui.analysis.term_import import Point, TermImport, import_terms, read_points
from imr_tui.cli.arguments import as_typed
from imr_tui.cli.console import Console, Ink, one_line
from imr_tui.cli.review import Review, write_review
from imr_tui.cli.site import Site
from imr_tui.data.foreign_tables import load_any_table
from imr_tui.document.schema import KindSpec
from imr_tui.errors import InputError, RefusedError


def add_from(arguments: argparse.Namespace, kind: KindSpec, review: Review, console: Console, site: Site) -> None:
    """Add records from the file that `--from` names; with `--dry-run` only say what would be added."""
    source = Path(as_typed(arguments.source))
    if kind.letter == "E":
        _events(arguments, review, console, site, source)
    elif kind.letter == "T":
        _terms(arguments, review, console, site, source)
    else:
        raise InputError(
            "That kind of record is not imported",
            f"A {kind.name} cannot be read from a table.",
            "Events are read from a table, terms of reference from a list.",
        )


def _events(arguments: argparse.Namespace, review: Review, console: Console, site: Site, source: Path) -> None:
    sheet = read_sheet(_text(source, "E", console))
    mapped = with_columns(guess_mapping(sheet, review.rules.schema), _changes(arguments))
    rows = incoming_events(sheet, mapped, review.report)
    wanted = [row for row in rows if arguments.duplicates or not row.same_as]
    done = import_events(review.report, review.rules.schema, wanted)
    _finish(arguments, review, console, site, done)
    if arguments.json:
        console.json({**_counts(arguments, done), **_mapping_json(mapped), "rows": [_row_json(row) for row in rows]})
        return
    for number, target in enumerate(mapped.targets):
        console.line(f"{console.ink(one_line(mapped.name(number)), Ink.STRONG)}: {target}")
    for row in rows:
        if row.doubts:
            console.line(f"row {row.number}: {console.ink(one_line('; '.join(row.doubts)), Ink.WAITING)}")
    _say(arguments, console, done.events, "event", len(rows) - len(wanted))
    if done.sources:
        would = "would be added" if arguments.dry_run else "added"
        console.line(f"Sources {would}: {', '.join(done.sources)}. Say of each what it is and whether it was accessed.")


def _terms(arguments: argparse.Namespace, review: Review, console: Console, site: Site, source: Path) -> None:
    points = read_points(_text(source, "T", console), review.report)
    wanted = [point for point in points if arguments.duplicates or not point.same_as]
    done = import_terms(review.report, review.rules.schema, wanted)
    _finish(arguments, review, console, site, done)
    if arguments.json:
        listed = [{"text": point.text, "same_as": point.same_as or None} for point in points]
        console.json({"dry_run": arguments.dry_run, "terms": list(done.terms), "points": listed})
        return
    _point_lines(points, console)
    _say(arguments, console, done.terms, "term of reference", len(points) - len(wanted))


def _text(source: Path, letter: str, console: Console) -> str:
    loaded = load_any_table(source, letter)
    if loaded.note:
        console.tell(loaded.note)
    return loaded.text


def _changes(arguments: argparse.Namespace) -> Mapping[str, str]:
    changes: dict[str, str] = {}
    for entry in arguments.map or []:
        column, sign, target = as_typed(entry).partition("=")
        if not sign:
            raise InputError(
                "A column is written COLUMN=FIELD",
                f'"{entry}" is not.',
                'Write --map "Start Date=Date" or --map 2=Date.',
            )
        changes[column.strip()] = target.strip()
    return changes


def _finish(
    arguments: argparse.Namespace, review: Review, console: Console, site: Site, done: Import | TermImport
) -> None:
    if not done.edits:
        raise RefusedError(
            "Nothing was added",
            "All that the file says is in the review already.",
            "Add --duplicates to add it all the same.",
        )
    if not arguments.dry_run:
        write_review(review.after(done.edits), console, site)


def _say(arguments: argparse.Namespace, console: Console, ids: tuple[str, ...], name: str, left: int) -> None:
    would = "would be added" if arguments.dry_run else "added"
    named = f"{ids[0]} to {ids[-1]}" if len(ids) > 1 else ids[0]
    plural = "terms of reference" if name == "term of reference" else f"{name}s"
    said = f"{len(ids)} {name if len(ids) == 1 else plural} {would}: {named}."
    console.line(f"{said} {left} left out, being there already." if left else said)


def _point_lines(points: tuple[Point, ...], console: Console) -> None:
    for point in points:
        same = f" (the same as {point.same_as})" if point.same_as else ""
        console.line(f"  {one_line(point.text)}{console.ink(same, Ink.WAITING) if same else ''}")


def _counts(arguments: argparse.Namespace, done: Import) -> dict[str, Any]:
    return {"dry_run": arguments.dry_run, "events": list(done.events), "sources": list(done.sources)}


def _mapping_json(mapped: Mapped) -> dict[str, Any]:
    return {"columns": [{"column": mapped.name(at), "field": target} for at, target in enumerate(mapped.targets)]}


def _row_json(row: Incoming) -> dict[str, Any]:
    return {
        "row": row.number,
        "date": row.date.written,
        "title": row.title,
        "doubts": list(row.doubts),
        "notes": list(row.notes),
        "same_as": row.same_as or None,
    }
