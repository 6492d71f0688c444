"""One run against a saved one: which findings appeared, vanished or changed, and whether that is better or worse.

Findings are the same when draft, city, rule and span are; the quote tells apart those that have no span.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from postlint.evaluate.figures import plain
from postlint.evaluate.judge import among, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postlint.evaluate.judge import Found, Judged
    from postlint.evaluate.read import Label
    from postlint.evaluate.saved import Key


def compare(judged: Sequence[Judged], before: Mapping[Key, tuple[str, tuple[Found, ...]]]) -> dict[str, Any]:
    """Return the changes draft by draft, and the balance of them all over the drafts that both runs have."""
    drafts: list[dict[str, Any]] = []
    count: Counter[str] = Counter()
    for one in judged:
        key = (one.record.draft.id, one.record.city)
        if key not in before:
            count["only_now"] += 1
            continue
        verdict, findings = before[key]
        label = one.record.label
        count.update(_standing(findings, label, when="before"))
        count.update(_standing(one.findings, label, when="now"))
        changes = list(_changes(findings, one.findings, label))
        count.update(change["change"] for change in changes)
        count.update(change["is"] for change in changes)
        count["verdicts"] += verdict != one.verdict
        if changes or verdict != one.verdict:
            drafts.append(
                {
                    "id": key[0],
                    "city": key[1],
                    "proper": label is None,
                    "expected": list(label.clauses) if label else [],
                    "verdict": {"before": verdict, "now": one.verdict},
                    "changes": changes,
                }
            )
    here = {(one.record.draft.id, one.record.city) for one in judged}
    count["only_before"] = len(before.keys() - here)
    return {"balance": {name: count[name] for name in _BALANCE}, "drafts": drafts}


_BALANCE = (
    "appeared", "vanished", "changed", "better", "worse", "neutral", "verdicts",
    "right_before", "right_now", "alarms_before", "alarms_now", "only_before", "only_now",
)  # fmt: skip


def _standing(findings: Iterable[Found], label: Label | None, *, when: str) -> Iterator[str]:
    """Yield what a draft counts as: rightly found, or a false alarm."""
    if label and any(among(finding, label.clauses) for finding in findings):
        yield f"right_{when}"
    if not label and findings:
        yield f"alarms_{when}"


def _changes(before: Iterable[Found], now: Iterable[Found], label: Label | None) -> Iterator[dict[str, Any]]:
    old, new = ({_identity(finding): finding for finding in findings} for findings in (before, now))
    for key in sorted(old.keys() | new.keys(), key=lambda key: (-1 if key[1] is None else key[1], str(key))):
        was, is_ = old.get(key), new.get(key)
        if was and is_ and (was.level, was.clauses) == (is_.level, is_.clauses):
            continue
        gain = (worth(is_, label) if is_ else 0) - (worth(was, label) if was else 0)
        shown = is_ or was
        assert shown
        yield {
            "change": "changed" if was and is_ else "appeared" if is_ else "vanished",
            "is": "better" if gain > 0 else "worse" if gain < 0 else "neutral",
            "finding": plain(shown),
            "before": plain(was) if was and is_ else None,
        }


def _identity(finding: Found) -> tuple[str, int | None, int | None, str]:
    return finding.rule, finding.start, finding.end, "" if finding.start is not None else finding.match
