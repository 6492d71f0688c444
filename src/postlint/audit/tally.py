"""Records → the figures of an audit. Memory grows with accounts, months and rules, never with posts."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from postlint.posts import Counted, Remark, Skipped, Summary, Tally, Unread, clause_key, latest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postlint.audit.judge import Record
    from postlint.posts import Pattern

_MOST = 1_000  # unread places and remarks that are kept to be shown


class Figures:
    """What is counted while records go by; `policies` are those of the editions that records name, "" the current one."""

    def __init__(self, policies: Mapping[str, Mapping[str, Any]]) -> None:
        self._policies = policies
        self._titles: dict[str, str] = {}
        self._questions: dict[str, list[str]] = {}
        self._guidelines: dict[str, str] = {}  # by edition: those that posts were judged by
        self.total = Tally()
        self.accounts: dict[str, Tally] = {}
        self.months: dict[str, Tally] = {}
        self.hours: dict[tuple[int, int], Tally] = {}
        self.since: str | None = None
        self.until: str | None = None
        self.planned = 0
        self._clauses: dict[str, Counter[str]] = {}
        self._cites: dict[str, str] = {}
        self._rules: dict[str, Counter[str]] = {}
        self._asked: Counter[str] = Counter()
        self._unknown: dict[str, Counter[str]] = {}
        self.unread: list[Unread] = []
        self.unread_count = 0
        self.remarks: dict[Remark, None] = {}
        self.skipped: Counter[str] = Counter()

    def other(self, item: Unread | Skipped | Remark) -> None:
        """Count what was no post."""
        if isinstance(item, Skipped):
            self.skipped[item.why] += item.number
        elif isinstance(item, Remark):
            if len(self.remarks) < _MOST:
                self.remarks[item] = None
        else:
            self.unread_count += 1
            if len(self.unread) < _MOST:
                self.unread.append(item)

    def add(self, record: Record) -> None:
        """Count one record."""
        post, verdict = record["post"], record["verdict"]
        self.total = _more(self.total, verdict)
        self.planned += post["planned"]
        account = post["account"] or post["platform"] or ""
        self.accounts[account] = _more(self.accounts.get(account, Tally()), verdict)
        moment = post["posted_at"] or post["day"]
        if moment:
            self.since, self.until = min(self.since or moment, moment), max(self.until or moment, moment)
            self.months[moment[:7]] = _more(self.months.get(moment[:7], Tally()), verdict)
        if post["posted_at"]:
            at = datetime.fromisoformat(post["posted_at"])
            self.hours[at.weekday(), at.hour] = _more(self.hours.get((at.weekday(), at.hour), Tally()), verdict)
        edition = record.get("edition", "")
        self._take_up(edition)
        self._findings(record["findings"], edition)
        self._asked.update(clause_key(id_, edition) for id_ in record["asked"])
        facts: dict[str, list[str]] = {}
        for rule, fact in record["unknown"]:
            facts.setdefault(fact, []).append(rule)
        for fact, rules in facts.items():
            self._unknown.setdefault(fact, Counter()).update([*rules, ""])  # "" counts the posts

    def _take_up(self, edition: str) -> None:
        """Note the titles and questions of an edition that is met for the first time."""
        if edition in self._guidelines:
            return
        policy = self._policies[edition]
        self._guidelines[edition] = policy["guideline"]
        self._titles |= {entry["id"]: entry["title"] for entry in policy["rules"]}
        for item in policy["questions"]:
            key = clause_key(policy["clauses"][item["clause"]][0], edition)
            self._questions.setdefault(key, []).append(item["question"])

    def _findings(self, findings: Iterable[Mapping[str, Any]], edition: str) -> None:
        clauses, rules = set(), set()
        for finding in findings:
            closest = finding["clauses"][0]
            key = clause_key(closest["id"], edition)
            self._cites[key] = f"{closest['cite']} {closest['text']}" + (
                f"（{closest['guideline']}）" if edition else ""
            )
            self._clauses.setdefault(key, Counter()).update([finding["level"], "findings"])
            self._rules.setdefault(finding["rule"], Counter()).update([finding["level"], "findings"])
            clauses.add(key)
            rules.add(finding["rule"])
        for clause in clauses:
            self._clauses[clause]["posts"] += 1
        for rule in rules:
            self._rules[rule]["posts"] += 1

    def summary(self, patterns: Iterable[Pattern]) -> Summary:
        """Return the figures, the most first."""
        current = self._policies[""]
        guidelines = [self._guidelines[edition] for edition in latest_first(self._guidelines)]
        return Summary(
            current["city"], current["name"], "、".join(guidelines) or current["guideline"],
            dict(sorted(self.accounts.items())), _without_gaps(self.months), dict(sorted(self.hours.items())), self.total,
            _moment(self.since), _moment(self.until),
            tuple(_counted(self._clauses, self._cites)), tuple(_counted(self._rules, self._titles)),
            tuple(
                Counted(clause, "／".join(dict.fromkeys(self._questions[clause])), 0, posts)
                for clause, posts in sorted(self._asked.items(), key=lambda pair: (-pair[1], pair[0]))
            ),
            tuple(
                Counted(fact, "、".join(self._titles[rule] for rule in sorted(count) if rule), 0, count[""])
                for fact, count in sorted(self._unknown.items())
            ),
            tuple(patterns), tuple(self.unread), self.unread_count, self.planned,
            tuple(Skipped(why, number) for why, number in sorted(self.skipped.items())), tuple(self.remarks),
        )  # fmt: skip


def _more(tally: Tally, verdict: str) -> Tally:
    return Tally(
        tally.posts + 1,
        tally.ng + (verdict == "ng"),
        tally.review + (verdict == "review"),
        tally.undecided + (verdict == "undecided"),
    )


def _counted(counts: Mapping[str, Counter[str]], titles: Mapping[str, str]) -> list[Counted]:
    found = [
        Counted(key, titles[key], n["findings"], n["posts"], n["ng"], n["review"], n["note"])
        for key, n in counts.items()
    ]
    return sorted(found, key=lambda each: (-each.posts, each.key))


def _moment(text: str | None) -> datetime | None:
    from postlint.japan import JAPAN

    if text is None:
        return None
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=JAPAN)


def _without_gaps(months: Mapping[str, Tally]) -> dict[str, Tally]:
    """Return the months from the first to the last, those without a post as well."""
    if not months:
        return {}
    year, month = map(int, min(months).split("-"))
    last, found = max(months), {}
    while (name := f"{year:04}-{month:02}") <= last:
        found[name] = months.get(name, Tally())
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found
