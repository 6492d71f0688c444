"""SARIF 2.1.0, which GitHub's code scanning and editors read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/

Clauses are taxa, one taxonomy for each guideline, and results refer to them. A question only a person can answer is a
result of kind `review` (§3.27.9: needs a human to decide), or `pass` once confirmed; what could not be judged for want
of a fact is of kind `open`; a draft that could not be read is an error, and also a notification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.report.issues import CHECKLIST, cited, clipped, fingerprint, gap, issues, slashed, waived
from postlint.report.json import dump
from postlint.report.positions import ruler, span, utf16
from postlint.report.sarif_index import Index, message, uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.model import Clause, Fix, Report
    from postlint.report.issues import Issue
    from postlint.report.positions import Ruler

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"undecided": "error", "ng": "error", "review": "warning", "note": "note"}
_PRINT = "postlint/v1"


def render(reports: Iterable[Report], tool: Mapping[str, str]) -> str:
    """Return one log with one run."""
    index = Index()
    results: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for report in reports:
        results += _results(report, index)
        told += _notifications(report)
    driver = {
        "name": tool["name"],
        "version": tool["version"],
        "language": "ja",
        "rules": index.rules(),
        "supportedTaxonomies": index.components(),
        "properties": {"rules": tool["rules"], "dictionary": tool["dictionary"]},
    }
    run = {
        "tool": {"driver": driver},
        "language": "ja",
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [
            {
                "executionSuccessful": not any(one["level"] == "error" for one in told),
                "toolExecutionNotifications": told,
            }
        ],
        "taxonomies": index.taxonomies(),
        "results": results,
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _results(report: Report, index: Index) -> Iterator[dict[str, Any]]:
    scale = ruler(report.draft, utf16)
    for issue in issues(report):
        if issue.gravity != "open":
            yield _result(issue, report, scale, index)
    path = slashed(report.draft.path)
    for item in report.checklist:
        told = [clipped(item.question), cited(item.clause)]
        mark = fingerprint(path, CHECKLIST, f"{item.clause.id}\0{item.question}")
        result = _plain(CHECKLIST, told, report, [item.clause], mark, index)
        yield result | {"kind": "pass" if item.confirmed else "review", "level": "none"}
    for gone in report.not_judged:
        told = [gap(gone), *map(cited, gone.clauses)]
        mark = fingerprint(path, gone.rule, f"\0{gone.needs}")
        result = _plain(gone.rule, told, report, gone.clauses, mark, index, title=gone.title)
        yield result | {"kind": "open", "level": "none"}


def _result(issue: Issue, report: Report, scale: Ruler, index: Index) -> dict[str, Any]:
    finding = issue.finding
    clauses = finding.clauses if finding else ()
    title, topic = (finding.title, finding.topic) if finding else (issue.title, "")
    result = _plain(issue.rule, issue.lines, report, clauses, issue.fingerprint, index, title=title, topic=topic)
    result["level"] = _LEVELS[finding.level if finding else issue.gravity]
    result["locations"] = [_location(report, {"startLine": issue.line})]
    if issue.start is not None and issue.end is not None:
        region = _region(scale, issue.start, issue.end)
        region["snippet"] = {"text": report.draft.text[issue.start : issue.end]}
        result["locations"] = [_location(report, region)]
    if issue.fix:
        result["fixes"] = [_fix(issue.fix, report, scale)]
    if finding and finding.waived:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": waived(finding)}]
    return result


def _plain(
    rule: str, lines: Iterable[str], report: Report, clauses: Iterable[Clause], mark: str, index: Index, *,
    title: str = "", topic: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Return what all results have; the location is the first line, since GitHub shows nothing without a line."""
    clauses = list(clauses)
    return {
        "ruleId": rule,
        "ruleIndex": index.rule(rule, clauses, title=title, topic=topic),
        "message": message("\n".join(lines)),
        "locations": [_location(report, {"startLine": 1})],
        "taxa": [index.taxon(clause, report.city_name) for clause in clauses],
        "partialFingerprints": {_PRINT: mark},
        "suppressions": [],  # once one result has them, all must
        "properties": {"city": report.city, "draft": report.draft.id},
    }


def _location(report: Report, region: dict[str, Any]) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri(report.draft.path)}, "region": region}}


def _region(scale: Ruler, start: int, end: int) -> dict[str, Any]:
    at = span(scale, start, end)
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
        "charOffset": at.offset,  # in the unit of columns; a byte order mark does not count (§3.30.2)
        "charLength": at.length,
    }


def _fix(fix: Fix, report: Report, scale: Ruler) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(scale, fix.start, fix.end), "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": {"uri": uri(report.draft.path)}, "replacements": [replacement]}
    return {"description": message("意味を変えない置き換え"), "artifactChanges": [change]}


def _notifications(report: Report) -> Iterator[dict[str, Any]]:
    place = [{"physicalLocation": {"artifactLocation": {"uri": uri(report.draft.path)}}}]
    if report.undecided:
        told = "\n".join(map(clipped, report.undecided.split("\n")))
        yield {"level": "error", "message": message(told), "locations": place}
    for note in report.draft.notes:
        yield {"level": "note", "message": message(clipped(note)), "locations": place}
