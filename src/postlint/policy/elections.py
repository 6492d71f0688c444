"""The calendar of elections in a city file: what is on when, and who stands.

elections:
  - {name: 市長選挙, announced: 2026-11-22, polling: 2026-11-29, candidates: [例示 太郎, 見本 花子]}
"""

from __future__ import annotations

from typing import Any

from postlint import schema
from postlint.schema import Field, SchemaError

_ELECTION = {
    "name": Field(schema.text, required=True),
    "announced": Field(schema.day, required=True, help="公示日、告示日"),
    "polling": Field(schema.day, required=True, help="投票日"),
    "candidates": Field(schema.list_of(schema.text), help="names as filed, a blank between family and given name"),
}


@schema.shaped(lambda: schema.shape_of_fields(_ELECTION))
def election(value: Any) -> dict[str, Any]:
    """Parse one election. Raises SchemaError when polling day comes before the announcement."""
    parsed: dict[str, Any] = schema.mapping(_ELECTION, what="elections")(value)
    if parsed["polling"] < parsed["announced"]:
        raise SchemaError("投票日が告示日より前です", place=schema.place_of(value["polling"]))
    return parsed
