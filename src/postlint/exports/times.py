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
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?")
# fromisoformat also takes weeks, days without a time and times without minutes.
_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?) ?([Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?(?: ?(?P<half>[AaPp])[Mm])?"
    r"|時(?P<minutes>[0-9]{1,2})分(?:(?P<seconds>[0-9]{1,2})秒)?)"
)
_WRITTEN = re.compile(
    r"(?:(?P<year>[0-9]{4})(?:(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"|年(?P<month_ja>[0-9]{1,2})月(?P<day_ja>[0-9]{1,2})日)"
    r"|(?P<month_us>[0-9]{1,2})/(?P<day_us>[0-9]{1,2})/(?P<year_us>[0-9]{4})"
    r"|(?:[A-Z][a-z]{2}, )?(?P<name>[A-Z][a-z]{2}) (?P<day_en>[0-9]{1,2}), (?P<year_en>[0-9]{4}))"
    r"(?:\s?[(（][日月火水木金土][)）])?(?:[Tt,\s]\s*(?P<clock>" + _CLOCK + r"))?"
)


def of_unix(seconds: object) -> datetime | None:
    """Read seconds since 1970 (UTC), as number or digits."""
    if isinstance(seconds, bool) or not _NUMBER.fullmatch(str(seconds)):
        return None
    try:
        return datetime.fromtimestamp(float(str(seconds)), JAPAN)
    except (ValueError, OverflowError, OSError):
        return None


def of_iso(text: object) -> datetime | None:
    """Read an ISO 8601 date-time, also `2024-03-15 18:42 +0000`; one without an offset is Japan time.

    A day alone is no time: see `of_day`.
    """
    if not (m := _ISO.fullmatch(str(text).strip())):
        return None
    try:
        read = datetime.fromisoformat(f"{m[1]}T{m[2]}{(m[3] or '').upper()}")
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
    """Read a day: `2026/3/5`, `2026-03-05`, `2026年3月5日`, `03/27/2026` (month first), `Sun, Dec 14, 2025`.

    A clock time may follow the day, and nothing else. What `of_iso` reads gives its day in Japan.
    """
    if moment := of_iso(text):
        return moment.date()
    m = _WRITTEN.fullmatch(str(text).strip())
    if not m or (m["name"] and m["name"] not in _MONTHS):
        return None
    month = m["month"] or m["month_ja"] or m["month_us"] or str(_MONTHS.index(m["name"]) + 1)
    try:
        return date(
            int(m["year"] or m["year_us"] or m["year_en"]),
            int(month),
            int(m["day"] or m["day_ja"] or m["day_us"] or m["day_en"]),
        )
    except ValueError:
        return None


def of_written(text: object) -> datetime | None:
    """Read a day with a clock time, both of Japan: `03/27/2026 06:08`, `2026/9/15 14:34:00`; None without a clock.

    What `of_iso` reads is read as there.
    """
    if found := of_iso(text):
        return found
    day, m = of_day(text), _WRITTEN.fullmatch(str(text).strip())
    if day is None or m is None or m["clock"] is None:
        return None
    hour, minute = int(m["hour"]), int(m["minute"] or m["minutes"])
    second = int(m["second"] or m["seconds"] or 0)
    if m["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if m["half"] in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=JAPAN)
