"""new and templates: a review begins with the template's text and a file that exists is never replaced."""

import json
import stat
from pathlib import Path

import pytest

from imr_tui.errors import ExitStatus
from imr_tui.storage.templates import samples

ROOT = Path(__file__).parents[2]


def test_every_template_is_listed(review, answer):
    status, out, err = answer("templates")
    assert status == 0
    assert all(" --sample " in line for line in err.splitlines())
    names = [entry["name"] for entry in json.loads(answer("templates", "--json")[1])["templates"]]
    assert {"dhr", "general"} <= set(names)
    assert [line.split()[0] for line in out.splitlines()] == names


def test_a_review_begins_with_the_template(review, answer):
    path = review.parent / "fresh.md"
    status, out, _ = answer("new", path, "--template", "dhr")
    assert status == 0
    assert "fresh.md" in out
    text = path.read_text()
    assert 'template = "dhr"' in text
    assert "[template]" not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    status, out, _ = answer("check", path, "--json")
    assert status == 1
    assert json.loads(out)["done"] == 0


def test_without_a_name_it_is_the_general_one(review, answer):
    path = review.parent / "fresh.md"
    assert json.loads(answer("new", path, "--json")[1]) == {"file": str(path), "template": "general"}


def test_a_file_that_exists_is_left_as_it_is(review, answer):
    before = review.read_bytes()
    status, out, err = answer("new", review)
    assert (status, out) == (4, "")
    assert "already" in err
    assert review.read_bytes() == before


def test_an_unknown_template_is_told_with_the_nearest(review, answer):
    path = review.parent / "fresh.md"
    status, out, err = answer("new", path, "--template", "generl")
    assert (status, out) == (2, "")
    assert "general" in err
    assert not path.exists()


def test_a_folder_that_is_not_there_is_told(review, answer):
    status, out, err = answer("new", review.parent / "nowhere" / "fresh.md")
    assert (status, out) == (2, "")
    assert "folder" in err


def test_a_forces_own_templates_stand_beside_those_that_come_along(review, answer):
    folder = review.parent / "own"
    folder.mkdir()
    (folder / "sar.md").write_text('+++\nimr = 1\n\n[template]\nname = "Our SAR"\n+++\n\n# One\n')
    config = review.parent / "config" / "imr-tui"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text(f'template_folders = ["{folder}"]\n')
    assert "Our SAR" in answer("templates")[1]
    assert answer("new", review.parent / "fresh.md", "--template", "sar")[0] == 0
    assert (review.parent / "fresh.md").read_text().endswith("# One\n")


def test_a_template_is_checked(answer, tmp_path):
    good = tmp_path / "ours.md"
    status, out, _ = answer("templates", "check", ROOT / "templates" / "sar.md")
    assert (status, "can be used as a template" in out) == (0, True)
    text = (ROOT / "templates" / "sar.md").read_text(encoding="utf-8")
    text = (
        text.replace('version = "1.0"', "")
        .replace(" {covers=feedback.3}", "")
        .replace('subjects = ["Adult"]', 'subjects = ["Adult", "Carer"]')
    )
    good.write_text(text.replace("# Analysis {covers=analysis}", "# Analysis"), encoding="utf-8")
    status, out, _ = answer("templates", "check", good)
    assert status == 1
    assert "[template] has no “version”" in out
    assert "No heading covers analysis.1" in out
    assert "“Carer” is a subject, and no person record has that role" in out


def test_what_is_no_template_is_said(answer, review):
    status, out, _ = answer("templates", "check", review)
    assert status == 1
    assert "no [template] table" in out
    assert "There is no blank record of these kinds" in out


def test_a_template_is_made_of_a_review_without_its_text(answer, review, tmp_path):
    target = tmp_path / "ours.md"
    status, out, err = answer("templates", "make", review, "-o", target, "--name", "Ours")
    assert (status, out) == (0, f"{target}\n")
    assert "Read the headings for names" in err
    text = target.read_text(encoding="utf-8")
    assert 'name = "Ours"' in text
    assert "Alina" not in text
    assert "neighbour" not in text
    assert answer("templates", "make", review, "-o", target)[0] == 4
    assert answer("templates", "make", review)[0] == 2


def test_the_template_of_a_review_is_changed_once_it_was_seen(answer, review):
    before = review.read_text(encoding="utf-8")
    status, out, err = answer("templates", "change", review, "sar")
    assert (status, review.read_text(encoding="utf-8")) == (0, before)
    assert "People -> The adult" in out
    assert "+# The adult {covers=characteristics}" in out
    assert "--write" in err
    assert answer("templates", "change", review, "sar", "--write")[0] == 0
    after = review.read_text(encoding="utf-8")
    assert "# The adult {covers=characteristics}" in after
    assert "through her neighbour" in after
    assert 'template = "sar"' in after


@pytest.mark.parametrize("words", [["frobnicate"], ["check"], ["change", "x.md"]])
def test_words_that_are_not_understood_are_said(answer, words):
    status, _, err = answer("templates", *words)
    assert status == 2
    assert "templates check FILE" in err


def test_a_sample_to_look_at(answer, tmp_path, review):
    path = tmp_path / "look.md"
    status, out, err = answer("new", path, "--sample", "sar-in-progress")
    assert status == 0
    assert "is started from the sample sar-in-progress." in out
    assert f"To look at it: imr-tui {path}" in err
    assert path.read_text() == next(one for one in samples() if one.name == "sar-in-progress").path.read_text()
    other = tmp_path / "other.md"
    found = json.loads(answer("new", other, "--sample", "dhr-complete", "--json")[1])
    assert found == {"file": str(other), "sample": "dhr-complete"}
    status, _, err = answer("new", tmp_path / "third.md", "--sample", "dhr-complet")
    assert status == ExitStatus.UNUSABLE
    assert "Did you mean “dhr-complete”?" in err
    assert answer("new", tmp_path / "third.md", "--sample", "dhr-complete", "--template", "dhr")[0] == 2
    assert not (tmp_path / "third.md").exists()


def test_samples_are_named_with_the_templates(answer, review):
    status, out, err = answer("templates")
    assert status == 0
    assert "dhr-complete" not in out
    assert "imr-tui new look.md --sample dhr-complete: a Domestic Homicide Review, ready for your judgement" in err
    listed = json.loads(answer("templates", "--json")[1])["samples"]
    assert [one["name"] for one in listed] == ["dhr-complete", "sar-in-progress", "planted-faults"]
