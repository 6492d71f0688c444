"""Holiday marks on days that are no holidays, and counters said to be open on days when the offices are closed.

A mark is 祝 or 振休 beside a date: 11月23日(月・祝). The holidays are the Cabinet Office's; for a year they do not hold
the draft is not judged. The closed days are those of the city's offices.

    check: holidays
    find: mark
    closed: [sat, sun, holidays, "12-29..01-03"]     # default: the city's `offices`

`find` is one of mark (祝 or 振休 on another day) · closed-day (窓口, 開庁 or 電話受付 in the sentence of a date on which
the offices are closed). In the second no sentence is meant that says so itself (休み, 休日窓口, 除く), nor one about
a facility with a calendar of its own (図書館, 急病診療所), nor the ends of a longer stretch of days.

Known problems: 休 alone is no mark, since it also says that a house is closed that day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.errors import Unjudged
from postlint.model import Hit
from postlint.schema import Field, SchemaError, choice, list_of, place_of, text
from postlint.text.written import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from postlint.checks import Guard, Setting
    from postlint.text.dates import Day
    from postlint.text.document import Document

    Found = Iterator[tuple[Day, dict[str, str]]]

KIND = "holidays"

_OPEN = ("窓口", "開庁", "電話受付", "平日")
_SAYS_SO = r"休|宿直|閉庁|閉ま|閉館|除く|除き|臨時|夜間|延長|土曜|日曜|土日|祝日|年末年始|停止|でき(?:ない|ません)|行いません|受け付けません|ありません|24時間|コンビニ|オンライン|インターネット"
_OWN_CALENDAR = r"図書館|公民館|博物館|美術館|体育館|プール|病院|診療|救急|急病|観光|案内所|道の駅|駅|センター|会場|支援窓口|相談会|フェア|まつり|祭"


def _closed(value: Any) -> str:
    from postlint.text import calendar

    try:
        return calendar.parse_closed(text(value))
    except ValueError:
        hint = "sat、holidays、12-29..01-03 のように書きます"
        raise SchemaError(f"休みの日として読めません: {value}", place=place_of(value), hint=hint) from None


FIELDS = {
    "find": Field(choice("mark", "closed-day"), required=True, help="what is wrong with the day"),
    "closed": Field(list_of(_closed, empty=True), help="closed days; default: the city's offices"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what to find and the closed days."""
    offices = setting.city.get("offices") or {}
    closed = fields["closed"] if "closed" in fields else [_closed(entry) for entry in offices.get("closed", ())]
    return {"find": fields["find"], "closed": closed}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the marks, or the words for open counters."""
    return [], ["祝", "振休", "振替休日"] if spec["find"] == "mark" else [*_OPEN]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield one hit for each day, in text order. Raises Unjudged when only the holiday table could tell and it does not hold the year."""
    if not any(literal in document.text for literal in DAYS):
        return  # reading dates costs 2 ms at start
    marks = spec["find"] == "mark"
    found, beyond = False, None
    for day in _marks(document) if marks else _closed_days(document):
        try:
            values = _no_holiday(day, document) if marks else _why_closed(day, spec["closed"])
        except Unjudged as reason:
            beyond = reason
            continue
        if values is not None:
            found = True
            yield hit(document, day.start, day.end, values)
    if beyond and not found:
        raise beyond


def _marks(document: Document) -> Iterator[Day]:
    return (day for day in document.dates.days if "祝" in day.marks or "振休" in day.marks)


def _no_holiday(day: Day, document: Document) -> dict[str, str] | None:
    from postlint.text import calendar

    known = day.date
    if known is None:
        return None
    if calendar.holiday(known) is not None:
        return None
    # Of two years that contradict each other either may be right, and without `scheduled_at` any beside the present.
    years = [year.year for year in day.years]
    today = document.today
    if day.year_from == "inferred" and document.draft.scheduled_at is None and today:
        years += [today.year - 1, today.year, today.year + 1]
    if any(_is_holiday(known, year) for year in years):
        return None
    mark = "振替休日" if "振休" in day.marks else "祝日"
    near = _nearest(known)
    return {"date": f"{known.year}年{known.month}月{known.day}日", "mark": mark, "near": near}


def _is_holiday(day: date, year: int) -> bool:
    from postlint.text import calendar

    try:
        return calendar.holiday(day.replace(year=year)) is not None
    except (ValueError, Unjudged):
        return False


def _nearest(day: date) -> str:
    """Say which holiday is within ten days, or nothing."""
    from datetime import timedelta

    from postlint.text import calendar

    for away in (-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7):
        other = day + timedelta(days=away)
        try:
            name = calendar.holiday(other)
        except Unjudged:
            continue
        if name:
            name = "休日" if name.startswith("休日") else name
            return f"近くの祝日・休日は{other.month}月{other.day}日（{calendar.WEEKDAYS_JA[other.weekday()]}）の{name}です。"
    return ""


def _closed_days(document: Document) -> Iterator[Day]:
    ends = {
        point.day.start for span in document.dates.ranges if span.first and span.last
        for point in (span.first, span.last) if point.day
    }  # fmt: skip
    for day in document.dates.days:
        if day.start in ends or day.suffix or day.date is None:
            continue
        start, end = document.sentence(day.start)
        sentence = document.text[start:end]
        if not any(word in sentence for word in _OPEN):
            continue
        if not re.search(_SAYS_SO, sentence) and not re.search(_OWN_CALENDAR, sentence):
            yield day


def _why_closed(day: Day, closed: list[str]) -> dict[str, str] | None:
    from postlint.text import calendar

    known = day.date
    why = known and calendar.why_closed(known, closed)
    return {"date": f"{known.month}月{known.day}日", "why": why} if known and why else None
