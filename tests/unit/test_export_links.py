"""Links of exports: their targets are written out, and what readers saw stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.errors import InputError
from postlint.exports.html_text import MAX_HTML, text_of
from postlint.exports.links import joined

CITY = "https://www.city.example.jp/abc/def.html"


@pytest.mark.parametrize(
    "text, target, told",
    [
        ("www.city.example.jp/abc/d...", CITY, CITY),
        ("city.example.jp/abc/d…", CITY, CITY),
        (CITY, CITY, CITY),
        ("www.city.example.jp/abc/def.html", CITY, CITY),
        ("city.example.jp", "https://city.example.jp/", "https://city.example.jp/"),
        ("こちら", CITY, f"こちら {CITY}"),
        # The name of another site, whole or cut, is what deceives: both are to be seen.
        ("city.example.jp", "https://city.example.jp.evil.example/", "city.example.jp https://city.example.jp.evil.example/"),
        ("city.example.jp/ab…", "https://evil.example/", "city.example.jp/ab… https://evil.example/"),
    ],
)  # fmt: skip
def test_one_link(text: str, target: str, told: str) -> None:
    assert joined([(text, target)]) == told


@pytest.mark.parametrize(
    "after, told",
    [
        ("をご覧ください", f"詳しくは{CITY} をご覧ください"),
        ("。", f"詳しくは{CITY}。"),
        ("\n次", f"詳しくは{CITY}\n次"),
        ("", f"詳しくは{CITY}"),
    ],
)
def test_the_sentence_stays_out_of_the_address(after: str, told: str) -> None:
    assert joined([("詳しくは", ""), (CITY, CITY), (after, "")]) == told


@pytest.mark.parametrize(
    "html, text",
    [
        ("<p>一行目<br>二行目<br/>三行目</p>", "一行目\n二行目\n三行目"),
        ("<p>一段目</p><p>二段目</p>", "一段目\n\n二段目"),
        ("<p>&lt;お知らせ&gt; A&amp;B&nbsp;&#12354;</p>", "<お知らせ> A&B\xa0あ"),
        (
            '<a href="https://www.city.example.jp/abc/def.html"><span class="invisible">https://</span>'
            '<span class="ellipsis">www.city.example.jp/abc</span><span class="invisible">/def.html</span></a>',
            CITY,
        ),
        (f'<p>詳しくは<a href="{CITY}">こちら</a>を</p>', f"詳しくはこちら {CITY} を"),
        (
            '<a href="https://social.example/tags/x" class="mention hashtag" rel="tag">#<span>例示市</span></a> '
            '<span class="h-card"><a href="https://social.example/@a" class="u-url mention">@<span>a</span></a></span>',
            "#例示市 @a",
        ),
        ("<ul><li>一</li><li>二</li></ul>", "一\n二"),
        ("<div>一</div>二<p>三</p>四", "一\n二\n\n三\n\n四"),
        ("一<script>alert('x')</script>二<style>p{}</style>三", "一二三"),
        ("一 \n  二", "一 二"),
        ("全角　の空白", "全角　の空白"),
        ('晴れ<img alt=":sun:" src="a.png">', "晴れ:sun:"),
        ('<a href="https://evil.example/">閉じない', "閉じない https://evil.example/"),
        ("<a>先がない</a>", "先がない"),
        ("&lt;3 <", "<3 <"),
        ("", ""),
    ],
)
def test_html(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    "html, what", [("a" * (MAX_HTML + 1), "本文が長すぎます"), ("<![x[", "本文のHTMLが壊れています")]
)
def test_what_is_no_html(html: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        text_of(html)


_HTML = st.lists(st.sampled_from(["<p>", "</p>", "<a href='https://a.example/'>", "</a>", "<", ">", "&", "<!", "<![", "]]>", "<br>", "あ", " ", "\n", "<script>", "</script>", "'", '"'])).map("".join)  # fmt: skip


@given(_HTML | st.text())
def test_no_html_raises_anything_else(html: str) -> None:
    try:
        text = text_of(html)
    except InputError:
        return
    assert text == text.strip()
    assert "\n\n\n" not in text
