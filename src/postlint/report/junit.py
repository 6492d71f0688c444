"""JUnit's XML, as CI servers show it: a suite for each draft, in it a case for each thing found.

What must not or may not be published fails, a draft that could not be judged is an error; what somebody waived, has to
confirm or did not state is skipped; advice passes and is told. A draft without any of these is one case that passes.
The format has no positions, so they are told in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from postlint.report.cells import shown
from postlint.report.checkstyle import document
from postlint.report.issues import issues, slashed
from postlint.report.positions import code_points, ruler, span
from postlint.report.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postlint.model import Report
    from postlint.report.issues import Issue

_JA = WORDS["ja"]
_OUTCOMES = {"undecided": "error", "ng": "failure", "review": "failure", "waived": "skipped", "open": "skipped"}


def render(reports: Iterable[Report], tool: Mapping[str, str]) -> str:
    """Return one XML document. What XML forbids is written as an escape, as for people."""
    root = Element("testsuites", name=tool["name"])
    for report in reports:
        _suite(root, report)
    return document(root)


def _suite(root: Element, report: Report) -> None:
    path = shown(slashed(report.draft.path))
    found = list(issues(report))
    outcomes = [_OUTCOMES.get(issue.gravity) for issue in found]
    counts = {
        "tests": str(len(found) or 1),
        "failures": str(outcomes.count("failure")),
        "errors": str(outcomes.count("error")),
        "skipped": str(outcomes.count("skipped")),
    }
    suite = SubElement(root, "testsuite", {"name": path, **counts})
    scale = ruler(report.draft, code_points)
    for issue, outcome in zip(found, outcomes, strict=True):
        where = ""
        if issue.start is not None and issue.end is not None:
            line, column, *_ = span(scale, issue.start, issue.end)
            where = f" ({line}:{column})"
        case = SubElement(suite, "testcase", name=f"{issue.title}{where}", classname=path)
        _result(case, issue, outcome)
    if not found:
        SubElement(suite, "testcase", name=_JA[report.verdict], classname=path)


def _result(case: Element, issue: Issue, outcome: str | None) -> None:
    text = "\n".join(issue.lines)
    if outcome is None:
        SubElement(case, "system-out").text = text
        return
    SubElement(case, outcome, type=issue.rule, message=issue.lines[0]).text = text
