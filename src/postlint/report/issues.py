"""A report as the flat list that code review tools know: something, somewhere in a file, of some gravity.

Nothing is lost on the way: a draft that could not be read is an issue too, and what people still have to confirm or
state is one more for each draft (one for each question would bury the findings).
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from postlint.report.cells import shown
from postlint.report.positions import stated
from postlint.report.words import MARKS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.model import Clause, Finding, Fix, NotJudged, Report

_JA = WORDS["ja"]
_LONGEST = 2_000  # code points of a line; nobody reads on, and GitHub cuts annotations at 64 KB

UNDECIDED = "undecided"  # ids of what is no rule's: rules are named topic.name
CHECKLIST = "checklist"

Gravity = Literal["undecided", "ng", "review", "note", "waived", "open"]


class Issue(NamedTuple):
    """One thing to show. `start` and `end` are code points of the text; where they are None, `line` of the file tells.

    `title` and `lines` hold no control, bidi or zero-width character and no line end.
    """

    rule: str
    gravity: Gravity
    title: str
    lines: tuple[str, ...]
    start: int | None
    end: int | None
    fingerprint: str
    fix: Fix | None = None
    finding: Finding | None = None
    line: int = 1


def issues(report: Report) -> Iterator[Issue]:
    """Yield what one draft has to show: that it could not be judged, its findings in order, what is left for people."""
    path = slashed(report.draft.path)
    if report.undecided:
        lines = tuple(map(clipped, report.undecided.split("\n")))
        mark = fingerprint(path, UNDECIDED, "")
        yield Issue(UNDECIDED, "undecided", _JA["undecided"], lines, None, None, mark, line=report.undecided_at)
    seen: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        key = finding.rule, finding.match
        seen[key] += 1
        yield Issue(
            finding.rule, "waived" if finding.waived else finding.level, _title(finding), tuple(_lines(finding)),
            finding.start, finding.end, fingerprint(path, *key, seen[key]), finding.fix, finding,
            1 if finding.start is not None else stated(report.draft, finding.match),
        )  # fmt: skip
    left = [clipped(item.question) for item in report.checklist if not item.confirmed]
    left += [gap(item) for item in report.not_judged]
    if left:
        yield Issue(CHECKLIST, "open", _JA["checklist"], tuple(left), None, None, fingerprint(path, CHECKLIST, ""))


def fingerprint(path: str, rule: str, quoted: str, count: int = 1) -> str:
    """Return what stays the same while lines move: a hash of rule, quoted text, path, and which of several it is."""
    parts = "\0".join((rule, quoted, path, str(count)))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def slashed(path: str) -> str:
    """Return a path with the separator that every format wants: /."""
    return path if os.sep == "/" else path.replace(os.sep, "/")


def clipped(text: str) -> str:
    """Return text on one line, without anything that hides or moves other text, cut where it is endless."""
    return shown(text if len(text) <= _LONGEST else text[:_LONGEST] + "…（以下省略）")


def cited(clause: Clause) -> str:
    """Return a clause as it is quoted everywhere."""
    return clipped(f"{clause.cite}「{clause.text}」（{clause.guideline}）")


def gap(item: NotJudged) -> str:
    """Return why a rule was not judged."""
    needs = _JA["needs"].format(fact=_JA.get("fact." + item.needs, item.needs), rule=item.rule)
    return clipped(f"{item.title}: {needs}")


def waived(finding: Finding) -> str:
    """Return who accepted a finding, why and until when; empty where nobody did."""
    if not finding.waived:
        return ""
    told = {key: str(finding.waived.get(key, "")) for key in ("reason", "approver", "expires")}
    return clipped(_JA["waived_by"].format(**told))


def _title(finding: Finding) -> str:
    head = f"{_JA['waived']}: " if finding.waived else ""
    return clipped(f"{head}{MARKS[finding.level]} {_JA[finding.level]} {finding.title}")


def _lines(finding: Finding) -> Iterator[str]:
    yield clipped(finding.message)
    yield clipped(f"{_JA['repair']}: {finding.repair}")
    for clause in finding.clauses:
        yield f"{_JA['clause']}: {cited(clause)}"
    if finding.waived:
        yield f"{_JA['waived']}: {waived(finding)}"
