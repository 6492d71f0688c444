"""What many posts show together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.audit.looks import Looks
from postlint.posts import Pattern

CLAUSE = ["9", "9", "条文", "ガイドライン"]


def record(day: str, number: int = 0, **more: Any) -> dict[str, Any]:
    post = {
        "text": f"{number}番のお知らせ", "account": "甲", "platform": "x", "kind": "post", "planned": False,
        "posted_at": f"{day}T10:00:00+09:00", "day": None,
    }  # fmt: skip
    return {"id": f"{day}-{number}", "findings": [], "seen": [], "post": post | more}


def patterns(look: str, parameters: dict[str, Any], *records: dict[str, Any]) -> list[Pattern]:
    watch = [{"look": look, "with": parameters, "level": "note", "clause": CLAUSE}]
    looks = Looks({"": {"rules": [{"id": "hours.outside", "title": "時間外"}], "watch": watch}})
    for one in records:
        looks.add(one)
    return list(looks.patterns())


def days(start: str, *steps: int) -> list[str]:
    first = date.fromisoformat(start)
    return [(first + timedelta(step)).isoformat() for step in steps]


def test_weeks_without_a_post() -> None:
    # Monday the 5th; nothing in the week from the 12th, and the last week is not over.
    found = patterns("rhythm", {"per": "week", "at_least": 1}, *map(record, days("2026-01-05", 0, 3, 14, 21)))
    assert [(p.since, p.until) for p in found] == [(date(2026, 1, 12), date(2026, 1, 18))]
    assert "3週のうち1週" in found[0].message
    assert "2026年1月12日からの週の0件" in found[0].message
    assert not patterns("rhythm", {"per": "week", "at_least": 1}, *map(record, days("2026-01-05", 0, 8, 20)))


def test_a_broken_first_week_does_not_count() -> None:
    assert not patterns("rhythm", {"per": "week", "at_least": 2}, *map(record, days("2026-01-08", 0, 4, 5, 10)))


def test_years_with_too_few_posts() -> None:
    posts = [record("2024-01-01"), record("2024-06-01"), record("2025-03-01"), record("2025-12-31")]
    found = patterns("rhythm", {"per": "year", "at_least": 3}, *posts)
    assert [(p.since, p.until) for p in found] == [(date(2024, 1, 1), date(2025, 12, 31))]
    assert "2年のうち2年" in found[0].message


@pytest.mark.parametrize("last, silent", [("2026-04-29", False), ("2026-04-30", True), ("2026-05-01", True)])
def test_silence_is_counted_in_months_of_the_calendar(last: str, silent: bool) -> None:
    found = patterns("silence", {"months": 3}, record("2026-01-30"), record(last))
    assert bool(found) is silent


def test_an_account_gone_silent_is_seen_by_another_that_goes_on() -> None:
    found = patterns("silence", {"months": 3}, record("2026-01-01"), *(record(day, account="乙") for day in days("2026-01-01", *range(0, 200, 20))))  # fmt: skip
    assert [(p.account, p.since) for p in found] == [("甲", date(2026, 1, 1))]


def test_bursts() -> None:
    posts = (
        [record("2026-01-05", n) for n in range(4)]
        + [record("2026-01-06", n) for n in range(3)]
        + [record("2026-01-07")]
    )
    found = patterns("bursts", {"per_day": 3}, *posts)
    assert [(p.number, p.since, p.until) for p in found] == [(7, date(2026, 1, 5), date(2026, 1, 6))]
    assert "2026年1月5日の4件" in found[0].message


def test_repeats_whatever_the_order_of_the_export() -> None:
    same = [
        record(day, account="甲", text=f"窓口 からの　お知らせ https://example.jp/{day}")
        for day in days("2026-01-01", 0, 5, 9, 40)
    ]
    for order in (same, same[::-1]):
        found = patterns("repeats", {"times": 3, "days": 14}, *order)
        assert [(p.number, p.since, p.until, len(p.posts)) for p in found] == [
            (3, date(2026, 1, 1), date(2026, 1, 10), 3)
        ]
    assert not patterns("repeats", {"times": 3, "days": 5}, *same)


def test_share_of_posts_and_when() -> None:
    posts = [{**record("2026-01-05", n), "seen": ["hours.outside"] if n < 2 else []} for n in range(10)]
    found = patterns("share", {"rules": ["hours.outside"], "percent": 20}, *posts)
    assert [p.number for p in found] == [2]
    assert found[0].title == "時間外"
    assert "10件のうち2件（20.0%）" in found[0].message
    assert "月曜日の10時台（2件）" in found[0].message
    assert not patterns("share", {"rules": ["hours.outside"], "percent": 21}, *posts)


def test_replies_and_plans_are_no_rhythm() -> None:
    assert not patterns(
        "bursts", {"per_day": 1}, record("2026-01-05", kind="reply"), record("2026-01-05", planned=True)
    )


@given(st.lists(st.dates(date(2020, 1, 1), date(2022, 12, 31)), max_size=40))
def test_order_changes_nothing(posted: list[date]) -> None:
    posts = [record(day.isoformat(), n) for n, day in enumerate(posted)]
    for look, parameters in (
        ("rhythm", {"per": "week", "at_least": 1}), ("rhythm", {"per": "year", "at_least": 9}),
        ("silence", {"months": 2}), ("bursts", {"per_day": 2}),
    ):  # fmt: skip
        assert patterns(look, parameters, *posts) == patterns(look, parameters, *posts[::-1])
