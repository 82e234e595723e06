"""The site's policy: read from one place, strictly, only where nobody but the administrator can have written it."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imr_tui.errors import ExitStatus, InputError
from imr_tui.storage.operations import FileOperations
from imr_tui.storage.policy import NO_POLICY, POLICY_PLACE, Keeping, Policy, PolicyPlace, load_policy
from imr_tui.storage.settings import Settings, load_settings

PROFILES = ("full", "pseudonyms", "chronology")
WHOLE = """
[locked]
state_folder = "/srv/imr/{user}"
autosave_seconds = 15
keys = { save = "f2" }

[defaults]
theme = "contrast"
template_folders = ["/srv/templates", "near"]
keys = { save = "f3", help = ["f1", "f11"] }

[allowed]
markings = ["OFFICIAL-SENSITIVE", "SECRET"]
export_profiles = ["full", "pseudonyms"]

[keep]
recovery_days = 30
versions_days = 365
"""


@pytest.fixture
def place(tmp_path):
    root = tmp_path / "root"
    (root / "etc" / "imr-tui").mkdir(parents=True, mode=0o755)
    for folder in (root, root / "etc", root / "etc" / "imr-tui"):
        folder.chmod(0o755)
    return PolicyPlace(root / "etc" / "imr-tui" / "policy.toml", os.geteuid(), root)


def write(place, text, mode=0o644):
    place.file.write_text(text)
    place.file.chmod(mode)


def load(place):
    return load_policy(place, profiles=PROFILES)


def refused(place):
    with pytest.raises(InputError) as caught:
        load(place)
    assert caught.value.title == "The site's policy cannot be used"
    assert caught.value.exit_status == ExitStatus.UNUSABLE
    assert "administrator" in caught.value.hint
    return caught.value.detail


def test_where_there_is_no_policy_nothing_is_ruled(place):
    assert load(place) == NO_POLICY
    place.file.parent.rmdir()
    assert load(place) == NO_POLICY
    assert NO_POLICY.allows_marking("anything")
    assert NO_POLICY.allows_profile("full")


def test_an_empty_policy_rules_nothing(place):
    write(place, "")
    assert load(place) == NO_POLICY


def test_everything_that_can_be_ruled(place):
    write(place, WHOLE)
    assert load(place) == Policy(
        locked={"autosave_seconds": 15, "keys": {"save": "f2"}},
        defaults={
            "theme": "contrast",
            "template_folders": (Path("/srv/templates"), place.file.parent / "near"),
            "keys": {"save": "f3", "help": "f1,f11"},
        },
        markings=("OFFICIAL-SENSITIVE", "SECRET"),
        export_profiles=("full", "pseudonyms"),
        keeping=Keeping(30, 365),
        locked_state_folder="/srv/imr/{user}",
    )


def test_what_may_be_chosen(place):
    write(place, WHOLE)
    policy = load(place)
    assert policy.allows_marking(" official–sensitive ")
    assert not policy.allows_marking("OFFICIAL")
    assert policy.allows_profile("pseudonyms")
    assert not policy.allows_profile("chronology")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = = 1", "not valid TOML"),
        ("lokced = 3", "did you mean “locked”"),
        ("locked = 3", "“locked” has to be a table, headed [locked]"),
        ("[locked]\nthme = 1", "no setting “locked.thme”; did you mean “theme”"),
        ('[locked]\ntheme = "blue"', "“locked.theme” has to be one of"),
        ('[defaults]\nstate_folder = "/srv/imr"', "{user}"),
        ('[locked]\nstate_folder = "relative/{user}"', "{user}"),
        ("[allowed]\nmarkings = []", "with one at least"),
        ('[allowed]\nmarkings = "OFFICIAL"', "list of texts"),
        ('[allowed]\nexport_profiles = ["all"]', "there are full, pseudonyms, chronology"),
        ("[keep]\nrecovery_days = 0", "from 1 to"),
        ("[keep]\nversions_days = true", "whole number of days"),
        ("[keep]\nrecovery_days = 99999999", "from 1 to"),
        ("# " + "x" * 70_000, "larger than 64 kB"),
    ],
)
def test_what_is_wrong_is_explained(place, text, said):
    write(place, text)
    assert said in refused(place)


def test_all_that_is_wrong_is_named_at_once(place):
    write(place, '[locked]\ntheme = "blue"\n[keep]\nrecovery_days = -1\n[other]')
    assert refused(place).count("“") == 3


@given(text=st.text(max_size=60) | st.binary(max_size=60))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_file_is_read_or_explained(place, failure_of, text):
    place.file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    place.file.chmod(0o644)
    error = failure_of(load, place)
    assert error is None or (isinstance(error, InputError) and error.detail.isprintable())


def test_a_policy_that_others_could_have_written_is_not_used(place):
    write(place, WHOLE, mode=0o664)
    assert "belong to the administrator" in refused(place)
    write(place, WHOLE, mode=0o646)
    assert "belong to the administrator" in refused(place)
    write(place, WHOLE)
    place.file.parent.chmod(0o777)
    assert str(place.file.parent) in refused(place)
    place.file.parent.chmod(0o755)
    assert "belong to" in refused(PolicyPlace(place.file, os.geteuid() + 1, place.top))
    assert load(place) != NO_POLICY


@pytest.mark.parametrize("name", ["root", "root/etc", "root/etc/imr-tui", "root/etc/imr-tui/policy.toml"])
def test_nothing_on_the_way_may_belong_to_somebody_else(place, name):
    write(place, WHOLE)
    foreign = place.top.parent / name

    class Foreign(FileOperations):
        def stat(self, path, *, folder=None, follow=True):
            values = list(super().stat(path, folder=folder, follow=follow))
            values[4] += Path(path) == foreign
            return os.stat_result(values)

    with pytest.raises(InputError) as caught:
        load_policy(place, profiles=PROFILES, operations=Foreign())
    assert str(foreign) in caught.value.detail


def test_a_link_may_lead_elsewhere_if_all_on_the_way_is_the_administrators(place):
    other = place.top / "opt" / "site"
    other.mkdir(parents=True)
    (place.top / "opt").chmod(0o755)
    other.chmod(0o755)
    (other / "policy.toml").write_text("[keep]\nrecovery_days = 7")
    (other / "policy.toml").chmod(0o644)
    place.file.symlink_to("../../opt/site/policy.toml")
    assert load(place).keeping.recovery_days == 7
    (place.top / "opt").chmod(0o777)
    assert str(place.top / "opt") in refused(place)
    (place.top / "opt").chmod(0o755)
    place.file.unlink()
    place.file.parent.rmdir()
    (place.top / "etc" / "imr-tui").symlink_to(other)
    assert load(place).keeping.recovery_days == 7
    other.chmod(0o775)
    assert str(other) in refused(place)


def test_a_link_that_leads_nowhere_is_no_absent_policy(place):
    place.file.symlink_to("gone.toml")
    assert "not there" in refused(place)
    place.file.unlink()
    place.file.symlink_to(place.file.name)
    assert "circle" in refused(place)


def test_what_is_no_file_is_refused(place):
    place.file.mkdir(mode=0o755)
    assert refused(place)
    place.file.rmdir()
    os.mkfifo(place.file, 0o644)
    assert "no ordinary file" in refused(place)


def test_a_policy_that_cannot_be_read_is_refused(place, faulty, reason, failure_of):
    write(place, WHOLE)
    for nth in range(1, 60):
        operations = faulty(nth, reason)
        error = failure_of(load_policy, place, profiles=PROFILES, operations=operations)
        if not operations.reached:
            assert nth > 5
            return
        assert error is not None or operations.calls[nth - 1] == "close"
    pytest.fail("reading makes a bounded number of calls")


def test_the_machines_own_place_is_fixed(monkeypatch):
    assert (POLICY_PLACE.file, POLICY_PLACE.owner, POLICY_PLACE.top) == (
        Path("/etc/imr-tui/policy.toml"),
        0,
        Path("/"),
    )
    monkeypatch.setenv("IMR_TUI_POLICY", "/elsewhere/policy.toml")
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/elsewhere")
    assert PolicyPlace() == POLICY_PLACE


def test_locked_wins_over_the_person_and_the_person_over_the_default(place, tmp_path):
    write(
        place,
        '[locked]\ntheme = "contrast"\nkeys = { save = "f2" }\n[defaults]\nmouse = false\nascii = true\nkeys = { save = "f3", help = "f4", open = "f5" }',
    )
    own = tmp_path / "settings.toml"
    own.write_text('theme = "dark"\nascii = false\nname = "Nair"\n[keys]\nsave = "f6"\nhelp = "f7"')
    found = load_settings(own, policy=load(place))
    assert (found.theme, found.ascii, found.mouse, found.name) == ("contrast", False, False, "Nair")
    assert found.keys == {"save": "f2", "help": "f7", "open": "f5"}
    assert found.locked == {"theme", "keys"}


def test_rule_files_and_lists_of_words_are_added_unless_they_are_locked(place, tmp_path):
    own = tmp_path / "settings.toml"
    own.write_text('rule_files = ["/own.toml"]\nword_lists = ["/own.txt"]')
    write(place, '[defaults]\nrule_files = ["/site.toml"]\nword_lists = ["/site.txt"]')
    found = load_settings(own, policy=load(place))
    assert found.rule_files == (Path("/own.toml"), Path("/site.toml"))
    assert found.word_lists == (Path("/own.txt"), Path("/site.txt"))
    write(place, '[locked]\nrule_files = ["/site.toml"]\nspelling = true')
    found = load_settings(own, policy=load(place))
    assert (found.rule_files, found.word_lists) == ((Path("/site.toml"),), (Path("/own.txt"),))


def test_template_folders_are_added_unless_they_are_locked(place, tmp_path):
    own = tmp_path / "settings.toml"
    own.write_text('template_folders = ["/own"]')
    write(place, '[defaults]\ntemplate_folders = ["/site"]')
    assert load_settings(own, policy=load(place)).template_folders == (Path("/own"), Path("/site"))
    write(place, '[locked]\ntemplate_folders = ["/site"]')
    assert load_settings(own, policy=load(place)).template_folders == (Path("/site"),)


def test_the_policy_holds_where_the_person_has_no_settings(place, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    write(place, "[locked]\nautosave_seconds = 15")
    assert load_settings(policy=load(place)) == Settings(autosave_seconds=15, locked=frozenset({"autosave_seconds"}))


def test_the_state_folder_locked_then_the_environment_then_the_sites(monkeypatch):
    monkeypatch.setattr("imr_tui.storage.policy.user_name", lambda: "nair")
    monkeypatch.setattr("imr_tui.storage.policy.home_of_user", lambda: Path("/home/nair"))
    environment = {"XDG_STATE_HOME": "/elsewhere", "HOME": "/lies"}
    locked, proposed = Policy(locked_state_folder="~/imr"), Policy(default_state_folder="/srv/{user}/imr")
    assert locked.state_folder(environment) == Path("/home/nair/imr"), "not even by another HOME"
    assert proposed.state_folder(environment) == Path("/elsewhere/imr-tui")
    assert proposed.state_folder({"XDG_STATE_HOME": "relative"}) == Path("/srv/nair/imr")
    assert NO_POLICY.state_folder(environment) == Path("/elsewhere/imr-tui")
