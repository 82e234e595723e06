"""The pieces that the new text is put together from: headings, paragraphs, records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from imr_tui.document.literal import literal_title
from imr_tui.document.schema import KindSpec, fold_name

LOWEST = 6


@dataclass(slots=True)
class Head:
    """A heading. `covers` names what it answers; `fields` are the section's own, each as a line of a list."""

    level: int
    title: str
    covers: str = ""
    fields: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The heading's line, and its fields below it."""
        quoted = f'"{self.covers}"' if " " in self.covers else self.covers
        line = f"{'#' * self.level} {literal_title(self.title)}" + (f" {{covers={quoted}}}" if self.covers else "")
        return "\n\n".join([line, *(["\n".join(self.fields)] if self.fields else [])])


@dataclass(slots=True)
class Draft:
    """A record. `values` are its fields in order, each a list of blocks of Markdown; `restrictions` stand under a field.

    For an action, `recommends` are the words of the recommendation it is for, where no id says which, and
    `above` that recommendation; `of_recommendation` are its fields that stand in the action's row.
    For an event, `sources` are those named in words.
    """

    kind: KindSpec
    level: int
    ident: str = ""
    title: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    restrictions: dict[str, str] = field(default_factory=dict)
    narrative: list[str] = field(default_factory=list)
    recommends: list[str] = field(default_factory=list)
    of_recommendation: dict[str, list[str]] = field(default_factory=dict)
    above: Draft | None = None
    sources: list[Draft] = field(default_factory=list)

    def set(self, name: str, blocks: Sequence[str]) -> None:
        """Add to a field; blank blocks are none."""
        found = [block for block in blocks if block.strip()]
        if found:
            self.values.setdefault(name, []).extend(found)

    def says(self, name: str) -> bool:
        """Whether a field has a value."""
        return name in self.values

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.title or self.values or self.narrative)

    def text(self) -> str:
        """The record as the document has it, its fields in the order of their kind."""
        order = {fold_name(spec.name): number for number, spec in enumerate(self.kind.fields)}
        names = sorted(self.values, key=lambda name: order.get(fold_name(name), len(order)))
        written = [f"{'#' * self.level} {self.ident}: {literal_title(self.title) or '[add a short title]'}"]
        fields = [self._field(name) for name in names]
        if fields:
            written.append("\n".join(fields))
        return "\n\n".join([*written, *self.narrative])

    def _field(self, name: str) -> str:
        first, *others = self.values[name]
        # A block that has lines of its own, such as a list, begins below the name.
        beside = "\n" not in first and not first.startswith(("- ", "1. ", "> "))
        lines = [f"- {name}: {first}" if beside else f"- {name}:"]
        if name in self.restrictions:
            lines.append(f"  - Restriction: {self.restrictions[name]}")
        for block in others if beside else [first, *others]:
            lines += ["", *(f"  {line}" for line in block.split("\n"))]
        return "\n".join(lines)
