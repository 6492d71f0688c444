"""terms, tokens and regex: text → what they find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import found, located

from postlint.checks import any_of
from postlint.checks.regex import FIELDS as REGEX_FIELDS
from postlint.checks.regex import literals
from postlint.schema import SchemaError, mapping
from postlint.text.pattern import parse

_JAPANESE = st.text(alphabet="馬鹿ばかバカﾊﾞｶ者のは。、死ねしね頭が悪いくて！\u200b#🍣\ud800\x00 /", max_size=40)


@pytest.mark.parametrize(
    "terms, text, expected",
    [
        ("[馬鹿]", "馬鹿とﾊﾞｶとばかとバカ", ["馬鹿", "ﾊﾞｶ", "ばか", "バカ"]),
        ("[馬鹿]", "バカガイの味噌汁", []),
        ("[シネ]", "シネマとシネコン", []),
        ("[頭が悪い]", "頭が悪くて、頭のよい", ["頭が悪く"]),
        ("[障害]", "障がいのある方", ["障がい"]),
        ("[虐待]", "児童虐待防止推進月間", ["虐待"]),
        ("[馬鹿]", "https://example.com/馬鹿 は馬鹿", ["馬鹿", "馬鹿"]),
        ("[石巻市]", "宮城県石巻市へ", ["石巻市"]),
    ],
)
def test_terms(terms: str, text: str, expected: list[str]) -> None:
    assert found("terms", f"terms: {terms}", text) == expected


@pytest.mark.parametrize(
    "pattern, text, expected",
    [
        ("裏道 を 通る .. ばれる ます? ない|ず", "裏道を通れば絶対にバレませんよ", ["裏道を通れば絶対にバレません"]),
        ("外国人|女 (の くせに|ばかり)", "女のくせに。外国人ばかり。", ["女のくせに", "外国人ばかり"]),
        ("消える<命令形>", "早く消えろ。灯が消える。", ["消えろ"]),
        ("差別 !防止", "差別防止と差別発言", ["差別発言"]),
        ("<人名,姓> さん|様", "田中さんと会った。皆様へ。", ["田中さん"]),
        ("とても* 良い", "とてもとても良い", ["とてもとても良い"]),
        ("良い+", "良い良い", ["良い良い"]),
        ("犬 ..1 猫", "犬と猫。犬とあの猫。", ["犬と猫"]),
        ("犬 .. 猫", "犬がいる。猫もいる。", []),
        ("/シネ", "しね", []),
        ("犬が鳴く|犬がいる|猫", "犬が鳴き、猫がいる。", ["犬が鳴き", "猫"]),
        ("大きい 犬|犬が鳴く .. 朝", "大きい犬が鳴く朝と大きい犬の朝", ["大きい犬が鳴く朝", "大きい犬の朝"]),
        ("=ませ", "行きません", ["ませ"]),
        ("土下座", "土下座して謝る", ["土下座"]),
        ("(外国人|外国の人|中国人|方) が", "外国の人が中国人が外国が", ["外国の人が", "中国人が"]),
        ("お断り|売れ残り", "お断りです。売れ残りの品", ["お断り", "売れ残り"]),
    ],
)
def test_tokens(pattern: str, text: str, expected: list[str]) -> None:
    assert found("tokens", f'tokens: ["{pattern}"]', text) == expected


@pytest.mark.parametrize(
    "pattern", ["a? b*", "()", "(a", "a)", "?", "!行きました", "<みたことのない品詞>", "a <>", "..", ""]
)
def test_broken_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(SchemaError):
        parse(pattern)


@pytest.mark.parametrize(
    "pattern, text, expected",
    [
        ("[○〇]ね(ば|よ)", "先に並んだ者は○ねばよい", ["○ねば"]),
        ("pr", "ＰＲです", ["ＰＲ"]),
        ("バカ", "このﾊﾞｶ親", ["ﾊﾞｶ"]),
        ("example", "https://example.com/ の example", ["example"]),
    ],
)
def test_regex(pattern: str, text: str, expected: list[str]) -> None:
    assert found("regex", f"regex: ['{pattern}']", text) == expected


@pytest.mark.parametrize("pattern", ["ＰＲ", "PR", "(", "a*", "(?=x)y", "x|", "ﾊﾞｶ"])
def test_patterns_that_can_never_or_always_match_are_refused(pattern: str) -> None:
    with pytest.raises(SchemaError):
        mapping(REGEX_FIELDS)(located(f"regex: ['{pattern}']"))


@pytest.mark.parametrize(
    "pattern, expected",
    [
        ("(a(b)c)?d", [["d"]]),
        ("ab?c", [["c", "a"]]),
        ("(foo|bar)baz+", [["baz", "foo|bar"]]),
        ("[a-c]x[^d]", [["x", "a|b|c"]]),
        ("x|yz", [["x"], ["yz"]]),
        ("a?|b", [[], ["b"]]),
        ("[abc]+", [["a|b|c"]]),
        ("((a|b)c|de)f{2}", [["f", "c|de"]]),
        ("ab{2,}c{0,2}d{,3}", [["ab"]]),
        ("[😈👅]{2}", [["😈|👅"]]),
        (r"\d+円", [["円", "0|1|2|3|4|5|6|7|8|9"]]),
        (r"10\.[ -~]+(\(株\))?", [["10."]]),
        (r"(?:予定|設計)価格は?[0-2]", [["価格", "予定|設計", "0|1|2"]]),
        (r"a\|b[|x]", [["b", "a"]]),
    ],
)
def test_literals_of_a_pattern(pattern: str, expected: list[list[str]]) -> None:
    assert literals(pattern) == expected


_REGEX = st.recursive(
    st.sampled_from(["a", "b", "c", "[ab]", r"\d", "."]),
    lambda inner: st.one_of(
        st.builds("({})".format, inner),
        st.builds("({}|{})".format, inner, inner),
        st.builds("{}{}".format, inner, inner),
        st.builds("({}){}".format, inner, st.sampled_from(["?", "*", "+", "{2}", "{0,1}"])),
    ),
    max_leaves=8,
)


@given(_REGEX, st.text(alphabet="abc1", max_size=8))
def test_literals_never_hide_a_match(pattern: str, text: str) -> None:
    import re

    if re.search(pattern, text):
        assert any(all(any_of(words, text) for words in parts) for parts in literals(pattern))


@settings(max_examples=60)
@given(_JAPANESE)
def test_nothing_raises_and_spans_are_right(text: str) -> None:
    found("terms", "terms: [馬鹿, 頭が悪い, 死ぬ]", text)
    found("tokens", 'tokens: ["馬鹿 者?", "死ぬ|しぬ .. ね?", "頭 が .. 悪い"]', text)
    found("regex", "regex: ['し+ね', '[○死]ね']", text)
