"""What an export is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding

FULL = "full"
PSEUDONYMS = "pseudonyms"
CHRONOLOGY = "chronology"
ACTION_PLAN = "action-plan"
PROFILES = (FULL, PSEUDONYMS, CHRONOLOGY, ACTION_PLAN)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the Word file shall be.

    `profile` is one of `PROFILES`. `numbered` gives headings and paragraphs native numbers (1, 1.1, (a)).
    `house_style` is a force's own Word file whose styles are used, as bytes. `draft` says on the cover
    and in the footer that this is a draft. `checklist_appendix` adds the checklist with its states. `images` are
    the pictures of the document's folder by the path that the text gives; one that is not there is
    printed as its alternative text in brackets. `leave_names` lets a copy with pseudonyms be made while names of officers,
    places and organisations are undecided: they stay as they are. `name` is the name that the file will have. `columns`
    are those of the chronology or the action plan, instead of the document's own. `findings` are what a draft shows
    its supervisor beside the open questions. `answers` gives the remarks on an earlier copy back as comments, with what was
    answered.
    """

    profile: str = FULL
    numbered: bool = True
    house_style: bytes | None = None
    draft: bool = False
    checklist_appendix: bool = False
    leave_names: bool = False
    name: str = ""
    columns: tuple[str, ...] = ()
    findings: Sequence[Finding] = ()
    answers: bool = False
    images: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
