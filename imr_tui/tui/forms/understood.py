"""What a form understood of an answer, in words, while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imr_tui.document.dates import date_in_words, read_date
from imr_tui.document.field_text import lines_of
from imr_tui.document.model import ValueState
from imr_tui.document.references import ids_in_field, is_ids_alone
from imr_tui.document.schema import FieldSpec, FieldType
from imr_tui.document.values import is_placeholder, match_choice, read_value
from imr_tui.tui.forms.links import linked_in_words

if TYPE_CHECKING:
    from imr_tui.document.model import Report

_NO_DATE = "This cannot be read as a date: write the day first, such as 14 March 2023, 21:40. March 2023 or about 2023 will do."


def understood(spec: FieldSpec, text: str, report: Report) -> tuple[str, bool]:
    """What is to be said of `text` as the answer to a field, and whether it will do as one."""
    lines = lines_of(text)
    if not lines:
        return "", True
    value = read_value(lines, 0, 0)
    if all(is_placeholder(line) for line in lines):
        return "This only holds the place: it counts as no answer.", True
    if value.state is ValueState.NOT_KNOWN:
        if spec.reasoned and not value.reason:
            return "Say why it is not known: Not known, then a dash and the reason.", True
        return "", True
    return _as_its_type(spec, text, report)


def _as_its_type(spec: FieldSpec, text: str, report: Report) -> tuple[str, bool]:
    if spec.type is FieldType.DATE:
        date = read_date(" ".join(text.split()))
        return (_NO_DATE, False) if date is None else (date_in_words(date), True)
    if spec.type is FieldType.CHOICE:
        known = match_choice(text, spec.choices) is not None
        return ("" if known else f"It takes one of: {'; '.join(spec.choices)}."), known
    if spec.type is FieldType.LINK or (spec.type is FieldType.TEXT_OR_LINK and is_ids_alone(text)):
        if not ids_in_field(text.replace("\n", ", ")):
            return "No record is linked yet: choose one from the list, or type its number.", True
        return linked_in_words(report, text, spec.links_to)
    return "", True
