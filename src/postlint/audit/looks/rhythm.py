"""Weeks or years with fewer posts than a guideline asks for. Only whole ones between the first post and the last count."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from postlint.audit.looks import Seen
from postlint.audit.looks.days import Days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_UNITS = {"week": "週", "year": "年"}


def look(parameters: Mapping[str, Any], titles: Mapping[str, str]) -> Rhythm:
    """Return the look."""
    return Rhythm(parameters["per"], parameters["at_least"])


class Rhythm(Days):
    """Counts by week (from Monday) or calendar year."""

    def __init__(self, per: str, least: int) -> None:
        super().__init__()
        self._per, self._least = per, least

    def found(self, until: date) -> Iterator[Seen]:
        """Yield the accounts with a span short of posts."""
        for account, days in self.accounts():
            posts: Counter[date] = Counter()
            for day, number in days.items():
                posts[self._first(day)] += number
            spans = list(self._spans(min(days), until))
            short = [span for span in spans if posts[span] < self._least]
            if not short:
                continue
            fewest = min(short, key=lambda span: (posts[span], span))
            yield Seen(account, short[0], self._next(short[-1]) - timedelta(1), 0, (), {
                "span": f"{len(spans)}{_UNITS[self._per]}", "short": str(len(short)), "unit": _UNITS[self._per],
                "least": str(self._least), "lowest": self._name(fewest), "fewest": str(posts[fewest]),
            })  # fmt: skip

    def _spans(self, since: date, until: date) -> Iterator[date]:
        span = self._first(since)
        if span < since:
            span = self._next(span)
        while self._next(span) <= until + timedelta(1):
            yield span
            span = self._next(span)

    def _first(self, day: date) -> date:
        return day - timedelta(day.weekday()) if self._per == "week" else date(day.year, 1, 1)

    def _next(self, span: date) -> date:
        return span + timedelta(7) if self._per == "week" else date(span.year + 1, 1, 1)

    def _name(self, span: date) -> str:
        return f"{span.year}年" if self._per == "year" else f"{span.year}年{span.month}月{span.day}日からの週"
