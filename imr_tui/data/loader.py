"""The data files that come along, read once into frozen rules."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from imr_tui.data.ready_tables import read_table
from imr_tui.data.schema_reader import read_schema, schema_of
from imr_tui.document.schema import Schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imr_tui.analysis.guidance import Guidance
    from imr_tui.analysis.model import Rules
    from imr_tui.checklist.model import AreaTitle, Question
    from imr_tui.prose.model import PhraseRule, ProseRules
    from imr_tui.prose.ready import ReadyRules
    from imr_tui.word.incoming.rules import IncomingRules

FOLDER = Path(__file__).parent
"""Where the data files lie."""


@cache
def load_rules(own: tuple[Path, ...] = ()) -> Rules:
    """Everything that a document is read by: schema, questions, wording rules, acronyms; `own` are a force's rule files.

    Raises `InputError` for a file of its own that cannot be used.
    """
    from imr_tui.analysis.model import Rules as Made  # noqa: PLC0415 - an export needs the schema alone

    areas, questions = load_questions()
    prose = load_prose_rules()
    return Made(load_schema(), areas, questions, _with_own(prose, own) if own else prose)


@cache
def load_schema() -> Schema:
    """The record kinds, fields and front-matter keys of `schema.toml`."""
    made = read_table(FOLDER, "schema.toml")
    return read_schema(data_text("schema.toml")) if made is None else schema_of(made)


@cache
def load_questions() -> tuple[tuple[AreaTitle, ...], tuple[Question, ...]]:
    """The eight areas and twenty-four questions of `questions.toml`."""
    from imr_tui.data.questions_reader import questions_of, read_questions  # noqa: PLC0415 - an export needs none

    made = read_table(FOLDER, "questions.toml")
    if made is not None:
        return questions_of(made, load_schema())
    return read_questions(data_text("questions.toml"), load_schema())


def load_guidance(own: Path | None = None) -> Mapping[str, Guidance]:
    """What good looks like, by area, question and kind; entries of a force's file `own` take the place of ours.

    Raises `InputError` for a file of its own that cannot be used.
    """
    from imr_tui.data.guidance_reader import read_guidance  # noqa: PLC0415 - the guidance pane alone needs it
    from imr_tui.storage.tables import load_table  # noqa: PLC0415 - as above

    entries = dict(read_guidance(data_text("guidance.toml"), load_schema()))
    if own is not None:
        entries |= read_guidance(load_table(own).text, load_schema(), own.name)
    return entries


def _with_own(prose: ProseRules, files: tuple[Path, ...]) -> ProseRules:
    from imr_tui.data.own_rules import read_own_rules  # noqa: PLC0415 - most have none
    from imr_tui.prose.ready import ReadyRules, ids_of  # noqa: PLC0415 - as above

    own: list[PhraseRule] = []
    taken = ids_of(prose)
    for file in files:
        own += read_own_rules(file, load_schema(), taken | {rule.id for rule in own})
    ours = prose.phrases
    return replace(prose, phrases=ours.with_more(own) if isinstance(ours, ReadyRules) else (*ours, *own))


@cache
def load_incoming() -> IncomingRules:
    """By what a Word file that somebody else made is recognised."""
    from imr_tui.data.incoming_reader import read_incoming  # noqa: PLC0415 - an import alone needs it

    return read_incoming(data_text("incoming.toml"), load_schema())


@cache
def load_prose_rules() -> ProseRules:
    """The wording rules, acronyms and word lists."""
    from imr_tui.data.prose_reader import read_acronyms  # noqa: PLC0415 - an export needs none
    from imr_tui.prose.model import ProseRules as Made  # noqa: PLC0415 - as above

    stock, connecting = looked_for()
    phrases = ready_rules()
    return Made(
        phrases=read_wording(load_schema()) if phrases is None else phrases,
        acronyms=read_acronyms(data_text("acronyms.tsv")),
        plain_acronyms=frozenset(_words("plain_acronyms.txt")),
        ranks=frozenset(_words("ranks.txt")),
        stock_phrases=stock,
        connecting_phrases=connecting,
    )


def read_wording(schema: Schema) -> tuple[PhraseRule, ...]:
    """The phrase rules as their TOML files have them."""
    from imr_tui.data.prose_reader import read_phrases  # noqa: PLC0415 - where they are not ready
    from imr_tui.data.ready import WORDING  # noqa: PLC0415 - as above

    return tuple(rule for name in WORDING for rule in read_phrases(data_text(name), schema, name))


def ready_rules() -> ReadyRules | None:
    """The phrase rules as they were made ready of their files; None where they were not made of these."""
    from imr_tui.data.ready import read_ready  # noqa: PLC0415 - an export needs none

    return read_ready(FOLDER, looked_for())


@cache
def looked_for() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stock formulas, and the phrases by which things hang together."""
    return _words("stock_phrases.txt"), _words("connecting_phrases.txt")


def data_text(name: str) -> str:
    """The text of the data file `name` that comes along."""
    return (FOLDER / name).read_text(encoding="utf-8")


def _words(name: str) -> tuple[str, ...]:
    from imr_tui.data.prose_reader import read_words  # noqa: PLC0415 - an export needs none

    return read_words(data_text(name), name)
