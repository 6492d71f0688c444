"""Every date, time, range and weekday of a post, read once: what is written, and what it leaves to the reader.

`read_dates(text, today)` reads folded text (see `postlint.text.fold`); `Document.dates` does so for a draft. All spans
are half-open code points of the text given. `today` gives the day of posting, in Japan; None is *unknown*.

Nothing is judged here. A 31 November, a 25:99 and a 令和0年 are read as they stand; `date` and `minutes` are then None.
What the writer left out is filled in and says so:

* `written`    it stands there
* `inherited`  from the date before it (11月21日(土)、22日(日); 2026年12月20日〜1月10日 ends in 2027), 午後 from the
               first time of a range (午後1時〜4時)
* `inferred`   the year from the moment of posting: the first such date on or after 30 days before it, or one of the
               last half year that alone has the weekday written; the month of a bare 21日(土) likewise
* ``""``       it stays unknown (None)

Counts are no dates (3日間, 2日目, 第3日曜), nor are links, prices, ratios, versions, telephone numbers and articles of
laws. `/` is a date only with a year, or beside a weekday, a time or a word such as 日時; `.` with a year or weekday.
"""

# No `from __future__ import annotations`: a named tuple compiles every annotation that is a string, 1 ms in all.
from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

Source = Literal["written", "inherited", "inferred", ""]


class Year(NamedTuple):
    """A year as written: 2026年, 令和8年, 令和8年度, R8. `year` is the Western one (元年 is 1)."""

    start: int
    end: int
    year: int
    era: str = ""  # 令和 …; "" is a Western year
    number: int = 0  # the year of the era; 0 for a Western year
    fiscal: bool = False  # 年度: from April of `year` to March of the next
    short: bool = False  # 25年1月, 8年4月: century or era are left out, `year` is a guess


class Month(NamedTuple):
    """A month without a day: 11月, 2026年11月, 11月下旬, 1月末."""

    start: int
    end: int
    year: int | None
    month: int
    part: str = ""  # 上旬 中旬 下旬 初め 半ば 末
    year_from: Source = ""
    years: tuple[Year, ...] = ()  # the years written before it


class Day(NamedTuple):
    """A day. The span reaches from the year, if one is written, to the end of weekday and marks: 11月23日(月・祝)."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int
    weekday: int | None = None  # as written; Monday is 0
    weekday_span: tuple[int, int] | None = None  # of the letter, or of 土曜日
    marks: tuple[str, ...] = ()  # 祝, 振休, 休: holiday marks as written, 祝日 is 祝, 振替休日 is 振休
    years: tuple[Year, ...] = ()  # the years written before it: two in 令和8年(2026年)4月1日
    year_from: Source = ""
    month_from: Source = ""
    chain: int = 0  # days with the same number take their months from one another
    suffix: str = ""  # what makes it no day of an event: 号 付 現在 時点 生まれ 以前 以降

    @property
    def date(self) -> date | None:
        """The day of the calendar; None when a part is unknown or there is no such day."""
        if self.year is None or self.month is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


class Clock(NamedTuple):
    """A time of day: 10時, 10:30, 午後3時半, 正午, 25:30."""

    start: int
    end: int
    hour: int  # as written
    minute: int = 0
    half: str = ""  # am, pm, or "": 午前 朝 未明 are am, 午後 夕方 夜 pm
    half_from: Source = ""
    half_word: str = ""  # as written: 午後, 夜
    next_day: bool = False  # 翌5時, 翌朝5時
    colon: bool = False  # 10:30: might be a place in a film or a ratio

    @property
    def minutes(self) -> int | None:
        """Minutes since midnight of the day named, up to 29:59 (25:30 is 1:30 of the next day); None for no such time."""
        if self.minute > 59 or self.hour > 29 or (self.half and self.hour > 12):
            return None
        hour = self.hour + 12 if self.half == "pm" and self.hour < 12 else self.hour
        if self.half_word == "夜" and self.hour in (0, 1, 2, 3, 12):  # 夜12時 is midnight, 夜1時 is after it
            hour = 24 + self.hour % 12
        return hour * 60 + self.minute + (1440 if self.next_day else 0)


class Point(NamedTuple):
    """One end of a range: a day, a time or both."""

    start: int
    end: int
    day: Day | None = None
    clock: Clock | None = None
    month: Month | None = None  # of 4月〜6月, which has no days


class Range(NamedTuple):
    """From one point to another. An open one lacks an end: 12月1日から, 2月5日(金)まで."""

    start: int
    end: int
    first: Point | None
    last: Point | None
    link: str  # what joins them: ~ - から まで


class Weekday(NamedTuple):
    """A weekday that belongs to no date: 水曜日, 毎週水曜, 第2土曜, 来週土曜, (水)."""

    start: int
    end: int
    weekday: int
    frame: str = ""  # what governs it: 毎週, 毎月第2, 第2, 来週
    on: date | None = None  # of 今週, 来週, 先週 and the moment of posting


class Relative(NamedTuple):
    """A day told from the moment of posting: 本日, 明日, あさって, 昨日, 今週末."""

    start: int
    end: int
    word: str
    first: date | None  # None without a moment
    last: date | None  # the same day, or the Sunday of a 週末


class Duration(NamedTuple):
    """A length of time: 3日間, 2週間, 90分, 1時間30分."""

    start: int
    end: int
    amount: int
    unit: str  # 年 か月 週 日 時間 分


class Dates(NamedTuple):
    """What a text says of days and times, each kind in text order."""

    days: tuple[Day, ...] = ()
    months: tuple[Month, ...] = ()
    years: tuple[Year, ...] = ()
    clocks: tuple[Clock, ...] = ()
    ranges: tuple[Range, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    relatives: tuple[Relative, ...] = ()
    durations: tuple[Duration, ...] = ()


_NUMERALS = "0123456789〇一二三四五六七八九十元正零"  # one of them is in every date and time


def read_dates(text: str, today: Callable[[], date | None] = lambda: None) -> Dates:
    """Read folded `text` as posted on `today`, which is asked for only where something in the text depends on it.

    Never raises; linear in the length of the text.
    """
    from postlint.text.relatives import relatives, weekdays

    if not any(letter in text for letter in _NUMERALS):
        return Dates(weekdays=tuple(weekdays(text, (), today)), relatives=tuple(relatives(text, today)))
    from postlint.text.date_links import resolve
    from postlint.text.date_ranges import ranges
    from postlint.text.date_scan import scan

    items = sorted(scan(text), key=_place)
    dated = [item for item in items if isinstance(item, Day | Month)]
    calendar = list(resolve(text, dated, today() if dated else None))
    days = tuple(item for item in calendar if isinstance(item, Day))
    clocks = [item for item in items if isinstance(item, Clock)]
    spans = tuple(ranges(text, sorted([*calendar, *clocks], key=_place)))
    told = {r.last.clock.start: r.last.clock for r in spans if r.last and r.last.clock}
    return Dates(
        days,
        tuple(item for item in calendar if isinstance(item, Month)),
        tuple(item for item in items if isinstance(item, Year)),
        tuple(told.get(clock.start, clock) for clock in clocks),
        spans,
        tuple(weekdays(text, days, today)),
        tuple(relatives(text, today)),
        tuple(item for item in items if isinstance(item, Duration)),
    )


def _place(item: Year | Month | Day | Clock | Duration) -> tuple[int, int]:
    return item.start, item.end
