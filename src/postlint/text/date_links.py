"""Fill in what a writer leaves to the reader: the month of 22日, the year of 11月21日, the 午後 of 午後1時〜4時."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from postlint.text.dates import Day, Month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.text.dates import Source

_NEAR = 40  # code points between two dates of one list, with a time and a few words between
_JOINS = frozenset("~-ー・、,･/ \n()")
_JOINING = ("から", "より", "及び", "および", "並びに", "又は", "または", "と", "か")
_YEARS = {"一昨年": -2, "昨年": -1, "去年": -1, "今年": 0, "本年": 0, "来年": 1, "再来年": 2}
_MONTHS = {"先月": -1, "今月": 0, "本月": 0, "来月": 1, "再来月": 2}
LATELY = timedelta(days=30)  # a date without a year is the first on or after this long before posting
HALF_A_YEAR = timedelta(days=183)  # a report may look back so far when only that year has the weekday

Candidate = tuple[int | None, int | None, "Source", "Source"]  # year, month, where each is from


def resolve(text: str, items: list[Day | Month], posted: date | None) -> Iterator[Day | Month]:
    """Yield days and months in order with the years and months that can be told."""
    before: Day | Month | None = None
    chain = 0
    for item in items:
        joined = before is not None and _joined(text, before.end, item.start)
        near = joined or (before is not None and _near(text, before.end, item.start))
        if isinstance(item, Month):
            done: Day | Month = _month(text, item, before if near else None, posted)
            chain += 1
        else:
            options = list(_options(text, item, before, posted, joined=joined, near=near))
            chain += not (near and isinstance(before, Day) and item.month is None)
            done = _chosen(item, options)._replace(chain=chain)
        if before:
            yield _begun(before, done) if near and _reaches(text, before.end, done.start) else before
        before = done
    if before:
        yield before


def _reaches(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return "~" in between or "から" in between or between in ("-", "ー")


def _begun(first: Day | Month, last: Day | Month) -> Day | Month:
    """Put the beginning of a range before its end: 10月1日~12月20日 read in November began this year."""
    if first.year is None or last.year is None or first.year != last.year + 1 or first.year_from != "inferred":
        return first
    if first.month is None or last.month is None or not first.month < last.month:
        return first
    return first._replace(year=last.year)


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether nothing but ・ 、 ~ から と stands between two dates."""
    between = text[end : min(start, end + 12)]
    if start - end > 11:
        return False
    for word in _JOINING:
        between = between.replace(word, "")
    return set(between) <= _JOINS


def _near(text: str, end: int, start: int) -> bool:
    return start - end <= _NEAR and text.find("\n", end, start) < 0 and text.find("。", end, start) < 0


def _chosen(day: Day, options: list[Candidate]) -> Day:
    """Return a day with the first year and month of which its weekday is true; the first ones when none is."""
    if not options:
        return day
    first = options[0]
    if day.weekday is not None:
        first = next((option for option in options if _weekday(option, day.day) == day.weekday), first)
    year, month, year_from, month_from = first
    return day._replace(year=year, month=month, year_from=year_from, month_from=month_from)


def _weekday(option: Candidate, day: int) -> int | None:
    year, month, _, _ = option
    known = valid(year, month, day)
    return known.weekday() if known else None


def valid(year: int | None, month: int | None, day: int) -> date | None:
    """Return a day of the calendar, or None when there is none or a part is unknown."""
    if year is None or month is None:
        return None
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _options(
    text: str, day: Day, before: Day | Month | None, posted: date | None, *, joined: bool, near: bool
) -> Iterator[Candidate]:
    """Yield the years and months a day may have, likeliest first."""
    if day.month is None:
        yield from _of_bare(text, day, before, posted, joined=joined, near=near)
        return
    if day.year is not None:
        yield day.year, day.month, "written", "written"
        return
    told = next((shift for word, shift in _YEARS.items() if _says(text, day.start, word)), None)
    if told is not None and posted:
        yield posted.year + told, day.month, "inferred", "written"
        return
    year = before.year if before else None
    if year is not None and before and before.month and before.year_from in ("written", "inherited") and near:
        # 2026年12月20日~1月10日 ends in the next year.
        year += before.month > day.month if joined else 0
        yield year, day.month, "inherited", "written"
        if joined:
            return
        year = None
    if posted:
        yield from ((found.year, day.month, "inferred", "written") for found in _around(day.month, day.day, posted))
    elif year is not None and before and before.year_from:
        yield year, day.month, "inherited", "written"
        yield year + 1, day.month, "inherited", "written"


def _says(text: str, start: int, word: str) -> bool:
    return text.endswith((word, word + "の", word + "、"), 0, start)


def _around(month: int, day: int, posted: date) -> Iterator[date]:
    """Yield the first such date on or after 30 days before posting, then the one of the last half year."""
    try:
        low = posted - LATELY
    except OverflowError:
        return
    # Up to eight years to the next 29 February (1896-1904 and 2096-2104 have none between).
    found = [day_ for year in range(low.year, low.year + 9) if (day_ := valid(year, month, day)) and day_ >= low]
    if not found:
        # No such date: it still belongs to a year, as 11月31日 does.
        yield date(min(low.year + ((month, day) < (low.month, low.day)), 9999), 1, 1)
        return
    yield found[0]
    past = valid(found[0].year - 1, month, day)
    if past and posted - past <= HALF_A_YEAR:
        yield past


def _of_bare(
    text: str, day: Day, before: Day | Month | None, posted: date | None, *, joined: bool, near: bool
) -> Iterator[Candidate]:
    """Yield the months a bare 21日 may belong to."""
    shift = next((shift for word, shift in _MONTHS.items() if _says(text, day.start, word)), None)
    if shift is not None:
        if posted:
            yield *_shifted(posted.year, posted.month, shift), "inferred", "inferred"
        return
    if before and before.month:
        year_from: Source = "inherited" if before.year_from in ("written", "inherited") else before.year_from
        yield before.year, before.month, year_from, "inherited"
        if isinstance(before, Day) and day.day < before.day:
            # 12月28日~3日 may end in January.
            year, month = _shifted(before.year, before.month, 1)
            yield year, month, year_from, "inherited"
        if near:
            return
    if posted:
        for year, month in sorted(
            (_shifted(posted.year, posted.month, shift) for shift in (0, 1, -1)),
            key=lambda pair: _distance(pair[0], pair[1], day.day, posted),
        ):
            yield year, month, "inferred", "inferred"


def _distance(year: int | None, month: int | None, day: int, posted: date) -> tuple[int, int]:
    """Order the coming date before the past one, and what does not exist last."""
    found = valid(year, month, day)
    if found is None:
        return 2, 0
    away = (found - posted).days
    return (0, away) if away >= 0 else (1, -away)


def _shifted(year: int | None, month: int, shift: int) -> tuple[int | None, int]:
    months = month - 1 + shift
    return (None if year is None else year + months // 12), months % 12 + 1


def _month(text: str, month: Month, before: Day | Month | None, posted: date | None) -> Month:
    if month.year is not None:
        return month
    told = next((shift for word, shift in _YEARS.items() if _says(text, month.start, word)), None)
    if told is not None and posted:
        return month._replace(year=posted.year + told, year_from="inferred")
    if before and before.year is not None and before.month and before.year_from in ("written", "inherited"):
        return month._replace(year=before.year + (before.month > month.month), year_from="inherited")
    if posted and 1 <= month.month <= 12:
        low = max(date.min + LATELY, posted) - LATELY
        return month._replace(year=low.year + (month.month < low.month), year_from="inferred")
    return month
