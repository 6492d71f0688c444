"""What is laid out as YAML reads back as it was, whoever reads it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from postlint.errors import InputError
from postlint.layout import block, flow, quoted, scalar
from postlint.located import load

# Letters of Japanese, all that means something to YAML, and anything else.
_TEXTS = st.text(
    st.one_of(
        st.sampled_from("あ漢カー。「０ #:-?,[]{}&*!|>'\"%@`\\=~.<\n\r\t\u3000\u00a0\u0085\u2028\ufeff\u200b𠮷🎉\x07"),
        st.characters(codec="utf-8"),
    ),
    min_size=1,
    max_size=30,
)


@given(_TEXTS)
@example("今日は #柏市")
@example("所在地: 例示市")
@example("no")
@example("21:00")
@example("- 一覧")
@example("改行\nあり")
@example("空白で終わる ")
@example("true")
def test_scalars_read_back(text: str) -> None:
    source = f"a: {scalar(text)}\nb: [{scalar(text, flow=True)}, x]\nc: {quoted(text)}\n"
    assert source.count("\n") == 3
    read_back = load(source, file="t", error=InputError)
    assert read_back == {"a": text, "b": [text, "x"], "c": text}
    for loader in (yaml.BaseLoader, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        assert yaml.load(source, Loader=loader) == read_back


@given(st.lists(st.dictionaries(st.sampled_from(["text", "match"]), _TEXTS, min_size=1), min_size=1, max_size=4))
def test_lists_of_mappings_read_back(value: list[dict[str, str]]) -> None:
    assert load("\n".join(block("examples", value, 2)) + "\n", file="t", error=InputError) == {"examples": value}
    assert load(f"a: {flow(value)}\n", file="t", error=InputError) == {"a": value}


@pytest.mark.parametrize(
    "text", ["手賀沼の水質調査", "「{match}」は", "本日、https://www.example.jp/ で", "🎉おめでとう𠮷"]
)
def test_what_people_write_stays_legible(text: str) -> None:
    assert text in scalar(text)
