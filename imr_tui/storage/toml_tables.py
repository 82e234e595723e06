"""A TOML file of settings, read strictly: every value that is unknown or wrong is named, in one plain message."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from imr_tui.errors import InputError
from imr_tui.storage.faults import printable
from imr_tui.storage.nearest import nearest

LARGEST_BYTES = 64 * 1024

_HEADING = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#|$)")
_GIVEN = re.compile(r"""\s*([A-Za-z0-9_-]+|"[^"]*"|'[^']*')\s*=""")

Value = TypeVar("Value")
Complaint = Callable[[str, str], InputError]
"""Makes the error of the file from what is wrong and the next step."""


class WrongValueError(Exception):
    """A value that cannot be taken; the message says what it has to be."""


def read_toml(data: bytes, complain: Complaint) -> Mapping[str, object]:
    """The values of a file of at most 64 kB that was read as `data`; the error of `complain` where it is no TOML."""
    if not data:
        return {}
    import tomllib  # noqa: PLC0415 - most people have no such file

    if len(data) > LARGEST_BYTES:
        raise complain("It is larger than 64 kB.", "Check that it is the right file.")
    try:
        return tomllib.loads(data.decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    except UnicodeDecodeError as error:
        raise complain(f"It has a byte that is not UTF-8 at offset {error.start}.", "Save it as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = printable(error) if isinstance(error, tomllib.TOMLDecodeError) else "nested too deeply"
        raise complain(f"It is not valid TOML: {said}.", "Correct that line, or remove the file.") from error


class Table:
    """One table of such a file: `take` its values one by one; what is wrong gathers in `wrong`, a sentence each.

    `known` are the names it may have; `heading` is how the table is called in messages, empty for the top; `text` is
    the file's, for the numbers of lines.
    """

    def __init__(
        self, values: object, known: Collection[str], wrong: list[str], heading: str = "", *, text: str = ""
    ) -> None:
        self._text = text
        self._table = heading
        self._values: Mapping[str, object] = values if isinstance(values, Mapping) else {}
        self._heading = f"{heading}." if heading else ""
        self._wrong = wrong
        if values is not None and not isinstance(values, Mapping):
            wrong.append(f"“{heading}” has to be a table, headed [{heading}].")
        wrong.extend(
            f"{self._line(name)}There is no setting “{self._heading}{printable(name, 40)}”{did_you_mean(name, known)}."
            for name in self._values
            if name not in known
        )

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def take(self, name: str, read: Callable[[object], Value], default: Value) -> Value:
        """The value of `name` as `read` gives it; `default` where it is not there or wrong."""
        if name not in self._values:
            return default
        try:
            return read(self._values[name])
        except WrongValueError as error:
            self._wrong.append(f"{self._line(name)}“{self._heading}{printable(name, 40)}” has to be {error}.")
            return default

    def below(self, name: str, known: Collection[str] | None) -> Table:
        """The table called `name` in this one; `known` None for any names."""
        values = self._values.get(name)
        names: Collection[str] = values.keys() if known is None and isinstance(values, Mapping) else known or ()
        return Table(values, names, self._wrong, f"{self._heading}{name}", text=self._text)

    @property
    def names(self) -> tuple[str, ...]:
        """What it holds, as it was written."""
        return tuple(self._values)

    def _line(self, name: str) -> str:
        line = line_of(self._text, self._table, name)
        return f"Line {line}: " if line is not None else ""


def line_of(text: str, table: str, name: str) -> int | None:
    """The line, from 1, on which a value stands in the text of a TOML file; None where it is not seen to be there."""
    here = ""
    for number, line in enumerate(text.splitlines(), 1):
        heading = _HEADING.match(line)
        if heading is not None:
            here = heading[1].strip()
        given = _GIVEN.match(line)
        if given is not None and here == table and given[1].strip("\"' ") == name:
            return number
    return None


def did_you_mean(name: str, known: Collection[str]) -> str:
    """The end of a sentence that offers the nearest known name; empty where none is near."""
    near = nearest(name, known)
    return f"; did you mean “{near}”?" if near else ""
