"""Words as parts of noun phrases: for whom a word stands at the head of one, and whether it stands where a subject does.

Everything here is told from the tokens of one sentence, or of as much of it as lies ahead of a phrase.
"""

from __future__ import annotations

import re

from imr_tui.prose import lexicon
from imr_tui.prose.people import People, Who
from imr_tui.prose.strangers import is_titled

TOKEN = re.compile(r"[^\W_]+(?:['&/-][^\W_]+)*|[.,;:()\"!?-]")
SIGHT = 400  # characters ahead of a phrase in which its subject is looked for
LONGEST_NAME = 4
# What stands behind a form of “be” is said of its subject, unless a relative clause makes a subject of it.
_IS = lexicon.words("was were is are been being became become")
_RELATIVE = lexicon.words("who whom whose that which ,")
_NOUNS = {
    **dict.fromkeys(lexicon.PERSON, Who.PERSON),
    **dict.fromkeys(lexicon.SUSPECT, Who.SUSPECT),
    **dict.fromkeys(lexicon.VICTIM, Who.VICTIM),
    **dict.fromkeys(lexicon.FORCE, Who.FORCE),
    **dict.fromkeys(lexicon.AUTHOR, Who.FORCE),
    **dict.fromkeys(lexicon.NOMINATIVE, Who.SOMEBODY),
}
_PLAIN = lexicon.words("july italy reply supply assembly elderly anomaly")
_MODIFIERS = lexicon.words(
    """social police control call mental health children's domestic response front-line frontline senior duty custody strategy
    protection safeguarding multi-agency review planning housing probation neighbourhood community crisis uniformed specialist
    attending investigating arresting responding interviewing visiting supervising reviewing serving"""
)
_JOINS = lexicon.words("and but or to")
# Behind these `as` says what somebody is taken for, and not why.
_SEEN_AS = lexicon.words(
    """seen viewed regarded treated described known recorded listed named identified considered acted acting act perceived portrayed
    labelled flagged registered marked same such far soon long well"""
)
_NEAR = 6  # tokens ahead of `as` in which such a verb is looked for
# Words that may stand for a noun behind a preposition.
_STAND_ALONE = lexicon.words(
    "each both neither either another these those this one two three four first second last latter"
)
_AHEAD_OF_AS = lexicon.words(", long soon far much and but")
# Nouns that need an article although they end in no -s, and those that do without.
_NEEDS_NO_ARTICLE = lexicon.words(
    """police staff custody probation housing nhs marac mash cps care prison court hospital school college government women men
    children people command control mother mum mam father dad surgery"""
)
_ENDS_PHRASE = (
    lexicon.PREPOSITIONS | lexicon.OPENS_CLAUSE | lexicon.PASSED_OVER | lexicon.NOMINATIVE | lexicon.TAKES_OBJECT
)
_RELATES = lexicon.words("who whom whose which that")
_LONGEST_PHRASE = 3  # adjectives and the like that may stand between an article and its noun
# Words that are verbs or nouns; and what stands ahead of the nouns, beside words in -ing.
_NOUN_TOO = lexicon.words("contact support help advice visit leave")
_AHEAD_OF_NOUN = lexicon.DETERMINERS | lexicon.words("all further of with without more such seek accept refuse resume")
_OWNERS = frozenset({"her", "his", "their"})


def class_of(tokens: list[str], at: int, people: People) -> Who:
    """What the word at `at` stands for as the head of a subject."""
    word = tokens[at].lower()
    if word.endswith("'s"):
        return Who.NOBODY
    if word in lexicon.MANNER and at > 0:
        return _possessor(tokens, at, people)
    named = _by_name(tokens, at, people) if tokens[at][:1].isupper() else None
    return named or next((who for role, who in people.roles if role == word), None) or _NOUNS.get(word, Who.NOBODY)


def _possessor(tokens: list[str], at: int, people: People) -> Who:
    """Whose manner, conduct or the like stands at `at`: what is said of it is said of them."""
    for owner in range(at - 1, max(-1, at - LONGEST_NAME), -1):
        word = tokens[owner].lower()
        if word in _OWNERS:
            return people.she if word == "her" else people.he if word == "his" else Who.SOMEBODY
        if word.endswith("'s"):
            bare = [*tokens[:owner], tokens[owner][:-2]]
            return class_of(bare, owner, people)
    return Who.NOBODY


def _by_name(tokens: list[str], at: int, people: People) -> Who | None:
    """Who bears a name: an officer where a rank stands ahead of it; None where it is nobody's."""
    if _has_rank(tokens, at, people):
        return Who.FORCE
    word = tokens[at].lower()
    names = ((people.victims, Who.VICTIM), (people.suspects, Who.SUSPECT), (people.others, Who.PERSON))
    known = next((who for known, who in (*names, (people.officers, Who.FORCE)) if word in known), None)
    return known or (Who.PERSON if is_titled(tokens, at) else None)


def _has_rank(tokens: list[str], at: int, people: People) -> bool:
    for word in reversed(tokens[max(0, at - LONGEST_NAME) : at]):
        if word.lower() in people.ranks and word[:1].isupper():
            return True
        if not (word.isdigit() or word[:1].isupper()):
            return False
    return False


def is_subject(tokens: list[str], at: int, people: People) -> bool:
    """Whether a noun stands where a subject stands: not behind a preposition nor as a verb's object."""
    if tokens[at].lower() in lexicon.NOMINATIVE | lexicon.AUTHOR:
        return True
    if _is_complement(tokens, at):
        return False
    ahead = at - 1
    while ahead >= 0 and _belongs(tokens, ahead, people):
        if tokens[ahead].lower() in lexicon.ARTICLES and _ends_another(tokens, ahead - 1, at, people):
            return True
        ahead -= 1
    ahead = _ahead_of_article(tokens, ahead, at)
    if ahead < 0 or _is_noun_in_ing(tokens, ahead):
        return True
    word = tokens[ahead].lower()
    if word in lexicon.PREPOSITIONS:
        as_clause = word == "as" and (
            ahead == 0 or tokens[ahead - 1].lower() in _AHEAD_OF_AS or _says_why(tokens, ahead, at)
        )
        return as_clause and tokens[at + 1 : at + 2] != [","]
    if word in lexicon.OPENS_CLAUSE:
        return True
    if _lets_a_clause_follow(tokens, ahead):
        return True
    return not (word in lexicon.TAKES_OBJECT or (word.endswith(("ed", "ing")) and word not in lexicon.DETERMINERS))


def _ahead_of_article(tokens: list[str], last: int, head: int) -> int:
    """The place ahead of the article of a noun at `head`, where words that are no known part of its phrase, down from `last`, stand between the two.

    A noun in the singular needs an article, so all that stands between belongs to it: `to the local crisis service`.
    """
    noun = tokens[head].lower()
    if noun.endswith("s") or noun in _NEEDS_NO_ARTICLE or not tokens[head].islower():
        return last
    if any(one.lower() in lexicon.DETERMINERS or one.endswith("'s") for one in tokens[last + 1 : head]):
        return last
    if any(one.lower() in _RELATES for one in tokens[head + 1 : head + 3]):
        return last
    for at in range(last, max(-1, last - _LONGEST_PHRASE - 1), -1):
        word = tokens[at].lower()
        if word in lexicon.ARTICLES:
            return at - 1 if at < last else last
        if not tokens[at].islower() or not word[0].isalpha() or word in _ENDS_PHRASE or is_manner(word):
            return last
    return last


def _says_why(tokens: list[str], at: int, head: int) -> bool:
    """Whether `as` at `at` begins a clause of its own: verbs follow its noun at once, and nobody is seen or treated as anything ahead of it."""
    behind = {token.lower() for token in tokens[head + 1 :]}
    if not behind <= lexicon.PASSED_OVER - _JOINS:
        return False
    first = tokens[at + 1]
    named = first.lower() == "the" or first[:1].isupper()
    return named and _SEEN_AS.isdisjoint(token.lower() for token in tokens[max(0, at - _NEAR) : at])


def _lets_a_clause_follow(tokens: list[str], at: int) -> bool:
    """Whether a word that may be a verb takes no object here: it never takes one, or it is a noun."""
    word, before = tokens[at].lower(), tokens[at - 1].lower() if at else ""
    if word in _NOUN_TOO and (before.endswith("ing") or before in _AHEAD_OF_NOUN):
        return True
    if word in _NOUN_TOO and at > 1 and tokens[at - 2].lower() in lexicon.DETERMINERS and before not in _NOUNS:
        return True
    if word.endswith("ed") and before in _IS and tokens[at + 1].istitle():
        return True  # a passive takes no object: `within days of the order being served she …`
    return word in lexicon.INTRANSITIVE or (word.endswith("ing") and before in lexicon.ARTICLES)


def _ends_another(tokens: list[str], last: int, at: int, people: People) -> bool:
    """Whether another noun phrase ends at `last`, so that the article behind it begins one of its own: `on each the victim …`, `with Anna the force …`."""
    if last < 1:
        return False
    word = tokens[last].lower()
    if word in _STAND_ALONE:
        return word != "both" or tokens[at + 1 : at + 2] != ["and"]
    return tokens[last][:1].isupper() and (word in people.names or tokens[last].isupper())


def _is_noun_in_ing(tokens: list[str], at: int) -> bool:
    """Whether a word in -ing is a noun behind which the next clause begins: `the following morning she …`."""
    word = tokens[at].lower()
    if word in lexicon.NOUNS_IN_ING:
        return True
    return word == "meeting" and at > 0 and tokens[at - 1].lower() in lexicon.KINDS_OF_MEETING


def _is_complement(tokens: list[str], at: int) -> bool:
    """Whether a noun is what its sentence says that somebody is, as in `he was a hard-working man`; a relative clause makes a subject of it."""
    if at + 1 < len(tokens) and tokens[at + 1].lower() in _RELATIVE:
        return False
    for article in range(at - 1, max(0, at - 1 - LONGEST_NAME), -1):
        if tokens[article].lower() in ("a", "an"):
            return tokens[article - 1].lower() in _IS
        if tokens[article].lower() in _RELATIVE:
            return False
    return False


def _belongs(tokens: list[str], at: int, people: People) -> bool:
    """Whether a word is part of the noun phrase behind it: an article, a possessive, a name, an adjective of a few."""
    word = tokens[at]
    lower = word.lower()
    if lower in lexicon.DETERMINERS or lower.endswith("'s") or lower in people.ranks:
        return True
    if lower in lexicon.PREPOSITIONS or lower in lexicon.OPENS_CLAUSE or not word[0].isalnum():
        return False
    return (word[0].isupper() and lower not in lexicon.CALENDAR and at > 0) or lower in _MODIFIERS


def is_manner(token: str) -> bool:
    """Whether a word tells how something was done, as `repeatedly` does; `family` does not."""
    word = token.lower()
    return word.endswith("ly") and word not in _NOUNS and word not in _PLAIN
