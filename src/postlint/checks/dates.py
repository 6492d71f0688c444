"""Days and times that do not exist: 11月31日, 2月29日 of a common year, 午後15時, 10時75分.

Judges what `postlint.text.dates` reads. Left in peace: a bare 31日 whose month stands nowhere beside it, colons that may
be a place in a film or a ratio, 夜20時, and months that are counted (上限48月).

    check: dates
    find: impossible-day

`find` is one of impossible-day · leap-day (29 February, the next of which is far off) · impossible-time · late-hour
(24:30, 25時).

Known problems: a 31日 whose month only a headline tells is not judged.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.dates import Clock, Dates, Day
    from postlint.text.document import Document

    Found = Iterator[tuple[int, int, dict[str, str]]]

KIND = "dates"

_FAR = timedelta(days=400)
_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _impossible_day(document: Document) -> Found:
    sure: set[int] = set()  # chains whose month is written in them
    for day in document.dates.days:
        if day.month_from == "written":
            sure.add(day.chain)
        why = _why_no_day(day)
        if why and (day.month is None or day.chain in sure):
            yield day.start, day.end, {"why": why}
    for month in document.dates.months:
        if month.years and not 1 <= month.month <= 12:  # 上限48月 counts months
            yield month.start, month.end, {"why": "月は1月から12月までです"}


def _why_no_day(day: Day) -> str:
    if day.month is not None and not 1 <= day.month <= 12:
        return "月は1月から12月までです"
    last = _MONTHS[day.month - 1] if day.month else 31
    if day.month == 2 and day.year and day.year_from in ("written", "inherited") and not _leaps(day.year):
        last = 28
    if 1 <= day.day <= last:
        return ""
    if day.month is None or day.day < 1:
        return "そのような日はありません"
    return f"{day.year}年の2月は28日までです" if last == 28 else f"{day.month}月は{last}日までです"


def _leaps(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _leap_day(document: Document) -> Found:
    for day in document.dates.days:
        known = day.date
        if known and day.year_from == "inferred" and (known.month, known.day) == (2, 29):
            today = document.today
            if today and known - today > _FAR:
                yield day.start, day.end, {"year": str(known.year)}


def _impossible_time(document: Document) -> Found:
    dates = document.dates
    sure = _in_company(dates)
    for clock in dates.clocks:
        if clock.colon and clock.start not in sure and not clock.half:
            continue
        if clock.minute > 59:
            yield clock.start, clock.end, {"why": "分は59分までです", "instead": "正しい分を確かめてください"}
        elif clock.half_word in ("午前", "午後", "am", "pm", "a.m.", "p.m.") and clock.hour > 12:
            yield clock.start, clock.end, _half(clock)
        elif clock.hour > 29:
            yield clock.start, clock.end, {"why": "時刻は24時までです", "instead": "正しい時刻を確かめてください"}


def _half(clock: Clock) -> dict[str, str]:
    word = "午前" if clock.half == "am" else "午後"
    minute = f"{clock.minute}分" if clock.minute else ""
    if not 12 < clock.hour <= 24:
        return {"why": f"{word}は12時までです", "instead": "正しい時刻を確かめてください"}
    plain = f"「{clock.hour}時{minute}」か「午後{clock.hour - 12}時{minute}」"
    instead = f"{plain}に直してください" if word == "午後" else f"{plain}、または午前の正しい時刻に直してください"
    return {"why": f"{word}は12時までです", "instead": instead}


def _late_hour(document: Document) -> Found:
    dates = document.dates
    sure = _in_company(dates)
    for clock in dates.clocks:
        late = 24 < clock.hour <= 29 or (clock.hour == 24 and 0 < clock.minute <= 59)
        if late and clock.minute <= 59 and clock.half == "" and (clock.start in sure or not clock.colon):
            minute = f"{clock.minute}分" if clock.minute else ""
            yield clock.start, clock.end, {"plain": f"翌日の午前{clock.hour - 24}時{minute}"}


def _in_company(dates: Dates) -> set[int]:
    """Return where times begin that stand in a range: 24:30 alone may be a place in a film."""
    points = (point for span in dates.ranges for point in (span.first, span.last))
    return {point.clock.start for point in points if point and point.clock}


_FINDERS: dict[str, Callable[[Document], Found]] = {
    "impossible-day": _impossible_day,
    "leap-day": _leap_day,
    "impossible-time": _impossible_time,
    "late-hour": _late_hour,
}

FIELDS = {"find": Field(choice(*_FINDERS), required=True, help="what is wrong with the date or time")}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what to find."""
    return {"find": fields["find"]}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the digits: hardly a date is without one, and reading dates costs 3 ms."""
    from postlint.text.numerals import LITERALS

    return [], LITERALS


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield one hit for each date or time that is wrong, in text order."""
    for start, end, values in sorted(_FINDERS[spec["find"]](document), key=lambda found: found[:2]):
        yield hit(document, start, end, values)
