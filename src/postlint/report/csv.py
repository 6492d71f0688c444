"""A table for Excel: one row a finding, and one for each draft without any, so that no draft is missing. The number of
findings that a baseline knows is a row, too.

UTF-8 with a byte order mark and CRLF, without which Excel reads Japanese as CP932.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from postlint.report.cells import shown
from postlint.report.formulas import harmless
from postlint.report.issues import gap, slashed, waived
from postlint.report.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.model import Finding, Report

_JA = WORDS["ja"]
COLUMNS = (
    "ファイル", "id", "市", "判定", "区分", "重さ", "ルール", "題", "行", "桁", "箇所", "理由", "直し方", "直した形",
    "条項", "条文", "ガイドライン", "例外承認",
)  # fmt: skip


def render(reports: Iterable[Report], tool: Mapping[str, str]) -> str:
    """Return the table with its heading; `tool` has no place in it. Lines count in the file, columns in code points."""
    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    rows.writeheader()
    for report in reports:
        draft = report.draft
        base = {
            "ファイル": slashed(draft.path), "id": draft.id, "市": report.city_name, "判定": _JA[report.verdict],
        }  # fmt: skip
        for row in _rows(report):
            rows.writerow({name: cell(value) for name, value in (base | row).items()})
    return "\ufeff" + out.getvalue()


def cell(text: str) -> str:
    """Return text as a cell that shows it and calculates nothing."""
    return harmless(text, shown(text))


def _rows(report: Report) -> Iterator[dict[str, str]]:
    if report.undecided:
        yield {"区分": _JA["undecided"], "理由": report.undecided}
    elif not report.findings:
        yield {"区分": "指摘なし"}
    for finding in report.findings:
        yield _finding(finding, report.draft.line_offset)
    if report.known:
        yield {"区分": _JA["known"], "理由": _JA["count"].format(n=report.known)}
    for item in report.checklist:
        clause = item.clause
        yield {
            "区分": "確認済み" if item.confirmed else "未確認", "理由": item.question,
            "条項": clause.cite, "条文": clause.text, "ガイドライン": clause.guideline,
        }  # fmt: skip
    for gone in report.not_judged:
        cites = "、".join(clause.cite for clause in gone.clauses)
        yield {"区分": _JA["not_judged"], "ルール": gone.rule, "題": gone.title, "理由": gap(gone), "条項": cites}


def _finding(finding: Finding, offset: int) -> dict[str, str]:
    return {
        "区分": _JA["waived"] if finding.waived else "指摘",
        "重さ": _JA[finding.level],
        "ルール": finding.rule,
        "題": finding.title,
        "行": str(finding.line + offset) if finding.line else "",
        "桁": str(finding.column) if finding.column else "",
        "箇所": finding.match,
        "理由": finding.message,
        "直し方": finding.repair,
        "直した形": finding.fix.text if finding.fix else "",
        "条項": "、".join(dict.fromkeys(clause.cite for clause in finding.clauses)),
        "条文": " ".join(dict.fromkeys(clause.text for clause in finding.clauses)),
        "ガイドライン": "、".join(dict.fromkeys(clause.guideline for clause in finding.clauses)),
        "例外承認": waived(finding),
    }
