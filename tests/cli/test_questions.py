"""confirm, not-applicable and reopen change the front matter alone, and refuse what the document does not allow."""

import json
import tomllib
from datetime import date

import pytest

QUESTION = "characteristics.2"


def states(answer, path):
    found = json.loads(answer("check", path, "--json")[1])
    return {item["id"]: item["state"] for area in found["areas"] for item in area["items"]}


def front(path):
    return tomllib.loads(path.read_text().split("+++\n")[1])


def body(data):
    return data.split(b"+++\n", 2)[2]


def test_confirm_writes_the_authors_word_into_the_front_matter_alone(review, answer):
    before = review.read_bytes()
    status, out, err = answer("confirm", review, QUESTION)
    assert (status, err) == (0, "")
    assert out.startswith(f"{QUESTION}, Effect on decisions: Confirmed\n")
    assert f"{list(states(answer, review).values()).count('done')} of 24 done" in out
    after = review.read_bytes()
    assert body(after) == body(before)
    assert all(line in after.splitlines() for line in before.splitlines())
    entry = front(review)["checklist"][QUESTION]
    assert (entry["state"], entry["by"]) == ("confirmed", "Priya Nair")
    assert isinstance(entry["on"], date)
    assert entry["seen"]
    assert all(seen.startswith("1:") for seen in entry["seen"])


def test_by_names_somebody_else(review, answer):
    assert answer("confirm", review, QUESTION, "--by", "Tom Reid")[0] == 0
    assert front(review)["checklist"][QUESTION]["by"] == "Tom Reid"


def test_a_confirmed_question_wants_another_look_after_a_change(review, answer):
    answer("confirm", review, QUESTION)
    review.write_text(review.read_text().replace("with any ease", "with ease"))
    assert states(answer, review)[QUESTION] == "look-again"
    assert answer("confirm", review, QUESTION)[0] == 0
    assert states(answer, review)[QUESTION] == "done"


def test_not_applicable_keeps_the_reason_and_reopen_takes_it_back(review, answer):
    before = review.read_bytes()
    settled = list(states(answer, review).values()).count("done") + 1
    status, out, _ = answer("not-applicable", review, "feedback.3", "--reason", "There is “no” strategy yet.", "--json")
    assert status == 0
    assert json.loads(out) == {"item": "feedback.3", "state": "not-applicable", "settled": settled, "total": 24}
    assert front(review)["checklist"]["feedback.3"]["reason"] == "There is “no” strategy yet."
    status, out, _ = answer("reopen", review, "feedback.3")
    assert status == 0
    assert "Not started" in out
    assert [line for line in review.read_bytes().splitlines() if line] == [line for line in before.splitlines() if line]
    assert body(review.read_bytes()) == body(before)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["confirm", "languge.3"], "Did you mean language.3?"),
        (["confirm", "nothing"], "They run from characteristics.1 to feedback.3."),
        (["confirm", "feedback.2"], "no question of judgement"),
        (["confirm", "analysis.1"], "It cannot be confirmed yet"),
        (["not-applicable", "feedback.3"], "A reason is needed"),
        (["not-applicable", "feedback.3", "--reason", "  "], "A reason is needed"),
        (["not-applicable", "feedback.3", "--reason", "TBC"], "A reason is needed"),
        (["not-applicable", "feedback.9", "--reason", "None."], "There is no such question"),
        (["reopen", "feedback.3"], "neither confirmed nor set aside"),
        (["reopen", "feedback.9"], "There is no such question"),
    ],
)
def test_what_the_document_does_not_allow_is_refused(review, answer, arguments, told):
    before = review.read_bytes()
    command, *rest = arguments
    status, out, err = answer(command, review, *rest)
    assert (status, out) == (1, "")
    assert told in err
    assert review.read_bytes() == before


def test_details_that_cannot_be_read_are_not_written_over(review, answer):
    review.write_text(review.read_text().replace("imr = 1", "imr = = 1", 1))
    before = review.read_bytes()
    status, out, err = answer("confirm", review, QUESTION)
    assert (status, out) == (1, "")
    assert "cannot be read" in err
    assert review.read_bytes() == before


def test_a_review_that_is_open_elsewhere_is_left_alone(review, answer):
    from imr_tui.storage.lock import acquire

    before = review.read_bytes()
    lock = acquire(review)
    try:
        status, out, err = answer("confirm", review, QUESTION)
    finally:
        lock.release()
    assert (status, out) == (4, "")
    assert "open in another session" in err
    assert review.read_bytes() == before
    assert answer("confirm", review, QUESTION)[0] == 0
    assert [path.name for path in review.parent.iterdir() if path.name.startswith(".")] == []
