"""Personal data are not printed: a report about a leak must not leak again, into logs and other people's terminals.

Where a draft holds personal data, its text and everything quoted from it show ○ and * instead, as many as there were
characters, so that positions stay those of the draft. A mark is also as long in UTF-8 and UTF-16 as what it stands for
(０ becomes ＊, 𠮷 a circle beyond the basic plane), since some formats count bytes or code units.
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
        letters[start:end] = map(_as_long, shown, text[start:end])
    covered = "".join(letters)
    # With the letter before, which 佐○○○ keeps: 藤健一 alone would be found in other words.
    pieces = {(text[max(0, a - 1) : b], covered[max(0, a - 1) : b]) for a, b, _ in report.covers}
    ordered = sorted(pieces, key=lambda piece: -len(piece[0]))
    return report._replace(
        draft=report.draft._replace(text=covered),
        findings=tuple(_covered(finding, covered, ordered) for finding in report.findings),
        covers=(),
    )


# By the bytes that UTF-8 takes: 1 to 4.
_MARKS = {"*": ("*", "×", "＊", "🔘"), "○": ("*", "×", "○", "🔘")}


def _as_long(mark: str, letter: str) -> str:
    """Return a mark as long as the letter, or the letter itself where it is left in the open."""
    if mark == letter or mark not in _MARKS:
        return mark
    return _MARKS[mark][len(letter.encode("utf-8", "surrogatepass")) - 1]


def _covered(finding: Finding, covered: str, pieces: list[tuple[str, str]]) -> Finding:
    match = finding.match if finding.start is None else covered[finding.start : finding.end]
    words = [(finding.match.replace("\n", " "), match.replace("\n", " ")), *pieces]
    # A replacement with marks in it would write them into the draft, if a tool applied it.
    fix = finding.fix if finding.fix and _replaced(finding.fix.text, pieces) == finding.fix.text else None
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
