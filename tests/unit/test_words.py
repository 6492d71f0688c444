"""Named groups of words in patterns."""

from __future__ import annotations

from typing import Any

import pytest
from support import located

from postlint.policy.words import load_words, spell_out
from postlint.schema import SchemaError

GROUPS = load_words(
    located("""
- {id: near, title: 近所, words: [隣の市, となり町]}
- {id: folk, title: 人, words: [住民, "{near}", C++]}
""")
)


@pytest.mark.parametrize(
    "yaml, expected",
    [
        ("regex: '{near}.{0,3}が'", {"regex": ["(?:隣の市|となり町).{0,3}が"]}),
        ("regex: ['{folk}']", {"regex": [r"(?:住民|隣の市|となり町|C\+\+)"]}),
        (r"regex: ['\x{e9}\p{Han}{2}']", {"regex": [r"\x{e9}\p{Han}{2}"]}),
        ("tokens: ['{near} の くせに']", {"tokens": [" (隣の市|となり町)  の くせに"]}),
        ("terms: ['{near}', 市民]", {"terms": ["隣の市", "となり町", "市民"]}),
        ("all: [{regex: '{near}'}, {terms: 市民}]", {"all": [{"regex": ["(?:隣の市|となり町)"]}, {"terms": ["市民"]}]}),
        ("message: 「{near}」", {"message": "「{near}」"}),
    ],
)
def test_groups_are_spelled_out(yaml: str, expected: dict[str, Any]) -> None:
    assert spell_out(located(yaml), GROUPS) == expected


def test_places_stay() -> None:
    (pattern,) = spell_out(located("a:\n  regex:\n    - '{near}'"), GROUPS)["a"]["regex"]
    assert (pattern.place.line, pattern.place.column) == (3, 7)


@pytest.mark.parametrize(
    "yaml, what",
    [
        ("regex: '{naer}'", "もしかして: near"),
        ("terms: ['{nobody}']", "語の組 nobody はありません"),
    ],
)
def test_unknown_groups(yaml: str, what: str) -> None:
    with pytest.raises(SchemaError) as fault:
        spell_out(located(yaml), GROUPS)
    assert what in str(fault.value)
    assert fault.value.place is not None


@pytest.mark.parametrize(
    "yaml, what",
    [
        ("- {id: a1, title: x, words: [x]}", "小文字の英字"),
        ("- {id: a, title: x, words: [x]}\n- {id: a, title: x, words: [y]}", "二度定義"),
        ("- {id: a, title: x, words: ['(x)']}", "語をそのまま"),
        ("- {id: a, title: x, words: ['x{b}']}", "語をそのまま"),
        ("- {id: a, title: x, words: ['{b}']}", "語の組 b はありません"),
        ("- {id: a, words: [x]}", "title がありません"),
        ("- {id: a, title: x, words: ['{b}']}\n- {id: b, title: x, words: ['{a}']}", "自分自身"),
    ],
)
def test_broken_groups(yaml: str, what: str) -> None:
    with pytest.raises(SchemaError, match=what):
        load_words(located(yaml))
