"""Of whom a phrase is said: names, roles, pronouns and what stands between them."""

from __future__ import annotations

import pytest

from imr_tui.analysis.model import Rules
from imr_tui.document.parse import parse
from imr_tui.prose.model import SUBJECTS
from imr_tui.prose.named import names, speaks_of_child
from imr_tui.prose.people import ACCEPTS, People, Who, is_said_of_child, people_of, subject_of, suspect_alone

V, S, P, F, ANY, NONE = Who.VICTIM, Who.SUSPECT, Who.PERSON, Who.FORCE, Who.SOMEBODY, Who.NOBODY


@pytest.fixture(scope="module")
def people(rules: Rules, review) -> People:
    return people_of(parse(review("Text."), rules.schema), rules.prose)


def test_names_come_from_records_interviews_and_the_front_matter(people: People) -> None:
    assert {"anna", "holt", "ruth"} <= people.victims
    assert {"mark", "reed"} <= people.suspects
    assert "joan" in people.others
    assert {"peter", "dale", "priya", "nair"} <= people.officers
    assert "of" not in people.names
    assert (people.he, people.she) == (S, V)


def test_a_pronoun_is_open_where_it_may_be_either(rules: Rules, review) -> None:
    text = review("Text.").replace(
        "- Name and aliases: Mark Reed\n- Sex: Male", "- Name and aliases: Mark Reed\n- Sex: Female"
    )
    people = people_of(parse(text, rules.schema), rules.prose)
    assert people.she is ANY
    assert people_of(parse("# Nobody\n", rules.schema), rules.prose).he is ANY


def test_a_role_of_one_word_names_its_bearer(rules: Rules, review) -> None:
    text = review("Text.").replace("- Role: Mother of the victim", "- Role: Employer")
    people = people_of(parse(text, rules.schema), rules.prose)
    assert subject_of("The employer failed to", 0, 13, "", people) is P
    assert subject_of("The employer failed to", 0, 13, "", People()) is NONE


def test_every_subject_of_a_rule_is_known() -> None:
    assert set(ACCEPTS) == set(SUBJECTS) - {"any", "child"}


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


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        ("The girl, who was 14, was", True),
        ("The 14-year-old had been", True),
        ("At 13 she", True),
        ("The report says that the boy was", True),
        ("Chloe, 15, was", True),
        ("The worker told the girl that she was", True),
        ("The girl's mother was", False),
        ("The officer who found the child was", False),
        ("The child slept while Mark", False),
    ],
)
def test_what_is_said_of_a_child(ahead: str, said: bool, people: People) -> None:
    assert is_said_of_child(ahead, 0, len(ahead), people) is said


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("Chloe, 15, rang.", True),
        ("Tom (13) rang.", True),
        ("At 13 she left.", True),
        ("She looked older than her 13 years.", True),
        ("He was then fourteen.", True),
        ("At 13 Mill Lane nobody opened.", True),
        ("The call came at 12:30 from the flat.", False),
        ("Section 17, which is long, was read.", False),
    ],
)
def test_a_sentence_that_speaks_of_a_child_gives_an_age(sentence: str, speaks: bool) -> None:
    assert speaks_of_child(sentence, People()) is speaks


def test_whether_a_child_is_named(people: People) -> None:
    assert names("child", "the boy's", people)
    assert names("child", "Chloe's", people)
    assert not names("child", "Anna's", people)


@pytest.mark.parametrize(
    ("ahead", "before", "alone"),
    [
        ("Mark refused to answer, and", "", True),
        ("Mark told Anna that", "", False),
        ("Then", "Mark was arrested.", True),
        ("Then", "Jamie Cole saw Mark.", False),
        ("Then", "", False),
    ],
)
def test_a_pronoun_means_the_suspect_where_nobody_else_is_named(
    ahead: str, before: str, alone: bool, people: People
) -> None:
    assert suspect_alone(ahead, before, people) is alone


def test_a_noun_behind_an_intransitive_verb_begins_its_own_clause(people: People) -> None:
    ahead = "When the officers arrived Anna was"
    assert subject_of(ahead, 0, len(ahead), "", people) is V


def test_what_somebody_is_said_to_be_is_no_subject(people: People) -> None:
    ahead = "Mark had been a quiet family man and a"
    assert subject_of(ahead, 0, len(ahead), "", people) is S
    ahead = "There was a woman who"
    assert subject_of(ahead, 0, len(ahead), "", people) is P
