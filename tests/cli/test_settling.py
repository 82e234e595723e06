"""`keep` and `renumber`."""

import json
import tomllib
from datetime import date


def front(path):
    return tomllib.loads(path.read_text().split("+++")[1])


def failing(review, answer):
    """A review with two findings of one rule, and their lines."""
    text = review.read_text().replace("Shouting was heard.", "It was a domestic.\n\nAnother domestic was reported.")
    review.write_text(text)
    _, out, _ = answer("check", review, "--json")
    found = [one for one in json.loads(out)["findings"] if one["rule"].startswith("wording.")]
    assert found
    return text, found


def test_a_finding_is_kept_with_its_reason(review, answer):
    text, found = failing(review, answer)
    first = found[0]
    status, out, _ = answer("keep", review, first["rule"], first["line"], "--reason", "So the caller said.")
    assert status == 0
    assert "1 settled" in out
    kept = front(review)["kept"]
    assert [(one["rule"], one["reason"], one["by"]) for one in kept] == [
        (first["rule"], "So the caller said.", "Priya Nair")
    ]
    assert isinstance(kept[0]["on"], date)
    assert review.read_text().endswith(text[text.index("# People") :])
    status, _, err = answer("keep", review, first["rule"], first["line"], "--reason", "Again.")
    assert status == 1
    assert "nothing to keep" in err


def test_a_rule_is_switched_off_with_its_reason(review, answer):
    _, found = failing(review, answer)
    rule = found[0]["rule"]
    status, out, _ = answer("keep", review, rule, "--off", "--reason", "The readers know it.", "--json")
    assert status == 0
    assert json.loads(out)["left"] == 0
    assert front(review)["rules_off"] == [{"rule": rule, "reason": "The readers know it."}]


def test_what_cannot_be_kept_is_refused_and_nothing_is_written(review, answer):
    _, found = failing(review, answer)
    before, rule = review.read_bytes(), found[0]["rule"]
    for arguments, status, told in (
        ((rule, "1", "--reason", "So."), 1, "open on line"),
        ((rule, "1"), 1, "reason"),
        ((rule, "1", "--reason", "TBC"), 1, "reason"),
        ((rule, "--reason", "So."), 2, "--off"),
        ((rule, "x", "--reason", "So."), 2, "no such line"),
        (("record.duplicate-id", "1", "--reason", "So."), 1, "nothing to keep"),
        (("wording.nothing", "--off", "--reason", "So."), 1, "no such rule"),
    ):
        found_status, out, err = answer("keep", review, *arguments)
        assert (found_status, out) == (status, ""), arguments
        assert told in err.casefold()
        assert review.read_bytes() == before


def test_a_record_is_renumbered_with_its_references(review, answer):
    text = review.read_text()
    status, out, _ = answer("renumber", review, "e1", "7")
    assert (status, out) == (0, "E1 is E7 now\n")
    assert review.read_text() == text.replace("E1", "E7")
    status, out, _ = answer("renumber", review, "events")
    assert (status, out) == (0, "E7 is E1 now\n")
    assert review.read_text() == text
    assert answer("renumber", review, "events")[1] == "They are in order already.\n"


def test_a_number_that_is_taken_is_refused(review, answer):
    before = review.read_bytes()
    status, out, err = answer("renumber", review, "E1", "F1")
    assert (status, out) == (1, "")
    assert "keeps its letter" in err
    assert review.read_bytes() == before


def test_renumbering_says_what_stands_in_plain_words_and_what_has_to_be_looked_at(review, answer):
    review.write_text(review.read_text().replace("Shouting was heard.", "E1 is the first call."))
    line = review.read_text().splitlines().index("E1 is the first call.") + 1
    status, out, err = answer("renumber", review, "E1", "E4")
    assert status == 0
    assert f"line {line}" in err
    assert "E1 is E4 now" in out
