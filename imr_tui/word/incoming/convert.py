"""From a Word file to a review's text, with a list of what was not carried over and what is doubtful."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date

from imr_tui.dataclass import dataclass
from imr_tui.document.dates import read_date
from imr_tui.document.front_edits import set_values
from imr_tui.document.parse import parse
from imr_tui.document.schema import FieldType, Schema
from imr_tui.document.text import apply_edits
from imr_tui.word.incoming.drafts import Draft, Head
from imr_tui.word.incoming.making import Making
from imr_tui.word.incoming.markdown import paragraphs
from imr_tui.word.incoming.model import LeftOut, Para, What, WordText
from imr_tui.word.incoming.reading import read_word
from imr_tui.word.incoming.rows import title_of
from imr_tui.word.incoming.rules import IncomingRules

_EMPTY = "+++\nimr = 1\n+++\n"
_STEP = 50
_IDS = re.compile(r"S\d+(?:\s*(?:[,;&–-]|and|to)\s*S\d+|\s*\([^)]*\))*\.?$")
_LONGEST_MARKING = 60
_NO_DATE = ("not ", "n/a", "none", "unknown", "information not")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at: what it is, and the first words of where."""

    what: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A review made from a Word file. `records` counts them by kind letter."""

    text: str
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    records: Mapping[str, int] = field(default_factory=dict)


def import_word(
    data: bytes, rules: IncomingRules, schema: Schema, *, progress: Callable[[int, int], None] | None = None
) -> Imported:
    """The review that a .docx file's bytes hold. `progress` is told how many blocks of how many are done.

    Raises `InputError` for a file that cannot be used.
    """
    word = read_word(data)
    return make_review(word, rules, schema, progress=progress)


def make_review(
    word: WordText, rules: IncomingRules, schema: Schema, *, progress: Callable[[int, int], None] | None = None
) -> Imported:
    """The review that a Word file's text makes."""
    making = Making(rules, schema)
    total = len(word.blocks)
    for number, block in enumerate(word.blocks):
        if progress is not None and number % _STEP == 0:
            progress(number, total)
        if isinstance(block, Para):
            making.para(block)
        else:
            making.table(block)
    making.end()
    left_out = _take_marking(word.left_out, making)
    _recommended(making.chunks, schema)
    _sourced(making.chunks, schema)
    drafts = [chunk for chunk in making.chunks if isinstance(chunk, Draft)]
    _number(drafts)
    _settle_links(making.chunks)
    chunks = [chunk if isinstance(chunk, str) else chunk.text() for chunk in making.chunks]
    notes = [note for note in _notes(word, making) if note]
    body = "\n\n".join([*chunks, *notes])
    doubts = (*(Doubt(what, near) for what, near in making.doubts), *_unread_dates(drafts))
    if progress is not None:
        progress(total, total)
    return Imported(
        _with_details(f"{body}\n", making.details, making.glossary, schema),
        left_out,
        doubts,
        dict(Counter(draft.kind.letter for draft in drafts)),
    )


def _take_marking(left_out: Sequence[LeftOut], making: Making) -> tuple[LeftOut, ...]:
    """Take the protective marking from the headers, which have nothing but that, in capitals; the rest is left out."""
    markings = {entry.near for entry in left_out if entry.what is What.HEADER and _is_marking(entry.near)}
    if len(markings) != 1:
        return tuple(left_out)
    marking = markings.pop()
    making.details.setdefault(("document", "marking"), marking)
    return tuple(entry for entry in left_out if entry.near != marking)


def _is_marking(text: str) -> bool:
    return text.isupper() and len(text) <= _LONGEST_MARKING


def _number(drafts: list[Draft]) -> None:
    """Give each record an id: its own where it has one and is the first to have it, else the next that is free."""
    taken: set[str] = set()
    waiting: list[Draft] = []
    for draft in drafts:
        if draft.ident and draft.ident not in taken:
            taken.add(draft.ident)
        else:
            waiting.append(draft)
    highest = Counter(dict.fromkeys({draft.kind.letter for draft in drafts}, 0))
    for ident in taken:
        highest[ident[0]] = max(highest[ident[0]], int(ident[1:]))
    for draft in waiting:
        highest[draft.kind.letter] += 1
        draft.ident = f"{draft.kind.letter}{highest[draft.kind.letter]}"


def _recommended(chunks: list[Head | Draft | str], schema: Schema) -> None:
    """Link each action to the recommendation in whose row it stands; one that stands nowhere else is made of that row."""
    known = {_folded(words): draft for draft in _drafts(chunks, "R") for words in _words(draft)}
    for action in _drafts(chunks, "A"):
        words = _folded(" ".join(action.recommends))
        if not words:
            continue
        if words not in known:
            made = Draft(schema.kinds["R"], action.level, narrative=list(action.recommends))
            made.title = title_of(made)
            known[words] = made
            chunks.insert(chunks.index(action), made)
        action.above = known[words]


def _sourced(chunks: list[Head | Draft | str], schema: Schema) -> None:
    """Make the sources that a chronology names in words records of their own, each once, and link them."""
    known = {_folded(draft.title): draft for draft in _drafts(chunks, "S")}
    made: list[Draft] = []
    for event in _drafts(chunks, "E"):
        words = event.values.get("Sources", [])
        if not words or all(_IDS.match(block) for block in words):
            continue
        event.values.pop("Sources")
        for block in words:
            source = known.get(_folded(block))
            if source is None:
                source = Draft(schema.kinds["S"], 2, title=_plain(block))
                known[_folded(block)] = source
                made.append(source)
            event.sources.append(source)
    if made:
        chunks += [Head(1, "Sources named in the chronology"), *made]


def _settle_links(chunks: list[Head | Draft | str]) -> None:
    for event in _drafts(chunks, "E"):
        event.set("Sources", [", ".join(source.ident for source in event.sources)])
    by_id = {draft.ident: draft for draft in _drafts(chunks, "R")}
    for action in _drafts(chunks, "A"):
        if action.above is not None:
            action.set("Recommendation", [action.above.ident])
        above = by_id.get(" ".join(action.values.get("Recommendation", [])))
        for name, blocks in action.of_recommendation.items():
            if above is None:
                action.set(name, blocks)
            elif not above.says(name):
                above.set(name, blocks)
            elif _folded(" ".join(above.values[name])) != _folded(" ".join(blocks)):
                action.narrative += [f"{name}: {block}" for block in blocks]


def _drafts(chunks: Sequence[Head | Draft | str], letter: str) -> list[Draft]:
    return [chunk for chunk in chunks if isinstance(chunk, Draft) and chunk.kind.letter == letter]


def _plain(text: str) -> str:
    """Markdown's words on one line, without the marks of ours."""
    return " ".join(re.sub(r"\\(?=[^\w\s])", "", text).split())


def _words(draft: Draft) -> list[str]:
    return [words for words in (draft.title, " ".join(draft.narrative)) if words]


def _folded(text: str) -> str:
    return " ".join(text.replace("\\", "").casefold().split()).rstrip(".")


def _notes(word: WordText, making: Making) -> list[str]:
    """The footnotes that the text refers to; those that are referred to in one of them come after it."""
    written: list[str] = []
    number = 0
    while number < len(making.notes.order):
        blocks = paragraphs(word.notes.get(making.notes.order[number], ()), making.notes) or ["[add the note]"]
        number += 1
        first, *others = blocks
        rest = "".join("\n\n" + "\n".join(f"    {line}" for line in block.split("\n")) for block in others)
        written.append(f"[^{number}]: {first}{rest}")
    return written


def _with_details(
    body: str,
    details: Mapping[tuple[str, str], date | str | tuple[str, ...]],
    glossary: Mapping[str, str],
    schema: Schema,
) -> str:
    text = f"{_EMPTY}\n{body}"
    changes: dict[tuple[str, str], date | str | tuple[str, ...]] = dict(details)
    changes.update({("glossary", term): meaning for term, meaning in glossary.items()})
    if not changes:
        return text
    front = f"{_EMPTY}\n"
    return apply_edits(front, set_values(parse(front, schema), changes)) + body


def _unread_dates(drafts: list[Draft]) -> list[Doubt]:
    found: list[Doubt] = []
    for draft in drafts:
        for spec in draft.kind.fields:
            if spec.type is FieldType.DATE and draft.says(spec.name):
                text = " ".join(draft.values[spec.name])
                if read_date(text) is None and not text.casefold().startswith(_NO_DATE):
                    found.append(Doubt(f"{draft.ident}, {spec.name}: this is no date that can be read", text[:40]))
    return found
