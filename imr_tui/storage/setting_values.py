"""What each setting may be, wherever it is set: by the person, or by the site's policy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from imr_tui.storage.faults import printable
from imr_tui.storage.toml_tables import Table, WrongValueError, did_you_mean

THEMES = ("auto", "dark", "light", "contrast", "terminal")
AUTOSAVE_SECONDS = range(5, 3601)


def setting_readers(start: Path, actions: Collection[str] | None) -> Mapping[str, Callable[[object], object]]:
    """What reads the value of each setting, by its name.

    Relative folders start from `start`; `actions` are the ids that keys may be set for, None for any. A reader
    raises `WrongValueError`, which says what the value has to be.
    """
    return {
        "theme": _theme,
        "ascii": _switch,
        "mouse": _switch,
        "autosave_seconds": _seconds,
        "template_folders": lambda value: folders(value, start),
        "name": _text,
        "spelling": _switch,
        "word_lists": lambda value: folders(value, start, "files"),
        "rule_files": lambda value: folders(value, start, "files"),
        "keys": lambda value: _keys(value, actions),
    }


def read_settings(table: Table, start: Path, actions: Collection[str] | None = None) -> Mapping[str, object]:
    """The settings that a table sets, each checked."""
    absent = object()
    found = {name: table.take(name, read, absent) for name, read in setting_readers(start, actions).items()}
    return MappingProxyType({name: value for name, value in found.items() if value is not absent})


def folders(value: object, start: Path, called: str = "folders") -> tuple[Path, ...]:
    """A list of folders (or files, as they are `called`), `~` for a home folder, made absolute from `start`."""
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry for entry in value):
        raise WrongValueError(f"a list of {called} in square brackets, each in quotation marks")
    try:
        return tuple(start.absolute() / Path(entry).expanduser() for entry in value)
    except RuntimeError as error:
        raise WrongValueError(f"a list of {called}, and ~ stands for the folder of a known user") from error


def _theme(value: object) -> str:
    if value not in THEMES:
        raise WrongValueError(f"one of {', '.join(THEMES)}")
    return str(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongValueError("true or false")
    return value


def _seconds(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or (value != 0 and value not in AUTOSAVE_SECONDS):
        first, last = AUTOSAVE_SECONDS[0], AUTOSAVE_SECONDS[-1]
        raise WrongValueError(f"a whole number of seconds from {first} to {last}, or 0 to save only when asked")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise WrongValueError("text in double quotation marks")
    return value.strip()


def _keys(value: object, actions: Collection[str] | None) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise WrongValueError("a table, headed [keys]")
    keys: dict[str, str] = {}
    for action, wanted in value.items():
        if actions is not None and action not in actions:
            raise WrongValueError(
                f"a table of actions; there is none called “{printable(action, 40)}”{did_you_mean(action, actions)}"
            )
        given = [wanted] if isinstance(wanted, str) else wanted
        if not isinstance(given, list) or not given or not all(isinstance(key, str) and key.strip() for key in given):
            raise WrongValueError(
                f"a table of keys; “{printable(action, 40)}” needs a key, or a list of keys, in quotation marks"
            )
        keys[action] = ",".join(key.strip() for key in given)
    return MappingProxyType(keys)
