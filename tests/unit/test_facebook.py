"""Facebook's download: every layout, what a post says and what is only around it, and what cannot be read."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from downloads import archive, as_meta, broken, folder, items, posts, remarks, skipped, texts, unread
from hypothesis import given
from hypothesis import strategies as st

from postlint.exports import Options, facebook, meta
from postlint.japan import JAPAN
from postlint.model import Draft, Media
from postlint.posts import Post, Skipped, Unread

if TYPE_CHECKING:
    from pathlib import Path

# 2025-11-20 10:00 in Japan.
NOW = 1_763_600_400
CHANGED = "書き出しの形が変わったか、ファイルが壊れています"
NAME = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json"
PAGE = "this_profile's_activity_across_facebook/posts/profile_posts_1.json"


def post(text: str, **more: Any) -> dict[str, Any]:
    return {"timestamp": NOW, "data": [{"post": text}], **more}


def attached(*parts: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"data": [part]} for part in parts]


def media(description: str = "", uri: str = "posts/media/a.jpg") -> dict[str, Any]:
    return {"media": {"uri": uri, "creation_timestamp": 5, "title": "モバイルアップロード", "description": description}}


def drafted(element: object) -> Draft:
    item = meta._item(element, facebook._LAYOUT, Draft(""), "")
    assert isinstance(item, Post), item
    return item.draft


# --- where the posts lie ---


@pytest.mark.parametrize(
    "name",
    [
        "posts/your_posts_1.json",
        "facebook-ishinomaki/posts/your_posts_1.json",
        NAME,
        "your_activity_across_facebook/posts/your_posts__check_ins__photos_and_videos_1.json",
        PAGE,
    ],
)
def test_layouts(tmp_path: Path, name: str) -> None:
    files = {name: as_meta([post("朝市を開きます🎉")]), "messages/inbox/your_posts_1.json": b"[1]", "index.html": b""}
    zipped = archive(tmp_path / "facebook.zip", files)
    [found] = posts(zipped)
    where = f"{zipped}!{name}"
    assert found == Post(
        Draft(
            "朝市を開きます🎉",
            id=f"{where}: 1件目",
            path=where,
            platform="facebook",
            scheduled_at=datetime(2025, 11, 20, 10, tzinfo=JAPAN),
            media=(),
        ),
        place=f"{where}: 1件目",
        day=datetime(2025, 11, 20).date(),
    )
    assert texts(folder(tmp_path / "folder", files)) == ["朝市を開きます🎉"]


def test_oldest_layout_and_single_file(tmp_path: Path) -> None:
    path = tmp_path / "your_posts.json"
    path.write_bytes(as_meta({"status_updates": [post("一"), post("二")]}))
    assert [(found.place, found.draft.text) for found in posts(str(path))] == [
        (f"{path}: 1件目", "一"),
        (f"{path}: 2件目", "二"),
    ]


def test_a_file_of_another_name_when_told(tmp_path: Path) -> None:
    path = tmp_path / "saved.json"
    path.write_bytes(b"\xef\xbb\xbf" + as_meta([post("一")]))
    assert texts(str(path), format="facebook") == ["一"]


def test_parts_in_numeric_order(tmp_path: Path) -> None:
    files = {f"posts/your_posts_{n}.json": as_meta([post(str(n))]) for n in (10, 9, 1, 2, 11)}
    assert texts(archive(tmp_path / "a.zip", files)) == ["1", "2", "9", "10", "11"]


def test_html_is_refused(tmp_path: Path) -> None:
    page = "posts/your_posts_1.html"
    path = archive(tmp_path / "a.zip", {page: b"<html>"})
    assert items(path) == [
        Unread(f"{path}!{page}", "HTML形式の書き出しは読めません", "書き出すときに、形式で「JSON」を選んでください")
    ]
    both = {page: b"<html>", "posts/your_posts_1.json": as_meta([post("一")]), "posts/your_posts_2.html": b"<html>"}
    found = items(archive(tmp_path / "b.zip", both))
    assert [what for _, what in unread(found)] == ["HTML形式の書き出しは読めません"]
    assert len(found) == 2


def test_nothing_to_read(tmp_path: Path) -> None:
    path = folder(tmp_path, {"posts/album/0.json": b"{}"})
    assert unread(items(path, format="facebook")) == [(path, "Facebookの投稿のファイルが見つかりません")]


# --- what a post says ---


@pytest.mark.parametrize(
    "element, text",
    [
        (post("本文"), "本文"),
        ({"timestamp": NOW, "data": [{"update_timestamp": NOW}, {}, {"post": "本文"}]}, "本文"),
        (post("本文", attachments=attached(media("本文"))), "本文"),
        (post("本文\nつづき", attachments=attached(media("本文 つづき"), media("本文\nつづき"))), "本文\nつづき"),
        (post("", attachments=attached(media("写真の説明"))), "写真の説明"),
        ({"timestamp": NOW, "attachments": attached(media("一"), media("二"), media("一"))}, "一\n\n二"),
        (post("本文", attachments=attached(media("別の説明"))), "本文\n\n別の説明"),
        (post("本文", attachments=attached({"external_context": {"url": "https://a.jp/"}})), "本文\nhttps://a.jp/"),
        (post("見て https://a.jp/", attachments=attached({"external_context": {"url": "https://a.jp/"}})), "見て https://a.jp/"),
        (post("", attachments=attached({"external_context": {"name": "題", "url": "https://a.jp/"}})), "https://a.jp/"),
        (post("本文", attachments=attached({"external_context": {"name": "題"}})), "本文"),
        (post("", attachments=attached({"note": {"title": "ノート", "text": "本文"}})), "ノート\n\n本文"),
        (post("本文", attachments=attached({"text": "添え書き"})), "本文\n\n添え書き"),
        (post("本文", attachments=attached({"place": {"name": "市役所"}}), tags=[{"name": "例示"}]), "本文"),
        (post("@[100000000000001:2048:例示市観光課]と@[1:2:見本]"), "例示市観光課と見本"),
        (post("@[石巻]さん"), "@[石巻]さん"),
    ],
)  # fmt: skip
def test_text(element: dict[str, Any], text: str) -> None:
    assert drafted(element).text == text


@pytest.mark.parametrize(
    "title, own, kind",
    [
        ("石巻市さんが近況を更新しました。", "本文", "post"),
        ("石巻市さんが投稿をシェアしました。", "本文", "quote"),
        ("石巻市さんが例示さんの投稿をシェアしました。", "", "repost"),
        ("Ishinomaki City shared a post.", "本文", "quote"),
        ("Ishinomaki City shared Reiji's photo.", "", "repost"),
        ("石巻市さんがリンクをシェアしました。", "本文", "post"),
        ("Ishinomaki City shared a link.", "本文", "post"),
        ("Ishinomaki City updated its status.", "本文", "post"),
        ("", "本文", "post"),
    ],
)
def test_kind(title: str, own: str, kind: str) -> None:
    element = post(own, title=title, attachments=attached({"text": "元の投稿"}))
    assert drafted(element).kind == kind


def test_facts(tmp_path: Path) -> None:
    draft = drafted(post("本文", attachments=attached(media(uri="posts/media/a.jpg"), media(uri="posts/media/b.mp4"))))
    assert draft.media == (Media("posts/media/a.jpg"), Media("posts/media/b.mp4"))
    assert (draft.account, draft.approved, draft.city) == (None, None, None)


@pytest.mark.parametrize("element", [{"data": [{"post": "一"}]}, {"timestamp": 0, "data": [{"post": "一"}]}])
def test_without_time(element: dict[str, Any]) -> None:
    item = meta._item(element, facebook._LAYOUT, Draft(""), "")
    assert isinstance(item, Post)
    assert (item.draft.scheduled_at, item.day) == (None, None)


@pytest.mark.parametrize(
    "element",
    [
        {},
        {"timestamp": NOW},
        post(" \n"),
        post("", attachments=attached(media())),
        {"timestamp": NOW, "data": [], "title": "石巻市さんがカバー写真を変更しました。"},
    ],
)
def test_wordless(element: dict[str, Any]) -> None:
    assert isinstance(meta._item(element, facebook._LAYOUT, Draft(""), ""), Skipped)


@pytest.mark.parametrize(
    "profile, whose",
    [
        ({"profile_v2": {"name": {"full_name": "例示市"}}}, "例示市"),
        ({"profile": {"name": "例示市"}}, "例示市"),
        ({"profile": {"name": {"full_name": "例示市"}}}, "例示市"),
        ({"profile_v2": {"name": 1}}, ""),
        ([], ""),
    ],
)
@pytest.mark.parametrize("where", ["", "personal_information/"])
def test_account(tmp_path: Path, profile: object, whose: str, where: str) -> None:
    files = {NAME: as_meta([post("一")]), f"{where}profile_information/profile_information.json": as_meta(profile)}
    path = archive(tmp_path / "a.zip", files)
    assert [found.account for found in posts(path)] == [whose]
    assert [found.account for found in posts(path, options=Options(account="自称"))] == ["自称"]


def test_two_downloads_in_one_folder(tmp_path: Path) -> None:
    files = {
        f"{top}/{name}": data
        for top in ("a", "b")
        for name, data in {
            NAME: as_meta([post(top)]),
            "profile_information/profile_information.json": as_meta({"profile": {"name": f"{top}市"}}),
        }.items()
    }
    assert [(p.draft.text, p.account) for p in posts(folder(tmp_path, files))] == [("a", "a市"), ("b", "b市")]


# --- what cannot be read ---


@pytest.mark.parametrize(
    "element, what",
    [
        (7, "投稿の形をしていません"),
        (None, "投稿の形をしていません"),
        ({"data": {"post": "一"}}, "data が一覧の形をしていません"),
        ({"data": ["一"]}, "data が一覧の形をしていません"),
        ({"data": [{"post": 1}]}, "post が文章ではありません"),
        ({"data": [{"post": ["一"]}]}, "post が文章ではありません"),
        (post("一", attachments="x"), "attachments が一覧の形をしていません"),
        (post("一", attachments=attached({"media": 1})), "media の形が違います"),
        (post("一", title=[]), "title が文章ではありません"),
        ({"timestamp": "きのう", "data": [{"post": "一"}]}, "timestamp が時刻ではありません"),
        ({"timestamp": True, "data": [{"post": "一"}]}, "timestamp が時刻ではありません"),
        ({"timestamp": NOW * 1000, "data": [{"post": "一"}]}, "timestamp が時刻ではありません"),
        ({"timestamp": {}, "data": [{"post": "一"}]}, "timestamp が時刻ではありません"),
    ],
)
def test_damaged(tmp_path: Path, element: object, what: str) -> None:
    path = tmp_path / "your_posts_1.json"
    path.write_bytes(as_meta([post("前"), element, post("後")]))
    found = items(str(path))
    assert found[1] == Unread(f"{path}: 2件目", what, CHANGED)
    assert [item.draft.text for item in found if isinstance(item, Post)] == ["前", "後"]


def test_a_broken_part_does_not_lose_the_next(tmp_path: Path) -> None:
    files = {
        "posts/your_posts_1.json": as_meta([post("一"), post("失")])[:-9],
        "posts/your_posts_2.json": as_meta({"updates": [post("失")]}),
        "posts/your_posts_3.json": b"",
        "posts/your_posts_4.json": as_meta([post("四")]),
    }
    path = archive(tmp_path / "a.zip", files)
    found = items(path)
    assert [item.draft.text for item in found if isinstance(item, Post)] == ["一", "四"]
    assert [(place.removeprefix(path), what.split(":")[0]) for place, what in unread(found)] == [
        ("!posts/your_posts_1.json: 2件目から", "JSONとして読めません"),
        ("!posts/your_posts_2.json", "投稿の一覧（status_updates）が見つかりません"),
        ("!posts/your_posts_3.json", "JSONとして読めません"),
    ]


def test_unknown_keys(tmp_path: Path) -> None:
    path = tmp_path / "your_posts_1.json"
    strange = {"poll": {"question": "どちら"}, **media()}
    path.write_bytes(as_meta([post("一", attachments=attached(strange), 新しい鍵=1), post("二", 新しい鍵=2)]))
    found = items(str(path))
    assert remarks(found) == [
        "知らない項目があります（投稿の文章としては読んでいません）: attachments.data.poll、新しい鍵"
    ]
    assert len(found) == 3


def test_wordless_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "your_posts_1.json"
    path.write_bytes(as_meta([post(""), post("一"), {}]))
    assert skipped(items(str(path))) == 2


def test_a_file_that_cannot_be_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"posts/your_posts_1.json": as_meta([post("一")])})
    data = bytearray((tmp_path / "a.zip").read_bytes())
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):  # a method of compression that nobody has
        data[data.index(mark) + at] = 77
    (tmp_path / "a.zip").write_bytes(data)
    [(where, _)] = unread(items(path))
    assert where.startswith(path)


# --- letters ---


@pytest.mark.parametrize(
    "text",
    ["千葉", "石巻市🎉 が ㈱", "caf\u00e9", "plain", "", "前\u0000後", "e\u0301", "か\u3099"],
)
def test_repaired(text: str) -> None:
    assert meta.repaired(broken({text: [text, {"x": text}]})) == {text: [text, {"x": text}]}


@pytest.mark.parametrize("text", ["石巻市", "caf\u00e9", "\u00e5\u008d", "\u00e5\u008d\u0083千"])
def test_letters_that_were_not_broken_stay(text: str) -> None:
    assert meta.repaired(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_repair_takes_back_what_meta_does(text: str) -> None:
    assert meta.repaired(broken(text)) == text


@given(st.text(st.characters(min_codepoint=0x100)))
def test_repair_leaves_japanese_alone(text: str) -> None:
    assert meta.repaired(text) == text


def test_nested_without_end() -> None:
    value: Any = "\u00e5\u008d\u0083"
    for _ in range(100_000):
        value = [value]
    repaired = meta.repaired({"data": value, "post": "\u00e5\u008d\u0083"})
    assert repaired["post"] == "千"
    assert isinstance(meta._item(repaired, facebook._LAYOUT, Draft(""), ""), Unread)
    assert not list(meta._strange({"data": value}, facebook._LAYOUT.known))


# --- whatever stands in the place of a post ---

ATOMS = st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=9
)  # fmt: skip
KEYS = st.sampled_from(
    ("timestamp", "title", "data", "post", "attachments", "media", "external_context", "url", "note", "text", "uri")
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
VALUES = st.recursive(ATOMS, lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=4))


@given(VALUES)
def test_nothing_raises(value: object) -> None:
    repaired = meta.repaired(value)
    item = meta._item(repaired, facebook._LAYOUT, Draft("", id="a: 1件目"), "")
    assert isinstance(item, (Post, Skipped, Unread))
    list(meta._strange(repaired, facebook._LAYOUT.known))


@given(st.lists(VALUES, max_size=4))
def test_no_file_raises(tmp_path_factory: pytest.TempPathFactory, values: list[object]) -> None:
    path = tmp_path_factory.mktemp("facebook") / "your_posts_1.json"
    path.write_text(json.dumps(values))
    found = items(str(path))
    assert len([item for item in found if isinstance(item, (Post, Skipped, Unread))]) == len(values)


def test_floats_that_no_reader_takes(tmp_path: Path) -> None:
    path = tmp_path / "your_posts_1.json"
    path.write_text('[{"timestamp": NaN, "data": [{"post": "一"}]}]')
    assert [what.split(":")[0] for _, what in unread(items(str(path)))] == ["JSONとして読めません"]
