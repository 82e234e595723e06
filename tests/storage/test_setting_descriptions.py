"""What is written of the settings is what the program reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from imr_tui.storage.setting_descriptions import DESCRIPTIONS, Description
from imr_tui.storage.setting_values import setting_names
from imr_tui.storage.settings import Settings, load_settings


def test_every_setting_is_described_and_no_other() -> None:
    assert [one.name for one in DESCRIPTIONS] == list(setting_names())
    assert {one.name for one in DESCRIPTIONS} <= set(Settings.__slots__)


@pytest.mark.parametrize("one", DESCRIPTIONS, ids=lambda one: one.name)
def test_the_example_is_read(one: Description, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"{one.name} = {one.example}\n")
    found = load_settings(file)
    assert one.name == "desktop_copy" or getattr(found, one.name) != getattr(Settings(), one.name)


@pytest.mark.parametrize("one", DESCRIPTIONS, ids=lambda one: one.name)
def test_the_default_is_the_programs(one: Description, tmp_path: Path) -> None:
    if not one.default.startswith("`"):
        return
    file = tmp_path / "settings.toml"
    value = one.default.strip("`")
    quoted = value if value in {"true", "false"} or value.isdigit() else f'"{value}"'
    file.write_text(f"{one.name} = {quoted}\n")
    assert load_settings(file) == Settings()
