"""Warning levels beside names: which are read as a pair, and which pairs are wrong."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import NOWHERE, located

from postlint.checks import check
from postlint.japan import JAPAN
from postlint.model import Draft, Hit
from postlint.schema import mapping
from postlint.text.document import Document

CHECK = check("level-pairs")
PAIRS = """
pairs:
  - {name: 高齢者等避難, level: "3", from: 2021-05-20}
  - {name: 避難指示, level: "4", from: 2021-05-20}
  - {name: 緊急安全確保, level: "5", from: 2021-05-20}
"""
SPEC = CHECK.compile(mapping(CHECK.FIELDS)(located(PAIRS)), NOWHERE)


def find(text: str, year: int = 2026) -> list[Hit]:
    hits = list(CHECK.find(SPEC, Document(Draft(text), now=datetime(year, 6, 1, tzinfo=JAPAN))))
    assert all(text[hit.start : hit.end] == hit.match for hit in hits)
    return hits


@pytest.mark.parametrize(
    "text, expected",
    [
        ("警戒レベル３避難指示", ["警戒レベル３避難指示"]),
        ("【警戒レベル5】避難指示", ["警戒レベル5】避難指示"]),
        ("（レベル四）緊急安全確保", ["レベル四）緊急安全確保"]),
        ("警戒レベル4、高齢者等避難", ["警戒レベル4、高齢者等避難"]),
        ("避難指示（警戒レベル3）", ["避難指示（警戒レベル3"]),
        ("避難指示は警戒レベル5です", ["避難指示は警戒レベル5"]),
        ("警戒レベル3 避難指示、警戒レベル4 緊急安全確保", ["警戒レベル3 避難指示", "警戒レベル4 緊急安全確保"]),
        # right, or no pair
        ("警戒レベル3 高齢者等避難 警戒レベル4 避難指示", []),
        ("高齢者等避難 警戒レベル3 避難指示 警戒レベル4", []),
        ("高齢者等避難（警戒レベル3）、避難指示（警戒レベル4）", []),
        ("全員避難（警戒レベル4）、高齢者等避難", []),
        ("警戒レベル3\n避難指示", []),
        ("警戒レベル3で荷物をまとめ、避難指示で逃げます", []),
        ("噴火警戒レベル3 避難指示", []),
        ("レベル35避難指示", []),
        ("避難指示", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert [hit.match for hit in find(text)] == expected


def test_values_and_days() -> None:
    (hit,) = find("警戒レベル3避難指示")
    assert hit.values == {"level": "3", "name": "避難指示", "right": "4", "names": "高齢者等避難"}
    assert find("警戒レベル3避難指示", year=2020) == []
    assert len(list(CHECK.find(SPEC, Document(Draft("警戒レベル3避難指示"))))) == 1


@given(
    st.lists(st.sampled_from(["警戒レベル", "3", "４", "避難指示", "（", "）", "は", "\n", "緊急安全確保", "\ud800"]))
)
def test_nothing_raises(parts: list[str]) -> None:
    find("".join(parts))
