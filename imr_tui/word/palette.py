"""The measures and colours of the Word file: twips for lengths, half points for type, RRGGBB for colours."""

from __future__ import annotations

from imr_tui.dataclass import dataclass

FONT = "Arial"
LANGUAGE = "en-GB"

PAGE_SHORT, PAGE_LONG = 11906, 16838  # A4
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 1304, 1418, 1361
MARGIN_SIDE_LANDSCAPE = 1134
HEADER_DISTANCE, FOOTER_DISTANCE = 624, 567
TEXT_WIDTH = PAGE_SHORT - 2 * MARGIN_SIDE
TEXT_WIDTH_LANDSCAPE = PAGE_LONG - 2 * MARGIN_SIDE_LANDSCAPE
NUMBER_INDENT = 709
SUBPARA_INDENT = 1276

NAVY = "1F2A44"
SLATE = "44546A"
GREY = "595959"
LINE = "BFC6D2"
BAND = "F3F5F9"
WHITE = "FFFFFF"
LINK = "1F4E9E"


@dataclass(frozen=True, slots=True)
class SetOff:
    """A set-off block: the name of its style, the colour of its ground and of the rule at its left."""

    style: str
    fill: str
    rule: str


FINDING = SetOff("Finding", "EEF1F5", "5B6779")
GOOD_PRACTICE = SetOff("Good Practice", "FDF5DC", "B07D16")
LEARNING = SetOff("Learning Point", "E7EEF8", "1F4E9E")
RECOMMENDATION = SetOff("Recommendation", "E6F2EA", "1E6B45")
SET_OFF = (FINDING, GOOD_PRACTICE, LEARNING, RECOMMENDATION)
SET_OFF_INDENT = 227
SET_OFF_RIGHT = 113
