"""Instagram's download: where posts, reels and stories lie, whose caption counts, and what cannot be read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from downloads import archive, as_meta, folder, items, posts, skipped, texts, unread
from hypothesis import given
from hypothesis import strategies as st
from test_facebook import VALUES

from postlint.exports import Options, instagram, meta
from postlint.exports.source import opened
from postlint.japan import JAPAN
from postlint.model import Draft, Media
from postlint.posts import Post, Skipped, Unread

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_763_600_400  # 2025-11-20 10:00 in Japan
HOME = "your_instagram_activity/media"
PROFILE = "personal_information/personal_information/personal_information.json"


def picture(title: str = "", *, at: object = NOW, uri: str = "media/posts/a.jpg") -> dict[str, Any]:
    return {"uri": uri, "creation_timestamp": at, "title": title, "media_metadata": {}, "cross_post_source": {}}


def single(title: str) -> dict[str, Any]:
    return {"media": [picture(title)]}


def item_of(element: object) -> object:
    return meta._item(element, instagram._LAYOUT, Draft("", id="a: 1件目"), "")


@pytest.mark.parametrize("home", ["content", f"instagram-reiji-2025-11-20/{HOME}", HOME, "media", ""])
def test_layouts(tmp_path: Path, home: str) -> None:
    files = {
        "posts_1.json": [single("投稿")],
        "posts_10.json": [single("投稿10")],
        "posts_2.json": [single("投稿2")],
        "reels.json": {"ig_reels_media": [single("リール")]},
        "stories.json": {"ig_stories": [picture("ストーリー"), picture()]},
        "igtv_videos.json": {"ig_igtv_media": [single("番組")]},
        "archived_posts.json": {"ig_archived_post_media": [single("見えない")]},
    }
    told = {f"{home}/{name}".lstrip("/"): as_meta(value) for name, value in files.items()}
    for path in (archive(tmp_path / "a.zip", told), folder(tmp_path / "folder", told)):
        assert texts(path) == ["番組", "投稿", "投稿2", "投稿10", "リール", "ストーリー"]
        assert skipped(items(path)) == 1


def test_single_file(tmp_path: Path) -> None:
    path = tmp_path / "posts_1.json"
    path.write_bytes(as_meta([single("朝市を開きます🎉")]))
    assert posts(str(path)) == [
        Post(
            Draft(
                "朝市を開きます🎉",
                id=f"{path}: 1件目",
                path=str(path),
                platform="instagram",
                scheduled_at=datetime(2025, 11, 20, 10, tzinfo=JAPAN),
                media=(Media("media/posts/a.jpg"),),
            ),
            place=f"{path}: 1件目",
            day=datetime(2025, 11, 20).date(),
        )
    ]


@pytest.mark.parametrize(
    "name, data",
    [("posts_1.json", b'[{"id": "1", "text": "x"}]'), ("post.json", b"[]"), ("posts_1.html", b"<html>")],
)
def test_files_of_others_are_left_alone(tmp_path: Path, name: str, data: bytes) -> None:
    with opened(folder(tmp_path, {name: data})) as source:
        assert not instagram.recognises(source)


@pytest.mark.parametrize(
    "element, text, seconds",
    [
        (single("写真の文"), "写真の文", 0),
        ({"media": [picture(at=NOW + 5), picture(at=NOW + 6)], "title": "根の文", "creation_timestamp": NOW}, "根の文", 0),
        ({"media": [picture("一", at=NOW + 5), picture("二")], "title": ""}, "一\n\n二", 5),
        ({"media": [picture("同じ"), picture("同じ")], "title": "同じ"}, "同じ", 0),
        ({"media": [picture("一枚ごとの文")], "title": "根の文"}, "根の文\n\n一枚ごとの文", 0),
        ({"media": [], "title": "文だけ", "creation_timestamp": NOW}, "文だけ", 0),
        (picture("ストーリー"), "ストーリー", 0),
        ({"media": [picture("文", at=0), picture(at=None)]}, "文", None),
    ],
)  # fmt: skip
def test_caption_and_time(element: dict[str, Any], text: str, seconds: int | None) -> None:
    item = item_of(element)
    assert isinstance(item, Post)
    moment = item.draft.scheduled_at
    assert (item.draft.text, moment and int(moment.timestamp()) - NOW) == (text, seconds)


def test_carousel_media() -> None:
    item = item_of({"media": [picture(uri="a.jpg"), picture(uri="b.mp4")], "title": "文"})
    assert isinstance(item, Post)
    assert item.draft.media == (Media("a.jpg"), Media("b.mp4"))


@pytest.mark.parametrize("label", ["Username", "ユーザーネーム"])
def test_account(tmp_path: Path, label: str) -> None:
    profile = {"profile_user": [{"title": "例", "string_map_data": {label: {"href": "", "value": "reiji_city"}}}]}
    path = archive(tmp_path / "a.zip", {f"{HOME}/posts_1.json": as_meta([single("一")]), PROFILE: as_meta(profile)})
    assert [post.account for post in posts(path)] == ["reiji_city"]
    assert [post.account for post in posts(path, options=Options(account="自称"))] == ["自称"]


@pytest.mark.parametrize("profile", [b"", b"[", b"[]", b'{"profile_user": [{"string_map_data": 1}]}'])
def test_a_damaged_profile_costs_only_the_name(tmp_path: Path, profile: bytes) -> None:
    path = archive(tmp_path / "a.zip", {f"{HOME}/posts_1.json": as_meta([single("一")]), PROFILE: profile})
    assert [(post.draft.text, post.account) for post in posts(path)] == [("一", "")]


@pytest.mark.parametrize(
    "element, what",
    [
        ("x", "投稿の形をしていません"),
        ({"media": {}}, "media が一覧の形をしていません"),
        ({"media": [1]}, "media が一覧の形をしていません"),
        ({"media": [{"title": 5}]}, "title が文章ではありません"),
        ({"media": [picture("文", at="昨日")]}, "creation_timestamp が時刻ではありません"),
        ({"media": [picture("文")], "creation_timestamp": []}, "creation_timestamp が時刻ではありません"),
        ({"media": [{**picture("文"), "uri": 1}]}, "uri が文章ではありません"),
    ],
)
def test_damaged(tmp_path: Path, element: object, what: str) -> None:
    path = tmp_path / "posts_1.json"
    path.write_bytes(as_meta([single("前"), element, single("後")]))
    found = items(str(path))
    assert unread(found) == [(f"{path}: 2件目", what)]
    assert [item.draft.text for item in found if isinstance(item, Post)] == ["前", "後"]


def test_html_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"{HOME}/posts_1.html": b"<html>"})
    assert unread(items(path)) == [(f"{path}!{HOME}/posts_1.html", "HTML形式の書き出しは読めません")]


def test_nothing_to_read(tmp_path: Path) -> None:
    path = folder(tmp_path, {"x.json": b"[]", "y.json": b"[]"})
    assert unread(items(path, format="instagram")) == [(path, "Instagramの投稿のファイルが見つかりません")]


KEYS = st.sampled_from(("media", "title", "creation_timestamp", "uri"))


@given(VALUES | st.dictionaries(KEYS, VALUES | st.lists(st.dictionaries(KEYS, VALUES))))
def test_nothing_raises(value: object) -> None:
    assert isinstance(item_of(meta.repaired(value)), (Post, Skipped, Unread))
