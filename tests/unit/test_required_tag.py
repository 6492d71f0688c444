"""The tag a city asks for: linked as exactly that, missed nearly, missing with room, missing without."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint import schema
from postlint.checks import Setting, required_tag
from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import Draft, Hit
from postlint.text.document import Document

CITY = Setting({"city": "kashiwa", "name": "柏市", "tags": {"own": ["柏市役所", "柏市"]}})


@cache
def spec(yaml: str = "near: [かしわ市, kashiwashi]") -> dict[str, Any]:
    fields = schema.mapping(required_tag.FIELDS)(load(yaml, file="rule.yaml", error=PolicyError))
    compiled: dict[str, Any] = json.loads(json.dumps(required_tag.compile(fields, CITY)))
    return compiled


def find(text: str, yaml: str = "near: [かしわ市, kashiwashi]") -> list[Hit]:
    return list(required_tag.find(spec(yaml), Document(Draft(text))))


def mended(text: str, hit: Hit) -> str | None:
    return hit.fix and text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :]


@pytest.mark.parametrize(
    "text",
    [
        "花壇を植え替えました。 #柏市",
        "#柏市役所 花壇を植え替えました。",
        "花壇を植え替えました。\n＃柏市\n#花",
        "花壇を #柏市 が植え替えました。",
        "花壇を植え替えました（#柏市）",
        "花壇を植え替えました。#柏市",
        "#かしわ市 #柏市",
        "#柏市役所へ #柏市",
    ],
)
def test_tagged(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text, match, after",
    [
        ("明日は#柏市 へ", "#柏市", "明日は #柏市 へ"),
        ("明日は#柏市役所", "#柏市役所", "明日は #柏市役所"),
        ("#柏市#花", "#柏市", "#柏市 #花"),
        ("花#柏市#花", "#柏市", "花 #柏市 #花"),
        ("♯柏市 の花", "♯柏市", "#柏市 の花"),
        ("# 柏市", "# 柏市", "#柏市"),
        ("#️⃣柏市", "#️⃣柏市", "#柏市"),
        ("#柏市役所へ どうぞ", "#柏市役所へ", "#柏市役所 へ どうぞ"),
        ("#柏市から 発信", "#柏市から", "#柏市 から 発信"),
        ("#柏市の魅力", "#柏市の魅力", None),
        ("#柏市長の部屋", "#柏市長の部屋", None),
        ("花 #柏 #花", "#柏", None),
        ("花 #かしわ市 #花", "#かしわ市", None),
        ("花 #KashiwaShi", "#KashiwaShi", None),
        ("花 ＃ＫＡＳＨＩＷＡＳＨＩ", "＃ＫＡＳＨＩＷＡＳＨＩ", None),
        ("#花 #柏 明日は#柏市 へ", "#柏", None),  # the first counts
    ],
)
def test_near_misses(text: str, match: str, after: str | None) -> None:
    (hit,) = find(text)
    assert (hit.match, text[hit.start : hit.end]) == (match, match)
    assert mended(text, hit) == after
    if after:
        assert find(after) == []


@pytest.mark.parametrize(
    "text, after",
    [
        ("花壇を植え替えました。", "花壇を植え替えました。 #柏市"),
        ("花壇を植え替えました。\n", "花壇を植え替えました。\n#柏市"),
        ("https://www.city.kashiwa.lg.jp/hana", "https://www.city.kashiwa.lg.jp/hana #柏市"),
        ("https://example.jp/a#柏市", "https://example.jp/a#柏市 #柏市"),  # part of an address
        ("#柏レイソル #花", "#柏レイソル #花 #柏市"),
        ("", "#柏市"),
    ],
)
def test_missing(text: str, after: str) -> None:
    (hit,) = find(text)
    assert (hit.start, hit.end, hit.match) == (None, None, "#柏市")
    assert mended(text, hit) == after
    assert find(after) == []
    assert hit.values["tag"] == "#柏市"
    assert hit.values["tags"] == "「#柏市役所」か「#柏市」"
    assert hit.values["room"] == "6"


@pytest.mark.parametrize(
    "text, left",
    [
        ("花" * 137, "6"),
        ("花" * 136 + "ab", "6"),
        ("花" * 125 + "\nhttps://www.city.kashiwa.lg.jp/a/very/long/path/to/a/page.html", "6"),  # a link takes 23
        ("花" * 137 + "a", None),
        ("花" * 138, None),
        ("花" * 140, None),
        ("花" * 300, None),
        ("花" * 138 + "#柏", None),
    ],
)
def test_room(text: str, left: str | None) -> None:
    assert [hit.values["left"] for hit in find(text)] == ([left] if left else [])


def test_room_is_that_of_the_shortest_tag() -> None:
    assert spec("tags: [柏市役所]")["room"] == 10
    assert spec("tags: ['#kashiwa', 柏市役所]")["shortest"] == "kashiwa"
    assert find("花" * 136, "tags: [柏市役所]") == []


def test_tags_must_come_from_somewhere() -> None:
    with pytest.raises(schema.SchemaError, match="tags"):
        required_tag.compile({}, Setting({}))


pieces = st.sampled_from([*"#＃♯ \n花へ\u20e3", "#柏市", "柏市", "役所", "#柏", "https://example.jp/", "#かしわ市"])


@given(st.lists(pieces | st.text(max_size=3), max_size=10).map("".join))
def test_spans_are_right_and_fixes_mend(text: str) -> None:
    for hit in find(text):
        if hit.start is not None:
            assert text[hit.start : hit.end] == hit.match != ""
        after = mended(text, hit)
        if after is not None:
            assert find(after) == []
