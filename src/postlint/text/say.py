"""Days and times as a careful post writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from postlint.text.dates import Clock


def day(value: date, *, beside: date | None = None) -> str:
    """Return 11月21日（土）, with the year where it is not that of `beside`."""
    from postlint.text.calendar import WEEKDAYS_JA

    year = f"{value.year}年" if beside is not None and value.year != beside.year else ""
    return f"{year}{value.month}月{value.day}日（{WEEKDAYS_JA[value.weekday()]}）"


def clock(minutes: int, *, like: Clock | None = None) -> str:
    """Return minutes since midnight as 14時30分, or as `like` writes its time: 14:30, 午後2時30分."""
    hour, minute = divmod(minutes % 1440, 60)
    if like is not None and like.colon and not like.half_word:
        return f"{hour}:{minute:02}"
    half = ""
    if like is not None and like.half_word in ("午前", "午後"):
        half, hour = ("午後", hour - 12) if hour >= 12 else ("午前", hour)
    return f"{half}{hour}時{minute}分" if minute else f"{half}{hour}時"
