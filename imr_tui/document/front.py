"""The front matter as read: TOML between two `+++` lines, its values, and what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from imr_tui.document.findings import Finding, Severity, control_findings
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.schema import FrontKey, Schema
from imr_tui.document.text import LINE_END, Span

LARGEST = 64 * 1024
_FENCE = re.compile(r"\+\+\+[ \t]*")
_BOM = "\ufeff"
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_LOOKS_LIKE_TOML = re.compile(r"""\s*(?:\[|\]|\{|\}|["'][^"']*["']\s*(?:,|=|\.|$)|[A-Za-z0-9_.\-]+\s*=)""")


def read_front(text: str, schema: Schema) -> FrontMatter:
    """Read the front matter of a document; never raises."""
    front = _read_front(text, schema)
    hidden = control_findings(text, front.span.start, front.span.end) if front.span else []
    return replace(front, findings=(*front.findings, *hidden)) if hidden else front


def _read_front(text: str, schema: Schema) -> FrontMatter:
    start = 1 if text.startswith(_BOM) else 0
    opening = _line(text, start)
    if not _FENCE.fullmatch(text[start : opening[0]]):
        return FrontMatter({}, None, None, readable=True, body_start=start, body_line=1)
    inner_start = opening[1]
    at = inner_start
    while at < len(text):
        end, following = _line(text, at)
        if _FENCE.fullmatch(text[at:end]):
            inner = Span(inner_start, at)
            return _read_values(text, Span(start, end), inner, following, _number_of_line(text, following), schema)
        at = following
    return _unclosed(text, start, inner_start)


def _line(text: str, start: int) -> tuple[int, int]:
    """The end of the line at `start` and the start of the next."""
    match = LINE_END.search(text, start)
    return match.span() if match else (len(text), len(text))


def _number_of_line(text: str, offset: int) -> int:
    """The number, from 1, of the line that an offset stands on; behind a last line without its end that is the same line."""
    return len(LINE_END.findall(text, 0, offset)) + 1


def _unclosed(text: str, start: int, inner_start: int) -> FrontMatter:
    """Front matter without its closing line: it ends where the lines stop looking like TOML."""
    at = body_start = inner_start
    while at < len(text):
        end, following = _line(text, at)
        content = text[at:end]
        if _LOOKS_LIKE_TOML.match(content):
            body_start = following
        elif content.strip() and not content.lstrip().startswith("#"):
            break
        at = following
    finding = Finding(
        "frontmatter.syntax",
        Severity.ERROR,
        Span(start, start + 3),
        "The details at the head of the document are not closed: a line of three plus signs (+++) is missing after them. "
        "Until it is there, none of them can be read.",
    )
    return FrontMatter(
        {},
        Span(start, body_start),
        None,
        readable=False,
        body_start=body_start,
        body_line=_number_of_line(text, body_start),
        findings=(finding,),
    )


def _read_values(text: str, span: Span, inner: Span, body_start: int, body_line: int, schema: Schema) -> FrontMatter:
    source = text[inner.start : inner.end]
    if len(source.encode("utf-8", "surrogatepass")) > LARGEST:
        problem = "The details at the head of the document are larger than 64 kB and were not read. Take out what is not needed there."
        return _unreadable(span, inner, body_start, body_line, Span(inner.start, inner.start), problem)
    unified = LINE_END.sub("\n", source)
    try:
        values = tomllib.loads(unified)
    except tomllib.TOMLDecodeError as error:
        place = _error_place(text, inner, str(error))
        line, column = _line_column(text, place)
        problem = (
            f"The details at the head of the document cannot be read: there is a mistake at line {line}, column {column}. "
            "Text stands in double quotation marks, dates as 2025-03-09, lists in square brackets."
        )
        return _unreadable(span, inner, body_start, body_line, Span(place, place), problem)
    except (RecursionError, ValueError):
        problem = "The details at the head of the document cannot be read: a value there is out of all bounds."
        return _unreadable(span, inner, body_start, body_line, Span(inner.start, inner.start), problem)
    findings = tuple(_type_findings(text, inner, values, schema))
    return FrontMatter(
        values, span, inner, readable=True, body_start=body_start, body_line=body_line, findings=findings
    )


def _unreadable(span: Span, inner: Span, body_start: int, body_line: int, place: Span, problem: str) -> FrontMatter:
    finding = Finding("frontmatter.syntax", Severity.ERROR, place, problem)
    return FrontMatter({}, span, inner, readable=False, body_start=body_start, body_line=body_line, findings=(finding,))


def _error_place(text: str, inner: Span, message: str) -> int:
    """The offset a TOML error speaks of; the end of the front matter where it names none."""
    match = _TOML_PLACE.search(message)
    if match is None:
        return inner.end
    at = inner.start
    for _ in range(int(match[1]) - 1):
        at = _line(text, at)[1]
    return min(at + int(match[2]) - 1, inner.end)


def _line_column(text: str, offset: int) -> tuple[int, int]:
    ends = [match.end() for match in LINE_END.finditer(text, 0, offset)]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1


def _type_findings(text: str, inner: Span, values: Mapping[str, Any], schema: Schema) -> list[Finding]:
    found: list[Finding] = []
    tables = {key.table for key in schema.front_keys if key.table}
    for table in sorted(tables):
        if table in values and not isinstance(values[table], Mapping):
            found.append(_type_finding(text, inner, "", table, "a table, headed by its name in square brackets"))
    for key in schema.front_keys:
        holder = values.get(key.table) if key.table else values
        if isinstance(holder, Mapping) and key.key in holder and not is_of_type(holder[key.key], key):
            found.append(_type_finding(text, inner, key.table, key.key, _TYPE_WORDS.get(key.type, key.type)))
    for name in ("kept", "rules_off"):
        if name in values and not _is_tables(values[name]):
            found.append(_type_finding(text, inner, "", name, f"a list of entries, each headed [[{name}]]"))
    for name in ("checklist", "fields"):
        entry = values.get(name)
        if entry is not None and not (
            isinstance(entry, Mapping) and all(isinstance(v, Mapping) for v in entry.values())
        ):
            found.append(_type_finding(text, inner, "", name, "a table of tables"))
    found += _unquoted_items(text, inner, values, schema)
    found += _entry_findings(text, inner, values)
    return found


def _entry_findings(text: str, inner: Span, values: Mapping[str, Any]) -> Iterator[Finding]:
    """Entries whose names are the author's own: what acronyms stand for, and the fields that a kind of record is given."""
    glossary = values.get("glossary")
    for name, meaning in glossary.items() if isinstance(glossary, Mapping) else ():
        if not isinstance(meaning, str):
            yield _type_finding(text, inner, "glossary", name, _TYPE_WORDS["string"])
    fields = values.get("fields")
    for kind, table in fields.items() if isinstance(fields, Mapping) else ():
        added = table.get("add", []) if isinstance(table, Mapping) else []
        if not isinstance(added, list) or not all(isinstance(name, str) for name in added):
            yield _type_finding(text, inner, f"fields.{kind}", "add", _TYPE_WORDS["string-list"])


def _unquoted_items(text: str, inner: Span, values: Mapping[str, Any], schema: Schema) -> Iterator[Finding]:
    """The author's word on questions whose ids lack their quotation marks: TOML then reads tables within tables."""
    checklist = values.get("checklist")
    for area, table in checklist.items() if isinstance(checklist, Mapping) else ():
        for number in table if isinstance(table, Mapping) else ():
            item = f"{area}.{number}"
            if item in schema.items:
                yield _type_finding(
                    text, inner, "", f"checklist.{item}", f'headed [checklist."{item}"], its number in quotation marks'
                )


_TYPE_WORDS = {
    "string": "text in double quotation marks",
    "date": "a date without quotation marks, such as 2025-03-09",
    "integer": "a whole number",
    "string-list": "a list of texts in square brackets",
    "table": "a table",
    "string-or-table": "text in double quotation marks, or a table",
}


def is_of_type(value: object, key: FrontKey) -> bool:
    """Whether a value is of the type that a known key asks for."""
    match key.type:
        case "string":
            return isinstance(value, str)
        case "date":
            return isinstance(value, date) and not isinstance(value, datetime)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "string-or-table":
            return isinstance(value, str | Mapping)
        case "string-list":
            return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
        case _:
            return isinstance(value, Mapping)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value)


def _type_finding(text: str, inner: Span, table: str, key: str, wanted: str) -> Finding:
    span = key_span(text, inner, table, key)
    name = f"{table}.{key}" if table else key
    return Finding(
        "frontmatter.type",
        Severity.ERROR,
        span,
        f"“{name}” in the details at the head of the document has to be {wanted}.",
        field=name,
    )


def key_span(text: str, inner: Span, table: str, key: str) -> Span:
    """Where the line of `key` in `[table]` stands; the table's heading, else the start, where it has no line.

    An empty `key` asks for the table itself.
    """
    at = inner.start
    current = ""
    best = Span(inner.start, inner.start)
    while at < inner.end:
        end, following = _line(text, at)
        line = text[at:end]
        heading = _table_name(line)
        assigned = None if heading is not None else _key_name(line)
        if heading is not None:
            current = heading
            if current == table or (not table and current == key):
                best = Span(at, end)
                if not key or not table:
                    return best
        elif assigned is not None and current == table and assigned == key:
            return Span(at, end)
        at = following
    return best


def _table_name(line: str) -> str | None:
    """The name of the table that a line heads, without quotation marks; None where it heads none."""
    line = line.strip()
    if not line.startswith("["):
        return None
    name, closed, behind = line.lstrip("[").partition("]")
    behind = behind.removeprefix("]").lstrip()
    if not closed or not name.strip() or "[" in name or (behind and not behind.startswith("#")):
        return None
    return _bare(name.strip())


def _key_name(line: str) -> str | None:
    """The key that a line gives a value, without quotation marks; None where it gives none."""
    name, assigns, _ = line.partition("=")
    return _bare(name.strip()) if assigns and name.strip() else None


def _bare(name: str) -> str:
    """A dotted name without blanks and quotation marks around its pieces; a dot between marks is part of a piece."""
    pieces: list[str] = []
    start, mark = 0, ""
    for at, character in enumerate(name):
        if mark:
            mark = "" if character == mark else mark
        elif character in "\"'":
            mark = character
        elif character == ".":
            pieces.append(name[start:at])
            start = at + 1
    return ".".join(piece.strip().strip("\"'") for piece in (*pieces, name[start:]))
