"""What is shown of a draft that is judged again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.model import Clause, Draft, Finding, NotJudged, Question, Report
from postlint.report.change import render
from postlint.report.human import Paper

CLAUSE = Clause("1", "第1", "侮辱しない", "例示市ガイドライン")


def finding(match: str, *, start: int = 0) -> Finding:
    return Finding(
        "insult.direct", "insult", "人を侮辱する言葉", "ng", (CLAUSE,), start, start + len(match), 1, start + 1, match,
        f"「{match}」は侮辱です。", "削ってください。",
    )  # fmt: skip


def report(text: str, *findings: Finding, ask: bool = False, gap: bool = False, undecided: str = "") -> Report:
    return Report(
        Draft(text, path="a.txt"), "example", "例示市", "undecided" if undecided else "ng" if findings else "ok", findings,
        (Question(CLAUSE, "確かめましたか。", confirmed=False),) if ask else (),
        (NotJudged("hours", "時間", "scheduled_at", (CLAUSE,)),) if gap else (), undecided,
    )  # fmt: skip


def shown(before: Report, after: Report) -> list[str]:
    return ["".join(text for text, _ in line) for line in render(before, after, Paper())]


@pytest.mark.parametrize(
    "before, after, lines",
    [
        (report("よい"), report("よい。"), ["a.txt  指摘は変わりません", "判定: 投稿可"]),
        (
            report("馬鹿", finding("馬鹿")),
            report("、馬鹿", finding("馬鹿", start=1)),
            ["a.txt  指摘は変わりません", "判定: 投稿不可（投稿不可 1件）"],
        ),
        (
            report("馬鹿と間抜け", finding("馬鹿"), finding("間抜け", start=3)),
            report("よい"),
            [
                "a.txt  例示市",
                "○ 解消  人を侮辱する言葉  馬鹿  insult.direct",
                "○ 解消  人を侮辱する言葉  間抜け  insult.direct",
                "",
                "投稿不可 → 判定: 投稿可",
            ],
        ),
        (
            report("馬鹿", finding("馬鹿"), ask=True, gap=True),
            report("馬鹿と馬鹿", finding("馬鹿"), finding("馬鹿", start=3), ask=True, gap=True),
            [
                "a.txt  例示市",
                "",
                "× 投稿不可  人を侮辱する言葉  1:4  insult.direct",
                "     1 | 馬鹿と馬鹿",
                "               ^^^^",
                "  「馬鹿」は侮辱です。",
                "  条項 第1「侮辱しない」（例示市ガイドライン）",
                "  直し方 削ってください。",
                "",
                "判定: 投稿不可（投稿不可 2件、人が確かめること 未確認 1件）",
            ],
        ),
        (
            report("よい"),
            report("", undecided="本文が空です"),
            ["a.txt  例示市", "  本文が空です", "", "投稿可 → 判定: 判定不能"],
        ),
        (
            report("", undecided="本文が空です"),
            report("", undecided="本文が空です"),
            ["a.txt  指摘は変わりません", "判定: 判定不能"],
        ),
        (
            report("よい"),
            report("よい", gap=True),
            [
                "a.txt  例示市",
                "",
                "判定できなかったこと",
                "  - 時間: 投稿予定日時が分からないため判定していません（hours） 第1",
                "",
                "判定: 投稿可",
            ],
        ),
    ],
)
def test_only_what_changed_is_shown(before: Report, after: Report, lines: list[str]) -> None:
    assert shown(before, after) == lines


_FINDINGS = st.lists(st.sampled_from([finding("馬鹿"), finding("馬鹿", start=1), finding("間抜け")]), max_size=4)


@given(_FINDINGS, _FINDINGS)
def test_new_findings_less_gone_ones_make_up_the_difference(old: list[Finding], new: list[Finding]) -> None:
    lines = shown(report("馬鹿馬鹿間抜け", *old), report("馬鹿馬鹿間抜け", *new))
    gone = sum(line.startswith("○ 解消") for line in lines)
    come = sum(line.startswith("× 投稿不可") for line in lines)
    assert come - gone == len(new) - len(old)
    assert lines[-1].removeprefix("投稿可 → ").removeprefix("投稿不可 → ").startswith("判定: ")
