"""Tables whose rows are records: the chronology, the action plan, sources, interviews, terms of reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from imr_tui.dataclass import dataclass
from imr_tui.document.dates import read_date
from imr_tui.document.schema import FieldType, KindSpec, Schema, fold_name
from imr_tui.word.incoming.drafts import Draft
from imr_tui.word.incoming.labelled import cut_labelled, is_field_name
from imr_tui.word.incoming.markdown import Notes, inline, paragraphs
from imr_tui.word.incoming.model import Cell, Para, Run, Table
from imr_tui.word.incoming.rules import IncomingRules, TableRule

_IDENT = re.compile(r"\(?(?P<letter>[A-Z])(?P<number>\d{1,4})\)?\s*(?:[:.,–—-]\s*|\s|$)")
_BACK = re.compile(r"see\s+[A-Z]\d", re.IGNORECASE)
_LONGEST_TITLE = 70
_FEWEST_ROWS = 2
_RECOMMENDATION = "R"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are: `text`, `ref`, `time` by their index, `fields` names of fields by index."""

    rule: TableRule
    kind: KindSpec
    names: tuple[str, ...]
    text: int
    ref: int | None
    time: int | None
    fields: dict[int, str]
    parent: int | None = None
    above: KindSpec | None = None


def recognise(table: Table, rules: IncomingRules, schema: Schema) -> Columns | None:
    """What a table's columns are, where its rows are records; None where they are not."""
    if len(table.rows) < _FEWEST_ROWS:
        return None
    names = tuple(fold_name(cell.text.replace("\n", " ").strip(" :*")) for cell in table.rows[0])
    for rule in rules.tables:
        if all(any(name in need for name in names) for need in rule.needs) and not rule.unless & set(names):
            return _columns(rule, schema, names)
    return None


def records(table: Table, columns: Columns, rules: IncomingRules, notes: Notes, level: int) -> Iterator[Draft]:
    """A record for each row, ids as they stand in the row; a row under an action's recommendation may give both."""
    parent = ""
    words: list[str] = []
    for row in table.rows[1:]:
        if all(rules.is_blank(cell.text) for cell in row):
            continue
        draft = _row(row, columns, rules, notes, level)
        if columns.parent is not None:
            cell = row[columns.parent]
            named = _ident(cell.text, _RECOMMENDATION)
            if named:
                parent, words = named, []
            elif not rules.is_blank(cell.text):
                parent, words = "", paragraphs(cell.paras, notes)
            draft.set("Recommendation", [parent])
            draft.recommends = words
        yield draft


def _columns(rule: TableRule, schema: Schema, names: tuple[str, ...]) -> Columns:
    kind = schema.kinds[rule.kind]
    text = next(names.index(name) for name in rule.text if name in names)
    ref = next((index for index, name in enumerate(names) if name in rule.ref and index != text), None)
    time = next((index for index, name in enumerate(names) if name in rule.time), None)
    parent = None
    fields: dict[int, str] = {}
    for index, name in enumerate(names):
        if index in (text, ref, time) or not name:
            continue
        if kind.field("Recommendation") is not None and name.rstrip("s") == "recommendation":
            parent = index
            continue
        spec = kind.field(rule.columns.get(name, name))
        fields[index] = spec.name if spec is not None else ""
    return Columns(
        rule,
        kind,
        names,
        text,
        ref,
        time,
        fields,
        parent,
        schema.kinds[_RECOMMENDATION] if parent is not None else None,
    )


def _row(row: Sequence[Cell], columns: Columns, rules: IncomingRules, notes: Notes, level: int) -> Draft:
    draft = Draft(columns.kind, level)
    if columns.ref is not None:
        draft.ident = _ident(row[columns.ref].text, columns.kind.letter)
        draft.narrative += _said_beside(row[columns.ref], draft.ident, rules, notes)
    _told(row[columns.text], columns, draft, rules, notes)
    for index, name in columns.fields.items():
        _value(row[index], name or _as_name(columns.names[index]), columns, draft, rules, notes)
    if columns.time is not None and not rules.is_blank(row[columns.time].text):
        dates = draft.values.get("Date", [])
        draft.values["Date"] = [f"{dates[0]}, {row[columns.time].text.strip()}" if dates else row[columns.time].text]
    if not draft.title:
        draft.title = title_of(draft)
    return draft


def _told(cell: Cell, columns: Columns, draft: Draft, rules: IncomingRules, notes: Notes) -> None:
    """The cell that tells what the row is about: an id and a title at its head, labelled fields, the rest narrative."""
    paras = [para for para in cell.paras if not rules.is_blank(para.text)]
    if not paras:
        return
    named = _ident(paras[0].text, columns.kind.letter)
    if named and not draft.ident:
        draft.ident = named
        paras[0] = _without_ident(paras[0])
        if paras[0].is_blank:
            paras = paras[1:]
    if paras and (named or _is_bold(paras[0]) or columns.kind.letter == "S" or len(paras) > 1):
        title = " ".join(paras[0].text.split())
        if _is_bold(paras[0]) or columns.kind.letter == "S" or (named and len(title) <= _LONGEST_TITLE):
            draft.title = title
            links = [run.link for run in paras[0].runs if run.link and not run.link.startswith("#")]
            if links and columns.kind.field("Link") is not None:
                draft.set("Link", links[:1])
            paras = paras[1:]
    _rest(paras, draft, notes)


def _rest(paras: Sequence[Para], draft: Draft, notes: Notes) -> None:
    plain: list[Para] = []
    for para in paras:
        found = cut_labelled(para.runs)
        known = [(draft.kind.field(label), runs) for label, runs in found]
        if found and all(spec is not None for spec, _ in known):
            for spec, runs in known:
                if spec is not None:
                    draft.set(spec.name, [inline(runs, notes)])
        elif draft.kind.field("Link") is not None and _address(para) and not draft.says("Link"):
            draft.set("Link", [_address(para)])
        else:
            plain.append(para)
    draft.narrative += paragraphs(plain, notes)


def _value(cell: Cell, name: str, columns: Columns, draft: Draft, rules: IncomingRules, notes: Notes) -> None:
    paras = [para for para in cell.paras if not rules.is_blank(para.text)]
    spec = columns.kind.field(name)
    if not paras:
        return
    if spec is None:
        above = columns.above.field(name) if columns.above is not None else None
        if above is not None:
            draft.of_recommendation[above.name] = paragraphs(paras, notes)
        elif is_field_name(name):
            draft.set(name, paragraphs(paras, notes))
        else:
            draft.narrative += paragraphs(paras, notes)
        return
    if spec.type is FieldType.CHOICE and len(paras) > 1:
        draft.set(name, [inline(paras[0].runs, notes)])
        _answered(paras[1:], columns.kind, draft, notes)
        return
    if spec.name == "Person" and len(paras) > 1:
        draft.title = draft.title or " ".join(paras[0].text.split())
        draft.set("Role", [inline(run, notes) for run in (para.runs for para in paras[1:])])
        paras = paras[:1]
    if spec.name == "Person":
        draft.title = draft.title or " ".join(paras[0].text.split())
        paras = [replace(paras[0], runs=tuple(replace(run, bold=False) for run in paras[0].runs))]
    draft.set(name, paragraphs(paras, notes))


def _answered(paras: Sequence[Para], kind: KindSpec, draft: Draft, notes: Notes) -> None:
    """What stands below a yes or no: a date, or the reason."""
    for para in paras:
        text = " ".join(para.text.split())
        reason = next((spec for spec in kind.fields if spec.name.startswith("Reason")), None)
        if kind.field("Date") is not None and read_date(text) is not None and not draft.says("Date"):
            draft.set("Date", [text])
        elif reason is not None:
            draft.set(reason.name, [inline(para.runs, notes)])
        else:
            draft.narrative.append(inline(para.runs, notes))


def _said_beside(cell: Cell, ident: str, rules: IncomingRules, notes: Notes) -> list[str]:
    """What stands beside a number in its cell; where only the way back to other records stands there, nothing."""
    others = [para for para in cell.paras if not rules.is_blank(para.text) and not _BACK.match(para.text.strip())]
    return paragraphs(
        [para for para in others if para.text.strip(" .") != ident and not para.text.strip(" .").isdigit()], notes
    )


def _ident(text: str, letter: str = "") -> str:
    match = _IDENT.match(text.strip())
    if match is None or (letter and match["letter"] != letter):
        return ""
    return f"{match['letter']}{int(match['number'])}"


def _without_ident(para: Para) -> Para:
    text = para.text
    match = _IDENT.match(text.lstrip())
    left = 0 if match is None else len(text) - len(text.lstrip()) + match.end()
    runs: list[Run] = []
    for run in para.runs:
        cut = min(left, len(run.text))
        left -= cut
        if run.text[cut:] or run.note:
            runs.append(replace(run, text=run.text[cut:]))
    return replace(para, runs=tuple(runs))


def _is_bold(para: Para) -> bool:
    return bool(para.text.strip()) and all(run.bold for run in para.runs if run.text.strip())


def _address(para: Para) -> str:
    """The address that is all a paragraph has; empty where it has more, or none."""
    text = para.text.strip()
    links = {run.link for run in para.runs if run.link and not run.link.startswith("#")}
    if len(links) == 1 and all(run.link for run in para.runs if run.text.strip()):
        return links.pop()
    return text if text.startswith(("http://", "https://")) and " " not in text else ""


def title_of(draft: Draft) -> str:
    """The first words of what is told, up to a stop; nothing of it is taken away below."""
    text = re.sub(r"[\\*_`]|\[\^\d+\]", "", draft.narrative[0].split("\n")[0]) if draft.narrative else ""
    sentence = re.split(r"(?<=[a-z])[.;:] ", text, maxsplit=1)[0].rstrip(".")
    if len(sentence) <= _LONGEST_TITLE:
        return sentence
    return sentence[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:")


def _as_name(column: str) -> str:
    return column[:1].upper() + column[1:]
