"""Blanks of a template: kind, text → what is found."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import found

from postlint.checks import check
from postlint.model import Draft
from postlint.text.document import Document

CHECK = check("unfilled")
KINDS = ("unit", "slot", "name", "phone", "mobile")


@pytest.mark.parametrize(
    "kind, text, expected",
    [
        ("unit", "○時○分と〇〇月〇〇日", ["○時○分", "〇〇月〇〇日"]),
        ("unit", "××円、ＸＸ名、△△人です", ["××円", "ＸＸ名", "△△人"]),
        ("unit", "12月○日から", ["○日"]),
        ("unit", "令和〇年度", ["令和〇年度"]),
        ("unit", "2027年X月X日", ["X月X日"]),
        ("unit", "日時　　月　　日（　）", ["月　　日（　）"]),
        ("unit", "●●円", ["●●円"]),
        ("unit", "一〇〇円、二〇二六年、二〇人", []),
        ("unit", "○人権 ○年齢 ○日曜日 ○円滑 △91億円", []),
        ("unit", "4××年 XXL", []),
        ("unit", "〇〇人は、と決めつけない", []),
        ("unit", "第○回、定員は○○名程度", ["○回", "○○名"]),
        ("slot", "会場：△△、講師は〇〇です", ["会場：△△", "講師は〇〇"]),
        ("slot", "対象は〇〇な方。会場○×クイズ", []),
        ("slot", "会場：中央公民館", []),
        ("name", "〇〇公民館、△△課", ["〇〇公民館", "△△課"]),
        ("name", "会場：〇〇公民館", []),  # a slot
        ("name", "〇〇詐欺、〇〇な方、一〇〇号室", []),
        ("phone", "00-0000-0000、０１２３－００－００００", ["00-0000-0000", "０１２３－００－００００"]),
        ("phone", "03-XXXX-XXXX、〒000-0000", ["03-XXXX-XXXX", "〒000-0000"]),
        ("phone", "0120-000-110、0570-003-110、○○○-○○○○-○○○○", []),
        ("mobile", "○○○-○○○○-○○○○", ["○○○-○○○○-○○○○"]),
    ],
)
def test_blanks(kind: str, text: str, expected: list[str]) -> None:
    assert found("unfilled", f"find: {kind}", text) == expected


@given(st.text(alphabet="○〇△×_xX0-年月日時円会場：は公民館 \n。\ud800"), st.sampled_from(KINDS))
def test_spans(text: str, kind: str) -> None:
    for hit in CHECK.find({"find": kind}, Document(Draft(text))):
        assert text[hit.start : hit.end] == hit.match


@pytest.mark.parametrize("piece", ["○", "〇-", "会場：", "0-", "月 ", "x", "_", "会場：〇〇"])
def test_hostile_texts_are_fast(piece: str) -> None:
    document = Document(Draft(piece * (200_000 // len(piece))))
    assert document.text
    begun = time.perf_counter()
    for kind in KINDS:
        list(CHECK.find({"find": kind}, document))
    assert time.perf_counter() - begun < 5
