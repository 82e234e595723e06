import pytest

PEOPLE = """\
# People {covers=characteristics}

## P1: Ann Carter

- Role: Victim
- Name and aliases: Ann Carter
- Address: 1 Low Road
  - Restriction: not the street
- Date of birth: 1987-06-17
- Sex:

Ann ran the studio.

## P2: Ben Doe

- Role: Suspect
- Name and aliases: Ben Doe
- Publication restrictions: No picture of the house, as the family asks

## P3: Cass Carter

- Role: Child
- Name and aliases: Cass Carter
- Publication restrictions: None known
"""

WHOLE = """\
# Terms

## T1: Risk

Whether risk was seen.

## T2: Custody

- Not addressed because: nobody was in custody

# Method {covers=methodology}

## S1: Niche

- Type: Police system
- Accessed: Partly
- Reason not accessed: closed in 2023
- Link: https://example.org/niche

## I1: PC Hale

- Person: PC Hale
- Role: Response officer
- Events: E1
- Spoken to: No
- Reason not spoken to: retired

# Overview {covers=overview}

Outline of all contact.

## E1: A call

- Date: 2023-03-14 21:40
- Contact with: Victim
- Agencies: Northshire Police
- Action taken: Two officers attended
- Sources: S1 (log 1102)
- Weather: rain

Shouting was heard.

## E2: A visit

- Date: about May 2023

# Analysis {covers=analysis}

## F1: No form

- Events: E1
- Practice: Not consistent with policy
- Policy: S1
- Why: demand
- Terms of reference: T1

The form was left out.

## F2: Staying

- Events: E2
- Practice: Good practice
- Policy: S1
- Why: training

She stayed.

# Learning {covers=learning}

## L1: Forms

- Arises from: F1 (see the log), E1
- Action already taken: None yet

Forms matter.

# Recommendations {covers=recommendations}

## R1: Better forms

- Learning points: L1
- Scope: Local
- Owner: Head of Response
- Target date: 31 March 2026

Make the form better.

### A1: Draft

- Owner: Inspector Low
- Due: 1 May 2026
- Progress: Not started

### A2: Train

- Milestone: Half trained

## R2: Nothing planned

- Learning points: L1

Do more.
"""


@pytest.fixture(scope="module")
def made(export):
    return export(WHOLE)


def test_each_subject_has_a_column_and_others_a_table_of_their_own(export):
    made = export(PEOPLE)
    subjects = made.table("Characteristics of the victim and suspect")
    others = made.table("Characteristics of other people")

    assert subjects[0] == ["Characteristic", "Victim\nAnn Carter", "Suspect\nBen Doe", "Restrictions on publication"]
    assert len(subjects) == 14
    assert ["Date of birth", "17 June 1987", "Not stated", "See note below"] in subjects
    assert ["Address", "1 Low Road", "Not stated", "Victim: not the street"] in subjects
    assert others == [
        ["Characteristic", "Child\nCass Carter", "Restrictions on publication"],
        ["Name and aliases", "Cass Carter", "None known"],
    ]
    assert made.paragraphs("TableNote") == [
        "Publication restrictions, victim (Ann Carter): As stated in the table",
        "Publication restrictions, suspect (Ben Doe): No picture of the house, as the family asks",
    ]
    assert "Ann ran the studio." in made.paragraphs("NumberedPara")


def test_an_exception_is_noted_and_only_its_own_row_points_to_it(export):
    made = export(
        "# People\n\n## P1: Ann\n\n- Role: Victim\n- Sex: Female\n- Address: 1 Low Road\n"
        "- Publication restrictions: None known, other than for her address\n\n"
        "## P2: Ben\n\n- Role: Suspect\n- Publication restrictions: None known\n"
    )
    rows = {row[0]: row[3] for row in made.table("Characteristics of the victim and suspect")}

    assert rows["Sex"] == "None known"
    assert rows["Address"] == "See note below"
    assert made.paragraphs("TableNote") == [
        "Publication restrictions, victim (Ann): None known, other than for her address",
        "Publication restrictions, suspect (Ben): None known",
    ]


def test_a_prohibition_that_begins_with_no_is_not_taken_for_none(export):
    made = export(
        "# People\n\n## P1: Ann\n\n- Role: Child\n- Sex: Female\n- Publication restrictions: No detail published\n"
    )

    assert made.table("Characteristics of other people")[1][-1] == "See note below"
    assert made.paragraphs("TableNote")[0].endswith("No detail published")


def test_a_role_that_nobody_has_stays_a_column_of_blanks(export):
    made = export("# People\n\n## P1: Ann\n\n- Role: Victim\n- Sex: Female\n")
    table = made.table("Characteristics of the victim and suspect")

    assert table[0][1:3] == ["Victim\nAnn", "Suspect"]
    assert ["Sex", "Female", "Not stated", "Not stated"] in table


def test_many_subjects_are_spread_over_tables(export):
    people = "\n\n".join(f"## P{n}: Person {n}\n\n- Role: Victim\n- Sex: Female" for n in range(1, 5))
    made = export(f"# People\n\n{people}\n")
    widths = [len(table[0]) for table in made.tables() if table[0][0] == "Characteristic"]

    assert widths == [5, 4]


def test_the_chronology_has_the_columns_and_everything_written(made):
    table = made.table("Chronology of police contact")

    assert table[0] == ["Ref", "Date", "Contact with", "What happened", "Action taken", "Agencies", "Sources"]
    assert table[1] == [
        "E1\nSee F1, L1",
        "14 March 2023, 21:40",
        "Victim",
        "A call\nShouting was heard.\nWeather: rain",
        "Two officers attended",
        "Northshire Police",
        "S1 (log 1102)",
    ]
    assert table[2] == [
        "E2\nSee F2",
        "about May 2023",
        "Not stated",
        "A visit",
        "Not stated",
        "Not stated",
        "Not stated",
    ]


def test_the_review_chooses_its_own_columns(export):
    more = '\n[word]\nchronology = ["When", "Event", "Weather", "when"]\naction_plan = ["Ref", "Action", "Timescale", "Recommendation"]\n'
    made = export(WHOLE, more=more)
    unlisted = (
        "Contact with: Victim\nAgencies: Northshire Police\nAction taken: Two officers attended\nSources: S1 (log 1102)"
    )

    assert made.table("Chronology of police contact")[:2] == [
        ["When", "Event", "Weather"],
        [
            "E1\n14 March 2023, 21:40",
            f"A call\nShouting was heard.\n{unlisted}",
            "rain",
        ],
    ]
    plan = made.table("Actions under each recommendation")
    assert plan[0] == ["Ref", "Action", "Timescale", "Recommendation"]
    assert plan[1] == [
        "A1",
        "Draft\nOwner: Inspector Low\nProgress: Not started",
        "1 May 2026",
        "R1: Make the form better.",
    ]


def test_an_action_says_what_its_recommendation_says_where_it_is_silent(made):
    plan = made.table("Actions under each recommendation")

    assert plan[0] == ["Recommendation", "Scope", "Action", "Lead", "Milestone", "Target date", "Completed and outcome"]
    assert plan[1] == [
        "R1: Make the form better.",
        "Local",
        "A1: Draft\nProgress: Not started",
        "Inspector Low",
        "Not stated",
        "1 May 2026",
        "Not stated",
    ]
    assert plan[2] == [
        "R1, as above",
        "Local",
        "A2: Train",
        "Head of Response",
        "Half trained",
        "31 March 2026",
        "Not stated",
    ]
    assert plan[3] == [
        "R2: Do more.",
        "Not stated",
        "Not stated",
        "Not stated",
        "Not stated",
        "Not stated",
        "Not stated",
    ]


def test_findings_learning_and_recommendations_are_set_off(made):
    assert made.paragraphs("Finding") == [
        "The form was left out.",
        "Practice: Not consistent with policy",
        "Policy: S1",
        "Why: demand",
        "Events: E1.  Terms of reference: T1.  Learning points: L1.",
    ]
    assert made.paragraphs("GoodPractice")[0] == "She stayed."
    assert made.paragraphs("LearningPoint") == [
        "Forms matter.",
        "Action already taken: None yet",
        "Arises from: F1 (see the log), E1",
        "Recommendations: R1, R2.",
    ]
    assert made.paragraphs("Recommendation")[-1] == "Learning points: L1."
    assert "Measure: Not stated" in made.paragraphs("Recommendation")
    assert made.paragraphs("RecordHeading2") == [
        "Finding F1: No form",
        "Good practice: finding F2: Staying",
        "Learning point L1: Forms",
        "Recommendation R1: Better forms",
        "Recommendation R2: Nothing planned",
    ]


def test_links_lead_both_ways_and_every_record_can_be_reached(made):
    links = {(text, target) for text, target in made.links() if target.startswith("record_")}

    for ident in ("E1", "E2", "F1", "F2", "L1", "R1", "R2", "A1", "A2", "S1", "T1"):
        assert (ident, f"record_{ident}") in links
    assert {target for _, target in links} <= set(made.bookmarks())
    assert "record_I1" in made.bookmarks()


def test_sources_and_interviews_are_tables(made):
    assert made.table("Sources consulted for this review")[1] == [
        "S1",
        "Niche\nhttps://example.org/niche",
        "Police system",
        "Partly\nclosed in 2023",
    ]
    assert made.table("Officers and staff involved")[1] == [
        "I1",
        "PC Hale\nResponse officer",
        "E1",
        "No\nretired",
        "Not stated",
    ]


def test_terms_stand_in_place_and_are_answered_at_the_end(made):
    assert made.table("Points set for this review")[1:] == [
        ["T1", "Risk\nWhether risk was seen."],
        ["T2", "Custody\nNot addressed because: nobody was in custody"],
    ]
    assert made.table("Where each term of reference is answered")[1:] == [
        ["T1", "Risk", "F1"],
        ["T2", "Custody", "Not addressed because: nobody was in custody"],
    ]
    assert made.table("Abbreviations used in this review")[1:] == [["MARAC", "Multi-Agency Risk Assessment Conference"]]


def test_tables_are_numbered_in_the_order_of_the_text(made):
    captions = [line for line in made.paragraphs("Caption") if line.startswith("Table ")]

    assert [caption.partition(":")[0] for caption in captions] == [f"Table {n}" for n in range(1, len(captions) + 1)]
    assert captions[0] == "Table 1: Points set for this review"


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ("# Recommendations\n\n## R1: Do\n\nDo it.\n\n# Last\n\nText.", ["Recommendations", "Action plan", "Last"]),
        (
            "# Recommendations and action plan\n\n## R1: Do\n\nDo it.\n\n# Last\n\nText.",
            ["Recommendations and action plan", "Last"],
        ),
        (
            "# Recommendations\n\n## R1: Do\n\nDo it.\n\n# Our action plan\n\nText.\n\n# Last\n\nText.",
            ["Recommendations", "Our action plan", "Last"],
        ),
        (
            "# Recommendations\n\n## R1: Do\n\nDo it.\n\n# Steps\n\n## A1: Step\n\n- Recommendation: R1\n\n# Last\n\nText.",
            ["Recommendations", "Steps", "Last"],
        ),
    ],
)
def test_the_action_plan_stands_once_where_it_belongs(export, body, headings):
    made = export(body)

    assert made.paragraphs("Heading1") == headings
    assert made.titles().count("Actions under each recommendation") == 1
    assert made.words().index("Actions under each recommendation") < made.words().rindex("Last")


def test_events_under_several_headings_keep_them(export):
    made = export(
        "# Overview\n\n## 2022\n\n### E1: A\n\nOne.\n\n## 2023\n\n### E2: B\n\nTwo.\n\n#### F1: Nested\n\n- Why: so\n\nThree."
    )

    assert [title for title in made.titles() if "contact" in title] == [
        "Chronology of police contact: 2022",
        "Chronology of police contact: 2023",
    ]
    assert made.paragraphs("Finding")[-1] == "Events: E2."
    assert made.table("Chronology of police contact: 2023")[1][0] == "E2\nSee F1"


def test_a_second_record_of_an_id_is_printed_as_it_was_written(export):
    made = export("# Overview\n\n## E1: First\n\nOne.\n\n## E1: Again\n\n- Date: 1 May 2023\n- Odd: field\n\nTwo.")

    assert "E1: Again" in made.paragraphs("Heading2")
    assert made.paragraphs("NumberedPara") == ["Date: 1 May 2023", "Odd: field", "Two."]
    assert made.bookmarks().count("record_E1") == 1


def test_nothing_that_was_written_in_a_record_is_lost(export):
    body = "# Analysis\n\n## F1: Found\n\n- Why: because\n\n  of much\n- Own field: kept\n- Why: twice\n\nText.\n\n### Part of it\n\nMore **text**.\n\n- item\n\n> quoted\n"
    words = export(body).words()

    for wanted in (
        "because",
        "of much",
        "Own field: kept",
        "Why: twice",
        "Text.",
        "Part of it",
        "More text.",
        "item",
        "quoted",
    ):
        assert wanted in words


def test_abbreviations_that_the_text_spells_out_are_listed_with_those_of_the_glossary(export):
    made = export(
        "# One\n\nA multi-agency risk *assessment* conference (MARAC), and British Sign Language (BSL).\n\n"
        "- the Independent Domestic Violence Adviser (IDVA)[^1]\n\n[^1]: See the Crown Prosecution Service (CPS).\n"
    )

    assert made.table("Abbreviations used in this review")[1:] == [
        ["BSL", "British Sign Language"],
        ["CPS", "Crown Prosecution Service"],
        ["IDVA", "Independent Domestic Violence Adviser"],
        ["MARAC", "Multi-Agency Risk Assessment Conference"],
    ]
