"""A comment on a pull request, for people who are no engineers: the verdict of each draft, the findings, the checklist."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from postlint.report.issues import cited, clipped, gap, slashed, waived
from postlint.report.markup import code, prose
from postlint.report.words import MARKS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postlint.model import Finding, Report

LONGEST = 65_536  # code points of a comment on GitHub, which counts 262,144 bytes in some places and these in others

_JA = WORDS["ja"]
_MARKS = {**MARKS, "undecided": "×", "ok": "○"}
_GRAVEST = ("undecided", "ng", "review", "ok")
_ROOM = 200  # for the line that says what was left out
_DRAFT, _FINDING, _QUESTION, _GAP = "下書き", "指摘", "確認事項", "判定できなかったこと"


def render(reports: Sequence[Report], tool: Mapping[str, str]) -> str:
    """Return a comment that GitHub takes; `tool` has no place in it."""
    return page(reports, longest=LONGEST)


def page(reports: Sequence[Report], *, longest: int) -> str:
    """Return Markdown of at most `longest` code points, the gravest drafts first, ending in what was left out."""
    ordered = sorted(reports, key=lambda report: _GRAVEST.index(report.verdict))
    blocks = [block for report in ordered for block in _blocks(report)]
    headline = _headline(ordered)
    room = longest - _ROOM - len(headline)
    kept: set[int] = set()
    # The verdict of every draft comes first; thousands of findings in one must not hide that another is not fit.
    for kinds in ((_DRAFT,), (_FINDING, _QUESTION, _GAP)):
        for number, (kind, text) in enumerate(blocks):
            if kind not in kinds:
                continue
            room -= len(text)
            if room < 0:
                break
            kept.add(number)
    left = Counter(kind for number, (kind, _) in enumerate(blocks) if number not in kept)
    told = "".join(text for number, (_, text) in enumerate(blocks) if number in kept)
    return headline + told + _left_out(left)


def _left_out(left: Mapping[str, int]) -> str:
    if not left:
        return ""
    counts = "、".join(f"{kind} {number}件" for kind, number in left.items())
    return f"\n長さの上限のため、次のものを省きました: {counts}。全体は postlint check で確かめてください。\n"


def _headline(reports: Sequence[Report]) -> str:
    verdicts = Counter(report.verdict for report in reports)
    counts = "、".join(f"{_JA[verdict]} {number}件" for verdict, number in verdicts.items())
    return f"## 投稿の下書きの判定: {counts}\n"


def _blocks(report: Report) -> Iterator[tuple[str, str]]:
    """Yield pieces that stand or fall as a whole, each with what it is called when it is left out."""
    city = f"（{prose(clipped(report.city_name))}）" if report.city_name else ""
    path = code(clipped(slashed(report.draft.path)))
    still = sum(not item.confirmed for item in report.checklist)
    counts = [f"{_JA['known']} {_JA['count'].format(n=report.known)}"] if report.known else []
    counts += [f"{_JA['checklist']} {_JA['open'].format(n=still)}"] if still else []
    told = f"（{'、'.join(counts)}）" if counts else ""
    head = f"\n### {_MARKS[report.verdict]} {_JA[report.verdict]}{told} {path}{city}\n\n"
    head += "".join(f"{_JA['note_head']}: {prose(clipped(note))}\n\n" for note in report.draft.notes)
    if report.undecided:
        head += "".join(f"{prose(clipped(line.strip()))}\n\n" for line in report.undecided.split("\n"))
    yield _DRAFT, head
    for finding in report.findings:
        yield _FINDING, _finding(finding, report.draft.line_offset)
    heading = f"\n{_JA['checklist']}:\n\n"
    for item in report.checklist:
        mark = "x" if item.confirmed else " "
        yield _QUESTION, f"{heading}- [{mark}] {prose(clipped(item.question))} {prose(cited(item.clause))}\n"
        heading = ""
    heading = f"\n{_JA['not_judged']}:\n\n"
    for gone in report.not_judged:
        cites = "、".join(prose(clipped(clause.cite)) for clause in gone.clauses)
        yield _GAP, f"{heading}- {prose(gap(gone))} {cites}\n"
        heading = ""


def _finding(finding: Finding, offset: int) -> str:
    place = f"{finding.line + offset}行目、" if finding.line else ""
    level = f"{_JA['waived']}（{_JA[finding.level]}）" if finding.waived else _JA[finding.level]
    lines = [
        f"- {MARKS[finding.level]} {level} {prose(clipped(finding.title))}（{place}{code(finding.rule)}）",
        f"  - 箇所: {code(clipped(finding.match))}",
        f"  - 理由: {prose(clipped(finding.message))}",
        *(f"  - {_JA['clause']}: {prose(cited(clause))}" for clause in finding.clauses),
    ]
    if finding.waived:
        lines.append(f"  - {_JA['waived']}: {prose(waived(finding))}")
        return "\n".join(lines) + "\n"
    lines.append(f"  - {_JA['repair']}: {prose(clipped(finding.repair))}")
    if finding.fix:
        lines.append(f"  - 直した形: {code(clipped(finding.fix.text)) if finding.fix.text else '（削除）'}")
    return "\n".join(lines) + "\n"
