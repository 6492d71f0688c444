"""Times and days that run backwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moments import hits, matches


def kinds(text: str) -> dict[str, list[str]]:
    found = {
        kind: matches(f"{{check: time-range, find: {kind}}}", text)
        for kind in ("hours", "half-day", "overnight", "days", "long")
    }
    return {kind: listed for kind, listed in found.items() if listed}


@pytest.mark.parametrize(
    "text, kind, match",
    [
        ("13時〜11時30分", "hours", "13時〜11時30分"),
        ("日時 12月6日（日）１４：００～１１：３０", "hours", "１４：００～１１：３０"),
        ("午後3時～1時", "hours", "午後3時～1時"),
        ("午後1時～正午", "hours", "午後1時～正午"),
        ("10時～10時", "hours", "10時～10時"),
        ("23時～20時、夜間", "hours", "23時～20時"),
        ("図書館は17時～9時", "hours", "17時～9時"),
        ("10時～3時", "half-day", "10時～3時"),
        ("12時～1時", "half-day", "12時～1時"),
        ("22時～5時", "overnight", "22時～5時"),
        ("午後4時～午前9時", "overnight", "午後4時～午前9時"),
        ("12月20日～12月10日", "days", "12月20日～12月10日"),
        ("12月20日（日）～11月10日（火）", "days", "12月20日（日）～11月10日（火）"),
        ("11月29日（日）21時～11月28日（土）6時", "days", "11月29日（日）21時～11月28日（土）"),
        ("令和9年2月10日～令和8年3月10日", "days", "令和9年2月10日～令和8年3月10日"),
        ("8月9日～7月16日", "long", "8月9日～7月16日"),
    ],
)
def test_backwards(text: str, kind: str, match: str) -> None:
    assert kinds(text) == {kind: [match]}


@pytest.mark.parametrize(
    "text",
    [
        "13時〜15時30分", "21時～翌朝5時", "17時～25時", "16時～0時", "夜間は19時～7時", "24時間（8時30分～8時30分）", "宿直13時～9時",
        "一泊二日 15時～10時", "午前10時～3時", "午後1時～4時", "火曜18時～土曜9時", "28日22時～29日5時", "13時、11時", "25時70分～3時",
        "12月28日（月）～1月3日（日）", "4月1日～3月31日", "11月21日～11月20日", "4月10日～3月20日", "11月14日～2月14日",
        "11月28日（土）～3日（木）", "12月20日～令和8年1月10日", "2月29日～2月30日", "11月31日～11月1日",
    ],
)  # fmt: skip
def test_not_backwards(text: str) -> None:
    assert kinds(text) == {}


def test_both_ends_and_the_right_text_are_named() -> None:
    (hit,) = hits("{check: time-range, find: half-day}", "朝市は10:00～3:00です")
    assert hit.values == {"first": "10:00", "last": "3:00", "right": "10:00～15:00"}
    (hit,) = hits("{check: time-range, find: hours}", "13時～11時")
    assert hit.values["right"] == "11時～13時"
    (hit,) = hits("{check: time-range, find: overnight}", "22時～5時")
    assert hit.values["right"] == "22時～翌5時"


@given(
    st.lists(
        st.sampled_from(
            [
                "0",
                "1",
                "12",
                "31",
                "時",
                "分",
                "月",
                "日",
                "～",
                "-",
                "から",
                "まで",
                "午後",
                "翌",
                "（",
                "）",
                "土",
                ":",
                "/",
                "\n",
                "あ",
            ]
        ),
        max_size=30,
    )
)
def test_nothing_raises(pieces: list[str]) -> None:
    kinds("".join(pieces))
