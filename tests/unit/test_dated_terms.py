"""Terms that are right from one day to another: the day decides, longer words do not count."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from support import NOWHERE, located

from postlint.checks import check
from postlint.errors import Unjudged
from postlint.japan import JAPAN
from postlint.model import Draft
from postlint.schema import SchemaError, mapping
from postlint.text.document import Document

CHECK = check("dated-terms")
TABLE = """
find: {find}
terms:
  - {{term: 避難勧告, until: 2021-05-19, instead: 避難指示, source: 法律}}
  - {{term: 避難指示（緊急）, until: 2021-05-19, instead: 避難指示, source: 法律}}
  - {{term: 緊急安全確保, from: 2021-05-20, instead: 災害発生情報, source: 法律}}
  - {{term: 洪水警報, until: 2026-05-28, instead: 氾濫警報, source: 未確認, sure: "false"}}
inside: [避難勧告等に関するガイドライン]
"""


def spec(find: str) -> dict[str, Any]:
    compiled: dict[str, Any] = CHECK.compile(mapping(CHECK.FIELDS)(located(TABLE.format(find=find))), NOWHERE)
    return compiled


def found(text: str, day: str | None, find: str = "abolished") -> list[str]:
    now = datetime.fromisoformat(day).replace(tzinfo=JAPAN) if day else None
    hits = list(CHECK.find(spec(find), Document(Draft(text), now=now)))
    assert all(text[hit.start : hit.end] == hit.match for hit in hits)
    return [hit.match for hit in hits]


@pytest.mark.parametrize(
    "text, day, expected",
    [
        ("避難勧告と避難指示（緊急）", "2021-05-20T00:00", ["避難勧告", "避難指示（緊急）"]),
        ("避難勧告", "2021-05-19T23:59", []),
        ("避難勧告等に関するガイドライン", "2026-01-01", []),
        ("避難勧告等に関するガイドラインの避難勧告", "2026-01-01", ["避難勧告"]),
        ("洪水警報", "2026-11-28", []),  # its day is not certain
        ("避難指示", "2026-11-28", []),
        ("", None, []),
    ],
)
def test_abolished(text: str, day: str | None, expected: list[str]) -> None:
    assert found(text, day) == expected


def test_premature() -> None:
    assert found("緊急安全確保", "2021-05-19", "premature") == ["緊急安全確保"]
    assert found("緊急安全確保", "2021-05-20", "premature") == []
    assert found("避難勧告", "2026-05-20", "premature") == []


def test_values_are_for_people() -> None:
    now = datetime(2026, 11, 28, tzinfo=JAPAN)
    (hit,) = CHECK.find(spec("abolished"), Document(Draft("避難勧告"), now=now))
    assert hit.values == {"instead": "避難指示", "day": "2021年5月19日"}


def test_an_unknown_day_is_said() -> None:
    with pytest.raises(Unjudged, match="scheduled_at"):
        found("避難勧告", None)


@pytest.mark.parametrize(
    "line, what",
    [
        ("{term: あ, until: 2021-13-01, instead: い, source: う}", "日付として読めません: 2021-13-01"),
        ("{term: あ, until: 2021-05-19, instead: い}", "source がありません"),
        ("{term: あ, from: 2021-05-19, instead: い, source: う}", "期限のある語がありません"),
    ],
)
def test_broken_tables(line: str, what: str) -> None:
    with pytest.raises(SchemaError, match=what):
        CHECK.compile(mapping(CHECK.FIELDS)(located(f"find: abolished\nterms: [{line}]")), NOWHERE)
