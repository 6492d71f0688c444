"""Folding: one spelling for matching, with a map back that never loses its way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.text.fold import fold

_TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ｶﾞﾊﾟがぱ\u3099\u309a\u200bー〜-/・* きもい㍿㌍\n")))


@pytest.mark.parametrize(
    "text, folded",
    [
        ("ﾊﾞｶ", "バカ"),
        ("ＰＲ＃", "pr#"),
        ("㈱柏ｻｰﾋﾞｽ", "(株)柏サービス"),
        ("か\u3099", "が"),
        ("し\u200bね", "しね"),
        ("10−12〜15～16", "10-12~15~16"),
        ("サ−ビス", "サ-ビス"),
        ("サ─ビス", "サービス"),
        ("ｷ/ﾓ/ｲ", "キモイ"),
        ("長文のき・も・い", "長文のき・も・い"),
        ("き・も・い", "きもい"),
        ("死*ね", "死ね"),
        ("し ね よ", "しねよ"),
        ("土・日・祝", "土・日・祝"),
        ("ア・イ・ウ", "アイウ"),
        ("月/水", "月/水"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
        ("❤\ufe0f", "❤"),
        ("a\rb\r\nc", "a\nb\n\nc"),
        ("", ""),
    ],
)
def test_folded_text(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(_TEXT)
def test_the_map_is_monotone_and_in_range(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert folded.starts == sorted(folded.starts)
    assert folded.ends == sorted(folded.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))


@given(_TEXT, st.data())
def test_every_span_maps_into_the_original(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    a, b = folded.original(start, end)
    assert 0 <= a <= b <= len(text)
    assert (a < b) == (start < end)


@given(st.text(alphabet="あいうアイウ漢字。、「」", max_size=50))
def test_plain_japanese_is_left_alone(text: str) -> None:
    assert fold(text).text == text


def test_a_megabyte_of_adversarial_text_takes_no_more_than_its_length() -> None:
    for unit in ("あ/", "ｱﾞ", "し ", "\u200b", "/あ", "・"):
        assert fold(unit * 100_000).starts[-1:] is not None
