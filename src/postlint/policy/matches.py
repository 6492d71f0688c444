"""What a rule or a context looks for, as a tree.

Leaves name a check (`terms`, `tokens`, `regex`, or `check: NAME` with its fields), `all:` and `any:` combine leaves
within a sentence, a line or the post.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.errors import did_you_mean
from postlint.located import Table, Text
from postlint.schema import Field, SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    Registry = Mapping[str, Mapping[str, Field]]  # check kind → its fields

SCOPES = ("clause", "sentence", "line", "post")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One check with its parsed fields; `written` are its terms or patterns as they stand in the file."""

    kind: str
    fields: Mapping[str, Any]
    written: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """`all` or `any` of several matches within a scope."""

    kind: str
    parts: tuple[Leaf | Group, ...]
    within: str


def parse_match(registry: Registry) -> schema.Parser:
    """Build the parser of a `match:` for the checks in `registry`."""

    @schema.shaped(lambda: {"$ref": MATCH})
    def parse(value: Any) -> Leaf | Group:
        if not isinstance(value, Table):
            raise SchemaError("match には検査を書いてください", place=schema.place_of(value))
        for kind in ("all", "any"):
            if kind in value:
                unknown = [key for key in value if key not in (kind, "within")]
                if unknown:
                    raise SchemaError(f"知らないキー {unknown[0]}", place=unknown[0].place)
                parts = tuple(schema.list_of(parse)(value[kind]))
                within = schema.choice(*SCOPES)(value.get("within", "sentence"))
                return Group(kind, parts, within)
        if "check" in value:
            kind = schema.choice(*registry)(value["check"])
            body = Table(value.place)
            body.update({key: part for key, part in value.items() if key != "check"})
            return _leaf(kind, body, registry)
        names = [key for key in value if key in registry]
        if len(names) != 1:
            first = next(iter(value), None)
            hint = did_you_mean(first or "", [*registry, "check", "all", "any"])
            raise SchemaError("match には検査を一つ書いてください", place=value.place, hint=hint)
        # Short form: `terms: […]` is `check: terms` with its first field, the others beside it.
        kind = str(names[0])
        return _leaf(kind, value, registry)

    return parse


MATCH = "#/definitions/match"  # where a schema of something that holds a match must have `match_shape`


def match_shape(registry: Registry) -> schema.Shape:
    """Return what a match may be: several together, a check by name, or in short by its first field."""
    several = [
        {kind: Field(schema.list_of(parse_match(registry)), required=True), "within": Field(schema.choice(*SCOPES))}
        for kind in ("all", "any")
    ]
    short = [fields for kind, fields in registry.items() if kind in fields]
    named = [{"check": Field(schema.choice(kind), required=True), **fields} for kind, fields in registry.items()]
    return {"anyOf": [schema.shape_of_fields(fields) for fields in (*several, *short, *named)]}


def _leaf(kind: str, value: Table, registry: Registry) -> Leaf:
    fields = schema.mapping(registry[kind], what=kind)(value)
    listed = value.get(kind, ())
    return Leaf(kind, fields, (listed,) if isinstance(listed, Text) else tuple(listed))
