"""What a city's guideline asks of many posts together, in its city file.

watch:
  - {look: rhythm, with: {per: week, at_least: 1}, clause: 4(2)ア}
  - look: silence
    with: {months: 3}
    clause: {id: 補足2-1, cite: 【補足2】, text: 一定期間（目安は3か月以上）新規投稿が無い場合}    # binds no single post

The kinds of looks stand in `postlint.audit.looks`, their words in `data/looks.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.located import Table
from postlint.model import LEVELS, Clause
from postlint.schema import Field, SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.errors import Place

# What each kind of look may be told: numbers are days, months or posts as their names say.
LOOKS: dict[str, dict[str, Field]] = {
    "rhythm": {
        "per": Field(schema.choice("week", "year"), required=True, help="of which span"),
        "at_least": Field(schema.integer, required=True, help="so many posts are asked for"),
    },
    "silence": {"months": Field(schema.integer, required=True, help="so long without a post")},
    "bursts": {"per_day": Field(schema.integer, required=True, help="so many posts in a day or more")},
    "repeats": {
        "times": Field(schema.integer, required=True, help="so often or more"),
        "days": Field(schema.integer, required=True, help="within so many days"),
    },
    "share": {
        "rules": Field(schema.list_of(schema.text), required=True, help="rules whose findings are counted"),
        "percent": Field(schema.integer, required=True, help="of the account's posts, or more"),
        "only_together": Field(
            schema.boolean, help="true: no finding of a single post, which facts unknown may excuse"
        ),
    },
}


@dataclass(frozen=True, slots=True)
class Watch:
    """One look at many posts, with the clause that asks for it."""

    look: str
    parameters: Mapping[str, Any]
    clause: str | Clause
    level: str
    place: Place


_CLAUSE = {
    "id": Field(schema.text, required=True),
    "cite": Field(schema.text),
    "under": Field(schema.text),
    "text": Field(schema.text, required=True),
}
_WATCH = {
    "look": Field(schema.choice(*LOOKS), required=True),
    "with": Field(schema.shaped(schema.either(*map(schema.mapping, LOOKS.values())))(lambda value: value)),
    "clause": Field(
        schema.shaped(schema.either(schema.text, schema.mapping(_CLAUSE)))(lambda value: value), required=True
    ),
    "level": Field(schema.choice(*LEVELS)),
}


@schema.shaped(lambda: schema.shape_of_fields(_WATCH))
def watch(value: Any) -> Watch:
    """Parse one entry. Raises SchemaError."""
    f = schema.mapping(_WATCH, what="watch")(value)
    parameters = schema.mapping(LOOKS[f["look"]], what="with")(f.get("with", Table(value.place)))
    clause = schema.mapping(_CLAUSE, what="clause")(f["clause"]) if isinstance(f["clause"], Table) else f["clause"]
    if isinstance(clause, dict):
        clause = Clause(clause["id"], clause.get("cite") or clause["id"], clause["text"], "")
    return Watch(f["look"], parameters, clause, f.get("level", "review"), value.place)


def with_clauses(watches: list[Watch], clauses: Mapping[str, Clause], guideline: str) -> list[Watch]:
    """Return the entries with the clauses they name. Raises SchemaError for one that is not in the guideline."""
    from dataclasses import replace

    from postlint.errors import did_you_mean

    found = []
    for entry in watches:
        if isinstance(entry.clause, Clause):
            found.append(replace(entry, clause=entry.clause._replace(guideline=guideline)))
        elif entry.clause in clauses:
            found.append(replace(entry, clause=clauses[entry.clause]))
        else:
            hint = did_you_mean(entry.clause, clauses)
            raise SchemaError(f"条項 {entry.clause} はありません", place=entry.place, hint=hint)
    return found
