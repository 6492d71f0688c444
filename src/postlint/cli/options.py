"""Flags checked by the same tables as front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_FACTS = (
    "city", "platform", "kind", "account", "scheduled_at", "emergency", "drill", "approved", "approved_by",
    "second_checker", "exemption", "reason", "media", "confirmed",
)  # fmt: skip


def choose(flag: str, value: str, allowed: Sequence[str]) -> None:
    """Refuse a value that is none of `allowed`."""
    if value not in allowed:
        raise InputError(f"{flag} に {value} は使えません", hint=did_you_mean(value, allowed))


def day_of(value: str, *, flag: str) -> date:
    """Parse a flag that names a day. Raises InputError."""
    from datetime import date

    from postlint.schema import SchemaError, day

    try:
        return date.fromisoformat(day(value))
    except SchemaError as fault:
        raise InputError(f"{flag}: {fault.what}", hint=fault.hint) from None


def facts_of(flags: Mapping[str, Any], *, flag: str | None = None) -> dict[str, Any]:
    """Parse the facts among the flags; `flag` names the flag in errors when it is not the fact's own name."""
    given = {name: flags[name] for name in _FACTS if flags.get(name) not in (None, [], ())}
    if not given:
        return {}
    from postlint.facts import parse_fact

    facts: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, list):
            facts[name] = tuple(part for one in value for part in parse_fact(name, one))
        else:
            facts[name] = parse_fact(name, value, **({"flag": flag} if flag else {}))
    return facts
