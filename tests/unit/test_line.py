"""LINE: what the account wrote is judged, what citizens wrote is counted and never shown."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from export_reading import SAMPLES, items, others, posts, recognised, write_csv
from hypothesis import given
from hypothesis import strategies as st

from postlint.exports import read
from postlint.japan import JAPAN

HEAD = [["アカウント名", "例示市"], ["タイムゾーン", "'+09:00"], ["ダウンロード日時", "2026/06/15 14:34"]]
TITLES = ["送信者タイプ", "送信者名", "送信日", "送信時刻", "内容"]
CITIZEN = "花田みどり"
SECRET = "わたしの病気のこと"
PERIOD = "20260601_20260630"


def chat(folder: Path, *rows: list[str], head: list[list[str]] = HEAD, name: str = f"{PERIOD}_{CITIZEN}.csv") -> Path:
    return write_csv(folder / name, [*head, TITLES, *rows])


def ours(body: str, at: str = "2026/06/08 09:12:31") -> list[str]:
    return ["Account", "例示市", *at.split(" "), body]


def theirs(body: str = SECRET) -> list[str]:
    return ["User", CITIZEN, "2026/06/08", "09:13:02", body]


def test_the_sample() -> None:
    found = list(read([str(SAMPLES / "line.csv")]))
    first, *_, last = posts(found)
    assert first.draft.text.startswith("お問い合わせありがとうございます。")
    assert first.draft.scheduled_at == datetime(2026, 6, 8, 9, 12, 31, tzinfo=JAPAN)
    assert (first.draft.platform, first.draft.kind, first.account) == ("line", "dm", "新城市くらしの窓口（例）")
    assert last.draft.text == (
        "図書館の本は、休館日も返却ポストへお返しいただけます。\nCDやDVDは、開館時に窓口へお返しください。"
    )
    assert len(posts(found)) == 7
    assert sorted(others(found)) == [
        *["skipped 1: 市民からのメッセージ"] * 4, "skipped 1: 文字のないメッセージ（スタンプ、写真など）"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body, text",
    [
        ("お知らせです。", "お知らせです。"),
        ("'+1袋までです。", "+1袋までです。"),
        ("'\r\nこんにちは。", "こんにちは。"),
        ("一行目_x000D_\n二行目", "一行目\n二行目"),
        ("一行目_x000D_二行目", "一行目\n二行目"),
        ("一行目\r\n\r\n三行目\r\n", "一行目\n\n三行目"),
        ("「写真を送信しました」と出ます。", "「写真を送信しました」と出ます。"),
    ],
)
def test_bodies(tmp_path: Path, body: str, text: str) -> None:
    (post,) = posts(items(chat(tmp_path, ours(body)), "line"))
    assert post.draft.text == text


@pytest.mark.parametrize(
    "body", ["スタンプを送信しました", "写真を送信しました。", " 動画を送信しました", "", "'", "\r\n"]
)
def test_messages_without_words(tmp_path: Path, body: str) -> None:
    found = items(chat(tmp_path, ours(body)), "line")
    assert others(found) == ["skipped 1: 文字のないメッセージ（スタンプ、写真など）"]
    assert not posts(found)


def test_messages_taken_back(tmp_path: Path) -> None:
    found = items(chat(tmp_path, ours("送信が取り消されたメッセージです")), "line")
    assert others(found) == ["skipped 1: 送信を取り消したメッセージ"]


@pytest.mark.parametrize(
    "zone, hour",
    [("'+09:00", 9), ("+09:00", 9), ("'+00:00", 18), ("'-05:00", 23), ("'+05:30", 12), ("'+0900", 9)],
)
def test_zones(tmp_path: Path, zone: str, hour: int) -> None:
    (post,) = items(chat(tmp_path, ours("はい", "2026/06/08 09:00:00"), head=[["タイムゾーン", zone]]), "line")
    assert posts([post])[0].draft.scheduled_at.hour == hour


@pytest.mark.parametrize("zone", ["", "JST", "'+99:00", "'+09:75"])
def test_zones_that_are_none(tmp_path: Path, zone: str) -> None:
    found = items(chat(tmp_path, ours("はい"), head=[["タイムゾーン", zone]]), "line")
    assert posts(found)[0].draft.scheduled_at == datetime(2026, 6, 8, 9, 12, 31, tzinfo=JAPAN)
    assert others(found) == [f"remark {PERIOD}_*.csv: タイムゾーンを読めないので、時刻を日本時間として読みました"]


@pytest.mark.parametrize("at", [" ", "2026/06/08 ", "2026/13/08 09:00:00", "昨日 の朝", "0001/01/01 00:00:00"])
def test_times_that_are_none(tmp_path: Path, at: str) -> None:
    found = items(chat(tmp_path, ours("はい", at), head=[["タイムゾーン", "'+14:00"]]), "line")
    assert posts(found)[0].draft.scheduled_at is None
    why = "送信日と送信時刻を読めないので、時刻の分からない投稿として判定します"
    assert others(found) == [f"remark {PERIOD}_*.csv: 3行目: {why}"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = write_csv(tmp_path / "a.csv", [*HEAD, TITLES, ours("お知らせです。")], encoding=encoding)
    assert [post.draft.text for post in posts(items(path, "line"))] == ["お知らせです。"]


def test_recognised_by_its_columns(tmp_path: Path) -> None:
    assert recognised(chat(tmp_path, ours("はい"))) == ["line"]


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [*HEAD, [*TITLES, "既読"], [*ours("はい"), "済"]])
    found = items(path, "line")
    assert others(found) == ["remark a.csv: 知らない列があります: 既読"]
    assert len(posts(found)) == 1


def test_without_columns(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [*HEAD, ours("はい")])
    assert others(items(path, "line")) == [
        "unread a.csv: 見出しの行（送信者タイプ,送信者名,送信日,送信時刻,内容）がありません"
    ]


def test_rows_that_are_broken_leave_the_rest(tmp_path: Path) -> None:
    found = items(chat(tmp_path, ours("一"), [SECRET], ["Account"], ["System", "", "", "", SECRET], ours("二")), "line")
    assert [post.draft.text for post in posts(found)] == ["一", "二"]
    assert others(found) == [f"unread {PERIOD}_*.csv: {line}行目: トーク履歴の行として読めません" for line in (6, 7, 8)]


def test_chats_of_one_period_are_told_apart(tmp_path: Path) -> None:
    for name in "甲乙丙":
        chat(tmp_path, ours("はい"), name=f"{PERIOD}_{name}.csv")
    places = [post.place for post in posts(items(tmp_path, "line"))]
    start = f"{tmp_path}!{PERIOD}_*.csv"
    assert places == [f"{start}: 5行目", f"{start}（2つ目）: 5行目", f"{start}（3つ目）: 5行目"]


def zipped(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "chats.zip", "w") as archive:
        archive.write(chat(folder, theirs(), [SECRET], ours("はい")), f"{PERIOD}_{CITIZEN}.csv")
    return folder / "chats.zip"


def damaged(folder: Path, end: bytes) -> Path:
    path = chat(folder, ours("はい"), theirs())
    path.write_bytes(path.read_bytes() + end)
    return path


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: chat(folder, theirs(), [SECRET], theirs("'=" + SECRET), ours("はい"), ["User"]),
        lambda folder: chat(folder, theirs(), head=[["アカウント名", "例示市"], ["タイムゾーン", "?"]]),
        lambda folder: chat(folder, ours("はい"), name=f"{PERIOD}_{CITIZEN}.CSV"),
        lambda folder: damaged(folder, f"User,{CITIZEN},2026/06/08,09:00:00,{SECRET}".encode() + b"\xff\n"),
        lambda folder: damaged(folder, f'User,{CITIZEN},2026/06/08,09:00:00,"{SECRET}\n'.encode()),
        lambda folder: damaged(folder, f'User,{CITIZEN},2026/06/08,09:00:00,"{SECRET}"{SECRET}\n'.encode()),
        lambda folder: damaged(folder, f"User,{CITIZEN},2026/06/08,09:00:00,{SECRET}\n{SECRET}\n".encode()),
        lambda folder: damaged(folder, b"User," + b"a" * 8_000_001),
        zipped,
        lambda folder: folder / f"{PERIOD}_{CITIZEN}.csv",  # not there
        lambda folder: write_csv(folder / f"{PERIOD}_{CITIZEN}.csv", [[SECRET]]),
    ],
)
def test_nothing_of_a_citizen_is_shown(tmp_path: Path, make: object) -> None:
    path = make(tmp_path)
    found = [*items(path, "line"), *items(tmp_path, "line"), *read([str(path)])]
    assert found
    assert CITIZEN not in str(found)
    assert SECRET not in str(found)


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=9), max_size=4).map(lambda more: ["User", *more])
        | st.lists(st.sampled_from(["Account", "account ", "2026/06/08", "09:00:00", "お知らせ", "'", "", "\n", ","]))
    )
)
def test_no_row_raises_and_citizens_are_only_counted(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = items(chat(Path(folder), *rows), "line")
    count = sum(row[:1] == ["User"] for row in rows)
    assert others(found).count("skipped 1: 市民からのメッセージ") == count
    assert len(found) >= sum(1 for row in rows if any(map(str.strip, row)))
