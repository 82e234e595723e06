"""Of whom a phrase is said: names, roles, pronouns and what stands between them."""

from __future__ import annotations

import pytest

from imr_tui.analysis.model import Rules
from imr_tui.document.parse import parse
from imr_tui.prose.people import People, Who, people_of
from imr_tui.prose.subjects import subject_of

V, S, P, F, ANY, NONE = Who.VICTIM, Who.SUSPECT, Who.PERSON, Who.FORCE, Who.SOMEBODY, Who.NOBODY


@pytest.mark.parametrize(
    ("ahead", "who"),
    [
        ("The victim", V),
        ("Anna", V),
        ("Mrs Holt", V),
        ("Ruth", V),
        ("Mark Reed", S),
        ("The suspect", S),
        ("Joan Holt", V),
        ("Joan", P),
        ("Her mother", P),
        ("Mark's mother", P),
        ("The mother of the victim", P),
        ("The neighbours", P),
        ("A woman, who had previously", P),
        ("The victim, her sister and her brother", P),
        ("The force", F),
        ("Northshire Police", F),
        ("PC Dale", F),
        ("PC 4471 Peter Dale had repeatedly", F),
        ("Dale", F),
        ("DC Tom Ellery", F),
        ("The officer who interviewed the victim", F),
        ("A reminder was sent to the officer who had", F),
        ("The letter was meant for Mark, who", S),
        ("The note was about Anna, who", V),
        ("The officers dealing with Anna", F),
        ("The victim's social worker", F),
        ("Anna's GP", F),
        ("Following contact with the victim, the force", F),
        ("Officers asked the victim but", F),
        ("The family felt that the force had", F),
        ("The decision of the sergeant not to ask the victim", F),
        ("The call handler", F),
        ("PC Khan (a neighbourhood officer)", F),
        ("We", F),
        ("I", F),
        ("Police were told that the victim had", V),
        ("The officers closed the log as the victim had", V),
        ("The case was closed as Anna", V),
        ("The letter was sent as the force", F),
        ("The victim was seen by officers as the suspect and", V),
        ("In the strategy meeting the victim", V),
        ("The victim was regarded by the housing officers as", V),
        ("The victim met the officer and then", V),
        ("On 3 May Anna", V),
        ("On 3 May the victim again", V),
        ("When the police came, Anna", V),
        ("The supervisor told the officer that the suspect", S),
        ("Anna, despite the advice of officers,", V),
        ("She", V),
        ("He", S),
        ("They", ANY),
        ("Officers attended the flat but they", F),
        ("Officers noted that she", V),
        ("PC Dale thought that she had", V),
        ("PC Dale said that he had", F),
        ("Although the officers tried, she", V),
        ("Beth", P),
        ("In March Beth Cole", P),
        ("Officers came twice, but on each the victim", V),
        ("With the IDVA the victim", V),
        ("At the first the victim and her mother", P),
        ("A leaflet was handed to both the victim and her mother, and the officer", F),
        ("For the force, as the victim", V),
        ("So long as the victim", V),
        ("Anna, when PC Dale arrived,", V),
        ("Anna, whom the officers had visited twice,", V),
        ("Anna, to whom the nurse had written,", V),
        ("Anna, PC Dale noted,", V),
        ("The victim, it was recorded by officers,", V),
        ("PC Dale, when the victim asked him,", F),
        ("The force, to which the victim had written,", F),
        ("The day after the officers attended the victim", V),
        ("The officers, when Anna called, were told that Mark", S),
        ("The log was closed as the victim", V),
        ("Help was turned down by the victim, which", V),
        ("The flat was searched by the officers, which", F),
        ("The place was a lifeline which Anna", V),
        ("I find, and say so plainly, that she", V),
        ("Anna was referred to the local crisis service but", V),
        ("Anna was visited by the liaison nurse but", V),
        ("On the third visit Anna", V),
        ("Anna agreed that the crisis service", F),
        ("The letter to the victim", NONE),
        ("It", NONE),
        ("", NONE),
    ],
)
def test_the_subject_of_a_phrase(ahead: str, who: Who, people: People) -> None:
    sentence = f"{ahead} failed to"
    assert subject_of(sentence, 0, len(ahead) + 1, "", people) is who


@pytest.mark.parametrize(
    ("before", "ahead", "who"),
    [
        ("PC Dale attended.", "He", F),
        ("Two officers attended.", "They", F),
        ("Two officers attended.", "She", V),
        ("PC Dale spoke with Anna.", "She", V),
        ("", "She", V),
    ],
)
def test_a_pronoun_may_mean_the_officer_of_the_sentence_before(
    before: str, ahead: str, who: Who, people: People
) -> None:
    assert subject_of(f"{ahead} failed to", 0, len(ahead) + 1, before, people) is who


def test_a_role_of_one_word_names_its_bearer(rules: Rules, review) -> None:
    text = review("Text.").replace("- Role: Mother of the victim", "- Role: Employer")
    people = people_of(parse(text, rules.schema), rules.prose)
    assert subject_of("The employer failed to", 0, 13, "", people) is P
    assert subject_of("The employer failed to", 0, 13, "", People()) is NONE


def test_failings_are_told_apart_by_whose_they_are(check, review) -> None:
    text = review(
        "# Analysis {covers=analysis}\n\n"
        "The force failed to engage the family. PC Dale failed to record the threat. Anna failed to report it. "
        "The suspect refused to answer. The court refused bail. She refused to give a statement. "
        "The officers should have asked. The victim should have told them.\n"
    )
    assert [(finding.rule, finding.text) for finding in check(text, "wording.")] == [
        ("wording.failed-to", "failed to report"),
        ("wording.refused", "refused to give"),
        ("wording.victim-should-have", "should have told"),
    ]


def test_a_noun_behind_an_intransitive_verb_begins_its_own_clause(people: People) -> None:
    ahead = "When the officers arrived Anna was"
    assert subject_of(ahead, 0, len(ahead), "", people) is V


def test_what_somebody_is_said_to_be_is_no_subject(people: People) -> None:
    ahead = "Mark had been a quiet family man and a"
    assert subject_of(ahead, 0, len(ahead), "", people) is S
    ahead = "There was a woman who"
    assert subject_of(ahead, 0, len(ahead), "", people) is P


def test_a_participle_is_told_of_whom_with_brings_in(people: People) -> None:
    ahead = "With the victim"
    assert subject_of(f"{ahead} refusing to", 0, len(ahead) + 1, "", people, phrase="refusing to") is V
    ahead = "There was a pattern of the victim"
    assert subject_of(f"{ahead} refusing to", 0, len(ahead) + 1, "", people, phrase="refusing to") is V
    ahead = "With the officers"
    assert subject_of(f"{ahead} refusing to", 0, len(ahead) + 1, "", people, phrase="refusing to") is F


@pytest.mark.parametrize(
    ("rest", "who"),
    [
        (" the victim left officers without evidence.", V),
        (" to officers Anna left them without evidence.", V),
        (" to the victim the force left her at risk.", F),
        (" it, the officer missed the sign.", F),
        (" was not an offence.", NONE),
    ],
)
def test_a_participle_that_opens_a_sentence_is_told_of_the_subject_behind_it(
    rest: str, who: Who, people: People
) -> None:
    assert subject_of(f"By refusing help{rest}", 0, 3, "", people, rest, "refusing help") is who


def test_a_participle_behind_a_comma_is_told_of_the_subject_behind_the_next(people: People) -> None:
    ahead = "The service offered a place and, having"
    rest = ", the victim turned it down."
    assert subject_of(f"{ahead} been given{rest}", 0, len(ahead) + 1, "", people, rest, "been given") is V
    ahead = "The victim waited and, having"
    rest = ", the officers left."
    assert subject_of(f"{ahead} been given{rest}", 0, len(ahead) + 1, "", people, rest, "been given") is F
