"""Fixes put into a text: only those a finding offers, which by contract cannot change its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from postlint.model import Draft, Fix, Report

ROUNDS = 5  # a fix may bring out another finding; rules that undo each other must end somewhere


def rounds(
    report: Report, again: Callable[[Draft], Report], *, fits: Callable[[str], bool]
) -> Iterator[tuple[list[Fix], Report]]:
    """Yield the fixes of each round, on the text as it stands then, and the report on the text that has them.

    `again` judges a draft; `fits` tells whether the file's encoding can hold a text. Ends when nothing is left to fix,
    when a text comes round again, or after `ROUNDS`.
    """
    seen = {report.draft.text}
    for _ in range(ROUNDS):
        fixes = [fix for fix in chosen(report) if fits(fix.text)]
        text = replaced(report.draft.text, fixes)
        if text in seen:
            return
        seen.add(text)
        report = again(report.draft._replace(text=text))
        yield fixes, report


def chosen(report: Report) -> list[Fix]:
    """Return fixes that do not overlap, in text order; what was waived stays as it is.

    Of two that touch the later one waits for the next round when either only puts something in: which goes first is
    not for chance to say.
    """
    offered = {finding.fix for finding in report.findings if finding.fix and not finding.waived}
    kept: list[Fix] = []
    for fix in sorted(offered):
        before = kept[-1] if kept else None
        if before and (fix.start < before.end or (fix.start == before.end and _inserts(before, fix))):
            continue
        kept.append(fix)
    return kept


def _inserts(*fixes: Fix) -> bool:
    return any(fix.start == fix.end for fix in fixes)


def replaced(text: str, fixes: Iterable[Fix]) -> str:
    """Return the text with its fixes, which are in text order and apart."""
    pieces, at = [], 0
    for fix in fixes:
        pieces += [text[at : fix.start], fix.text]
        at = fix.end
    return "".join([*pieces, text[at:]])
