"""The policies of one city, so that each draft is judged by the edition of the guideline in force on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.compiled.cache import policy

if TYPE_CHECKING:
    from datetime import datetime

    from postlint.compiled.settings import Settings
    from postlint.model import Draft


class Editions(dict[str, Any]):
    """Policies by the last day of their edition, "" for the current one; an earlier one is loaded when it is asked for."""

    def __init__(self, city: str, settings: Settings | None = None) -> None:
        """Load the current one. Raises InputError (unknown city) and PolicyError (a broken file)."""
        super().__init__({"": policy(city, settings)})
        self._city, self._settings = city, settings

    def __missing__(self, until: str) -> dict[str, Any]:
        from datetime import date

        self[until] = found = policy(self._city, self._settings, on=date.fromisoformat(until))
        return found

    def of(self, draft: Draft, *, now: datetime | None = None, as_of: datetime | None = None) -> dict[str, Any]:
        """Return the policy of a draft: by the day it goes out, else by the clock, else (no telling) the current one.

        `now` and `as_of` are those of `postlint.engine.judge`. Raises PolicyError.
        """
        untils = self[""]["editions"]
        if untils:
            from postlint.japan import Clock
            from postlint.policy.editions import in_force
            from postlint.text.document import day_in_force

            return self[in_force(untils, day_in_force(draft, Clock(now), as_of))]  # type: ignore[no-any-return]
        return self[""]  # type: ignore[no-any-return]
