"""Dates in numbers: 2026/11/25, 2026-11-25, R8.11.25, 11/25(水), 11/25 10:00, 日時:11/25. Alone, 11/25 is a fraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.text import clocks
from postlint.text.date_days import day, days
from postlint.text.date_years import before, named
from postlint.text.eras import era_before
from postlint.text.numerals import LIST, RANGE, Number, is_kanji, number, skip
from postlint.text.weekdays import after

if TYPE_CHECKING:
    from postlint.text.dates import Day, Year

_RELATIVE = ("本日(", "今日(", "明日(", "あす(", "明後日(", "あさって(", "昨日(")  # 本日(11/19)
_LABELS = ("日時", "日程", "日にち", "期間", "期日", "期限", "締切", "締め切り", "締切り", "〆切", "開催", "開催日", "実施日", "とき", "申込", "申込み", "申し込み", "受付", "受け付け", "放送", "配信", "公開", "掲載", "発売", "発行", "日付", "当日", "予備日", "と き")  # fmt: skip


def numeric(text: str, first: Number, ended: dict[int, Year]) -> list[Year | Day]:
    """Read 2026/11/25, 2026-11-25, 2026.11.25, R8.11.25, 11/25(水), 11.25(水), 11/25 10:00, 日時:11/25."""
    if is_kanji(text, first):
        return []
    era = era_before(text, first.start)
    separator = text[first.end : first.end + 1]
    second = number(text, first.end + 1) if separator in ("/", "-", ".") and separator else None
    if second is None or second.digits > 2 or is_kanji(text, second):
        return []
    if not era and _continues(text, first.start):
        return []
    third = number(text, second.end + 1) if text[second.end : second.end + 1] == separator else None
    if third is not None:
        if third.digits > 2 or not (era or (first.digits == 4 and first.value >= 1000)):
            return []
        if separator != "/" and not (1 <= second.value <= 12 and 1 <= third.value <= 31):
            return []
        if text[third.end : third.end + 1] in ("-", "/", ".") and text[third.end + 1 : third.end + 2].isdigit():
            return []
        start = era[1] if era else first.start
        year = named(era[0] if era else "", start, first.end, first.value)
        mark = after(text, third.end)
        end = mark.end if mark else third.end
        return [year, day(text, start, end, third, mark, month=second.value, years=(year,))]
    if first.digits > 2 or era or separator == "-":
        return []
    mark = after(text, second.end)
    if mark is None and not (separator == "/" and _anchored(text, first, second)):
        return []
    start, written = before(text, first.start, ended)  # 令和8年11/25(水)
    found = day(text, start, mark.end if mark else second.end, second, mark, month=first.value, years=written)
    return [found, *_slashed(text, found)]


def _continues(text: str, at: int) -> bool:
    """Tell whether the number at `at` goes on another: 2/11/25, 10:11/25."""
    ahead = text[max(0, at - 2) : at]
    return ahead.endswith(("/", "-", ".")) or (ahead.endswith(":") and ahead[:-1].isdigit())


def _slashed(text: str, first: Day) -> list[Year | Day]:
    """Read the days that follow one date by its side: 11/21(土)・22(日)."""
    at = first.end
    if first.weekday is None or text[at : at + 1] not in [*LIST, *RANGE]:
        return []
    more = days(text, skip(text, at + 1))
    return [day(text, each.start, stop, each, own, month=None) for each, stop, own in more if own]


def _anchored(text: str, first: Number, second: Number) -> bool:
    """Tell whether 11/25 is a date by what stands beside it; alone it is a fraction (2/3の市民)."""
    if not (1 <= first.value <= 12 and 1 <= second.value <= 31):
        return False
    at = skip(text, second.end)
    if text.startswith(("号", "現在", "付", "時点"), at) or clocks.starts(text, at):
        return True
    ahead = text[max(0, first.start - 24) : first.start].rstrip(" :】)]>・")
    if ahead.endswith((*_LABELS, *_RELATIVE)):
        return True
    if text[at : at + 1] in [*RANGE] or text.startswith("から", at):
        # 12/1~12/15(火): the end says what the beginning is; (テレビ):12/1~ has only its colon.
        other = number(text, skip(text, at + (2 if text.startswith("から", at) else 1)))
        if other is None:
            return text[first.start - 1 : first.start] == ":" and first.start > 0
        beyond = number(text, other.end + 1) if text[other.end : other.end + 1] == "/" else None
        return beyond is not None and after(text, beyond.end) is not None
    # The end of 11/21(土)~11/25 and of 期間:12/1~12/15.
    if not ahead.endswith(("~", "から", "-")) or "/" not in ahead[-12:]:
        return False
    return ahead.endswith((")~", ")から", ")-")) or any(label in ahead for label in _LABELS)
