import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import imr_tui.storage.templates as module
from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.files import load
from imr_tui.storage.templates import find_template, sample_text, samples, template_text, templates

OWN = """+++
imr = 1
[template]
name = "Our own review"
for = ["Domestic Homicide Review", "General"]
based_on = "nothing"
version = "1"
+++

# Overview
"""


@pytest.fixture
def own(tmp_path):
    place = tmp_path / "templates"
    place.mkdir()
    (place / "own.md").write_text(OWN)
    return place


def test_those_that_come_along_are_found():
    names = [template.name for template in templates()]
    assert "dhr" in names
    assert names == sorted(names)
    for template in templates():
        assert template.problem == ""
        assert template.title != template.name
        assert template.for_
        assert "[template]" in template_text(template.name)


def test_a_force_adds_its_own(own):
    found = find_template("own", [own])
    assert (found.name, found.title) == ("own", "Our own review")
    assert found.for_ == ("Domestic Homicide Review", "General")
    assert found.path == own / "own.md"
    assert len(templates([own])) == len(templates()) + 1
    assert template_text("Our own  REVIEW", [own]) == OWN


def test_the_first_folder_counts(own, tmp_path):
    (own / "dhr.md").write_text(OWN)
    other = tmp_path / "other"
    other.mkdir()
    (other / "DHR.md").write_text(OWN.replace("Our own", "Another"))
    assert find_template("dhr", [own, other]).path == own / "dhr.md"
    assert find_template("dhr", [other, own]).path == other / "DHR.md"
    assert len(templates([own])) == len(templates()) + 1


def test_what_is_no_template_is_left_out(own):
    (own / "readme.md").write_text("# How to use these\n")
    (own / "review.md").write_text("+++\nimr = 1\n+++\n")
    (own / "notes.txt").write_text(OWN)
    (own / ".hidden.md").write_text(OWN)
    assert {one.name for one in templates([own])} - {one.name for one in templates()} == {"own"}
    assert templates([own / "none"]) == templates()


def test_a_template_with_a_fault_is_shown_with_it(own):
    (own / "broken.md").write_text("+++\n[template\n+++\n")
    (own / "latin.md").write_bytes(b"\xa3")
    (own / "thin.md").write_text('+++\n[template]\nname = 3\nfor = "General"\n+++\n')
    found = {template.name: template for template in templates([own])}
    assert "line 2, column" in found["broken"].problem
    assert "UTF-8" in found["latin"].problem
    assert (found["thin"].problem, found["thin"].title, found["thin"].for_) == ("", "thin", ("General",))
    with pytest.raises(InputError) as caught:
        template_text("broken", [own])
    assert "line 2" in caught.value.detail


def test_an_unknown_name_has_a_hint(own):
    with pytest.raises(InputError) as caught:
        template_text("onw", [own])
    assert caught.value.exit_status == ExitStatus.UNUSABLE
    assert caught.value.title == "Unknown template"
    assert "Did you mean “own”?" in caught.value.hint
    assert "dhr" in caught.value.hint


def test_samples():
    assert [sample.name for sample in samples()][:2] == ["dhr-complete", "sar-in-progress"]
    for sample in samples():
        assert sample.title != sample.name
        assert sample_text(sample.name) == load(sample.path).text
    with pytest.raises(InputError) as caught:
        sample_text("dhr-complet")
    assert "Did you mean “dhr-complete”?" in caught.value.hint


def test_none_come_along(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "package")
    assert templates() == ()
    assert samples() == ()
    with pytest.raises(InputError) as caught:
        template_text("dhr")
    assert "No templates were found" in caught.value.hint


def test_an_installed_package_has_them_inside(tmp_path):
    """As the wheel lays it out: `templates` and `samples` in the package, and nothing beside it."""
    package = Path(module.__file__).parents[1]
    installed = tmp_path / "site" / "imr_tui"
    shutil.copytree(
        package, installed, ignore=shutil.ignore_patterns("__pycache__", "tui", "word", "templates", "samples")
    )
    for folder in ("templates", "samples"):
        source = package / folder if (package / folder).is_dir() else package.parent / folder
        shutil.copytree(source, installed / folder)
    lines = "from imr_tui.storage.templates import *; print(samples()[0].path); print(find_template('dhr').path)"
    output = subprocess.run(
        [sys.executable, "-c", lines],
        env={"PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert output.splitlines() == [
        str(installed / "samples" / "dhr-complete.md"),
        str(installed / "templates" / "dhr.md"),
    ]
