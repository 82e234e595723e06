"""Names that no record gives: whether a word with a capital stands for somebody, told by a title or by the company it keeps."""

from __future__ import annotations

from collections.abc import Sequence

from imr_tui.prose import lexicon

_TITLES = lexicon.words("mr mrs ms miss mx")
_LONGEST_NAME = 3
# What follows the comma behind a name: an age, a clause or who somebody is.
_APPOSED = lexicon.words("aged who whose then a an his her their now the")
# Endings of words that begin a sentence with a capital and are rarely a name.
_NO_NAME_ENDS = ("ing", "ion", "ions", "ment", "ments", "ness", "ity", "ance", "ence", "ure", "age", "ers", "ies", "ly")
_NO_NAMES = (
    lexicon.SENTENCE_STARTS
    | lexicon.FORCE
    | lexicon.DETERMINERS
    | lexicon.PREPOSITIONS
    | lexicon.PASSED_OVER
    | lexicon.OPENS_CLAUSE
    | lexicon.VAGUE
    | lexicon.words(
        """work help time evidence most many few several much such neither none everybody both advice contact house road street
        lane avenue close court centre center hall trust aid line group act england wales britain scotland refuge mind shelter
        demand traffic weather snow rain visibility parking funding space access cover capacity care control custody progress action attention
        background behaviour blood contact content context cost damage data death debt delay detail distance doubt effort energy error
        experience fear harm health interest knowledge language light luck morale news night noise pain paper patience planning power
        proof quality radio reason recruitment research rest safety sense shock silence sleep smoke staffing stock stress supply surprise
        theft thought trust trouble truth water wind wording workload
        charge bail money technology software equipment computers phones cars doors locks crown state parliament law"""
    )
)


def is_titled(tokens: Sequence[str], at: int) -> bool:
    """Whether a title stands ahead of the name that holds the word at `at`, as in `Ms Jane Hale`."""
    for ahead in range(at - 1, max(-1, at - 1 - _LONGEST_NAME), -1):
        word = tokens[ahead]
        if word.lower() in _TITLES and word[:1].isupper():
            return True
        if word != "." and not word[:1].isupper():
            return False
    return False


def is_stranger(tokens: Sequence[str], at: int) -> bool:
    """Whether the word at `at` may be the name of a person of whom nothing is known."""
    word = tokens[at]
    if not word[:1].isupper() or not word.replace("-", "").isalpha() or _is_acronym(word):
        return False
    if is_titled(tokens, at):
        return True
    lower = word.lower()
    if lower in _NO_NAMES or len(word) < _LONGEST_NAME:
        return False
    if at > 0:
        return tokens[at - 1].lower() not in ("the", "a", "an")
    return not lower.endswith(_NO_NAME_ENDS)


def _is_acronym(word: str) -> bool:
    """Whether a word is written in capitals, as `IMR` and `IMRs` are."""
    return len(word) > 1 and (
        word.isupper() or (len(word) > _LONGEST_NAME and word.endswith("s") and word[:-1].isupper())
    )


def is_apposed(tokens: Sequence[str], at: int) -> bool:
    """Whether the word at `at` is a name with a comma and a word on who bears it behind, as in `Jamie, aged five, …`."""
    behind = tokens[at + 1 : at + 3]
    return len(behind) > 1 and behind[0] == "," and behind[1].lower() in _APPOSED and is_stranger(tokens, at)
