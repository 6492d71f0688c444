"""Bluesky: records of a repository, with links written out by their byte positions."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from export_reading import SAMPLES, accounted, items, like, others, posts, write_json
from hypothesis import given
from hypothesis import strategies as st

from postlint import exports
from postlint.exports import read
from postlint.japan import JAPAN
from postlint.model import Media

OWN, CITIZEN = "did:plc:rei", "did:plc:shimin"
BAD = "remark a.json: 1件目: リンクの位置（facets）が本文と合わないので、本文を書かれたままで判定します"


def record(text: str = "お知らせです。", key: str = "3k1", **more: Any) -> dict[str, Any]:
    value = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-04-01T01:00:00.000Z"}
    return {"uri": f"at://{OWN}/app.bsky.feed.post/{key}", "cid": "bafy", "value": value | more}


def facet(start: Any, end: Any, uri: str = "https://city.example.jp/a/b", kind: str = "link") -> dict[str, Any]:
    features = [{"$type": f"app.bsky.richtext.facet#{kind}", "uri": uri}]
    return {"index": {"byteStart": start, "byteEnd": end}, "features": features}


def page(path: Path, *records: Any) -> Path:
    return write_json(path, {"records": list(records), "cursor": "3k1"})


def only(folder: Path, one: dict[str, Any]) -> Any:
    (post,) = posts(items(page(folder / "a.json", one), "bluesky"))
    return post.draft


def test_the_sample() -> None:
    found = list(read([str(SAMPLES / "bluesky.json")]))
    first = posts(found)[0]
    assert first.draft.text == (
        "🌸桜の見ごろに合わせて、公園の駐車場を増やします。"
        "詳しくは https://www.city.chiba.jp/koen/sakura2026.html をご覧ください。 #千葉市"
    )
    assert first.draft.scheduled_at == datetime(2026, 3, 23, 10, tzinfo=JAPAN)
    assert first.draft.id == "at://did:plc:reichibashi0000000000000/app.bsky.feed.post/3kreichiba001"
    assert first.url == "https://bsky.app/profile/did:plc:reichibashi0000000000000/post/3kreichiba001"
    assert first.account == "did:plc:reichibashi0000000000000"
    assert [post.draft.kind for post in posts(found)] == ["post"] * 5 + ["reply"] + ["post"] * 3
    assert others(found) == ["skipped 1: 投稿ではない記録（いいね、フォローなど）"]


@pytest.mark.parametrize(
    "text, facets, told",
    [
        ("🌸 city.example.jp/a…", [facet(5, 25)], "🌸 https://city.example.jp/a/b"),
        ("こちらへ", [facet(0, 9)], "こちら https://city.example.jp/a/b へ"),
        ("@a と #b", [facet(0, 2, kind="mention"), facet(7, 9, kind="tag")], "@a と #b"),
        ("一 二", [facet(4, 7, "https://b.example/"), facet(0, 3, "https://a.example/")], "一 https://a.example/ 二 https://b.example/"),
        ("一", [], "一"),
        ("一", None, "一"),
    ],
)  # fmt: skip
def test_links(tmp_path: Path, text: str, facets: Any, told: str) -> None:
    assert only(tmp_path, record(text, facets=facets)).text == told


@pytest.mark.parametrize(
    "facets",
    [
        [facet(0, 10)],  # beyond the end
        [facet(-3, 3)],
        [facet(3, 3)],
        [facet(6, 3)],
        [facet(0, 2)],  # inside a character
        [facet(1, 3)],
        [facet(0, 6), facet(3, 9)],  # one over the other
        [facet("0", 3)],
        [facet(0, None)],
        [facet(False, True)],
        [{"features": facet(0, 3)["features"]}],
        [facet(0, 3), facet(0, 99)],
    ],
)
def test_links_whose_place_is_wrong_leave_the_text(tmp_path: Path, facets: Any) -> None:
    found = items(page(tmp_path / "a.json", record("あいう", facets=facets)), "bluesky")
    assert [post.draft.text for post in posts(found)] == ["あいう"]
    assert others(found) == [BAD]


REPLY = {
    "root": {"uri": f"at://{CITIZEN}/app.bsky.feed.post/1"},
    "parent": {"uri": f"at://{CITIZEN}/app.bsky.feed.post/2"},
}
QUOTE = {"$type": "app.bsky.embed.record", "record": {"uri": f"at://{CITIZEN}/app.bsky.feed.post/1"}}


@pytest.mark.parametrize(
    "more, kind",
    [
        ({}, "post"),
        ({"reply": REPLY}, "reply"),
        ({"reply": {}}, "reply"),
        ({"reply": {"parent": {"uri": f"at://{OWN}/app.bsky.feed.post/3k0"}}}, "post"),
        ({"embed": QUOTE}, "quote"),
        ({"embed": {"$type": "app.bsky.embed.recordWithMedia", "record": QUOTE, "media": {}}}, "quote"),
        ({"reply": REPLY, "embed": QUOTE}, "reply"),
        ({"embed": {"$type": "app.bsky.embed.external", "external": {"uri": "https://a.example/"}}}, "post"),
    ],
)
def test_kinds(tmp_path: Path, more: dict[str, Any], kind: str) -> None:
    assert only(tmp_path, record(**more)).kind == kind


IMAGES = {"images": [{"alt": "表紙", "image": {"ref": {"$link": "bafk1"}}}, {"alt": "", "image": {}}]}


@pytest.mark.parametrize(
    "embed, media",
    [
        (None, ()),
        (IMAGES, (Media("bafk1", alt="表紙"), Media("画像", alt=""))),
        ({"$type": "app.bsky.embed.recordWithMedia", "media": IMAGES}, (Media("bafk1", alt="表紙"), Media("画像", alt=""))),
        ({"video": {"ref": {"$link": "bafk2"}}, "alt": "手話つき"}, (Media("bafk2", alt="手話つき"),)),
    ],
)  # fmt: skip
def test_media(tmp_path: Path, embed: Any, media: tuple[Media, ...]) -> None:
    assert only(tmp_path, record(embed=embed)).media == media


@pytest.mark.parametrize(
    "text, told",
    [
        ("お知らせ", "お知らせ\nhttps://a.example/x"),
        ("お知らせ https://a.example/x", "お知らせ https://a.example/x"),
    ],
)
def test_cards(tmp_path: Path, text: str, told: str) -> None:
    card = {"$type": "app.bsky.embed.external", "external": {"uri": "https://a.example/x", "title": "題"}}
    assert only(tmp_path, record(text, embed=card)).text == told


@pytest.mark.parametrize(
    "langs, notes",
    [
        (["ja"], ()),
        (["en", "ja-JP"], ()),
        ([], ()),
        (None, ()),
        (["en", "pt"], ("投稿の言語が en、pt と記されています",)),
    ],
)
def test_languages(tmp_path: Path, langs: Any, notes: tuple[str, ...]) -> None:
    assert only(tmp_path, record(langs=langs)).notes == notes


def test_several_pages_and_what_is_no_post(tmp_path: Path) -> None:
    page(tmp_path / "1.json", record("一"), {"uri": "at://x", "value": {"$type": "app.bsky.feed.repost"}})
    write_json(tmp_path / "2.json", [record("二"), record(" "), 5, {"value": {"$type": "app.bsky.feed.post"}}])
    (tmp_path / "readme.txt").write_text("ページ1と2です", encoding="utf-8")
    found = list(read([str(tmp_path)]))
    assert [post.draft.text for post in posts(found)] == ["一", "二"]
    assert others(found) == [
        "skipped 1: 他のアカウントの投稿のリポスト",
        "skipped 1: 文字のない投稿（画像だけなど）",
        f"unread {tmp_path.name}!2.json: 3件目: 投稿の本文（value.text）がありません",
        f"unread {tmp_path.name}!2.json: 4件目: 投稿の本文（value.text）がありません",
    ]


def test_a_full_page_may_have_a_next_one(tmp_path: Path) -> None:
    records = [record(key=f"3k{number}") for number in range(50)]
    full = others(items(page(tmp_path / "a.json", *records), "bluesky"))
    assert full == ["remark a.json: ちょうど50件です。続き（cursor）があれば、それも渡してください"]
    assert not others(items(page(tmp_path / "a.json", *records[1:]), "bluesky"))


def test_what_is_cut_off_loses_only_the_rest(tmp_path: Path) -> None:
    whole = page(tmp_path / "a.json", record("一"), record("二"), record("三")).read_bytes()
    (tmp_path / "a.json").write_bytes(whole[: whole.rindex("三".encode())])
    found = items(tmp_path / "a.json", "bluesky")
    assert [post.draft.text for post in posts(found)] == ["一", "二"]
    (line,) = others(found)
    assert line.startswith("unread a.json: JSONとして読めません")


@pytest.mark.parametrize("name", ["repo.car", "download"])
def test_car_files_are_refused_with_the_way(tmp_path: Path, name: str) -> None:
    header = b"\xa2eroots\x81\xd8*X%\x00\x01q\x12 " + bytes(32) + b"gversion\x01"
    (tmp_path / name).write_bytes(bytes([len(header)]) + header + bytes(range(256)))
    (unread,) = read([str(tmp_path / name)])
    assert others([unread]) == [f"unread {name}: CARファイルは読めません"]
    assert "listRecords" in unread.hint


@pytest.mark.parametrize("value", [{"records": [{"text": "a"}]}, ["at://"], {"posts": "at://x"}])
def test_other_json_is_left_to_others(tmp_path: Path, value: Any) -> None:
    with exports.opened(str(write_json(tmp_path / "a.json", value))) as source:
        assert not exports.reader("bluesky").recognises(source)


WHOLE = record("あいう", facets=[facet(0, 3)], reply=REPLY, langs=["ja"], embed=QUOTE | IMAGES | {"media": IMAGES, "video": {}, "alt": "", "external": {"uri": "https://a.example/"}})  # fmt: skip


@given(st.lists(like(WHOLE), max_size=3))
def test_no_record_raises(records: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = items(page(Path(folder) / "a.json", *records), "bluesky")
    assert accounted(found) == len(records)
