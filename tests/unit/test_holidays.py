"""Holiday marks, and counters on closed days."""

from __future__ import annotations

from datetime import datetime

import pytest
from support import NOWHERE, located

from postlint.checks import any_of, holidays
from postlint.errors import Unjudged
from postlint.japan import JAPAN
from postlint.model import Draft, Hit
from postlint.schema import SchemaError, mapping
from postlint.text.document import Document

POSTED = datetime(2026, 11, 10, 10, 0, tzinfo=JAPAN)


def find(
    kind: str, text: str, *, yaml: str = "", posted: datetime | None = POSTED, now: datetime | None = None
) -> list[Hit]:
    spec = holidays.compile(mapping(holidays.FIELDS)(located(f"find: {kind}\n{yaml}")), NOWHERE)
    document = Document(Draft(text, scheduled_at=posted), now=now)
    hits = list(holidays.find(spec, document))
    assert all(text[hit.start : hit.end] == hit.match for hit in hits)
    assert not hits or any_of("|".join(holidays.guard(spec)[1]), document.text)
    return hits


@pytest.mark.parametrize(
    "text, found",
    [
        ("11月20日（金・祝）は休館です", ["11月20日（金・祝）"]),
        ("11月24日(火・振休)", ["11月24日(火・振休)"]),
        ("11月22日(日)・24日(火・祝)", ["24日(火・祝)"]),
        ("1月12日(祝)", ["1月12日(祝)"]),
        ("11月23日（月・祝）は休館です", []),
        ("11月23日㊗、3月22日(月・振休)、5月3日(月・祝)", []),
        ("11月20日(金)祝賀会", []),
        ("11月20日(金・休)", []),
        ("令和9年(2026年)2月11日(木・祝)", []),  # one of the two years has it
        ("13月45日(祝)", []),
    ],
)
def test_marks(text: str, found: list[str]) -> None:
    assert [hit.match for hit in find("mark", text)] == found


def test_the_holiday_nearby_is_named() -> None:
    (hit,) = find("mark", "11月24日(火・祝)")
    assert hit.values["near"] == "近くの祝日・休日は11月23日（月）の勤労感謝の日です。"
    (hit,) = find("mark", "12月10日(木・祝)")
    assert hit.values["near"] == ""


def test_years_beyond_the_table_and_without_a_moment() -> None:
    with pytest.raises(Unjudged, match="2035年"):
        find("mark", "2035年11月23日(金・祝)")
    assert len(find("mark", "2035年11月23日(金・祝)、2026年11月20日(金・祝)")) == 1  # what is found is kept
    assert find("mark", "11月20日(金・祝)", posted=None) == []
    assert find("mark", "10月12日(祝)", posted=None, now=datetime(2027, 3, 1, tzinfo=JAPAN)) == []  # of 2026
    assert find("mark", "10月14日(祝)", posted=None, now=datetime(2027, 3, 1, tzinfo=JAPAN))


@pytest.mark.parametrize(
    "text, found, why",
    [
        ("11月23日（月）平日窓口でお待ちしています", "11月23日（月）", "勤労感謝の日（祝日）"),
        ("申請は11月21日(土)までに窓口へ", "11月21日(土)", "土曜日"),
        ("12月29日も電話受付をします", "12月29日", "年末年始"),
        ("11月24日（火）までに窓口へ", None, ""),
        ("11月22日（日）は休日窓口を開きます", None, ""),
        ("12月29日から1月3日まで窓口は休みます", None, ""),
        ("11月1日から30日まで窓口で受け付けます", None, ""),
        ("11月22日（日）は図書館の窓口へ", None, ""),
        ("11月22日（日）はまつりです。窓口は月曜から。", None, ""),
        ("11月22日号の平日窓口", None, ""),
    ],
)
def test_closed_days(text: str, found: str | None, why: str) -> None:
    assert [
        (hit.match, hit.values["why"])
        for hit in find("closed-day", text, yaml='closed: [sat, sun, holidays, "12-29..01-03"]')
    ] == ([(found, why)] if found else [])


def test_fields() -> None:
    with pytest.raises(SchemaError, match="休みの日として読めません"):
        find("closed-day", "", yaml="closed: [土]")
    assert find("closed-day", "11月21日(土)の窓口", yaml="closed: []") == []
