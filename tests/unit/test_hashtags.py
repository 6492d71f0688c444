"""Hashtags that X does not link as meant: spans, why, and the fix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import located

from postlint.checks import Setting, any_of, hashtags
from postlint.errors import Unjudged
from postlint.model import Draft
from postlint.schema import mapping
from postlint.text.document import Document
from postlint.text.twitter import hashtags as linked

CITY = Setting({"tags": {"own": ["柏市役所", "柏市"]}})


def find(kind: str, text: str, extra: str = "") -> list[tuple[str, str | None]]:
    spec = hashtags.compile(mapping(hashtags.FIELDS)(located(f"find: {kind}\n{extra}")), CITY)
    document = Document(Draft(text))
    hits = list(hashtags.find(spec, document))
    assert all(hit.start is not None and text[hit.start : hit.end] == hit.match for hit in hits)
    words, literals = hashtags.guard(spec)
    assert not hits or any_of("|".join(literals), document.text) or any(word in document.words for word in words)
    return [(h.match, text[: h.fix.start] + h.fix.text + text[h.fix.end :] if h.fix else None) for h in hits]


@pytest.mark.parametrize(
    "text, match, mended",
    [
        ("明日は#柏市役所 へ", "#柏市役所", "明日は #柏市役所 へ"),
        ("明日は#柏市役所へ", "#柏市役所へ", "明日は #柏市役所 へ"),
        ("#PR#石巻市", "#PR#石巻市", "#PR #石巻市"),
        ("催し#柏市#図書館#本", "#柏市#図書館#本", "催し #柏市 #図書館 #本"),
        ("#柏市の花#本", "#柏市の花#本", "#柏市の花 #本"),
        ("♯柏市", "♯柏市", "#柏市"),
        ("催し #️⃣柏市", "#️⃣柏市", "催し #柏市"),
        ("催し # 柏市", "# 柏市", "催し #柏市"),
        ("https://www.city.chiba.jp/#図書館", "#図書館", "https://www.city.chiba.jp/ #図書館"),
        ("12月#柏まつり", "#柏まつり", "12月 #柏まつり"),
        ("明日は#柏まつりを盛大に開催することに決まりました", "#柏まつりを盛大に開催することに決まりました", None),
    ],
)
def test_unlinked(text: str, match: str, mended: str | None) -> None:
    assert find("unlinked", text) == [(match, mended)]
    assert match not in [f"#{tag.value}" for tag in linked(text)]


@pytest.mark.parametrize(
    "text",
    [
        "#柏市 #図書館、（#本）。#柏市役所🌸",
        "#7119へ、急ぎは#119。#8008や背番号#10",
        "C#入門、F#の曲、曲はF#mから、ファ♯、鍵はkey#ab1 と Harbor#2231",
        "# お知らせ\n催しです",
        "&#x3042; https://a.example/#top https://a.example/#図書館",
    ],
)
def test_no_unlinked_tags(text: str) -> None:
    assert find("unlinked", text) == []


def test_tags_left_to_another_rule() -> None:
    assert find("unlinked", "明日は#柏市 へ", "leave: [柏市]") == []
    assert find("unlinked", "#柏市 明日は#柏市 へ", "leave: [柏市]") == [("#柏市", "#柏市 明日は #柏市 へ")]
    assert find("unlinked", "明日は#図書館 へ", "leave: [柏市]")
    assert find("run-on", "#柏市へ", "leave: [柏市]") == []


@pytest.mark.parametrize(
    "kind, text, found",
    [
        ("run-on", "明日は、#柏市役所へどうぞ", [("#柏市役所へどうぞ", "明日は、#柏市役所 へどうぞ")]),
        ("run-on", "#柏市で はじまる", [("#柏市で", "#柏市 で はじまる")]),
        ("run-on", "#柏市で遊ぼう #柏市の花 #柏市立図書館 #柏まつりへどうぞ", []),
        ("cut-short", "#第〇回柏まつり", [("#第〇回柏まつり", None)]),
        ("cut-short", "#かしわ！まつり", [("#かしわ！まつり", None)]),
        ("cut-short", "#COVID-19 #Q&A", [("#COVID-19", None), ("#Q&A", None)]),
        (
            "cut-short",
            "#柏まつり！ぜひ来てください。 #柏市！集まれ #本、#本。 #柏まつり2026 #本(雑誌) #本の日!読もう",
            [],
        ),
    ],
)
def test_not_as_meant(kind: str, text: str, found: list[tuple[str, str | None]]) -> None:
    assert find(kind, text) == found


def test_platforms() -> None:
    spec = hashtags.compile(mapping(hashtags.FIELDS)(located("find: unlinked\nplatforms: [x]")), CITY)

    def on(platform: str | None, text: str) -> int:
        return len(list(hashtags.find(spec, Document(Draft(text, platform=platform)))))

    assert (on("x", "♯本"), on("line", "♯本"), on(None, "#本")) == (1, 0, 0)
    with pytest.raises(Unjudged, match="platform"):
        on(None, "♯本")


@given(st.text(st.sampled_from("#＃♯\ufe0f\u20e3 \u3000\n柏市役所へですA1&-！/〇@\ud800")))
def test_any_text(text: str) -> None:
    for kind in ("unlinked", "run-on", "cut-short"):
        find(kind, text)
