"""Edits to the front matter as text edits: comments and layout stay, only the lines that change are touched."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Table

from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.model import Report
from imr_tui.document.text import LINE_END, TextEdit, line_ending
from imr_tui.errors import RefusedError

FrontValue = str | int | date | Sequence[str] | None
_BOM = "\ufeff"


def set_values(report: Report, changes: Mapping[tuple[str, str], FrontValue]) -> tuple[TextEdit, ...]:
    """Set keys of the front matter, given as (table, key); None takes a key away. An empty table name is the top."""

    def change(document: TOMLDocument) -> None:
        for (table, key), value in changes.items():
            holder = document if not table else _table(document, table, make=value is not None)
            if holder is None:
                continue
            if value is None:
                holder.pop(key, None)
            elif key not in holder or _plain(holder[key]) != _plain_value(value):
                holder[key] = _plain_value(value)

    return _edit(report, change)


def confirm(report: Report, item: str, *, by: str, on: date, seen: Sequence[str]) -> tuple[TextEdit, ...]:
    """Record the author's word on a question: `seen` are the parts it rests on (`ReadPart.seen`)."""

    def change(document: TOMLDocument) -> None:
        entry = tomlkit.table()
        entry.add("state", "confirmed")
        entry.add("by", by)
        entry.add("on", on)
        entry.add("seen", _list(seen))
        _set_entry(document, item, entry)

    return _edit(report, change)


def set_aside(report: Report, item: str, *, reason: str, by: str, on: date) -> tuple[TextEdit, ...]:
    """Record that a question does not apply, with the author's reason."""

    def change(document: TOMLDocument) -> None:
        entry = tomlkit.table()
        entry.add("state", "not-applicable")
        entry.add("reason", reason)
        entry.add("by", by)
        entry.add("on", on)
        _set_entry(document, item, entry)

    return _edit(report, change)


def reopen(report: Report, item: str) -> tuple[TextEdit, ...]:
    """Take back a confirmation or a not-applicable; `RefusedError` where there is none."""
    if item not in report.front.table("checklist"):
        raise RefusedError("Nothing to reopen", f"{item} is neither confirmed nor set aside.", "It is open already.")

    def change(document: TOMLDocument) -> None:
        checklist = document["checklist"]
        if isinstance(checklist, Mapping):
            del checklist[item]  # type: ignore[attr-defined]  # tomlkit's containers are mutable mappings
            if not checklist:
                del document["checklist"]

    return _edit(report, change)


def keep_finding(report: Report, rule: str, *, sentence: str, reason: str, by: str, on: date) -> tuple[TextEdit, ...]:
    """Record that the author keeps a finding, and why."""
    values: dict[str, FrontValue] = {"rule": rule, "sentence": sentence, "reason": reason, "by": by, "on": on}
    return _edit(report, lambda document: _append(document, "kept", values))


def switch_off_rule(report: Report, rule: str, *, reason: str) -> tuple[TextEdit, ...]:
    """Record that a rule is switched off for this document, and why."""
    return _edit(report, lambda document: _append(document, "rules_off", {"rule": rule, "reason": reason}))


def set_kept_sentences(report: Report, rename: Callable[[Mapping[str, Any]], str | None]) -> tuple[TextEdit, ...]:
    """Give the sentences of kept findings other words, as `rename` says of each entry; None leaves one as it is."""

    def change(document: TOMLDocument) -> None:
        entries: Any = document.get("kept", ())
        for entry in entries:
            new = rename(entry)
            if new is not None and new != entry.get("sentence"):
                entry["sentence"] = new

    return _edit(report, change)


def update_entries(
    report: Report,
    name: str,
    changed: Mapping[int, Mapping[str, Any]],
    added: Sequence[Mapping[str, Any]] = (),
) -> tuple[TextEdit, ...]:
    """Set keys of entries of an array of tables, by the entry's index, and add entries to it; an index that is none is passed over."""

    def change(document: TOMLDocument) -> None:
        entries: Any = document.get(name, ())
        for index, values in changed.items():
            if index < len(entries):
                for key, value in values.items():
                    entries[index][key] = _plain_value(value)
        for entry in added:
            _append(document, name, entry)

    return _edit(report, change)


def written(values: Mapping[str, Any]) -> str:
    """A whole front matter, without its marks, from plain values."""
    return tomlkit.dumps(values)


def explain_acronym(report: Report, acronym: str, expansion: str) -> tuple[TextEdit, ...]:
    """Add an acronym to the glossary, or change what it stands for."""
    return set_values(report, {("glossary", acronym): expansion})


def from_template(text: str, name: str) -> str:
    """A new document from a template's text: its `[template]` table goes, `template` names it; all else stays as it is."""
    start = 1 if text.startswith(_BOM) else 0
    body = text[start:]
    opening = LINE_END.search(body)
    if opening is None or body[: opening.start()].rstrip() != "+++":
        return text
    lines = body.splitlines(keepends=True)
    closing = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "+++"), None)
    if closing is None:
        return text
    document = tomlkit.parse("".join(lines[1:closing]))
    document.pop("template", None)
    head = tomlkit.document()
    if "imr" in document:
        head.add("imr", document.pop("imr"))
    head.add("template", name)
    rest = tomlkit.dumps(document).lstrip("\n")
    return text[:start] + lines[0] + tomlkit.dumps(head) + "\n" + rest + "".join(lines[closing:])


def _edit(report: Report, change: Callable[[TOMLDocument], None]) -> tuple[TextEdit, ...]:
    front = report.front
    if not front.readable:
        raise RefusedError(
            "The details cannot be changed",
            "The details at the head of the document cannot be read, so nothing there can be set.",
            "Mend them first: the list of problems names the line.",
        )
    old = report.text[front.inner.start : front.inner.end] if front.inner else ""
    document = tomlkit.parse(LINE_END.sub("\n", old))
    change(document)
    new = tomlkit.dumps(document)
    tomllib.loads(new)
    if front.inner is None:
        return _new_front(report.text, new)
    return _line_edits(report.text, front, old, new)


def _new_front(text: str, inner: str) -> tuple[TextEdit, ...]:
    end = line_ending(text, 0)
    start = 1 if text.startswith(_BOM) else 0
    lines = ["+++", *inner.strip("\n").split("\n"), "+++", "", ""]
    return (TextEdit(start, start, end.join(lines)),)


def _line_edits(text: str, front: FrontMatter, old: str, new: str) -> tuple[TextEdit, ...]:
    """The edits that turn the old lines into the new ones; a new line ends as the lines around it do."""
    if front.inner is None:
        return ()
    old_lines = _lines(old)
    new_lines = new.split("\n")
    if new_lines and not new_lines[-1]:
        new_lines.pop()
    ending = line_ending(text, front.inner.start)
    starts = [front.inner.start]
    for content, end in old_lines:
        starts.append(starts[-1] + len(content) + len(end))
    matcher = SequenceMatcher(a=[content for content, _ in old_lines], b=new_lines, autojunk=False)
    edits: list[TextEdit] = []
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if tag == "equal":
            continue
        replacement = "".join(line + ending for line in new_lines[new_first:new_last])
        edits.append(TextEdit(starts[first], starts[last], replacement))
    return tuple(edits)


def _lines(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    for match in LINE_END.finditer(text):
        found.append((text[at : match.start()], match.group()))
        at = match.end()
    if at < len(text):
        found.append((text[at:], ""))
    return found


def _table(document: TOMLDocument, name: str, *, make: bool) -> Any:
    if name not in document:
        if not make:
            return None
        document[name] = tomlkit.table()
    return document[name]


def _set_entry(document: TOMLDocument, item: str, entry: Table) -> None:
    if "checklist" not in document:
        document["checklist"] = tomlkit.table(is_super_table=True)
    checklist: Any = document["checklist"]
    checklist[item] = entry


def _append(document: TOMLDocument, name: str, values: Mapping[str, FrontValue]) -> None:
    entry = tomlkit.table()
    for key, value in values.items():
        entry.add(key, _plain_value(value))
    if name not in document:
        document.add(tomlkit.nl())
        document[name] = tomlkit.aot()
    entries: Any = document[name]
    if isinstance(entries, AoT):
        entries.append(entry)
    else:
        entries.append(entry.value)


def _plain_value(value: FrontValue) -> Any:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _plain(value: Any) -> Any:
    return value.unwrap() if hasattr(value, "unwrap") else value


def _list(values: Sequence[str]) -> Any:
    listing = tomlkit.array()
    listing.extend(values)
    return listing.multiline(len(values) > 1)
