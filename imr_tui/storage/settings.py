"""The settings file: read once, strictly, and explained where it is wrong.

theme = "light"                       # auto, dark, light, contrast, terminal
ascii = true                          # plain signs instead of ✓ ◐ ○; by default the terminal decides
mouse = false                         # by default the terminal decides
autosave_seconds = 30                 # after the last key; 0: only when asked
template_folders = ["~/templates"]    # relative ones start from the settings file's folder
name = "Priya Nair"                   # who confirms questions

[keys]
save = "ctrl+s"                       # an action's id, and its key or keys
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from imr_tui.errors import InputError
from imr_tui.storage.faults import printable, words
from imr_tui.storage.places import settings_folder

THEMES = ("auto", "dark", "light", "contrast", "terminal")
_AUTOSAVE_SECONDS = range(5, 3601)
_LARGEST_BYTES = 64 * 1024

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person has set, the rest by default.

    `ascii` and `mouse` None go by the terminal; `autosave_seconds` 0 saves only when asked; `keys` maps an action's id
    to its keys, separated by commas; `template_folders` are absolute.
    """

    theme: str = "auto"
    ascii: bool | None = None
    mouse: bool | None = None
    autosave_seconds: int = 30
    template_folders: tuple[Path, ...] = ()
    name: str = ""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class _WrongError(Exception):
    """A value that cannot be taken; the message says what it has to be."""


def settings_file() -> Path:
    """Where the settings are looked for."""
    return settings_folder() / "settings.toml"


def load_settings(file: Path | None = None, *, actions: Collection[str] | None = None) -> Settings:
    """The settings of this user, or those in `file`; the defaults where there is no such file.

    `actions` are the ids that `[keys]` may name, None for any. Raises `InputError` for a file that cannot be
    read, and for settings that are unknown or wrong, naming every one of them.
    """
    given = file
    file = settings_file() if file is None else file
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST_BYTES + 1)
    except FileNotFoundError:
        if given is None:
            return Settings()
        raise _unusable(file, "There is no such file.", "Check the name of the file.") from None
    except OSError as error:
        raise _unusable(file, *words(error)) from error
    return _settings(_values(data, file), file, actions)


def _values(data: bytes, file: Path) -> Mapping[str, object]:
    if len(data) > _LARGEST_BYTES:
        raise _unusable(file, "It is larger than 64 kB.", "Check that it is the right file.")
    try:
        return tomllib.loads(data.decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    except UnicodeDecodeError as error:
        raise _unusable(
            file, f"It has a byte that is not UTF-8 at offset {error.start}.", "Save it as UTF-8."
        ) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = printable(error) if isinstance(error, tomllib.TOMLDecodeError) else "nested too deeply"
        raise _unusable(file, f"It is not valid TOML: {said}.", "Correct that line, or remove the file.") from error


def _settings(values: Mapping[str, object], file: Path, actions: Collection[str] | None) -> Settings:
    known = [entry.name for entry in fields(Settings)]
    wrong = [
        f"There is no setting “{printable(name, 40)}”{_nearest(name, known)}." for name in values if name not in known
    ]

    def taken(name: str, read: Callable[[object], Value], default: Value) -> Value:
        if name not in values:
            return default
        try:
            return read(values[name])
        except _WrongError as error:
            wrong.append(f"“{name}” has to be {error}.")
            return default

    default = Settings()
    settings = Settings(
        theme=taken("theme", _theme, default.theme),
        ascii=taken("ascii", _switch, default.ascii),
        mouse=taken("mouse", _switch, default.mouse),
        autosave_seconds=taken("autosave_seconds", _seconds, default.autosave_seconds),
        template_folders=taken(
            "template_folders", lambda value: _folders(value, file.parent), default.template_folders
        ),
        name=taken("name", _text, default.name),
        keys=taken("keys", lambda value: _keys(value, actions), default.keys),
    )
    if wrong:
        raise _unusable(file, " ".join(wrong), "Correct the file, or remove it to have the defaults.")
    return settings


def _theme(value: object) -> str:
    if value not in THEMES:
        raise _WrongError(f"one of {', '.join(THEMES)}")
    return str(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("true or false")
    return value


def _seconds(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or (value != 0 and value not in _AUTOSAVE_SECONDS):
        first, last = _AUTOSAVE_SECONDS[0], _AUTOSAVE_SECONDS[-1]
        raise _WrongError(f"a whole number of seconds from {first} to {last}, or 0 to save only when asked")
    return value


def _folders(value: object, start: Path) -> tuple[Path, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry for entry in value):
        raise _WrongError("a list of folders in square brackets, each in quotation marks")
    try:
        return tuple(start.absolute() / Path(entry).expanduser() for entry in value)
    except RuntimeError as error:
        raise _WrongError("a list of folders, and ~ stands for the folder of a known user") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongError("text in double quotation marks")
    return value.strip()


def _keys(value: object, actions: Collection[str] | None) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise _WrongError("a table, headed [keys]")
    keys: dict[str, str] = {}
    for action, wanted in value.items():
        if actions is not None and action not in actions:
            raise _WrongError(
                f"a table of actions; there is none called “{printable(action, 40)}”{_nearest(action, actions)}"
            )
        given = [wanted] if isinstance(wanted, str) else wanted
        if not isinstance(given, list) or not given or not all(isinstance(key, str) and key.strip() for key in given):
            raise _WrongError(
                f"a table of keys; “{printable(action, 40)}” needs a key, or a list of keys, in quotation marks"
            )
        keys[action] = ",".join(key.strip() for key in given)
    return MappingProxyType(keys)


def _nearest(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean “{near[0]}”" if near else ""


def _unusable(file: Path, detail: str, hint: str) -> InputError:
    return InputError("The settings cannot be used", f"{printable(file)}: {detail}", hint)
