import csv
import io
from pathlib import Path

import pytest

from imr_tui.document.parse import parse
from imr_tui.errors import ExitStatus, InputError, RefusedError
from imr_tui.word.columns import COLUMN_SETS
from imr_tui.word.options import ExportOptions
from imr_tui.word.plain_tables import export_csv, guarded

BODY = "# Overview\n\nA secret outline with [F1].\n\n## E1: Call\n\n- Date: 1 May 2023\n\nShouting [E1], [F1].\n\n# Rest\n\n## F1: Found\n\n- Events: E1\n\n## R1: Do\n\nDo it.\n\n### A1: Step\n\n- Owner: Ann\n"


def test_the_chronology_alone(export):
    made = export(BODY, profile="chronology")

    assert made.titles() == ["Chronology of police contact"]
    assert made.tables()[0][1][:2] == ["E1", "1 May 2023"]
    assert made.paragraphs("FrontHeading") == ["Individual Management Review: chronology"]
    assert "secret" not in made.words()
    assert made.links() == [("E1", "record_E1")]
    assert b'w:orient="landscape"' in made.parts["word/document.xml"]


def test_the_action_plan_alone(export):
    made = export(BODY, profile="action-plan")

    assert made.titles() == ["Actions under each recommendation"]
    assert made.tables()[0][1][0] == "R1: Do it."
    assert set(made.bookmarks()) == {"record_R1", "record_A1"}
    assert "secret" not in made.words()


@pytest.mark.parametrize("profile", ["chronology", "action-plan"])
def test_a_profile_with_nothing_in_it_says_so(export, profile):
    assert "Not stated" in export("# One\n\nText.", profile=profile).words()


def test_pseudonyms_are_refused_with_a_next_step(export):
    with pytest.raises(RefusedError) as caught:
        export(BODY, profile="pseudonyms")

    assert caught.value.exit_status is ExitStatus.NOT_SETTLED
    assert caught.value.hint


def test_an_unknown_profile_is_an_input_error(export):
    with pytest.raises(InputError, match="full, pseudonyms, chronology, action-plan"):
        export(BODY, profile="full ")


@pytest.mark.parametrize(
    ("body", "front"),
    [
        ("# One\n\nText <!-- never closed\n\n# Two\n", "+++\nimr = 1\n"),
        ("# One\n\nText.", "+++\nimr = \n"),
        ("# One\n\n[E2]: https://example.org\n\nText.", "+++\nimr = 1\n"),
        ("# One\n\n" + "\n".join("  " * n + "- deep" for n in range(20)), "+++\nimr = 1\n"),
    ],
    ids=["open comment", "unreadable front matter", "text read as a definition", "nested too deep"],
)
def test_nothing_is_exported_that_would_lack_text_or_marking(export, body, front):
    with pytest.raises(RefusedError) as caught:
        export(body, front=front)

    assert caught.value.hint


# The tables as CSV, and other columns

COLUMNS = """\
# Account

## S1: Niche

## S2: STORM

## E1: A call

- Date: about 14 March 2023, 21:40
- Contact with: Victim
- Sources: S1, S2 (log 4)

Shouting
was heard.

- a first thing

## E2: =HYPERLINK("http://x")

- Date: May 2023
- Action taken: +44 was rung
- Contact with: @them

# Plan

## R1: Better forms

- Scope: Local

Make the form better.

### A1: Draft

- Owner: Inspector Low
- Due: 1 May 2026
- Milestone: Agreed
- Progress: Not started

### A2: -2+3

- Owner: Inspector Low
"""


def table_of(read, schema, profile, **options):
    data = export_csv(read(COLUMNS), schema, ExportOptions(profile=profile, **options))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_chronology_as_csv_is_whole_and_no_cell_is_a_formula(read, schema):
    rows = table_of(read, schema, "chronology")

    assert rows[0] == ["Ref", "Date", "Contact with", "What happened", "Action taken", "Agencies", "Sources"]
    assert rows[1][3] == "A call\nShouting was heard.\n• a first thing"
    assert rows[1][6] == "S1: Niche; S2: STORM (log 4)"
    assert rows[2][2] == "'@them"
    assert rows[2][3].startswith("'=HYPERLINK(")
    assert rows[2][4] == "'+44 was rung"


def test_the_columns_of_chronolator_hold_one_date_and_one_time(read, schema):
    rows = table_of(read, schema, "chronology", columns=COLUMN_SETS["chronolator"])

    assert rows[0][:6] == ["Seq", "Start date", "Start time", "End date", "End time", "Source of information"]
    assert rows[1][:6] == ["1", "?14 March 2023", "21:40", "", "", "S1: Niche; S2: STORM (log 4)"]
    assert rows[2][:5] == ["2", "May 2023", "", "", ""]


def test_every_row_of_the_action_plan_as_csv_says_what_it_belongs_to(read, schema):
    rows = table_of(read, schema, "action-plan")

    assert [row[0] for row in rows[1:]] == ["R1: Make the form better."] * 2
    assert rows[2][2] == "A2: -2+3"
    assert rows[1][5] == "1 May 2026"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "\uff1d1"])
def test_no_cell_opens_a_formula(cell):
    assert guarded(cell) == f"'{cell}"


def test_no_csv_is_made_of_a_document_that_would_lack_text(read, schema):
    with pytest.raises(RefusedError):
        export_csv(read("# One\n\n<!-- never closed"), schema, ExportOptions(profile="chronology"))


def test_only_tables_are_csv(read, schema):
    with pytest.raises(InputError):
        export_csv(read(COLUMNS), schema, ExportOptions())


def test_four_fields_are_a_block_for_each_action(export):
    made = export(COLUMNS, more='\n[word]\naction_plan = "mappa"\n')

    assert made.table("Action 1 of 2") == [
        ["Action 1", "What is to be done"],
        ["Action", "A1: Draft\nRecommendation: R1: Make the form better."],
        ["How will it be taken forward?", "Agreed\nProgress: Not started"],
        ["By whom (grade, rank, role)", "Inspector Low"],
        ["Timescale (include dates)", "1 May 2026"],
    ]
    assert ("R1", "record_R1") in made.links()


@pytest.mark.parametrize("name", ["dhr", "mappa-scr", "lcspr", "general", "susr"])
def test_the_templates_own_columns_are_printed(read, schema, name):
    text = (Path(__file__).parents[2] / "templates" / f"{name}.md").read_text()
    data = export_csv(parse(text, schema), schema, ExportOptions(profile="action-plan"))

    head = data.decode("utf-8-sig").splitlines()[0]
    assert head.startswith(
        "Action,How it will be taken forward" if name == "mappa-scr" else ("Recommendation,", "Action,")
    )


def test_a_review_that_asks_how_it_will_be_taken_forward_gets_blocks(export):
    columns = '["Action", "How it will be taken forward", "By whom", "Timescale"]'
    made = export(COLUMNS, more=f"\n[word]\naction_plan = {columns}\n")

    assert [title for title in made.titles() if title.startswith("Action ")] == ["Action 1 of 2", "Action 2 of 2"]


def test_columns_asked_for_go_ahead_of_the_documents_own(export):
    more = '\n[word]\nchronology = ["Ref", "What happened"]\n'

    assert export(COLUMNS, more=more, profile="chronology").tables()[0][0] == ["Ref", "What happened"]
    made = export(COLUMNS, more=more, profile="chronology", columns=("Seq", "Event"))
    assert made.tables()[0][0] == ["Seq", "Event"]
    assert {"record_E1", "record_E2"} <= set(made.bookmarks())
