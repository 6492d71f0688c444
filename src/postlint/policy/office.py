"""Hours and closed days as city files, rules and configurations write them."""

from __future__ import annotations

import re
from typing import Any

from postlint import schema
from postlint.schema import SchemaError, place_of
from postlint.text import calendar

_WINDOW = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


def window(value: Any) -> list[int]:
    """Parse `08:30-17:15` into minutes of the day. Raises SchemaError, also for hours past midnight."""
    found = _WINDOW.fullmatch(schema.text(value))
    if not found:
        hint = "08:30-17:15 のように書きます"
        raise SchemaError(f"時間帯として読めません: {value}", place=place_of(value), hint=hint)
    a, b, c, d = map(int, found.groups())
    if a * 60 + b >= c * 60 + d:
        raise SchemaError(f"終わりが始まりより前です: {value}", place=place_of(value))
    return [a * 60 + b, c * 60 + d]


def closed(value: Any) -> str:
    """Parse one entry of closed days: `sat`, `holidays` or `12-29..01-03`. Raises SchemaError."""
    try:
        return calendar.parse_closed(schema.text(value))
    except ValueError:
        hint = "sat、holidays、12-29..01-03 のように書きます"
        raise SchemaError(f"休みの日として読めません: {value}", place=place_of(value), hint=hint) from None
