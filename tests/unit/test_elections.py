"""The calendar of elections: when it counts, and whom it names."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from support import located

from postlint.checks import Setting, check
from postlint.errors import Unjudged
from postlint.japan import JAPAN
from postlint.model import Draft
from postlint.policy.elections import election
from postlint.schema import SchemaError
from postlint.text.document import Document

CHECK = check("elections")
CITY = Setting({"elections": [election(located("{name: 市長選挙, announced: 2026-11-22, polling: 2026-11-29, candidates: [例示 太郎, 見本 花子]}"))]})  # fmt: skip


def found(find: str, text: str, day: str | None, city: Setting = CITY) -> list[tuple[int | None, str]]:
    spec: Any = CHECK.compile({"find": find}, city)
    now = datetime.fromisoformat(day).replace(tzinfo=JAPAN) if day else None
    return [(hit.start, hit.match) for hit in CHECK.find(spec, Document(Draft(text), now=now))]


@pytest.mark.parametrize(
    "day, on", [("2026-11-21", False), ("2026-11-22", True), ("2026-11-29T23:59", True), ("2026-11-30", False)]
)
def test_period(day: str, on: bool) -> None:
    assert found("period", "", day) == ([(None, "市長選挙")] if on else [])


@pytest.mark.parametrize(
    "text, expected",
    [
        ("例示太郎さん", [(0, "例示太郎")]),
        ("祝　例示　太郎", [(2, "例示　太郎")]),
        ("見本候補の演説", [(0, "見本候補")]),
        ("例示太郎と見本花子", []),  # all alike
        ("見本のとおり書いてください", []),
    ],
)
def test_candidates(text: str, expected: list[tuple[int, str]]) -> None:
    assert found("candidate", text, "2026-11-25") == expected
    assert found("candidate", text, "2026-12-01") == []


def test_without_a_calendar_or_a_day() -> None:
    assert found("period", "", "2026-11-25", Setting({})) == []
    assert found("candidate", "例示太郎", None, Setting({})) == []
    with pytest.raises(Unjudged, match="scheduled_at"):
        found("period", "", None)


@pytest.mark.parametrize(
    "yaml, what",
    [
        ("{name: 市長選挙, announced: 2026-11-29, polling: 2026-11-22}", "投票日が告示日より前"),
        ("{name: 市長選挙, announced: 11月22日, polling: 2026-11-29}", "日付として読めません"),
        ("{name: 市長選挙, polling: 2026-11-29}", "announced がありません"),
    ],
)
def test_broken_calendars(yaml: str, what: str) -> None:
    with pytest.raises(SchemaError, match=what):
        election(located(yaml))
