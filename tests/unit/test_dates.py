"""The date reader: a table of written forms (data/dates.yaml says how readings are written), inheritance, hostile input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postlint.japan import JAPAN
from postlint.model import Draft
from postlint.text.dates import Dates, Day, Month, Point, read_dates
from postlint.text.document import Document
from postlint.text.fold import fold

POSTED = datetime(2026, 11, 20, 10, 0, tzinfo=JAPAN)
TABLE = yaml.safe_load((Path(__file__).parent.parent / "data/dates.yaml").read_text("utf-8"))
SOURCE = {"written": "", "inherited": "h", "inferred": "i", "": ""}


def say(dates: Dates) -> Iterator[str]:
    """Write a reading as the table does."""
    for day in dates.days:
        marks = [day.suffix and "+" + day.suffix, *day.marks]
        weekday = "" if day.weekday is None else "月火水木金土日"[day.weekday]
        yield " ".join(part for part in (_date(day), weekday, *marks) if part)
    for month in dates.months:
        yield f"{_year(month)}-{month.month:02}-xx{' ' * bool(month.part)}{month.part}"
    for year in dates.years:
        if year.era or year.short or all(year not in item.years for item in (*dates.days, *dates.months)):
            yield f"{year.era}{year.number if year.era else year.year}年{'度' * year.fiscal}={year.year}{'?' * year.short}"
    for clock in dates.clocks:
        half = f"{clock.half}{'h' * (clock.half_from == 'inherited')} " if clock.half else ""
        yield f"{'翌' * clock.next_day}{half}{clock.hour}:{clock.minute:02}"
    for span in dates.ranges:
        yield f"{_point(span.first)}..{_point(span.last)}"
    for weekday_ in dates.weekdays:
        yield f"({weekday_.frame}{'月火水木金土日'[weekday_.weekday]})" + (f"={weekday_.on}" if weekday_.on else "")
    for relative in dates.relatives:
        yield f"{relative.word}={relative.first}" + (f"/{relative.last}" if relative.last != relative.first else "")
    for duration in dates.durations:
        yield f"{duration.amount}{duration.unit}"


def _year(item: Day | Month) -> str:
    return "????" if item.year is None else f"{item.year:04}{SOURCE[item.year_from]}"


def _date(day: Day) -> str:
    month = "??" if day.month is None else f"{day.month:02}{SOURCE[day.month_from]}"
    return f"{_year(day)}-{month}-{day.day:02}"


def _point(point: Point | None) -> str:
    if point is None:
        return ""
    parts = [f"{point.day.day}日" if point.day else "", f"{point.month.month}月" if point.month else ""]
    if point.clock:
        parts.append(f"{point.clock.hour}:{point.clock.minute:02}")
    return "".join(parts)


def read(form: str, when: datetime | None = POSTED) -> Dates:
    return read_dates(fold(form).text, lambda: when and when.date())


@pytest.mark.parametrize("form, reading", TABLE.items(), ids=list(TABLE))
def test_written_forms(form: str, reading: str) -> None:
    assert "; ".join(say(read(form))) == reading


def test_the_table_is_long() -> None:
    assert len(TABLE) >= 200


@pytest.mark.parametrize(
    "text, when, reading",
    [
        ("11月21日(土)", None, "????-11-21 土"),
        ("21日(土)・22日(月)", None, "????-??-21 土; ????-??-22 月"),
        ("2026年11月21日、12月5日", None, "2026-11-21; 2026h-12-05"),
        ("2026年12月20日~1月10日", None, "2026-12-20; 2027h-01-10; 20日..10日"),
        ("10月20日", "2026-11-20", "2027i-10-20"),  # the day before the window
        ("10月22日", "2026-11-21", "2026i-10-22"),
        ("10月4日(日)に開催しました", "2026-12-01", "2026i-10-04 日"),  # only this year's is a Sunday
        ("10月4日(月)", "2026-12-01", "2027i-10-04 月"),
        ("11月21日(金)", "2026-11-01", "2026i-11-21 金"),  # last year's weekday is no reason
        ("1月11日(月)", "2026-12-15", "2027i-01-11 月"),
        ("30日(月)と31日(木)", "2026-12-25", "2026i-11i-30 月; 2026i-11h-31 木"),
        ("3日(木)", "2026-11-20", "2026i-12i-03 木"),
        ("2月29日", "2026-11-20", "2028i-02-29"),
        ("1月1日", "9999-12-31", "9999i-01-01"),
    ],
)
def test_what_is_left_out(text: str, when: str | None, reading: str) -> None:
    moment = datetime.fromisoformat(when).replace(tzinfo=JAPAN) if when else None
    assert "; ".join(part for part in say(read(text, moment))) == reading


@pytest.mark.parametrize(
    "text, minutes",
    [
        ("午後3時半", 930), ("午前9時", 540), ("正午", 720), ("午後0時30分", 750), ("24時", 1440), ("25:30", 1530),
        ("翌5時", 1740), ("夜12時", 1440), ("夜1時", 1500), ("午後15時", None), ("10時75分", None), ("45時", None),
    ],
)  # fmt: skip
def test_minutes(text: str, minutes: int | None) -> None:
    (clock,) = read(text).clocks
    assert clock.minutes == minutes


def test_a_draft_has_no_dates_in_links_and_a_number_in_a_circle_is_none_of_theirs() -> None:
    text = "①11月21日(土)⑫１１月22日(日) 11月㉓日 https://example.jp/2026/11/24/ @a2026"
    days = Document(Draft(text)).dates.days
    assert [(day.month, day.day) for day in days] == [(11, 21), (11, 22), (11, 23)]
    document = Document(Draft(text, scheduled_at=POSTED))
    assert [document.quote(*day.weekday_span) for day in document.dates.days if day.weekday_span] == ["土", "日"]


LETTERS = "0123456789月日時分年:/.-~・、()土日月曜祝休半 \n第〇一二十元amr令和平成午後翌正か"


@given(st.text(st.sampled_from(LETTERS) | st.characters(), max_size=60), st.none() | st.datetimes())
def test_nothing_raises_and_spans_are_right(text: str, when: datetime | None) -> None:
    folded = fold(text).text
    dates = read_dates(folded, lambda: when and when.date())
    for kind in dates:
        starts = [item.start for item in kind]
        assert starts == sorted(starts)
        assert all(0 <= item.start < item.end <= len(folded) for item in kind)
    assert all(day.date is None or day.date.day == day.day for day in dates.days)
    assert all(folded[slice(*day.weekday_span)][0] in "月火水木金土日mtwfs" for day in dates.days if day.weekday_span)
    assert all(clock.minutes is None or 0 <= clock.minutes < 3240 for clock in dates.clocks)


@pytest.mark.parametrize(
    "piece", ["1", "1・", "11月21日(土)10:00~12:00、", "1日(土 ", "1月1、", "1/2~", "令和8年(", "土・", "第1・"]
)
def test_a_long_text_takes_no_more_steps_by_the_letter(piece: str) -> None:
    short, long = (steps(piece * (size // len(piece))) for size in (4_000, 40_000))
    assert long < 12 * short


def steps(text: str) -> int:
    """Count the calls that reading a text takes: a clock would measure the machine."""
    number = 0

    def count(*_: object) -> None:
        nonlocal number
        number += 1

    sys.setprofile(count)
    try:
        read_dates(text, POSTED.date)
    finally:
        sys.setprofile(None)
    return number
