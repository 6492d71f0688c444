"""Public holidays and closed days: the table against the official file, and days whose answer is known by heart."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.errors import Unjudged
from postlint.text.calendar import holiday, parse_closed, why_closed

OFFICIAL = Path(__file__).parents[3] / "shared/data/syukujitsu.csv"
CLOSED = ["sat", "sun", "holidays", "12-29..01-03"]


@pytest.mark.parametrize(
    "day, name",
    [
        ("2000-01-10", "成人の日"),  # the first second Monday
        ("2019-05-01", "休日（祝日扱い）"),
        ("2020-07-23", "海の日"),  # moved for the Olympic Games
        ("2020-07-20", None),
        ("2021-10-11", None),  # moved again
        ("2026-05-06", "休日"),  # substitute for 3 May, a Sunday
        ("2026-09-22", "休日"),  # between two holidays
        ("2026-11-23", "勤労感謝の日"),
        ("2027-02-11", "建国記念の日"),
        ("2027-03-22", "休日"),
        ("2027-12-23", None),  # the former emperor's birthday
    ],
)
def test_holiday(day: str, name: str | None) -> None:
    assert holiday(date.fromisoformat(day)) == name


@pytest.mark.skipif(not OFFICIAL.exists(), reason="内閣府の syukujitsu.csv がこの環境にない")
def test_table_is_the_official_one() -> None:
    rows = list(csv.reader(OFFICIAL.read_text("cp932").splitlines()))[1:]
    official = {date(*map(int, day.split("/"))): name for day, name in rows}
    day = date(2000, 1, 1)
    while day.year < 2028:
        assert holiday(day) == official.get(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize("day", ["1999-12-31", "2028-01-04", "0001-01-01", "9999-12-31"])
def test_years_beyond_the_table_are_not_guessed(day: str) -> None:
    with pytest.raises(Unjudged) as caught:
        holiday(date.fromisoformat(day))
    assert caught.value.needs == f"{date.fromisoformat(day).year}年の祝日表"


@pytest.mark.parametrize(
    "day, why",
    [
        ("2026-11-20", None),
        ("2026-11-21", "土曜日"),
        ("2026-11-22", "日曜日"),
        ("2026-11-23", "勤労感謝の日（祝日）"),
        ("2026-05-06", "祝日法の休日"),
        ("2026-12-28", None),
        ("2026-12-29", "年末年始"),
        ("2026-12-31", "年末年始"),
        ("2027-01-01", "年末年始"),
        ("2027-01-03", "日曜日"),
        ("2027-01-04", None),
        ("2026-01-02", "年末年始"),
        ("2027-02-11", "建国記念の日（祝日）"),
        ("2028-01-08", "土曜日"),  # no table needed
        ("2028-01-03", "年末年始"),
    ],
)
def test_why_closed(day: str, why: str | None) -> None:
    assert why_closed(date.fromisoformat(day), CLOSED) == why


def test_why_closed_asks_for_the_table_only_when_it_decides() -> None:
    with pytest.raises(Unjudged):
        why_closed(date(2028, 1, 4), CLOSED)
    assert why_closed(date(2028, 1, 4), ["sat", "sun"]) is None


def test_a_closure_within_the_year() -> None:
    assert why_closed(date(2026, 8, 14), ["08-13..08-15"]) == "8月13日から8月15日までの休み"
    assert why_closed(date(2026, 8, 16), ["08-13..08-15"]) is None


@pytest.mark.parametrize("entry", ["mon", "sat", "holidays", "12-29..01-03", "02-29..03-01", "08-13..08-13"])
def test_entries(entry: str) -> None:
    assert parse_closed(entry) == entry


@pytest.mark.parametrize(
    "entry", ["", "土", "Sat", "saturday", "12-29", "12/29..1/3", "13-01..13-02", "02-30..03-01", "１２-29..01-03"]
)
def test_broken_entries(entry: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the caller says what was wrong, with its place
        parse_closed(entry)


@given(st.dates(date(2000, 1, 1), date(2027, 12, 31)))
def test_open_days_are_weekdays_without_a_holiday(day: date) -> None:
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    is_open = day.weekday() < 5 and holiday(day) is None and not new_year
    assert (why_closed(day, CLOSED) is None) == is_open
