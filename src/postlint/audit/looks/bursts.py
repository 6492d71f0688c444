"""Days with a great many posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.audit.looks import Seen, in_words
from postlint.audit.looks.days import Days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


def look(parameters: Mapping[str, Any], titles: Mapping[str, str]) -> Bursts:
    """Return the look."""
    return Bursts(parameters["per_day"])


class Bursts(Days):
    """Finds days with so many posts or more."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def found(self, until: date) -> Iterator[Seen]:
        """Yield the accounts that have such days."""
        for account, days in self.accounts():
            many = {day: number for day, number in days.items() if number >= self._limit}
            if not many:
                continue
            most = max(many, key=lambda day: (many[day], day))
            yield Seen(account, min(many), max(many), sum(many.values()), (), {
                "limit": str(self._limit), "count": str(len(many)), "day": in_words(most), "most": str(many[most]),
            })  # fmt: skip
