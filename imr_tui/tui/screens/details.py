"""The form for the review's details, which stand in the front matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from imr_tui.tui.forms.details_model import DetailsModel
from imr_tui.tui.front_form import FormValue
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.sheet_form import SheetForm

if TYPE_CHECKING:
    from imr_tui.analysis.model import Analysis
    from imr_tui.document.model import Report
    from imr_tui.document.schema import Schema

Details = dict[tuple[str, str], FormValue]

_ACRONYM = "acronym.undefined"


class DetailsForm(SheetForm):
    """One line a key. When it answers True, `details` are the changed keys and their values.

    `markings` are the only protective markings that may be chosen; empty for any. `unexplained` gives the acronyms that
    the text does not explain.
    """

    def __init__(
        self,
        report: Report,
        schema: Schema,
        glyphs: Glyphs,
        *,
        markings: tuple[str, ...] = (),
        unexplained: Callable[[], Mapping[str, tuple[str, ...]]] = dict,
    ) -> None:
        self._details = DetailsModel(report, schema, markings, unexplained)
        super().__init__(self._details, glyphs, saves="Save the details")

    @property
    def details(self) -> Details:
        """The keys that were changed, with their values."""
        return self._details.changes()

    @property
    def is_strict(self) -> bool:
        """A date that cannot be read is no date of the front matter."""
        return True


def unexplained_in(analysis: Analysis) -> Mapping[str, tuple[str, ...]]:
    """The acronyms that a review does not explain, with the meanings that are known of each."""
    found: dict[str, tuple[str, ...]] = {}
    for finding in analysis.findings:
        if finding.rule == _ACRONYM and not finding.kept:
            found.setdefault(finding.text, finding.suggestions)
    return found
