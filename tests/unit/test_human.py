"""The report for people: spans marked by display width, nothing hidden, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.model import Clause, Draft, Finding, NotJudged, Question, Report
from postlint.report.cells import shown, width, wrap
from postlint.report.human import Paper, render

GOLDEN = Path(__file__).parent.parent / "golden"
_CLAUSE = Clause("4(6)-1", "4(6)", "他者を侮辱する情報", "石巻市ソーシャルメディアガイドライン")
_OTHER = Clause("4(3)", "4(3)", "基本的人権に留意する。", "石巻市ソーシャルメディアガイドライン")


def report_on(text: str, match: str, *, level: str = "ng", offset: int = 0) -> Report:
    """Build a report with one finding on `match`."""
    start = text.index(match)
    before = text[:start]
    line, column = before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1
    finding = Finding(
        "insult.direct", "insult", "人を侮辱する言葉", level, (_CLAUSE, _OTHER), start, start + len(match), line, column,
        match, f"「{match}」は人を侮辱する表現です。", "該当する表現を削り、事実だけを書いてください。",
    )  # fmt: skip
    return Report(
        Draft(text, id="d.txt", path="d.txt", line_offset=offset, notes=("文字コードをCP932として読みました",)),
        "ishinomaki", "石巻市", "ng", (finding,), (Question(_OTHER, "写っている方の了解を得ましたか。", False),),
        (NotJudged("hours.outside", "投稿時間外の投稿", "scheduled_at", (_OTHER,)),),
    )  # fmt: skip


def plain(report: Report, **paper: object) -> str:
    return "\n".join("".join(text for text, _ in line) for line in render([report], Paper(**paper)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name, paper",
    [("80", {"columns": 80}), ("pipe", {}), ("cp932", {"columns": 80, "ambiguous": 2}), ("en", {"language": "en"})],
)
def test_golden(name: str, paper: dict[str, object]) -> None:
    text = "①はじめに、ﾊﾞｶ親の馬鹿げた話\n" + "とても長い行の中ほどに" * 6 + "馬鹿" + "が立っています" * 8
    output = plain(report_on(text, "馬鹿" if name != "80" else "馬鹿が", offset=3), **paper)
    golden = GOLDEN / f"human-{name}.txt"
    assert output + "\n" == golden.read_text("utf-8")


def test_marks_stand_under_the_span() -> None:
    for text, match in [
        ("ﾊﾞｶ親", "親"),
        ("🍣とbar", "bar"),
        ("e\u0301と馬鹿", "馬鹿"),
        ("\x1b[31m馬鹿", "馬鹿"),
        ("a\u200b\u202e馬鹿", "馬鹿"),
    ]:
        lines = plain(report_on(text, match)).split("\n")
        at = next(i for i, line in enumerate(lines) if set(line.strip()) == {"^"})
        prefix = lines[at - 1][: lines[at - 1].index(match)]
        assert width(prefix) == lines[at].index("^")
        assert lines[at].count("^") == width(match)


def test_the_last_line_is_the_verdict() -> None:
    assert plain(report_on("馬鹿", "馬鹿")).split("\n")[-1].startswith("判定: 投稿不可（投稿不可 1件")


def test_why_nothing_could_be_judged_is_shown_escaped_line_by_line() -> None:
    report = Report(Draft("", path="a.txt"), "", "", "undecided", (), (), (), "a.txt:1:1: 何か\n    \x1b[31m\u202e市")
    assert plain(report).split("\n")[1:3] == ["  a.txt:1:1: 何か", "      \\u{1b}[31m\\u{202e}市"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("[#PR] [/b]", "[#PR] [/b]"),
        ("\x1b[31m", "\\u{1b}[31m"),
        ("a\tb", "a\\tb"),
        ("\u202eabc", "\\u{202e}abc"),
        ("\u200b", "\\u{200b}"),
        ("\ud800", "\\u{d800}"),
        ("\x00", "\\u{0}"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("全角\u3000空白", "全角\u3000空白"),
    ],
)
def test_shown(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text())
def test_shown_text_has_nothing_that_moves_the_cursor(text: str) -> None:
    assert not any(ord(char) < 32 or char in "\x7f\u202e\u2066\u200b" for char in shown(text))


@given(st.text(), st.integers(4, 40))
def test_wrapping_loses_nothing(text: str, columns: int) -> None:
    assert "".join(wrap(shown(text), columns)) == shown(text)
