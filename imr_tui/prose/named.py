"""Whether a stretch of text names the victim or the suspect, and whether a sentence speaks of a child."""

from __future__ import annotations

import re

from imr_tui.prose import lexicon
from imr_tui.prose.patterns import compiled
from imr_tui.prose.people import People, Who
from imr_tui.prose.strangers import is_stranger

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PRONOUNS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_THEY = frozenset({"they", "them", "their"})
# Who is named by what they are to the other: for a victim and for a suspect alike.
_CLOSE = lexicon.words("partner ex-partner expartner husband wife spouse boyfriend girlfriend fiance fiancee lover ex")
_ABUSER = lexicon.words("abuser abusers attacker attackers exploiter exploiters groomer groomers stalker")


def names(whom: str, text: str, people: People, *, pronoun_is_suspect: bool = False) -> bool:
    """Whether `text` (folded) names the victim, the suspect or some person: by name, by what they are called, or by a pronoun.

    `pronoun_is_suspect` says that of all people only a suspect is named ahead of it.
    """
    if whom == "person":
        return _names_person(text, people, pronoun_is_suspect=pronoun_is_suspect)
    if whom == "child":
        return _names_child(text, people)
    victim = whom == "victim"
    own = people.victims if victim else people.suspects
    called = lexicon.VICTIM if victim else lexicon.SUSPECT | _ABUSER | _CLOSE
    wanted = Who.VICTIM if victim else Who.SUSPECT
    for word in _WORD.findall(text):
        lower = word.lower()
        if lower in called or (word[0].isupper() and lower in own):
            return True
        pronoun = _PRONOUNS.get(lower)
        if pronoun is not None and _may_be(people.he if pronoun == "he" else people.she, wanted):
            return True
        if lower in _THEY:
            return True
    return False


def _names_person(text: str, people: People, *, pronoun_is_suspect: bool) -> bool:
    """Whether `text` names somebody who is neither a suspect nor of the force or another agency."""
    words = _WORD.findall(text)
    for at, word in enumerate(words):
        lower = word.lower()
        if lower in people.suspects or lower in people.officers or lower in _NO_PERSON or lower in people.ranks:
            return False
        if (
            word[0].isupper()
            and at + 1 < len(words)
            and words[at + 1][0].isupper()
            and words[at + 1].lower() in _NO_PERSON
        ):
            return False  # `Northshire Police`
        if lower in _PERSONS or (word[0].isupper() and (lower in people.names or is_stranger(words, at))):
            return True
        if lower in _PRONOUNS:
            whose = people.he if _PRONOUNS[lower] == "he" else people.she
            return whose is not Who.SUSPECT and not (whose is Who.SOMEBODY and pronoun_is_suspect)
        if lower in _THEY:
            return True
    return False


_NO_PERSON = lexicon.FORCE | lexicon.SUSPECT
_PERSONS = lexicon.PERSON | lexicon.VICTIM


def _may_be(whose: Who, wanted: Who) -> bool:
    return whose in (Who.SOMEBODY, wanted)


def _names_child(text: str, people: People) -> bool:
    """Whether `text`, in a sentence on a child, may name the child: by a word for one, a pronoun, or a name that is no adult's."""
    for word in _WORD.findall(text):
        lower = word.lower()
        if lower in lexicon.CHILD or lower in lexicon.VICTIM or lower.endswith("-old") or lower in _PRONOUNS:
            return True
        if word[0].isupper() and lower not in _NO_PERSON:
            return lower in people.children or lower not in people.names
    return False


def speaks_of_child(sentence: str, people: People) -> bool:
    """Whether a sentence (folded) speaks of a child: by age, as a child, or by the name of one."""
    if compiled("<child>").search(sentence):
        return True
    return any(
        word[0].isupper() and word.lower() in people.children and word.lower() not in people.suspects
        for word in _WORD.findall(sentence)
    )
