"""Write the pages of the documentation that are made from data: keys, rules, records.

Run as `python docs/generate.py`; with `--check` it writes nothing and says which page is out of date (exit status 1).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from imr_tui.data.loader import load_rules, load_schema
from imr_tui.document.schema import FieldSpec, FieldType, KindSpec
from imr_tui.prose.model import PhraseRule
from imr_tui.storage.setting_descriptions import DESCRIPTIONS
from imr_tui.tui.actions import ACTIONS, Action, Group, key_names

FOLDER = Path(__file__).parent
TYPES = {
    FieldType.TEXT: "text",
    FieldType.DATE: "date",
    FieldType.CHOICE: "one of",
    FieldType.LINK: "records",
    FieldType.TEXT_OR_LINK: "text or records",
}
# The rules that are no phrase rules: what each says, its severity, and the question it keeps open.
STRUCTURE = (
    ("frontmatter.syntax", "error", "", "The details at the head of the document cannot be read, are not closed, or are larger than 64 kB."),
    ("frontmatter.type", "error", "", "A known detail holds the wrong kind of value."),
    ("record.duplicate-id", "error", "", "Two records have the same number; the first counts."),
    ("record.unknown-reference", "error", "", "A number that is no record is named in a link field or in brackets."),
    ("record.wrong-kind", "error", "", "A link field names a record of the wrong kind."),
    ("comment.unclosed", "error", "", "A comment never closes; export waits for it."),
    ("text.vanishes", "error", "", "A line would be missing in the Word file: a link definition labelled as a record, or text nested too deep."),
    ("text.control", "warning", "", "A character that cannot be seen and may hide or reorder text."),
    ("date.order", "error or warning", "", "The review's dates are out of order (error), or events stand out of order (warning)."),
    ("date.invalid", "warning", "", "A date field holds what is no date."),
    ("event.outside-timescale", "warning", "", "An event lies outside the timescale and gives no reason for inclusion."),
    ("field.choice", "warning", "", "A field takes one of a few answers and holds another."),
    ("field.duplicate", "warning", "", "A field is given twice; the first counts."),
    ("field.position", "warning", "", "A known field stands where it is read as text."),
    ("field.unknown", "info", "", "A record has a field that the format does not know; it is kept."),
    ("record.heading", "warning", "", "A heading is nearly a record's."),
    ("covers.unknown", "warning", "", "A heading says that it covers what is no area or question."),
    ("checklist.no-reason", "warning", "", "A question is set aside without a reason, which counts for nothing."),
    ("kept.no-reason", "warning", "", "A finding is kept, or a rule switched off, without a reason, which counts for nothing."),
    ("source.no-link", "info", "", "A policy or guidance has no link."),
    ("wording.quoted", "info", "", "A wording rule matches inside an attributed quotation: has the report commented on it?"),
    ("acronym.undefined", "warning", "language.2", "An acronym is neither spelt out at first use nor in the glossary."),
    ("quotation.unattributed", "warning", "language.3", "A quotation does not say whose words it is or where they stand."),
    ("repetition", "warning", "overview.2", "A passage comes again in nearly the same words."),
)  # fmt: skip


def keys_page() -> str:
    """Every action with its keys, from the action table."""
    lines = [
        "# Keys and commands",
        "",
        "Made from the table of actions in `imr_tui/tui/actions/`. Every action is also in the command palette (Ctrl+P). Keys can be set",
        "by the action's id in the [settings file](settings.md). `imr-tui keys` shows what each key press arrives as in your terminal.",
        "",
        "Beside these the text has the keys that every editor has: Enter, Backspace, Delete, and Shift+Delete, Ctrl+Ins and Shift+Ins for cut,",
        "copy and paste where the terminal does not take them for itself. A key held with Alt types nothing.",
    ]
    for group in Group:
        lines += [
            "",
            f"## {group.value}",
            "",
            "| action | id | key | beside the checklist | what it does |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [_action_row(action) for action in ACTIONS if action.group is group]
    return "\n".join(lines) + "\n"


def _action_row(action: Action) -> str:
    keys = " or ".join(key_names(action.all_keys)) or action.spoken or "palette"
    beside = " or ".join(key_names(action.sidebar)) or "–"
    return f"| {action.label} | `{action.id}` | {_cell(keys)} | {_cell(beside)} | {_cell(action.help)} |"


def rules_page() -> str:
    """Every rule with what it says, what it catches and what it leaves, from the rule data."""
    lines = [
        "# Rules",
        "",
        "Made from the rule data. A finding is a place to look at; nothing is changed unasked. An error or warning can be mended, kept with a",
        "reason, or its rule switched off for the document with a reason. “Keeps open” names the question that waits for it.",
        "",
        "## Structure, dates, acronyms, quotations, repetition",
        "",
        "| rule | severity | keeps open | what it says |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{rule}` | {severity} | {opens or '–'} | {_cell(text)} |" for rule, severity, opens, text in STRUCTURE
    ]
    families: dict[str, list[PhraseRule]] = {}
    for phrase in load_rules().prose.phrases:
        families.setdefault(phrase.family or phrase.id.partition(".")[0].capitalize(), []).append(phrase)
    for family, rules in families.items():
        lines += ["", f"## {family}"]
        for phrase in rules:
            lines += ["", *_phrase_lines(phrase)]
    return "\n".join(lines) + "\n"


def _phrase_lines(phrase: PhraseRule) -> list[str]:
    lines = [f"### `{phrase.id}` ({phrase.severity.value})", "", phrase.message, ""]
    if phrase.suggestions:
        lines += [f"- Instead: {'; '.join(phrase.suggestions)}"]
    lines += [
        f"- Catches: {' · '.join(phrase.catches)}",
        f"- Leaves: {' · '.join(phrase.leaves)}",
        f"- Source: {phrase.source}",
    ]
    return lines


def records_page() -> str:
    """Every kind of record with its fields, from the schema."""
    schema = load_schema()
    lines = [
        "# Records and their fields",
        "",
        "Made from the schema in `imr_tui/data/schema.toml`, which drives reading, forms, checks and Word tables.",
    ]
    for kind in schema.kinds.values():
        lines += ["", *_kind_lines(kind)]
    lines += [
        "",
        "## Fields under a section's heading",
        "",
        "| area | field | holds | help |",
        "| --- | --- | --- | --- |",
    ]
    for spec in schema.section_fields:
        lines.append(f"| {spec.area} | {spec.field.name} | {_holds(spec.field)} | {_cell(spec.field.help)} |")
    lines += [
        "",
        "## Details at the head",
        "",
        "| table | key | type | label | help |",
        "| --- | --- | --- | --- | --- |",
    ]
    for key in schema.front_keys:
        lines.append(f"| {key.table or '–'} | `{key.key}` | {key.type} | {_cell(key.label)} | {_cell(key.help)} |")
    return "\n".join(lines) + "\n"


def _kind_lines(kind: KindSpec) -> list[str]:
    lines = [f"## {kind.letter}: {kind.name}", "", kind.help]
    if kind.narrative:
        lines += ["", f"Narrative: {kind.narrative}"]
    lines += ["", "| field | holds | also called | help |", "| --- | --- | --- | --- |"]
    for field in kind.fields:
        lines.append(
            f"| {field.name} | {_holds(field)} | {_cell(', '.join(field.synonyms)) or '–'} | {_cell(field.help)} |"
        )
    return lines


def _holds(field: FieldSpec) -> str:
    text = TYPES[field.type]
    if field.choices:
        text += f": {'; '.join(field.choices)}"
    if field.links_to:
        text += f" ({', '.join(field.links_to)})"
    if field.reasoned:
        text += "; “Not known” with a reason"
    return _cell(text)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def settings_page() -> str:
    """Every setting with what it takes, from its description."""
    lines = [
        "# Settings",
        "",
        "Made from the descriptions in `imr_tui/storage/setting_descriptions.py`. The file is `settings.toml` in `~/.config/imr-tui`, or in",
        "`imr-tui` below `XDG_CONFIG_HOME`. It is written in TOML and read strictly: a setting that is not known, or a value that cannot be,",
        "stops the program with a sentence that names the line, what is allowed, and the name that was probably meant. `imr-tui doctor`",
        "says which file was read and what the site has locked. Each setting can be locked or proposed by the",
        "[site's policy](administrator.md).",
        "",
        "| setting | takes | without it | what it does | example |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{one.name}` | {one.takes} | {one.default} | {_cell(one.said)} | `{one.name} = {one.example}` |"
        for one in DESCRIPTIONS
    ]
    lines += [
        "",
        "## How keys are written",
        "",
        "A function key (`f1` to `f24`), a named key (`left`, `right`, `home`, `end`, `pageup`, `pagedown`, `insert`, `tab`, `space`), or",
        "a letter or digit held with `ctrl`, `shift` or `alt`: `f8`, `ctrl+t`, `shift+f8`, `ctrl+]`, `alt+x`. Capitals do not count.",
        "",
        "- A key that types something by itself cannot be an action's: `x` would be missing from your text.",
        "- Ctrl+I, Ctrl+M, Ctrl+J, Ctrl+H and Ctrl+[ arrive as Tab, Enter, Enter, Backspace and Escape, so they are refused.",
        "- Enter, Escape, Backspace, Delete, Up and Down by themselves stay what they are.",
        "- One key cannot have two meanings: where it is another action's, give that one another key too.",
        "- `imr-tui keys` shows what each key press arrives as in your terminal, and what it does.",
    ]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "keys.md": keys_page,
    "rules.md": rules_page,
    "records.md": records_page,
    "settings.md": settings_page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` say which are out of date."""
    stale = [
        name
        for name, page in PAGES.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != page()
    ]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/{name} is out of date: run python docs/generate.py")
        return 1 if stale else 0
    for name in stale:
        (FOLDER / name).write_text(PAGES[name](), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
