"""Dates that cannot be true: weekdays, days, times; what is said to repair them, and what is left in peace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import NOWHERE, located

from postlint.checks import any_of, dates
from postlint.japan import JAPAN
from postlint.model import Draft, Hit
from postlint.schema import SchemaError, mapping
from postlint.text.document import Document

POSTED = datetime(2026, 11, 20, 10, 0, tzinfo=JAPAN)


def find(kind: str, text: str, *, posted: datetime | None = POSTED, now: datetime | None = None) -> list[Hit]:
    spec = dates.compile(mapping(dates.FIELDS)(located(f"find: {kind}")), NOWHERE)
    document = Document(Draft(text, scheduled_at=posted), now=now)
    hits = list(dates.find(spec, document))
    assert all(text[hit.start : hit.end] == hit.match for hit in hits)
    assert not hits or any_of("|".join(dates.guard(spec)[1]), document.text)
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
        ("令和8年(2027年)1月10日(日)", []),  # the years contradict each other; one of them fits
        ("日曜日の11月21日、11月22日は土曜日です", ["日曜日の11月21日", "11月22日は土曜日"]),
        ("12月29日は日曜日の地区を収集します", []),
        ("13月45日(土)", []),
        ("11月21日(土・日)", []),
        ("9999年12月31日(月)", []),
    ],
)
def test_weekdays(text: str, found: list[str]) -> None:
    assert [hit.match for hit in find("weekday", text)] == found


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
    (hit,) = find("weekday", text)
    assert values.items() <= hit.values.items()


def test_without_a_moment() -> None:
    (hit,) = find("weekday", "21日（土）・22日（月）", posted=None)
    assert hit.values["whose"] == "21日が土曜日なら、"
    assert find("weekday", "11月21日（金）", posted=None) == []
    assert find("weekday", "11月21日（金）", posted=None, now=POSTED) == []  # 2025 has it
    assert find("weekday", "11月21日（水）", posted=None, now=POSTED)  # none of 2025, 2026, 2027
    assert find("weekday", "2026年11月21日（金）", posted=None)


def test_a_bare_day_is_only_asked_about() -> None:
    assert find("weekday", "次回は25日（月）です") == []
    assert [hit.match for hit in find("unsure-weekday", "次回は25日（月）です")] == ["25日（月）"]
    assert find("unsure-weekday", "次回は25日（水）です") == find("unsure-weekday", "11月25日（月）です") == []


@pytest.mark.parametrize(
    "text, found",
    [
        ("申込みは11月31日まで", ["11月31日"]),
        ("2027年2月29日（月）", ["2027年2月29日（月）"]),
        ("令和9年2月29日", ["令和9年2月29日"]),
        ("2月30日", ["2月30日"]),
        ("13月45日", ["13月45日"]),
        ("11月30日・31日", ["31日"]),
        ("11月30日～31日", ["31日"]),
        ("2026年13月", ["2026年13月"]),
        ("2/30(火)", ["2/30(火)"]),
        ("0月1日", ["0月1日"]),
        ("2月29日", []),
        ("2028年2月29日", []),
        ("2000年2月29日", []),
        ("1900年2月29日", ["1900年2月29日"]),
        ("上限48月", []),
        ("2/30、0225-95-1131、Ver.2026.2.31、第13月例会", []),
        ("11月の予定\n10日 31日", []),  # whose 31日 it is cannot be told
        ("2026-13-45", []),
    ],
)
def test_impossible_days(text: str, found: list[str]) -> None:
    assert [hit.match for hit in find("impossible-day", text)] == found


def test_leap_days() -> None:
    assert [hit.match for hit in find("leap-day", "2月29日まで")] == ["2月29日"]
    assert find("leap-day", "2028年2月29日まで") == []
    assert find("leap-day", "2月29日まで", posted=datetime(2027, 12, 1, tzinfo=JAPAN)) == []


@pytest.mark.parametrize(
    "text, found",
    [
        ("午後15時から", ["午後15時"]),
        ("10時75分", ["10時75分"]),
        ("午前9時70分", ["午前9時70分"]),
        ("45時", ["45時"]),
        ("9:00~10:75", ["10:75"]),
        ("午前13:00", ["午前13:00"]),
        ("PM15:00", ["PM15:00"]),
        ("夜20時、夕方17時、朝10時", []),
        ("午後3時、午前0時、午後12時、24時、25時", []),
        ("縦横比 10:75", []),
        ("3:75、48時間、100時", []),
    ],
)
def test_impossible_times(text: str, found: list[str]) -> None:
    assert [hit.match for hit in find("impossible-time", text)] == found


@pytest.mark.parametrize(
    "text, found, plain",
    [
        ("24時30分まで", "24時30分", "翌日の午前0時30分"),
        ("22:00～25:30", "25:30", "翌日の午前1時30分"),
        ("24時まで", None, ""),
        ("25:30 止血の方法", None, ""),
        ("25時間", None, ""),
    ],
)
def test_late_hours(text: str, found: str | None, plain: str) -> None:
    assert [(hit.match, hit.values["plain"]) for hit in find("late-hour", text)] == ([(found, plain)] if found else [])


FORMS = (
    "{m}月{d}日（{w}）", "{m}月{d}日{w}曜日", "{m}/{d}({w})", "{y}年{m}月{d}日({w}曜日)", "{y}/{m}/{d}({w})",
    "令和{r}年{m}月{d}日【{w}】", "R{r}.{m}.{d}({w})", "{m}.{d}（{w}）",
)  # fmt: skip


@given(st.dates(date(2026, 11, 1), date(2027, 5, 20)), st.sampled_from(FORMS), st.integers(1, 6))
def test_the_right_weekday_is_never_found_and_a_wrong_one_always(day: date, form: str, off: int) -> None:
    def written(weekday: int) -> str:
        letter = "月火水木金土日"[weekday % 7]
        return form.format(y=day.year, m=day.month, d=day.day, r=day.year - 2018, w=letter)

    kinds = ("weekday", "unsure-weekday", "impossible-day")
    assert not any(find(kind, written(day.weekday())) for kind in kinds)
    (hit,) = find("weekday", written(day.weekday() + off))
    assert hit.values["right"] == "月火水木金土日"[day.weekday()]
    assert f"（{'月火水木金土日'[(day.weekday() + off) % 7]}）" in hit.values["near"]


@given(st.dates(date(2026, 11, 1), date(2027, 10, 1)), st.integers(1, 6))
def test_a_list_of_right_weekdays_is_never_found(day: date, more: int) -> None:
    text = "、".join(
        (f"{each.month}月" if i == 0 or each.day == 1 else "") + f"{each.day}日({'月火水木金土日'[each.weekday()]})"
        for i in range(more + 1)
        for each in [day + timedelta(days=i)]
    )
    assert find("weekday", text) == []


def test_fields() -> None:
    with pytest.raises(SchemaError, match="もしかして: weekday"):
        mapping(dates.FIELDS)(located("find: weekdays"))
