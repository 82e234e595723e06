"""Rule patterns as regular expressions over folded text.

In a pattern a space stands for any run of blanks, `[ -]` for blanks or a hyphen, and `<name>` for one of
the sets of words below. Folded text has blanks of any kind as spaces and dashes as hyphens, one character for one, so
a match leads straight back to the source.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Sets of words that many rules share. `stop` and `word` are no words: the first says that a noun phrase ends here, the
# second is any one word.
NAMED = {
    "be": "(?:am|is|are|was|were|be|been|being)",
    "not": "(?:not|never|n't)",
    "he": "(?:he|she|they)",
    "him": "(?:him|her|them)",
    "his": "(?:his|her|their)",
    "self": "(?:himself|herself|themself|themselves)",
    "a": "(?:a|an|the|this|that|his|her|their)",
    "word": r"[\w'-]+",
    "child": r"(?:child(?:ren)?|girls?|boys?|minors?|teen(?:age)?(?:rs?)?|young (?:person|people)|pupils?|school(?:girls?|boys?)"
    r"|(?:aged?|was|is) (?:[1-9]|1[0-7])|(?:[1-9]|1[0-7])[ -]years?[ -]olds?|year (?:[7-9]|1[0-3])"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[ -]years?[ -]olds?"
    r"|(?:aged?|(?:who|she|he) (?:was|is)(?: only| just| about)?) (?:seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen))",
    "stop": r"(?= *(?:[.,;:!?)\"]|'(?!\w)|$)| +(?:who|which|that|was|were|is|are|had|has|have|at|in|on|by|from|to|with|when|while|where"
    r"|because|since|as|but|if|or|and|than|for|after|before|between|involving|during|about)\b)",
}
_NAME = re.compile(r"(?<!\?P)<([a-z]+)>")
_PIECE = re.compile(r"\\.|\(\?<[=!][^()]*\)|\[ -\]|\[(?:\\.|[^\]])*\]| +[?*+]?")
_CLASS_OF_BLANKS = "(?: *- *| +)"


def expand(pattern: str) -> str:
    """`pattern` with named sets written out and blanks made elastic; KeyError names a set that there is not."""
    named = _NAME.sub(lambda match: NAMED[match[1]], pattern)
    return _PIECE.sub(_elastic, named)


def _elastic(match: re.Match[str]) -> str:
    piece = match.group()
    if piece == "[ -]":
        return _CLASS_OF_BLANKS
    if piece.strip(" ?*+"):
        return piece
    return " *" if piece[-1] in "?*" else " +"


@lru_cache(maxsize=2048)
def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression of a pattern: on word bounds, without regard to case."""
    return re.compile(rf"(?<!\w)(?:{expand(pattern)})(?!\w)", re.IGNORECASE)


def squeezed(text: str) -> str:
    """Text as triggers are looked for in it: lower case, what parts words one space, a space at either end."""
    parted = text.lower().replace("-", " ").replace('"', " ").replace("(", " ")
    if "'" in parted:
        parted = parted.replace(" '", " ").replace("' ", " ")
    return f" {' '.join(parted.split())} "
