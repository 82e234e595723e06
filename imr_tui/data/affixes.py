"""The affixes of a Hunspell dictionary, from the text of its `.aff` file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from imr_tui.dataclass import dataclass

_LEFT_ALONE = frozenset(("TRY", "REP", "WORDCHARS", "NOSUGGEST", "MAXNGRAMSUGS", "KEY", "MAP", "COMPOUNDMIN"))
"""What only suggestions go by, and how long the parts of compounds are, whose words are all told."""
_PIECES_OF_CONDITION = re.compile(r"\[[^\]]+\]|[^\[\]]")
_RULE = re.compile(r"(?:[A-Za-z0-9][*?]?)+")
_NEVER = "\0"


class NotUnderstoodError(Exception):
    """The dictionary uses something that is not read here."""


@dataclass(frozen=True, slots=True)
class Affix:
    """What stands for `strip` on a word that has `flag` and fits `condition`, which looks at `fits` characters of it.

    `crosses` says that a word may have one of the other kind as well.
    """

    flag: str
    strip: str
    condition: re.Pattern[str]
    fits: int
    crosses: bool


@dataclass(frozen=True, slots=True)
class Affixes:
    """The affixes by what is put, and what else there is to a word.

    `replaced` are characters that stand for others, `rules` say in what order flagged words are put together, `in_compounds` is the
    flag of words that stand nowhere else.
    """

    prefixes: dict[str, list[Affix]]
    suffixes: dict[str, list[Affix]]
    replaced: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    in_compounds: str


def read_affixes(text: str) -> Affixes:
    """The affixes of a dictionary in UTF-8; `NotUnderstoodError` where it uses what is not read here."""
    kinds: dict[str, dict[str, list[Affix]]] = {"PFX": {}, "SFX": {}}
    crossing: dict[tuple[str, str], bool] = {}
    given: dict[str, list[list[str]]] = {"ICONV": [], "COMPOUNDRULE": [], "ONLYINCOMPOUND": [], "SET": []}
    for fields in _lines(text):
        match fields:
            case [("PFX" | "SFX") as kind, flag, crosses, _] if (kind, flag) not in crossing:
                crossing[kind, flag] = crosses == "Y"
            case [("PFX" | "SFX") as kind, flag, strip, put, condition, *_] if (kind, flag) in crossing:
                affix = _affix(flag, strip, condition, crosses=crossing[kind, flag])
                kinds[kind].setdefault(_put(put), []).append(affix)
            case [name, *values] if name in given:
                given[name].append(values)
            case [name, *_] if name in _LEFT_ALONE:
                pass
            case _:
                raise NotUnderstoodError
    if given["SET"] != [["UTF-8"]]:
        raise NotUnderstoodError
    return Affixes(
        kinds["PFX"],
        kinds["SFX"],
        tuple((values[0], values[1]) for values in given["ICONV"][1:]),
        tuple(_rule(values[0]) for values in given["COMPOUNDRULE"][1:]),
        given["ONLYINCOMPOUND"][0][0] if given["ONLYINCOMPOUND"] else _NEVER,
    )


def _lines(text: str) -> Iterable[list[str]]:
    return (line.split() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _affix(flag: str, strip: str, condition: str, *, crosses: bool) -> Affix:
    pieces = [] if condition == "." else _PIECES_OF_CONDITION.findall(condition)
    if len(flag) != 1 or (condition != "." and "".join(pieces) != condition):
        raise NotUnderstoodError
    written = "".join(piece if piece.startswith("[") or piece == "." else re.escape(piece) for piece in pieces)
    return Affix(flag, "" if strip == "0" else strip, re.compile(written), len(pieces), crosses)


def _put(put: str) -> str:
    if "/" in put:
        raise NotUnderstoodError
    return "" if put == "0" else put


def _rule(rule: str) -> str:
    if not _RULE.fullmatch(rule):
        raise NotUnderstoodError
    return rule
