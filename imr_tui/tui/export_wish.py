"""What an export is wished to be. No widget in here."""

from __future__ import annotations

from pathlib import Path

from imr_tui.dataclass import dataclass
from imr_tui.word.options import ACTION_PLAN, CHRONOLOGY, FULL, PSEUDONYMS

LABELS = {
    FULL: "the whole review, with names",
    PSEUDONYMS: "a copy with pseudonyms, for publication",
    CHRONOLOGY: "the chronology alone",
    ACTION_PLAN: "the action plan alone",
}
TABLES = (CHRONOLOGY, ACTION_PLAN)


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Where the file is to go, whether a file there may be replaced, and what is exported.

    `draft` shows what is open as comments, `appendix` adds the checklist, `leave_names` leaves undecided names as they are.
    """

    target: Path
    replace: bool
    profile: str = FULL
    draft: bool = False
    appendix: bool = False
    leave_names: bool = False


def usual_target(source: Path | None, profile: str) -> Path:
    """Where an export goes by itself: beside the review, under its name and what is exported."""
    home = source or Path.cwd() / "review.md"
    ending = "" if profile == FULL else f"-{profile}"
    return home.with_name(f"{home.stem}{ending}.docx")


def profile_of(label: str) -> str:
    """The profile of that label."""
    return next((profile for profile, known in LABELS.items() if known == label), FULL)
