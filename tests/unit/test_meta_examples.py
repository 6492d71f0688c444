"""The made-up downloads of Meta that the README shows: they read without a complaint, and hold what they promise."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from downloads import items, posts, remarks, skipped, unread

from postlint.compiled import policy
from postlint.engine import judge
from postlint.japan import JAPAN

EXPORTS = Path(__file__).parents[2] / "examples" / "exports"
NOW = datetime(2026, 11, 28, 9, tzinfo=JAPAN)


@pytest.mark.parametrize(
    "name, city, number, platforms, wrong",
    [
        ("facebook", "ishinomaki", 9, {"facebook"}, ["calendar.date-weekday", "insult.words"]),
        ("instagram", "ueda", 8, {"instagram", "threads"}, ["calendar.date-weekday"]),
        ("meta-business-suite.csv", "ishinomaki", 8, {"instagram"}, ["calendar.impossible-date", "insult.words"]),
    ],
)
def test_examples(name: str, city: str, number: int, platforms: set[str], wrong: list[str]) -> None:
    found = posts(str(EXPORTS / name))
    assert (len(found), {post.draft.platform for post in found}) == (number, platforms)
    assert all(post.account and post.day and post.day.year in (2025, 2026) for post in found)
    findings = [each for post in found for each in judge(post.draft, policy(city), now=NOW).findings]
    assert [finding.rule for finding in findings if finding.level == "ng"] == wrong


def test_nothing_to_complain_of() -> None:
    found = [
        item for name in ("facebook", "instagram", "meta-business-suite.csv") for item in items(str(EXPORTS / name))
    ]
    assert (unread(found), skipped(found), len(remarks(found))) == ([], 2, 1)
