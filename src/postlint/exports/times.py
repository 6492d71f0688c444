"""The ways exports write times → Japan time. Each returns None for what is no time: the reader says so with the place."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from postlint.japan import JAPAN

_SNOWFLAKE_EPOCH = 1_288_834_974_657  # ms; ids of X count from there, see `formats` of the platform's id generator
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# By table, since strptime reads the names of months in the machine's language: `Sat Dec 06 18:20:30 +0000 2025`.
_X_TIME = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([0-9]{1,2}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-])([0-9]{2})([0-9]{2}) ([0-9]{4})"
)
_ENGLISH_DAY = re.compile(r"(?:[A-Z][a-z]{2}, )?([A-Z][a-z]{2}) ([0-9]{1,2}), ([0-9]{4})")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_AMERICAN_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")


def of_unix(seconds: object) -> datetime | None:
    """Read seconds since 1970 (UTC), as number or digits."""
    try:
        return datetime.fromtimestamp(float(str(seconds)), JAPAN)
    except (ValueError, OverflowError, OSError):
        return None


def of_iso(text: object) -> datetime | None:
    """Read an ISO 8601 date-time, also `2024-03-15 18:42 +0000`; one without an offset is Japan time."""
    try:
        read = datetime.fromisoformat(re.sub(r" (?=[+-][0-9]{2}:?[0-9]{2}$)", "", str(text).strip()))
        return read.astimezone(JAPAN) if read.tzinfo else read.replace(tzinfo=JAPAN)
    except (ValueError, OverflowError):
        return None


def of_x(text: object) -> datetime | None:
    """Read `Sat Dec 06 18:20:30 +0000 2025`."""
    if not (m := _X_TIME.fullmatch(str(text).strip())) or m[1] not in _MONTHS:
        return None
    offset = timedelta(hours=int(m[7]), minutes=int(m[8])) * (1 if m[6] == "+" else -1)
    try:
        zone = timezone(offset)
        moment = datetime(int(m[9]), _MONTHS.index(m[1]) + 1, int(m[2]), int(m[3]), int(m[4]), int(m[5]), tzinfo=zone)
        return moment.astimezone(JAPAN)
    except (ValueError, OverflowError):
        return None


def of_x_id(post_id: object) -> datetime | None:
    """Read the time out of an id of X: since November 2010 its upper bits are milliseconds."""
    digits = str(post_id)
    if not re.fullmatch("[0-9]{15,20}", digits):
        return None
    return datetime.fromtimestamp(((int(digits) >> 22) + _SNOWFLAKE_EPOCH) / 1000, JAPAN)


def of_day(text: object) -> date | None:
    """Read a day: `2026/3/5`, `2026-03-05`, `2026年3月5日`, `03/27/2026` (month first), `Sun, Dec 14, 2025`."""
    written = str(text).strip()
    if m := _DAY.match(written):
        year, month, day = map(int, m.groups())
    elif m := _AMERICAN_DAY.match(written):
        month, day, year = map(int, m.groups())
    elif (m := _ENGLISH_DAY.match(written)) and m[1] in _MONTHS:
        month, day, year = _MONTHS.index(m[1]) + 1, int(m[2]), int(m[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def of_written(text: object) -> datetime | None:
    """Read a day with a clock time, both of Japan: `03/27/2026 06:08`, `2026/9/15 14:34:00`; None without a clock."""
    day, clock = of_day(text), _CLOCK.search(str(text))
    if day is None or clock is None or of_iso(text):
        return of_iso(text) if clock else None
    hour, minute, second = (int(part or 0) for part in clock.groups())
    if hour > 23 or minute > 59 or second > 59:
        return None
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=JAPAN)
