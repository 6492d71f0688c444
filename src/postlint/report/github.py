"""Workflow commands of GitHub Actions, which show findings as annotations in a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions, escaped as GitHub's own toolkit does.
A line holds one command and nothing of a draft stands outside of it, for the runner obeys whatever line looks like one.
GitHub shows ten annotations of a level for a step, so the gravest come first; all of them are in the step's summary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.report.cells import shown
from postlint.report.issues import issues, slashed
from postlint.report.markdown import page
from postlint.report.positions import ruler, span, utf16

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postlint.model import Report

_COMMANDS = {
    "undecided": "error", "ng": "error", "review": "warning", "note": "notice", "open": "notice", "waived": "notice",
}  # fmt: skip
_GRAVEST = list(_COMMANDS)
_SUMMARY = 262_144  # code points: a summary may have 1 MiB


def render(reports: Iterable[Report], tool: Mapping[str, str]) -> str:
    """Return one command a line; `tool` has no place in this format."""
    commands = [pair for report in reports for pair in _commands(report)]
    commands.sort(key=lambda pair: pair[0])
    return "".join(command + "\n" for _, command in commands)


def summary(reports: Sequence[Report]) -> str:
    """Return the Markdown for the summary of a step: everything, as far as GitHub takes it."""
    return page(reports, longest=_SUMMARY)


def _commands(report: Report) -> Iterator[tuple[int, str]]:
    scale = ruler(report.draft, utf16)
    path = slashed(report.draft.path)
    for issue in issues(report):
        properties: dict[str, object] = {} if path == "-" else {"file": shown(path), "line": issue.line}
        if properties and issue.start is not None and issue.end is not None:
            at = span(scale, issue.start, issue.end)
            properties |= {"line": at.line, "endLine": at.end_line}
            if at.line == at.end_line:  # GitHub refuses columns of several lines
                properties |= {"col": at.column, "endColumn": at.end_column}
        properties["title"] = issue.title
        told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        command = f"::{_COMMANDS[issue.gravity]} {told}::{_data(chr(10).join(issue.lines))}"
        yield _GRAVEST.index(issue.gravity), command


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
