"""reviewdog's own format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf

Columns count UTF-8 bytes from 1, the end is exclusive. reviewdog posts a message as Markdown, so it is written as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.report.issues import issues, slashed
from postlint.report.json import dump
from postlint.report.markup import prose
from postlint.report.positions import ruler, span, utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.model import Report
    from postlint.report.positions import Ruler

_SEVERITIES = {
    "undecided": "ERROR", "ng": "ERROR", "review": "WARNING", "note": "INFO", "waived": "INFO", "open": "INFO",
}  # fmt: skip


def render(reports: Iterable[Report], tool: Mapping[str, str]) -> str:
    """Return one DiagnosticResult."""
    diagnostics = [diagnostic for report in reports for diagnostic in _diagnostics(report)]
    return dump({"source": {"name": tool["name"]}, "diagnostics": diagnostics})


def _diagnostics(report: Report) -> Iterator[dict[str, Any]]:
    scale = ruler(report.draft, utf8)
    for issue in issues(report):
        place: dict[str, Any] = {"start": {"line": issue.line}}
        if issue.start is not None and issue.end is not None:
            place = _range(scale, issue.start, issue.end)
        result: dict[str, Any] = {
            # Stripped, for four blanks would make the line a block of code.
            "message": "\n".join(prose(line.strip()) for line in (issue.title, *issue.lines)),
            "location": {"path": slashed(report.draft.path), "range": place},
            "severity": _SEVERITIES[issue.gravity],
            "code": {"value": issue.rule},
        }
        if issue.fix and issue.gravity != "waived":
            fix = issue.fix
            result["suggestions"] = [{"range": _range(scale, fix.start, fix.end), "text": fix.text}]
        yield result


def _range(scale: Ruler, start: int, end: int) -> dict[str, Any]:
    at = span(scale, start, end)
    return {
        "start": {"line": at.line, "column": at.column},
        "end": {"line": at.end_line, "column": at.end_column},
    }
