"""The author's word on a question, as the front matter has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from imr_tui.dataclass import dataclass
from imr_tui.document.front_matter import FrontMatter
from imr_tui.document.values import is_reason

CONFIRMED = "confirmed"
NOT_APPLICABLE = "not-applicable"
_SCHEME = "1:"


@dataclass(frozen=True, slots=True)
class Word:
    """What `[checklist."item"]` says: its state, who said so and when, the reason, and the parts seen.

    `seen` maps a part's name to its digest; entries of another scheme are left out. An unknown state is empty.
    """

    item: str
    state: str
    by: str
    on: str
    reason: str
    seen: Mapping[str, str]

    @property
    def has_reason(self) -> bool:
        """Whether the reason is one, and no placeholder."""
        return is_reason(self.reason)


def author_word(front: FrontMatter, item: str) -> Word | None:
    """The author's word on an item; None where there is none."""
    entry = front.table("checklist").get(item)
    return _read(item, entry) if isinstance(entry, Mapping) else None


def author_words(front: FrontMatter) -> Iterator[Word]:
    """Every entry under `[checklist]`, unknown items included."""
    for item, entry in front.table("checklist").items():
        if isinstance(entry, Mapping):
            yield _read(item, entry)


def _read(item: str, entry: Mapping[str, Any]) -> Word:
    state = _text(entry.get("state")).casefold()
    seen = entry.get("seen")
    return Word(
        item,
        state if state in (CONFIRMED, NOT_APPLICABLE) else "",
        _text(entry.get("by")),
        _text(entry.get("on")),
        _text(entry.get("reason")),
        dict(_seen(seen if isinstance(seen, list) else [])),
    )


def _seen(entries: list[Any]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if isinstance(entry, str) and entry.startswith(_SCHEME):
            name, _, digest = entry.removeprefix(_SCHEME).rpartition(":")
            if name:
                yield name, digest


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else ""
