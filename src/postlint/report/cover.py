"""Personal data are not printed: a report about a leak must not leak again, into logs and other people's terminals.

Where a draft holds personal data, its text and everything quoted from it show ○ and * instead, as many as there were
characters, so that positions stay those of the draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.model import Finding, Report


def cover(report: Report) -> Report:
    """Return the report as it may be printed; the same report where no personal data were found."""
    if not report.covers:
        return report
    text = report.draft.text
    letters = list(text)
    for start, end, shown in report.covers:
        letters[start:end] = shown
    covered = "".join(letters)
    # With the letter before, which 佐○○○ keeps: 藤健一 alone would be found in other words.
    pieces = {(text[max(0, a - 1) : b], covered[max(0, a - 1) : b]) for a, b, _ in report.covers}
    ordered = sorted(pieces, key=lambda piece: -len(piece[0]))
    return report._replace(
        draft=report.draft._replace(text=covered),
        findings=tuple(_covered(finding, covered, ordered) for finding in report.findings),
        covers=(),
    )


def _covered(finding: Finding, covered: str, pieces: list[tuple[str, str]]) -> Finding:
    match = finding.match if finding.start is None else covered[finding.start : finding.end]
    words = [(finding.match.replace("\n", " "), match.replace("\n", " ")), *pieces]
    fix = finding.fix and finding.fix._replace(text=_replaced(finding.fix.text, pieces))
    # A waiver may quote the sentence around what it excuses, and somebody's name in it.
    waived = finding.waived and {key: _replaced(str(value), pieces) for key, value in finding.waived.items()}
    return finding._replace(
        match=match,
        message=_replaced(finding.message, words),
        repair=_replaced(finding.repair, words),
        fix=fix,
        waived=waived,
        covered=match != finding.match,
    )


def _replaced(text: str, words: list[tuple[str, str]]) -> str:
    for word, shown in words:
        if word:
            text = text.replace(word, shown)
    return text
