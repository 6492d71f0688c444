"""Totals of prices and heads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.checks import any_of, prices
from postlint.model import Draft
from postlint.text.document import Document

PRICES = "大人500円、小中学生300円、シニア400円。"


def found(text: str) -> list[tuple[str, str]]:
    document = Document(Draft(text))
    hits = [(hit.match, hit.values["sum"]) for hit in prices.find({}, document)]
    assert not hits or any_of("|".join(prices.guard({})[1]), document.text)
    return hits


@pytest.mark.parametrize(
    "text, expected",
    [
        (PRICES + "大人2人とシニア1人で、計1,300円です。", [("計1,300円", "1,400円")]),
        (PRICES + "大人2人とシニア1人で、計1,400円です。", []),
        (PRICES + "おとな２名・小学生２名なら合計で１，５００円", [("合計で１，５００円", "1,600円")]),
        (PRICES + "園児2人と大人1人なら合計600円です。", []),  # no price for them
        (PRICES + "大人2人で行きました。合計1,500円です。", []),  # the heads are in another sentence
        (PRICES + "団体は、大人20人で合計8,000円です。", []),
        ("大人500円。大人500円から。大人2人なら合計900円。", []),
        ("ペン1本120円、ノート1冊200円。ペン3本とノート2冊で、合計700円。", [("合計700円", "760円")]),
        ("寄付は大人の方から500円、合計1,000円でした。", []),
        ("小学生以下100円、小学生2人なら合計300円。", [("合計300円", "200円")]),
    ],
)
def test_totals(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@given(st.text("0123456789,人円合計大子と、。(は \ud800一", max_size=60))
def test_nothing_raises(text: str) -> None:
    for match, _ in found(text):
        assert match in text
