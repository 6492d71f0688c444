"""Lengths of time that are not those of the days or times beside them.

Finds 12月5日(土)~7日(月)の2日間, 5日・6日の3日間, 10時~12時(90分). `find` says which: `days` or `hours`. Days are counted
with the first and the last; for weeks, months and years a few days more or less pass (月~金 is a week), as does
whatever the post leaves out (うち3日間, 日曜を除く).

    check: duration
    find: days

Known problems: only a length that touches its days is compared: 3日間(12月5日~7日), 12月5日~7日の3日間.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.dates import Duration
    from postlint.text.document import Document

KIND = "duration"

FIELDS = {"find": Field(choice("days", "hours"), required=True, help="lengths in days or in hours")}

_AFTER = r"\s?(?:\(|の計?|、|計|まで(?:の|、)?|から)?\s?\Z"  # between the days and the length
_BEFORE = r"\s?(?:限定|限り|開催|連続)?[!:\s(、]{0,2}\Z"  # between the length and the days
_JOINED = r"[\s・、,/]*(?:と|及び|および)?[\s・、,/]*"
_LEFT_OUT = r"除|うち|中の|期間中|各|毎|約|程度|ほど|以上|以内|休憩|1人|一人|1回|1組|1枠|ごと|延べ|のべ|または|もしくは"
_SLACK = {"日": (0, 0, 1), "週": (3, 3, 7), "か月": (4, 4, 30), "年": (3, 3, 365)}  # fewer, more, days of one


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what is found."""
    return {"find": str(fields["find"])}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the units a length has."""
    if spec["find"] == "hours":
        return [], [digit + unit for digit in "0123456789半" for unit in ("分", "時間", " 分", " 時間")]
    return [], ["日間", "週間", "月間", "年間", "か月", "カ月", "ヶ月", "ケ月", "ヵ月", "箇月"]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield each stretch of days or hours with the length that is not its own."""
    days = spec["find"] == "days"
    lengths = [d for d in document.dates.durations if (d.unit in _SLACK) is days]
    if not lengths:
        return
    stretches = list(_stretches(document) if days else _hours(document))
    starts = [stretch[0] for stretch in stretches]
    for length in lengths:
        at = bisect_right(starts, length.start) - 1
        beside = [
            *(s for s in stretches[at : at + 1] if at >= 0 and _follows(s[1], length, document)),
            *(s for s in stretches[at + 1 : at + 2] if _precedes(length, s[0], document)),
        ]
        if not beside or any(_fits(amount, length) for _, _, amount in beside):
            continue
        start, end, amount = beside[0]
        low, high = min(start, length.start), max(end, length.end)
        # 13時~15時(30分前に開場) is another matter.
        if document.text[length.end : length.end + 1] in ("前", "後", "隔") or re.search(
            _LEFT_OUT, _around(low, high, document)
        ):
            continue
        told = f"{amount}日間" if days else _told(amount)
        values = {
            "length": document.quote(length.start, length.end), "counted": told,
            "stretch": document.quote(start, end),
        }  # fmt: skip
        yield hit(document, low, high, values)


def _follows(end: int, length: Duration, document: Document) -> bool:
    return 0 <= length.start - end <= 8 and re.match(_AFTER, document.text[end : length.start]) is not None


def _precedes(length: Duration, start: int, document: Document) -> bool:
    return 0 <= start - length.end <= 8 and re.match(_BEFORE, document.text[length.end : start]) is not None


def _around(low: int, high: int, document: Document) -> str:
    before, after = document.text[max(0, low - 12) : low], document.text[low : high + 16]
    return before.rpartition("\n")[2] + after.partition("\n")[0]


def _fits(amount: int, length: Duration) -> bool:
    if length.unit == "分":
        return amount == length.amount
    if length.unit == "時間":
        return abs(amount - 60 * length.amount) < 60 if amount % 60 else amount == 60 * length.amount
    fewer, more, one = _SLACK[length.unit]
    if length.unit == "か月":
        fewer, more = fewer + length.amount, more + length.amount // 2
    return length.amount * one - fewer <= amount <= length.amount * one + more


def _told(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}時間{rest}分" if hours and rest else f"{hours}時間" if hours else f"{rest}分"


def _hours(document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield the ranges of two times of a day with their minutes."""
    for span in document.dates.ranges:
        if span.first is None or span.last is None or span.first.clock is None or span.last.clock is None:
            continue
        begins, ends = span.first.clock.minutes, span.last.clock.minutes
        if begins is not None and ends is not None and begins < ends and (span.last.day is None):
            yield span.first.clock.start, span.end, ends - begins


def _stretches(document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield runs of days and ranges of days, held apart by nothing but marks, with how many days they are."""
    start = end = count = 0
    last = None
    for low, high, first_day, last_day in _pieces(document):
        amount = (last_day - first_day).days + 1 if first_day and last_day else 0
        if end and amount and count and re.fullmatch(_JOINED, document.text[end:low]) and last and last < first_day:
            count += amount
        else:
            if count > 0:
                yield start, end, count
            start, count = low, max(amount, 0)
        end, last = high, last_day
    if count > 0:
        yield start, end, count


def _pieces(document: Document) -> Iterator[tuple[int, int, Any, Any]]:
    from postlint.text.spots import spots

    for spot in spots(document):
        yield spot.start, spot.end, spot.first, spot.last
