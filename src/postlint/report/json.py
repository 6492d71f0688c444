"""The JSON contract that tests and other tools read: schema_version 1, positions in code points."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postlint.model import Clause, Finding, Report

# JSON may hold a lone surrogate only as an escape; UTF-8 cannot hold it at all.
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("[\ud800-\udfff\x85\u2028\u2029]")


def render(reports: Iterable[Report], tool: Mapping[str, str]) -> str:
    """Return one JSON document for all drafts, ending in a line feed."""
    return dump({"schema_version": 1, "tool": dict(tool), "drafts": [draft(report) for report in reports]})


def dump(document: Any) -> str:
    """Return any document as JSON that UTF-8 can hold, ending in a line feed."""
    return _escaped(_SURROGATE, json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def line(document: Mapping[str, Any]) -> str:
    """Return a document as one line of JSON Lines, with nothing in it that any reader takes for the end of a line."""
    return _escaped(_LINE_END, json.dumps(document, ensure_ascii=False)) + "\n"


def _escaped(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def draft(report: Report) -> dict[str, Any]:
    """Return the JSON object of one judged draft."""
    result: dict[str, Any] = {
        "id": report.draft.id,
        "path": report.draft.path,
        "city": report.city,
        **({"edition": report.edition} if report.edition else {}),
        "verdict": report.verdict,
        "findings": [_finding(finding) for finding in report.findings],
        "checklist": [
            {"clause": _clause(q.clause), "question": q.question, "confirmed": q.confirmed} for q in report.checklist
        ],
        "not_judged": [
            {"rule": n.rule, "needs": n.needs, "clauses": [_clause(c) for c in n.clauses]} for n in report.not_judged
        ],
    }
    if report.draft.notes:
        result["notes"] = list(report.draft.notes)
    if report.known:
        result["known"] = report.known
    if report.undecided:
        result["error"] = report.undecided
    return result


def _clause(clause: Clause) -> dict[str, str]:
    return {"id": clause.id, "cite": clause.cite, "text": clause.text, "guideline": clause.guideline}


def _finding(finding: Finding) -> dict[str, Any]:
    fix = finding.fix
    return {
        "rule": finding.rule,
        "topic": finding.topic,
        "level": finding.level,
        "clauses": [_clause(clause) for clause in finding.clauses],
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "match": finding.match,
        "covered": finding.covered,
        "message": finding.message,
        "repair": finding.repair,
        "fix": {"start": fix.start, "end": fix.end, "text": fix.text} if fix else None,
        "waived": dict(finding.waived) if finding.waived else None,
    }
