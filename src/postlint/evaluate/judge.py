"""Records → judgements, in the order of the records, on one core or several.

What comes back is small and plain, since it travels between processes: no clause texts, messages or checklists.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.compiled import Editions
from postlint.engine import judge
from postlint.errors import InputError
from postlint.model import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from postlint.compiled.settings import Settings
    from postlint.evaluate.read import Label, Record

_CHUNK = 16  # records handed to a process at once: some 30 ms of work


class Found(NamedTuple):
    """A finding reduced to what is measured: rule, level, ids of its clauses (the closest first), span and quote."""

    rule: str
    level: str
    clauses: tuple[str, ...]
    start: int | None
    end: int | None
    match: str


class Judged(NamedTuple):
    """One record with its verdict and findings."""

    record: Record
    verdict: str
    findings: tuple[Found, ...]
    edition: str = ""  # as in `postlint.model.Report`


editions_of = cache(Editions)


def run(
    records: Iterable[Record], *, now: datetime | None = None, settings: Settings | None = None, jobs: int = 1
) -> Iterator[Judged]:
    """Judge every record; the result is the same whatever `jobs`. `now` is the clock for records without a time.

    Raises InputError for an unknown city.
    """
    known = map(partial(_known, now=now, settings=settings), records)
    if jobs == 1:
        yield from map(partial(_judge, now=now, settings=settings), known)
        return
    import multiprocessing

    # Handed over once a process: the cache of policies knows a configuration by identity, which each parcel would change.
    with multiprocessing.Pool(jobs, initializer=_begin, initargs=(settings,)) as pool:
        yield from pool.imap(partial(_judge_there, now=now), known, chunksize=_CHUNK)


_settings: Settings | None = None  # of a process of the pool


def _begin(settings: Settings | None) -> None:
    global _settings
    _settings = settings


def _judge_there(record: Record, *, now: datetime | None) -> Judged:
    return _judge(record, now=now, settings=_settings)


def _known(record: Record, *, now: datetime | None, settings: Settings | None) -> Record:
    """Refuse an unknown city where it stands; here, so that each policy is compiled once and not in every process."""
    try:
        editions_of(record.city, settings).of(record.draft, now=now or record.published)
    except InputError as fault:
        raise InputError(fault.what, place=record.place, hint=fault.hint) from None
    return record


def _judge(record: Record, *, now: datetime | None, settings: Settings | None) -> Judged:
    clock = now or record.published
    report = judge(record.draft, editions_of(record.city, settings).of(record.draft, now=clock), now=clock)
    findings = [
        Found(f.rule, f.level, tuple(clause.id for clause in f.clauses), f.start, f.end, f.match)
        for f in report.findings
    ]
    return Judged(record, report.verdict, tuple(findings), report.edition)


def meets(label: str, clause: str) -> bool:
    """Tell whether a labelled clause covers a clause: `1.2(3)` stands for all its parts, `1.2(3)-1` and on."""
    return clause == label or clause.startswith(label + "-")


def first(finding: Found, labels: Iterable[str]) -> bool:
    """Tell whether the closest clause of a finding is labelled."""
    return any(meets(label, finding.clauses[0]) for label in labels)


def among(finding: Found, labels: Iterable[str]) -> bool:
    """Tell whether any clause of a finding is labelled."""
    return any(meets(label, clause) for label in labels for clause in finding.clauses)


def worth(finding: Found, label: Label | None) -> int:
    """Rate a finding, that runs may be compared; no finding is 0.

    On a proper draft any finding costs, a graver one more. On an improper one it counts for the right clause, more
    when that is the closest one or its level is the right one; a finding with another clause is neither good nor bad.
    """
    if label is None:
        return -1 - LEVELS.index(finding.level)
    if not among(finding, label.clauses):
        return 0
    return 1 + 2 * first(finding, label.clauses) + (finding.level == label.severity)


def rules_of(cities: Iterable[str], settings: Settings | None = None) -> dict[str, Any]:
    """Return what the run was made with: the dictionary, and for each city the hash of its rules."""
    used = {city: editions_of(city, settings)[""] for city in sorted(cities)}
    dictionary = next((one["dictionary"] for one in used.values()), "")
    return {"rules": {city: one["key"] for city, one in used.items()}, "dictionary": dictionary}


def unknown_labels(judged: Iterable[Judged], settings: Settings | None = None) -> Iterator[dict[str, str]]:
    """Yield the labels that name no clause of their city: drafts so labelled can only be missed."""
    for one in judged:
        known = [clause[0] for clause in editions_of(one.record.city, settings)[one.edition]["clauses"]]
        for label in one.record.label.clauses if one.record.label else ():
            if not any(meets(label, id_) for id_ in known):
                yield {"id": one.record.draft.id, "city": one.record.city, "clause": label}
