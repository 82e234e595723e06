"""The front matter as it was read: its values, where it stands, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding
from imr_tui.document.text import Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter: its values as read, where it stands, and what is wrong with it.

    `span` runs from the first `+++` to the end of the closing line, `inner` holds the TOML between. Both None
    where there is no front matter. `readable` is False where the TOML could not be read: `values`
    then is empty. `body_start` is the offset of the body.
    """

    values: Mapping[str, Any]
    span: Span | None
    inner: Span | None
    readable: bool
    body_start: int
    body_line: int
    findings: tuple[Finding, ...] = ()

    def get(self, table: str, key: str) -> object:
        """The value of `key` in `[table]`, of whatever type; None where it is not recorded."""
        values = self.values.get(table) if table else self.values
        return values.get(key) if isinstance(values, Mapping) else None

    def text(self, table: str, key: str) -> str:
        """A text value, stripped; empty where it is not recorded or no text."""
        value = self.get(table, key)
        return value.strip() if isinstance(value, str) else ""

    def table(self, name: str) -> Mapping[str, Any]:
        """A table's values; empty where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, Mapping) else {}

    def entries(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """The tables of an array of tables such as `[[kept]]`."""
        value = self.values.get(name)
        return tuple(entry for entry in value if isinstance(entry, Mapping)) if isinstance(value, list) else ()
