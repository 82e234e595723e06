"""`rules` and `words` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from imr_tui.data.loader import load_rules
from imr_tui.errors import ExitStatus

OWN = """
[[rule]]
id = "wording.the-patch"
family = "Words of the force"
severity = "warning"
patterns = ['on (?:the|his|her) patch']
triggers = ["patch"]
message = "Readers elsewhere do not know the word; name the area."
suggestions = ["in the area"]
source = "Force style guide, 2025"
catches = ["It happened on the patch."]
leaves = ["The patch of grass was searched."]
"""


class Done(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(answer, tmp_path: Path, monkeypatch) -> Callable[..., Done]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return lambda *arguments: Done(*answer(*arguments))


def test_all_rules_are_listed_by_family(run) -> None:
    done = run("rules")
    assert done.status == ExitStatus.FINE
    for rule in load_rules().prose.phrases:
        assert f"  {rule.id} " in done.out
    for other in ("spelling", "repetition", "advice.unconnected-findings"):
        assert f"  {other} " in done.out


def test_one_rule_is_explained(run) -> None:
    done = run("rules", "wording.suicide")
    assert "Instead: died by suicide" in done.out
    assert "From: Practice advice 2b, point 5" in done.out
    assert "Found in: He committed suicide in March 2023." in done.out


def test_rules_are_json_for_programs(run) -> None:
    told = json.loads(run("rules", "wording.suicide", "--json").out)["rules"]
    assert [(rule["id"], rule["severity"], rule["opens"]) for rule in told] == [
        ("wording.suicide", "warning", "language.1")
    ]


def test_an_unknown_rule_is_refused_with_the_nearest(run) -> None:
    done = run("rules", "wording.suicid")
    assert done.status == ExitStatus.UNUSABLE
    assert "wording.suicide" in done.err


def test_a_rule_file_is_tried_and_then_used(run, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "force.toml"
    file.write_text(OWN, encoding="utf-8")
    assert "wording.the-patch" in run("rules", "--check", str(file)).out
    config = tmp_path / "config" / "imr-tui"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text(f'rule_files = ["{file}"]\n', encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    review = tmp_path / "r.md"
    review.write_text("# Analysis {covers=analysis}\n\nIt happened on the patch.\n", encoding="utf-8")
    assert "wording.the-patch" in run("check", str(review)).out
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(OWN.replace('severity = "warning"', 'severity = "loud"'), encoding="utf-8")
    (config / "settings.toml").write_text(f'rule_files = ["{wrong}"]\n', encoding="utf-8")
    done = run("check", str(review))
    assert done.status == ExitStatus.UNUSABLE
    assert "wrong.toml" in done.err


@pytest.fixture
def review(tmp_path: Path) -> str:
    file = tmp_path / "r.md"
    file.write_text("# Analysis {covers=analysis}\n\nOfficers recieved it. They were zwickling.\n", encoding="utf-8")
    return str(file)


def test_words_are_added_listed_used_and_removed(run, review: str) -> None:
    assert "none yet" in run("words").out
    assert "Added: zwickling." in run("words", "add", "zwickling").out
    assert "on your list already" in run("words", "add", "zwickling").err
    done = run("words", "check", review)
    assert done.status == ExitStatus.NOT_SETTLED
    assert done.out == "line 3: recieved\n"
    assert json.loads(run("words", "--json").out)["own"] == ["zwickling"]
    assert "Removed: zwickling." in run("words", "remove", "zwickling").out
    assert "not on your list" in run("words", "remove", "zwickling").err


def test_what_may_be_meant_is_said_when_asked(run, review: str) -> None:
    told = json.loads(run("words", "check", review, "--suggest", "--json").out)["words"]
    assert told[0]["line"] == 3
    assert "received" in told[0]["suggestions"]


def test_the_check_has_spelling_in_its_findings_unless_it_is_switched_off(
    run, review: str, tmp_path: Path, monkeypatch
) -> None:
    found = json.loads(run("check", review, "--json").out)["findings"]
    assert [one["text"] for one in found if one["rule"] == "spelling"] == ["recieved", "zwickling"]
    config = tmp_path / "config" / "imr-tui"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text("spelling = false\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    found = json.loads(run("check", review, "--json").out)["findings"]
    assert [one for one in found if one["rule"] == "spelling"] == []
    assert run("words", "check", review).status == ExitStatus.UNUSABLE


@pytest.mark.parametrize(
    "words", [("add",), ("check",), ("list", "word"), ("check", "a.md", "b.md"), ("add", "two words")]
)
def test_what_cannot_be_meant_is_refused(words: tuple[str, ...], run) -> None:
    assert run("words", *words).status != ExitStatus.FINE
