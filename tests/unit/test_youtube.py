"""YouTube: videos, comments and live chats of a Takeout, known by their columns."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from export_reading import SAMPLES, items, others, posts, recognised, write_csv
from hypothesis import given
from hypothesis import strategies as st

from postlint import exports
from postlint.exports import read
from postlint.japan import JAPAN

TAKEOUT = "Takeout/YouTube と YouTube Music"
VIDEO = {
    "Video ID": "v1",
    "Video Title (Original)": "題名",
    "Video Description (Original)": "説明の一行目\n二行目",
    "Channel ID": "UC1",
    "Privacy": "Public",
    "Video State": "Processed",
    "Video Create Timestamp": "2026-04-01T00:00:00+00:00",
    "Video Publish Timestamp": "2026-04-02T01:30:00+00:00",
}
COMMENT = {
    "Comment ID": "c1",
    "Channel ID": "UC1",
    "Comment Create Timestamp": "2026-04-03T02:00:00.123456+00:00",
    "Post ID": "",
    "Video ID": "v1",
    "Comment Text": '{"text":"ありがとう"},{"text":"ございます。"}',
}
CHAT = {
    "Live Chat ID": "l1",
    "Channel ID": "UC1",
    "Live Chat Create Timestamp": "2026-04-03T02:00:00Z",
    "Price": "0",
    "Video ID": "v1",
    "Live Chat Text": '{"text":"まもなく始まります。"}',
}


def table(path: Path, *records: dict[str, str]) -> Path:
    return write_csv(path, [list(records[0]), *(list(record.values()) for record in records)])


def test_the_sample() -> None:
    found = list(read([str(SAMPLES / "youtube")]))
    by_id = {post.draft.id: post for post in posts(found)}
    video = by_id["reiChiba001"]
    assert video.draft.text == (
        "【千葉市】ごみの分け方が3分でわかる動画\n\n家庭から出るごみの分け方を、品目ごとに紹介します。\n"
        "詳しくは市のホームページをご覧ください。\nhttps://www.city.chiba.jp/"
    )
    assert (video.draft.platform, video.draft.kind, video.account) == ("youtube", "post", "千葉市広報（例）")
    assert video.draft.scheduled_at == datetime(2025, 4, 14, 10, tzinfo=JAPAN)
    assert video.url == "https://www.youtube.com/watch?v=reiChiba001"
    assert video.place.endswith("video metadata/videos.csv: 2行目")
    comment = by_id["UgxRei02"]
    assert comment.draft.kind == "reply"
    assert comment.draft.text == "@reishimin ご質問の避難場所は、市のホームページの地図でご確認いただけます。"
    assert comment.url == "https://www.youtube.com/watch?v=reiChiba003&lc=UgxRei02"
    assert len(by_id) == 9
    assert others(found) == [
        "remark videos.csv: タグ（Tag 1 など）は視聴者に見えないので、判定しません",
        "skipped 1: 公開していない動画",
    ]


@pytest.mark.parametrize(
    "facts, text",
    [
        ({}, "題名\n\n説明の一行目\n二行目"),
        ({"Video Description (Original)": ""}, "題名"),
        ({"Video Title (Original)": " "}, "説明の一行目\n二行目"),
    ],
)
def test_texts_of_videos(tmp_path: Path, facts: dict[str, str], text: str) -> None:
    (post,) = posts(items(table(tmp_path / "videos.csv", VIDEO | facts), "youtube"))
    assert post.draft.text == text


@pytest.mark.parametrize(
    "facts, said",
    [
        ({"Privacy": "Private"}, ["skipped 1: 公開していない動画"]),
        ({"Privacy": "unlisted"}, ["skipped 1: 公開していない動画"]),
        ({"Privacy": "限定公開"}, ["skipped 1: 公開していない動画"]),
        ({"Video State": "Deleted"}, ["skipped 1: 公開していない動画"]),
        ({"Privacy": "公開"}, []),
        ({"Privacy": ""}, []),
        ({"Video Title (Original)": "", "Video Description (Original)": ""}, ["skipped 1: 文字のない動画やコメント"]),
    ],
)
def test_videos_nobody_sees(tmp_path: Path, facts: dict[str, str], said: list[str]) -> None:
    found = items(table(tmp_path / "videos.csv", VIDEO | facts), "youtube")
    assert others(found) == said
    assert len(posts(found)) == (not said)


@pytest.mark.parametrize(
    "cell, text",
    [
        ('{"text":"ありがとう"},{"text":"ございます。"}', "ありがとうございます。"),
        ('{"text":"@a","mention":{"channelId":"UCx"}},{"text":" はい。\\nどうぞ。"}', "@a はい。\nどうぞ。"),
        ('{"takeoutSegments":[{"text":"一"},{"text":"二"}]}', "一二"),
        ("ふつうに書かれたもの", "ふつうに書かれたもの"),
        ("123", "123"),
    ],
)
def test_comments(tmp_path: Path, cell: str, text: str) -> None:
    (post,) = posts(items(table(tmp_path / "comments.csv", COMMENT | {"Comment Text": cell}), "youtube"))
    assert post.draft.text == text
    assert post.draft.scheduled_at == datetime(2026, 4, 3, 11, 0, 0, 123456, tzinfo=JAPAN)


@pytest.mark.parametrize("cell", ['{"text":"切れた', "{", '{"a":' * 5000, '{"text":"a"} {"text":"b"}'])
def test_comments_that_are_broken_leave_the_rest(tmp_path: Path, cell: str) -> None:
    path = table(tmp_path / "comments.csv", COMMENT | {"Comment Text": cell}, COMMENT)
    found = items(path, "youtube")
    assert len(posts(found)) == 1
    assert others(found) == ["unread comments.csv: 2行目: コメントの文章を取り出せません"]


def test_rows_that_are_cut_leave_the_rest(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [list(VIDEO), ["v0"], list(VIDEO.values())])
    found = items(path, "youtube")
    assert [post.draft.id for post in posts(found)] == ["v1"]
    assert others(found) == ["unread a.csv: 2行目: 列が足りない行です"]


def test_live_chats(tmp_path: Path) -> None:
    (post,) = posts(items(table(tmp_path / "live chats.csv", CHAT), "youtube"))
    assert (post.draft.id, post.draft.text, post.draft.kind) == ("l1", "まもなく始まります。", "reply")
    assert post.url == "https://www.youtube.com/watch?v=v1"


def test_columns_come_and_go(tmp_path: Path) -> None:
    video = {"VIDEO ID": "v1", "Video title (original)": "題名", "Video Mood": "calm", "Tag 1": ""}
    found = items(table(tmp_path / "videos.csv", video), "youtube")
    (post,) = posts(found)
    assert (post.draft.text, post.draft.scheduled_at) == ("題名", None)
    assert others(found) == [
        "remark videos.csv: 知らない列があります: video mood",
        "remark videos.csv: タグ（Tag 1 など）は視聴者に見えないので、判定しません",
        "remark videos.csv: 2行目: 投稿の時刻を読めないので、時刻の分からない投稿として判定します",
    ]


@pytest.mark.parametrize(
    "name, titles, what",
    [
        (f"{TAKEOUT}/動画のメタデータ/動画.csv", ["動画 ID", "動画のタイトル（オリジナル）"], "日本語の列名の書き出しは読めません"),
        ("コメント/コメント.csv", ["コメント ID", "動画 ID", "コメント テキスト"], "日本語の列名の書き出しは読めません"),
        (f"{TAKEOUT}/posts/posts.csv", ["Post ID", "Post Text"], "コミュニティ投稿の列が公開されていないので、読めません"),
        (f"{TAKEOUT}/posts/posts(1).csv", ["x"], "コミュニティ投稿の列が公開されていないので、読めません"),
    ],
)  # fmt: skip
def test_what_nobody_can_read_yet_is_said(tmp_path: Path, name: str, titles: list[str], what: str) -> None:
    write_csv(tmp_path / name, [titles, ["a"] * len(titles)])
    assert "youtube" in recognised(tmp_path)
    (line,) = others(items(tmp_path, "youtube"))
    assert line.startswith(f"unread {Path(name).name}: {what}")


@pytest.mark.parametrize(
    "name, titles",
    [
        ("posts/posts.csv", ["Post id", "Date", "Post text"]),  # a table of X
        ("a.csv", ["投稿ID", "説明", "動画の再生時間"]),  # Meta Business Suite
        (f"{TAKEOUT}/subscriptions/subscriptions.csv", ["Channel Id", "Channel Url", "Channel Title"]),
        ("a.csv", ['"']),
    ],
)
def test_tables_of_others_are_left_to_them(tmp_path: Path, name: str, titles: list[str]) -> None:
    write_csv(tmp_path / name, [titles])
    with exports.opened(str(tmp_path)) as source:
        assert not exports.reader("youtube").recognises(source)


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", [["x"]])
    (line,) = others(items(tmp_path, "youtube"))
    assert line.endswith("動画（videos.csv）もコメント（comments.csv）もありません")


def test_a_zip_with_two_parts(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
        for number in ("", "(1)"):
            path = table(tmp_path / "v.csv", VIDEO | {"Video ID": f"v{number}"})
            archive.write(path, f"{TAKEOUT}/video metadata/videos{number}.csv")
    found = posts(list(read([str(tmp_path / "takeout.zip")])))
    assert [post.draft.id for post in found] == ["v(1)", "v"]
    assert found[0].account == "UC1"


def test_whose_it_is_can_be_said(tmp_path: Path) -> None:
    (post,) = posts(items(table(tmp_path / "videos.csv", VIDEO), "youtube", account="例示市"))
    assert post.account == "例示市"


@given(st.sampled_from([VIDEO, COMMENT, CHAT]), st.data())
def test_no_row_raises(record: dict[str, str], data: Any) -> None:
    cell = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
        [*record.values()]
    )
    rows = data.draw(st.lists(st.lists(cell, min_size=1, max_size=len(record) + 1), max_size=5))
    with tempfile.TemporaryDirectory() as folder:
        found = items(write_csv(Path(folder) / "a.csv", [list(record), *rows]), "youtube")
    assert len(found) >= sum(1 for row in rows if any(map(str.strip, row)))
