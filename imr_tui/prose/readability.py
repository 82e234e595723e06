"""How hard a text is to read, by Flesch's reading ease: 100 is very easy, below 30 very hard.

R. Flesch, “A new readability yardstick”, Journal of Applied Psychology 32 (1948): 206.835 less 1.015 times the words in a
sentence less 84.6 times the syllables in a word. His table calls 0 to 30 “very difficult” (scientific papers), 30 to 50
“difficult”. Syllables are estimated from the letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from imr_tui.document.findings import Severity
from imr_tui.document.passage import PassageKind
from imr_tui.document.text import Span
from imr_tui.prose.attributed import Read
from imr_tui.prose.scan import words_alone

RULE = "advice.readability"
SEVERITY = Severity.INFO
HARDEST = 30.0
"""Learning points below this are “very difficult” in Flesch's table."""
FEWEST_WORDS = 25
MESSAGE = (
    "This learning point is hard to read for people outside the force (reading ease {ease:.0f}; below 30 is very difficult): "
    "try shorter sentences, about {length:.0f} words stand in one now, and everyday words."
)
ITEMS = ("learning.1",)

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouylr]e|[^td]ed|[^sxzcg]es|[aeiou]re|[^aeiou]les?)$")
_PROSE = frozenset({PassageKind.PARAGRAPH, PassageKind.ITEM, PassageKind.CELL})


def syllables(word: str) -> int:
    """How many syllables a word has, as its letters suggest; at least one."""
    lower = word.lower().strip("'")
    count = len(_VOWELS.findall(lower))
    if count > 1 and _SILENT.search(lower) and not lower.endswith(("le", "les", "ted", "ded")):
        count -= 1
    return max(1, count)


def reading_ease(words: Sequence[str], sentences: int) -> float:
    """Flesch's reading ease of `words` in so many sentences."""
    return 206.835 - 1.015 * len(words) / max(1, sentences) - 84.6 * sum(map(syllables, words)) / max(1, len(words))


def hard_to_read(reads: Sequence[Read]) -> tuple[Read, Span, str] | None:
    """Where and how the prose of a part is too hard to read; None where it is not, or too short to tell.

    The place is the first passage.
    """
    own = [read for read in reads if read.passage.kind in _PROSE and read.passage.quoted is None]
    words = [word for read in own for word in words_alone(read.folded)]
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(len(read.sentences.whole) for read in own)
    ease = reading_ease(words, sentences)
    if ease >= HARDEST:
        return None
    first = own[0]
    whole = first.sentences.whole[0]
    return first, whole, MESSAGE.format(ease=max(0.0, ease), length=len(words) / max(1, sentences))
