"""Dates as officers write them: day before month, always; a time, a part of a date, `about` and `?` allowed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from imr_tui.document.field import DateValue

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_TIME = r"(?:,?\s*(?:at\s+)?(?P<clock>\d{1,2}[:.]\d{2}|\d{4})\s*(?P<unit>hrs?|hours|am|pm)?\.?)?"
_ABOUT = r"(?P<about>\?\s*|(?:about|around|approximately|approx\.?|circa|c\.)\s+)?"
_NAMED = re.compile(
    rf"{_ABOUT}{_WEEKDAY}(?:{_DAY}\s+)?(?P<month>[a-z]{{3,9}})\.?,?\s+(?P<year>\d{{4}}){_TIME}", re.IGNORECASE
)
_NUMBERS = re.compile(
    rf"{_ABOUT}(?P<day>\d{{1,2}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_ISO = re.compile(rf"{_ABOUT}(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:T|{_TIME})", re.IGNORECASE)
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T(?=\d)")
_YEAR = re.compile(rf"{_ABOUT}(?P<year>\d{{4}})", re.IGNORECASE)
_CENTURY_TURN = 50
_SHORT_MONTH = 3
_LAST_MONTH = 12
_NOON = 12


def read_date(text: str) -> DateValue | None:
    """The date that `text` is; None where it is none.

    Years of two digits up to 49 are 2000 and later. A time makes first and last moment equal.
    """
    folded = _ISO_TIME.sub(r"\1 ", " ".join(text.split()).removesuffix("."))
    for pattern in (_NAMED, _NUMBERS, _ISO, _YEAR):
        match = pattern.fullmatch(folded)
        value = _value(match.groupdict()) if match else None
        if value is not None:
            return value
    return None


def _value(found: dict[str, str | None]) -> DateValue | None:
    year = int(found["year"] or 0)
    if len(found["year"] or "") < len("2000"):
        year += 2000 if year < _CENTURY_TURN else 1900
    month = _month(found.get("month"))
    written_day = found.get("day")
    day = int(written_day) if written_day else None
    if year < 1 or month == 0 or day == 0:
        return None
    clock = _clock(found.get("clock"), found.get("unit"))
    if clock is None and found.get("clock"):
        return None
    return _between(year, month, day, clock, uncertain=bool(found.get("about")))


def _between(
    year: int, month: int | None, day: int | None, clock: tuple[int, int] | None, *, uncertain: bool
) -> DateValue | None:
    if clock is not None and day is None:
        return None
    try:
        first = datetime(year, month or 1, day or 1, *(clock or (0, 0)))
        last_month = month or _LAST_MONTH
        last_day = day or _last_day(year, last_month)
        last = first if clock else datetime(year, last_month, last_day, 23, 59, 59)
    except ValueError:
        return None
    return DateValue(first, last, timed=clock is not None, partial=day is None, uncertain=uncertain)


def _last_day(year: int, month: int) -> int:
    return 31 if month == _LAST_MONTH else (date(year, month + 1, 1) - timedelta(days=1)).day


def _month(text: str | None) -> int | None:
    """The month's number; 0 where the text names none; None where there is no text."""
    if text is None:
        return None
    if text.isdigit():
        return int(text) if 1 <= int(text) <= _LAST_MONTH else 0
    lower = text.casefold()
    if lower == "sept":
        return 9
    for number, name in enumerate(_MONTHS, 1):
        if lower == name or (len(lower) == _SHORT_MONTH and name.startswith(lower)):
            return number
    return 0


def _clock(text: str | None, unit: str | None) -> tuple[int, int] | None:
    if not text:
        return None
    digits = text.replace(":", "").replace(".", "")
    hour, minute = int(digits[:-2]), int(digits[-2:])
    if unit and unit.casefold() in ("am", "pm"):
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if unit.casefold() == "pm" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004  a day's hours, an hour's minutes


def write_date(value: datetime, *, timed: bool) -> str:
    """A date as it is written in the document and in Word: `14 March 2023` or `14 March 2023, 21:40`."""
    text = write_day(value)
    return f"{text}, {value:%H:%M}" if timed else text


def date_in_words(value: DateValue) -> str:
    """A date as it was understood: `Tuesday 14 March 2023 at 21:40`, `about March 2023, some day of it`."""
    about = "about " if value.uncertain else ""
    first = value.first
    if not value.partial:
        said = f"{about}{first:%A} {write_date(first, timed=False)}"
        return f"{said} at {first:%H:%M}" if value.timed else said
    if value.first.month == value.last.month:
        return f"{about}{_MONTHS[first.month - 1].capitalize()} {first.year}, the day not known"
    return f"{about}{first.year}, the month not known"


def write_day(day: date) -> str:
    """A day as it is written in the document: `14 March 2023`."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"
