"""The report for people: the line with the span marked, what is wrong, the clause, the repair, the checklist, the verdict.

Lines are made of (text, style) pieces so that a terminal may colour them; colour repeats what the words say. Draft
text never passes through a markup language: rich would drop `[#PR]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.report.cells import shown, width, wrap
from postlint.report.words import MARKS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postlint.model import Clause, Finding, Report

    Line = list[tuple[str, str]]  # pieces of text with a style: ng, review, note, ok, dim, strong or none

_INDENT = "  "


class Paper(NamedTuple):
    """What is written on: columns (0 is endless), the width of ambiguous characters, the language."""

    columns: int = 0
    ambiguous: int = 1
    language: str = "ja"


def render(reports: Sequence[Report], paper: Paper) -> Iterator[Line]:
    """Yield the lines of all reports; the last line of each is its verdict."""
    for number, report in enumerate(reports):
        if number:
            yield []
        yield from _report(report, paper)


def _report(report: Report, paper: Paper) -> Iterator[Line]:
    words = WORDS[paper.language]
    edition = words["edition"].format(until=report.edition) if report.edition else ""
    yield [(shown(report.draft.path), "strong"), (f"  {report.city_name}{edition}", "dim")]
    for note in report.draft.notes:
        yield [(f"{words['note_head']}: {shown(note)}", "dim")]
    for line in report.undecided.split("\n") if report.undecided else ():
        yield from wrapped(_INDENT, shown(line), paper)
    lines = report.draft.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in report.findings:
        yield []
        yield from _finding(finding, lines, report.draft.line_offset, paper)
    if report.checklist:
        yield []
        yield [(words["checklist"], "strong")]
        for item in report.checklist:
            mark = "[x] " if item.confirmed else "[ ] "
            yield from wrapped(_INDENT + mark, item.question, paper)
            yield from wrapped(_INDENT + "    ", _cite(item.clause), paper, "dim")
    if report.not_judged:
        yield []
        yield [(words["not_judged"], "strong")]
        for gap in report.not_judged:
            fact = words.get("fact." + gap.needs, gap.needs)
            reason = f"{gap.title}: " + words["needs"].format(fact=fact, rule=gap.rule)
            cites = "、".join(clause.cite for clause in gap.clauses)
            yield from wrapped(_INDENT + "- ", f"{reason} {cites}", paper)
    yield []
    yield _verdict(report, paper)


def _finding(finding: Finding, lines: list[str], offset: int, paper: Paper) -> Iterator[Line]:
    words = WORDS[paper.language]
    where = f"{finding.line + offset}:{finding.column}" if finding.line and finding.column else shown(finding.match)
    yield [
        *([(f"{words['waived']}: ", "ok")] if finding.waived else []),
        (f"{MARKS[finding.level]} {words[finding.level]}", "dim" if finding.waived else finding.level),
        (f"  {finding.title}", "strong"),
        (f"  {where}  {finding.rule}", "dim"),
    ]
    if finding.line and finding.column:
        yield from _excerpt(lines, finding, offset, paper)
    yield from wrapped(_INDENT, shown(finding.message), paper)
    closest, *others = finding.clauses
    yield from wrapped(f"{_INDENT}{words['clause']} ", _cite(closest), paper)
    if others:
        cites = "、".join(dict.fromkeys(clause.cite for clause in others))
        yield from wrapped(f"{_INDENT}{words['also']} ", cites, paper, "dim")
    if finding.waived:
        yield from wrapped(f"{_INDENT}{words['waived']} ", shown(_fill(words["waived_by"], finding.waived)), paper)
    else:
        yield from wrapped(f"{_INDENT}{words['repair']} ", shown(finding.repair), paper)


def _fill(template: str, waived: Mapping[str, Any]) -> str:
    """Fill in all places at once: what an approver wrote may hold braces."""
    return re.sub(r"\{(\w+)\}", lambda found: str(waived[found[1]]), template)


def _cite(clause: Clause) -> str:
    return f"{clause.cite}「{clause.text}」（{clause.guideline}）"


def _excerpt(lines: list[str], finding: Finding, offset: int, paper: Paper) -> Iterator[Line]:
    """Yield the line of the draft and a line of ^ under the span, measured in columns."""
    assert finding.line is not None
    assert finding.column is not None
    line = lines[finding.line - 1]
    start = min(finding.column - 1, len(line))
    stop = min(start + len(finding.match.split("\n")[0].rstrip("\r")), len(line))
    gutter = f"{_INDENT}{finding.line + offset:>4} | "
    room = (paper.columns or 10**9) - len(gutter) - 1
    before, span, after = shown(line[:start]), shown(line[start:stop]), shown(line[stop:])
    if width(before + span + after, ambiguous=paper.ambiguous) > room:
        # Keep the span in view, with some of what stands before it.
        while before and width(before + span, ambiguous=paper.ambiguous) > max(room * 2 // 3, room - 20):
            before = before[1:]
        before = "..." + before[3:] if len(before) > 3 else before
        rest = wrap(before + span + after, room, ambiguous=paper.ambiguous)[0]
        span = rest[len(before) : len(before) + len(span)]
        after = rest[len(before) + len(span) :]
    yield [(gutter, "dim"), (before, ""), (span, finding.level), (after, "")]
    blank = " " * (len(gutter) + width(before, ambiguous=paper.ambiguous))
    yield [(blank, ""), ("^" * max(1, width(span, ambiguous=paper.ambiguous)), finding.level)]


def wrapped(head: str, text: str, paper: Paper, style: str = "") -> Iterator[Line]:
    """Yield `head` and `text`, later lines hanging under the text."""
    hang = width(head, ambiguous=paper.ambiguous)
    room = max(20, paper.columns - hang - 1) if paper.columns else 10**9
    for number, part in enumerate(wrap(text, room, ambiguous=paper.ambiguous)):
        yield [(head if number == 0 else " " * hang, "dim"), (part, style)]


def _verdict(report: Report, paper: Paper) -> Line:
    words = WORDS[paper.language]
    counts = [
        f"{words[level]} {words['count'].format(n=n)}"
        for level in ("ng", "review", "note")
        if (n := sum(finding.level == level for finding in report.findings if not finding.waived))
    ]
    if waived := sum(bool(finding.waived) for finding in report.findings):
        counts.append(f"{words['waived']} {words['count'].format(n=waived)}")
    if report.known:
        counts.append(f"{words['known']} {words['count'].format(n=report.known)}")
    still = sum(not item.confirmed for item in report.checklist)
    if still:
        counts.append(f"{words['checklist']} {words['open'].format(n=still)}")
    tail = f"（{'、'.join(counts)}）" if counts else ""
    return [(f"{words['verdict']}: ", "strong"), (words[report.verdict], report.verdict), (tail, "")]
