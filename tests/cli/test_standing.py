"""next and status: the next thing to do and how the reviews of a folder stand, without changing anything."""

import json


def test_next_names_the_first_thing_to_do_and_its_line(review, answer):
    status, out, err = answer("next", review)
    assert (status, err) == (0, "")
    assert "(line " in out
    found = json.loads(answer("next", review, "--json")[1])["next"]
    assert found["line"] is not None
    assert found["item"] in out or found["rule"] in out


def test_next_looks_from_a_place_on(review, answer):
    text = review.read_text().splitlines()
    line = text.index("### F1: No interpreter") + 1
    by_line = json.loads(answer("next", review, "--after", line, "--json")[1])
    by_record = json.loads(answer("next", review, "--after", "f1", "--json")[1])
    assert by_line == by_record
    assert by_line["next"]["line"] >= line


def test_a_place_that_is_not_there_is_refused(review, answer):
    for place, told in (("E2", "There is E1"), ("9999", "lines"), ("0", "lines"), ("here", "no line and no record")):
        status, out, err = answer("next", review, "--after", place)
        assert (status, out) == (2, "")
        assert told in err


def test_status_lists_the_reviews_of_a_folder(review, answer):
    folder = review.parent
    (folder / "notes.md").write_text("# No review\n")
    (folder / "broken.md").write_bytes(b"+++\nimr = 1\n+++\n\xff")
    (folder / "other.md").write_bytes(b"\xef\xbb\xbf+++\nimr = 1\n+++\n")
    (folder / "folder.md").mkdir()
    status, out, err = answer("status", folder)
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == ["other.md", "review.md"]
    assert all("of 24 done" in line for line in out.splitlines())
    assert "broken.md" in err
    listed = json.loads(answer("status", folder, "--json")[1])["reviews"]
    assert [(entry["file"], entry["total"]) for entry in listed] == [
        (str(folder / "other.md"), 24),
        (str(review), 24),
    ]


def test_status_of_a_single_review_and_of_nothing(review, answer, tmp_path):
    assert "review.md" in answer("status", review)[1]
    (tmp_path / "empty").mkdir()
    status, out, err = answer("status", tmp_path / "empty")
    assert (status, out) == (0, "")
    assert "no review" in err
    assert answer("status", tmp_path / "nowhere")[:2] == (2, "")


def test_looking_changes_nothing(review, answer):
    before = review.read_bytes(), sorted(path.name for path in review.parent.iterdir())
    for command in ("check", "next", "status"):
        answer(command, review)
    assert (review.read_bytes(), sorted(path.name for path in review.parent.iterdir())) == before
