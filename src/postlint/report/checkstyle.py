"""Checkstyle's XML, which Jenkins and many review tools read: a file, and errors with a line and a column.

It has no end of a span. Columns count code points, as Checkstyle's own do. reviewdog posts messages of this format as
Markdown, so they are written as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from postlint.report.cells import shown
from postlint.report.issues import issues, slashed
from postlint.report.markup import prose
from postlint.report.positions import code_points, ruler, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postlint.model import Report

_SEVERITIES = {
    "undecided": "error", "ng": "error", "review": "warning", "note": "info", "waived": "info", "open": "info",
}  # fmt: skip


def render(reports: Iterable[Report], tool: Mapping[str, str]) -> str:
    """Return one XML document. What XML forbids is written as an escape, as for people."""
    root = Element("checkstyle", version=tool["version"])
    for report in reports:
        file = SubElement(root, "file", name=shown(slashed(report.draft.path)))
        scale = ruler(report.draft, code_points)
        for issue in issues(report):
            place = {"line": str(issue.line)}
            if issue.start is not None and issue.end is not None:
                line, column, *_ = span(scale, issue.start, issue.end)
                place = {"line": str(line), "column": str(column)}
            message = " ".join(map(prose, (f"{issue.title}:", *issue.lines)))
            severity = _SEVERITIES[issue.gravity]
            SubElement(file, "error", place, severity=severity, message=message, source=f"postlint.{issue.rule}")
    return document(root)


def document(root: Element) -> str:
    """Return an XML document with its declaration, ending in a line feed."""
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
