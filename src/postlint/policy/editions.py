"""Editions of a guideline: earlier ones stay in the city file, so that a post is judged by the one of its day.

    editions:                    # the newest first; `clauses:` are in force after its last day
      - until: 2027-03-31        # the last day in force
        title: 例示市SNS利用指針   # where it was another one
        date: 令和6年4月1日
        publisher: 広報課
        source: https://www.city.reiji.lg.jp/sns.html
        clauses: []              # as those of the city, and `watch:` as well

Days are those of Japan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from postlint.policy.cities import City


def in_force(untils: Sequence[str], day: date | None) -> str:
    """Return the last day of the edition in force on a day, "" for the current one, which is also that of no day.

    `untils` are the last days of the earlier editions, the newest first.
    """
    return next((until for until in reversed(untils) if day and day.isoformat() <= until), "")


def edition(city: City, day: date | None) -> City:
    """Return a city with the edition in force on a day."""
    until = in_force([one.until for one in city.editions], day)
    return next((one for one in city.editions if one.until == until), city)


def every(city: City) -> Iterator[City]:
    """Yield a city with its current edition, then with each earlier one."""
    yield city
    yield from city.editions


def called(title: str, until: str) -> str:
    """Return what an edition is called in reports: its guideline's title, with its last day where it is not the current one."""
    if not until:
        return title
    year, month, day = map(int, until.split("-"))
    return f"{title} {year}年{month}月{day}日までの版"
