"""Document × compiled policy → Report; nothing else.

The compiled policy is plain data (see `postlint.compiled`). Rules whose words and literals do not occur in the draft
are never looked at, so the time to judge a post does not grow with the rules.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from postlint.errors import Unjudged
from postlint.matching import fire, folded_span
from postlint.model import LEVELS, Clause, Cover, Finding, Hit, NotJudged, Question, Report
from postlint.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from postlint.japan import Clock
    from postlint.model import Draft, Level, Verdict

    Policy = Mapping[str, Any]
    Ranks = list[tuple[int, int]]
    Entry = Mapping[str, Any]

_GRAVE = 60  # how improper it must sound, in percent, for words alone to be out of the question


def judge(
    draft: Draft, policy: Policy, *, now: Clock | datetime | None = None, as_of: datetime | None = None
) -> Report:
    """Judge one draft under one city's compiled policy (which one: `postlint.compiled.Editions`).

    `now` is the clock (with a zone), for drafts without a time; `as_of` the moment whose vocabulary is in force, where
    that is not the post's own.
    """
    document = Document(draft, now=now, as_of=as_of)
    clauses = [Clause(id_, cite, text, policy["guideline"]) for id_, cite, text in policy["clauses"]]
    lines = _line_starts(draft.text)
    findings: dict[tuple[Any, ...], tuple[Finding, Ranks]] = {}
    raised: set[str] = set()
    personal: list[Hit] = []
    not_judged: list[NotJudged] = []
    woken: dict[int, dict[int, list[list[int]]]] = {number: {} for number in policy["always"]}
    for slot, needs in policy["index"].live(document).items():
        woken.setdefault(policy["owners"][slot], {})[slot] = needs
    for number in _in_turn(woken, policy, findings, document):
        entry = policy["rules"][number]
        fits = applies(entry["when"], draft)
        if fits is not True:
            if fits and not entry["silent"]:
                not_judged.append(_unjudged(entry, fits, clauses))
            continue
        missing = next((fact for fact in entry["needs"] if getattr(draft, fact) is None), None)
        if missing:
            if not entry["silent"]:
                not_judged.append(_unjudged(entry, missing, clauses))
            continue
        try:
            hits = list(fire(entry, document, policy["contexts"], woken.get(number, {})))
        except Unjudged as reason:
            not_judged.append(_unjudged(entry, reason.needs, clauses))
            continue
        told = [(hit, level) for hit in hits if (level := believed(entry, hit, document))]
        if told:
            raised.add(entry["id"])
        if entry["silent"]:
            continue
        if entry["covered"]:
            personal += hits
        for hit, level in told:
            _add(findings, entry, level, hit, clauses, lines)
    found = tuple(
        with_clauses(finding, ranks, clauses)
        for finding, ranks in sorted(_thinned(findings.values()), key=lambda pair: order(pair[0]))
    )
    return Report(
        draft, policy["city"], policy["name"], verdict(found), found,
        tuple(_questions(policy["questions"], draft, raised, clauses)), tuple(not_judged),
        covers=tuple(_covers(personal, document)), edition=policy["edition"],
    )  # fmt: skip


def _in_turn(
    woken: Iterable[int], policy: Policy, findings: Mapping[Any, tuple[Finding, Ranks]], document: Document
) -> Iterator[int]:
    """Yield the entries to look at: those of resemblance only where nothing was found that a person must look at."""
    yield from sorted(woken)
    if not policy["last"]:
        return
    # What somebody made light of was found all the same; advice on letters and numbers is no answer to how one speaks.
    told = (finding for finding, _ in findings.values() if finding.start is not None)
    if any(finding.level != "note" or finding.topic in policy["spoken"] for finding in told):
        return
    if document.likeness * 100 >= policy["likely"]:
        yield from policy["last"]


def believed(entry: Entry, hit: Hit, document: Document) -> Level | None:
    """Return the level of what a rule found in a draft; None where it is not to be told.

    Where what stands around it sounds like proper posts, words alone are not believed; grave ones are where their own
    sentence sounds improper, and left to a person where it does not quite, or where they can never be approved.
    """
    level: Level = entry["level"]
    if not entry["doubt"]:
        return level
    from postlint.text.likeness import around, within

    at = folded_span(hit, document)[0]
    near = around(document, at) * 100
    if entry["grave"]:
        near = max(near, within(document, at) * 100)
    if near < entry["doubt"] and entry["waivable"]:
        return None
    return "review" if level == "ng" and near < _GRAVE else level


def _thinned(findings: Collection[tuple[Finding, Ranks]]) -> Iterator[tuple[Finding, Ranks]]:
    """Leave out what a graver finding of the same topic on the same words says already: a tired reader needs it once."""
    graver: dict[tuple[str, str], list[Finding]] = {}
    for finding, _ in findings:
        for level in LEVELS[: LEVELS.index(finding.level)]:
            graver.setdefault((finding.topic, level), []).append(finding)
    for finding, ranks in findings:
        if not any(_overlap(finding, other) for other in graver.get((finding.topic, finding.level), ())):
            yield finding, ranks


def _overlap(one: Finding, other: Finding) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def _covers(personal: list[Hit], document: Document) -> Iterator[Cover]:
    """Yield what is not to be printed of a draft in which personal data were found."""
    if not personal:
        return
    from postlint.text.private import cover

    for start, end, shown in cover(document, [folded_span(hit, document) for hit in personal]):
        yield Cover(start, end, shown)


def applies(when: Mapping[str, list[str]], draft: Draft) -> bool | str:
    """Tell whether a `when` fits the facts; the name of a fact where it is unknown and decides."""
    for fact, allowed in when.items():
        value = getattr(draft, fact)
        if fact in ("emergency", "drill"):
            value = "true" if value else "false"
        if value is None:
            if "unknown" in allowed:
                continue
            return fact if fact == "platform" else False
        if value not in allowed:
            return False
    return True


def _add(
    findings: dict[tuple[Any, ...], tuple[Finding, Ranks]],
    entry: Entry, level: Level, hit: Hit, clauses: list[Clause], lines: list[int],
) -> None:  # fmt: skip
    """Keep one finding per rule and span; a second enforcement of the rule adds its clauses and may raise its level."""
    key = (entry["id"], hit.start, hit.end, hit.match)
    ranks = [tuple(pair) for pair in entry["clauses"]]
    if key in findings:
        old, known = findings[key]
        level = max(old.level, level, key=LEVELS.index)
        findings[key] = (old._replace(level=level, waivable=old.waivable and entry["waivable"]), known + ranks)
        return
    line = column = None
    if hit.start is not None:
        row = bisect_left(lines, hit.start + 1) - 1
        line, column = row + 1, hit.start - lines[row] + 1
    values = {"match": hit.match.replace("\n", " "), **hit.values}
    finding = Finding(
        entry["id"], entry["topic"], entry["title"], level, (), hit.start, hit.end, line, column, hit.match,
        _fill(entry["message"], values), _fill(entry["repair"], values), hit.fix,
        waivable=entry["waivable"],
    )  # fmt: skip
    findings[key] = (finding, ranks)


def with_clauses(finding: Finding, ranks: Ranks, clauses: list[Clause]) -> Finding:
    """Give a finding its clauses, the closest first; `ranks` are pairs of reach and number of the clause."""
    closest = dict.fromkeys(number for _, number in sorted(set(ranks)))
    return finding._replace(clauses=tuple(clauses[number] for number in closest))


def _fill(template: str, values: Mapping[str, str]) -> str:
    """Fill `{name}` by plain replacement: draft text is data and never a format string."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", value)
    return template


def order(finding: Finding) -> tuple[int, int, str]:
    """Return the key of the order in which findings are told: facts first, then as they stand in the text."""
    return (-1 if finding.start is None else finding.start, finding.end or 0, finding.rule)


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Return the verdict that findings make; waived ones do not count."""
    levels = {finding.level for finding in findings if finding.waived is None}
    return "ng" if "ng" in levels else "review" if "review" in levels else "ok"


def _unjudged(entry: Entry, needs: str, clauses: list[Clause]) -> NotJudged:
    return NotJudged(entry["id"], entry["title"], needs, tuple(clauses[n] for _, n in entry["clauses"]))


def _questions(
    questions: Iterable[Mapping[str, Any]], draft: Draft, raised: set[str], clauses: list[Clause]
) -> Iterator[Question]:
    for item in questions:
        if applies(item["when"], draft) is not True:
            continue
        if item["media"] is not None and item["media"] != bool(draft.media):
            continue
        if item["rules"] and not raised & set(item["rules"]):
            continue
        if any(_answered(getattr(draft, fact), accepted) for fact, accepted in item["unless"].items()):
            continue
        clause = clauses[item["clause"]]
        yield Question(clause, item["question"], clause.id in draft.confirmed)


def _answered(value: Any, accepted: list[str]) -> bool:
    if "given" in accepted:
        return bool(value)
    return value is not None and ("true" if value else "false") in accepted


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for i, char in enumerate(text):
        if char == "\n" or (char == "\r" and text[i + 1 : i + 2] != "\n"):
            starts.append(i + 1)
    return starts
