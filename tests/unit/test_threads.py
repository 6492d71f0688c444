"""Threads inside a download of Instagram: posts, replies, and both shapes of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from downloads import archive, as_meta, items, posts, texts, unread
from hypothesis import given
from hypothesis import strategies as st
from test_facebook import VALUES

from postlint.exports import meta, threads
from postlint.model import Draft, Media
from postlint.posts import Post, Skipped, Unread

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_763_600_400  # 2025-11-20 10:00 in Japan
HOME = "your_instagram_activity/threads"
NAME = f"{HOME}/threads_and_replies.json"


def thread(text: str, *, uri: str = "", reply: object = None) -> dict[str, Any]:
    post: dict[str, Any] = {"uri": uri, "creation_timestamp": NOW, "title": text, "media_metadata": {}}
    if reply is not None:
        post["text_app_post"] = {"reply_control": "everyone", "is_reply": reply}
    return {"media": [post]}


def item_of(element: object) -> object:
    return meta._item(element, threads._LAYOUT, Draft("", platform="threads"), "")


@pytest.mark.parametrize("keyed", [True, False])
def test_both_shapes(tmp_path: Path, keyed: bool) -> None:
    told = [thread("朝市🎉"), thread("お答え", reply=True), {"title": "根", "creation_timestamp": NOW, "media": []}]
    path = archive(tmp_path / "a.zip", {NAME: as_meta({"text_post_app_text_posts": told} if keyed else told)})
    found = posts(path)
    assert [(post.draft.text, post.draft.kind, post.draft.platform) for post in found] == [
        ("朝市🎉", "post", "threads"),
        ("お答え", "reply", "threads"),
        ("根", "post", "threads"),
    ]
    assert found[1].place == f"{path}!{NAME}: 2件目"
    assert found[1].draft.scheduled_at is not None
    assert found[1].draft.scheduled_at.isoformat() == "2025-11-20T10:00:00+09:00"


@pytest.mark.parametrize("reply, kind", [(True, "reply"), (False, "post"), (None, "post"), ("true", "post")])
def test_kind(reply: object, kind: str) -> None:
    item = item_of(thread("文", reply=reply))
    assert isinstance(item, Post)
    assert item.draft.kind == kind


@pytest.mark.parametrize("uri, media", [("", ()), ("media/a.jpg", (Media("media/a.jpg"),))])
def test_media(uri: str, media: tuple[Media, ...]) -> None:
    item = item_of(thread("文", uri=uri))
    assert isinstance(item, Post)
    assert item.draft.media == media


def test_beside_instagram(tmp_path: Path) -> None:
    picture = {"media": [{"uri": "a.jpg", "creation_timestamp": NOW, "title": "写真"}]}
    name = {"string_map_data": {"Username": {"value": "reiji_insta"}}}
    files = {
        "your_instagram_activity/media/posts_1.json": as_meta([picture]),
        NAME: as_meta({"text_post_app_text_posts": [thread("文")]}),
        "personal_information/personal_information/personal_information.json": as_meta({"profile_user": [name]}),
    }
    path = archive(tmp_path / "a.zip", files)
    assert [(p.draft.platform, p.account) for p in posts(path)] == [
        ("instagram", "reiji_insta"),
        ("threads", "reiji_insta"),
    ]
    own = {"text_post_app_text_post_app_profile": [{"string_map_data": {"Username": {"value": "reiji_threads"}}}]}
    files[f"{HOME}/personal_information.json"] = as_meta(own)
    assert [p.account for p in posts(archive(tmp_path / "b.zip", files))] == ["reiji_insta", "reiji_threads"]


def test_a_file_that_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "threads_and_replies.json"
    path.write_bytes(as_meta({"threads": [thread("文")]}))
    assert unread(items(str(path))) == [(str(path), "投稿の一覧（text_post_app_text_posts）が見つかりません")]


def test_html_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"{HOME}/threads_and_replies.html": b"<html>"})
    assert [what for _, what in unread(items(path))] == ["HTML形式の書き出しは読めません"]


def test_a_file_of_another_name_when_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(as_meta([thread("文")]))
    assert texts(str(path), format="threads") == ["文"]


@pytest.mark.parametrize(
    "element", [thread("文", reply=True) | {"text_app_post": 1}, {"media": [{"text_app_post": []}]}]
)
def test_damaged(element: object) -> None:
    assert item_of(element) == Unread(
        "", "text_app_post の形が違います", "書き出しの形が変わったか、ファイルが壊れています"
    )


KEYS = st.sampled_from(("media", "title", "creation_timestamp", "uri", "text_app_post", "is_reply"))


@given(VALUES | st.dictionaries(KEYS, VALUES | st.lists(st.dictionaries(KEYS, VALUES))))
def test_nothing_raises(value: object) -> None:
    assert isinstance(item_of(meta.repaired(value)), (Post, Skipped, Unread))
