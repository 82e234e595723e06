"""The settings file: read once, strictly, and explained where it is wrong.

theme = "light"                       # auto, dark, light, contrast, terminal
ascii = true                          # plain signs instead of ✓ ◐ ○; by default the terminal decides
mouse = false                         # by default the terminal decides
autosave_seconds = 30                 # after the last key; 0: only when asked
record_forms = false                  # a new record as lines of text, without its form
template_folders = ["~/templates"]    # relative ones start from the settings file's folder
name = "Priya Nair"                   # who confirms questions
spelling = false                      # by default words are checked
word_lists = ["force.txt"]            # words that are right, one a line; relative files start from this file's folder
rule_files = ["force.toml"]           # rules of the force's own, as in wording.toml
accessible = true                     # for a screen reader: one column, plain signs, changes told in words
measure = 72                          # how many characters a row has in focus mode
focus_place = "centre"                # where the text stands in focus mode: centre or left
desktop_copy = false                  # whether what is copied also goes to the desktop's clipboard, through the terminal
house_style = "force.docx"            # a Word file of the force whose styles the export uses

[keys]
save = "ctrl+s"                       # an action's id, and its key or keys
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.errors import InputError
from imr_tui.storage.faults import printable, words
from imr_tui.storage.places import settings_folder
from imr_tui.storage.policy import NO_POLICY, Policy
from imr_tui.storage.setting_values import read_settings, setting_names
from imr_tui.storage.toml_tables import LARGEST_BYTES, Table, read_toml

_ADDED_UP = ("template_folders", "word_lists", "rule_files")


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the person: what the site has locked, else what they have set, else what the site proposes.

    `ascii` and `mouse` None go by the terminal; `autosave_seconds` 0 saves only when asked; `keys` maps an action's id
    to its keys, separated by commas; without `record_forms` a new record is put in as lines of text; `template_folders`, `word_lists` and `rule_files` are absolute. `locked` are the names of the settings that only
    the administrator can change.
    """

    theme: str = "auto"
    ascii: bool | None = None
    mouse: bool | None = None
    autosave_seconds: int = 30
    record_forms: bool = True
    template_folders: tuple[Path, ...] = ()
    name: str = ""
    spelling: bool = True
    word_lists: tuple[Path, ...] = ()
    rule_files: tuple[Path, ...] = ()
    accessible: bool = False
    measure: int = 72
    focus_place: str = "centre"
    desktop_copy: bool = False
    house_style: Path | None = None
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    locked: frozenset[str] = frozenset()


def settings_file() -> Path:
    """Where the settings are looked for."""
    return settings_folder() / "settings.toml"


def load_settings(
    file: Path | None = None, *, actions: Collection[str] | None = None, policy: Policy = NO_POLICY
) -> Settings:
    """The settings of this user, or those in `file`, under the site's `policy`; the defaults where nobody says anything.

    `actions` are the ids that keys may be set for, None for any; where it maps them to the keys they have by default,
    no key may be set for two. Raises `InputError` for a file that cannot be read, and for settings that are unknown or
    wrong, naming every one of them.
    """
    given = file
    file = settings_file() if file is None else file
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        if given is not None:
            raise _unusable(file, "There is no such file.", "Check the name of the file.") from None
        data = b""
    except OSError as error:
        raise _unusable(file, *words(error)) from error
    settings = _under(policy, _read(data, file, actions))
    if settings.keys and isinstance(actions, Mapping):
        _refuse_clashes(file, settings.keys, actions)
    return settings


def _read(data: bytes, file: Path, actions: Collection[str] | None) -> Mapping[str, Any]:
    wrong: list[str] = []
    values = read_toml(data, lambda detail, hint: _unusable(file, detail, hint))
    table = Table(values, setting_names(), wrong, text=data.decode("utf-8"))
    found = read_settings(table, file.parent, actions)
    if wrong:
        raise _unusable(file, " ".join(wrong), "Correct the file, or remove it to have the defaults.")
    return found


def _under(policy: Policy, own: Mapping[str, Any]) -> Settings:
    """What holds of the person's own settings; folders, files and keys are added to the site's, unless they are locked."""
    locked, proposed = policy.locked, policy.defaults
    values: dict[str, Any] = {**proposed, **own}
    values["keys"] = MappingProxyType({**proposed.get("keys", {}), **own.get("keys", {}), **locked.get("keys", {})})
    for several in _ADDED_UP:
        values[several] = (*own.get(several, ()), *proposed.get(several, ()))
    values.update({name: value for name, value in locked.items() if name != "keys"})
    return replace(Settings(), **values, locked=frozenset(locked))


def _refuse_clashes(file: Path, keys: Mapping[str, str], defaults: Mapping[str, Collection[str]]) -> None:
    taken: dict[str, str] = {}
    clashes: list[str] = []
    for action in sorted(defaults, key=lambda ident: ident not in keys):
        for key in keys[action].split(",") if action in keys else defaults[action]:
            if taken.setdefault(key, action) != action:
                clashes.append(f"“{key}” is set for “{taken[key]}”, and is the key of “{action}”.")
    if clashes:
        hint = "Give one of the two another key under [keys]; docs/keys.md lists the keys that there are."
        raise _unusable(file, " ".join(clashes), hint)


def _unusable(file: Path, detail: str, hint: str) -> InputError:
    return InputError("The settings cannot be used", f"{printable(file)}: {detail}", hint)
