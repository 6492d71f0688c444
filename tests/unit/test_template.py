"""Posts that are no message, halves of phrases, and what a reader misses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import NOWHERE, found, located

from postlint.checks import check
from postlint.model import Draft, Media
from postlint.schema import mapping
from postlint.text.document import Document

STUB = {"least": 5, "words": ["テスト", "テスト投稿です", "test", "aaa", "あああ"]}
PHRASES = """
phrases: [{stem: 虐待, half: 防止}, {stem: 児童虐待, half: 防止}, {stem: 飲酒運転, half: 根絶}]
before: [推進, 月間, キャンペーン]
calls: [ストップ]
"""


@pytest.mark.parametrize(
    "text, hit",
    [
        ("11", True),
        (" 1 1 \n", True),
        ("テスト！！", True),
        ("テスト投稿です 2", True),
        ("TEST #柏市", True),
        ("あああああああ", True),
        ("aaaaaaa", True),
        ("春🌸", True),
        ("🍁🍁", False),
        ("ありがとう", False),
        ("学力テストです", False),
        ("ああ、よい天気", False),
        ("", False),
    ],
)
def test_stub(text: str, hit: bool) -> None:
    hits = list(check("stub").find(STUB, Document(Draft(text))))
    assert bool(hits) is hit
    assert all(text[one.start : one.end] == one.match == text.strip() for one in hits)


def test_a_picture_says_enough() -> None:
    assert not list(check("stub").find(STUB, Document(Draft("春🌸", media=(Media("a.png"),)))))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("児童虐待推進月間", ["児童虐待推進月間"]),  # of two stems the longer
        ("11月は虐待月間、飲酒運転キャンペーン", ["虐待月間", "飲酒運転キャンペーン"]),
        ("児童虐待防止推進月間", []),
        ("ストップ！飲酒運転キャンペーン", []),
        ("ストップ\n飲酒運転キャンペーン", ["飲酒運転キャンペーン"]),
        ("飲酒運転", []),
    ],
)
def test_omission(text: str, expected: list[str]) -> None:
    assert found("omission", PHRASES, text) == expected


def test_omission_says_the_whole_phrase() -> None:
    module = check("omission")
    spec = module.compile(mapping(module.FIELDS)(located(PHRASES)), NOWHERE)
    (hit,) = module.find(spec, Document(Draft("飲酒運転推進キャンペーン")))
    assert hit.values == {"stem": "飲酒運転", "half": "根絶", "full": "飲酒運転根絶推進キャンペーン"}


@pytest.mark.parametrize(
    "kind, text, expected",
    [
        ("pointer", "防災フェアです！詳しくはこちら", ["詳しくはこちら"]),
        ("pointer", "詳しくはこちらをご覧ください #柏市", ["詳しくはこちらをご覧ください"]),
        ("pointer", "詳しくはこちら👇\n12月5日10時 中央公民館", []),
        ("pointer", "詳しくはこちら https://www.city.kashiwa.lg.jp/", []),
        ("pointer", "お申し込みはこちら 04-7167-1111", []),
        ("pointer", "詳しくはこちら（プロフィールのリンク）", []),
        ("picture", "冬の催し。画像をご覧ください", ["画像をご覧"]),
        ("picture", "12月5日の催し。画像をご覧ください", []),
        ("event", "冬まつりを開催します！", ["開催します"]),
        ("event", "12月5日、駅前で開催します", []),
        ("event", "スタッフ募集中！", ["募集中"]),
        ("event", "スタッフ募集中！窓口は人事課へ", []),
        ("event", "冬まつりを開催します！近日公開", []),
        ("event", "冬まつりを開催しました！", []),
    ],
)
def test_essentials(kind: str, text: str, expected: list[str]) -> None:
    assert found("essentials", f"find: {kind}", text) == expected


@given(
    st.text(alphabet="詳しくはこちら画像をご覧開催募集します。\n #1\ud800"),
    st.sampled_from(["pointer", "picture", "event"]),
)
def test_spans(text: str, kind: str) -> None:
    for hit in check("essentials").find({"find": kind}, Document(Draft(text))):
        assert text[hit.start : hit.end] == hit.match
