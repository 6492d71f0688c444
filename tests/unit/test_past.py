"""What is past on the day of the post."""

from __future__ import annotations

from datetime import datetime

import pytest
from support import NOWHERE

from postlint.checks import check
from postlint.japan import JAPAN
from postlint.model import Draft
from postlint.text.document import Document

CHECK = check("past")


def found(text: str, now: datetime | None = datetime(2026, 11, 28, 10, tzinfo=JAPAN)) -> list[str]:
    return [hit.match for hit in CHECK.find(CHECK.compile({}, NOWHERE), Document(Draft(text), now=now))]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("平成30年7月6日の豪雨", ["平成30年7月6日"]),
        ("２０１９年、令和元年、令和7年度", ["２０１９年", "令和元年", "令和7年度"]),
        ("令和8年11月28日に発令", []),
        ("令和8年7月1日の大雨", ["令和8年7月1日"]),
        ("令和9年、2027年", []),
        ("11月20日と11月21日", ["11月20日"]),
        ("12月5日", []),
        ("2月30日", []),
        ("12019年", []),
        ("年、月、日", []),
    ],
)
def test_past(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_without_a_day_only_ended_eras_are_past() -> None:
    assert found("昭和22年と令和7年と2019年と7月1日", None) == ["昭和22年"]
