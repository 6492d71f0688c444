"""Events announced after they are over, and reports of events to come."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moments import FRIDAY, hits, matches


def found(kind: str, text: str, at: str | None = FRIDAY, **clock: Any) -> list[str]:
    return matches(f"{{check: past-event, find: {kind}, moment: scheduled}}", text, at, **clock)


@pytest.mark.parametrize(
    "text, match",
    [
        ("11月15日（日）に防災フェアを開催します！", "11月15日（日）"),
        ("11月15日（日）は市民まつり！ぜひお越しください。", "11月15日（日）"),
        ("募集期間：11月2日～11月13日", "11月2日～11月13日"),
        ("申込は11月13日（金）までに電話で。", "11月13日（金）まで"),
        ("11月18日（水）締切！", "11月18日（水）"),
        ("令和7年12月6日（土）に市民駅伝を開催します。", "令和7年12月6日（土）"),
        ("11月15日（日）10時～\n定員20人。申込は11月2日から電話で。", "11月15日（日）10時～"),
    ],
)
def test_past(text: str, match: str) -> None:
    assert found("past", text) == [match]
    assert found("past", text, None, now=FRIDAY) == []
    assert matches("{check: past-event, find: past, moment: clock}", text, None, now=FRIDAY) == [match]
    assert matches("{check: past-event, find: past, moment: clock}", text, FRIDAY, now=FRIDAY) == []
    assert found("past", text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "11月15日に開催しました。", "11月20日（金）に開催します。", "11月14日・28日に開催します。", "11月16日から申込を受け付けます。",
        "毎週土曜に開催（初回は11月14日）", "11月15日は記念日です。ぜひお越しください。", "11月15日号の講座の申込はこちら", "11月1日現在で実施",
        "11月10日までにお申し込みの方に受講票を送ります。", "6歳になった後の10月31日までに申込", "11月18日は「いい家の日」。参加者募集中",
        "11月15日の防災フェアは中止です。", "明治5年11月15日に開催", "『11月15日の開催』を読む", "2026年（令和7年）11月15日に開催します",
    ],
)  # fmt: skip
def test_not_past(text: str) -> None:
    assert found("past", text) == []


def test_distances_are_told() -> None:
    (hit,) = hits("{check: past-event, find: past, moment: scheduled}", "11月15日（日）に開催します")
    assert hit.values["ago"] == "5日前"
    assert hit.values["posting"] == "11月20日（金）"
    assert hit.values["weekday_next"] == "2027年11月15日（月）"
    (hit,) = hits("{check: past-event, find: past, moment: scheduled}", "2024年2月29日に開催します", "2024-03-02T10:00")
    assert hit.values["weekday_next"] == "2025年2月28日（金）"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("12月6日（日）に防災フェアを開催しました。", ["12月6日（日）"]),
        ("11月29日の市民駅伝は無事終了しました。", ["11月29日"]),
        ("11月28日（土）、公園で産業まつりが開催されました。", ["11月28日（土）"]),
        ("11月15日に開催しました。", []),
        ("10月3日に開催しました。", []),
        ("12月6日に向けて説明会を開催しました。", []),
        ("12月6日の駅伝の結団式を行いました。", []),
        ("12月6日の演奏会は、おかげさまで申込受付を終了しました。", []),
        ("12月6日に開催するフェアの実行委員会を開催しました。", []),
        ("令和7年12月6日に開催しました。", []),
    ],
)
def test_reports_of_what_is_to_come(text: str, expected: list[str]) -> None:
    assert found("future", text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("12月6日に教室を開催します。申込は11月13日（金）までに電話で。", ["11月13日（金）まで"]),
        ("12月6日に教室を開催します。申込は11月27日までに電話で。", []),
        ("12月6日に教室を開催します。申込は11月13日で締め切りました。", []),
        ("12月6日に教室を開催します。申込は11月13日から。", []),
    ],
)
def test_deadlines_that_have_passed(text: str, expected: list[str]) -> None:
    assert found("deadline", text) == expected


def test_far_ahead() -> None:
    assert found("far", "令和9年12月4日に開催します") == ["令和9年12月4日"]
    assert found("far", "令和9年11月20日に開催します") == []
    assert found("far", "令和9年12月4日に開催。申込は12月11日まで") == []


@given(
    st.lists(
        st.sampled_from(
            [
                "11月15日",
                "12月6日（日）",
                "令和9年2月30日",
                "まで",
                "から",
                "申込",
                "に開催",
                "しました",
                "します",
                "。",
                "\n",
                "、",
            ]
        ),
        max_size=25,
    )
)
def test_nothing_raises(pieces: list[str]) -> None:
    for kind in ("past", "deadline", "future", "far"):
        assert len(found(kind, "".join(pieces), "9999-12-31T23:59")) >= 0
        found(kind, "".join(pieces))
