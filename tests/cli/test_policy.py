"""What the site rules holds on the command line; a policy that cannot be used stops every command."""

import json

import pytest

from imr_tui.cli.arguments import COMMANDS
from imr_tui.errors import ExitStatus
from imr_tui.storage.audit import AuditTrail


def marked(review, marking):
    review.write_text(review.read_text().replace("[review]", f'[document]\nmarking = "{marking}"\n\n[review]'))


@pytest.mark.parametrize("arguments", [["check"], ["set", "E1.Date", "1"], ["recover"], ["templates"], [], ["where"]])
def test_nothing_starts_on_a_policy_that_cannot_be_used(review, answer, rule, arguments):
    rule("[allowed")
    before = review.read_bytes()
    command = [*arguments[:1], review, *arguments[1:]] if arguments not in (["templates"], ["recover"]) else arguments
    status, out, err = answer(*command)
    assert (status, out) == (ExitStatus.UNUSABLE, "")
    assert err.startswith("The site's policy cannot be used.\n")
    assert review.read_bytes() == before


def test_help_needs_no_policy(answer, rule):
    rule("[allowed")
    for command in ("--help", "--version", *(f"{command.name} --help" for command in COMMANDS)):
        assert answer(*command.split())[0] == 0


def test_markings_the_site_does_not_have_are_refused(review, answer, rule):
    rule('[allowed]\nmarkings = ["OFFICIAL-SENSITIVE", "SECRET"]')
    assert answer("set", review, "document.marking", "Official–Sensitive")[0] == 0
    status, _, err = answer("set", review, "document.marking", "TOP SECRET")
    assert status == ExitStatus.NOT_SETTLED
    assert "OFFICIAL-SENSITIVE, SECRET" in err
    assert "TOP SECRET" not in review.read_text()


def test_a_lower_marking_is_confirmed_and_audited(review, answer):
    marked(review, "SECRET")
    lower = ["set", review, "document.marking", "OFFICIAL"]
    assert answer(*lower)[0] == ExitStatus.NOT_SETTLED
    assert answer(*lower, typed="n\n")[0] == ExitStatus.NOT_SETTLED
    assert 'marking = "SECRET"' in review.read_text()
    assert answer(*lower, typed="y\n")[0] == 0
    assert 'marking = "OFFICIAL"' in review.read_text()
    trail = (review.parent / "state" / "imr-tui" / "audit.log").read_text().splitlines()
    last = json.loads(trail[-1].partition(" ")[2])
    assert (last["what"], last["marking"]) == ("marking", "OFFICIAL")
    assert answer("set", review, "document.marking", "", "--yes")[0] == 0


def test_a_higher_marking_is_just_set(review, answer):
    marked(review, "OFFICIAL")
    assert answer("set", review, "document.marking", "SECRET")[0] == 0


def test_only_the_exports_the_site_allows(review, answer, rule):
    rule('[allowed]\nexport_profiles = ["chronology"]')
    target = review.parent / "out.docx"
    status, _, err = answer("export", review, "-o", target, "--profile", "full")
    assert status == ExitStatus.NOT_SETTLED
    assert "chronology" in err
    assert not target.exists()
    assert answer("export", review, "-o", target)[0] == 0
    assert target.exists()
    (line,) = (review.parent / "state" / "imr-tui" / "audit.log").read_text().splitlines()
    entry = json.loads(line.partition(" ")[2])
    assert (entry["what"], entry["size"]) == ("export", target.stat().st_size)


def test_an_export_with_a_marking_of_elsewhere_says_so(review, answer, rule):
    marked(review, "RESTRICTED")
    rule('[allowed]\nmarkings = ["OFFICIAL-SENSITIVE"]')
    status, _, err = answer("export", review)
    assert status == 0
    assert "none of those that the site's policy has" in err


def test_the_state_folder_of_the_site(review, answer, rule, tmp_path):
    rule(f'[locked]\nstate_folder = "{tmp_path}/site-state/{{user}}"')
    answer("snapshot", review)
    answer("set", review, "E1.Date", "15 March 2023")
    (folder,) = (tmp_path / "site-state").iterdir()
    assert {entry.name for entry in folder.iterdir()} >= {"versions", "audit.log"}
    assert AuditTrail(folder).verify().entries == 3
    assert not (tmp_path / "state").exists()


def test_templates_of_the_site(review, answer, rule, tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "force.md").write_text('+++\nimr = 1\n[template]\nname = "Of the force"\n+++\n\n# People\n')
    rule(f'[defaults]\ntemplate_folders = ["{folder}"]')
    assert "force" in answer("templates")[1]
    assert answer("new", review.parent / "fresh.md", "--template", "force")[0] == 0


def test_whose_word_it_is(review, answer, rule, tmp_path):
    """Locked by the site, then the option, then the review, then the person's settings."""

    def confirmed(*more):
        assert answer("confirm", review, "characteristics.2", *more)[0] == 0
        return review.read_text().partition('by = "')[2].partition('"')[0]

    (tmp_path / "config" / "imr-tui").mkdir(parents=True)
    (tmp_path / "config" / "imr-tui" / "settings.toml").write_text('name = "Of the settings"')
    assert confirmed() == "Priya Nair"
    assert confirmed("--by", "Of the option") == "Of the option"
    review.write_text(review.read_text().replace('author = "Priya Nair"', 'author = ""'))
    assert confirmed() == "Of the settings"
    rule('[locked]\nname = "Of the site"')
    assert confirmed("--by", "Of the option") == "Of the site"
