"""Plain tables: CSV, TSV and Excel, their headings, values and damages."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint.errors import InputError
from postlint.exports import Options, table, workbook
from postlint.exports.source import opened
from postlint.japan import JAPAN
from postlint.model import Draft, Media
from postlint.posts import Item, Post, Remark, Skipped, Unread

EXAMPLES = Path(__file__).parents[2] / "examples" / "exports"
NINE = datetime(2026, 3, 5, 9, 30, tzinfo=JAPAN)


def read(path: Path, options: Options | None = None) -> list[Item]:
    with opened(str(path)) as source:
        return list(table.read(source, options or Options()))


def read_csv(tmp_path: Path, written: str, /, **columns: str) -> list[Item]:
    path = tmp_path / "posts.csv"
    path.write_bytes(written.encode())
    return read(path, Options(columns))


def sheet(tmp_path: Path, rows: list[list[Any]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, form in (formats or {}).items():
        book.active[cell].number_format = form
    book.save(tmp_path / "posts.xlsx")
    return tmp_path / "posts.xlsx"


def posts(items: list[Item]) -> list[Post]:
    assert all(isinstance(item, Post) for item in items), items
    return items  # type: ignore[return-value]


def test_all_that_a_row_can_say(tmp_path: Path) -> None:
    headings = "id,text,posted_at,platform,kind,account,approved,emergency,media,confirmed,handle,url,city"
    row = 'k-1,"点検の\nお知らせ",2026-03-05T09:30,x,reply,section,true,false,a.jpg;b.jpg,1.2(3),kashiwa_x,https://x.com/1,kashiwa'
    path = str(tmp_path / "posts.csv")
    (post,) = posts(read_csv(tmp_path, f"{headings}\n{row}\n"))
    draft = Draft(
        "点検の\nお知らせ", id="k-1", path=path, city="kashiwa", platform="x", kind="reply", account="section",
        scheduled_at=NINE, approved=True, emergency=False, media=(Media("a.jpg"), Media("b.jpg")), confirmed=("1.2(3)",),
    )  # fmt: skip
    assert post == Post(draft, f"{path}:2", "kashiwa_x", "https://x.com/1", date(2026, 3, 5))


@pytest.mark.parametrize(
    "heading", ["本文", "投稿内容", "テキスト", " 投稿 本文 ", "TEXT", "Ｔｅｘｔ", "Post text", "post_text"]
)
@pytest.mark.parametrize("end, mark", [("\n", ","), ("\r\n", "\t"), ("\n", ";")])
def test_headings_for_the_text(tmp_path: Path, heading: str, end: str, mark: str) -> None:
    (post,) = posts(read_csv(tmp_path, f"投稿日時{mark}{heading}{end}2026/3/5 9:30{mark}水質調査{end}"))
    assert (post.draft.text, post.draft.scheduled_at, post.planned) == ("水質調査", NINE, False)


@pytest.mark.parametrize(
    "heading, value, moment, day, planned",
    [
        ("日時", "2026/3/5 9:30", NINE, NINE.date(), False),
        ("投稿日時", "2026-03-05T00:30Z", NINE, NINE.date(), False),
        ("公開日時", "2026年3月5日 9時30分", NINE, NINE.date(), False),
        ("日付", "2026/3/5", None, NINE.date(), False),
        ("投稿日", "2026-03-05", None, NINE.date(), False),
        ("予約日時", "2026/3/5 9:30:00", NINE, NINE.date(), True),
        ("scheduled_at", "2026-03-05", None, NINE.date(), True),
        ("投稿日時", "", None, None, False),
    ],
)
def test_times(
    tmp_path: Path, heading: str, value: str, moment: datetime | None, day: date | None, planned: bool
) -> None:
    (post,) = posts(read_csv(tmp_path, f"本文,{heading}\n水質調査,{value}\n"))
    assert (post.draft.scheduled_at, post.day, post.planned) == (moment, day, planned)


def test_the_hour_may_have_a_column_of_its_own(tmp_path: Path) -> None:
    (post,) = posts(read_csv(tmp_path, "投稿日,時刻,本文\n2026/3/5,9:30,水質調査\n"))
    assert post.draft.scheduled_at == NINE


def test_what_was_published_is_not_planned(tmp_path: Path) -> None:
    (post,) = posts(read_csv(tmp_path, "本文,scheduled_at,posted_at\n水質調査,2026-03-01T10:00,2026-03-05T09:30\n"))
    assert (post.draft.scheduled_at, post.planned) == (NINE, False)


@pytest.mark.parametrize(
    "heading, value, what",
    [
        ("投稿日時", "昨日", "日時として読めません: 昨日"),
        ("投稿日時", "2026-02-30T10:00", "2026-02-30 という日はありません"),
        ("投稿日時", "2026/3/5 25:00", "日時として読めません: 2026/3/5 25:00"),
        ("投稿日時", "03/04/2026 10:00", "日時として読めません: 03/04/2026 10:00"),
        ("投稿日時", "46000.5", "日時として読めません: 46000.5"),
        ("媒体", "新聞", "新聞 は使えません"),
        ("kind", "POST", "POST は使えません"),
        ("account", "kashiwa_shi", "kashiwa_shi は使えません"),
        ("決裁", "たぶん", "true か false を書いてください: たぶん"),
        ("waivers", "x", "waiversの項目には「キー: 値」を書いてください"),
    ],
)
def test_a_bad_value_costs_its_own_row(tmp_path: Path, heading: str, value: str, what: str) -> None:
    if heading == "kind":
        what = ""  # case makes no difference to words of tables
    found = read_csv(tmp_path, f'本文,{heading}\n一,\n"二\n二",{value}\n三,\n')
    if not what:
        assert len(posts(found)) == 3
        return
    assert [type(item) for item in found] == [Post, Unread, Post]
    assert isinstance(found[1], Unread)
    assert found[1].place == f"{tmp_path / 'posts.csv'}:3"
    assert found[1].what == f"B列「{heading}」: {what}"


@pytest.mark.parametrize(
    "heading, value, fact, expected",
    [
        ("媒体", "Twitter", "platform", "x"), ("媒体", "X（旧Twitter）", "platform", "x"), ("媒体", "ＬＩＮＥ", "platform", "line"),
        ("SNS", "インスタ", "platform", "instagram"), ("種別", "リツイート", "kind", "repost"), ("決裁", "済", "approved", True),
        ("決裁", "未", "approved", False), ("approved", "TRUE", "approved", True), ("訓練", "いいえ", "drill", False),
        ("approved", "", "approved", None),
    ],
)  # fmt: skip
def test_words_of_tables(tmp_path: Path, heading: str, value: str, fact: str, expected: object) -> None:
    (post,) = posts(read_csv(tmp_path, f"本文,{heading}\n水質調査,{value}\n"))
    assert getattr(post.draft, fact) == expected


def test_the_user_maps_columns_by_heading_or_letter(tmp_path: Path) -> None:
    text = "広報文,公開予定,本文\n水質調査,2026-03-05T09:30,下書き\n"
    remark, post = read_csv(tmp_path, text, text="広報文", scheduled_at="b")
    assert remark == Remark(str(tmp_path / "posts.csv"), "知らない列は読みませんでした: 本文")
    assert isinstance(post, Post)
    assert (post.draft.text, post.draft.scheduled_at, post.planned) == ("水質調査", NINE, True)
    remarks = read_csv(tmp_path, "広報文\n水質調査\n", text="A")
    assert [item for item in remarks if isinstance(item, Remark)] == [
        Remark(str(tmp_path / "posts.csv"), "1行目を見出しとして読みました")
    ]


def test_without_a_text_the_headings_are_listed(tmp_path: Path) -> None:
    (item,) = read_csv(tmp_path, "管理番号,日付,広報文\n1,2026/3/5,水質調査\n")
    assert item == Unread(
        f"{tmp_path / 'posts.csv'}:1", "本文の列が見つかりません",
        "--column text=見出し（またはA、Bなどの列）で指定してください。見出し: A列「管理番号」、B列「日付」、C列「広報文」",
    )  # fmt: skip
    (item,) = read_csv(tmp_path, "本文\n水質調査\n", text="広報文")
    assert isinstance(item, Unread)
    assert item.what == "指定された列か、本文の列が見つかりません"
    for empty in ("", "\n\n", ",,,\n"):
        assert [type(item) for item in read_csv(tmp_path, empty)] == [Unread]
    with pytest.raises(InputError, match="txt"):
        read_csv(tmp_path, "本文\n", txt="A")


def test_headings_may_stand_below_a_title(tmp_path: Path) -> None:
    (post,) = posts(read_csv(tmp_path, "令和7年度 投稿一覧,\n,\n本文,日付\n水質調査,2026/3/5\n"))
    assert post.place.endswith(":4")


def test_rows_that_do_not_fit_the_headings(tmp_path: Path) -> None:
    found = read_csv(tmp_path, "日付,本文\n2026/3/5,点検、清掃,修理\n2026/3/6\n2026/3/7,水質,,\n2026/3/8,\n")
    assert [type(item) for item in found] == [Unread, Unread, Post, Skipped]


def test_a_wordless_act_is_a_post(tmp_path: Path) -> None:
    (post,) = posts(read_csv(tmp_path, "本文,種別,削除理由\n,削除,会場の誤り\n"))
    assert (post.draft.text, post.draft.kind, post.draft.reason) == ("", "delete", "会場の誤り")


def test_cells_lose_the_guard_of_spreadsheets(tmp_path: Path) -> None:
    found = posts(read_csv(tmp_path, "本文\n'=花=の季節です\n'+1の運動\n'引用'です\n"))
    assert [post.draft.text for post in found] == ["=花=の季節です", "+1の運動", "'引用'です"]


def test_ids_that_excel_rounded_are_none(tmp_path: Path) -> None:
    found = posts(read_csv(tmp_path, "ID,本文\n1.23457E+18,一\n1.23457E+18,二\n1234567890123456789,三\n"))
    path = tmp_path / "posts.csv"
    assert [post.draft.id for post in found] == [f"{path}:2", f"{path}:3", "1234567890123456789"]


def test_an_account_is_the_users_where_the_table_has_none(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text("本文,アカウント\n一,@a\n二,\n", "utf-8")
    assert [post.account for post in posts(read(tmp_path / "posts.csv", Options(account="市")))] == ["@a", "市"]


def test_recognising(tmp_path: Path) -> None:
    cases = {
        "a.txt": ("本文\t日時\n水質\t2026/3/5\n".encode(), True), "b.txt": ("水質調査の結果\n".encode(), False),
        "c.csv": (b"a,b\n", True), "d": (b"\x00\x01", False), "e": (b"", False), "f.json": (b'{"text": "a"}', False),
    }  # fmt: skip
    for name, (data, expected) in cases.items():
        (tmp_path / name).write_bytes(data)
        with opened(str(tmp_path / name)) as source:
            assert table.recognises(source) is expected, name


# --- Excel


def test_cells_of_excel(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        [
            ["ID", "投稿日時", "本文", "決裁"],
            [1234, datetime(2026, 3, 5, 9, 30), "一_x000D_\nつづき", True],
            [12.0, datetime(2026, 3, 5), "二", False],
            [None, "2026/3/5 9:30", "三", "済"],
            [None, 46086.395833333336, "四", None],
            [None, datetime(2026, 3, 5), "五", None],
            [1.2345678901234568e18, 46086, "六", None],
        ],
        {"B3": "yyyy/m/d", "B6": "yyyy/m/d h:mm"},
    )
    found = posts(read(path))
    assert [post.draft.scheduled_at for post in found] == [
        NINE, None, NINE, NINE, datetime(2026, 3, 5, tzinfo=JAPAN), None
    ]  # fmt: skip
    assert {post.day for post in found} == {date(2026, 3, 5)}
    assert found[0].draft.text == "一\r\nつづき"
    assert [post.draft.id for post in found[:2]] == ["1234", "12"]
    assert found[5].draft.id == found[5].place == f"{path}: シート「Sheet」7行目"
    assert [post.draft.approved for post in found] == [True, False, True, None, None, None]


def test_days_and_hours_in_columns_of_their_own(tmp_path: Path) -> None:
    path = sheet(tmp_path, [["投稿日", "時刻", "本文"], [date(2026, 3, 5), time(9, 30), "一"]])
    assert posts(read(path))[0].draft.scheduled_at == NINE


def test_the_first_sheet_with_a_text_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "表紙"
    book.active.append(["令和7年度"])
    for title, text in (("投稿", "一"), ("下書き", "二")):
        other = book.create_sheet(title)
        other.append(["本文"])
        other.append([text])
    book.save(tmp_path / "posts.xlsx")
    post, remark = read(tmp_path / "posts.xlsx")
    assert isinstance(post, Post)
    assert post.draft.text == "一"
    assert remark == Remark(str(tmp_path / "posts.xlsx"), "読まなかったシート: 表紙、下書き")


def test_a_workbook_without_a_text_lists_its_headings(tmp_path: Path) -> None:
    (item,) = read(sheet(tmp_path, [["日付", "広報文"], ["2026/3/5", "一"]]))
    assert isinstance(item, Unread)
    assert item.hint.endswith("A列「日付」、B列「広報文」")


def test_a_workbook_inside_an_archive(tmp_path: Path) -> None:
    data = sheet(tmp_path, [["本文"], ["一"]]).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("表/posts.xlsx", data)
    (post,) = posts(read(tmp_path / "a.zip"))
    assert post.place == f"{tmp_path / 'a.zip'}!表/posts.xlsx: シート「Sheet」2行目"


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
@pytest.mark.parametrize("name", ["posts.xls", "posts.xlsx"])
def test_old_and_locked_workbooks_are_refused_in_one_line(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    (item,) = read(tmp_path / name)
    assert isinstance(item, Unread)
    assert item.what == "古い形式（.xls）か、パスワード付きのExcelファイルです"


def rezipped(path: Path, change: dict[str, bytes]) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    path.write_bytes(out.getvalue())
    return path


def test_bombs_in_workbooks_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rezipped(sheet(tmp_path, [["本文"], ["一"]]), {"xl/styles.xml": b" " * 30_000_000})
    (item,) = read(path)
    assert "大きくなりすぎます" in item.what  # type: ignore[union-attr]
    monkeypatch.setattr(workbook, "MAX_SIZE", 5000)
    (item,) = read(sheet(tmp_path, [["本文"], ["一" * 100]]))
    assert item.what == "Excelファイルが大きすぎます"  # type: ignore[union-attr]


def test_a_row_far_below_does_not_hold_the_reader(tmp_path: Path) -> None:
    far = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    cell = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'
    rows = b"".join(cell % (n, n, t.encode()) for n, t in ((1, "本文"), (2, "一"), (999_999_999, "二")))
    path = rezipped(sheet(tmp_path, [["本文"]]), {"xl/worksheets/sheet1.xml": far % rows})
    assert [post.draft.text for post in posts(read(path))] == ["一"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.data())
def test_no_damage_to_a_workbook_raises(tmp_path: Path, data: st.DataObject) -> None:
    path = sheet(tmp_path, [["本文", "日時"], ["一", datetime(2026, 3, 5, 9, 30)]])
    with zipfile.ZipFile(path) as whole:
        name = data.draw(st.sampled_from(whole.namelist()))
        part = bytearray(whole.read(name))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(part) - 1))
        part[at : at + data.draw(st.integers(1, 8))] = data.draw(st.binary(max_size=4))
    for item in read(rezipped(path, {name: bytes(part)})):
        assert isinstance(item, Post | Unread | Remark | Skipped)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", "本文,日時,媒体\n", "text,posted_at,media\n", "本文\t時刻\t日付\n"]))
def test_no_table_raises(tmp_path: Path, text: str, heading: str) -> None:
    data = (heading + text).encode("utf-8", "replace")
    (tmp_path / "posts.csv").write_bytes(data)
    with opened(str(tmp_path / "posts.csv")) as source:
        table.recognises(source)
    for item in read(tmp_path / "posts.csv"):
        assert isinstance(item, Post | Unread | Remark | Skipped)


def make_example() -> openpyxl.Workbook:
    """Build examples/exports/posts.xlsx; `python tests/unit/test_tables.py` writes it anew."""
    book = openpyxl.Workbook()
    book.properties.creator = "postlint"
    book.properties.created = book.properties.modified = datetime(2026, 6, 1, tzinfo=UTC).replace(tzinfo=None)
    page = book.active
    page.title = "投稿一覧"
    page.append(["上田市 広報アカウント（架空）の投稿一覧"])
    page.append(["投稿日", "時刻", "本文", "媒体", "決裁", "閲覧数"])
    for day, clock, text, seen in EXAMPLE:
        page.append([day, clock, text, "X", "済", seen])
    for row in range(3, page.max_row + 1):
        page.cell(row, 1).number_format = "yyyy/m/d"
        page.cell(row, 2).number_format = "h:mm"
    for column, width in (("A", 12), ("C", 70)):
        page.column_dimensions[column].width = width
    total = book.create_sheet("集計")
    total.append(["月", "投稿数"])
    total.append(["2026-01", 8])
    return book


EXAMPLE = [
    (date(2025, 10, 15), time(10, 0), "りんごの直売所の地図を、市のホームページに載せました。\nhttps://www.city.ueda.nagano.jp/nosei/", 820),
    (date(2025, 11, 6), time(11, 20), "冬に向けて、水道管の凍結を防ぐ方法をまとめました。\nhttps://www.city.ueda.nagano.jp/suido/", 1540),
    (date(2025, 12, 4), time(14, 0), "年末の窓口の混雑の見込みをお知らせしています。\nhttps://www.city.ueda.nagano.jp/madoguchi/", 990),
    (date(2026, 1, 22), time(9, 40), "雪かきで屋根に上がるときは、二人以上で、命綱をつけて作業しましょう。", 2310),
    (date(2026, 2, 19), time(13, 30), "図書館の本の返却は、駅前の返却箱もご利用いただけます。", 410),
    (date(2026, 3, 12), time(10, 10), "馬鹿な問い合わせばかりで、職員は疲れています。", 5020),
    (date(2026, 4, 16), time(16, 0), "千本桜のライトアップの点灯時間が変わりました。\nhttps://www.city.ueda.nagano.jp/kanko/sakura.html", 1870),
    (date(2026, 5, 21), time(10, 30), "自転車に乗るときはヘルメットをかぶりましょう。", 700),
]  # fmt: skip


def test_the_example_workbook_is_what_its_script_makes() -> None:
    def cells(book: openpyxl.Workbook) -> list[list[Any]]:
        return [[cell.value for cell in row] for page in book for row in page]

    saved = io.BytesIO()
    make_example().save(saved)
    assert cells(openpyxl.load_workbook(EXAMPLES / "posts.xlsx")) == cells(openpyxl.load_workbook(saved))


def test_the_examples() -> None:
    unknown, *found, sheet_left_out = read(EXAMPLES / "posts.xlsx")
    assert isinstance(unknown, Remark)
    assert isinstance(sheet_left_out, Remark)
    assert [(post.day, post.draft.text) for post in posts(found)] == [(day, text) for day, _, text, _ in EXAMPLE]
    assert all(post.draft.approved and post.draft.platform == "x" and post.draft.scheduled_at for post in posts(found))
    unknown, *found = read(EXAMPLES / "posts.csv")
    assert unknown == Remark(str(EXAMPLES / "posts.csv"), "知らない列は読みませんでした: いいね")
    assert [post.draft.id for post in posts(found)] == [f"K-{number}" for number in range(101, 109)]
    assert posts(found)[1].place.endswith("posts.csv:6")
    assert {post.account for post in posts(found)} == {"kashiwa_example"}


if __name__ == "__main__":
    make_example().save(EXAMPLES / "posts.xlsx")
