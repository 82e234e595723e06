"""new and templates: a review begins with the template's text and a file that exists is never replaced."""

import json
import stat


def test_every_template_is_listed(review, answer):
    status, out, err = answer("templates")
    assert (status, err) == (0, "")
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
