"""The table of characteristics: a row for each, a column for each person, one for what may not be published."""

from __future__ import annotations

import re
from collections.abc import Mapping

from imr_tui.dataclass import dataclass
from imr_tui.document.schema import KindSpec, fold_name
from imr_tui.word.incoming.drafts import Draft
from imr_tui.word.incoming.markdown import Notes, paragraphs
from imr_tui.word.incoming.model import Cell, Para, Table
from imr_tui.word.incoming.rules import IncomingRules

_FEWEST_ROWS = 3
_RECORD = re.compile(r"record_(P\d+)$")
_NOTHING = frozenset(
    {"none known", "none", "no", "see note below", "not stated", "n/a", "no restriction", "no known restriction"}
)
_NOTE = re.compile(
    r"publication restrictions?,\s*(?P<who>.+?)(?:\s*\((?P<name>.+)\))?\s*:\s*(?P<text>.+)$", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class People:
    """The people of a table, and the restrictions in it that do not say whom they are for."""

    drafts: tuple[Draft, ...]
    unclear: tuple[str, ...] = ()


def people(table: Table, kind: KindSpec, rules: IncomingRules, notes: Notes, level: int) -> People | None:
    """The person records of a table of characteristics; None where the table is none."""
    if not table.rows or len(table.rows[0]) < 2:  # noqa: PLR2004  a column of names and one of answers
        return None
    known = [kind.field(_row_name(row[0])) for row in table.rows]
    if sum(spec is not None and spec.characteristic for spec in known) < _FEWEST_ROWS:
        return None
    head = table.rows[0]
    begins = 0 if known[0] is not None else 1
    restricted = next(
        (index for index, cell in enumerate(head) if begins and fold_name(cell.text) in rules.restriction), None
    )
    columns = [index for index in range(1, len(head)) if index != restricted]
    drafts = {index: _person(head[index] if begins else Cell(()), kind, level) for index in columns}
    unclear: list[str] = []
    for row, spec in zip(table.rows[begins:], known[begins:], strict=True):
        name = spec.name if spec is not None else _row_name(row[0])
        for index in columns:
            if index < len(row) and not rules.is_blank(row[index].text):
                drafts[index].set(name, paragraphs(row[index].paras, notes))
        if restricted is not None:
            unclear += _restrict(row[restricted], name, drafts)
    return People(tuple(draft for draft in drafts.values() if draft.values), tuple(unclear))


def take_note(para: Para, drafts: Mapping[str, Draft]) -> bool:
    """Take a note such as `Publication restrictions, victim (Name): …` to its person; False where it is none."""
    match = _NOTE.match(" ".join(para.text.split()))
    if match is None:
        return False
    names = {fold_name(name) for name in (match["who"], match["name"] or "") if name}
    for draft in drafts.values():
        own = {fold_name(" ".join(draft.values.get(field, []))) for field in ("Role", "Name and aliases")} | {
            fold_name(draft.title)
        }
        if names & own:
            draft.set("Publication restrictions", [match["text"].strip()])
            return True
    return False


def _person(cell: Cell, kind: KindSpec, level: int) -> Draft:
    pieces = [line.strip() for para in cell.paras for line in para.text.split("\n") if line.strip()]
    draft = Draft(kind, level, title=pieces[-1] if pieces else "")
    if pieces:
        draft.set("Role", [pieces[0]])
    # A person's own place, or that of the row of names: it says which record this was.
    ids = [match[1] for name in cell.anchors if (match := _RECORD.match(name))]
    draft.ident = ids[0] if ids else ""
    return draft


def _restrict(cell: Cell, name: str, drafts: Mapping[int, Draft]) -> list[str]:
    unclear: list[str] = []
    for line in (" ".join(para.text.split()) for para in cell.paras):
        if not line or fold_name(line) in _NOTHING:
            continue
        who, colon, text = line.partition(":")
        for_whom = [draft for draft in drafts.values() if colon and fold_name(who) in _called(draft)]
        chosen = for_whom or [draft for draft in drafts.values() if draft.says(name)]
        if not for_whom and len(chosen) > 1:
            unclear.append(name)
        for draft in chosen:
            if draft.says(name):
                draft.restrictions[name] = text.strip() if for_whom else line
            else:
                draft.set("Publication restrictions", [f"{name}: {text.strip() if for_whom else line}"])
    return unclear


def _called(draft: Draft) -> set[str]:
    return {fold_name(name) for name in (*draft.values.get("Role", ()), draft.title)}


def _row_name(cell: Cell) -> str:
    return re.sub(r"\s*\([^)]*\)\s*$", "", " ".join(cell.text.split())).rstrip(" :?")
