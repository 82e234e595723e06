"""The values of the front matter as a form shows and reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from imr_tui.document.dates import read_date, write_date
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.schema import FrontKey, Schema
from imr_tui.tui.shown import one_line

FormValue = str | int | date | tuple[str, ...] | None

TABLE_TITLES: Mapping[str, str] = {
    "document": "The document",
    "review": "The review",
    "agency": "The force",
    "dates": "Dates",
    "deadlines": "Deadlines, in days",
    "language": "Language",
    "word": "Tables of the Word document",
}

_MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
_ASKED_TYPES = frozenset({"string", "date", "integer", "string-list"})
_SEPARATOR = re.compile(r"\s*[,;\n]\s*")


def form_keys(schema: Schema) -> tuple[FrontKey, ...]:
    """The keys that the form asks for, in the schema's order."""
    return tuple(key for key in schema.front_keys if key.form and key.type in _ASKED_TYPES)


MARKING = ("document", "marking")


def choices_of(key: FrontKey, markings: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The answers that a list offers for a key; empty for a line to write in. `markings` are those of the site's policy."""
    if (key.table, key.key) == MARKING:
        return markings or key.choices or _MARKINGS
    return key.choices


def written(value: object) -> str:
    """A value as the form shows it: dates day first, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, date):
        return write_date(datetime(value.year, value.month, value.day), timed=False)
    if isinstance(value, list | tuple):
        return one_line(", ".join(str(entry) for entry in value))
    return one_line(str(value))


def read(key: FrontKey, text: str) -> FormValue:
    """What was written for a key, as the front matter holds it; None where nothing is to be recorded.

    Raises `ValueError` with a plain sentence where it cannot be read.
    """
    text = text.strip()
    if key.type == "date":
        return _read_day(text) if text else None
    if key.type == "integer":
        if text and not text.isdecimal():
            raise ValueError("Write a whole number of days, such as 56.")
        return int(text) if text else None
    if key.type == "string-list":
        return tuple(entry for entry in _SEPARATOR.split(text) if entry)
    return text


def said_of(key: FrontKey, text: str) -> str:
    """What is to be said of an answer while it is typed: how a date is read, or what is wrong."""
    try:
        value = read(key, text)
    except ValueError as problem:
        return str(problem)
    if isinstance(value, date):
        return f"{value:%A} {written(value)}"
    return ""


def changes(
    front: FrontMatter, keys: tuple[FrontKey, ...], answers: Mapping[FrontKey, str]
) -> dict[tuple[str, str], FormValue]:
    """The keys whose answers differ from what is recorded; raises `ValueError` as `read` does."""
    changed: dict[tuple[str, str], FormValue] = {}
    for key in keys:
        recorded = front.get(key.table, key.key)
        if answers[key] == written(recorded):
            continue
        value = read(key, answers[key])
        if recorded is None and value in (None, "", ()):
            continue
        changed[key.table, key.key] = value
    return changed


def _read_day(text: str) -> date:
    found = read_date(text)
    if found is None:
        raise ValueError("Write the day first, such as 14 March 2023 or 14/03/2023.")
    if found.partial or found.uncertain:
        raise ValueError("This wants a whole date: day, month and year.")
    return found.first.date()
