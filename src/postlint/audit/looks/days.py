"""How many posts an account made on each day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date


class Days:
    """Account → day → number of posts."""

    def __init__(self) -> None:
        self._days: dict[str, Counter[date]] = {}

    def add(self, record: Mapping[str, Any], account: str, day: date) -> None:
        """Count one post."""
        self._days.setdefault(account, Counter())[day] += 1

    def accounts(self) -> Iterator[tuple[str, Counter[date]]]:
        """Yield the accounts by name."""
        yield from sorted(self._days.items())
