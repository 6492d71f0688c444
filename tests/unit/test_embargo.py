"""Posts that would go out before the hour from which the matter may be public."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moments import hits, matches

from postlint.errors import Unjudged

SCHEDULED, CLOCK = "{check: embargo, moment: scheduled}", "{check: embargo, moment: clock}"
MONDAY = "2026-11-02T10:00"


@pytest.mark.parametrize(
    "text, match, lifted",
    [
        ("叙勲受章者 解禁：11月3日5時", "解禁：11月3日5時", "11月3日（火）5時"),
        ("【情報解禁 11/3 5:00】", "情報解禁 11/3 5:00", "11月3日（火）5時"),
        ("解禁日時 令和8年11月6日 午後5時", "解禁日時 令和8年11月6日 午後5時", "11月6日（金）17時"),
        ("エンバーゴ 11月5日12:30", "エンバーゴ 11月5日12:30", "11月5日（木）12時30分"),
        ("11月5日以降に公表してください", "11月5日以降に公表してください", "11月5日（木）0時"),
        ("11月4日15時まで公表しないでください", "11月4日15時まで公表しないでください", "11月4日（水）15時"),
        ("公表は11月5日以降でお願いします", "公表は11月5日以降でお願い", "11月5日（木）0時"),
        ("11月4日（水）14:00情報解禁", "11月4日（水）14:00情報解禁", "11月4日（水）14時"),
    ],
)
def test_early(text: str, match: str, lifted: str) -> None:
    (hit,) = hits(SCHEDULED, text, MONDAY)
    assert (hit.match, hit.values["lifted"], hit.values["posting"]) == (match, lifted, "11月2日（月）10時")
    assert matches(SCHEDULED, text, "2026-11-07T10:00") == []
    assert matches(SCHEDULED, text, None, now=MONDAY) == []
    assert matches(CLOCK, text, None, now=MONDAY) == [match]
    assert matches(CLOCK, text, MONDAY, now=MONDAY) == []
    with pytest.raises(Unjudged):
        matches(SCHEDULED, text, None)


@pytest.mark.parametrize(
    "text",
    [
        "アユ釣りの解禁日は6月1日です。", "猟の解禁：11月15日", "結果は12月10日に公表します。", "12月1日から順次公開します。", "情報解禁！12月20日に開催",
        "写真の応募は11月29日以降に投稿してください", "12月1日に解禁されます", "解禁：11月31日",
    ],
)  # fmt: skip
def test_no_embargo(text: str) -> None:
    assert matches(SCHEDULED, text, MONDAY) == []


def test_a_day_without_a_year_that_far_ahead_is_last_years() -> None:
    assert matches(SCHEDULED, "解禁：11月3日5時", "2027-01-10T10:00") == []
    assert matches(SCHEDULED, "解禁：令和9年11月3日5時", "2027-01-10T10:00") == ["解禁：令和9年11月3日5時"]


@given(
    st.lists(
        st.sampled_from(
            [
                "解禁",
                "：",
                "11月3日",
                "9999年12月31日",
                "5時",
                "29:59",
                "以降に",
                "公表",
                "してください",
                "エンバーゴ",
                "。",
                "\n",
            ]
        ),
        max_size=20,
    )
)
def test_nothing_raises(pieces: list[str]) -> None:
    matches(SCHEDULED, "".join(pieces), MONDAY)
