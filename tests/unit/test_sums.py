"""Totals and their parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.checks import sums
from postlint.model import Draft
from postlint.text.document import Document


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.match, hit.values["sum"]) for hit in sums.find({}, Document(Draft(text)))]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("40人（大人25人、子ども20人）", [("40人（大人25人、子ども20人）", "45人")]),
        ("1,500円(布900円、糸500円)", [("1,500円(布900円、糸500円)", "1,400円")]),
        ("12件（市内5件/市外8件）", []),  # a slash may mean a rate
        ("45人（大人25人、子ども20人）", []),
        ("40人（大人25人）", []),
        ("40人（大人25人、子ども20人など）", []),
        ("約40人（大人25人、子ども20人）", []),
        ("40人（大人25人・車いす席2席、子ども20人）", []),
        ("10.40人（大人25人、子ども20人）", []),
        ("40人（大人25人、子ども20人）と30人（甲20人、乙5人）", [("40人（大人25人、子ども20人）", "45人"), ("30人（甲20人、乙5人）", "25人")]),
    ],
)  # fmt: skip
def test_sums(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@given(st.text("0123456789,人円（）(、大約 \ud800", max_size=60))
def test_nothing_raises(text: str) -> None:
    for match, _ in found(text):
        assert match in text
