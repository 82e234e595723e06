"""The analysis as JSON, in the schema `imr-check/1`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from imr_tui.analysis.model import Analysis
from imr_tui.checklist.model import Area, Evidence, Item
from imr_tui.checklist.reads import items_for
from imr_tui.document.findings import Finding
from imr_tui.document.model import Report

SCHEMA = "imr-check/1"
# What these say keeps no question open; the questions they are listed with in the interface only bear on the same matter.
_KEEP_NOTHING_OPEN = ("advice.", "wording.quoted")


def check_json(analysis: Analysis, file: str) -> dict[str, Any]:
    """The whole check; `file` is the name as given. Lines and columns count from 1, columns in code points."""
    checklist, report = analysis.checklist, analysis.report
    return {
        "schema": SCHEMA,
        "imr": format_version(report),
        "file": file,
        "done": checklist.done,
        "not_applicable": checklist.not_applicable,
        "settled": checklist.settled,
        "total": checklist.total,
        "areas": [_area(area, report) for area in checklist.areas],
        "findings": [_finding(finding, report) for finding in analysis.findings],
    }


def format_version(report: Report) -> int | None:
    """The document's format version; None where it cannot be read."""
    version = report.front.get("", "imr")
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def _area(area: Area, report: Report) -> dict[str, Any]:
    return {
        "id": area.id,
        "title": area.title.title,
        "done": area.done,
        "not_applicable": area.not_applicable,
        "total": len(area.items),
        "items": [_item(item, report) for item in area.items],
    }


def _item(item: Item, report: Report) -> dict[str, Any]:
    question = item.question
    return {
        "id": item.id,
        "question": question.text,
        "reference": question.reference,
        "judge": question.judge,
        "state": item.state.value,
        "evidence": [_evidence(line, report) for line in item.evidence],
    }


def _evidence(line: Evidence, report: Report) -> dict[str, Any]:
    place = None if line.place is None else report.position(line.place.start).line
    return {"holds": line.holds, "text": line.text, "line": place}


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    start, end = report.position(finding.span.start), report.position(finding.span.end)
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": finding.text,
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "items": list(_items(finding, report)),
        "kept": finding.kept,
    }


def _items(finding: Finding, report: Report) -> tuple[str, ...]:
    """The questions that a finding keeps open, and those that read the record, field or value it stands in."""
    if finding.rule.startswith(_KEEP_NOTHING_OPEN):
        return items_for(replace(finding, items=()), report)
    return finding.items
