"""Reaching into JSON whose shape nobody vouches for: what is not there, or is of another kind, is nothing."""

from __future__ import annotations

from typing import Any


def at(value: Any, *keys: str) -> Any:
    """Return what stands below these keys, None where the way there is no object or a key is missing."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def string(value: Any, *keys: str) -> str:
    """Return the text below these keys, and an empty one for anything else."""
    found = at(value, *keys)
    return found if isinstance(found, str) else ""


def members(value: Any, *keys: str) -> list[Any]:
    """Return the list below these keys; a single value is a list of one, as JSON-LD writes it; nothing is empty."""
    found = at(value, *keys)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]
