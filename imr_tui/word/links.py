"""The links between records, both ways: what arises from an event, what a learning point leads to."""

from __future__ import annotations

from imr_tui.document.model import Report

# Kind that links, its link field.
_FORWARD = (
    ("F", "Events"),
    ("F", "Terms of reference"),
    ("F", "Policy"),
    ("L", "Arises from"),
    ("R", "Learning points"),
    ("A", "Recommendation"),
    ("I", "Events"),
)


class Links:
    """Who links to a record."""

    def __init__(self, report: Report) -> None:
        self._back: dict[str, dict[str, list[str]]] = {}
        for kind, field in _FORWARD:
            for record in report.of_kind(kind):
                for ident in record.linked(field):
                    found = self._back.setdefault(ident, {}).setdefault(kind, [])
                    if record.id not in found:
                        found.append(record.id)

    def to(self, ident: str, kinds: str) -> tuple[str, ...]:
        """The ids of the records of these kinds (letters) that link to a record, in the order of the text."""
        back = self._back.get(ident, {})
        return tuple(found for kind in kinds for found in back.get(kind, ()))
