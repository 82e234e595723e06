"""The details of a review from the tables and lines at the head of a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from imr_tui.document.dates import read_date
from imr_tui.document.schema import FrontKey, Schema, fold_name
from imr_tui.word.incoming.model import Para, Table
from imr_tui.word.incoming.rules import PERIOD, IncomingRules

Details = dict[tuple[str, str], "date | str"]
_TWO = 2
_FEWEST = 2
_BETWEEN = re.compile(r"\s+(?:to|until|–|—|-)\s+", re.IGNORECASE)


def details_table(
    table: Table, rules: IncomingRules, schema: Schema
) -> tuple[Details, tuple[tuple[str, str], ...]] | None:
    """The details in a table of labels and answers, and the rows that are none; None where the table is no such table."""
    if any(len(row) != _TWO for row in table.rows) or not table.rows:
        return None
    rows = [(row[0].text, row[1].text) for row in table.rows]
    known = [rules.labels.get(fold_name(label.rstrip(" :"))) for label, _ in rows]
    if sum(key is not None for key in known) < _FEWEST:
        return None
    found: Details = {}
    others: list[tuple[str, str]] = []
    for (label, text), key in zip(rows, known, strict=True):
        if rules.is_blank(text) or fold_name(label) == "item":
            continue
        values = dict(_values(key, text, schema)) if key is not None else {}
        found.update({name: value for name, value in values.items() if name not in found})
        if not values:
            others.append((label, text))
    return found, tuple(others)


def detail_line(para: Para, rules: IncomingRules, schema: Schema) -> Details:
    """The detail in a line such as `Reference<tab>DHR/2025/014` or `Force: …`; empty where it is none."""
    label, _, text = para.text.partition("\t") if "\t" in para.text else para.text.partition(":")
    key = rules.labels.get(fold_name(label))
    return dict(_values(key, " ".join(text.split()), schema)) if key is not None and not rules.is_blank(text) else {}


def glossary(table: Table, rules: IncomingRules) -> Mapping[str, str] | None:
    """The abbreviations in a table of two columns under such a head; None where the table is none."""
    if not table.rows or len(table.rows[0]) != _TWO:
        return None
    head = [fold_name(cell.text) for cell in table.rows[0]]
    if head[0] not in rules.abbreviation or head[1] not in rules.meaning:
        return None
    pairs = ((" ".join(row[0].text.split()), " ".join(row[1].text.split())) for row in table.rows[1:])
    return {term: meaning for term, meaning in pairs if term and meaning and not rules.is_blank(meaning)}


def _values(key: str, text: str, schema: Schema) -> Iterator[tuple[tuple[str, str], date | str]]:
    clean = " ".join(text.split())
    if key == PERIOD:
        ends = _BETWEEN.split(clean, maxsplit=1)
        dates = [_day(end) for end in ends]
        if len(ends) == _TWO and all(dates):
            for name, day in zip(("period_start", "period_end"), dates, strict=True):
                if day is not None:
                    yield ("review", name), day
        return
    table, _, name = key.partition(".")
    spec = next(entry for entry in schema.front_keys if (entry.table, entry.key) == (table, name))
    yield from _value(spec, clean)


def _value(spec: FrontKey, text: str) -> Iterator[tuple[tuple[str, str], date | str]]:
    if spec.type == "date":
        day = _day(text)
        if day is not None:
            yield (spec.table, spec.key), day
    elif (spec.table, spec.key) == ("agency", "author"):
        name, _, role = text.partition(", ")
        yield ("agency", "author"), name
        if role:
            yield ("agency", "author_role"), role
    else:
        yield (spec.table, spec.key), text


def _day(text: str) -> date | None:
    found = read_date(text.strip())
    return found.first.date() if found is not None and not found.partial else None
