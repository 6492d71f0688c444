"""JSON Schemas of rule, city and configuration files, out of the tables that validate them, for editors.

Draft 7, which editors of YAML know best. What needs more than one file to be told is left to postlint: names of rules,
clauses and contexts, which of all fields the `with:` of rules may have, and the syntax of patterns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.policy.cities import CITY
from postlint.policy.clauses import enforcement_shape
from postlint.policy.configuration import FIELDS
from postlint.policy.matches import match_shape
from postlint.policy.rules import context_fields, rule_fields
from postlint.policy.words import GROUP

if TYPE_CHECKING:
    from postlint.policy.matches import Registry

KINDS = {
    "rule": "rules/ のファイル",
    "contexts": "rules/contexts.yaml",
    "words": "rules/terms/ のファイル",
    "city": "cities/ のファイル",
    "configuration": "postlint.yaml",
}


def json_schema(kind: str, registry: Registry) -> dict[str, Any]:
    """Return the schema of one kind of file, by its name in `KINDS`."""
    match kind:
        case "rule":
            body = _listed(schema.shape_of_fields(rule_fields(registry)), registry)
        case "contexts":
            body = _listed(schema.shape_of_fields(context_fields(registry)), registry)
        case "words":
            body = {"type": "array", "items": schema.shape_of_fields(GROUP)}
        case "city":
            body = {**schema.shape_of_fields(CITY), "definitions": {"enforcement": enforcement_shape(registry)}}
        case _:
            body = {**schema.shape_of_fields(FIELDS), "type": ["object", "null"]}  # a file of comments is empty
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"postlint: {KINDS[kind]}", **body}


def _listed(item: dict[str, Any], registry: Registry) -> dict[str, Any]:
    return {"type": "array", "items": item, "definitions": {"match": match_shape(registry)}}
