"""Japan's public holidays, and why an office is closed on a day.

The table is the Cabinet Office's and ends where the law's published calendar ends: in February of each year the
next year is added (data/holidays.txt says how). Outside its years nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.errors import Unjudged

if TYPE_CHECKING:
    from collections.abc import Iterable

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS_JA = "月火水木金土日"
_TABLE = Path(__file__).parent.parent / "data" / "holidays.txt"
_RANGE = re.compile(r"(\d\d)-(\d\d)\.\.(\d\d)-(\d\d)", re.ASCII)


@cache
def _holidays() -> dict[date, str]:
    lines = (line.split(" ", 1) for line in _TABLE.read_text("utf-8").splitlines() if line and line[0] != "#")
    return {date.fromisoformat(day): name for day, name in lines}


@cache
def _years() -> tuple[int, int]:
    table = _holidays()
    return min(table).year, max(table).year


def holiday(day: date) -> str | None:
    """Return the official name of a public holiday (substitute holidays are 休日), or None.

    Raises Unjudged for a year the table does not hold.
    """
    first, last = _years()
    if not first <= day.year <= last:
        raise Unjudged(f"{day.year}年の祝日表")
    return _holidays().get(day)


def parse_closed(entry: str) -> str:
    """Check one entry of a list of closed days: `sat`, `holidays` or `12-29..01-03`. Raises ValueError."""
    if entry in WEEKDAYS or entry == "holidays":
        return str(entry)
    _days(entry)
    return str(entry)


def why_closed(day: date, closed: Iterable[str]) -> str | None:
    """Return in Japanese why an office that closes on `closed` is closed on `day`; None when it is open.

    Raises Unjudged when only the holiday table could tell and it does not hold that year.
    """
    entries = set(closed)
    if WEEKDAYS[day.weekday()] in entries:
        return f"{WEEKDAYS_JA[day.weekday()]}曜日"
    for entry in sorted(entries - {*WEEKDAYS, "holidays"}):
        first, last = _days(entry)
        today = (day.month, day.day)
        if first <= today <= last:
            return f"{first[0]}月{first[1]}日から{last[0]}月{last[1]}日までの休み"
        if first > last and (today >= first or today <= last):
            return "年末年始"
    if "holidays" not in entries:
        return None
    name = holiday(day)
    if name is None:
        return None
    # The official table calls substitute holidays and the days between two holidays plainly 休日.
    return "祝日法の休日" if name.startswith("休日") else f"{name}（祝日）"


def _days(entry: str) -> tuple[tuple[int, int], tuple[int, int]]:
    found = _RANGE.fullmatch(entry)
    if not found:
        raise ValueError(entry)
    a, b, c, d = map(int, found.groups())
    date(2000, a, b), date(2000, c, d)  # a leap year: 02-29 is a day
    return (a, b), (c, d)
