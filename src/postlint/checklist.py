"""Answers to the checklist: whether they name clauses that exist, and what an open question means when none may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.errors import InputError, Place, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.model import Draft, Report


def refuse_unknown(draft: Draft, policy: Mapping[str, Any]) -> None:
    """Refuse an answer to a clause the city does not have: it was meant for another. Raises InputError."""
    known = {id_ for id_, _, _ in policy["clauses"]}
    for answer in draft.confirmed:
        if answer not in known:
            what = f"confirmed: {answer} という条項は{policy['name']}のガイドラインにありません"
            command = f"postlint clauses {policy['city']}" + (f" --on {policy['edition']}" if policy["edition"] else "")
            hint = did_you_mean(answer, known) or f"{command} --format json でidが分かります"
            raise InputError(what, place=_place(draft, answer), hint=hint)


def _place(draft: Draft, answer: str) -> Place:
    """Return where an answer stands: facts keep no places, so the file is read again, for the error's sake only."""
    from pathlib import Path

    from postlint.drafts.decode import decode
    from postlint.drafts.front_matter import locate

    try:
        whole, _ = decode(Path(draft.path).read_bytes(), path=draft.path)
        return locate(whole, "confirmed", answer, path=draft.path)
    except (OSError, ValueError, InputError):  # standard input, or gone meanwhile
        return Place(draft.path)


def open_clauses(report: Report) -> tuple[str, ...]:
    """Return the ids of the clauses whose questions nobody has answered, in order, each once."""
    return tuple(dict.fromkeys(question.clause.id for question in report.checklist if not question.confirmed))


def required(report: Report) -> Report:
    """Return the report where an open question is a reason not to publish: `ok` becomes `review`."""
    return report._replace(verdict="review") if report.verdict == "ok" and open_clauses(report) else report
