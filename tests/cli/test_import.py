"""import: a review from a Word file; nothing that exists is replaced unasked, and what is left out is told."""

import io
import json

import docx
import pytest


@pytest.fixture
def sent(tmp_path):
    document = docx.Document()
    document.add_heading("Methodology", 1)
    document.add_paragraph("All systems were searched.")
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    stream = io.BytesIO()
    document.save(stream)
    path = tmp_path / "sent.docx"
    path.write_bytes(stream.getvalue())
    return path


def test_the_review_stands_beside_the_word_file(sent, answer):
    before = sent.read_bytes()
    status, out, err = answer("import", sent)
    made = sent.with_suffix(".md")
    assert (status, out) == (0, f"{made}\n")
    assert "# Methodology {covers=methodology}\n\nAll systems were searched.\n" in made.read_text()
    assert "a footer" in err
    assert "No records were recognised" in err
    assert sent.read_bytes() == before
    assert made.stat().st_mode & 0o777 == 0o600


def test_what_exists_is_left_unless_asked(sent, answer, tmp_path):
    target = tmp_path / "mine.md"
    target.write_text("mine")
    status, out, err = answer("import", sent, "-o", target)
    assert (status, out, target.read_text()) == (2, "", "mine")
    assert "--force" in err
    status, out, _ = answer("import", sent, "-o", target, "--force", "--json")
    assert status == 0
    told = json.loads(out)
    assert told["output"] == str(target)
    assert told["left_out"] == [{"what": "a footer", "near": "Page 1", "words": 2}]
    assert [doubt["near"] for doubt in told["doubts"]] == ["Methodology"]
    assert "Methodology" in target.read_text()


@pytest.mark.parametrize("name", ["gone.docx", "."])
def test_what_cannot_be_read_is_said(name, answer, tmp_path):
    status, out, err = answer("import", tmp_path / name, "-o", tmp_path / "out.md")
    assert (status, out) == (2, "")
    assert "cannot be read" in err
    assert not (tmp_path / "out.md").exists()


def test_what_is_no_word_file_makes_no_review(answer, tmp_path):
    path = tmp_path / "notes.docx"
    path.write_text("just words")
    status, _, err = answer("import", path)
    assert status == 2
    assert "saved by Word as a .docx file" in err
    assert not path.with_suffix(".md").exists()
