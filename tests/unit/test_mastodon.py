"""Mastodon: the outbox of an archive, in every shape it comes in."""

from __future__ import annotations

import tarfile
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from export_reading import SAMPLES, items, like, others, posts, recognised, write_json
from hypothesis import given
from hypothesis import strategies as st

from postlint.exports import read
from postlint.japan import JAPAN
from postlint.model import Media

OWN = "https://social.example/users/rei"
CITIZEN = "https://social.example/users/shimin"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def activity(content: Any = "<p>お知らせです。</p>", to: Any = (PUBLIC,), cc: Any = (), **more: Any) -> dict[str, Any]:
    note = {
        "id": f"{OWN}/statuses/1", "type": "Note", "summary": None, "inReplyTo": None, "published": "2026-04-01T01:00:00Z",
        "url": "https://social.example/@rei/1", "attributedTo": OWN, "to": list(to), "cc": list(cc), "content": content,
        "attachment": [],
    }  # fmt: skip
    return {
        "id": f"{OWN}/statuses/1/activity",
        "type": "Create",
        "actor": OWN,
        "to": list(to),
        "cc": list(cc),
        "object": note | more,
    }


def outbox(path: Path, *activities: Any) -> Path:
    head = {"@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json", "type": "OrderedCollection"}
    return write_json(path, {**head, "totalItems": len(activities), "orderedItems": list(activities)})


def only(folder: Path, one: dict[str, Any]) -> Any:
    (post,) = posts(items(outbox(folder / "outbox.json", one), "mastodon"))
    return post.draft


def test_the_sample() -> None:
    found = list(read([str(SAMPLES / "mastodon")]))
    first = posts(found)[0]
    assert first.draft.text == (
        "新茶の季節になりました。茶摘み体験を5月24日（土）に行います。\n\n"
        "申し込みはhttps://www.city.shinshiro.lg.jp/kanko/chatsumi2025.html から #新城市"
    )
    assert first.draft.scheduled_at == datetime(2025, 5, 12, 10, tzinfo=JAPAN)
    assert first.draft.id == "https://social.example/users/shinshiro_rei/statuses/115000000000000001"
    assert first.url == "https://social.example/@shinshiro_rei/115000000000000001"
    assert first.account == "@shinshiro_rei@social.example"
    assert first.place.endswith("mastodon!outbox.json: 1件目")
    assert [post.draft.kind for post in posts(found)] == ["post"] * 5 + ["reply", "poll", "post"]
    assert others(found) == ["skipped 1: 他のアカウントの投稿のブースト"]


@pytest.mark.parametrize(
    "more, kind",
    [
        ({}, "post"),
        ({"inReplyTo": f"{CITIZEN}/statuses/1"}, "reply"),
        ({"inReplyTo": f"{OWN}/statuses/0"}, "post"),
        ({"inReplyTo": {"id": f"{CITIZEN}/statuses/1"}}, "reply"),
        ({"type": "Question", "oneOf": []}, "poll"),
        ({"quoteUrl": f"{CITIZEN}/statuses/1"}, "quote"),
    ],
)
def test_kinds(tmp_path: Path, more: dict[str, Any], kind: str) -> None:
    assert only(tmp_path, activity(**more)).kind == kind


NOTE = ("フォロワーだけに公開した投稿です",)


@pytest.mark.parametrize(
    "to, cc, kind, notes",
    [
        ([PUBLIC], [f"{OWN}/followers"], "post", ()),
        (["as:Public"], [], "post", ()),
        ([f"{OWN}/followers"], [PUBLIC], "post", ()),
        ([f"{OWN}/followers"], [CITIZEN], "post", NOTE),
        ([CITIZEN], [], "dm", ()),
        ([], [], "post", ()),
    ],
)
def test_who_could_read_it(tmp_path: Path, to: list[str], cc: list[str], kind: str, notes: tuple[str, ...]) -> None:
    draft = only(tmp_path, activity(to=to, cc=cc))
    assert (draft.kind, draft.notes) == (kind, notes)


@pytest.mark.parametrize(
    "more, text",
    [
        ({"summary": "訓練です"}, "訓練です\n\nお知らせです。"),
        ({"summary": "写真", "content": ""}, "写真"),
        ({"type": "Question", "oneOf": [{"name": "山"}, {"name": "川"}]}, "お知らせです。\n\n山\n川"),
        ({"type": "Question", "anyOf": [{"name": "山"}, {}]}, "お知らせです。\n\n山"),
    ],
)
def test_texts(tmp_path: Path, more: dict[str, Any], text: str) -> None:
    assert only(tmp_path, activity(**more)).text == text


def test_media(tmp_path: Path) -> None:
    attachment = [
        {"type": "Document", "url": "/media/1.jpg", "name": "もみじ"},
        {"type": "Document", "name": None},
        "?",
    ]
    draft = only(tmp_path, activity(attachment=attachment))
    assert draft.media == (Media("/media/1.jpg", alt="もみじ"), Media("添付ファイル", alt=""))


def test_what_is_no_post_and_what_is_damaged_leave_the_rest(tmp_path: Path) -> None:
    damaged = [5, {"type": "Create"}, activity(content=None), activity(content="<![x["), activity(published="昨日")]
    path = outbox(
        tmp_path / "outbox.json", {"type": "Announce", "object": "x"}, {"type": "Like"}, activity(""), *damaged
    )
    found = items(path, "mastodon")
    assert [(post.draft.text, post.draft.scheduled_at) for post in posts(found)] == [("お知らせです。", None)]
    assert others(found) == [
        "skipped 1: 他のアカウントの投稿のブースト",
        "skipped 1: 投稿ではない記録（いいねなど）",
        "skipped 1: 文字のない投稿（画像だけなど）",
        *[f"unread outbox.json: {number}件目: 投稿の本文（object.content）がありません" for number in (4, 5, 6)],
        "unread outbox.json: 7件目: 本文のHTMLが壊れています",
        "remark outbox.json: 8件目: 投稿の時刻を読めないので、時刻の分からない投稿として判定します",
    ]


def zipped(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        for name in ("outbox.json", "actor.json", "likes.json"):
            archive.write(folder / name, name)
    return folder / "archive.zip"


def tarred(folder: Path) -> Path:
    with tarfile.open(folder / "archive.tar.gz", "w:gz") as archive:
        for name in ("outbox.json", "actor.json", "likes.json"):
            archive.add(folder / name, f"archive-2026/{name}")
    return folder / "archive.tar.gz"


@pytest.mark.parametrize("pack", [zipped, tarred, lambda folder: folder])
def test_archives(tmp_path: Path, pack: Any) -> None:
    outbox(tmp_path / "outbox.json", activity())
    write_json(tmp_path / "actor.json", {"id": OWN, "preferredUsername": "rei"})
    likes = {"@context": "https://www.w3.org/ns/activitystreams", "id": "likes.json", "type": "OrderedCollection"}
    write_json(tmp_path / "likes.json", {**likes, "orderedItems": [f"{CITIZEN}/statuses/1"]})
    path = pack(tmp_path)
    assert recognised(path) == ["mastodon"]
    (post,) = read([str(path)])
    assert posts([post])[0].account == "@rei@social.example"


@pytest.mark.parametrize(
    "actor, account",
    [
        ('{"preferredUsername": "rei"}', "rei"),
        ('{"preferredUsername": "rei", "id": "http://[x"}', "rei"),
        ("[]", OWN),
        ("{", OWN),
        (None, OWN),
    ],
)
def test_names_of_accounts(tmp_path: Path, actor: str | None, account: str) -> None:
    outbox(tmp_path / "outbox.json", activity())
    if actor is not None:
        (tmp_path / "actor.json").write_text(actor, encoding="utf-8")
    assert [post.account for post in posts(items(tmp_path, "mastodon"))] == [account]
    assert [post.account for post in posts(items(tmp_path, "mastodon", account="例示市"))] == ["例示市"]


WHOLE = activity(
    summary="訓練", inReplyTo="x", attachment=[{"url": "x", "name": "y"}], oneOf=[{"name": "山"}], quoteUrl="x"
)  # fmt: skip


@given(st.lists(like(WHOLE), max_size=3))
def test_no_activity_raises(activities: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = items(outbox(Path(folder) / "outbox.json", *activities), "mastodon")
    assert len(
        [line for line in map(others, ([item] for item in found)) if not line or "remark" not in line[0]]
    ) == len(activities)
