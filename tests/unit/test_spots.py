"""What each day of a post is for."""

from __future__ import annotations

import pytest
from moments import document

from postlint.text.spots import spots


@pytest.mark.parametrize(
    "text, expected",
    [
        ("開催日12月5日（土） 申込締切12月10日（木）", ["event 12-05", "application 12-10"]),
        ("12月6日に教室を開催します。申し込みは12月8日までに電話で。", ["event 12-06", "application 12-08"]),
        ("12月6日・13日に教室を開催します", ["event 12-06", "event 12-13"]),
        ("■申込期限\n12月10日", ["application 12-10"]),
        ("募集期間 12月1日～1月15日", ["application 01-15"]),
        ("12月13日必着", ["application 12-13"]),
        ("12月1日9時から電話で受付", ["application 12-01"]),
        ("展示は12月13日まで。", ["event 12-13"]),
        ("12月3日は障害者の日です", [" 12-03"]),
        ("11月16日から開催", ["event open"]),
        ("広報11月15日号", []),
        ("2026年（令和7年）12月5日に開催", ["event open"]),
    ],
)
def test_purposes(text: str, expected: list[str]) -> None:
    assert [f"{s.purpose} {s.last:%m-%d}" if s.last else f"{s.purpose} open" for s in spots(document(text))] == expected
