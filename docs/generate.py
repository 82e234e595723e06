"""Write what is made from data: the pages on keys, rules and records, and the rules as the program takes them (`rules.ready`).

Run as `python docs/generate.py`; with `--check` it writes nothing and says what is out of date (exit status 1).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from imr_tui.analysis.explain import OTHER_RULES
from imr_tui.data.loader import FOLDER as DATA
from imr_tui.data.loader import load_rules, load_schema
from imr_tui.data.ready_making import is_current, made_ready
from imr_tui.data.ready_tables import NAME as READY
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
# What section 2b of the practice advice asks, in our own words, and how a rule's source names it. What is no phrase rule is named here.
ADVICE_ON_LANGUAGE = (
    ("Point 1", "Nobody is answerable for what was done to them, nor for services being able to reach them.", r"2b, points? (?:\d(?:, | and ))*1\b", ()),
    ("Point 2", "People are spoken of as they speak of themselves.", r"2b, points? (?:\d(?:, | and ))*2\b", ("keeping a finding with a reason",)),
    ("Point 3", "Words are weighed for people of other ethnicities and heritages.", r"2b, points? (?:\d(?:, | and ))*3\b", ()),
    ("Point 4", "What the victim could decide is not overstated; events and behaviour are described as they were.", r"2b, points? (?:\d(?:, | and ))*4\b", ()),
    ("Point 5", "Suicide is spoken of without the language of crime.", r"2b, points? (?:\d(?:, | and ))*5\b", ()),
    ("Point 6", "Learning is the force's; nothing is recommended to victims.", r"2b, points? (?:\d(?:, | and ))*6\b", ()),
    ("Point 7", "Nothing is assumed of anybody's mental health.", r"2b, points? (?:\d(?:, | and ))*7\b", ()),
    ("On quotations", "Quotations and inferences say where they come from and whose words they are.", r"^Practice advice 2b$", ("quotation.unattributed",)),
    ("On records", "Bad language found in records is named as such, with what it may have led to.", r"^$", ("wording.quoted",)),
    ("On clarity, question 2", "Terms and acronyms are explained for readers from outside the police.", r"2b, question 2", ("acronym.undefined",)),
    ("Question 1", "The language is neutral, without assumption or judgement.", r"^$", ("every `wording.` rule",)),
    ("Question 3", "The victim, family and friends could read it.", r"^$", ("quotation.unattributed", "language.3 waits for the author's own word")),
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
        *_advice_lines(),
        "",
        f"## {OTHER_RULES[0].family}",
        "",
        "| rule | severity | keeps open | what it says |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| `{rule.id}` | {rule.severity} | {rule.opens or '–'} | {_cell(rule.says)} |" for rule in OTHER_RULES]
    families: dict[str, list[PhraseRule]] = {}
    for phrase in load_rules().prose.phrases:
        families.setdefault(phrase.family or phrase.id.partition(".")[0].capitalize(), []).append(phrase)
    for family, rules in families.items():
        lines += ["", f"## {family}"]
        for phrase in rules:
            lines += ["", *_phrase_lines(phrase)]
    return "\n".join(lines) + "\n"


def _advice_lines() -> list[str]:
    """Section 2b of the practice advice, point by point, with the rules that name it as their source."""
    lines = [
        "## Section 2b of the practice advice, point by point",
        "",
        "| where | what it asks | what answers it |",
        "| --- | --- | --- |",
    ]
    phrases = load_rules().prose.phrases
    for where, asks, source, others in ADVICE_ON_LANGUAGE:
        named = [f"`{rule.id}`" for rule in phrases if re.search(source, rule.source)]
        told = [*(f"`{other}`" if re.fullmatch(r"[a-z]+\.[a-z-]+", other) else other for other in others), *named]
        lines.append(f"| {where} | {asks} | {', '.join(told)} |")
    return lines


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
    """Write the pages and the rules made ready, or with `--check` say which are out of date."""
    stale = [
        name
        for name, page in PAGES.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != page()
    ]
    ready = is_current(DATA)
    if "--check" in arguments:
        told = [f"docs/{name}" for name in stale] + ([] if ready else [f"imr_tui/data/{READY}"])
        for name in told:
            print(f"{name} is out of date: run python docs/generate.py")
        return 1 if told else 0
    if not ready:
        _write_ready(DATA / READY)
    for name in stale:
        (FOLDER / name).write_text(PAGES[name](), "utf-8")
    return 0


def _write_ready(file: Path) -> None:
    """Put it in its place whole, as a program that runs may be about to read it."""
    made = file.with_suffix(".new")
    made.write_bytes(made_ready(DATA, file.read_bytes() if file.exists() else b""))
    made.replace(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
