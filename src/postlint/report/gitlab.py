"""GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

A widget of merge requests that compares fingerprints. It knows lines and no columns, and drops a second issue of the
same fingerprint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.report.issues import issues, slashed
from postlint.report.json import dump
from postlint.report.positions import code_points, ruler, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.model import Report

_SEVERITIES = {
    "undecided": "blocker", "ng": "critical", "review": "major", "note": "minor", "waived": "info", "open": "info",
}  # fmt: skip


def render(reports: Iterable[Report], tool: Mapping[str, str]) -> str:
    """Return one JSON array of issues; `tool` has no place in this format."""
    return dump([issue for report in reports for issue in _issues(report)])


def _issues(report: Report) -> Iterator[dict[str, Any]]:
    scale = ruler(report.draft, code_points)
    for issue in issues(report):
        first = last = issue.line
        if issue.start is not None and issue.end is not None:
            first, _, last, *_ = span(scale, issue.start, issue.end)
        yield {
            "description": " ".join((f"{issue.title}:", *issue.lines)),
            "check_name": issue.rule,
            "fingerprint": issue.fingerprint,
            "severity": _SEVERITIES[issue.gravity],
            "location": {"path": slashed(report.draft.path), "lines": {"begin": first, "end": last}},
        }
