"""Disclosure of commissioned posts: every wrong form the guideline prints, and what makes a disclosure complete."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postlint import schema
from postlint.checks import Setting, disclosure
from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import Draft, Hit
from postlint.text.document import Document

CITY = Setting({"city": "ishinomaki", "name": "石巻市", "tags": {"own": ["石巻市"]}})
FAULTS = ("missing", "order", "not-first", "glued", "no-source", "no-relation", "unknown-relation")


@cache
def spec(find: str = ", ".join(FAULTS)) -> dict[str, Any]:
    yaml = f"find: [{find}]\nrelation_tags: [PR, プロモーション, 宣伝, 広告]"
    fields = schema.mapping(disclosure.FIELDS)(load(yaml, file="rule.yaml", error=PolicyError))
    compiled: dict[str, Any] = json.loads(json.dumps(disclosure.compile(fields, CITY)))
    return compiled


def find(fault: str, text: str) -> list[Hit]:
    return list(disclosure.find(spec(fault), Document(Draft(text))))


def faults(text: str) -> dict[str, str]:
    return {fault: hits[0].match for fault in FAULTS if (hits := find(fault, text))}


def mended(text: str, hit: Hit) -> str | None:
    return hit.fix and text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :]


@pytest.mark.parametrize(
    "text",
    [
        "#PR #石巻市",
        "#PR #石巻市\n川沿いの遊歩道を歩いてきました。 #散歩",
        "川沿いの遊歩道を歩いてきました。 #広告 #石巻市 #散歩",
        "#pr #石巻市",
        "＃ＰＲ　＃石巻市",
        "#プロモーション\n#石巻市",
        "#PR\r\n#石巻市",
        "#PR、#石巻市",
        "#PR #宣伝 #石巻市",  # two relation tags, then the source
        "#PR #タイアップ #石巻市",
        "#PR 川沿いの遊歩道を歩いてきました #石巻市 #散歩",
        "🎉#PR #石巻市",
        "#PR #石巻市 #石巻市PR",  # the second is one more tag
        "#PR #石巻市 #PR",
    ],
)
def test_right_by_tags(text: str) -> None:
    assert faults(text) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        # the five the guideline prints
        "石巻市のプロモーションに参加しています。",
        "石巻市のPR案件としての投稿です。",
        "石巻市の広告制作を担当しています。",
        "【PR】石巻市",
        "【広告】石巻市",
        # others like them
        "この投稿は石巻市のＰＲです。",
        "石巻市から依頼を受けて訪れました。",
        "石巻市の委託を受けて歩いています",
        "石巻市の業務委託による投稿です",
        "石巻市とのタイアップでお届けします！",
        "石巻市より宿泊の提供を受けています。",
        "石巻市に招待していただきました。",
        "石巻市観光政策課からの依頼で歩きました。",
        "石巻市役所からご依頼をいただきました。",
        "宮城県石巻市の依頼で歩きました。",
        "提供：石巻市",
        "（広告主：石巻市）",
        "[PR] 石巻市",
        "Sponsored by 石巻市",
        "This walk was commissioned by Ishinomaki City.",
        "石巻市シティプロモーション事業に協力しています。",
        "石巻市の観光PRに参加しています。",
        "石巻市から交通費と宿泊費の提供を受けました。",
        "石巻市より謝礼をいただいています。",
        "石巻市から制作の対価を受けています。",
        "石巻市主催のツアーに招待されました。",
        "石巻市の依頼でおはなし会に参加しました。",
        "石巻市の依頼で、普段は公開されていない部屋を見ました。",
        "石巻市のPR案件としての投稿です。勧誘ではありません。",
    ],
)
@pytest.mark.parametrize("tags", ["", "\n#石巻市 #PR", "\n#海鮮 #PR #石巻市", "\n#PR#石巻市", "\n#石巻市"])
def test_right_by_a_sentence_whatever_the_tags(sentence: str, tags: str) -> None:
    assert faults(f"川沿いの遊歩道です。\n{sentence}{tags}") == {}


@pytest.mark.parametrize(
    "text",
    [
        "川沿いの遊歩道を歩いてきました。",
        "川沿いの遊歩道を歩いてきました。 #散歩",
        "#石巻市PR大使 になりたい",
        "石巻市のPRではありません。",
        "石巻市のPR案件としての投稿ではありません。",
        "石巻市から依頼を受けていません。",
        "石巻市からの依頼なし！",
        "石巻市の依頼ではなく、自分で払いました。",
        "写真提供：石巻市",
        "石巻市から写真の提供を受けました。",
        "石巻市のPRポスターの場所です。",
        "石巻市が提供するアプリが便利。",
        "石巻市のアプリを友だちに宣伝したい。",
        "石巻市PR協力隊の皆さんと歩きました。",
        "",
    ],
)
def test_missing(text: str) -> None:
    assert faults(text) == {"missing": "disclosure=none"}
    (hit,) = find("missing", text)
    assert (hit.start, hit.end, hit.fix) == (None, None, None)
    assert hit.values["pair"] == "#PR #石巻市"


@pytest.mark.parametrize(
    "text, found, match, after",
    [
        # the three the guideline prints
        ("#石巻市 #PR", "order", "#石巻市 #PR", "#PR #石巻市"),
        ("#石巻市PR", "glued", "#石巻市PR", "#PR #石巻市"),
        ("#PR石巻市", "glued", "#PR石巻市", "#PR #石巻市"),
        # order
        ("歩きました\n＃石巻市　＃広告\n楽しい", "order", "＃石巻市　＃広告", "歩きました\n＃広告　＃石巻市\n楽しい"),
        ("#石巻市\n#PR #散歩", "order", "#石巻市\n#PR", "#PR\n#石巻市 #散歩"),
        ("#石巻市 #散歩 #PR", "order", "#石巻市 #散歩 #PR", "#PR #石巻市 #散歩"),
        ("#石巻市 を歩いた #PR", "order", "#石巻市", None),
        # not first
        ("#海鮮 #PR #石巻市", "not-first", "#海鮮 #PR #石巻市", "#PR #石巻市 #海鮮"),
        ("#PR #海鮮 #石巻市", "not-first", "#PR #海鮮 #石巻市", "#PR #石巻市 #海鮮"),
        ("楽しい #散歩 でした #PR #石巻市 #海", "not-first", "#PR #石巻市", None),
        # glued, unlinked, wrongly spaced
        ("#PR#石巻市", "glued", "#PR#石巻市", "#PR #石巻市"),
        ("#石巻市#PR#散歩", "glued", "#石巻市#PR", "#PR #石巻市 #散歩"),
        ("遊歩道#PR #石巻市", "glued", "#PR #石巻市", "遊歩道 #PR #石巻市"),
        ("＃ ＰＲ ＃石巻市", "glued", "＃ ＰＲ ＃石巻市", "#ＰＲ #石巻市"),
        ("# PR # 石巻市", "glued", "# PR # 石巻市", "#PR #石巻市"),
        ("♯PR ♯石巻市", "glued", "♯PR ♯石巻市", "#PR #石巻市"),
        ("#️⃣PR #石巻市", "glued", "#️⃣PR #石巻市", "#PR #石巻市"),
        ("#PR 石巻市", "glued", "#PR 石巻市", "#PR #石巻市"),
        ("#PR_石巻市", "glued", "#PR_石巻市", "#PR #石巻市"),
        ("#石巻市・プロモーション", "glued", "#石巻市・プロモーション", "#プロモーション #石巻市"),
        # one half only
        ("#PR 遊歩道", "no-source", "#PR", None),
        ("#PR #石巻市の旅", "no-source", "#PR", None),
        ("#PR 石巻市の旅", "no-source", "#PR", None),
        ("#タイアップ 遊歩道", "no-source", "#タイアップ", None),
        ("【PR】遊歩道", "no-source", "【PR】", None),
        ("遊歩道 #石巻市", "no-relation", "#石巻市", None),
        ("遊歩道 #石巻市 #石巻市PR大使", "no-relation", "#石巻市", None),
        # perhaps
        ("#タイアップ #石巻市", "unknown-relation", "#タイアップ", None),
        ("#石巻市 #提供", "unknown-relation", "#提供", None),
        ("#ＡＤ #石巻市", "unknown-relation", "#ＡＤ", None),
        ("#PR投稿 #石巻市", "unknown-relation", "#PR投稿", None),
        ("#アンバサダー #石巻市 #PR", "unknown-relation", "#アンバサダー", None),
        ("【PR】石巻市の旅", "unknown-relation", "【PR】", None),
        ("石巻市【広告】", "unknown-relation", "【広告】", None),
        ("PR案件です #石巻市", "unknown-relation", "PR案件", None),
        ("石巻市観光協会から依頼を受けた", "unknown-relation", "石巻市観光協会から依頼", None),
        ("石巻市の友人に依頼されて", "unknown-relation", "石巻市の友人に依頼", None),
        ("石巻市に依頼しました", "unknown-relation", "石巻市に依頼", None),
        ("#PR 石巻市の試食会に招待された", "unknown-relation", "石巻市の試食会に招待", None),
        ("タイアップ企画×石巻市", "unknown-relation", "タイアップ企画×石巻市", None),
    ],
)
def test_faults(text: str, found: str, match: str, after: str | None) -> None:
    assert faults(text) == {found: match}
    (hit,) = find(found, text)
    assert text[hit.start : hit.end] == match
    assert mended(text, hit) == after
    if after:
        assert faults(after) == {}


def test_two_faults_of_one_block_share_span_and_fix() -> None:
    text = "楽しい！ #海鮮 #石巻市 #PR"
    assert faults(text) == dict.fromkeys(("order", "not-first"), "#海鮮 #石巻市 #PR")
    (order,), (first,) = find("order", text), find("not-first", text)
    assert order.fix == first.fix
    assert mended(text, order) == "楽しい！ #PR #石巻市 #海鮮"


def test_a_fix_may_leave_another_fault_but_never_its_own() -> None:
    text = "#散歩 #PR#石巻市"
    (hit,) = find("glued", text)
    assert mended(text, hit) == "#散歩 #PR #石巻市"
    assert faults("#散歩 #PR #石巻市") == {"not-first": "#散歩 #PR #石巻市"}


def test_a_long_text_is_read_in_reasonable_time() -> None:
    text = "#PR#石巻市 石巻市の 【PR】 " * 2000
    (hit,) = find("glued", text)
    assert (hit.start, hit.end) == (0, 7)


def test_tags_of_other_cities() -> None:
    city = Setting({"name": "例示市", "tags": {"own": ["例示市"]}})
    fields = {"find": ["order"], "relation_tags": ["#宣伝"], "source_tag": "＃例示市公式"}
    compiled = disclosure.compile(fields, city)
    assert (compiled["relation"], compiled["source"], compiled["name"]) == (["宣伝"], "例示市公式", "例示市")
    assert compiled["pair"] == "#宣伝 #例示市公式"


@pytest.mark.parametrize("fields", [{"find": ["order"]}, {"find": ["order"], "relation_tags": []}])
def test_relation_tags_must_be_said(fields: dict[str, Any]) -> None:
    with pytest.raises(schema.SchemaError, match="relation_tags"):
        disclosure.compile(fields, CITY)
    with pytest.raises(schema.SchemaError, match="source_tag"):
        disclosure.compile({"find": ["order"], "relation_tags": ["PR"]}, Setting({}))


def test_unknown_fault() -> None:
    with pytest.raises(schema.SchemaError, match=r"test\.yaml:1:7: ordre は使えません（もしかして: order）"):
        schema.mapping(disclosure.FIELDS)(load("find: ordre", file="test.yaml", error=PolicyError))


pieces = st.sampled_from(
    [*"#＃♯ 　\n、\u200d", "#PR", "#石巻市", "PR", "石巻市", "#海鮮", "【PR】", "の依頼で", "ではない", "👩‍👧"]
)


@given(st.lists(pieces | st.text(max_size=3), max_size=12).map("".join))
@example("#PR\u200d #石巻市")
@example("\ud800#石巻市 #PR")
def test_spans_are_right_and_fixes_mend(text: str) -> None:
    for fault in FAULTS:
        for hit in find(fault, text):
            if hit.start is None:
                assert hit.match == "disclosure=none"
                continue
            assert text[hit.start : hit.end] == hit.match != ""
            after = mended(text, hit)
            if after is not None:
                assert not find(fault, after)
                assert "石巻" in after
