"""Spans of months without a post, between posts and from the last post to the day the export reaches."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from postlint.audit.looks import Seen, in_words
from postlint.audit.looks.days import Days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def look(parameters: Mapping[str, Any], titles: Mapping[str, str]) -> Silence:
    """Return the look."""
    return Silence(parameters["months"])


class Silence(Days):
    """Finds gaps of so many calendar months or more."""

    def __init__(self, months: int) -> None:
        super().__init__()
        self._months = months

    def found(self, until: date) -> Iterator[Seen]:
        """Yield every gap."""
        for account, days in self.accounts():
            for last, following in pairwise([*sorted(days), *([until] if until > max(days) else [])]):
                if _months_after(last, self._months) <= following:
                    values = {
                        "since": in_words(last),
                        "until": in_words(following),
                        "days": str((following - last).days),
                    }
                    yield Seen(account, last, following, 0, (), values)


def _months_after(day: date, months: int) -> date:
    """Return the day so many months later; the first of the month after where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 2, 1)
