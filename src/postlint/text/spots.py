"""What each day of a post is for: an event, or an application for it.

A *spot* is a day, or a range of days that belongs together. Its purpose is read from the words just before it and
just after it, as far as the next spot: 開催日12月5日（土） 申込締切12月10日（木） are two spots with a purpose each.
Spans are half-open code points of the folded text.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from postlint.text.dates import Day, Range
    from postlint.text.document import Document

    Purpose = Literal["application", "event", ""]

# Words are looked for one by one: compiling them as patterns would cost more than a post takes to read.
_APPLY = (
    "申込", "申し込", "申請", "応募", "締切", "締め切", "〆切", "募集", "予約", "受付", "受け付け", "エントリー", "出願", "期限", "願書",
)  # fmt: skip
_EVENT = (
    "日時", "とき", "開催", "期日", "日程", "会期", "実施", "本番", "当日", "開演", "公演", "開館", "上映", "展示", "📅", "🗓",
)  # fmt: skip
_LIMIT = ("必着", "消印", "締切", "締め切", "〆切")
_BY = ("まで", "迄")
_FROM = ("から", "より")
_TO_APPLY = (
    "申込", "申し込", "応募", "予約", "受付", "受け付け", "先着", "提出", "エントリー", "電話で", "メールで", "課へ", "係へ",
)  # fmt: skip
_HELD = (
    "開催", "実施", "行い", "行な", "行う", "行わ", "開き", "開か", "開く", "あります", "ございます", "上映", "開演", "開始", "おこな",
)  # fmt: skip
_DIGITS = tuple("0123456789")
_AND = ("", "と", "及び", "および")
_HEADING = 16  # letters of a line that says what the next line is: ■申込み期限


class Spot(NamedTuple):
    """A day or a range of days. `first` and `last` are None where that end is open or unknown."""

    start: int
    end: int
    first: date | None
    last: date | None
    days: tuple[Day, ...]
    purpose: Purpose
    before: tuple[int, int]  # the words before it that speak of it
    after: tuple[int, int]  # and those after it
    link: str = ""  # how an open range is open: から, まで, ~

    @property
    def open_ended(self) -> bool:
        """Whether it goes on without a stated end: 11月16日から."""
        return self.link not in ("", "まで", "迄") and self.last is None


@lru_cache(maxsize=1)  # several rules ask of one draft
def spots(document: Document) -> list[Spot]:
    """Return the spots of a document in text order. Days of issues, birthdays and the like are none."""
    found: list[Spot] = []
    text = document.text
    pieces = list(_pieces(document))
    for i, (start, end, days, first, last, link) in enumerate(pieces):
        low, high = document.sentence(start)
        reached = pieces[i - 1][1] if i else 0
        until = pieces[i + 1][0] if i + 1 < len(pieces) else len(text)
        before, after = (max(low, reached), start), (end, min(max(high, end), until))
        purpose = _purpose(text, before, after)
        if not purpose and found and reached >= low and text[before[0] : before[1]].strip(" ・、,/\n") in _AND:
            purpose = found[-1].purpose
        if not purpose:
            purpose = _headed(text, low)
        found.append(Spot(start, end, first, last, days, purpose, before, after, link))
    for i in range(len(found) - 2, -1, -1):  # 12月6日・13日に開催: the first is of the kind of the last
        one, following = found[i], found[i + 1]
        if not one.purpose and text[one.end : following.start].strip(" ・、,/") in _AND:
            found[i] = one._replace(purpose=following.purpose)
    return found


def inside(spans: list[tuple[int, int]], start: int) -> bool:
    """Tell whether a position is in one of `spans`, which are in order and apart."""
    at = bisect_right(spans, (start, sys.maxsize)) - 1
    return at >= 0 and start < spans[at][1]


def _known(day: Day) -> date | None:
    """Return the day, unless two years that contradict each other are written before it."""
    return day.date if len({year.year for year in day.years}) < 2 else None


def _pieces(document: Document) -> Iterator[tuple[int, int, tuple[Day, ...], date | None, date | None, str]]:
    dates = document.dates
    ranges = sorted(r for r in dates.ranges if _days(r))
    at = 0
    covered = -1
    for day in dates.days:
        if day.suffix or day.end <= covered:
            continue
        while at < len(ranges) and ranges[at].end <= day.start:
            at += 1
        span = ranges[at] if at < len(ranges) and ranges[at].start <= day.start else None
        if span is None:
            yield day.start, day.end, (day,), _known(day), _known(day), ""
            continue
        covered = span.end
        first = _known(span.first.day) if span.first and span.first.day else None
        last = _known(span.last.day) if span.last and span.last.day else None
        timed = span.first is not None and span.first.clock is not None and (span.last is None or span.last.day is None)
        if timed:  # 12月5日10時~12時, 12月5日10時から
            last = first
        yield span.start, span.end, _days(span), first, last, "" if timed or (span.first and span.last) else span.link


def _days(span: Range) -> tuple[Day, ...]:
    return tuple(point.day for point in (span.first, span.last) if point is not None and point.day is not None)


def _purpose(text: str, before: tuple[int, int], after: tuple[int, int]) -> Purpose:
    ahead, behind = text[before[0] : before[1]], _until(text[after[0] : min(after[1], after[0] + 80)], "。\n")
    tail = text[after[0] - 2 : after[0]]
    behind = tail + behind if tail in _BY + _FROM else behind  # a range holds its own から and まで
    if any_in(_LIMIT, _until(behind[:14], " 、/")):
        return "application"
    # The nearest word before it decides: 講演会の申込みは, 申込みの要らない講演会は … 開催.
    apply, event = (max(ahead.rfind(word) for word in words) for words in (_APPLY, _EVENT))
    if apply > event or _applies(behind):
        return "application"
    return "event" if event >= 0 or any_in(_HELD, behind[:66]) else ""


def _applies(behind: str) -> bool:
    """Tell whether what follows a day says that one may apply until then: まで電話で, 9時から申込み."""
    by = min((at for word in _BY if 0 <= (at := behind.find(word)) <= 12), default=-1)
    if by >= 0 and any_in(_TO_APPLY, behind[by : by + 38]):
        return True
    rest = behind.lstrip("0123456789:時分半午前後")
    return rest.startswith(_FROM) and any_in(_TO_APPLY, _until(rest[2:18], " 、"))


def any_in(words: tuple[str, ...], text: str) -> bool:
    """Tell whether one of `words` is in `text`."""
    return any(word in text for word in words)


def _until(text: str, marks: str) -> str:
    for mark in marks:
        text = text.partition(mark)[0]
    return text


def _headed(text: str, low: int) -> Purpose:
    """Read the line before, when it is a mere heading."""
    end = low - 1
    if end <= 0 or text[end] != "\n":
        return ""
    line = text[text.rfind("\n", 0, end) + 1 : end].strip()
    if not line or len(line) > _HEADING or any_in(_DIGITS, line):
        return ""
    if any_in(_APPLY, line):
        return "application"
    return "event" if any_in(_EVENT, line) else ""
