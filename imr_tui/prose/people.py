"""Who is who in a review: the people of its records, and the force with its officers and other agencies.

The names and roles of the person records, the interviews and the agency's name tell it.
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
    "but-suspect": frozenset(Who) - {Who.SUSPECT},
    "neither": frozenset(Who) - {Who.FORCE, Who.SUSPECT},
    "force": frozenset({Who.FORCE}),
}
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
