"""Times and days that run backwards.

Finds ranges whose end is not after their beginning: 13時~11時30分, 12月20日~12月10日. `find` says which:

* `hours`      two times of one day that cannot be meant otherwise
* `half-day`   two times that are right only if the second is an afternoon hour written without 午後 (10時~3時)
* `days`       two days

A night is none: 21時~翌5時, 22時~5時, 25時, 24時間. Nor is a school year: 4月10日~3月20日 without years.

    check: time-range
    find: hours

Known problems: 18時~9時 for 18時~19時 is taken for a night. Times that name different days, or have a weekday between
them, are not compared.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

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

FIELDS = {"find": Field(choice("hours", "half-day", "days"), required=True, help="what runs backwards")}

_NIGHT = r"翌|24時間|深夜|夜間|夜通し|夜勤|当直|宿直|終夜|オールナイト|年越し|泊"
_EVENING, _MORNING = 17 * 60, 10 * 60  # from an hour after the one to an hour before the other is a night
_NOON = 12 * 60
_LONGEST = 10 * 60  # an event of more hours than that is not meant by 10時~3時


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what is found."""
    return {"find": str(fields["find"])}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the letters that stand in every time or day."""
    return [], ["日", "/", "."] if spec["find"] == "days" else ["時", ":"]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield each range that runs backwards, with both ends and, where it can be told, the right text."""
    for span in document.dates.ranges:
        if span.first is None or span.last is None:
            continue
        if spec["find"] == "days":
            if span.first.day and span.last.day:
                yield from _days(span, span.first.day, span.last.day, document)
        elif span.first.clock and span.last.clock:
            kind, right = _hours(span, span.first.clock, span.last.clock, document)
            if kind == spec["find"]:
                first, last = span.first.clock, span.last.clock
                yield _hit(
                    document, first.start, last.end,
                    first=document.quote(first.start, first.end), last=document.quote(last.start, last.end), right=right,
                )  # fmt: skip


def _hit(document: Document, start: int, end: int, **values: str) -> Hit:
    a, b = document.original(start, end)
    return Hit(a, b, document.draft.text[a:b], values)


def _hours(span: Range, first: Clock, last: Clock, document: Document) -> tuple[str, str]:
    """Return hours, half-day or nothing, and how the end would be right."""
    begins, ends = first.minutes, last.minutes
    if begins is None or ends is None or begins < ends or not _same_day(span, document):
        return "", ""
    between = document.text[first.end : last.start]
    if re.search(r"[日月曜翌週金土]", between):
        return "", ""
    if ends == 0 or (ends <= _MORNING and (begins >= _EVENING or (first.half == "pm" and last.half == "am"))):
        return "", ""
    if not last.half and first.half and begins < ends + _NOON:
        return "", ""  # 午前10時~3時: only an afternoon can be meant
    if re.search(_NIGHT, _around(span, document)):
        return "", ""
    if not first.half and not last.half and begins < _NOON + 60 and begins < ends + _NOON <= begins + _LONGEST:
        return "half-day", f"{document.quote(first.start, first.end)}～{say.clock(ends + _NOON, like=last)}"
    return "hours", f"{document.quote(last.start, last.end)}～{document.quote(first.start, first.end)}"


def _same_day(span: Range, document: Document) -> bool:
    first, last = span.first, span.last
    if first is None or last is None or last.day is None:
        return True
    return first.day is not None and first.day.date is not None and first.day.date == last.day.date


def _around(span: Range, document: Document) -> str:
    """Return the line of the range and the one before, where 夜間診療 or 24時間 would stand; 60 letters each way."""
    before = document.text[max(0, span.start - 60) : span.start].split("\n")[-2:]
    return "\n".join(before) + document.text[span.start : span.end + 60].split("\n", 1)[0]


def _days(span: Range, first: Day, last: Day, document: Document) -> Iterator[Hit]:
    if _backwards(first, last):
        begins, ends = document.quote(first.start, first.end), document.quote(last.start, last.end)
        yield _hit(document, first.start, last.end, first=begins, last=ends, right=f"{ends}～{begins}")


def _backwards(first: Day, last: Day) -> bool:
    begins, ends = first.date, last.date
    if begins is None or ends is None:
        return False
    if last.year_from == "written":
        return first.year_from == "written" and ends < begins
    one, other = (begins.month, begins.day), (ends.month, ends.day)
    if one <= other or _meets(begins, ends):
        return False
    this, following = _weekday(ends, begins.year), _weekday(ends, begins.year + 1)
    if begins.month != ends.month:
        # From autumn to spring, unless the weekdays tell that both days are of one year.
        return begins.weekday() == first.weekday and last.weekday == this != following
    if last.month_from == "inherited" and last.weekday == _next_month(ends).weekday():
        return False  # 11月28日(土)~3日(木)
    return last.weekday is None or last.weekday == this or last.weekday != following


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
