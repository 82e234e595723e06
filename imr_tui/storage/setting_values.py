"""What each setting may be, wherever it is set: by the person, or by the site's policy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from imr_tui.storage.toml_tables import Table, WrongValueError, did_you_mean

THEMES = ("auto", "dark", "light", "contrast", "terminal")
AUTOSAVE_SECONDS = range(5, 3601)
KEYS = "keys"
MEASURES = range(40, 161)
FOCUS_PLACES = ("centre", "left")


def setting_readers(start: Path) -> Mapping[str, Callable[[object], object]]:
    """What reads the value of each setting, by its name; keys are a table of their own.

    Relative folders start from `start`. A reader raises `WrongValueError`, which says what the value has to be.
    """
    return {
        "theme": _theme,
        "ascii": _switch,
        "mouse": _switch,
        "autosave_seconds": _seconds,
        "record_forms": _switch,
        "template_folders": lambda value: folders(value, start),
        "name": _text,
        "spelling": _switch,
        "word_lists": lambda value: folders(value, start, "files"),
        "rule_files": lambda value: folders(value, start, "files"),
        "accessible": _switch,
        "measure": _measure,
        "focus_place": lambda value: _one_of(value, FOCUS_PLACES),
        "desktop_copy": _switch,
        "house_style": lambda value: _file(value, start),
    }


def setting_names() -> tuple[str, ...]:
    """The names of all settings."""
    return (*setting_readers(Path()), KEYS)


def read_settings(table: Table, start: Path, actions: Collection[str] | None = None) -> Mapping[str, object]:
    """The settings that a table sets, each checked; `actions` are the ids that keys may be set for, None for any."""
    absent = object()
    found = {name: table.take(name, read, absent) for name, read in setting_readers(start).items()}
    if KEYS in table:
        keys = table.below(KEYS, actions)
        read = {name: keys.take(name, _keys, "") for name in keys.names if actions is None or name in actions}
        found[KEYS] = MappingProxyType({name: given for name, given in read.items() if given})
    return MappingProxyType({name: value for name, value in found.items() if value is not absent})


def folders(value: object, start: Path, called: str = "folders") -> tuple[Path, ...]:
    """A list of folders (or files, as they are `called`), `~` for a home folder, made absolute from `start`."""
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry for entry in value):
        raise WrongValueError(f"a list of {called} in square brackets, each in quotation marks")
    try:
        return tuple(start.absolute() / Path(entry).expanduser() for entry in value)
    except RuntimeError as error:
        raise WrongValueError(f"a list of {called}, and ~ stands for the folder of a known user") from error


def _file(value: object, start: Path) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError("the name of a file in quotation marks")
    return folders([value], start, "files")[0]


def _theme(value: object) -> str:
    return _one_of(value, THEMES)


def _one_of(value: object, among: tuple[str, ...]) -> str:
    if value not in among:
        raise WrongValueError(
            f"one of {', '.join(among)}{did_you_mean(value, among).rstrip('?') if isinstance(value, str) else ''}"
        )
    return str(value)


def _measure(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value not in MEASURES:
        raise WrongValueError(f"a whole number of characters from {MEASURES[0]} to {MEASURES[-1]}")
    return value


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


def _keys(value: object) -> str:
    from imr_tui.storage.key_names import read_key  # noqa: PLC0415 - needed only where keys are set

    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not given or not all(isinstance(key, str) and key.strip() for key in given):
        raise WrongValueError("a key, or a list of keys, in quotation marks")
    return ",".join(read_key(key) for key in given)
