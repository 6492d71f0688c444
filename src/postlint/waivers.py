"""Exceptions somebody answers for: Report × the draft's waivers × today → Report.

A waiver names one rule and quotes the draft: either exactly what the finding quotes (`match`) or a longer stretch of
the text around it. So an edited sentence re-opens the question, and nothing is accepted that nobody has read. Line ends
are the only thing forgiven, since git changes them. A waived finding stays in the report and no longer counts.

What is wrong with a waiver is itself a finding, of level review and topic `waivers`. It stands under the clauses of the
rule the waiver names, since a waiver is an answer to them, and where the city has no such rule under the clause about
approval. A city that writes of neither gets a remark (`Draft.notes`) and no finding: a finding without a clause of that
city does not exist. Nothing is lost by it, for a faulty waiver excuses nothing.

Personal data are never waived, nor rules with `waivable: false`: no approval makes them fit to be published.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.engine import order, verdict, with_clauses
from postlint.errors import did_you_mean
from postlint.model import Clause, Finding
from postlint.schema import SchemaError, day, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.model import Report

    Waiver = Mapping[str, Any]
    Policy = Mapping[str, Any]

KEYS = ("rule", "quote", "reason", "approver", "expires")  # all of them must be there
SHORTEST = 3  # code points of a quote; fewer would cover words that were not yet written

TITLES = {
    "malformed": "例外承認の書き方の誤り",
    "too-broad": "広すぎる例外承認",
    "forbidden": "例外を認められない指摘への例外承認",
    "expired": "期限の切れた例外承認",
    "unused": "当てはまる指摘のない例外承認",
}
REPAIRS = {
    "malformed": "rule、quote、reason、approver、expires の五つをすべて書いてください。",
    "too-broad": "一つのルールについて、指摘の言葉とその前後だけを引用し、期限は一年以内にしてください。",
    "forbidden": "例外承認を消し、本文を直してください。",
    "expired": "改めて承認を受けて期限を書き直すか、例外承認を消してください。",
    "unused": "本文を直したのなら、例外承認を消してください。指摘が残っていれば、引用を本文に合わせてください。",
}


class Fault(NamedTuple):
    """What is wrong with a waiver: one of `TITLES`, and a sentence about it."""

    kind: str
    what: str


def settle(report: Report, *, policy: Policy, today: date) -> Report:
    """Return the report with waived findings marked, faulty waivers reported and the verdict anew.

    `today` is the day in Japan. A waiver must still hold on the day the post goes out, where the draft says when.
    """
    findings = list(report.findings)
    faulty: list[Finding] = []
    notes: list[str] = []
    for number, waiver in enumerate(report.draft.waivers, 1):
        fault = examine(waiver, report, policy=policy, today=today)
        if fault is None:
            taken = [i for i, one in enumerate(findings) if one.waived is None and _meets(one, waiver, report)]
            for i in taken:
                findings[i] = findings[i]._replace(waived={key: str(waiver[key]) for key in KEYS})
            fault = None if taken else Fault("unused", "先に書かれた例外承認と同じです")
        if fault is None:
            continue
        found = _finding(fault, waiver, number, policy)
        if found.clauses:
            faulty.append(found)
        else:
            notes.append(found.message)
    settled = tuple(sorted([*findings, *faulty], key=order))
    draft = report.draft._replace(notes=(*report.draft.notes, *notes))
    return report._replace(draft=draft, findings=settled, verdict=verdict(settled))


def examine(waiver: Waiver, report: Report, *, policy: Policy, today: date) -> Fault | None:
    """Return what is wrong with a waiver of this report's draft, None when it holds for at least one finding."""
    return next(_faults(waiver, report, policy, today), None)


def _faults(waiver: Waiver, report: Report, policy: Policy, today: date) -> Iterator[Fault]:
    """Yield faults, those that leave least to say first."""
    unknown = [key for key in waiver if key not in KEYS]
    if unknown:
        yield Fault("malformed", _hinted(f"知らないキー {unknown[0]} があります", did_you_mean(unknown[0], KEYS)))
    missing = [key for key in KEYS if not str(waiver.get(key, "")).strip()]
    if missing:
        yield Fault("malformed", f"{'、'.join(missing)} が書かれていません")
        return
    rule, quote = str(waiver["rule"]), _unix(str(waiver["quote"]))
    met = [finding for finding in report.findings if _meets(finding, waiver, report)]
    if not met:  # what was found is a rule of the city; looking at all of them costs 20 ms
        yield from _about_rule(rule, policy)
    elif not all(finding.waivable for finding in met):
        yield _final(rule)
    elif any(never(finding, report) for finding in met):
        yield Fault("forbidden", "個人情報の指摘に例外は認められません")
    yield from _about_days(waiver["expires"], report, today)
    if len(quote.strip()) < SHORTEST:
        yield Fault("too-broad", f"引用が短すぎます。前後の言葉も含めて{SHORTEST}文字以上を引用してください")
    if quote.strip() == _unix(report.draft.text).strip() and not any(_exact(finding, quote) for finding in met):
        yield Fault("too-broad", "本文の全体を引用しています")
    if not met:
        yield Fault("unused", f"「{quote}」に当てはまる {rule} の指摘がありません")


def _about_rule(rule: str, policy: Policy) -> Iterator[Fault]:
    entries = [entry for entry in policy["rules"] if not entry["silent"]]
    named = [entry for entry in entries if entry["id"] == rule]
    if not named and (set(rule) & set("*?[") or any(entry["topic"] == rule for entry in entries)):
        yield Fault("too-broad", f"{rule} は一つのルールのidではありません。話題や * では例外を認められません")
    elif not named:
        hint = did_you_mean(rule, {entry["id"] for entry in entries})
        yield Fault("malformed", _hinted(f"{policy['name']}で使うルールに {rule} はありません", hint))
    elif not all(entry["waivable"] for entry in named):
        yield _final(rule)


def _final(rule: str) -> Fault:
    return Fault("forbidden", f"{rule} は例外を認められないルールです")


def _about_days(expires: Any, report: Report, today: date) -> Iterator[Fault]:
    try:
        last = date.fromisoformat(day(str(expires).strip()))
    except SchemaError as fault:
        yield Fault("malformed", _hinted(fault.what, fault.hint))
        return
    goes_out = report.draft.scheduled_at.date() if report.draft.scheduled_at else today
    if last < today:
        yield Fault("expired", f"{last} で期限が切れています")
    elif last < goes_out:
        yield Fault("expired", f"期限の {last} が、投稿する {goes_out} より前です")
    if last > _year_after(today):
        yield Fault("too-broad", f"期限の {last} が一年より先です")


def _year_after(today: date) -> date:
    """Return the same day of the next year, 28 February for the 29th."""
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=min(today.year + 1, date.max.year), day=28 if leap else today.day)


def _meets(finding: Finding, waiver: Waiver, report: Report) -> bool:
    """Tell whether a waiver speaks of a finding: its rule, and its quote or a stretch of text around it."""
    quote = _unix(str(waiver["quote"]))
    if finding.rule != waiver["rule"]:
        return False
    if _exact(finding, quote):
        return True
    if finding.start is None or finding.end is None:
        return False
    text = report.draft.text
    start, end = len(_unix(text[: finding.start])), len(_unix(text[: finding.end]))
    return any(a <= start and end <= a + len(quote) for a in _all(quote, _unix(text)))


def _exact(finding: Finding, quote: str) -> bool:
    return _unix(finding.match) == quote


def _all(quote: str, text: str) -> Iterator[int]:
    """Yield where `quote` stands in `text`, overlapping places among them."""
    for found in re.finditer(f"(?={re.escape(quote)})", text):
        yield found.start()


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def never(finding: Finding, report: Report) -> bool:
    """Tell whether no approval can excuse a finding: it quotes somebody's personal data, or its rule says so."""
    if not finding.waivable:
        return True
    if finding.start is None or finding.end is None:
        return False
    return any(cover.start < finding.end and finding.start < cover.end for cover in report.covers)


def _finding(fault: Fault, waiver: Waiver, number: int, policy: Policy) -> Finding:
    where = place_of(waiver)
    at = f"{where.file}:{where.line}:{where.column}" if where else f"waivers {number}件目"
    what = f"{at} の例外承認: {fault.what}。"
    # The quote stays out of `match`, where personal data would not be covered.
    found = Finding(
        f"waivers.{fault.kind}", "waivers", TITLES[fault.kind], "review", (), None, None, None, None,
        f"waivers={waiver.get('rule') or number}", what, REPAIRS[fault.kind],
    )  # fmt: skip
    return with_clauses(found, _ranks(str(waiver.get("rule", "")), policy), _clauses(policy))


def _clauses(policy: Policy) -> list[Clause]:
    return [Clause(id_, cite, text, policy["guideline"]) for id_, cite, text in policy["clauses"]]


def _ranks(rule: str, policy: Policy) -> list[tuple[int, int]]:
    """Return the clauses a faulty waiver is held against: of its rule, else of approval (a rule, or a question)."""
    for names in ((rule,), ("approval.refused",), ("unapproved",)):
        ranks = [
            (reach, number)
            for entry in policy["rules"]
            if entry["id"] in names or entry["topic"] in names
            for reach, number in entry["clauses"]
        ]
        if ranks:
            return ranks
    asked = [question["clause"] for question in policy["questions"] if "approved" in question["unless"]]
    asked += [q["clause"] for q in policy["questions"] if any(r.startswith("approval.") for r in q["rules"])]
    return [(0, clause) for clause in asked[:1]]


def _hinted(what: str, hint: str) -> str:
    return f"{what}（{hint}）" if hint else what
