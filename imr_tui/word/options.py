"""What an export is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

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
    printed as its alternative text in brackets.
    """

    profile: str = FULL
    numbered: bool = True
    house_style: bytes | None = None
    draft: bool = False
    checklist_appendix: bool = False
    images: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
