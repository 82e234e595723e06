import json

from .conftest import DOCUMENT


def test_the_thread_as_text_names_each_record_and_what_it_lacks(answer, review):
    status, out, err = answer("thread", review)
    lines = out.splitlines()
    assert status == 0
    assert err == ""
    assert lines[0] == "Events and what follows from them"
    assert lines[1].startswith("  E1 Call from a neighbour (line ")
    assert lines[1].endswith(": no Action taken")
    assert lines[2].startswith("    F1 No interpreter (line ")
    assert "no learning point" in lines[2]
    assert any(line.startswith("  R1 ") and "no action" in line for line in lines)
    assert lines[-1].endswith("things are missing.")


def test_only_the_gaps(answer, review):
    review.write_text(
        DOCUMENT.replace("- Agencies: Northshire Police\n", "- Agencies: Northshire Police\n- Action taken: None\n")
    )
    out = answer("thread", review, "--gaps")[1]
    assert "E1" not in out
    assert "F1" in out


def test_the_thread_as_json_has_every_record_with_links_and_gaps(answer, review):
    out = answer("thread", review, "--json")[1]
    assert '"id": "E1"' in out
    told = json.loads(out)
    assert told["schema"] == "imr-thread/1"
    assert [record["id"] for record in told["records"]] == ["E1", "F1", "R1"]
    event, finding, _ = told["records"]
    assert event["kind"] == "event"
    assert event["linked_by"] == ["F1"]
    assert event["gaps"] == ["no Action taken"]
    assert finding["links"] == {"Events": ["E1"]}
    assert told["gaps"] == sum(len(record["gaps"]) for record in told["records"])
    assert DOCUMENT.splitlines()[event["line"] - 1] == "### E1: Call from a neighbour"


def test_a_review_without_records_says_what_to_do(answer, review):
    review.write_text("# Nothing yet\n")
    assert answer("thread", review)[1] == "There is no record in this review yet. Add one with imr-tui add.\n"
