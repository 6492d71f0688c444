"""An audit as text, CSV and Excel: the whole of it, in the same bytes each time, and nothing of a post at work in it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from audits import EMPTY, RECORDS, SUMMARY
from hypothesis import given
from hypothesis import strategies as st

from postlint.posts import Counted, Tally
from postlint.report import audit_csv, audit_text, audit_xlsx
from postlint.report.audit_csv import cell
from postlint.report.audit_findings import each, gravest, piece, waiver
from postlint.report.cells import width
from postlint.report.conclusion import conclude
from postlint.report.human import Paper
from postlint.report.phrases import cut, day, fiscal_year, link, period, share, visible, when

GOLDEN = Path(__file__).parent.parent / "golden"


def test_text_golden() -> None:
    text = "".join(audit_text.render(SUMMARY, iter(RECORDS), limit=7))
    assert text == (GOLDEN / "audit.txt").read_text("utf-8")
    # A closing mark may hang over the end of a line, as Japanese setting has it.
    assert max(map(width, text.splitlines())) <= 82


def test_csv_golden() -> None:
    table = "".join(audit_csv.render(SUMMARY, iter(RECORDS))).encode()
    assert table == (GOLDEN / "audit.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + sum(len(list(each(record))) for record in RECORDS)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [value for row in rows for value in row if value.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("=1+1", "'=1+1"),
        ("+81", "'+81"),
        ("-1", "'-1"),
        ("@市民", "'@市民"),
        ("\t=1", "'\\t=1"),
        ("\r=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("\u3000＝1", "'\u3000＝1"),
        ("a=1", "a=1"),
        ("#PR", "#PR"),
        ("一\r\n二", "一\n二"),
        ("\ud800\x00", "\\u{d800}\\u{0}"),
        (7, "7"),
        (None, ""),
    ],
)
def test_csv_cells(text: str | int | None, expected: str) -> None:
    assert cell(text) == expected


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_no_cell_calculates(text: str) -> None:
    shown = cell(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
    shown.encode("utf-8")


def workbook() -> bytes:
    file = io.BytesIO()
    audit_xlsx.write(SUMMARY, iter(RECORDS), file)
    return file.getvalue()


def test_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    assert book.sheetnames == [
        "まとめ", "指摘", "条項別", "月別", "アカウント別", "傾向", "確認事項", "読めなかったもの",
    ]  # fmt: skip
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[one.column_letter].width > 5 for one in sheet[1])
        for row in sheet.iter_rows():
            for one in row:
                assert one.value is None or one.data_type == ("n" if isinstance(one.value, int) else "s")
    findings = book["指摘"]
    heads = {one.value: one.column for one in findings[1]}
    texts = [findings.cell(row, heads["投稿の本文"]) for row in range(2, findings.max_row + 1)]
    assert [one.value for one in texts[:2]] == [
        RECORDS[0]["post"]["text"],
        "<script>alert('馬鹿')</script>\n二行目 & [#PR] [/b]",
    ]
    assert all(one.alignment.wrap_text for one in texts)
    assert "#N/A" in [one.value for one in texts]
    links = [findings.cell(row, heads["リンク"]) for row in range(2, findings.max_row + 1)]
    assert [one.hyperlink.target if one.hyperlink else None for one in links] == [
        "https://sns.example/1", None, "https://sns.example/3?a=1&b=2", None, "HTTPS://sns.example/5", None, None,
        "https://sns.example/8", "https://sns.example/10",
    ]  # fmt: skip
    assert links[1].value == "javascript:alert(1)"
    assert [one.value for one in book["アカウント別"]["A"]] == [
        "アカウント",
        "広報課",
        "=図書館",
        "（アカウント名なし）",
    ]
    assert book["月別"]["B5"].value == 4


def test_workbook_has_the_same_bytes_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook()
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert workbook() == first
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert book.properties.modified == book.properties.created
    assert book.properties.created.year == 1980


def test_workbook_keeps_to_the_limits_of_excel(monkeypatch: pytest.MonkeyPatch) -> None:
    long = {**RECORDS[0], "post": {**RECORDS[0]["post"], "text": "🍣" * 20_000}}
    monkeypatch.setattr(audit_xlsx, "_ROWS", 6)
    monkeypatch.setattr(audit_xlsx, "_LINKS", 2)
    file = io.BytesIO()
    audit_xlsx.write(SUMMARY, [long] * 9, file)
    sheet = openpyxl.load_workbook(file)["指摘"]
    assert sheet.max_row == 6
    assert sheet["A6"].value.startswith("Excel の行数の上限")
    cells = [one for row in sheet.iter_rows(min_row=2, max_row=5) for one in row]
    assert sum(one.hyperlink is not None for one in cells) == 2
    longest = max((str(one.value) for one in cells), key=len)
    assert longest.endswith("…（長いため以下略）")
    assert len(longest.encode("utf-16-le")) // 2 <= 32_767


def test_gravest_first_then_latest_and_accepted_ones_last() -> None:
    found, number = gravest(RECORDS, 100)
    assert number == len(found) == 9
    days = [(one.finding["level"], str(one.post["day"] or "")) for one in found]
    assert days == [
        ("ng", "2026-10-10"), ("ng", "2026-09-01"), ("ng", "2026-08-21"), ("ng", "2026-08-03"), ("undecided", "2026-11-22"),
        ("review", "2026-11-20"), ("review", ""), ("note", "2026-11-02"), ("review", "2026-09-15"),
    ]  # fmt: skip
    assert waiver(found[-1].finding) == "例外承認済み（理由: 引用として承認、承認者: 広報課長）"
    for limit in range(10):
        assert gravest(iter(RECORDS), limit) == (found[:limit], 9)


@given(st.text(min_size=1), st.data(), st.integers(1, 30))
def test_a_piece_shows_the_span_and_what_stands_beside_it(text: str, data: st.DataObject, around: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    (found,) = each({"verdict": "ng", "post": {"text": text}, "findings": [{"start": start, "end": end}]})
    shown = piece(found, around=around)
    assert shown.match == text[start:end]
    whole = shown.before + shown.match + shown.after
    assert whole == text or shown.cut
    assert whole.removeprefix("…").removesuffix("…") in text or text in whole
    assert len(whole) <= end - start + 2 * around + 2


def test_a_finding_on_a_whole_article_is_cut() -> None:
    (found,) = each({"verdict": "ng", "post": {"text": "長" * 5000}, "findings": [{"start": 0, "end": 5000}]})
    assert piece(found, around=10) == ("", "長" * 1000, "…", True)


def test_an_audit_of_nothing() -> None:
    assert "点検できた投稿はありません" in "".join(audit_text.render(EMPTY, []))
    assert len("".join(audit_csv.render(EMPTY, [])).splitlines()) == 1
    file = io.BytesIO()
    audit_xlsx.write(EMPTY, [], file)
    assert openpyxl.load_workbook(file)["指摘"].max_row == 1


def test_many_months_are_told_by_fiscal_year() -> None:
    months = {f"{2023 + at // 12}-{at % 12 + 1:02}": Tally(1, 1) for at in range(30)}
    text = "".join(audit_text.render(SUMMARY._replace(months=months), [], paper=Paper(columns=80, ambiguous=2)))
    assert "年度別" in text
    assert "2022年度     3   3 100.0%" in text
    assert fiscal_year("2026-03") == "2025年度"
    assert fiscal_year("2026-04") == "2026年度"


def test_conclusion() -> None:
    said = conclude(SUMMARY)
    assert said.posts == "10件（アカウント 3）、うち予約投稿 1件"
    assert said.verdicts == (("ng", 4, "40.0%"), ("review", 3, "30.0%"), ("undecided", 1, "10.0%"), ("ok", 2, "20.0%"))
    # Advice is no breach.
    assert [clause.key for clause in said.clauses] == ["4(6)-1", "5(1)ア"]
    assert said.steps[0].startswith("読めなかったものが3件あり")
    assert len(said.steps) == 8
    calm = SUMMARY._replace(
        total=Tally(5), clauses=(), patterns=(), questions=(), unknown_facts=(), unread_count=0, unread=()
    )
    assert conclude(calm).steps == ("条項に当たる指摘はありませんでした。",)


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://sns.example/1", True), ("HTTP://sns.example", True), ("https://social.example/@user/1", True),
        ("javascript:alert(1)", False), (" https://sns.example", False), ("https://", False), ("data:text/html,x", False),
        ("https://city.lg.jp@evil.example/", False), ("https://[::1", False), ("https://sns.example/\u202e", False),
        ("https://sns.example/a\nb", False), ('https://sns.example/"x', False), ("//sns.example/", False),
        ("https://sns.example/" + "a" * 2000, False), ("", False),
    ],
)  # fmt: skip
def test_links(url: str, expected: bool) -> None:
    assert link(url) == (url if expected else "")


@pytest.mark.parametrize(
    "part, whole, expected",
    [
        (0, 0, "0%"),
        (0, 9, "0%"),
        (1, 3, "33.3%"),
        (9, 9, "100.0%"),
        (1, 200_000, "0.1%未満"),
        (199_999, 200_000, "99.9%以上"),
    ],
)
def test_shares(part: int, whole: int, expected: str) -> None:
    assert share(part, whole) == expected


@pytest.mark.parametrize(
    "post, expected",
    [
        ({"posted_at": "2026-11-02T09:00:00+09:00", "day": "2026-11-02"}, "2026-11-02 09:00"),
        ({"posted_at": "2026-11-01T20:00:00+00:00", "day": None}, "2026-11-02 05:00"),
        ({"posted_at": None, "day": "2026-11-02"}, "2026-11-02"),
        ({"posted_at": "いつか", "day": None}, "いつか"),
        ({"posted_at": None, "day": None}, ""),
    ],
)
def test_times(post: dict[str, Any], expected: str) -> None:
    assert when(post) == expected


def test_days() -> None:
    since, until = SUMMARY.since, SUMMARY.until
    assert period(since, until) == "2026年8月3日(月)から2026年11月22日(日)まで"
    assert period(since, since) == "2026年8月3日(月)"
    assert period(None, until) == "2026年11月22日(日)"
    assert period(None, None) == "日付は分かりません"
    assert since is not None
    assert day(since.date()) == "2026年8月3日(月)"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("一\r\n二\r三\n", "一\n二\n三\n"),
        ("👨‍👩‍👧と🏳️‍🌈", "👨‍👩‍👧と🏳️‍🌈"),
        ("あ\u200dい", "あ\\u{200d}い"),
        ("\u200b\u202e\x07\t", "\\u{200b}\\u{202e}\\u{7}\\t"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text(), st.integers(4, 60))
def test_cut_text_fits(text: str, columns: int) -> None:
    assert width(cut(visible(text), columns)) <= columns
    assert width(text) > columns or cut(text, columns) == text


def test_long_lists_say_how_much_is_left_out() -> None:
    clauses = tuple(Counted(str(at), f"{at}「条文」", 1, 1, 1) for at in range(40))
    assert "  ほか 25件\n" in "".join(audit_text.render(SUMMARY._replace(clauses=clauses), []))
