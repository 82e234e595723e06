"""The data files that come along, read once into frozen rules."""

from __future__ import annotations

from functools import cache
from importlib import resources

from imr_tui.data.schema_reader import read_schema
from imr_tui.document.schema import Schema


@cache
def load_schema() -> Schema:
    """The record kinds, fields and front-matter keys of `schema.toml`."""
    return read_schema(data_text("schema.toml"), "schema.toml")


def data_text(name: str) -> str:
    """The text of the data file `name` that comes along."""
    return resources.files("imr_tui.data").joinpath(name).read_text(encoding="utf-8")
