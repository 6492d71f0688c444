"""Times and days that run backwards.

Finds ranges whose end is not after their beginning: 13時~11時30分, 12月20日~12月10日. `find` says which:

* `hours`      two times of one day that cannot be meant otherwise
* `half-day`   two times that are right only if the second is an afternoon hour written without 午後 (10時~3時)
* `overnight`  two times that are right only if the second is of the next day, and do not say so (21時~5時)
* `days`       two days that cannot be meant otherwise
* `long`       two days without years that are right only if they are most of a year apart (8月9日~7月16日)

A night that says so is none: 21時~翌5時, 25時, 夜間, 24時間. Nor is a school year: 4月10日~3月20日.

    check: time-range
    find: hours

Known problems: 18時~9時 for 18時~19時 passes for a night unless something of the day (開館, 教室) stands by it. Times that name different days, or have a weekday between
them, are not compared.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice
from postlint.text import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from postlint.checks import Guard, Setting
    from postlint.text.dates import Clock, Day, Range
    from postlint.text.document import Document

KIND = "time-range"

FIELDS = {
    "find": Field(choice("hours", "half-day", "overnight", "days", "long"), required=True, help="what runs backwards")
}

_NIGHT = r"深夜|夜間|夜通し|夜勤|当直|宿直|終夜|オールナイト|年越し|時間外|休日"
_ROUND = r"翌|24時間|泊"
_BY_DAY = r"開館|開庁|入館|会期|教室|講座|展|図書館|公民館|投票|美術館|博物館"  # nobody holds these through the night
_EVENING, _MORNING = 17 * 60, 10 * 60  # from an hour after the one to an hour before the other is a night
_NOON = 12 * 60
_LONG = 8  # months: further, and it was more likely to run backwards
_LONGEST = 10 * 60  # an event of more hours than that is not meant by 10時~3時


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what is found."""
    return {"find": str(fields["find"])}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the letters that stand in every time or day."""
    from postlint.text.written import DAYS, TIMES

    return [], DAYS if spec["find"] in ("days", "long") else TIMES


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield each range that runs backwards, with both ends and, where it can be told, the right text."""
    for span in document.dates.ranges:
        if span.first is None or span.last is None:
            continue
        if spec["find"] in ("days", "long"):
            if span.first.day and span.last.day and _days(span.first.day, span.last.day) == spec["find"]:
                yield _hit(span.first.day, span.last.day, document, _swapped(span.first.day, span.last.day, document))
        elif span.first.clock and span.last.clock:
            kind, right = _hours(span, span.first.clock, span.last.clock, document)
            if kind == spec["find"]:
                yield _hit(span.first.clock, span.last.clock, document, right)


def _hit(first: Clock | Day, last: Clock | Day, document: Document, right: str) -> Hit:
    values = {
        "first": document.quote(first.start, first.end), "last": document.quote(last.start, last.end), "right": right,
    }  # fmt: skip
    return hit(document, first.start, last.end, values)


def _hours(span: Range, first: Clock, last: Clock, document: Document) -> tuple[str, str]:
    """Return hours, half-day or nothing, and how the end would be right."""
    begins, ends = first.minutes, last.minutes
    if begins is None or ends is None or begins < ends or not _same_day(span, document):
        return "", ""
    between = document.text[first.end : last.start]
    if re.search(r"[日月曜翌週金土]", between):
        return "", ""
    if ends == 0 or (first.half and not last.half and ends < _NOON and begins < ends + _NOON):
        return "", ""  # 16時~0時; 午前10時~3時, of which only an afternoon can be meant
    around = _around(span, document)
    if re.search(_ROUND, around) or (ends <= _NOON and re.search(_NIGHT, around)):
        return "", ""
    if ends <= _MORNING and (begins >= _EVENING or (first.half == "pm" and last.half == "am")):
        right = f"{document.quote(first.start, first.end)}～翌{document.quote(last.start, last.end)}"
        return ("overnight", right) if not re.search(_BY_DAY, around) else ("hours", _swapped(first, last, document))
    if not first.half and not last.half and begins < _NOON + 60 and begins < ends + _NOON <= begins + _LONGEST:
        return "half-day", f"{document.quote(first.start, first.end)}～{say.clock(ends + _NOON, like=last)}"
    return "hours", _swapped(first, last, document)


def _swapped(first: Clock | Day, last: Clock | Day, document: Document) -> str:
    return f"{document.quote(last.start, last.end)}～{document.quote(first.start, first.end)}"


def _same_day(span: Range, document: Document) -> bool:
    first, last = span.first, span.last
    if first is None or last is None or last.day is None:
        return True
    return first.day is not None and first.day.date is not None and first.day.date == last.day.date


def _around(span: Range, document: Document) -> str:
    """Return the line of the range and the one before, where 夜間診療 or 24時間 would stand; 60 letters each way."""
    before = document.text[max(0, span.start - 60) : span.start].split("\n")[-2:]
    return "\n".join(before) + document.text[span.start : span.end + 60].split("\n", 1)[0]


def _days(first: Day, last: Day) -> str:
    """Return days, long or nothing."""
    begins, ends = first.date, last.date
    if begins is None or ends is None or max(begins.year, ends.year) >= 9999:  # the calendar has no next year
        return ""
    if last.year_from == "written":
        return "days" if first.year_from == "written" and ends < begins else ""
    if (begins.month, begins.day) <= (ends.month, ends.day):
        return ""
    this, following = _weekday(ends, begins.year), _weekday(ends, begins.year + 1)
    if last.weekday is not None and this != following and last.weekday in (this, following):
        # The weekdays tell the year.
        return "days" if last.weekday == this and first.weekday in (None, begins.weekday()) else ""
    if _meets(begins, ends):
        return ""
    if begins.month == ends.month:
        # 11月28日(土)~3日(木) leaves the next month out.
        inherited = last.month_from == "inherited" and last.weekday == _next_month(ends).weekday()
        return "" if inherited else "days"
    months = 12 - (begins.month - ends.month)
    school_year = 4 <= begins.month <= 7 and ends.month <= 3
    return "long" if months >= _LONG and not school_year else ""


def _meets(begins: date, ends: date) -> bool:
    """Tell whether a year passes from one to the other: 4月1日~3月31日, 11月21日~20日."""
    after = ends + timedelta(days=1)
    return (after.month, after.day) == (begins.month, begins.day)


def _next_month(day: date) -> date:
    following = day.replace(day=1) + timedelta(days=32)
    return following.replace(day=min(day.day, 28))


def _weekday(day: date, year: int) -> int | None:
    try:
        return day.replace(year=year).weekday()
    except ValueError:  # 29 February
        return None
