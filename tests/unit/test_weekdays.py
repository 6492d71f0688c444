"""Weekdays against their dates: what is found, what is said to repair it, and what is left in peace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import NOWHERE, located

from postlint.checks import any_of, weekdays
from postlint.japan import JAPAN
from postlint.model import Draft, Hit
from postlint.schema import mapping
from postlint.text.document import Document

POSTED = datetime(2026, 11, 20, 10, 0, tzinfo=JAPAN)


def find(kind: str, text: str, *, posted: datetime | None = POSTED, now: datetime | None = None) -> list[Hit]:
    spec = weekdays.compile(mapping(weekdays.FIELDS)(located(f"find: {kind}")), NOWHERE)
    document = Document(Draft(text, scheduled_at=posted), now=now)
    hits = list(weekdays.find(spec, document))
    assert all(text[hit.start : hit.end] == hit.match for hit in hits)
    assert not hits or any_of("|".join(weekdays.guard(spec)[1]), document.text)
    return hits


@pytest.mark.parametrize(
    "text, found",
    [
        ("11月21日日曜日に開催します", ["11月21日日曜日"]),
        ("防災訓練 11月21日（金）9時から", ["11月21日（金）"]),
        ("21日（土）・22日（月）の2日間", ["22日（月）"]),
        ("11月21日（土）・23日（日）・28日（土）", ["23日（日）"]),
        ("１１月２１日（日）と11/22(月)", ["１１月２１日（日）", "11/22(月)"]),
        ("11月21・22日(日・月)", ["11月21", "22日(日・月)"]),
        ("令和8年11月21日【日】", ["令和8年11月21日【日】"]),
        ("2025.11.21(土)", ["2025.11.21(土)"]),
        ("11月23日（火・祝）", ["11月23日（火・祝）"]),
        ("①11月21日(日)②１１月22日(日)", ["11月21日(日)"]),
        ("12月28日(月)～1月4日(火)", ["1月4日(火)"]),
        ("12月29日(火)～3日(月)", ["3日(月)"]),
        ("Nov. 25 (Thu)", ["Nov. 25 (Thu)"]),
        ("11月21日（土）に開催します", []),
        ("21日（土）・22日（日）の2日間", []),
        ("毎週日曜日、11月21日は休み", []),
        ("11月21日、日曜日はお休みです", []),
        ("11月21日 日曜日は休館", []),
        ("1945年8月15日(火)", []),  # history, though it was a Wednesday
        ("10月4日(日)に開催しました", []),
        ("1月11日(日)の式では、皆さんの笑顔が見られました。", []),  # of this January, as the past tense says
        ("5月10日(日)に行った植樹の様子です", []),
        ("5月10日(日)に行います。申し込んだ方へ", ["5月10日(日)"]),
        ("1年前の12月5日(金)", []),
        ("25年1月11日(土)", []),
        ("8年11月21日(土)", []),
        ("令和8年(2027年)1月17日(日)", []),  # the years contradict each other; one of them fits
        ("日曜日の11月21日、11月22日は土曜日です", ["日曜日の11月21日", "11月22日は土曜日"]),
        ("12月29日は日曜日の地区を収集します", []),
        ("13月45日(土)", []),
        ("11月21日(土・日)", []),
        ("9999年12月31日(月)", []),
    ],
)
def test_weekdays(text: str, found: list[str]) -> None:
    assert [hit.match for hit in find("wrong", text)] == found


@pytest.mark.parametrize(
    "text, values",
    [
        ("12月25日(木)", {"date": "12月25日", "right": "金", "near": "12月24日（木）", "whose": "2026年の"}),
        ("12月31日(金)", {"right": "木", "near": "1月1日（金）", "note": ""}),
        ("12月25日(木)", {"note": "書かれているのは昨年の曜日です。昨年の原稿の使い回しではありませんか。"}),
        ("1月11日(日)", {"note": "書かれているのは前の年（2026年）の曜日です。前回の原稿の使い回しではありませんか。"}),
        ("12月25日(月)", {"near": "12月28日（月）", "note": ""}),
        ("21日（土）・22日（月）", {"date": "11月22日", "right": "日", "near": "11月23日（月）"}),
    ],
)
def test_repairs(text: str, values: Mapping[str, str]) -> None:
    (hit,) = find("wrong", text)
    assert values.items() <= hit.values.items()


def test_without_a_moment() -> None:
    (hit,) = find("wrong", "21日（土）・22日（月）", posted=None)
    assert hit.values["whose"] == "21日が土曜日なら、"
    assert find("wrong", "11月21日（金）", posted=None) == []
    assert find("wrong", "11月21日（金）", posted=None, now=POSTED) == []  # 2025 has it
    assert find("wrong", "11月21日（水）", posted=None, now=POSTED)  # none of 2025, 2026, 2027
    assert find("wrong", "2026年11月21日（金）", posted=None)


def test_a_bare_day_is_only_asked_about() -> None:
    assert find("wrong", "次回は25日（月）です") == []
    assert [hit.match for hit in find("unsure", "次回は25日（月）です")] == ["25日（月）"]
    assert find("unsure", "次回は25日（水）です") == find("unsure", "11月25日（月）です") == []


FORMS = (
    "{m}月{d}日（{w}）", "{m}月{d}日{w}曜日", "{m}/{d}({w})", "{y}年{m}月{d}日({w}曜日)", "{y}/{m}/{d}({w})",
    "令和{r}年{m}月{d}日【{w}】", "R{r}.{m}.{d}({w})", "{m}.{d}（{w}）",
)  # fmt: skip


@given(st.dates(date(2026, 11, 1), date(2027, 5, 20)), st.sampled_from(FORMS), st.integers(1, 6))
def test_the_right_weekday_is_never_found_and_a_wrong_one_always(day: date, form: str, off: int) -> None:
    def written(weekday: int) -> str:
        letter = "月火水木金土日"[weekday % 7]
        return form.format(y=day.year, m=day.month, d=day.day, r=day.year - 2018, w=letter)

    assert find("wrong", written(day.weekday())) == find("unsure", written(day.weekday())) == []
    (hit,) = find("wrong", written(day.weekday() + off))
    assert hit.values["right"] == "月火水木金土日"[day.weekday()]
    assert f"（{'月火水木金土日'[(day.weekday() + off) % 7]}）" in hit.values["near"]


@given(st.dates(date(2026, 11, 1), date(2027, 10, 1)), st.integers(1, 6))
def test_a_list_of_right_weekdays_is_never_found(day: date, more: int) -> None:
    text = "、".join(
        (f"{each.month}月" if i == 0 or each.day == 1 else "") + f"{each.day}日({'月火水木金土日'[each.weekday()]})"
        for i in range(more + 1)
        for each in [day + timedelta(days=i)]
    )
    assert find("wrong", text) == []
