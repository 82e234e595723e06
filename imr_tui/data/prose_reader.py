"""The wording rules, acronyms and word lists, from their files' text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from imr_tui.data.tables import Table, data_error, read_toml
from imr_tui.document.findings import Severity
from imr_tui.document.schema import Schema
from imr_tui.prose.model import ABOUT, NAMED_IN, SUBJECTS, PhraseRule, Written


def read_phrases(text: str, schema: Schema, name: str = "wording.toml") -> tuple[PhraseRule, ...]:
    """The rules of `[[rule]]`; InputError where one is incomplete, has no examples or stands twice."""
    root = read_toml(text, name)
    rules = tuple(_phrase(table, schema) for table in root.tables("rule", "id"))
    root.done()
    if len({rule.id for rule in rules}) != len(rules):
        raise root.error("two rules have the same id")
    return rules


def read_acronyms(text: str, name: str = "acronyms.tsv") -> Mapping[str, tuple[str, ...]]:
    """Acronyms with their expansions: one `ACRONYM<TAB>expansion` a line, several lines where it is ambiguous."""
    found: dict[str, tuple[str, ...]] = {}
    for number, line in _lines(text):
        acronym, tab, expansion = line.partition("\t")
        if not (tab and acronym.strip() and expansion.strip()) or "\t" in expansion:
            raise data_error(f"{name}, line {number}: must be an acronym, a tab and what it stands for.")
        key = acronym.strip()
        if expansion.strip() in found.get(key, ()):
            raise data_error(f"{name}, line {number}: stands twice.")
        found[key] = (*found.get(key, ()), expansion.strip())
    return MappingProxyType(found)


def read_words(text: str, name: str) -> tuple[str, ...]:
    """A list of words or phrases, one a line; blank lines and lines that start with `#` are left out."""
    words = tuple(line.strip() for _, line in _lines(text))
    if len(set(words)) != len(words):
        raise data_error(f"{name}: holds the same entry twice.")
    return words


def _lines(text: str) -> list[tuple[int, str]]:
    return [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]


def _phrase(table: Table, schema: Schema) -> PhraseRule:
    patterns = table.texts("patterns", required=True)
    groups = table.grouped("triggers") or tuple([()] * len(patterns))
    written = Written(
        patterns=patterns,
        triggers=tuple(dict.fromkeys(trigger for group in groups for trigger in group)),
        source=table.text("source"),
        catches=table.texts("catches", required=True),
        leaves=table.texts("leaves", required=True),
        trigger_groups=groups if len(groups) > 1 else (),
    )
    rule = PhraseRule(
        id=table.text("id"),
        severity=Severity(table.word("severity", Severity)),
        message=table.text("message"),
        suggestions=table.texts("suggestions"),
        written=written,
        family=table.text("family", ""),
        unless=table.texts("unless"),
        needs=table.texts("needs"),
        subject=table.word("subject", SUBJECTS, "any"),
        areas=table.texts("areas"),
        kinds=table.texts("kinds"),
        opens=table.texts("opens"),
        items=table.texts("items"),
        replace=table.texts("replace"),
        named=table.word("named", NAMED_IN, ""),
        about=table.word("about", ABOUT, ""),
        yields=table.flag("yields"),
    )
    table.done()
    if any(trigger != trigger.lower() for trigger in written.triggers):
        raise table.error('"triggers" are written in lower case')
    if written.trigger_groups and len(written.trigger_groups) != len(written.patterns):
        raise table.error('"triggers" has to be one list, or a list for each of the patterns')
    _known(table, "areas", rule.areas, schema.areas)
    _known(table, "kinds", rule.kinds, tuple(schema.kinds))
    _known(table, "opens", rule.opens, schema.items)
    _known(table, "items", rule.items, schema.items)
    return rule


def _known(table: Table, key: str, names: tuple[str, ...], known: tuple[str, ...]) -> None:
    if strange := [name for name in names if name not in known]:
        raise table.error(f'"{key}" names what is not known: {", ".join(strange)}')
