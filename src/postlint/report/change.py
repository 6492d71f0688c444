"""What saving a draft changed in its judgement: new findings in full, those gone in a line each, the verdict."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from postlint.report.cells import shown
from postlint.report.human import render as whole
from postlint.report.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from postlint.model import Finding, NotJudged, Question, Report
    from postlint.report.human import Line, Paper

_Item = TypeVar("_Item")


def render(before: Report, after: Report, paper: Paper) -> Iterator[Line]:
    """Yield what differs between two judgements of one draft, and the verdict. Text that moved is no difference."""
    words = WORDS[paper.language]
    findings = _more(after.findings, before.findings, _finding)
    news = after._replace(
        findings=findings,
        checklist=_more(after.checklist, before.checklist, _question),
        not_judged=_more(after.not_judged, before.not_judged, _gap),
        undecided=after.undecided if after.undecided != before.undecided else "",
    )
    gone = _more(before.findings, after.findings, _finding)
    if gone or news != after._replace(findings=(), checklist=(), not_judged=(), undecided=""):
        yield from [*whole([news], paper)][:-2]
        for finding in gone:
            yield [
                (f"{words['gone']} ", "ok"),
                (f" {finding.title}  {shown(finding.match)}", ""),
                (f"  {finding.rule}", "dim"),
            ]
        yield []
    else:
        yield [(shown(after.draft.path), "strong"), (f"  {words['same']}", "dim")]
    if before.verdict != after.verdict:
        yield [(f"{words[before.verdict]} → ", "dim"), *verdict(after, paper)]
    else:
        yield verdict(after, paper)


def verdict(report: Report, paper: Paper) -> Line:
    """Return the last line of a report, with its counts."""
    return [*whole([report], paper)][-1]


def _more(items: Iterable[_Item], others: Iterable[_Item], key: Callable[[_Item], Any]) -> tuple[_Item, ...]:
    """Return the items that there are more of than among the others."""
    left = Counter(map(key, others))
    more = []
    for item in items:
        if left[key(item)] > 0:
            left[key(item)] -= 1
        else:
            more.append(item)
    return tuple(more)


def _finding(finding: Finding) -> tuple[Any, ...]:
    return finding.rule, finding.level, finding.match, finding.message, bool(finding.waived)


def _question(question: Question) -> tuple[Any, ...]:
    return question.clause.id, question.question, question.confirmed


def _gap(gap: NotJudged) -> tuple[Any, ...]:
    return gap.rule, gap.needs
