"""Edits to the front matter as text edits: comments and layout stay, only the lines that change are touched."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import accumulate
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, InlineTable, Table, Whitespace

from imr_tui.document.front import key_span, read_front
from imr_tui.document.front_lines import applied, line_edits, lines_of
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.model import Report
from imr_tui.document.schema import Schema
from imr_tui.document.text import LINE_END, Span, TextEdit, apply_edits, line_ending
from imr_tui.errors import RefusedError

FrontValue = str | int | date | Sequence[str] | None
_BOM = "\ufeff"
_NO_SCHEMA = Schema(kinds={}, section_fields=(), front_keys=(), areas=(), items=())


def set_values(report: Report, changes: Mapping[tuple[str, str], FrontValue]) -> tuple[TextEdit, ...]:
    """Set keys of the front matter, given as (table, key); None takes a key away. An empty table name is the top."""

    def change(document: TOMLDocument) -> None:
        for (table, key), value in changes.items():
            holder = document if not table else _table(document, table, make=value is not None)
            if holder is None:
                continue
            _put(holder, {key: value})

    return _edit(report, change)


def confirm(report: Report, item: str, *, by: str, on: date, seen: Sequence[str]) -> tuple[TextEdit, ...]:
    """Record the author's word on a question: `seen` are the parts it rests on (`ReadPart.seen`)."""
    values = {"state": "confirmed", "reason": None, "by": by, "on": on, "seen": seen}
    return _set_entry(report, item, values)


def set_aside(report: Report, item: str, *, reason: str, by: str, on: date) -> tuple[TextEdit, ...]:
    """Record that a question does not apply, with the author's reason."""
    values: dict[str, FrontValue] = {"state": "not-applicable", "reason": reason, "by": by, "on": on, "seen": None}
    return _set_entry(report, item, values)


def reopen(report: Report, item: str) -> tuple[TextEdit, ...]:
    """Take back a confirmation or a not-applicable; `RefusedError` where there is none."""
    if item not in report.front.table("checklist"):
        raise RefusedError("Nothing to reopen", f"{item} is neither confirmed nor set aside.", "It is open already.")

    return _edit(report, lambda document: _take_out(document, "checklist", item))


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


def from_template(text: str, name: str) -> str:
    """A new document from a template's text: its `[template]` table goes, `template` names it; all else stays as it is."""
    front = read_front(text, _NO_SCHEMA)
    if front.inner is None or not front.readable:
        return text

    def start(document: TOMLDocument) -> str | None:
        rest = _take_out(document, "template") if isinstance(document.get("template"), Mapping) else None
        document["template"] = name
        if rest is None:
            return None
        key = key_span(rest, Span(0, len(rest)), "", "imr")
        ahead = rest[: key.end + 1] if key.end else ""
        return f"{ahead}{tomlkit.dumps({'template': name})}{rest[len(ahead) :]}"

    return apply_edits(text, _front_edits(text, front, start))


_Change = Callable[[TOMLDocument], str | None]


def _edit(report: Report, *changes: _Change) -> tuple[TextEdit, ...]:
    """The edits of the first of `changes` (ways to do the same; one may give the text itself) that tells what it means to."""
    front = report.front
    if not front.readable:
        raise RefusedError(
            "The details cannot be changed",
            "The details at the head of the document cannot be read, so nothing there can be set.",
            "Mend them first: the list of problems names the line.",
        )
    return _front_edits(report.text, front, *changes)


def _front_edits(text: str, front: FrontMatter, *changes: _Change) -> tuple[TextEdit, ...]:
    old = text[front.inner.start : front.inner.end] if front.inner else ""
    for change in changes:
        new = _changed(LINE_END.sub("\n", old), change)
        if new is not None:
            return _new_front(text, new) if front.inner is None else _edits(text, front.inner.start, old, new)
    raise RefusedError(
        "The details cannot be changed",
        "They are laid out in a way that would not let this be set without changing something else.",
        "Set it by hand at the head of the document, or give each table there a heading of its own in square brackets.",
    )


def _changed(old: str, change: _Change) -> str | None:
    """The TOML once changed; None where what would be written does not say what was meant."""
    try:
        document = tomlkit.parse(old)
        new = change(document)
        if new is None:
            new = tomlkit.dumps(document)
        says_so = _comparable(tomllib.loads(new)) == _comparable(document.unwrap())
    except (TOMLKitError, tomllib.TOMLDecodeError):
        return None
    return new if says_so else None


def _comparable(value: Any) -> Any:
    """A plain value with every float that is no number made equal to any other, and without tables that hold nothing."""
    if isinstance(value, Mapping):
        entries = {key: _comparable(entry) for key, entry in value.items()}
        return {key: entry for key, entry in entries.items() if entry != {}}
    if isinstance(value, list):
        return [_comparable(entry) for entry in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _new_front(text: str, inner: str) -> tuple[TextEdit, ...]:
    end = line_ending(text, 0)
    start = 1 if text.startswith(_BOM) else 0
    lines = ["+++", *inner.strip("\n").split("\n"), "+++", "", ""]
    return (TextEdit(start, start, end.join(lines)),)


def _edits(text: str, start: int, old: str, new: str) -> tuple[TextEdit, ...]:
    """The edits that turn the old lines, which begin at `start`, into the new ones; a new line ends as the lines around it do."""
    lines = lines_of(old)
    before = [content for content, _ in lines]
    written = _without_last_end(tomlkit.dumps(tomlkit.parse("\n".join((*before, "")))))
    wanted = _without_last_end(new)
    found = line_edits(before, written, wanted)
    if not _says_the_same(applied(before, found), wanted):
        found = line_edits(before, before, wanted)
    ending = line_ending(text, start)
    starts = list(accumulate([len(content) + len(end) for content, end in lines], initial=start))
    return tuple(
        TextEdit(starts[first], starts[last], "".join([line + ending for line in own])) for first, last, own in found
    )


def _without_last_end(text: str) -> list[str]:
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def _says_the_same(lines: Sequence[str], others: Sequence[str]) -> bool:
    """Whether lines of TOML say the same; what cannot be read does not."""
    try:
        one, other = (tomllib.loads("\n".join((*each, ""))) for each in (lines, others))
    except tomllib.TOMLDecodeError:
        return False
    return bool(_comparable(one) == _comparable(other))


def _table(document: TOMLDocument, name: str, *, make: bool) -> Any:
    if name not in document:
        if not make:
            return None
        document[name] = tomlkit.table()
    return document[name]


def _set_entry(report: Report, item: str, values: Mapping[str, FrontValue]) -> tuple[TextEdit, ...]:
    """Give the author's word on a question; what else its table holds stays. None takes a key away."""

    def change(document: TOMLDocument, *, inline: bool) -> None:
        if "checklist" not in document:
            document["checklist"] = tomlkit.table(is_super_table=True)
        checklist: Any = document["checklist"]
        if isinstance(checklist.get(item), Mapping):
            _put(checklist[item], values)
            return
        loose = _take_loose_end(checklist)
        entry = tomlkit.inline_table() if inline or isinstance(checklist, InlineTable) else tomlkit.table()
        checklist[item] = entry
        _put(checklist[item], values)
        _give_loose_end(checklist, loose)

    # Where the questions are dotted keys, a table of its own would take in the keys behind it.
    return _edit(report, partial(change, inline=False), partial(change, inline=True))


def _take_out(document: TOMLDocument, *path: str) -> str:
    """The TOML without the table at `path`: a comment over what follows stays, the blank line that parted the table does not."""
    old = tomlkit.dumps(document)
    holder: Any = document
    for name in path[:-1]:
        holder = holder[name]
    loose = "".join(item.as_string() for _, item in _take_loose_end(holder[path[-1]]))
    del holder[path[-1]]
    if holder is not document and not holder:
        del document[path[0]]
    new = tomlkit.dumps(document)
    at = key_span(old, Span(0, len(old)), ".".join(path), "").start
    if new != old[:at] + old[at + len(old) - len(new) :]:
        return new
    ahead, behind = new[:at], loose + new[at:]
    return ahead.removesuffix("\n") + behind if ahead.endswith("\n\n") and behind[:1] in ("\n", "") else ahead + behind


def _put(holder: Any, values: Mapping[str, FrontValue]) -> None:
    """Set keys, ahead of what stands loose behind the last one; None takes a key away. Equal values are left as written."""
    loose = _take_loose_end(holder, deep=False)
    for key, value in values.items():
        if value is None:
            holder.pop(key, None)
        elif key not in holder or _plain(holder[key]) != _plain_value(value):
            holder[key] = _list(value) if key == "seen" and isinstance(value, Sequence) else _plain_value(value)
    _give_loose_end(holder, loose, deep=False)


def _take_loose_end(table: Any, *, deep: bool = True) -> list[Any]:
    """Take off what stands behind a table's last key from the first blank line on: it belongs to what follows."""
    body = _end_of(table, deep=deep)
    last = max((at for at, (key, _) in enumerate(body) if key is not None), default=-1)
    for at in range(last + 1, len(body)):
        if isinstance(body[at][1], Whitespace) and "\n" in body[at][1].s:
            loose = body[at:]
            del body[at:]
            return loose
    return []


def _give_loose_end(table: Any, loose: list[Any], *, deep: bool = True) -> None:
    """Put what was taken off behind the last key there is now."""
    if loose:
        _end_of(table, deep=deep).extend(loose)


def _end_of(table: Any, *, deep: bool) -> list[Any]:
    """The pieces of the table, or of the last one within it, that end it; none where it is not headed by a line of its own."""
    if isinstance(table, AoT):
        return _end_of(table[-1], deep=deep) if len(table) else []
    if not isinstance(table, Table):
        return []
    body = table.value.body
    last = next((item for key, item in reversed(body) if key is not None), None)
    if isinstance(last, Table | AoT):
        return _end_of(last, deep=deep) if deep else []
    return body


def _append(document: TOMLDocument, name: str, values: Mapping[str, FrontValue]) -> None:
    entry = tomlkit.table()
    for key, value in values.items():
        entry.add(key, _plain_value(value))
    if name not in document:
        document.add(tomlkit.nl())
        document[name] = tomlkit.aot()
    entries: Any = document[name]
    if isinstance(entries, AoT):
        loose = _take_loose_end(entries)
        entries.append(entry)
        _give_loose_end(entries, loose)
    elif isinstance(entries, list):
        entries.append(entry.value)
    else:
        raise TOMLKitError


def _plain_value(value: FrontValue) -> Any:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value


def _plain(value: Any) -> Any:
    return value.unwrap() if hasattr(value, "unwrap") else value


def _list(values: Sequence[str]) -> Any:
    listing = tomlkit.array()
    listing.extend(values)
    return listing.multiline(len(values) > 1)
