"""Dates and times as cells of a chronology have them, written as the document has them: day before month, always."""

from __future__ import annotations

import re
from datetime import date

from imr_tui.dataclass import dataclass
from imr_tui.document.dates import read_date, write_day
from imr_tui.document.model import DateValue

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_UNSURE = re.compile(
    r"^(?:\?|(?:probably|possibly|perhaps|approx(?:imately)?\.?|about|around|circa|c\.)(?=[\s\d]))\s*|\s*\?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+", re.IGNORECASE)
_SIGN = r"[./\-\s]+"
_NUMBERS = re.compile(
    rf"(?P<day>\d{{1,2}}){_SIGN}(?P<month>\d{{1,2}}){_SIGN}(?P<year>\d{{4}}|\d{{2}})(?!\d)(?P<rest>.*)"
)
_NAMED = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:{_SIGN}|(?=[a-z]))(?:of\s+)?(?P<month>[a-z]{{3,9}})\.?,?(?:{_SIGN}|(?=\d))"
    r"(?P<year>\d{4}|\d{2})(?!\d)(?P<rest>.*)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,\s*(?P<year>\d{4})(?!\d)(?P<rest>.*)", re.IGNORECASE
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)T?(?P<rest>.*)")
_MONTH_AND_YEAR = re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4})")
_TIME = re.compile(
    r"(?:at\s+)?(?P<unsure>\?)?\s*(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?|(?P<four>\d{4}))"
    r"\s*(?P<unit>hrs?|hours|a\.?m\.?|p\.?m\.?)?\.?",
    re.IGNORECASE,
)
_NOON = 12
_PART = "only a part of the date is known"
_HOURS, _MINUTES = 24, 60
_CENTURY_TURN = 50
_TWO_DIGITS = 2
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class CellDate:
    """A date read from a row: as it is written in the document, what it means, and what is doubtful about it.

    Where nothing could be read, `written` is what stands in the cell and `when` None. `left` is a time that could not
    be read. `notes` say how it was understood.
    """

    written: str
    when: DateValue | None
    doubts: tuple[str, ...] = ()
    left: str = ""
    notes: tuple[str, ...] = ()


def read_cell_date(cell: str, time_cell: str = "") -> CellDate:
    """The date of a row from its date cell and, where the table has one, its time cell."""
    said = " ".join(cell.split())
    if not said:
        return CellDate("", None, ("no date",), time_cell.strip())
    bare = _WEEKDAY.sub("", _UNSURE.sub("", said))
    day, rest, note = _read_day(bare)
    if not day:
        when = read_date(said)
        if when is None:
            return CellDate(said, None, (note or "the date cannot be read",), time_cell.strip())
        return CellDate(said, when, (), time_cell.strip(), (_PART,) if when.partial else ())
    from_date, from_cell = _read_time(rest), _read_time(time_cell)
    clock = from_cell if from_cell.clock or not from_date.clock else from_date
    unsure = clock.unsure or _UNSURE.search(said) is not None
    left = from_date.left or from_cell.left
    written = f"{'?' if unsure else ''}{day}{f', {clock.clock}' if clock.clock else ''}"
    notes = (note, "marked as uncertain" if unsure else "")
    doubts = ("the time cannot be read",) if left else ()
    return CellDate(written, read_date(written), doubts, left, tuple(filter(None, notes)))


@dataclass(frozen=True, slots=True)
class _Time:
    """A time as `HH:MM`, empty for none; `left` is text that is no time."""

    clock: str = ""
    unsure: bool = False
    left: str = ""


def _read_day(text: str) -> tuple[str, str, str]:
    """The day as it is written out, what stands behind it, and a doubt; an empty day where there is none."""
    match = _ISO.fullmatch(text) or _NUMBERS.fullmatch(text) or _NAMED.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if match is None:
        month_and_year = _MONTH_AND_YEAR.fullmatch(text)
        if month_and_year is None or not 1 <= int(month_and_year["month"]) <= _LAST_MONTH:
            return "", "", ""
        first = write_day(date(int(month_and_year["year"]), int(month_and_year["month"]), 1))
        return first.partition(" ")[2], "", _PART
    year, doubt = int(match["year"]), ""
    if len(match["year"]) == _TWO_DIGITS:
        year += 2000 if year < _CENTURY_TURN else 1900
        doubt = f"year of two digits, read as {year}"
    month, day = _month(match["month"]), int(match["day"])
    if month > _LAST_MONTH and 1 <= day <= _LAST_MONTH:
        return "", "", "there is no such month: is it the month that stands first?"
    try:
        return write_day(date(year, month, day)), match["rest"].strip(" ,"), doubt
    except ValueError:
        return "", "", "there is no such day"


def _month(text: str) -> int:
    """The month's number; 0 where the text names none."""
    if text.isdecimal():
        return int(text)
    name = "sep" if text.casefold() == "sept" else text.casefold()
    return next((number for number, month in enumerate(_MONTHS, 1) if name in (month, month[:3])), 0)


def _read_time(text: str) -> _Time:
    said = " ".join(text.split()).strip(" ,-–")
    if not said:
        return _Time()
    match = _TIME.fullmatch(said)
    hour, minute = _hour_and_minute(match) if match is not None else (-1, -1)
    if match is None or not (0 <= hour < _HOURS and 0 <= minute < _MINUTES):
        return _Time(left=said)
    if match["second"] and (hour, minute, int(match["second"])) == (0, 0, 0):
        return _Time()  # a spreadsheet's date without a time
    return _Time(f"{hour:02}:{minute:02}", unsure=bool(match["unsure"]))


def _hour_and_minute(match: re.Match[str]) -> tuple[int, int]:
    unit = (match["unit"] or "").casefold().replace(".", "")
    if match["four"]:
        hour, minute = int(match["four"][:2]), int(match["four"][2:])
    elif match["minute"] is None and unit not in ("am", "pm"):
        return -1, -1
    else:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if unit in ("am", "pm"):
        if not 1 <= hour <= _NOON:
            return -1, -1
        hour = hour % _NOON + (_NOON if unit == "pm" else 0)
    return hour, minute
