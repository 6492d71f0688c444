"""Tables of Meta Business Suite: both languages and platforms, what Excel does to them, and what is no such table."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from downloads import archive, folder, items, posts, remarks, skipped, texts, unread
from hypothesis import given
from hypothesis import strategies as st

from postlint.exports import Options, meta_business_suite
from postlint.exports.source import opened
from postlint.japan import JAPAN
from postlint.model import Draft
from postlint.posts import Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from pathlib import Path

ZONE = "公開時間には時差の印がないので、日本時間として読みました"
CP932 = "文字コードをCP932（Shift_JIS）として読みました"
JAPANESE = (
    "投稿ID,アカウントID,アカウントのユーザーネーム,アカウント名,説明,時間(秒),公開時間,リンク,投稿タイプ,データコメント,"
    "日時,ビュー,リーチ,いいね！の数,シェア数,フォロー数,コメント数,保存数"
)
ENGLISH = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,"
    "Data comment,Date,Views,Likes,Shares,Comments,Saves,Reach,Follows"
)
PAGE = (
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,"
    "Is share,Post type,Languages,Custom labels,Funded content status,Data comment,Date,Views,Reach,"
    '"Reactions, Comments and Shares",Reactions,Comments,Shares'
)
INSTAGRAM = "https://www.instagram.com/p/DAbc-_1/"
FACEBOOK = "https://www.facebook.com/reiji.city/posts/pfbid02AbC"


def line(*cells: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)  # quotes both of its characters
    return out.getvalue().removesuffix("\r\n")


def insta(text: str, *, number: str = "17900000000000001", at: str = "03/27/2026 06:08", url: str = INSTAGRAM) -> str:
    return line(number, "1", "reiji_city", "例示市", text, "0", at, url, "Instagram画像", "", "通算", *["12,400"] * 7)


def page(title: str, text: str = "", *, number: str = "1827720132094663", url: str = FACEBOOK, share: str = "0") -> str:
    rest = ["Photos", "", "", "", "", "Lifetime", *["1"] * 6]
    return line(number, "9", "例示市", title, text, "0", "03/27/2026 18:30", "N/A", url, "0", share, *rest)


def table(path: Path, *lines: str, encoding: str = "utf-8-sig") -> str:
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return str(path)


# --- both languages and platforms ---


@pytest.mark.parametrize("header", [JAPANESE, ENGLISH])
def test_instagram(tmp_path: Path, header: str) -> None:
    path = table(tmp_path / "a.csv", header, insta("朝市を開きます🎉\n\n第1日曜, 7時から"), insta("二", number="2"))
    assert items(path) == [
        Remark(path, ZONE),
        Post(
            Draft(
                "朝市を開きます🎉\n\n第1日曜, 7時から",
                id="17900000000000001",
                path=path,
                platform="instagram",
                scheduled_at=datetime(2026, 3, 27, 6, 8, tzinfo=JAPAN),
            ),
            place=f"{path}:2",
            account="reiji_city",
            url=INSTAGRAM,
            day=date(2026, 3, 27),
        ),
        Post(
            Draft("二", "2", path, platform="instagram", scheduled_at=datetime(2026, 3, 27, 6, 8, tzinfo=JAPAN)),
            place=f"{path}:5",
            account="reiji_city",
            url=INSTAGRAM,
            day=date(2026, 3, 27),
        ),
    ]


def test_facebook_page(tmp_path: Path) -> None:
    [post] = posts(table(tmp_path / "a.csv", PAGE, page("朝市を開きます")))
    assert post.draft == Draft(
        "朝市を開きます",
        id="1827720132094663",
        path=str(tmp_path / "a.csv"),
        platform="facebook",
        scheduled_at=datetime(2026, 3, 27, 18, 30, tzinfo=JAPAN),
    )
    assert (post.account, post.url) == ("例示市", FACEBOOK)


def test_facebook_page_in_japanese(tmp_path: Path) -> None:
    header = "投稿ID,ページID,ページ名,タイトル,説明,公開日時,パーマリンク,投稿タイプ"
    row = line("1", "9", "例示市", "題", "本文", "03/27/2026 18:30", FACEBOOK, "写真")
    [post] = posts(table(tmp_path / "a.csv", header, row))
    assert (post.draft.text, post.draft.platform, post.account) == ("題\n本文", "facebook", "例示市")


@pytest.mark.parametrize(
    "title, text, whole",
    [
        ("題", "", "題"),
        ("", "本文", "本文"),
        ("題", "本文", "題\n本文"),
        ("同じ", "同じ", "同じ"),
        ("題", "題です。本文", "題です。本文"),
        ("本文の全部", "本文", "本文の全部"),
    ],
)
def test_title_and_description(tmp_path: Path, title: str, text: str, whole: str) -> None:
    assert texts(table(tmp_path / "a.csv", PAGE, page(title, text))) == [whole]


@pytest.mark.parametrize("share, kind", [("0", "post"), ("1", "quote"), ("", "post")])
def test_shared(tmp_path: Path, share: str, kind: str) -> None:
    [post] = posts(table(tmp_path / "a.csv", PAGE, page("題", share=share)))
    assert post.draft.kind == kind


def test_both_in_one_archive(tmp_path: Path) -> None:
    files = {
        "instagram.csv": f"{JAPANESE}\r\n{insta('一')}\r\n".encode(),
        "page.csv": f"{PAGE}\r\n{page('二')}\r\n".encode(),
        "Reach.csv": "sep=,\r\nFacebookのリーチ\r\nDate,Primary\r\n".encode("utf-16"),
    }
    for path in (archive(tmp_path / "a.zip", files), folder(tmp_path / "folder", files)):
        assert [(post.draft.text, post.draft.platform) for post in posts(path)] == [
            ("一", "instagram"),
            ("二", "facebook"),
        ]
        assert remarks(items(path)) == [ZONE]


def test_account_as_told(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", JAPANESE, insta("一"))
    assert [post.account for post in posts(path, options=Options(account="自称"))] == ["自称"]


# --- what Excel and others do to it ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("mark", ["", "sep=,\r\n"])
def test_encodings(tmp_path: Path, encoding: str, mark: str) -> None:
    path = table(tmp_path / "a.csv", mark + JAPANESE, insta("朝市①"), encoding=encoding)
    assert texts(path) == ["朝市①"]
    assert remarks(items(path)) == [ZONE, CP932][: 1 + (encoding == "cp932")]


@pytest.mark.parametrize("name", ["a.tsv", "a.txt", "a.csv"])
def test_tabs(tmp_path: Path, name: str) -> None:
    lines = [
        line(*next(csv.reader([each]))).replace(",", "\t") for each in (JAPANESE, insta("一").replace("12,400", "1"))
    ]
    assert texts(table(tmp_path / name, *lines, encoding="utf-16")) == ["一"]


@pytest.mark.parametrize(
    "written, url, whole",
    [
        ("17900000000000001", INSTAGRAM, "17900000000000001"),
        ('="17900000000000001"', INSTAGRAM, "17900000000000001"),
        ("'17900000000000001", INSTAGRAM, "17900000000000001"),
        ("1.22158E+17", FACEBOOK, "pfbid02AbC"),
        ("122158000000000000", FACEBOOK, "pfbid02AbC"),
        ("100000000000000", FACEBOOK, "100000000000000"),
        ("", FACEBOOK, "pfbid02AbC"),
        ("1.22158E+17", "https://www.facebook.com/reel/1234567890/", "1234567890"),
        ("1.22158E+17", "https://www.facebook.com/reiji/videos/asaichi/1234567890/", "1234567890"),
        ("1.22158E+17", "https://www.facebook.com/permalink.php?story_fbid=pfbid0X&id=1", "pfbid0X"),
        ("1.22158E+17", "https://www.facebook.com/photo.php?fbid=12&set=a.1", "12"),
        ("1.22158E+17", "https://www.facebook.com/watch/?v=77", "77"),
        ("1.22158E+17", INSTAGRAM, "DAbc-_1"),
        ("1.22158E+17", "", ""),
        ("1.22158E+17", "https://www.facebook.com/", ""),
    ],
)
def test_ids(tmp_path: Path, written: str, url: str, whole: str) -> None:
    path = table(tmp_path / "a.csv", PAGE, page("題", number=written, url=url))
    [post] = posts(path)
    assert post.draft.id == (whole or f"{path}:2")


@pytest.mark.parametrize(
    "written, moment, day",
    [
        ("03/27/2026 06:08", datetime(2026, 3, 27, 6, 8, tzinfo=JAPAN), date(2026, 3, 27)),
        ("3/27/2026 6:08", datetime(2026, 3, 27, 6, 8, tzinfo=JAPAN), date(2026, 3, 27)),
        ("2026/3/27 6:08", datetime(2026, 3, 27, 6, 8, tzinfo=JAPAN), date(2026, 3, 27)),
        ("2026-03-27T06:08:00+0900", datetime(2026, 3, 27, 6, 8, tzinfo=JAPAN), date(2026, 3, 27)),
        ("2026-03-26T21:08:00Z", datetime(2026, 3, 27, 6, 8, tzinfo=JAPAN), date(2026, 3, 27)),
        ("03/27/2026", None, date(2026, 3, 27)),
        ("", None, None),
    ],
)
def test_times(tmp_path: Path, written: str, moment: datetime | None, day: date | None) -> None:
    [post] = posts(table(tmp_path / "a.csv", JAPANESE, insta("一", at=written)))
    assert (post.draft.scheduled_at, post.day) == (moment, day)


@pytest.mark.parametrize(
    "written", ["27/03/2026 06:08", "03/27/2026 06:08 PM", "03/27/2026 25:00", "きのう", "46108.25"]
)
def test_times_that_are_none(tmp_path: Path, written: str) -> None:
    path = table(tmp_path / "a.csv", JAPANESE, insta("前"), insta("一", at=written), insta("後"))
    found = items(path)
    assert unread(found) == [(f"{path}:3", f"公開時間を読めません: {written}")]
    assert [item.draft.text for item in found if isinstance(item, Post)] == ["前", "後"]


@pytest.mark.parametrize("row, columns", [("1,2,3", 3), (insta("一") + ",余り", 19)])
def test_rows_that_do_not_fit(tmp_path: Path, row: str, columns: int) -> None:
    path = table(tmp_path / "a.csv", JAPANESE, row, insta("後"))
    found = items(path)
    assert unread(found) == [(f"{path}:2", f"列の数が見出しと合いません（{columns}列、見出しは18列）")]
    assert [item.draft.text for item in found if isinstance(item, Post)] == ["後"]


def test_rows_that_fit_well_enough(tmp_path: Path) -> None:
    short = ",".join(next(csv.reader([insta("一")]))[:9])
    path = table(tmp_path / "a.csv", JAPANESE, short, insta("二") + ",,", ",,,", "", insta(""))
    assert texts(path) == ["一", "二"]
    assert skipped(items(path)) == 1


def test_unknown_columns(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", f"{JAPANESE},新しい数,謎", insta("一") + ",1,2")
    assert remarks(items(path)) == [ZONE, "知らない列があります（使っていません）: 新しい数、謎"]


@pytest.mark.parametrize(
    "lines",
    [
        ["sep=,", "Facebookのリーチ", "Date,Primary", "2026-03-27T00:00:00,12"],
        ["日付,閲覧数,リーチ", "2026/03/27,1,2"],
        ["id,text,posted_at", "1,本文,2026-03-27"],
        ["投稿ID,公開時間,説明", "1,03/27/2026 06:08,本文"],
        [""],
    ],
)
def test_other_tables_are_left_alone(tmp_path: Path, lines: list[str]) -> None:
    path = table(tmp_path / "a.csv", *lines)
    with opened(path) as source:
        assert not meta_business_suite.recognises(source)
    assert unread(items(path, format="meta-business-suite")) == [(path, "投稿ごとの表が見つかりません")]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=12)
CELLS = TEXT | st.sampled_from(
    ("03/27/2026 06:08", "13/27/2026 06:08", "2026/1/1", "1.2E+17", INSTAGRAM, FACEBOOK, "9" * 40)
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=20), max_size=4))
def test_nothing_raises(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("suite") / "a.csv"
    found = items(table(path, JAPANESE, *(line(*cells) for cells in rows), encoding="utf-8"))
    wordy = [cells for cells in rows if any(map(str.strip, cells))]
    assert len([item for item in found if isinstance(item, (Post, Skipped, Unread))]) == len(wordy)
