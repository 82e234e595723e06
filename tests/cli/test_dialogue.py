"""dialogue: remarks of a returned copy are taken in, listed, answered and settled from the command line."""

import io
import json

import docx
import pytest


@pytest.fixture
def returned(review, answer):
    copy = review.with_name("copy.docx")
    assert answer("export", review, "-o", copy)[0] == 0
    document = docx.Document(str(copy))
    para = next(para for para in document.paragraphs if para.text.strip() and para.style.name == "Numbered Para")
    document.add_comment(para.runs, text="When was this?", author="Dr Helen Marsh", initials="HM")
    stream = io.BytesIO()
    document.save(stream)
    back = review.with_name("returned.docx")
    back.write_bytes(stream.getvalue())
    return back


def test_taken_in_once_listed_answered_and_sent_back(review, returned, answer):
    status, out, _ = answer("dialogue", review, "--from", returned)
    assert (status, out) == (0, "1 found, 1 of them new, 0 with a reply that is new.\n")
    status, out, _ = answer("dialogue", review, "--from", returned, "--json")
    assert (status, json.loads(out)["new"]) == (0, 0)
    status, out, _ = answer("dialogue", review)
    assert status == 1
    assert "1 open, Dr Helen Marsh" in out
    assert "When was this?" in out
    assert answer("dialogue", review, "--answer", "1", "On 14 March.")[0] == 0
    status, out, _ = answer("dialogue", review, "--json")
    assert (status, json.loads(out)["remarks"][0]["answer"]) == (0, "On 14 March.")
    assert answer("dialogue", review, "--open")[1] == "No remark is open.\n"
    target = review.with_name("second.docx")
    assert answer("export", review, "--answers", "-o", target)[0] == 0
    assert [comment.text for comment in docx.Document(str(target)).comments] == ["When was this?", "On 14 March."]


@pytest.mark.parametrize(("flag", "state"), [("--done", "done"), ("--dismiss", "dismissed"), ("--reopen", "open")])
def test_settled(review, returned, answer, flag, state):
    answer("dialogue", review, "--from", returned)
    assert answer("dialogue", review, flag, "1")[0] == 0
    assert json.loads(answer("dialogue", review, "--json")[1])["remarks"][0]["state"] == state


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--done", "1"], 1, "There is no remark 1"),
        (["--apply", "1"], 1, "There is no remark 1"),
        (["--answer", "one", "x"], 2, "no number of a remark"),
        (["--answer", "1", " "], 2, "The answer is empty"),
        (["--from", "gone.docx"], 2, "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(review, answer, arguments, status, said):
    before = review.read_bytes()
    found, _, err = answer("dialogue", review, *arguments)
    assert found == status
    assert said in err
    assert review.read_bytes() == before


def test_a_comment_cannot_be_applied(review, returned, answer):
    answer("dialogue", review, "--from", returned)
    before = review.read_bytes()
    status, _, err = answer("dialogue", review, "--apply", "1")
    assert status == 1
    assert "by hand" in err
    assert review.read_bytes() == before


def test_a_proposed_change_is_applied_and_is_one_save(review, answer):
    text = review.read_text()
    entry = '\n[[dialogue]]\nwho = "KO"\nwhere = "E1"\nquote = "Call from a neighbour"\nchange = "replaced"\ntext = "A call"\nstate = "open"\n+++\n'
    review.write_text(text.replace("\n+++\n", entry, 1))
    status, _, err = answer("dialogue", review, "--apply", "1")
    assert status == 0, err
    assert "A call" in review.read_text()
    assert "Call from a neighbour" not in review.read_text().partition("\n+++\n")[2]
    assert json.loads(answer("dialogue", review, "--json")[1])["remarks"][0]["state"] == "done"
