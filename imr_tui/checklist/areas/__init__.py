"""What each of the twenty-four questions rests on: one function a question, one evidence line a clause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from imr_tui.checklist.areas import (
    analysis,
    characteristics,
    feedback,
    language,
    learning,
    methodology,
    overview,
    recommendations,
)
from imr_tui.checklist.model import Evidence
from imr_tui.checklist.reading import Reading

EVIDENCE: Mapping[str, Callable[[Reading], tuple[Evidence, ...]]] = MappingProxyType(
    {
        "characteristics.1": characteristics.recorded,
        "characteristics.2": characteristics.decisions,
        "characteristics.3": characteristics.intersection,
        "characteristics.4": characteristics.access,
        "language.1": language.neutral,
        "language.2": language.clear,
        "language.3": language.received,
        "methodology.1": methodology.steps,
        "methodology.2": methodology.not_accessed,
        "methodology.3": methodology.approach,
        "overview.1": overview.contact,
        "overview.2": overview.told_once,
        "analysis.1": analysis.analysed,
        "analysis.2": analysis.measured,
        "analysis.3": analysis.highlighted,
        "analysis.4": analysis.terms_addressed,
        "learning.1": learning.defined,
        "learning.2": learning.action_taken,
        "recommendations.1": recommendations.aligned,
        "recommendations.2": recommendations.smart,
        "recommendations.3": recommendations.action_plan,
        "feedback.1": feedback.owned,
        "feedback.2": feedback.dates,
        "feedback.3": feedback.strategy,
    }
)
