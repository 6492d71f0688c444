"""Dates in English beside a Japanese text, folded to lower case: nov. 25 (wed), november 25, 2026, wed, 25 nov 2026."""

from __future__ import annotations

from postlint.text.dates import Day, Year
from postlint.text.numerals import Number, number
from postlint.text.weekdays import after, before

_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_MONTHS = (
    {name: i for i, name in enumerate(_NAMES, 1)} | {name[:3]: i for i, name in enumerate(_NAMES, 1)} | {"sept": 9}
)


def english(text: str, day: Number) -> list[Year | Day]:
    """Return the date whose day of the month is given, with its year if one is written; nothing when no month is beside it."""
    if not 1 <= day.digits <= 2:
        return []
    month, start = _month_before(text, day.start)
    end = day.end
    if text.startswith(("st", "nd", "rd", "th"), end):
        end += 2
    if not month:
        start = day.start
        month, end = _month_after(text, end)
        if not month:
            return []
    year = _year(text, end)
    mark = after(text, year.end if year else end)
    stands_before = before(text, start)
    weekday, span = None, None
    if mark and mark.weekdays:
        weekday, *place = mark.weekdays[0]
        span = (place[0], place[1])
    elif stands_before:
        weekday, start, stop = stands_before
        span = (start, stop)
    stop = mark.end if mark else year.end if year else end
    found = Day(
        start, stop, year and year.year, month, day.value, weekday, span, (), (year,) if year else (),
        "written" if year else "", "written",
    )  # fmt: skip
    return [year, found] if year else [found]


def _month_before(text: str, at: int) -> tuple[int, int]:
    while at > 0 and text[at - 1] in " .":
        at -= 1
    start = at
    while start > max(0, at - 10) and "a" <= text[start - 1] <= "z":
        start -= 1
    return _MONTHS.get(text[start:at], 0), start


def _month_after(text: str, at: int) -> tuple[int, int]:
    while text[at : at + 1] in (" ", ".") and at < len(text):
        at += 1
    end = at
    while end < at + 10 and "a" <= text[end : end + 1] <= "z":
        end += 1
    month = _MONTHS.get(text[at:end], 0)
    return month, end + (text[end : end + 1] == ".")


def _year(text: str, at: int) -> Year | None:
    if text[at : at + 1] == ",":
        at += 1
    year = number(text, at + 1 if text[at : at + 1] == " " else at)
    if year is None or year.digits != 4 or year.end - at > 5:
        return None
    return Year(year.start, year.end, year.value)
