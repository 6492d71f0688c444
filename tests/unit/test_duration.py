"""Lengths of time that are not those of the days or times beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moments import hits, matches

DAYS, HOURS = "{check: duration, find: days}", "{check: duration, find: hours}"


@pytest.mark.parametrize(
    "text, counted",
    [
        ("12月5日（土）～7日（月）の2日間", "3日間"),
        ("12月5日（土）・6日（日）の3日間", "2日間"),
        ("3日間限定！12月5日（土）～6日（日）", "2日間"),
        ("12月5日～6日、12日の4日間", "3日間"),
        ("2週間（12月1日～7日）", "7日間"),
        ("1年間（令和8年4月1日～令和8年9月30日）", "183日間"),
    ],
)
def test_days(text: str, counted: str) -> None:
    (hit,) = hits(DAYS, text)
    assert hit.values["counted"] == counted


@pytest.mark.parametrize(
    "text",
    [
        "12月5日（土）～7日（月）の3日間", "12月5日（土）・6日（日）の2日間", "11月24日（火）～27日（金）の1週間", "4週間（11月23日～12月20日）",
        "1年間（令和8年4月1日～令和9年3月31日）", "12月1日～25日のうち5日間", "12月5日～27日（土日のみ）の8日間", "12月1日～7日（月曜を除く）の5日間",
        "各3日間 12月1日～20日", "3日間の講座は12月5日に始まります", "12月5日から2日間", "12月31日～11月31日の3日間",
    ],
)  # fmt: skip
def test_days_that_fit(text: str) -> None:
    assert matches(DAYS, text) == []


@pytest.mark.parametrize(
    "text, counted",
    [
        ("13時30分～15時30分（90分）", "2時間"),
        ("10時～11時の90分間", "1時間"),
        ("9時～12時の2時間", "3時間"),
        ("10時～11時30分（60分）", "1時間30分"),
    ],
)
def test_hours(text: str, counted: str) -> None:
    (hit,) = hits(HOURS, text)
    assert hit.values["counted"] == counted


@pytest.mark.parametrize(
    "text",
    [
        "13時30分～15時（90分）", "9時～12時（1組40分）", "13時～15時（30分前に開場）", "9時～11時（15分間隔）", "8時30分～17時15分（8時間）",
        "9時30分～11時30分（約1時間）", "13時～15時（途中休憩10分）", "22時～翌5時（7時間）",
    ],
)  # fmt: skip
def test_hours_that_fit(text: str) -> None:
    assert matches(HOURS, text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "12月5日",
                "～",
                "7日",
                "・",
                "の",
                "3日間",
                "2週間",
                "1年間",
                "（",
                "）",
                "9時",
                "10:30",
                "90分",
                "2時間",
                "、",
                "\n",
                "除く",
            ]
        ),
        max_size=25,
    )
)
def test_nothing_raises(pieces: list[str]) -> None:
    matches(DAYS, "".join(pieces))
    matches(HOURS, "".join(pieces))
