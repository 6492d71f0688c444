"""One rule or context bound to its checks: plain data that the engine runs and JSON keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.checks import check
from postlint.errors import PolicyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.checks import Guard, Setting
    from postlint.policy.rules import Context, Group, Leaf, Rule


def bind_rule(
    rule: Rule, setting: Setting, parameters: Mapping[str, Any], when: Mapping[str, tuple[str, ...]], level: str | None
) -> dict[str, Any]:
    """Bind one rule to its checks with a city's parameters."""
    match = _node(rule.match, setting, parameters)
    return {
        "id": rule.id,
        "topic": rule.topic,
        "title": rule.title,
        "level": level or rule.level,
        "message": rule.message,
        "repair": rule.repair,
        "when": {fact: list(words) for fact, words in when.items()},
        "unless": list(rule.unless),
        "needs": sorted(_needs(match)),
        "clauses": [],
        "silent": False,
        "covered": _covered(match),
        "match": match,
    }


def _node(match: Leaf | Group, setting: Setting, parameters: Mapping[str, Any]) -> dict[str, Any]:
    from postlint import schema
    from postlint.policy.rules import Group

    if isinstance(match, Group):
        parts = [_node(part, setting, parameters) for part in match.parts]
        return {"group": match.kind, "within": match.within, "parts": parts}
    module = check(match.kind)
    try:
        own = schema.mapping({k: f._replace(required=False) for k, f in module.FIELDS.items()}, what="with")
        fields = {**match.fields, **(own(parameters) if parameters else {})}
        spec = module.compile(fields, setting)
    except schema.SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    return {"check": match.kind, "spec": spec}


def bind_context(context: Context, setting: Setting) -> dict[str, Any]:
    """Bind one context to its checks."""
    return {
        "match": _node(context.match, setting, {}) if context.match else None,
        "inside": context.inside,
        "scope": context.scope,
        "side": context.side,
        "within": context.within,
    }


def _needs(node: Mapping[str, Any]) -> set[str]:
    if "parts" in node:
        return set().union(*(_needs(part) for part in node["parts"]))
    return set(getattr(check(node["check"]), "NEEDS", ()))


def _covered(node: Mapping[str, Any]) -> bool:
    """Tell whether a match finds what is not to be printed in the open."""
    if "parts" in node:
        return any(map(_covered, node["parts"]))
    return bool(getattr(check(node["check"]), "COVERED", False))


def guard(node: Mapping[str, Any]) -> Guard | None:
    """Return words, or alternatives of literals, without which there is no hit; None when there is no telling."""
    if "parts" not in node:
        module = check(node["check"])
        needed: Guard | None = module.guard(node["spec"]) if hasattr(module, "guard") else None
        return needed
    guards = [guard(part) for part in node["parts"]]
    known = [needed for needed in guards if needed is not None]
    if node["group"] == "all":
        return min(known, key=lambda needed: len(needed[0]) + len(needed[1])) if known else None
    if len(known) < len(guards):
        return None
    return [w for words, _ in known for w in words], [x for _, literals in known for x in literals]
