"""Days and times that do not exist, and what is left in peace."""

from __future__ import annotations

from datetime import datetime

import pytest
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


def test_fields() -> None:
    with pytest.raises(SchemaError, match="もしかして: late-hour"):
        mapping(dates.FIELDS)(located("find: late-hours"))
