"""No day or time is without one of the literals that guards ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.text.dates import read_dates
from postlint.text.fold import fold
from postlint.text.written import DAYS, TIMES

PIECES = [
    "12月", "5日", "12", "5", "／", "．", "-", "・", "～", "（土）", "土曜日", "令和8年", "2026", "年", "日", "時", "分", "半", "正午", "午後",
    ":", "December", "Sat", "Dec. 5", "pm", " ", "\n", "と", "日時", "a.m.",
]  # fmt: skip


@pytest.mark.parametrize("text", ["十二月五日", "十二月二十日", "正午", "午後三時", "12月 5 日 9 時"])
def test_kanji_and_blanks(text: str) -> None:
    read = read_dates(text)
    assert read.days or read.clocks
    assert any(literal in text for literal in (*DAYS, *TIMES))


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_days_and_times_have_a_literal(pieces: list[str]) -> None:
    text = fold("".join(pieces)).text
    read = read_dates(text)
    assert not read.days or any(literal in text for literal in DAYS)
    assert not read.clocks or any(literal in text for literal in TIMES)
