"""export: a Word file beside the review; nothing that exists is replaced unasked, nothing half is left behind."""

import io
import json
import re
import zipfile

import pytest

from imr_tui.cli import export
from imr_tui.errors import MissingProgramError


def files(review):
    return sorted(path.name for path in review.parent.iterdir() if path.is_file())


def test_the_word_file_stands_beside_the_review(review, answer):
    before = review.read_bytes()
    status, out, err = answer("export", review)
    target = review.with_suffix(".docx")
    assert (status, out, err) == (0, f"{target}\n", "")
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as package:
        assert b"Call from a neighbour" in package.read("word/document.xml")
    assert files(review) == ["review.docx", "review.md"]
    assert review.read_bytes() == before


def test_a_file_that_exists_is_replaced_only_when_asked(review, answer):
    target = review.with_name("sent.docx")
    target.write_bytes(b"sent last week")
    status, out, err = answer("export", review, "-o", target)
    assert (status, out) == (2, "")
    assert "--force" in err
    assert target.read_bytes() == b"sent last week"
    status, out, _ = answer("export", review, "-o", target, "--force", "--json")
    assert status == 0
    assert json.loads(out)["bytes"] == len(target.read_bytes())
    assert zipfile.is_zipfile(target)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "{folder}/review.md", "--force"], "the review itself"),
        (["-o", "{folder}/other.md", "--force"], "does not end in .docx"),
        (["-o", "{folder}/nowhere/review.docx"], "folder"),
        (["--house-style", "{folder}/none.docx"], "none.docx"),
        (["--profile", "chronolgy"], "chronolgy"),
    ],
)
def test_what_cannot_be_written_is_told(review, answer, arguments, told):
    before = review.read_bytes()
    status, out, err = answer("export", review, *(text.format(folder=review.parent) for text in arguments))
    assert (status, out) == (2, "")
    assert told in err
    assert review.read_bytes() == before
    assert files(review) == ["review.md"]


def test_a_note_that_is_never_closed_is_refused(review, answer):
    review.write_text(review.read_text() + "\n<!-- to do\n")
    status, out, err = answer("export", review)
    assert (status, out) == (1, "")
    assert "-->" in err
    assert files(review) == ["review.md"]


def test_a_missing_program_has_its_own_status(review, answer, monkeypatch):
    def missing(*_):
        raise MissingProgramError("pandoc is missing", "It makes the Word file.", "Install imr-tui again.")

    monkeypatch.setattr(export, "export_docx", missing)
    status, out, err = answer("export", review)
    assert (status, out) == (3, "")
    assert err == "pandoc is missing.\n  It makes the Word file.\n  Install imr-tui again.\n"
    assert files(review) == ["review.md"]


def test_what_is_asked_for_reaches_the_export(review, answer, monkeypatch):
    seen = []

    def made(report, checklist, schema, options):
        seen.append(options)
        return b"a word file"

    monkeypatch.setattr(export, "export_docx", made)
    (review.parent / "plan.png").write_bytes(b"plan")
    (review.parent / "force.docx").write_bytes(b"style")
    review.write_text(review.read_text() + "\n![Plan](plan.png)\n")
    asked = ["--no-numbered", "--draft", "--appendix", "--profile", "chronology"]
    assert answer("export", review, *asked, "--house-style", review.parent / "force.docx")[0] == 0
    (options,) = seen
    assert (options.numbered, options.draft, options.checklist_appendix) == (False, True, True)
    assert (options.profile, options.house_style, options.images) == ("chronology", b"style", {"plan.png": b"plan"})
    assert review.with_name("review-chronology.docx").read_bytes() == b"a word file"


def test_the_settings_house_style_is_used_and_the_sites_own_cannot_be_changed(review, answer, rule, tmp_path):
    style = tmp_path / "force.docx"
    answer("export", review, "-o", style)
    (tmp_path / "config" / "imr-tui").mkdir(parents=True)
    (tmp_path / "config" / "imr-tui" / "settings.toml").write_text(f'house_style = "{tmp_path / "none.docx"}"\n')
    status, out, err = answer("export", review)
    assert (status, out) == (2, "")
    assert "none.docx" in err
    assert answer("export", review, "--house-style", style)[0] == 0

    rule(f'[locked]\nhouse_style = "{tmp_path / "site.docx"}"\n')
    status, _, err = answer("export", review, "--house-style", style, "--force")
    assert status == 2
    assert "site.docx" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--profile", "chronology", "-o", "{folder}/c.csv", "--columns", ","], "columns is empty"),
        (["--columns", "chronolator"], "--profile chronology"),
        (["-o", "{folder}/c.csv"], "Only a table can be CSV"),
    ],
)
def test_columns_and_csv_belong_to_tables(review, answer, arguments, told):
    status, out, err = answer("export", review, *(text.format(folder=review.parent) for text in arguments))
    assert (status, out) == (2, "")
    assert told in err


def test_the_chronology_goes_into_a_csv_file(review, answer):
    target = review.with_name("chronology.csv")
    status, _, err = answer(
        "export", review, "--profile", "chronology", "-o", target, "--columns", "Seq, Start date, Event"
    )
    assert (status, err) == (0, "")
    assert target.read_bytes().decode("utf-8-sig").splitlines()[:2] == [
        "Seq,Start date,Event",
        '1,14 March 2023,"Call from a neighbour',
    ]


def test_what_is_exported_gives_the_file_its_name(review, answer):
    assert answer("export", review, "--profile", "chronology")[:2] == (
        0,
        f"{review.with_name('review-chronology.docx')}\n",
    )
    assert answer("export", review)[:2] == (0, f"{review.with_name('review.docx')}\n")


def test_what_is_found_is_looked_for_where_it_is_exported_alone(review, answer, monkeypatch):
    def looked_for(*_, **__):
        raise AssertionError

    monkeypatch.setattr("imr_tui.cli.review.analyse", looked_for)
    assert answer("export", review)[0] == 0
    assert answer("export", review, "--profile", "chronology", "-o", review.with_name("events.csv"))[0] == 0
    for asked in ("--draft", "--appendix"):
        with pytest.raises(AssertionError):
            answer("export", review, asked, "--force")


def test_the_checklist_is_that_of_the_review(review, answer):
    assert answer("export", review, "--appendix")[0] == 0
    with zipfile.ZipFile(review.with_suffix(".docx")) as package:
        words = re.sub(rb"<[^>]+>", b"", package.read("word/document.xml"))
    assert re.search(rb"[0-9]+ of 24 questions are done", words)
