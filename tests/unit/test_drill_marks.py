"""Marks of exercise at both ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.checks import check
from postlint.model import Draft
from postlint.text.document import Document

CHECK = check("drill-marks")


def missing(text: str) -> str | None:
    hits = list(CHECK.find({}, Document(Draft(text))))
    assert all(hit.start is None for hit in hits)
    return hits[0].values["where"] if hits else None


@pytest.mark.parametrize(
    "text, where",
    [
        ("大津波警報発表。直ちに避難", "先頭と末尾"),
        ("【訓練】大津波警報\n高台へ", "末尾"),
        ("【訓練】大津波警報。高台へ。", "末尾"),
        ("避難指示を発令。\nこれは訓練です。", "先頭"),
        ("避難指示を発令。これは訓練です。", "先頭"),
        ("9時から訓練を行います。\n避難指示\n訓練です", "先頭"),
        ("【訓練】避難指示を発令。これは訓練です。", None),
        ("訓練、訓練。\n避難指示\n訓練、訓練。 #石巻市\nhttps://www.city.ishinomaki.lg.jp/", None),
        ("⚠️\n〖訓練〗避難指示\n〖訓練〗", None),
        ("", None),
    ],
)
def test_ends(text: str, where: str | None) -> None:
    assert missing(text) == where


def test_the_fix_completes_the_marks() -> None:
    for text in ("【訓練】避難指示。高台へ。", "避難指示。高台へ。\nこれは訓練です。"):
        (hit,) = CHECK.find({}, Document(Draft(text)))
        assert missing(text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :]) is None


@given(st.text())
def test_nothing_raises(text: str) -> None:
    missing(text)
