"""The rules by which Word files are recognised, from `incoming.toml`."""

from __future__ import annotations

from collections.abc import Iterable

from imr_tui.data.tables import Table, read_toml
from imr_tui.document.schema import Schema, fold_name
from imr_tui.word.incoming.rules import PERIOD, HeadingRule, IncomingRules, TableRule


def read_incoming(text: str, schema: Schema, name: str = "incoming.toml") -> IncomingRules:
    """The rules in a data file's text; `InputError` names the entry that cannot be used."""
    root = read_toml(text, name)
    headings = tuple(_heading(table, schema) for table in root.tables("heading", "covers"))
    made = root.table("made")
    numbered = root.table("numbered")
    columns = root.table("columns")
    blank = root.table("blank")
    rules = IncomingRules(
        headings=headings,
        made=_folded(made.texts("headings")),
        numbered={letter: _ordered(numbered.texts(letter)) for letter in _letters(numbered, schema)},
        tables=tuple(_table(table, schema) for table in root.tables("table", "kind")),
        labels=_labels(root.table("labels"), schema),
        abbreviation=_folded(columns.texts("abbreviation", required=True)),
        meaning=_folded(columns.texts("meaning", required=True)),
        restriction=_folded(columns.texts("restriction", required=True)),
        blank=_folded(blank.texts("words")),
    )
    for table in (made, numbered, columns, blank, root):
        table.done()
    return rules


def _heading(table: Table, schema: Schema) -> HeadingRule:
    covers = table.text("covers")
    unknown = [part for part in covers.split() if part not in schema.areas and part not in schema.items]
    if unknown:
        raise table.error(f"{unknown[0]} is neither an area nor a question")
    rule = HeadingRule(covers, _ordered(table.texts("words", required=True)))
    table.done()
    return rule


def _table(table: Table, schema: Schema) -> TableRule:
    letter = table.word("kind", schema.kinds)
    columns = table.table("columns", required=False)
    fields = {fold_name(name): field for name, field in columns.pairs().items()}
    for field in fields.values():
        if schema.kinds[letter].field(field) is None:
            raise table.error(f"{field} is no field of a {schema.kinds[letter].name}")
    rule = TableRule(
        letter,
        tuple(_folded(group) for group in table.groups("needs")),
        _ordered(table.texts("text", required=True)),
        _folded(table.texts("ref", required=True)),
        _folded(table.texts("time")),
        _folded(table.texts("unless")),
        fields,
    )
    table.done()
    return rule


def _labels(table: Table, schema: Schema) -> dict[str, str]:
    known = {f"{key.table}.{key.key}" for key in schema.front_keys} | {PERIOD}
    labels = {fold_name(label): key for label, key in table.pairs().items()}
    unknown = sorted(set(labels.values()) - known)
    if unknown:
        raise table.error(f"{unknown[0]} is no detail of a review")
    return labels


def _letters(table: Table, schema: Schema) -> tuple[str, ...]:
    unknown = [letter for letter in table.keys if letter not in schema.kinds]
    if unknown:
        raise table.error(f"{unknown[0]} is no kind of record")
    return table.keys


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold_name(name) for name in names)


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(_ordered(names))
