"""Who is who: told by the records, the interviews and the front matter."""

from __future__ import annotations

from imr_tui.analysis.model import Rules
from imr_tui.document.parse import parse
from imr_tui.prose.model import SUBJECTS
from imr_tui.prose.people import ACCEPTS, People, Who, people_of

V, S, P, F, ANY, NONE = Who.VICTIM, Who.SUSPECT, Who.PERSON, Who.FORCE, Who.SOMEBODY, Who.NOBODY


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


def test_every_subject_of_a_rule_is_known() -> None:
    assert set(ACCEPTS) == set(SUBJECTS) - {"any", "child"}
