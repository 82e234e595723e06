"""The data files that are tables, made ready as JSON, which is read in a fraction of the time: schema and questions."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path

from imr_tui.data.tables import Table

NAME = "rules.ready"
"""The file that has ready what the data files say: in its first line what it was made of, then a line for each of `TABLES`."""
TABLES = ("schema.toml", "questions.toml")
DIGEST = 16
"""Bytes of a digest."""


def read_table(folder: Path, name: str) -> Table | None:
    """The data file of that name, one of `TABLES`, as it was made ready in a folder; None where it was not, or does not fit."""
    try:
        with (folder / NAME).open("rb") as file:
            for _ in range(TABLES.index(name) + 1):
                file.readline()
            line = file.readline().rstrip(b"\n")
        made_of, _, rest = line.partition(b" ")
        told, _, values = rest.partition(b" ")
        fits = made_of == digest((folder / name).read_bytes()).encode() and told == digest(values).encode()
    except OSError:
        return None
    return Table(json.loads(values), name) if fits else None


def table_line(data: bytes, values: str) -> str:
    """The line for a data file that has those bytes and those values (JSON)."""
    return f"{digest(data)} {digest(values.encode())} {values}"


def digest(data: bytes | memoryview) -> str:
    """A digest of data."""
    return blake2b(data, digest_size=DIGEST).hexdigest()
