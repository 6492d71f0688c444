"""Judgements → figures as plain data: recall on improper drafts, false alarms on proper ones, and each of either."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from postlint.evaluate.judge import among, first, unknown_labels
from postlint.model import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postlint.compiled.settings import Settings
    from postlint.evaluate.judge import Found, Judged

_DIFFICULTIES = ("easy", "medium", "hard")


def figures(judged: Sequence[Judged], settings: Settings | None = None) -> dict[str, Any]:
    """Return `recall`, `alarms`, `unknown_labels`, and the lists `misses` and `false_alarms`, in the order of the input.

    `settings` are those the drafts were judged under.
    """
    improper = [one for one in judged if one.record.label]
    proper = [one for one in judged if not one.record.label]
    return {
        "recall": _recall(improper),
        "alarms": _alarms(proper),
        "unknown_labels": list(unknown_labels(improper, settings)),
        "misses": [_listed(one) for one in improper if not _right(one)],
        "false_alarms": [_listed(one) for one in proper if one.findings],
    }


def _recall(improper: Iterable[Judged]) -> dict[str, Any]:
    """Count by kind and group; in a group of one clause only that clause is the right one."""
    groups: dict[str, dict[str, Counter[str]]] = {"difficulty": {}, "city": {}, "clause": {}, "topic": {}}
    everything: Counter[str] = Counter()
    for one in improper:
        everything.update(_scores(one, _clauses(one)))
        for kind, name, clauses in _groups(one):
            groups[kind].setdefault(name, Counter()).update(_scores(one, clauses))
    return {
        "all": _tally(everything),
        **{k: {name: _tally(found[name]) for name in sorted(found, key=_order)} for k, found in groups.items()},
    }


def _clauses(one: Judged) -> tuple[str, ...]:
    return one.record.label.clauses if one.record.label else ()


def _right(one: Judged) -> bool:
    return any(among(finding, _clauses(one)) for finding in one.findings)


def _groups(one: Judged) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    label = one.record.label
    assert label
    if label.difficulty:
        yield "difficulty", label.difficulty, label.clauses
    yield "city", one.record.city, label.clauses
    for clause in dict.fromkeys(label.clauses):
        yield "clause", f"{one.record.city} {clause}", (clause,)
    if label.topic:
        yield "topic", label.topic, label.clauses


def _scores(one: Judged, clauses: tuple[str, ...]) -> Iterator[str]:
    yield "drafts"
    if one.findings:
        yield "found"
    if any(first(finding, clauses) for finding in one.findings):
        yield "first"
    if any(among(finding, clauses) for finding in one.findings):
        yield "among"
    if one.record.label and one.verdict == one.record.label.severity:
        yield "verdict"


def _tally(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in ("drafts", "found", "first", "among", "verdict")}


def _order(name: str) -> tuple[int, str]:
    """Put easy before hard, and all else by name."""
    return (_DIFFICULTIES.index(name) if name in _DIFFICULTIES else len(_DIFFICULTIES), name)


def _alarms(proper: Iterable[Judged]) -> dict[str, Any]:
    """Count the proper drafts with a finding of each level, by city, and each rule with its drafts and findings."""
    everything: Counter[str] = Counter()
    cities: dict[str, Counter[str]] = {}
    rules: dict[tuple[str, str], Counter[str]] = {}
    for one in proper:
        levels = {finding.level for finding in one.findings}
        for counts in (everything, cities.setdefault(one.record.city, Counter())):
            counts.update(["drafts", *(["any"] if levels else []), *levels])
        per_rule = Counter((finding.rule, finding.level) for finding in one.findings)
        for key, n in per_rule.items():
            rules.setdefault(key, Counter()).update({"drafts": 1, "findings": n})
    names = ("drafts", "any", *reversed(LEVELS))
    worst = sorted(rules, key=lambda key: (-LEVELS.index(key[1]), -rules[key]["drafts"], key[0]))
    return {
        "all": {name: everything[name] for name in names},
        "city": {city: {name: cities[city][name] for name in names} for city in sorted(cities)},
        "rule": [{"rule": rule, "level": level, **rules[rule, level]} for rule, level in worst],
    }


def _listed(one: Judged) -> dict[str, Any]:
    """Return one draft of a list: what was expected, what was found instead, and its text."""
    record, label = one.record, one.record.label
    return {
        "id": record.draft.id,
        "city": record.city,
        "file": record.place.file,
        "line": record.place.line,
        "expected": {"verdict": label.severity if label else "ok", "clauses": list(_clauses(one))},
        "difficulty": label.difficulty if label else "",
        "about": dict(record.about),
        "verdict": one.verdict,
        "findings": [plain(finding) for finding in one.findings],
        "text": record.draft.text,
    }


def plain(finding: Found) -> dict[str, Any]:
    """Return a finding as JSON data."""
    return {**finding._asdict(), "clauses": list(finding.clauses)}
