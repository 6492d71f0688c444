"""X's links and X's length: twitter-text's own conformance cases, Japanese posts, and properties of any text.

The cases in `tests/data/twitter-text` are twitter-text's, unmodified (Apache-2.0, see NOTICE there). Indices in them
are UTF-16, which for these texts is the same as code points: none of those texts goes beyond the BMP.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import postlint
from postlint.text.twitter import Entity, entities, hashtags, mentions, urls
from postlint.text.weight import remaining, weighted_length

DATA = Path(__file__).parent.parent / "data" / "twitter-text"
EXTRACT, VALIDATE = (
    yaml.safe_load((DATA / name).read_text("utf-8"))["tests"] for name in ("extract.yml", "validate.yml")
)
Find = Callable[[str], list[Entity]]
INVALID = frozenset("\ufffe\ufeff\uffff")


def cases(source: dict[str, list[dict[str, Any]]], *sections: str) -> list[Any]:
    return [
        pytest.param(section, case, id=f"{section}-{i}-{case['description'][:50]}".encode("ascii", "replace").decode())
        for section in sections
        for i, case in enumerate(source[section])
    ]


# --- conformance: what is found ---

FINDERS: dict[str, Find] = {"mentions": mentions, "urls": urls, "tco": urls, "hashtags": hashtags}
KEYS = {"mentions_with_indices": "screen_name", "hashtags_with_indices": "hashtag"}


@pytest.mark.parametrize(
    "section, case", cases(EXTRACT, "mentions", "urls", "tco_urls_with_params", "hashtags", "hashtags_from_astral")
)
def test_extract(section: str, case: dict[str, Any]) -> None:
    found = FINDERS[section.split("_")[0]](case["text"])
    assert [e.value for e in found] == case["expected"]


@pytest.mark.parametrize(
    "section, case",
    cases(
        EXTRACT, "mentions_with_indices", "urls_with_indices", "urls_with_directional_markers", "hashtags_with_indices"
    ),
)
def test_extract_with_indices(section: str, case: dict[str, Any]) -> None:
    found = FINDERS[section.split("_")[0]](case["text"])
    key = KEYS.get(section, "url")
    assert [{key: e.value, "indices": [e.start, e.end]} for e in found] == case["expected"]


@pytest.mark.parametrize("section, case", cases(EXTRACT, "mentions_or_lists_with_indices"))
def test_lists_are_mentions_among_entities(section: str, case: dict[str, Any]) -> None:
    found = [e for e in entities(case["text"]) if e.kind == "mention"]
    expected = [(e["screen_name"] + e["list_slug"], *e["indices"]) for e in case["expected"]]
    assert [(e.value, e.start, e.end) for e in found] == expected


def test_every_top_level_domain_of_the_list_links() -> None:
    lines = (Path(postlint.__file__).parent / "data" / "tlds.txt").read_text("utf-8").splitlines()
    sections = [line for line in lines if line.startswith("# [")]
    names = [line for line in lines if not line.startswith("#")]
    assert sections == ["# [country]", "# [generic]"]
    assert len(names) == len(set(names)) == 315 + 1259
    for name in names:
        assert name == unicodedata.normalize("NFC", name).lower()
        link = f"https://twitter.{name}"
        assert urls(link) == [Entity("url", 0, len(link), link)]


# --- conformance: how long it is ---

# Written for version 2, where each sign of an emoji counted. The same texts stand in the section for version 3.
PLAIN, DISCOUNTED = "WeightedTweetsCounterTest", "WeightedTweetsWithDiscountedEmojiCounterTest"
VERSION_3 = {case["text"]: case["expected"] for case in VALIDATE[DISCOUNTED]}
ONLY_VERSION_2 = {"H🐱☺👨‍👩‍👧‍👦": 16, "🙋🏽👨‍🎤": 9}


@pytest.mark.parametrize("section, case", cases(VALIDATE, PLAIN, DISCOUNTED, "UnicodeDirectionalMarkerCounterTest"))
def test_weight(section: str, case: dict[str, Any]) -> None:
    text, expected = case["text"], case["expected"]
    if section == PLAIN and text in ONLY_VERSION_2:
        assert expected["weightedLength"] == ONLY_VERSION_2[text]
        expected = VERSION_3[text]
    weight = weighted_length(text)
    assert weight == expected["weightedLength"]
    assert remaining(text) == 280 - weight
    assert (0 < weight <= 280 and INVALID.isdisjoint(text)) == expected["valid"]
    assert weight * 1000 // 280 == expected["permillage"]
    utf16 = text.encode("utf-16-le")
    fits = utf16[: 2 * (expected["validRangeEnd"] + 1)].decode("utf-16-le", "surrogatepass")
    assert weighted_length(fits) <= 280
    if weight <= 280 and expected["valid"]:
        assert fits == text or unicodedata.normalize("NFC", text) != text


# --- Japanese posts; each line checked against twitter-text 3.1.0 from npm ---


@pytest.mark.parametrize(
    "text, tags",
    [
        ("#PR#石巻市", []),  # a tag right before another sign is none, and uses up the character before the second
        ("#PR##石巻市", ["石巻市"]),
        ("#PR #石巻市", ["PR", "石巻市"]),
        ("#石巻市、#柏市", ["石巻市", "柏市"]),
        ("#石巻市&#柏市", ["石巻市"]),
        ("明日は#柏市 へ", []),
        ("明日は #柏市 へ", ["柏市"]),
        ("明日は\n#柏市\nへ", ["柏市"]),
        ("＃石巻市", ["石巻市"]),
        ("#石巻市PR", ["石巻市PR"]),
        ("（#石巻市）「#柏市」", ["石巻市", "柏市"]),
        ("◆#柏市", ["柏市"]),
        ("・#柏市", []),  # the middle dot is a letter to X
        ("〜#柏市", []),
        ("☀️#柏市", ["柏市"]),
        ("🎉#柏市", ["柏市"]),
        ("#花火🎆大会", ["花火"]),
        ("#子育て・教育", ["子育て・教育"]),
        ("#2025", []),
        ("#１２３", []),
        ("#2025年", ["2025年"]),
        ("# 柏市", []),
        ("#　柏市", []),
        ("#️⃣柏市", []),
        ("#市役所https://example.jp", []),
        ("https://example.jp/#PR", []),
        ("\ud800#柏市", []),
    ],
)
def test_hashtags(text: str, tags: list[str]) -> None:
    assert [e.value for e in hashtags(text)] == tags
    assert [e.value for e in entities(text) if e.kind == "hashtag"] == tags


@pytest.mark.parametrize(
    "text, names",
    [
        ("市長@kashiwa_cityです", ["kashiwa_city"]),
        ("＠kashiwa_cityです", ["kashiwa_city"]),
        ("再RT@kashiwa", ["kashiwa"]),
        ("xRT@kashiwa", []),
        ("info@city.kashiwa.lg.jp", []),
        ("@kashiwa@x", []),
        ("@kashiwa_city/news", []),
    ],
)
def test_mentions(text: str, names: list[str]) -> None:
    assert [e.value for e in mentions(text)] == names


@pytest.mark.parametrize(
    "text, links",
    [
        ("詳しくはhttps://www.city.ishinomaki.lg.jp/をご覧", ["https://www.city.ishinomaki.lg.jp/"]),
        ("（https://example.jp/a）", ["https://example.jp/a"]),
        ("https://example.jp/石巻", ["https://example.jp/"]),
        ("https://example.jp/?q=石巻", ["https://example.jp/?q="]),
        ("https://example.jp/a_(b)", ["https://example.jp/a_(b)"]),
        ("https://example.jp/a.(b)", ["https://example.jp/a"]),
        ("https://example.jp:8080/a", ["https://example.jp:8080/a"]),
        ("HTTPS://EXAMPLE.JP", ["HTTPS://EXAMPLE.JP"]),
        ("http://石巻市.jp/", ["http://石巻市.jp/"]),
        ("石巻市.jp", []),
        ("https://example.ｊｐ", []),
        ("ftp://example.jp", []),
        ("詳しくはexample.jpへ", ["example.jp"]),
        # Without a scheme the sentence before counts as part of the host, which may have 63 letters in Punycode.
        ("市役所です。" * 13 + "詳しくはexample.jpへ", []),
        ("市役所です。" * 13 + "詳しくは https://example.jpへ", ["https://example.jp"]),
        ("example.jp?a=1", ["example.jp"]),
        ("example.jp/?a=1", ["example.jp/?a=1"]),
        ("example.みんな", ["example.みんな"]),
        ("3.com", ["3.com"]),
        ("受付は9.30から", []),
        ("https://t.co/abc）です", ["https://t.co/abc"]),
    ],
)
def test_urls(text: str, links: list[str]) -> None:
    assert [e.value for e in urls(text)] == links


def test_entities_come_in_order_without_overlaps() -> None:
    text = "@city/news https://example.jp/@a/#b ＃石巻市 @kashiwa"
    assert entities(text) == [
        Entity("mention", 0, 10, "city/news"),
        Entity("url", 11, 35, "https://example.jp/@a/#b"),
        Entity("hashtag", 36, 40, "石巻市"),
        Entity("mention", 41, 49, "kashiwa"),
    ]


@pytest.mark.parametrize(
    "text, weight",
    [
        ("", 0),
        ("\0", 1),
        ("\ud800", 2),
        ("石巻", 4),
        ("ｱ", 2),
        ("か\u3099", 2),
        ("e\u0301", 1),
        ("“”―…‥①", 1 + 1 + 1 + 2 + 2 + 2),
        ("☀", 2),
        ("☀️", 2),
        ("☀︎", 4),
        ("©", 1),
        ("©️", 2),
        ("🎉", 2),
        ("🎉️", 4),  # no such emoji: the selector counts
        ("あ️", 4),
        ("👍🏽", 2),
        ("🐱🏽", 4),
        ("1️⃣", 2),
        ("🇯🇵🇯🇵", 4),
        ("👨‍👩‍👧", 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
        ("詳しくは https://example.jp/へ", 10 - 1 + 23 + 2),
        ("🎉https://example.jp🎉", 27),
    ],
)
def test_weights(text: str, weight: int) -> None:
    assert weighted_length(text) == weight


@pytest.mark.parametrize("emoji", ["❤️‍🔥", "🧑‍🦰", "🏳️‍⚧️", "🐈‍⬛", "🫱🏽", "♾️", "👩🏽‍🤝‍👩🏻", "👁️‍🗨️"])
def test_emoji_newer_than_the_published_parser_are_one(emoji: str) -> None:
    assert weighted_length(emoji) == 2


# --- any text ---

PIECES = [
    "http://",
    "https://",
    "t.co/",
    "example",
    ".jp",
    "com",
    "みんな",
    "xn--",
    "#",
    "＃",
    "@",
    "RT",
    "/",
    "?",
    "(",
    ")",
]
PIECES += [
    ".",
    "-",
    "_",
    ":",
    " ",
    "\n",
    "石巻市",
    "。",
    "・",
    "\u200d",
    "\ufe0f",
    "👍🏽",
    "🇯",
    "1",
    "\0",
    "\ud83d",
    "か\u3099",
]
ANY = st.text(st.characters(exclude_categories=())) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(ANY)
@settings(deadline=None, max_examples=500)
def test_spans_are_in_order_and_hold_their_value(text: str) -> None:
    for find in (entities, hashtags, urls, mentions):
        last = 0
        for e in find(text):
            assert last <= e.start < e.end <= len(text)
            assert e.value == text[e.start if e.kind == "url" else e.start + 1 : e.end]
            assert e.kind == "url" or text[e.start] in "#＃@＠"
            last = e.end


@given(ANY)
@settings(deadline=None, max_examples=500)
def test_weight_is_bounded(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    weight = weighted_length(text)
    assert weight == weighted_length(normal) == 280 - remaining(text)
    assert 0 <= weight <= 2 * len(normal) + 23 * len(urls(normal))


@pytest.mark.parametrize(
    "text",
    [
        "a.b" * 100_000,
        "#" * 200_000,
        "@" * 200_000,
        "http://" * 50_000,
        "." * 300_000,
        "-." * 150_000,
        "#a" * 150_000,
        "石巻市" * 100_000 + ".jp",
        "あ." * 150_000,
        "@" + "x" * 300_000 + ".jp",
        "a.jp/(" * 50_000,
        "http://a.jp/" + "(a" * 150_000,
        "http://a.jp/" + "!" * 300_000,
        "👍\ufe0f\u200d" * 100_000,
        ("🏴" + "\U000e0061" * 3) * 50_000,
        "\ud800" * 100_000 + ".jp",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_long_texts_take_no_quadratic_time(text: str) -> None:
    start = time.process_time()
    entities(text)
    weighted_length(text)
    assert time.process_time() - start < 5  # under 1 s here; quadratic would be minutes
