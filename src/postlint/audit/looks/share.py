"""The share of an account's posts in which some rules find something: hours, a tag that is asked for."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from postlint.audit.looks import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST = 50
_WEEKDAYS = "月火水木金土日"


def look(parameters: Mapping[str, Any], titles: Mapping[str, str]) -> Share:
    """Return the look."""
    names = [titles.get(rule, rule) for rule in parameters["rules"]]
    return Share({*parameters["rules"]}, parameters["percent"], "、".join(names))


class _Account:
    def __init__(self) -> None:
        self.posts = 0
        self.ids: list[str] = []
        self.days: list[date] = []
        self.number = 0
        self.hours: Counter[tuple[int, int]] = Counter()


class Share:
    """Counts posts, and those in which one of `rules` found something."""

    def __init__(self, rules: set[str], percent: int, title: str) -> None:
        self._rules, self._percent, self._title = rules, percent, title
        self._accounts: dict[str, _Account] = {}

    def add(self, record: Mapping[str, Any], account: str, day: date) -> None:
        """Take one post in."""
        kept = self._accounts.setdefault(account, _Account())
        kept.posts += 1
        if not self._rules & {*record["seen"], *(finding["rule"] for finding in record["findings"])}:
            return
        kept.number += 1
        kept.days = [min([day, *kept.days]), max([day, *kept.days])]
        if len(kept.ids) < _MOST:
            kept.ids.append(record["id"])
        if record["post"]["posted_at"]:
            at = datetime.fromisoformat(record["post"]["posted_at"])
            kept.hours[at.weekday(), at.hour] += 1

    def found(self, until: date) -> Iterator[Seen]:
        """Yield the accounts whose share reaches the limit."""
        for account, kept in sorted(self._accounts.items()):
            if not kept.number or kept.number * 100 < self._percent * kept.posts:
                continue
            often = sorted(kept.hours.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
            when = "、".join(f"{_WEEKDAYS[weekday]}曜日の{hour}時台（{n}件）" for (weekday, hour), n in often)
            yield Seen(account, kept.days[0], kept.days[1], kept.number, tuple(kept.ids), {
                "posts": f"{kept.posts:,}", "count": f"{kept.number:,}",
                "percent": f"{kept.number / kept.posts * 100:.1f}", "rule": self._title, "when": when or "時刻の分からないもの",
            })  # fmt: skip
