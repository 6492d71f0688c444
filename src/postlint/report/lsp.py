"""A judged draft as editors show it: diagnostics, what hovering tells, repairs at a keystroke.

Everything is sent as plain text: an editor would render Markdown, and a draft's own words could then draw pictures from
anywhere. Positions are those of the file, lines from 0, in the units editor and server agreed on (UTF-16 unless the
editor offers others).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsprotocol import types

from postlint.report.positions import code_points, ruler, span, stated, utf8, utf16

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postlint.errors import PostlintError
    from postlint.model import Draft, Finding, Report
    from postlint.report.positions import Ruler

UNITS: dict[str, Callable[[str], int]] = {"utf-8": utf8, "utf-16": utf16, "utf-32": code_points}
_SOURCE = "postlint"
_SEVERITY = {
    "ng": types.DiagnosticSeverity.Error,
    "review": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}


def diagnostics(report: Report, covered: Report, source: str, encoding: str) -> list[types.Diagnostic]:
    """Return a diagnostic for each finding that no waiver excuses, and one for what is left to people.

    `covered` is the same report with personal data covered, for what is said; `source` the whole file.
    """
    measured = ruler(report.draft, UNITS[encoding])
    shown = [
        types.Diagnostic(
            range=_range(finding, report.draft, measured, source, encoding),
            message=f"{said.message}\n直し方: {said.repair}\n条項: {said.clauses[0].cite}",
            severity=_SEVERITY[finding.level],
            code=finding.rule,
            source=_SOURCE,
        )
        for finding, said in _open(report, covered)
    ]
    return [*shown, *_left_to_people(report, source, encoding)]


def fault(error: PostlintError, source: str, encoding: str, *, path: str) -> types.Diagnostic:
    """Return the one diagnostic of a draft that cannot be judged, at its place in the file `path`, else on line 1."""
    here = error.place if error.place and error.place.file == path else None
    elsewhere = f"{error.place}: " if error.place and not here else ""  # a configuration or a sidecar
    line, column = (here.line, here.column) if here else (0, 0)
    lines = _lines(source)
    row = min(max(line, 1), len(lines)) - 1
    unit = UNITS[encoding]
    start = sum(map(unit, lines[row][: max(column - 1, 0)]))
    return types.Diagnostic(
        range=types.Range(types.Position(row, start), types.Position(row, sum(map(unit, lines[row])))),
        message=f"判定不能: {elsewhere}{error.what}" + (f"（{error.hint}）" if error.hint else ""),
        severity=types.DiagnosticSeverity.Error,
        code="undecided",
        source=_SOURCE,
    )


def hover(
    report: Report, covered: Report, source: str, encoding: str, at: types.Position
) -> types.Hover | None:  # fmt: skip
    """Return the clauses breached at a position, quoted with number and guideline, and the repair."""
    measured = ruler(report.draft, UNITS[encoding])
    found = [
        (said, where)
        for finding, said in _open(report, covered)
        if _holds(where := _range(finding, report.draft, measured, source, encoding), types.Range(at, at))
    ]
    if not found:
        return None
    text = "\n\n".join(_told(said) for said, _ in found)
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, text), found[0][1])


def repairs(
    report: Report, source: str, encoding: str, *, uri: str, within: types.Range
) -> Iterator[types.CodeAction]:  # fmt: skip
    """Yield a quick fix for each finding at `within` that can be repaired without changing the meaning."""
    measured = ruler(report.draft, UNITS[encoding])
    for finding, _ in _open(report, report):
        where = _range(finding, report.draft, measured, source, encoding)
        if finding.fix is None or not _holds(where, within):
            continue
        start, end, text = finding.fix
        edit = types.TextEdit(_spanned(measured, start, end), text)
        before = report.draft.text[start:end]
        title = f"「{_short(before)}」を「{_short(text)}」に直す" if text else f"「{_short(before)}」を削る"
        yield types.CodeAction(
            title=title,
            kind=types.CodeActionKind.QuickFix,
            is_preferred=True,
            edit=types.WorkspaceEdit(changes={uri: [edit]}),
        )


def _open(report: Report, covered: Report) -> Iterator[tuple[Finding, Finding]]:
    """Yield each finding that is not waived with what may be said of it."""
    for finding, said in zip(report.findings, covered.findings, strict=True):
        if not finding.waived:
            yield finding, said


def _told(finding: Finding) -> str:
    quotes = "\n".join(f"{clause.cite}「{clause.text}」（{clause.guideline}）" for clause in finding.clauses)
    return f"{finding.title}\n{finding.message}\n\n{quotes}\n\n直し方: {finding.repair}"


def _left_to_people(report: Report, source: str, encoding: str) -> Iterator[types.Diagnostic]:
    """Yield one diagnostic on line 1 for the questions not answered and the rules that lack a fact."""
    asked = [item.question for item in report.checklist if not item.confirmed]
    gaps = [f"{gap.title}（{gap.needs} がないため判定していません）" for gap in report.not_judged]
    if asked or gaps:
        yield types.Diagnostic(
            range=_whole_line(source, 0, encoding),
            message="\n".join([f"人が確かめること {len(asked)}件", *(f"・{line}" for line in [*asked, *gaps])]),
            severity=types.DiagnosticSeverity.Information,
            code="checklist",
            source=_SOURCE,
        )


def _range(finding: Finding, draft: Draft, measured: Ruler, source: str, encoding: str) -> types.Range:
    """Return where a finding stands; one about a fact stands at the fact, or on line 1 where that is not in the file."""
    if finding.start is not None and finding.end is not None:
        return _spanned(measured, finding.start, finding.end)
    return _whole_line(source, stated(draft, finding.match) - 1, encoding)


def _whole_line(source: str, row: int, encoding: str) -> types.Range:
    line = _lines(source)[row]
    return types.Range(types.Position(row, 0), types.Position(row, sum(map(UNITS[encoding], line))))


def _spanned(measured: Ruler, start: int, end: int) -> types.Range:
    at = span(measured, start, end)
    return types.Range(types.Position(at.line - 1, at.column - 1), types.Position(at.end_line - 1, at.end_column - 1))


def _holds(where: types.Range, other: types.Range) -> bool:
    return where.start <= other.end and other.start <= where.end


def _lines(source: str) -> list[str]:
    """Cut at the line ends that the protocol knows; str.splitlines knows eight more."""
    return re.split(r"\r\n|[\r\n]", source)


def _short(text: str) -> str:
    line = text.replace("\r", " ").replace("\n", " ")
    return line if len(line) <= 30 else line[:29] + "…"
