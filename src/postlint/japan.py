"""Japan time, and the clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

# No summer time since 1951; zoneinfo costs 5 ms, and Windows brings no zone data of its own.
JAPAN = timezone(timedelta(hours=9), "JST")


def in_japan(moment: datetime) -> datetime | None:
    """Return a moment (with a zone) in Japan time; None for 9999-12-31T23:59-12:00, which is no moment in Japan."""
    try:
        return moment.astimezone(JAPAN)
    except OverflowError:
        return None


def day_in_japan(moment: datetime) -> date | None:
    """Return the day of a moment (with a zone) in Japan."""
    there = in_japan(moment)
    return there.date() if there else None


class Clock:
    """What the clock of whoever asks shows, and how closely somebody looked at it.

    What was judged without a look holds at any time, what was judged by the day holds on that day.
    """

    __slots__ = ("_now", "by_day", "by_moment")

    def __init__(self, now: datetime | None) -> None:
        self._now = now
        self.by_day = self.by_moment = False

    @property
    def now(self) -> datetime | None:
        """The moment, in Japan time; None is *unknown*."""
        self.by_moment = True
        return self._now and in_japan(self._now)

    @property
    def today(self) -> date | None:
        """The day, in Japan."""
        self.by_day = True
        return self._now and day_in_japan(self._now)
