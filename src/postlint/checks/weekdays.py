"""Weekdays that are not those of their dates: 11月21日(金) in a year whose 21 November is a Saturday.

Compares the pairs that `postlint.text.dates` reads with the calendar. A year that is written counts; one that is not is
told from `scheduled_at`, and without it a weekday is wrong only when no year beside the present one has it. Days of one
unknown month are compared with each other. Left in peace: weekdays that belong to no date (毎週水曜), history (more than
five years away), and reports that look back at a date of the year before.

    check: weekdays
    find: wrong

`find` is wrong, or unsure: a bare 25日(火) whose month nobody says and that no month near the posting makes true.

Known problems: a reused draft with last year's weekday is missed when it lies over half a year ahead, or speaks of the
past on the same line.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice
from postlint.text.calendar import WEEKDAYS_JA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from postlint.checks import Guard, Setting
    from postlint.text.dates import Day
    from postlint.text.document import Document

    Found = Iterator[tuple[int, int, dict[str, str]]]

KIND = "weekdays"

_HISTORY = 5  # years: how a weekday of long ago came to be is nobody's business
_SENTENCE = 120  # code points in which a report says that it is one
_NEAR = 10
_PAST = ("ました", "でした", "ていた", "だった")
_PLAIN_PAST = ("した", "った", "いた", "んだ")
_LAST_YEAR = "書かれているのは昨年の曜日です。昨年の原稿の使い回しではありませんか。"
_YEAR_BEFORE = "書かれているのは前の年（{year}年）の曜日です。前回の原稿の使い回しではありませんか。"


def _wrong(document: Document) -> Found:
    chains: dict[int, Day] = {}
    for day in document.dates.days:
        if day.weekday is None:
            continue
        known = day.date
        if known is None or day.year_from == "":
            base = chains.setdefault(day.chain, day)
            yield from _against(base, day)
        elif day.month_from != "inferred" and known.weekday() != day.weekday and not _excused(day, known, document):
            yield day.start, day.end, _repairs(day, known, document)


def _against(base: Day, day: Day) -> Found:
    """Compare two days of one unknown month: 21日(土)・22日(月)."""
    if base.weekday is None or day.weekday is None or day.month != base.month or day.day <= base.day or day.day > 31:
        return
    right = (base.weekday + day.day - base.day) % 7
    if right != day.weekday:
        away = (day.weekday - right + 3) % 7 - 3
        near = f"{day.day + away}日（{WEEKDAYS_JA[day.weekday]}）"
        values = {
            "date": f"{day.day}日",
            "right": WEEKDAYS_JA[right],
            "near": near,
            "note": "",
            "whose": f"{base.day}日が{WEEKDAYS_JA[base.weekday]}曜日なら、",
        }
        yield day.start, day.end, values


def _unsure(document: Document) -> Found:
    for day in document.dates.days:
        known = day.date
        if known is None or day.weekday is None or day.month_from != "inferred" or known.weekday() == day.weekday:
            continue
        yield day.start, day.end, _repairs(day, known, document)


def _repairs(day: Day, known: date, document: Document) -> dict[str, str]:
    weekday = day.weekday or 0
    away = (weekday - known.weekday() + 3) % 7 - 3
    written = f"{known.month}月{known.day}日"
    try:
        other = known + timedelta(days=away)
        near = f"{other.month}月{other.day}日（{WEEKDAYS_JA[weekday]}）"
    except OverflowError:
        near = written
    last_year = _same_day(known, known.year - 1)
    note = ""
    if last_year and last_year.weekday() == day.weekday:
        ahead = document.today is not None and document.today.year < known.year
        note = _YEAR_BEFORE.replace("{year}", str(last_year.year)) if ahead else _LAST_YEAR
    return {
        "date": written,
        "right": WEEKDAYS_JA[known.weekday()],
        "near": near,
        "whose": f"{known.year}年の",
        "note": note,
    }


def _same_day(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February, or the year 0
        return None


def _excused(day: Day, known: date, document: Document) -> bool:
    """Tell whether another year makes the weekday true, or the date is history."""
    today = document.today
    if day.year_from == "inferred":
        # A year of the clock alone: the draft may lie for months, or look back.
        years = [known.year - 1] if _looks_back(day, document) else []
        if document.draft.scheduled_at is None and today:
            years += [today.year - 1, today.year, today.year + 1]
    else:
        if abs(known.year - today.year) > _HISTORY if today else known.year < 2000:
            return True
        years = [year.year for year in day.years]
        years += [base + year.year % 100 for year in day.years if year.short for base in (1900, 1988, 2000, 2018)]
    others = (_same_day(known, year) for year in years)
    return any(other is not None and other.weekday() == day.weekday for other in others)


def _looks_back(day: Day, document: Document) -> bool:
    text = document.text
    rest = text[day.end : day.end + _SENTENCE].partition("\n")[0]
    # 5月10日(日)に行った植樹: a plain past counts close by only, since 申し込んだ方は says nothing of the day.
    near = rest[:_NEAR].replace("いただ", "")
    said = any(word in rest for word in _PAST) or any(word in near for word in _PLAIN_PAST)
    return said or text.endswith(("年前の", "年前、"), 0, day.start)


_FINDERS: dict[str, Callable[[Document], Found]] = {"wrong": _wrong, "unsure": _unsure}

FIELDS = {"find": Field(choice(*_FINDERS), required=True, help="wrong, or unsure of which month")}


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
