"""Of whom else a sentence speaks ahead of a phrase: of a suspect alone, or of a child."""

from __future__ import annotations

from imr_tui.prose import lexicon
from imr_tui.prose.noun_phrases import SIGHT, TOKEN, class_of, is_subject
from imr_tui.prose.people import People, Who
from imr_tui.prose.strangers import is_stranger

_MINORS = frozenset(str(age) for age in range(1, 18)) | lexicon.words(
    """five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"""
)
_LEAD_TO_AGE = lexicon.words(", aged who was is then only just now about turned")
_FARTHEST_AGE = 5  # tokens between a name and the age behind it


def suspect_alone(ahead: str, before: str, people: People) -> bool:
    """Whether of all people only a suspect is named in `ahead`, or in the sentence `before` it where nobody is: a pronoun then means him or her."""
    return only_suspect(TOKEN.findall(ahead[-SIGHT:]), before, people)


def only_suspect(tokens: list[str], before: str, people: People) -> bool:
    """The same, where what stands ahead is parted into tokens already."""
    named = _all_named(tokens, people) or _all_named(TOKEN.findall(before[-SIGHT:]), people)
    return named == {Who.SUSPECT}


def _all_named(tokens: list[str], people: People) -> set[Who]:
    """Who is named in `tokens`, the force and other agencies left aside; a name that nobody knows is a person."""
    bare = [token.removesuffix("'s") for token in tokens]
    found = {class_of(bare, at, people) for at in range(len(bare))} - {Who.NOBODY, Who.SOMEBODY, Who.FORCE}
    if Who.PERSON not in found and any(
        class_of(bare, at, people) is Who.NOBODY and is_stranger(bare, at) for at in range(len(bare))
    ):
        found.add(Who.PERSON)
    return found


def is_said_of_child(folded: str, start: int, end: int, people: People) -> bool:
    """Whether nobody stands nearer ahead of the phrase at `end` than a child, in a sentence from `start` that speaks of one."""
    tokens = TOKEN.findall(folded[max(start, end - SIGHT) : end])
    pronoun = False
    for at in range(len(tokens) - 1, -1, -1):
        word = tokens[at].lower()
        bare = word.removesuffix("'s")
        if (
            bare in lexicon.CHILD
            or bare.endswith("-year-old")
            or (tokens[at][0].isupper() and (bare in people.children or _is_of_age_told(tokens, at)))
        ):
            if pronoun or bare != word or is_subject(tokens, at, people):
                return True
            continue
        who = class_of(tokens, at, people)
        pronoun = pronoun or who is Who.SOMEBODY
        if who not in (Who.NOBODY, Who.SOMEBODY) and word not in lexicon.VICTIM and is_subject(tokens, at, people):
            return False
    return True


def _is_of_age_told(tokens: list[str], at: int) -> bool:
    """Whether a name has a child's age behind its comma, as in `Chloe, who was 14, …`."""
    if tokens[at + 1 : at + 2] != [","] or not is_stranger(tokens, at):
        return False
    for token in tokens[at + 1 : at + 1 + _FARTHEST_AGE]:
        if token.lower() in _MINORS:
            return True
        if token.lower() not in _LEAD_TO_AGE:
            return False
    return False
