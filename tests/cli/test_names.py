"""names: what a copy for publication still needs, decisions written into the review, a finished file searched."""

import json

BODY = """\
# People

## P1: Alina Moravec

- Role: Victim
- Name and aliases: Alina Moravec
- Pseudonym: Naomi

# Overview

Alina told PC Tom Ellery that her sister, Dana Moravec, would help. PC Ellery wrote it down.
"""


def written(review):
    head = (
        '+++\nimr = 1\n\n[document]\nmarking = "OFFICIAL"  # as agreed\n\n[agency]\nname = "Northshire Police"\n+++\n\n'
    )
    review.write_text(head + BODY)
    return review


def test_the_names_are_listed_with_the_words_around_them(review, answer):
    status, out, err = answer("names", written(review))

    assert (status, err) == (1, "")
    assert "Dana Moravec (once)" in out
    assert "told PC Tom Ellery that her sister, Dana Moravec, would help" in out
    assert "PC Tom Ellery, also PC Ellery (2 times)" in out
    assert "3 names to decide, 0 decided." in out
    listed = json.loads(answer("names", review, "--json")[1])
    assert [one["must"] for one in listed["candidates"]] == [True, False, False]


def test_decisions_are_written_into_the_review_and_a_copy_can_be_made(review, answer):
    written(review)
    assert answer("export", review, "--profile", "pseudonyms")[0] == 1
    decided = answer(
        *("names", review, "--replace", "PC Tom Ellery", "Officer A", "--replace", "Dana Moravec", "Ruth"),
        *("--keep", "Northshire Police"),
    )

    assert decided[0] == 0
    assert '"PC Ellery" = "Officer A"' in review.read_text()
    assert 'marking = "OFFICIAL"  # as agreed' in review.read_text()
    status, out, err = answer("export", review, "--profile", "pseudonyms", "-o", review.with_name("copy.docx"))
    assert (status, err) == (0, "")
    assert answer("names", review, "--in", review.with_name("copy.docx"))[:2] == (
        0,
        "No name, date of birth or address of the review was found in it.\n",
    )
    answer("export", review, "-o", review.with_name("named.docx"))
    status, out, _ = answer("names", review, "--in", review.with_name("named.docx"))
    assert status == 1
    assert "Moravec: name of P1, in the text" in out


def test_a_missing_pseudonym_is_told(review, answer):
    written(review).write_text(review.read_text().replace("- Pseudonym: Naomi\n", ""))
    status, out, _ = answer("names", review)

    assert status == 1
    assert "No pseudonym yet: P1" in out
    status, out, err = answer("export", review, "--profile", "pseudonyms")
    assert (status, out) == (1, "")
    assert "P1" in err
    assert "Moravec" not in err


def test_what_cannot_be_searched_is_told(review, answer):
    status, out, err = answer("names", written(review), "--in", review)
    assert (status, out) == (2, "")
    assert "Word file" in err
