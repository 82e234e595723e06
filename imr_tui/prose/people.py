"""Who a phrase is said of: the people of the review, or the force, its officers and other agencies.

The names and roles of the person records, the interviews and the agency's name tell who is who; within a
sentence the subject is looked for backwards from the phrase, past objects and what follows a preposition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum
from functools import lru_cache

from imr_tui.dataclass import dataclass
from imr_tui.document.dates import read_date
from imr_tui.document.model import Record, Report
from imr_tui.prose import lexicon
from imr_tui.prose.model import ProseRules
from imr_tui.prose.strangers import is_apposed, is_stranger, is_titled


class Who(Enum):
    """Of whom something is said."""

    VICTIM = "victim"
    SUSPECT = "suspect"
    PERSON = "person"
    SOMEBODY = "somebody"
    FORCE = "force"
    NOBODY = "nobody"


# What each `subject` of a rule accepts. SOMEBODY is a pronoun that may be anyone's.
ACCEPTS = {
    "victim": frozenset({Who.VICTIM, Who.SUSPECT, Who.PERSON, Who.SOMEBODY}),
    "not-suspect": frozenset({Who.VICTIM, Who.PERSON, Who.SOMEBODY}),
    "suspect": frozenset({Who.SUSPECT}),
    "not-force": frozenset(Who) - {Who.FORCE},
    "force": frozenset({Who.FORCE}),
}

_TOKEN = re.compile(r"[^\W_]+(?:['&/-][^\W_]+)*|[.,;:()\"!?-]")
_NAME_WORD = re.compile(r"[^\W\d_]{2,}(?:['-][^\W\d_]+)*")
_OFFICER_ROLE = re.compile(
    r"officer|police|constab|sergeant|inspector|call.?handler|dispatch|supervisor|professional|worker", re.IGNORECASE
)
_SUSPECT_ROLE = re.compile(
    r"suspect|perpetrat|offender|accused|defendant|causing harm|person of concern", re.IGNORECASE
)
_VICTIM_ROLE = re.compile(
    r"\bvictim\b|subject|adult at risk|deceased|survivor|complainant|\bchild\b|young person", re.IGNORECASE
)
_CHILD_ROLE = re.compile(r"\bchild\b|\bbaby\b|\binfant\b|young person|\bpupil\b", re.IGNORECASE)
_OF_AGE = 18
_RELATION = re.compile(r"\b(?:of|to|'s)\b|mother|father|parent|sister|brother|partner|friend|neighbour", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class People:
    """Names in lower case, by who they are; `he` and `she` say whom the pronoun can only mean.

    `roles` are roles of one word that the person records give, such as (lodger, a person). `children` are the names of
    those who were under eighteen at the time.
    """

    victims: frozenset[str] = frozenset()
    suspects: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    officers: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    roles: frozenset[tuple[str, Who]] = frozenset()
    children: frozenset[str] = frozenset()
    he: Who = Who.SOMEBODY
    she: Who = Who.SOMEBODY

    @property
    def names(self) -> frozenset[str]:
        """All names, of whomever."""
        return self.victims | self.suspects | self.others | self.officers


def people_of(report: Report, rules: ProseRules) -> People:
    """Who is who in a report: from its person records, its interviews and the agency's name."""
    by_who: dict[Who, set[str]] = {who: set() for who in Who}
    sexes: dict[str, set[Who]] = {"he": set(), "she": set()}
    roles: dict[str, Who] = {}
    children: set[str] = set()
    for record in report.of_kind("P"):
        who = _role(record)
        role = _line(record, "Role").lower()
        if role.isalpha() and role not in lexicon.FORCE:
            roles.setdefault(role, who)
        own = _names(record, ("Name and aliases", "Pseudonym"))
        by_who[who] |= own
        if _is_child(record, report):
            children |= own
        sex = _line(record, "Sex").lower()
        if sex.startswith(("male", "man", "boy")):
            sexes["he"].add(who)
        elif sex.startswith(("female", "woman", "girl")):
            sexes["she"].add(who)
        else:
            sexes["he"].add(who)
            sexes["she"].add(who)
    known = by_who[Who.VICTIM] | by_who[Who.SUSPECT] | by_who[Who.PERSON]
    for record in report.of_kind("I"):
        by_who[Who.FORCE] |= _names(record, ("Person",)) - known
    by_who[Who.FORCE] |= set(_NAME_WORD.findall(report.front.text("agency", "author").lower())) - known
    return People(
        victims=frozenset(by_who[Who.VICTIM]),
        suspects=frozenset(by_who[Who.SUSPECT] - by_who[Who.VICTIM]),
        others=frozenset(by_who[Who.PERSON] - by_who[Who.VICTIM] - by_who[Who.SUSPECT]),
        officers=frozenset(by_who[Who.FORCE]),
        ranks=_rank_words(rules.ranks),
        roles=frozenset(roles.items()),
        children=frozenset(children),
        he=_only(sexes["he"]),
        she=_only(sexes["she"]),
    )


def _line(record: Record, name: str) -> str:
    value = record.value(name)
    return value.lines[0] if value is not None and value.lines else ""


def _role(record: Record) -> Who:
    """What a person's role makes of them; a relation of the victim's is a person, not the victim."""
    role = _line(record, "Role")
    if _OFFICER_ROLE.search(role):
        return Who.FORCE
    if _SUSPECT_ROLE.search(role):
        return Who.PERSON if _RELATION.search(role) else Who.SUSPECT
    if _VICTIM_ROLE.search(role) and not _RELATION.search(role):
        return Who.VICTIM
    return Who.PERSON


def _is_child(record: Record, report: Report) -> bool:
    """Whether a person was under eighteen at the time of the incident, or is said to be a child."""
    if _CHILD_ROLE.search(_line(record, "Role")) and not _RELATION.search(_line(record, "Role")):
        return True
    born = read_date(_line(record, "Date of birth"))
    then = report.front.table("dates").get("incident") or report.front.table("review").get("period_end")
    if born is None or not isinstance(then, date):
        return False
    age = then.year - born.first.year - ((then.month, then.day) < (born.first.month, born.first.day))
    return 0 <= age < _OF_AGE


def _names(record: Record, fields: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in (record.title, *(_line(record, name) for name in fields)):
        found |= {word.lower() for word in _NAME_WORD.findall(text.replace("\u2019", "'")) if word[0].isupper()}
    return (
        found
        - lexicon.NO_NAME
        - lexicon.FORCE
        - lexicon.DETERMINERS
        - lexicon.PERSON
        - lexicon.VICTIM
        - lexicon.SUSPECT
    )


@lru_cache(maxsize=8)
def _rank_words(ranks: frozenset[str]) -> frozenset[str]:
    return frozenset(rank.lower() for rank in ranks if " " not in rank)


def _only(found: set[Who]) -> Who:
    """Whom a pronoun means where it can mean one kind of person only: a suspect, or somebody who is none."""
    if not found or Who.FORCE in found or (Who.SUSPECT in found and len(found) > 1):
        return Who.SOMEBODY
    return next((who for who in (Who.VICTIM, Who.SUSPECT) if who in found), Who.PERSON)


def subject_of(folded: str, start: int, end: int, before: str, people: People, rest: str = "") -> Who:
    """Of whom the phrase at `end` is said, in the sentence that begins at `start`; `before` is the sentence ahead of it.

    `rest` is what follows the phrase in its sentence: where nobody stands ahead of a participle, its subject stands behind
    the next comma (`Refusing all help, she …`).
    """
    tokens = _TOKEN.findall(folded[max(start, end - _SIGHT) : end])
    judged = judged_object(tokens)
    if judged is not None:
        return _object(tokens, judged, people)
    who, at = _nearest(tokens, len(tokens), people)
    if who is Who.NOBODY and at < 0 and _opens_late(tokens):
        return _behind_comma(rest, people)
    if who is not Who.SOMEBODY:
        return who
    pronoun = tokens[at].lower()
    if _means_officer(tokens, at, before, people):
        return Who.FORCE
    if pronoun == "they":
        earlier, _ = _nearest(tokens, at, people, pronouns=False)
        return earlier if earlier is not Who.NOBODY else Who.SOMEBODY
    whose = people.she if pronoun == "she" else people.he
    if whose is Who.SOMEBODY and _suspect_alone(tokens[:at], before, people):
        return Who.SUSPECT
    return whose


def suspect_alone(ahead: str, before: str, people: People) -> bool:
    """Whether of all people only a suspect is named in `ahead`, or in the sentence `before` it where nobody is: a pronoun then means him or her."""
    return _suspect_alone(_TOKEN.findall(ahead[-_SIGHT:]), before, people)


def _suspect_alone(tokens: list[str], before: str, people: People) -> bool:
    named = _all_named(tokens, people) or _all_named(_TOKEN.findall(before[-_SIGHT:]), people)
    return named == {Who.SUSPECT}


def _all_named(tokens: list[str], people: People) -> set[Who]:
    """Who is named in `tokens`, the force and other agencies left aside; a name that nobody knows is a person."""
    bare = [token.removesuffix("'s") for token in tokens]
    found = {_class(bare, at, people) for at in range(len(bare))} - {Who.NOBODY, Who.SOMEBODY, Who.FORCE}
    if Who.PERSON not in found and any(
        _class(bare, at, people) is Who.NOBODY and is_stranger(bare, at) for at in range(len(bare))
    ):
        found.add(Who.PERSON)
    return found


def _is_manner(token: str) -> bool:
    """Whether a word tells how something was done, as `repeatedly` does; `family` does not."""
    word = token.lower()
    return word.endswith("ly") and word not in _NOUNS and word not in _PLAIN


_PLAIN = lexicon.words("july italy reply supply assembly elderly anomaly")


def _opens_late(tokens: list[str]) -> bool:
    """Whether what stands ahead of a phrase only leads it in: nothing, a preposition, a word of manner."""
    return len(tokens) <= _LONGEST_NAME and all(token.lower() in _LEADS_IN or _is_manner(token) for token in tokens)


def _behind_comma(rest: str, people: People) -> Who:
    """The subject that stands at the beginning of what follows the first comma of `rest`; NOBODY where none does."""
    tokens = _TOKEN.findall(rest[:_SIGHT])
    if "," not in tokens:
        return Who.NOBODY
    first = tokens.index(",") + 1
    for at in range(first, min(len(tokens), first + _LONGEST_NAME)):
        who = _class(tokens, at, people)
        if who is Who.NOBODY and is_stranger(tokens, at):
            return Who.PERSON
        if who is not Who.NOBODY:
            return {"she": people.she, "he": people.he}.get(tokens[at].lower(), who)
        if tokens[at].lower() not in lexicon.DETERMINERS and not tokens[at][:1].isupper():
            return Who.NOBODY
    return Who.NOBODY


def is_said_of_child(folded: str, start: int, end: int, people: People) -> bool:
    """Whether nobody stands nearer ahead of the phrase at `end` than a child, in a sentence from `start` that speaks of one."""
    tokens = _TOKEN.findall(folded[max(start, end - _SIGHT) : end])
    pronoun = False
    for at in range(len(tokens) - 1, -1, -1):
        word = tokens[at].lower()
        bare = word.removesuffix("'s")
        if bare in lexicon.CHILD or bare.endswith("-year-old") or (tokens[at][0].isupper() and bare in people.children):
            if pronoun or bare != word or _is_subject(tokens, at, people):
                return True
            continue
        who = _class(tokens, at, people)
        pronoun = pronoun or who is Who.SOMEBODY
        if who not in (Who.NOBODY, Who.SOMEBODY) and word not in lexicon.VICTIM and _is_subject(tokens, at, people):
            return False
    return True


def _means_officer(tokens: list[str], at: int, before: str, people: People) -> bool:
    """Whether the pronoun at `at` stands for an officer or agency named ahead of it."""
    earlier, place = _nearest(tokens, at, people, pronouns=False)
    if earlier is Who.NOBODY and before:
        ahead = _TOKEN.findall(before[-_SIGHT:])
        return _first(ahead, people) is Who.FORCE and (tokens[at].lower() == "they" or any(map(_is_one_officer, ahead)))
    if earlier is not Who.FORCE:
        return False
    if tokens[at].lower() == "they":
        return True
    between = {token.lower() for token in tokens[place + 1 : at]}
    named = tokens[place][:1].isupper() or tokens[place].lower() in lexicon.ONE_OFFICER
    return named and tokens[place].lower() not in _NOT_ONE and between.isdisjoint(lexicon.JUDGES)


_NOT_ONE = lexicon.FORCE - lexicon.ONE_OFFICER


def _is_one_officer(token: str) -> bool:
    return token.lower() in lexicon.ONE_OFFICER


def _first(tokens: list[str], people: People) -> Who:
    """The subject with which a sentence begins; NOBODY where people of several kinds stand in it."""
    found = [who for n in range(len(tokens)) if (who := _class(tokens, n, people)) not in (Who.NOBODY, Who.SOMEBODY)]
    kinds = set(found)
    return kinds.pop() if len(kinds) == 1 else Who.NOBODY


def _nearest(tokens: list[str], stop: int, people: People, *, pronouns: bool = True) -> tuple[Who, int]:
    """The nearest subject ahead of token `stop`, with its place; NOBODY where there is none."""
    at = stop - 1
    while at >= 0 and (tokens[at].lower() in lexicon.PASSED_OVER or _is_manner(tokens[at])):
        at -= 1
    adjacent = at
    while at >= 0:
        who = _class(tokens, at, people)
        if who is Who.SOMEBODY and not pronouns:
            who = Who.NOBODY
        if who is not Who.NOBODY and _is_subject(tokens, at, people):
            return who, at
        if who is Who.NOBODY:
            if at == adjacent and is_stranger(tokens, at) and _is_subject(tokens, at, people):
                return Who.PERSON, at
            if at == adjacent and _is_named(tokens, at):
                return Who.NOBODY, at
            if is_apposed(tokens, at) and _is_subject(tokens, at, people):
                return Who.PERSON, at
        at -= 1
    return Who.NOBODY, -1


def _is_named(tokens: list[str], at: int) -> bool:
    """Whether a name that nobody knows stands directly ahead of the phrase: its bearer is the subject."""
    return tokens[at][:1].isupper() and at > 0 and tokens[at].isalpha() and tokens[at].lower() not in lexicon.CALENDAR


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
_LONGEST_NAME = 4
_LEADS_IN = lexicon.words(
    "by having in after while despite not without when on through but and instead of then so because from"
)
_SIGHT = 400  # characters ahead of a phrase in which its subject is looked for


def _class(tokens: list[str], at: int, people: People) -> Who:
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
    for owner in range(at - 1, max(-1, at - _LONGEST_NAME), -1):
        word = tokens[owner].lower()
        if word in _OWNERS:
            return people.she if word == "her" else people.he if word == "his" else Who.SOMEBODY
        if word.endswith("'s"):
            bare = [*tokens[:owner], tokens[owner][:-2]]
            return _class(bare, owner, people)
    return Who.NOBODY


_OWNERS = frozenset({"her", "his", "their"})


def judged_object(tokens: list[str]) -> int | None:
    """The place of the object of a verb of judging that ends the tokens, as in `officers found her`; None for no such."""
    at = len(tokens) - 1
    while at > 0 and (tokens[at].lower() in lexicon.BEFORE_JUDGEMENT or _is_manner(tokens[at])):
        at -= 1
    if at < 1:
        return None
    verb = at - 1
    while (
        verb >= 0
        and (tokens[verb].lower() in lexicon.DETERMINERS or tokens[verb][0].isupper())
        and at - verb <= _LONGEST_NAME
    ):
        verb -= 1
    return at if verb >= 0 and tokens[verb].lower() in lexicon.JUDGING else None


def _object(tokens: list[str], at: int, people: People) -> Who:
    """Who the object at `at` is."""
    word = tokens[at].lower()
    if word in ("him", "her", "them"):
        return people.she if word == "her" else people.he if word == "him" else Who.SOMEBODY
    return _class(tokens, at, people)


def _by_name(tokens: list[str], at: int, people: People) -> Who | None:
    """Who bears a name: an officer where a rank stands ahead of it; None where it is nobody's."""
    if _has_rank(tokens, at, people):
        return Who.FORCE
    word = tokens[at].lower()
    names = ((people.victims, Who.VICTIM), (people.suspects, Who.SUSPECT), (people.others, Who.PERSON))
    known = next((who for known, who in (*names, (people.officers, Who.FORCE)) if word in known), None)
    return known or (Who.PERSON if is_titled(tokens, at) else None)


def _has_rank(tokens: list[str], at: int, people: People) -> bool:
    for word in reversed(tokens[max(0, at - _LONGEST_NAME) : at]):
        if word.lower() in people.ranks and word[:1].isupper():
            return True
        if not (word.isdigit() or word[:1].isupper()):
            return False
    return False


def _is_subject(tokens: list[str], at: int, people: People) -> bool:
    """Whether a noun stands where a subject stands: not behind a preposition nor as a verb's object."""
    if tokens[at].lower() in lexicon.NOMINATIVE | lexicon.AUTHOR:
        return True
    if _is_complement(tokens, at):
        return False
    ahead = at - 1
    while ahead >= 0 and _belongs(tokens, ahead, people):
        ahead -= 1
    if ahead < 0:
        return True
    word = tokens[ahead].lower()
    if word in lexicon.PREPOSITIONS:
        return False
    if word in lexicon.OPENS_CLAUSE:
        return True
    if word in lexicon.INTRANSITIVE or (
        ahead and word.endswith("ing") and tokens[ahead - 1].lower() in lexicon.ARTICLES
    ):
        return True
    return not (word in lexicon.TAKES_OBJECT or (word.endswith(("ed", "ing")) and word not in lexicon.DETERMINERS))


def _is_complement(tokens: list[str], at: int) -> bool:
    """Whether a noun is what its sentence says that somebody is, as in `he was a hard-working man`; a relative clause makes a subject of it."""
    if at + 1 < len(tokens) and tokens[at + 1].lower() in _RELATIVE:
        return False
    for article in range(at - 1, max(0, at - 1 - _LONGEST_NAME), -1):
        if tokens[article].lower() in ("a", "an"):
            return tokens[article - 1].lower() in _IS
    return False


def _belongs(tokens: list[str], at: int, people: People) -> bool:
    """Whether a word is part of the noun phrase behind it: an article, a possessive, a name, an adjective of a few."""
    word = tokens[at]
    lower = word.lower()
    if lower in lexicon.DETERMINERS or lower.endswith("'s") or lower in people.ranks:
        return True
    if lower in lexicon.PREPOSITIONS or lower in lexicon.OPENS_CLAUSE or not word[0].isalnum():
        return False
    return (word[0].isupper() and lower not in lexicon.CALENDAR and at > 0) or lower in (
        "social",
        "police",
        "control",
        "call",
        "mental",
        "health",
        "children's",
        "domestic",
        "response",
        "front-line",
        "frontline",
        "senior",
        "duty",
        "custody",
    )
