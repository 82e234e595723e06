"""Of whom a phrase is said: its subject is looked for backwards from it, past objects and what follows a preposition."""

from __future__ import annotations

from imr_tui.prose import lexicon
from imr_tui.prose.noun_phrases import LONGEST_NAME, SIGHT, TOKEN, class_of, is_manner, is_subject
from imr_tui.prose.people import People, Who
from imr_tui.prose.spoken_of import only_suspect
from imr_tui.prose.strangers import is_apposed, is_stranger

_NOT_ONE = lexicon.FORCE - lexicon.ONE_OFFICER
_FINITE = lexicon.words(
    "should could would might must may ought had has have did does was were is are will can needed never"
)
_RELATIVE = lexicon.words("who that which whom")
_LEADS_IN = lexicon.words(
    "by having in after while despite not without when on through but and instead of then so because from"
)

# What an aside between commas begins with: behind it the clause goes on with the subject that stands ahead of it.
_OPENS_ASIDE = lexicon.words(
    """who whom whose which to with of by from about for at on in when whenever where while once after before since until
    although though despite if unless as because following during under whether having according says said writes wrote it
    together along"""
)
_WITH = lexicon.words("with without despite of")
_NEAR = 12  # tokens behind a phrase in which its subject is looked for
_STOPS = frozenset(".,;:()!?")


def subject_of(folded: str, start: int, end: int, before: str, people: People, rest: str = "", phrase: str = "") -> Who:
    """Of whom the phrase at `end` is said, in the sentence that begins at `start`; `before` is the sentence ahead of it.

    `rest` is what follows the phrase in its sentence: where nobody stands ahead of a participle, its subject stands behind
    the next comma (`Refusing all help, she …`). The `phrase` itself tells whether a clause goes on with it (`The officer who
    saw her should have asked`).
    """
    tokens = TOKEN.findall(folded[max(start, end - SIGHT) : end])
    judged = _judged_object(tokens, goes_on=phrase.partition(" ")[0].lower() in _FINITE)
    told = _object(tokens, judged, people) if judged is not None else _of_participle(tokens, people, rest, phrase)
    if told is not None:
        return told
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
    if whose is Who.SOMEBODY and only_suspect(tokens[:at], before, people):
        return Who.SUSPECT
    return whose


def _opens_late(tokens: list[str]) -> bool:
    """Whether what stands ahead of a phrase only leads it in: nothing, a preposition, a word of manner."""
    return len(tokens) <= LONGEST_NAME and all(token.lower() in _LEADS_IN or is_manner(token) for token in tokens)


def _of_participle(tokens: list[str], people: People, rest: str, phrase: str) -> Who | None:
    """Of whom a participle is told that has no subject in a place of its own; None for no such."""
    if phrase.partition(" ")[0].endswith("ing"):
        return _held_by_with(tokens, people)
    behind = _behind_comma(rest, people) if _hangs_on_what_follows(tokens) else Who.NOBODY
    return behind if behind is not Who.NOBODY else None


def _hangs_on_what_follows(tokens: list[str]) -> bool:
    """Whether `having`, `despite being` or the like leads a phrase in behind a comma, as in `…, and, having been asked, she …`."""
    at = len(tokens) - 1
    while at > 0 and (tokens[at].lower() in ("been", "being", "had") or is_manner(tokens[at])):
        at -= 1
    return at > 0 and tokens[at].lower() in ("having", "despite") and tokens[at - 1] == ","


def _held_by_with(tokens: list[str], people: People) -> Who | None:
    """Of whom a participle is told behind `with`, as in `with the victim refusing`; None where no such word stands ahead."""
    at = len(tokens) - 1
    while at > 0 and (tokens[at].lower() in lexicon.PASSED_OVER or is_manner(tokens[at])):
        at -= 1
    who = _object(tokens, at, people) if at > 0 else Who.NOBODY
    if who is Who.NOBODY:
        return None
    ahead = at - 1
    while (
        ahead > 0
        and (tokens[ahead].lower() in lexicon.DETERMINERS or tokens[ahead][:1].isupper())
        and tokens[ahead].lower() not in _WITH
    ):
        ahead -= 1
    return who if tokens[ahead].lower() in _WITH else None


def _behind_comma(rest: str, people: People) -> Who:
    """The subject that stands at the beginning of what follows the first comma of `rest`, or of `rest` where it has no comma; NOBODY where none does."""
    tokens = TOKEN.findall(rest[:SIGHT])
    if "," not in tokens:
        return _first_subject(tokens[:_NEAR], people)
    first = tokens.index(",") + 1
    for at in range(first, min(len(tokens), first + LONGEST_NAME)):
        who = class_of(tokens, at, people)
        if who is Who.NOBODY and is_stranger(tokens, at):
            return Who.PERSON
        if who is not Who.NOBODY:
            return {"she": people.she, "he": people.he}.get(tokens[at].lower(), who)
        if tokens[at].lower() not in lexicon.DETERMINERS and not tokens[at][:1].isupper():
            return Who.NOBODY
    return Who.NOBODY


def _first_subject(tokens: list[str], people: People) -> Who:
    """The first of the tokens that stands where a subject does, as in `By refusing help the victim …`; NOBODY where none does."""
    for at, token in enumerate(tokens):
        who = class_of(tokens, at, people)
        if who is not Who.NOBODY and is_subject(tokens, at, people):
            return {"she": people.she, "he": people.he}.get(token.lower(), who)
    return Who.NOBODY


def _means_officer(tokens: list[str], at: int, before: str, people: People) -> bool:
    """Whether the pronoun at `at` stands for an officer or agency named ahead of it."""
    earlier, place = _nearest(tokens, at, people, pronouns=False)
    if earlier is Who.NOBODY and before:
        ahead = TOKEN.findall(before[-SIGHT:])
        return _first(ahead, people) is Who.FORCE and (tokens[at].lower() == "they" or any(map(_is_one_officer, ahead)))
    if earlier is not Who.FORCE or tokens[place].lower() in lexicon.AUTHOR:
        return False
    if tokens[at].lower() == "they":
        return True
    between = {token.lower() for token in tokens[place + 1 : at]}
    named = tokens[place][:1].isupper() or tokens[place].lower() in lexicon.ONE_OFFICER
    return named and tokens[place].lower() not in _NOT_ONE and between.isdisjoint(lexicon.JUDGES)


def _is_one_officer(token: str) -> bool:
    return token.lower() in lexicon.ONE_OFFICER


def _first(tokens: list[str], people: People) -> Who:
    """The subject with which a sentence begins; NOBODY where people of several kinds stand in it."""
    found = [who for n in range(len(tokens)) if (who := class_of(tokens, n, people)) not in (Who.NOBODY, Who.SOMEBODY)]
    kinds = set(found)
    return kinds.pop() if len(kinds) == 1 else Who.NOBODY


def _nearest(tokens: list[str], stop: int, people: People, *, pronouns: bool = True) -> tuple[Who, int]:
    """The nearest subject ahead of token `stop`, with its place; NOBODY where there is none."""
    at = stop - 1
    while at >= 0 and (tokens[at].lower() in lexicon.PASSED_OVER or is_manner(tokens[at])):
        at -= 1
    adjacent = at
    related = _before_who(tokens, at, people)
    if related is not None:
        return related
    while at >= 0:
        if tokens[at] == "," and (aside := _ahead_of_aside(tokens, at, people, pronouns=pronouns)):
            return aside
        who = class_of(tokens, at, people)
        if who is Who.SOMEBODY and not pronouns:
            who = Who.NOBODY
        if who is not Who.NOBODY and is_subject(tokens, at, people):
            return who, at
        if who is Who.NOBODY:
            if at == adjacent and is_stranger(tokens, at) and is_subject(tokens, at, people):
                return Who.PERSON, at
            if at == adjacent and _is_named(tokens, at):
                return Who.NOBODY, at
            if is_apposed(tokens, at) and is_subject(tokens, at, people):
                return Who.PERSON, at
        at -= 1
    return Who.NOBODY, -1


def _ahead_of_aside(tokens: list[str], comma: int, people: People, *, pronouns: bool) -> tuple[Who, int] | None:
    """The subject that stands ahead of an aside which the comma closes, with its place, as in `Anna, when officers came, …`; None for none."""
    opens = comma - 1
    while opens > 0 and tokens[opens] not in _STOPS:
        opens -= 1
    if opens < 1 or tokens[opens] != ",":
        return None
    if tokens[opens + 1].lower() not in _OPENS_ASIDE and tokens[comma - 1].lower() not in lexicon.JUDGES:
        return None
    at = opens - 1
    who = class_of(tokens, at, people)
    if who is Who.SOMEBODY and not pronouns:
        return None
    if who is Who.NOBODY and is_stranger(tokens, at):
        who = Who.PERSON
    return (who, at) if who is not Who.NOBODY and is_subject(tokens, at, people) else None


def _before_who(tokens: list[str], at: int, people: People) -> tuple[Who, int] | None:
    """Of whom a relative clause is told whose `who` stands at `at`, with the place; None for no such, or where nobody is told ahead of it."""
    if at < 1 or tokens[at].lower() not in ("who", "which"):
        return None
    ahead = at - 2 if tokens[at - 1] == "," and at > 1 else at - 1
    if tokens[at].lower() == "which" and not _is_agent(tokens, ahead):
        return None
    who = class_of(tokens, ahead, people)
    if who is Who.NOBODY and is_stranger(tokens, ahead):
        who = Who.PERSON
    return None if who in (Who.NOBODY, Who.SOMEBODY) else (who, ahead)


def _is_agent(tokens: list[str], at: int) -> bool:
    """Whether a noun phrase that ends at `at` says by whom something was done: what follows with `which` is told of them."""
    ahead = at - 1
    while ahead > 0 and at - ahead <= LONGEST_NAME and tokens[ahead].lower() != "by":
        ahead -= 1
    return ahead > 0 and tokens[ahead].lower() == "by"


def _is_named(tokens: list[str], at: int) -> bool:
    """Whether a name that nobody knows stands directly ahead of the phrase: its bearer is the subject."""
    return tokens[at][:1].isupper() and at > 0 and tokens[at].isalpha() and tokens[at].lower() not in lexicon.CALENDAR


def _judged_object(tokens: list[str], *, goes_on: bool) -> int | None:
    """The place of the object of a verb of judging that ends the tokens, as in `officers found her`; None for no such.

    Where the sentence `goes_on` with a verb, the object of a relative clause is none (`the officer who found her should …`).
    """
    at = len(tokens) - 1
    while at > 0 and (tokens[at].lower() in lexicon.BEFORE_JUDGEMENT or is_manner(tokens[at])):
        at -= 1
    if at < 1:
        return None
    verb = at - 1
    while (
        verb >= 0
        and (tokens[verb].lower() in lexicon.DETERMINERS or tokens[verb][0].isupper())
        and at - verb <= LONGEST_NAME
    ):
        verb -= 1
    if verb < 0 or tokens[verb].lower() not in lexicon.JUDGING:
        return None
    return None if goes_on and verb > 0 and tokens[verb - 1].lower() in _RELATIVE else at


def _object(tokens: list[str], at: int, people: People) -> Who:
    """Who the object at `at` is."""
    word = tokens[at].lower()
    if word in ("him", "her", "them"):
        return people.she if word == "her" else people.he if word == "him" else Who.SOMEBODY
    return class_of(tokens, at, people)
