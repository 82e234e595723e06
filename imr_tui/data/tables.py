"""Data files read key by key: each read checks its type, and a key that nobody reads is refused.

A mistake in a data file is told with the file, the entry and the key, so that a force that
edits its own can put it right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from imr_tui.errors import InputError


class Table:
    """One TOML table on its way into a frozen object. `where` names it in errors."""

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        self._values = values
        self._read: set[str] = set()
        self.where = where

    def text(self, key: str, default: str | None = None) -> str:
        """A string; without a `default` it must be there and not be blank."""
        value = self._take(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(f'"{key}" must be a text')
        return value

    def word(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """A string that is one of `allowed`."""
        value = self.text(key, default)
        known = tuple(allowed)
        if value not in known:
            raise self.error(f'"{key}" must be one of {", ".join(known)}')
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of strings, none blank; empty where it may be left out."""
        value = self._take(key, None if required else [])
        if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
            raise self.error(f'"{key}" must be a list of texts')
        if required and not value:
            raise self.error(f'"{key}" must not be empty')
        if len(set(value)) != len(value):
            raise self.error(f'"{key}" holds the same text twice')
        return tuple(value)

    def grouped(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of strings as one group, or a list of such lists, of which some may be empty; none at all where the key is not given."""
        value = self._take(key, ())
        if value == ():
            return ()
        groups = value if isinstance(value, list) and value and all(isinstance(one, list) for one in value) else [value]
        for group in groups:
            if not isinstance(group, list) or not all(isinstance(entry, str) and entry.strip() for entry in group):
                raise self.error(f'"{key}" must be a list of texts')
        if groups == [[]]:
            raise self.error(f'"{key}" must not be empty')
        return tuple(map(tuple, groups))

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self.error(f'"{key}" must be true or false')
        return value

    def counts(self, key: str) -> Mapping[str, int]:
        """A table whose values are whole numbers above nought."""
        value = self._take(key, None)
        if not isinstance(value, dict) or not all(type(count) is int and count > 0 for count in value.values()):
            raise self.error(f'"{key}" must be a table of numbers')
        return value

    def tables(self, key: str, title: str, *, required: bool = True) -> tuple[Table, ...]:
        """An array of tables, each named by the text under `title` where it has one, else by its number."""
        value = self._take(key, None if required else [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.error(f'"{key}" must be a list of tables')
        return tuple(
            Table(entry, f'{self.where}, {key} "{entry.get(title, number)}"') for number, entry in enumerate(value, 1)
        )

    def table(self, key: str, *, required: bool = True) -> Table:
        """A table within this one; an empty one where it may be left out."""
        value = self._take(key, None if required else {})
        if not isinstance(value, dict):
            raise self.error(f'"{key}" must be a table')
        return Table(value, f"{self.where}, {key}")

    def pairs(self) -> Mapping[str, str]:
        """The whole of this table, whose values are all texts."""
        self._read.update(self._values)
        wrong = next(
            (key for key, value in self._values.items() if not isinstance(value, str) or not value.strip()), None
        )
        if wrong is not None:
            raise self.error(f'"{wrong}" must be a text')
        return dict(self._values)

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of strings, none empty."""
        value = self._take(key, None)
        if not isinstance(value, list) or not all(
            isinstance(group, list) and group and all(isinstance(entry, str) for entry in group) for group in value
        ):
            raise self.error(f'"{key}" must be a list of lists of texts')
        return tuple(tuple(group) for group in value)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys it has, in their order."""
        return tuple(self._values)

    def done(self) -> None:
        """Refuse the keys that were not read."""
        unknown = sorted(set(self._values) - self._read)
        if unknown:
            raise self.error(f"unknown: {', '.join(unknown)}")

    def error(self, what: str) -> InputError:
        """The error that says what is wrong with this table."""
        return data_error(f"{self.where}: {what}.")

    def _take(self, key: str, default: object) -> object:
        self._read.add(key)
        value = self._values.get(key, default)
        if value is None:
            raise self.error(f'"{key}" is missing')
        return value


def read_toml(text: str, name: str) -> Table:
    """The whole of a data file as a table; InputError names `name` and the place where it is no TOML."""
    import tomllib  # noqa: PLC0415 - what was made ready needs none

    try:
        return Table(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as error:
        raise data_error(f"{name}: {error}.") from error


def data_error(detail: str) -> InputError:
    """The error for a data file that cannot be used."""
    return InputError("A data file cannot be used", detail, "Correct the file, or install imr-tui again.")
