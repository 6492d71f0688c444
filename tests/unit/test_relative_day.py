"""Today, tomorrow and next Saturday, beside the day they are said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moments import FRIDAY, hits, matches

MISMATCH, CLOCK = "{check: relative-day, find: mismatch}", "{check: relative-day, find: mismatch, moment: clock}"
GREETING, BARE = "{check: relative-day, find: greeting}", "{check: relative-day, find: bare}"


@pytest.mark.parametrize(
    "text, match, right_day, right_word",
    [
        ("明日11月22日（日）は", "明日11月22日（日）", "11月21日（土）", "あさって"),
        ("きょう（19日）から", "きょう（19日）", "11月20日（金）", "昨日"),
        ("あさって、11月23日です", "あさって、11月23日", "11月22日（日）", "しあさって"),
        ("今週末の28日（土）", "今週末の28日（土）", "11月21日（土）", "8日後"),
        ("来週火曜日（12月1日）", "来週火曜日（12月1日）", "11月24日（火）", "11日後"),
        ("来週土曜日の12月5日", "来週土曜日の12月5日", "11月28日（土）", "15日後"),
        ("11月23日（明日）は", "11月23日（明日）", "11月21日（土）", "しあさって"),
        ("昨日10月19日", "昨日10月19日", "11月19日（木）", "32日前"),
    ],
)
def test_mismatch(text: str, match: str, right_day: str, right_word: str) -> None:
    (hit,) = hits(MISMATCH, text)
    assert hit.match == match
    assert (hit.values["right_day"], hit.values["right_word"]) == (right_day, right_word)
    assert matches(MISMATCH, text, None, now=FRIDAY) == []


@pytest.mark.parametrize(
    "text, at",
    [
        ("明日11月21日（土）は", FRIDAY), ("今週末の21日（土）・22日（日）", FRIDAY), ("今週末20日～23日", FRIDAY), ("来週土曜日（28日）", FRIDAY), ("来週土曜日の11月28日", FRIDAY), ("来週日曜の11月22日", FRIDAY),
        ("本日、12月6日の市民駅伝の受付を始めました", FRIDAY), ("今日は12月5日に開くまつりのお知らせです", FRIDAY),
        ("明日から12月25日まで", FRIDAY), ("本日11月15日号を配ります", FRIDAY), ("今日的な課題。12月5日に", FRIDAY),
        ("明日1月1日は元日", "2026-12-31T10:00"), ("昨日12月31日は大晦日", "2027-01-01T09:00"), ("明日（1日）", "2026-11-30T10:00"),
        ("今週末の28日（土）", "2026-11-22T10:00"), ("来週月曜（23日）", "2026-11-22T10:00"), ("来週月曜（30日）", "2026-11-22T10:00"),
    ],
)  # fmt: skip
def test_match(text: str, at: str) -> None:
    assert matches(MISMATCH, text, at) == []


def test_without_a_time_only_what_has_gone_by_is_found() -> None:
    assert matches(CLOCK, "明日11月22日は", None, now=FRIDAY) == []
    assert matches(CLOCK, "明日11月20日は", None, now=FRIDAY) == ["明日11月20日"]
    assert matches(CLOCK, "明日11月20日は", FRIDAY, now=FRIDAY) == []
    assert matches(CLOCK, "明日11月20日は", None) == []


@pytest.mark.parametrize(
    "text, hour, expected",
    [
        ("こんばんは。図書館です", 9, ["こんばんは"]), ("こんばんは。図書館です", 16, []), ("こんばんは", 3, []), ("お知らせ\n🌙こんばんは！", 10, ["こんばんは"]),
        ("おはようございます☀", 11, ["おはようございます"]), ("おはようございます☀", 10, []), ("おはようございます☀", 4, []), ("おはよう！", 18, ["おはよう"]),
        ("「おはよう」と言おう", 18, []), ("おはようございますの声", 18, []), ("こんばんはコンサート", 9, []), ("朝のおはようございます", 18, []),
    ],
)  # fmt: skip
def test_greetings(text: str, hour: int, expected: list[str]) -> None:
    assert matches(GREETING, text, f"2026-11-20T{hour:02}:30") == expected
    assert matches(GREETING, text, None, now=f"2026-11-20T{hour:02}:30") == []


def test_bare() -> None:
    (hit,) = hits(BARE, "明日はまつりです")
    assert (hit.match, hit.values["right"]) == ("明日", "明日（11月21日）")
    (hit,) = hits(BARE, "来週土曜はまつりです", None)
    assert hit.values["right"].endswith("（○月○日）")
    for text in (
        "明日21日はまつりです",
        "今日的な課題",
        "今日では当たり前",
        "「本日中に払え」という電話",
        "まつりです",
    ):
        assert matches(BARE, text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "明日",
                "本日",
                "来週",
                "土曜",
                "今週末",
                "11月22日",
                "29日",
                "（",
                "）",
                "、",
                "は",
                "の",
                "2月30日",
                "まで",
                "\n",
                "「",
                "」",
            ]
        ),
        max_size=25,
    ),
    st.sampled_from(["0001-01-01T00:00", "2026-11-22T10:00", "9999-12-31T23:59"]),
)
def test_nothing_raises(pieces: list[str], at: str) -> None:
    for yaml in (MISMATCH, GREETING, BARE):
        matches(yaml, "".join(pieces), at)
