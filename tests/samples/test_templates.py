"""Each template as shipped: nothing to complain of, nothing ticked, a place for every question, every field to fill."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from imr_tui.analysis.analyse import analyse
from imr_tui.analysis.model import Analysis
from imr_tui.checklist.model import State
from imr_tui.data.loader import load_rules
from imr_tui.document.front import read_front
from imr_tui.document.front_edits import from_template

FOLDER = Path(__file__).parents[2] / "templates"
TEMPLATES = sorted(FOLDER.glob("*.md"))
KINDS = "PTSIEFLRA"


@pytest.fixture(params=TEMPLATES, ids=lambda path: path.stem)
def template(request: pytest.FixtureRequest) -> Analysis:
    path: Path = request.param
    return analyse(path.read_text(encoding="utf-8"), load_rules())


TWELVE = {
    "dhr": "Domestic Homicide Review",
    "sar": "Safeguarding Adult Review",
    "lcspr": "Local Child Safeguarding Practice Review",
    "rapid-review": "Rapid Review",
    "susr": "Single Unified Safeguarding Review",
    "practice-review": "Adult Practice Review",
    "mappa-scr": "MAPPA Serious Case Review",
    "owhr": "Offensive Weapons Homicide Review",
    "pimr": "Police Internal Management Review",
    "joint": "Joint Review",
    "learning-review": "Learning Review",
    "general": "Any review that sends no form of its own",
}


def test_there_is_one_for_every_kind_of_review() -> None:
    for name, kind in TWELVE.items():
        front = read_front((FOLDER / f"{name}.md").read_text(encoding="utf-8"), load_rules().schema)
        assert kind in front.table("template")["for"]
    assert {path.stem for path in TEMPLATES} == set(TWELVE)


def test_has_no_findings(template: Analysis) -> None:
    assert [(finding.rule, finding.message) for finding in template.findings] == []


def test_scores_nothing(template: Analysis) -> None:
    assert (template.checklist.done, template.checklist.settled, template.checklist.total) == (0, 0, 24)
    assert {item.state for item in template.checklist.items} <= {State.TODO, State.STARTED}


def test_a_review_started_from_it_is_as_clean(template: Analysis) -> None:
    started = analyse(from_template(template.report.text, "mine"), load_rules())
    assert started.report.front.get("", "template") == "mine"
    assert (started.findings, started.checklist.done) == ((), 0)
    assert started.report.text.partition("+++\n\n")[2] == template.report.text.partition("+++\n\n")[2]


def test_holds_no_prose_of_its_own(template: Analysis) -> None:
    assert sum(section.part.prose_words for section in template.report.sections) == 0
    assert template.counts.words == 0


def test_every_question_has_a_place(template: Analysis) -> None:
    without = [item for item in load_rules().schema.items if not template.report.covering(item)]
    assert without == []


def test_the_areas_stand_in_order(template: Analysis) -> None:
    areas = load_rules().schema.areas
    first = {area: template.report.covering(area)[0].index for area in areas}
    assert sorted(areas, key=lambda area: first[area]) == list(areas)


@pytest.mark.parametrize("letter", KINDS)
def test_every_kind_has_a_blank_record_with_its_fields(template: Analysis, letter: str) -> None:
    records = template.report.of_kind(letter)
    assert records
    linked_by_nesting = {"Recommendation"}
    asked = [name for name in load_rules().schema.kinds[letter].inserts if name not in linked_by_nesting]
    for record in records:
        assert [entry.name for entry in record.part.fields if entry.spec is not None][: len(asked)] == asked
        filled = {entry.name for entry in record.part.fields if entry.value.is_value}
        assert filled <= {"Role"}


def test_subjects_have_their_person(template: Analysis) -> None:
    roles = [person.value("Role") for person in template.report.of_kind("P")]
    assert [role.text for role in roles if role] == template.report.front.get("review", "subjects")


def test_says_what_it_is_and_what_it_rests_on(template: Analysis) -> None:
    about = template.report.front.table("template")
    assert set(about) == {"name", "for", "based_on", "version"}
    assert all(about.values())
    unseen = re.search(
        r"\b(not|no|none)\b[^.]*\b(seen|read|used|claimed)\b|\bnone was seen\b", about["based_on"], re.IGNORECASE
    )
    assert unseen, "what was not seen has to be said as well"


def test_prompts_name_every_section_of_the_advice(template: Analysis) -> None:
    prompts = re.findall(r"<!--.*?-->", template.report.text, re.DOTALL)
    named = {section for prompt in prompts for section in re.findall(r"\b2[a-h]\b", prompt)}
    assert named == {f"2{letter}" for letter in "abcdefgh"}


def test_prompts_are_short(template: Analysis) -> None:
    prompts = re.findall(r"<!--.*?-->", template.report.text, re.DOTALL)
    assert max(len(prompt.split()) for prompt in prompts if "Appendix B" not in prompt) <= 80


def test_the_homicide_template_names_its_successor_and_its_action_plan() -> None:
    report = analyse((FOLDER / "dhr.md").read_text(encoding="utf-8"), load_rules()).report
    assert report.front.table("template")["for"] == ["Domestic Homicide Review", "Domestic Abuse Related Death Review"]
    assert report.front.table("deadlines") == {"incident_to_requested": 90, "requested_to_completed": 56}
    assert report.front.table("word")["action_plan"] == [
        "Recommendation",
        "Scope",
        "Action",
        "Lead",
        "Milestone",
        "Target date",
        "Completed and outcome",
    ]


def test_the_order_of_prompts_is_the_reviews_own() -> None:
    """Each kind of review speaks of its own people and questions: no two templates have the same prompts."""
    prompts = {
        path.stem: set(re.findall(r"<!--.*?-->", path.read_text(encoding="utf-8"), re.DOTALL)) for path in TEMPLATES
    }
    for name, own in prompts.items():
        for other, theirs in prompts.items():
            if name < other:
                assert len(own - theirs) >= 10, (name, other)


@pytest.mark.parametrize("name", ["mappa-scr", "susr", "practice-review"])
def test_columns_of_its_own_are_fields_of_its_actions(name: str) -> None:
    report = analyse((FOLDER / f"{name}.md").read_text(encoding="utf-8"), load_rules()).report
    added = report.front.table("fields")["A"]["add"]
    assert set(added) <= set(report.front.table("word")["action_plan"])
    assert set(added) <= {entry.name for entry in report.records["A1"].part.fields}


def test_a_rapid_review_is_written_in_days() -> None:
    report = analyse((FOLDER / "rapid-review.md").read_text(encoding="utf-8"), load_rules()).report
    assert report.front.table("deadlines") == {"requested_to_completed": 12}
