"""Japan time."""

from __future__ import annotations

from datetime import timedelta, timezone

# No summer time since 1951; zoneinfo costs 5 ms, and Windows brings no zone data of its own.
JAPAN = timezone(timedelta(hours=9), "JST")
