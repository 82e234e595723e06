"""Clauses: the stretches of a text between two stops, and which patterns can match nowhere but within one.

A pattern that can take no stop is tried in the clause that holds its trigger, and nowhere else in a long paragraph; one that
takes commas but no other stop in the clauses that only commas part from it.
"""

from __future__ import annotations

import re
from typing import Any

STOPS = '.,;:!?()"'
HARD_STOPS = '.;:!?()"'
_STOP = re.compile(r"[.,;:!?()\"]")
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_TAKES_NO_STOP = frozenset({"CATEGORY_WORD", "CATEGORY_DIGIT", "CATEGORY_SPACE"})


def stops_of(folded: str) -> list[int]:
    """Where the stops of a folded text stand."""
    return [match.start() for match in _STOP.finditer(folded)]


def keeps_to_clause(tree: Any, stops: str = STOPS) -> bool:
    """Whether a parsed expression matches between two stops alone, and looks no farther than the stop behind that.

    Where that is so, whatever it matches in a text it matches also where the text ends behind the clause (maybe it then matches more).
    """
    return all(_keeps(str(kind), value, stops) for kind, value in tree)


def _keeps(kind: str, value: Any, stops: str) -> bool:
    match kind:
        case "LITERAL":
            return chr(value) not in stops
        case "IN":
            return all(_takes_no_stop(str(one), code, stops) for one, code in value)
        case "BRANCH":
            return all(keeps_to_clause(branch, stops) for branch in value[1])
        case "SUBPATTERN":
            return keeps_to_clause(value[3], stops)
        case "ASSERT":
            return value[0] < 0 or _ends_at_stop(value[1], stops)
        case "ASSERT_NOT":
            return value[0] < 0 or _is_plain(value[1])
        case "AT":
            return True
        case _:
            return kind in _REPEATS and keeps_to_clause(value[2], stops)


def _takes_no_stop(kind: str, code: Any, stops: str) -> bool:
    match kind:
        case "LITERAL":
            return chr(code) not in stops
        case "RANGE":
            return not any(code[0] <= ord(stop) <= code[1] for stop in stops)
        case _:
            return kind == "CATEGORY" and str(code) in _TAKES_NO_STOP


def _ends_at_stop(tree: Any, stops: str) -> bool:
    """Whether what has to follow takes a stop as its last character, if at all."""
    *ahead, (kind, value) = tree
    if not all(_keeps(str(one), own, stops) for one, own in ahead):
        return False
    match str(kind):
        case "LITERAL" | "NOT_LITERAL" | "IN" | "ANY":
            return True
        case "BRANCH":
            return all(not list(branch) or _ends_at_stop(branch, stops) for branch in value[1])
        case "SUBPATTERN":
            return _ends_at_stop(value[3], stops)
        case other:
            return _keeps(other, value, stops)


def _is_plain(tree: Any) -> bool:
    """Whether an expression asks for characters alone: it then matches no more where the text is cut short."""
    for kind, value in tree:
        match str(kind):
            case "LITERAL" | "NOT_LITERAL" | "IN" | "ANY":
                continue
            case "BRANCH":
                plain = all(map(_is_plain, value[1]))
            case "SUBPATTERN":
                plain = _is_plain(value[3])
            case other:
                # A word bound is the same where nothing is cut but behind a stop.
                plain = (other in _REPEATS and _is_plain(value[2])) or (other == "AT" and str(value) == "AT_BOUNDARY")
        if not plain:
            return False
    return True
