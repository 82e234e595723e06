"""The schema file holds every kind and field of the format, and a broken one is refused with its place."""

import dataclasses

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.data.schema_reader import FRONT_TYPES, read_schema
from imr_tui.document.schema import FieldType
from imr_tui.errors import InputError

FIELDS = {
    "P": "Role|Name and aliases|Pseudonym|Address|Date of birth|Sex|Gender reassignment|Ethnicity|LGBTQ+|"
    "Religion or faith|Disability|Pregnant at the time|Married or in a civil partnership|Other characteristics|"
    "Publication restrictions",
    "T": "Not addressed because",
    "S": "Type|Accessed|Link|Reason not accessed",
    "I": "Person|Role|Events|Spoken to|Date|Reason not spoken to",
    "E": "Date|Contact with|Agencies|Action taken|Sources|Reason for inclusion",
    "F": "Events|Practice|Policy|Guidance since changed|Why|Missed opportunity|Terms of reference",
    "L": "Arises from|Level|Action already taken|Seen in previous reviews|No recommendation because",
    "R": "Learning points|Addressed to|Scope|Rationale|Intended outcome|Measure|Achievable|Realistic|Target date|"
    "Owner|Tracking|Dissemination",
    "A": "Recommendation|Owner|Due|Milestone|Progress|Completed and outcome",
}
LINKS = {
    "I.Events": ("E",),
    "E.Sources": ("S",),
    "F.Events": ("E",),
    "F.Policy": ("S",),
    "F.Terms of reference": ("T",),
    "L.Arises from": ("E", "F"),
    "R.Learning points": ("L",),
    "A.Recommendation": ("R",),
}
CHOICES = {
    "S.Type": ("Police system", "Force policy", "National guidance", "Other record"),
    "S.Accessed": ("Yes", "Partly", "No"),
    "I.Spoken to": ("Yes", "No"),
    "F.Practice": (
        "Consistent with policy",
        "Consistent, but the policy was not appropriate",
        "Not consistent with policy",
        "Good practice",
    ),
    "L.Level": ("System", "Individual"),
    "R.Scope": ("Local", "Regional", "National"),
}
REASONED = {
    "R.Achievable",
    "R.Realistic",
    "R.Target date",
    "R.Owner",
    "R.Tracking",
    "R.Dissemination",
    "A.Owner",
    "A.Due",
}
DATES = {"P.Date of birth", "I.Date", "E.Date", "R.Target date", "A.Due"}
FRONT = {
    "document": "title marking handling status",
    "review": "type reference commissioned_by overview_author period_start period_end subjects",
    "agency": "name author author_role independence",
    "dates": "incident requested completed quality_assured signed_off request_delay_rationale delay_rationale",
    "deadlines": "incident_to_requested requested_to_completed",
    "language": "spelling",
    "word": "action_plan chronology",
    "": "imr template glossary pseudonyms",
}


def every_field():
    return {f"{kind.letter}.{field.name}": field for kind in load_schema().kinds.values() for field in kind.fields}


@pytest.mark.parametrize("letter", FIELDS)
def test_each_kind_has_its_fields_in_the_order_of_the_format(letter):
    kind = load_schema().kinds[letter]
    assert [field.name for field in kind.fields] == FIELDS[letter].split("|")
    assert kind.area in load_schema().areas


def test_there_are_nine_kinds():
    assert list(load_schema().kinds) == list("PTSIEFLRA")


def test_links_choices_reasons_and_dates_are_those_of_the_format():
    fields = every_field()
    assert {name: field.links_to for name, field in fields.items() if field.links_to} == LINKS
    assert {name: field.choices for name, field in fields.items() if field.choices} == CHOICES
    assert {name for name, field in fields.items() if field.reasoned} == REASONED
    assert {name for name, field in fields.items() if field.type is FieldType.DATE} == DATES
    assert fields["F.Policy"].type is FieldType.TEXT_OR_LINK


def test_a_person_has_thirteen_characteristics_of_which_seven_are_notable():
    fields = load_schema().kinds["P"].fields
    assert [field.name for field in fields if field.characteristic] == FIELDS["P"].split("|")[1:14]
    assert [field.name for field in fields if field.notable] == [
        "Gender reassignment",
        "Ethnicity",
        "LGBTQ+",
        "Religion or faith",
        "Disability",
        "Pregnant at the time",
        "Other characteristics",
    ]


def test_a_form_can_offer_not_known_for_every_suggested_characteristic():
    suggested = [field.suggested for field in load_schema().kinds["P"].fields if field.characteristic]
    assert sum(bool(answers) for answers in suggested) == 8
    assert all(answers[-1] == "Information not known/not recorded" for answers in suggested if answers)


@pytest.mark.parametrize(
    ("letter", "written", "name"),
    [
        ("A", "lead", "Owner"),
        ("A", "Target date", "Due"),
        ("E", "WHEN", "Date"),
        ("P", "Name.", "Name and aliases"),
        ("P", "Religion/Faith", "Religion or faith"),
        ("P", "Disability status", "Disability"),
        ("R", "Lead", "Owner"),
    ],
)
def test_a_synonym_finds_its_field(letter, written, name):
    field = load_schema().kinds[letter].field(written)
    assert field is not None
    assert field.name == name


def test_the_lead_agency_of_a_review_is_no_synonym():
    assert load_schema().kinds["A"].field("Lead agency") is None


def test_section_fields_stand_where_the_format_puts_them():
    schema = load_schema()
    assert [(spec.area, spec.field.name, spec.nil_for) for spec in schema.section_fields] == [
        ("methodology", "Methodological approach", ""),
        ("methodology", "Sources not accessed", ""),
        ("methodology", "Interviews", "I"),
        ("methodology", "Quality assurance", ""),
        ("methodology", "Debriefing of staff", ""),
        ("overview", "Events", "E"),
        ("analysis", "Missed opportunities", ""),
        ("analysis", "Good practice", ""),
        ("learning", "Learning points", "L"),
        ("recommendations", "Recommendations", "R"),
    ]
    assert schema.section_field("events", frozenset({"analysis"})) is None


def test_the_front_matter_has_its_keys():
    keys = {(key.table, key.key): key for key in load_schema().front_keys}
    assert set(keys) == {(table, key) for table, names in FRONT.items() for key in names.split()}
    assert {key.key for key in keys.values() if key.type == "date"} == {
        "period_start",
        "period_end",
        "incident",
        "requested",
        "completed",
        "quality_assured",
        "signed_off",
    }
    assert keys["review", "subjects"].type == "string-list"
    assert keys["", "template"].type == "string-or-table"


def test_the_items_are_numbered_within_their_areas():
    schema = load_schema()
    assert schema.areas == (
        "characteristics",
        "language",
        "methodology",
        "overview",
        "analysis",
        "learning",
        "recommendations",
        "feedback",
    )
    assert len(schema.items) == 24
    assert schema.items[:5] == (*(f"characteristics.{number}" for number in range(1, 5)), "language.1")


def test_everything_a_form_shows_has_its_help_and_source():
    schema = load_schema()
    fields = [*every_field().values(), *(spec.field for spec in schema.section_fields)]
    for entry in (*fields, *schema.kinds.values()):
        assert 15 < len(entry.help) <= 180, entry.name
        assert entry.help.endswith("."), entry.name
        assert entry.source.startswith("2"), entry.name
    assert all(key.label and key.help.endswith(".") for key in schema.front_keys)


SMALL = """
[areas]
overview = 2

[[kind]]
letter = "E"
name = "event"
plural = "events"
area = "overview"
help = "What happened."
source = "2d"
inserts = ["Date"]

[[kind.field]]
name = "Date"
type = "date"
required = true
synonyms = ["When"]
help = "The day."
source = "2d"

[[section_field]]
area = "overview"
name = "Events"
nil_for = "E"
help = "None identified."
source = "2d"

[[front]]
key = "imr"
type = "integer"
label = "Format version"
help = "Written for you."
"""


def test_a_small_schema_is_read():
    schema = read_schema(SMALL)
    assert dataclasses.asdict(schema.kinds["E"].fields[0])["synonyms"] == ("When",)
    assert schema.items == ("overview.1", "overview.2")
    assert schema.section_fields[0].nil_for == "E"
    assert schema.front_keys[0].type in FRONT_TYPES


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("[areas]", "[areas", "schema.toml:"),
        ("overview = 2", "overview = 0", '"areas"'),
        ("overview = 2", "overview = true", '"areas"'),
        ('letter = "E"', 'letter = "EE"', '"letter"'),
        ('letter = "E"\n', "", 'kind "1": "letter" is missing'),
        ('plural = "events"', "plural = 3", '"plural"'),
        ('name = "event"', 'name = " "', '"name"'),
        ('area = "overview"\nhelp', 'area = "learning"\nhelp', '"area" must be one of overview'),
        ('plural = "events"', 'plural = "events"\nplurals = "x"', "unknown: plurals"),
        ('type = "date"', 'type = "day"', 'field "Date": "type" must be one of'),
        ('type = "date"', 'type = "choice"', '"choices" is missing'),
        ('type = "date"', 'type = "link"', '"links_to" is missing'),
        ('type = "date"', 'type = "link"\nlinks_to = ["Q"]', "points to no kind: Q"),
        ('type = "date"', 'choices = ["Yes"]', '"choices" belong to a choice'),
        ('type = "date"', 'links_to = ["E"]', '"links_to" belongs to a link'),
        ('type = "date"', "notable = true", '"notable"'),
        ("required = true", 'required = "yes"', '"required" must be true or false'),
        ('["When"]', '["DATE"]', "names two fields"),
        ('["When"]', '["When", "When"]', "the same text twice"),
        ('["When"]', '["When?"]', "no field name"),
        ('["When"]', '["one two three four five six seven"]', "no field name"),
        ('["When"]', '"When"', '"synonyms" must be a list'),
        ('inserts = ["Date"]', "inserts = []", "leaves out what is required: Date"),
        ('inserts = ["Date"]', 'inserts = ["Date", "Day"]', "names no field of this kind: Day"),
        ('nil_for = "E"', 'nil_for = "L"', "points to no kind: L"),
        ('type = "integer"', 'type = "number"', '"type" must be one of'),
        (
            '[[front]]\nkey = "imr"',
            '[[front]]\nkey = "imr"\nlabel = "A"\nhelp = "B."\n[[front]]\nkey = "imr"',
            "front matter stands twice",
        ),
    ],
)
def test_a_broken_schema_is_refused_with_its_place(before, after, told):
    assert before in SMALL
    with pytest.raises(InputError) as caught:
        read_schema(SMALL.replace(before, after, 1))
    assert told in caught.value.detail
    assert "schema.toml" in caught.value.detail


def test_two_kinds_of_one_letter_are_refused():
    kind = SMALL[SMALL.index("[[kind]]") : SMALL.index("[[section_field]]")]
    with pytest.raises(InputError, match="two kinds have the same letter"):
        read_schema(SMALL + kind)
