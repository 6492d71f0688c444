"""Reports as plain data, and back, for one policy: what stands in the policy is told by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.model import Clause, Cover, Finding, Fix, NotJudged, Question, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.model import Draft


class Form:
    """How reports fresh from the engine, under one compiled policy, are written down: all but their draft."""

    def __init__(self, policy: Mapping[str, Any]) -> None:
        self._city, self._name, self._edition = policy["city"], policy["name"], policy["edition"]
        self._clauses = [Clause(id_, cite, text, policy["guideline"]) for id_, cite, text in policy["clauses"]]
        self._numbers = {clause: number for number, clause in enumerate(self._clauses)}

    def dump(self, report: Report) -> list[Any]:
        """Return plain data."""
        return [
            report.verdict,
            [self._numbered(finding) for finding in report.findings],
            [[self._numbers[asked.clause], *asked[1:]] for asked in report.checklist],
            [self._numbered(left) for left in report.not_judged],
            report.covers,
        ]

    def load(self, data: Any, draft: Draft) -> Report:
        """Return the report on a draft. Raises LookupError, TypeError or ValueError where the data is none."""
        verdict, findings, checklist, not_judged, covers = data
        return Report(
            draft, self._city, self._name, verdict,
            tuple(self._finding(Finding._make(one)) for one in findings),
            tuple(Question(self._clauses[number], *rest) for number, *rest in checklist),
            tuple(self._cited(NotJudged._make(one)) for one in not_judged),
            covers=tuple(Cover._make(one) for one in covers), edition=self._edition,
        )  # fmt: skip

    def _numbered(self, one: Finding | NotJudged) -> list[Any]:
        return [*one._replace(clauses=[self._numbers[clause] for clause in one.clauses])]  # type: ignore[arg-type]

    def _cited(self, one: Any) -> Any:
        return one._replace(clauses=tuple(self._clauses[number] for number in one.clauses))

    def _finding(self, one: Finding) -> Finding:
        cited: Finding = self._cited(one._replace(fix=one.fix and Fix._make(one.fix)))
        return cited
