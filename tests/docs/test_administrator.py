"""The administrator's page says what the code does: every key of the policy, every event of the audit trail, every place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from imr_tui.storage.audit import AuditTrail, Event
from imr_tui.storage.policy import PolicyPlace, load_policy
from imr_tui.storage.setting_values import setting_names
from imr_tui.storage.versions import MOST_KEPT
from imr_tui.word.options import PROFILES

PAGE = (Path(__file__).parents[2] / "docs" / "administrator.md").read_text("utf-8")


def rows_under(heading: str) -> list[list[str]]:
    """The cells of the first table whose heading row begins with that."""
    lines = PAGE.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(heading))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def policy_of(text: str, tmp_path: Path) -> object:
    file = tmp_path / "policy.toml"
    file.write_text(text, "utf-8")
    file.chmod(0o644)
    place = PolicyPlace(file, file.stat().st_uid, tmp_path)
    return load_policy(place, profiles=PROFILES)


def example() -> str:
    return next(block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[locked]" in block)


def test_the_example_of_a_policy_is_one(tmp_path: Path) -> None:
    policy = policy_of(example(), tmp_path)
    assert policy.locked_state_folder
    assert policy.markings
    assert policy.export_profiles == PROFILES
    assert policy.keeping.recovery_days
    assert policy.keeping.versions_days


def test_every_key_of_a_policy_is_told() -> None:
    told = {
        (table.strip("`"), key.strip("`"))
        for tables, key, *_ in rows_under("| table | key")
        for table in tables.split(", ")
    }
    assert {key for table, key in told if table == "[allowed]"} == {"markings", "export_profiles"}
    assert {key for table, key in told if table == "[keep]"} == {"recovery_days", "versions_days"}
    assert ("[locked]", "state_folder") in told
    assert ("[defaults]", "state_folder") in told


@pytest.mark.parametrize("table", ["allowed", "keep", "locked", "defaults"])
def test_there_is_no_key_that_is_not_told(tmp_path: Path, table: str) -> None:
    with pytest.raises(Exception, match="cannot be used") as caught:
        policy_of(f"[{table}]\nno_such_key = 1\n", tmp_path)
    assert "no_such_key" in str(caught.value)


def test_every_setting_is_told() -> None:
    sentence = re.search(r"The keys of `settings\.toml`, all of which can be locked or proposed: (.*?)\.\n", PAGE)
    assert sentence is not None
    assert tuple(re.findall(r"`(\w+)`", sentence[1])) == setting_names()


def test_every_event_of_the_audit_trail_is_told() -> None:
    told = [event.strip("`") for event, *_ in rows_under("| `what` | recorded")]
    assert sorted(told) == sorted(event.value for event in Event)


def test_every_field_of_the_audit_trail_is_told(tmp_path: Path) -> None:
    AuditTrail(tmp_path).record(Event.SAVE, tmp_path / "x.md", size=1, sha256="2", marking="SECRET")
    fields = re.findall(r'"(\w+)":', (tmp_path / "audit.log").read_text("ascii"))
    told = [name for cell, *_ in rows_under("| field | value") for name in re.findall(r"`(\w+)`", cell)]
    assert told == fields
    shown = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    assert re.findall(r'"(\w+)":', shown[1]) == fields


def test_how_many_versions_stay_is_told() -> None:
    words = {10: "ten"}
    assert f"the latest {words[MOST_KEPT]} each" in PAGE
