"""Analytics of X: both ages, both languages, columns wherever they stand, and what Excel made of them."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
from exported import DATA, items, posts, skipped, unread, zipped
from hypothesis import given
from hypothesis import strategies as st

from postlint.exports.source import opened
from postlint.exports.x_analytics import recognises
from postlint.japan import JAPAN
from postlint.posts import Item, Post, Remark, Skipped, Unread

FILES = DATA / "x" / "analytics"
ID = "2000355120298070016"  # 2025-12-15 09:00:00 in Japan
LINK = f"https://x.com/reiji_koho/status/{ID}"
HEADER = ["Post id", "Date", "Post text", "Post Link"]
CHOOSE = "アナリティクスの「コンテンツ」から書き出した account_analytics_content_….csv を選んでください"


def table(path: Path, *rows: list[str], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def remarks(found: list[Item]) -> list[str]:
    return [item.what for item in found if isinstance(item, Remark)]


def test_the_file_of_today_in_english() -> None:
    found = items(FILES / "content-en.csv")
    path = str(FILES / "content-en.csv")
    first, second, third = posts(found)
    # The day of the file is not the time; that is in the id. The first post spans two lines.
    assert first.draft.text == "冬の星空観察会\n申込みはこちら https://t.co/AbCdEf0123"
    assert first.draft.scheduled_at == datetime(2025, 12, 14, 23, 30, tzinfo=JAPAN)
    assert (first.place, first.draft.path, first.day) == (f"{path}:2", path, date(2025, 12, 14))
    assert (second.draft.id, second.url, second.account, second.place) == (ID, LINK, "reiji_koho", f"{path}:4")
    assert (second.draft.platform, second.draft.account, second.draft.media) == ("x", None, None)
    assert [each.draft.kind for each in (first, second, third)] == ["post", "post", "reply"]
    assert remarks(found) == ["短縮リンク（t.co）のある投稿が1件あります。リンク先はこのファイルからは分かりません"]
    assert unread(found) == []


def test_the_file_of_today_in_japanese_with_its_columns_in_another_order() -> None:
    found = items(FILES / "content-ja.csv")
    assert [(each.draft.id, each.draft.text, each.draft.scheduled_at) for each in posts(found)] == [
        (ID, "門松作りの参加者を募集します。", datetime(2025, 12, 15, 9, 0, tzinfo=JAPAN))
    ]
    assert remarks(found) == ["知らない列は読みませんでした: 保存された回数"]


@pytest.mark.parametrize("name, said", [
    ("legacy-en.csv", []), ("legacy-ja.csv", ["文字コードをCP932（Shift_JIS）として読みました"]),
])  # fmt: skip
def test_the_file_of_before_is_in_universal_time(name: str, said: list[str]) -> None:
    found = items(FILES / name)
    (read,) = posts(found)
    assert read.draft.scheduled_at == datetime(2024, 3, 16, 3, 42, tzinfo=JAPAN)
    assert (read.draft.text, read.day, read.account) == ("桜の開花状況です。", date(2024, 3, 16), "reiji_koho")
    assert remarks(found) == said


@pytest.mark.parametrize("name", ["overview-en.csv", "overview-ja.csv", "video.csv"])
def test_sums_without_posts_are_refused_with_the_file_to_choose(name: str) -> None:
    assert items(FILES / name) == [Unread(str(FILES / name), "投稿の入っていない集計ファイルです", CHOOSE)]


def test_sums_beside_posts_are_only_remarked(tmp_path: Path) -> None:
    found = items(zipped(FILES, tmp_path / "analytics.zip"))
    assert len(posts(found)) == 6
    assert unread(found) == []
    assert remarks(found)[:3] == ["投稿の入っていない集計ファイルなので、読みませんでした"] * 3


def test_another_table_by_force_is_told_what_is_missing(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["本文", "日時"], ["朝市です。", "2026-01-01"])
    assert items(path, format="x-analytics") == [
        Unread(str(path), "Xアナリティクスの列（ポストID、ポスト本文）がありません", CHOOSE)
    ]


@pytest.mark.parametrize(
    "header, known",
    [
        (HEADER, True),
        (["ポスト本文", "ポストのリンク"], True),
        (["ＰＯＳＴ　ＩＤ", " post TEXT "], True),
        (["Tweet id", "Tweet text", "time"], True),
        (["Post id", "Date"], False),
        (["Post text", "Date"], False),
        (["Post ID", "Description", "Permalink"], False),
        (["Date", "Impressions"], False),
        (["Date", "Impressions", "Unfollows"], True),
        ([], False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_only_names_of_columns_tell(tmp_path: Path, header: list[str], known: bool, encoding: str) -> None:
    table(tmp_path / "a.csv", header, encoding=encoding)
    with opened(str(tmp_path)) as source:
        assert recognises(source) is known


@pytest.mark.parametrize(
    "number, link, read",
    [
        ("1.23457E+18", LINK, (ID, LINK, "reiji_koho", 9)),
        ("2000355120298070000", LINK, (ID, LINK, "reiji_koho", 9)),
        (f"'{ID}", "", (ID, f"https://x.com/i/web/status/{ID}", "", 9)),
        (f'="{ID}"', "", (ID, f"https://x.com/i/web/status/{ID}", "", 9)),
        (ID, f"https://x.com/i/status/{ID}", (ID, f"https://x.com/i/status/{ID}", "", 9)),
        (
            ID,
            f"https://twitter.com/reiji_koho/status/{ID}?s=20",
            (ID, LINK.replace("x.com", "twitter.com"), "reiji_koho", 9),
        ),
        (ID, "javascript:alert(1)", (ID, f"https://x.com/i/web/status/{ID}", "", 9)),
        ("1.23457E+18", "", (None, "", "", None)),
        ("12", "", ("12", "https://x.com/i/web/status/12", "", None)),
    ],
)
def test_ids_and_what_excel_made_of_them(
    tmp_path: Path, number: str, link: str, read: tuple[str | None, str, str, int | None]
) -> None:
    path = table(tmp_path / "a.csv", HEADER, [number, "Mon, Dec 15, 2025", "朝市です。", link])
    (found,) = posts(items(path))
    moment = found.draft.scheduled_at
    assert (found.draft.id, found.url, found.account, moment and moment.hour) == (read[0] or f"{path}:2", *read[1:])
    assert found.day == date(2025, 12, 15)


@pytest.mark.parametrize(
    "written, number, moment, day",
    [
        ("2024-03-15 18:42 +0000", ID, datetime(2024, 3, 16, 3, 42, tzinfo=JAPAN), date(2024, 3, 16)),
        ("2024-03-15 18:42", ID, datetime(2024, 3, 16, 3, 42, tzinfo=JAPAN), date(2024, 3, 16)),
        ("2024-03-15 18:42 +0900", ID, datetime(2024, 3, 15, 18, 42, tzinfo=JAPAN), date(2024, 3, 15)),
        ("2024/3/15 18:42", ID, datetime(2025, 12, 15, 9, 0, tzinfo=JAPAN), date(2025, 12, 15)),
        ("2009年3月15日", "12", None, date(2009, 3, 15)),
    ],
)
def test_times(tmp_path: Path, written: str, number: str, moment: datetime | None, day: date) -> None:
    (found,) = posts(items(table(tmp_path / "a.csv", HEADER, [number, written, "朝市です。", ""])))
    assert (found.draft.scheduled_at, found.day) == (moment, day)


def test_the_account_comes_from_the_user_where_the_file_does_not_tell(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", HEADER, [ID, "", "朝市です。", ""])
    (found,) = posts(items(path, account="@reiji_koho"))
    assert (found.account, found.url) == ("reiji_koho", LINK)


def test_damaged_rows_are_named_by_their_lines_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv", HEADER, [ID, "Mon, Dec 15, 2025", "一\n二", LINK], [ID, "いつか"], ["12", "いつか", "三", ""],
        [ID, "", " ", LINK], [], [ID, "", "RT @reiji_ken: 四 &amp; &lt;五&gt;", LINK],
    )  # fmt: skip
    found = items(path)
    assert [(each.draft.kind, each.draft.text) for each in posts(found)] == [
        ("post", "一\n二"), ("repost", "RT @reiji_ken: 四 & <五>")
    ]  # fmt: skip
    assert unread(found) == ["a.csv:4: 列が足りません（2列）", "a.csv:5: 投稿日が読めません: いつか"]
    assert skipped(found) == ["本文のない投稿（画像・動画だけ）"]


@given(
    st.lists(
        st.lists(st.text() | st.sampled_from([ID, LINK, "Mon, Dec 15, 2025", "2024-03-15 18:42"]), max_size=6),
        max_size=6,
    )
)
def test_whatever_stands_in_rows(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "whatever.csv"
    table(path, HEADER, *rows)
    for item in items(path, format="x-analytics"):
        assert isinstance(item, (Post, Unread, Skipped, Remark))
        assert not isinstance(item, Post) or (item.draft.text and item.draft.id and item.day)


@given(st.binary(max_size=300))
def test_whatever_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(b"Post id,Post text,Date\n" + data)
    assert all(isinstance(item, (Post, Unread, Skipped, Remark)) for item in items(path, format="x-analytics"))
