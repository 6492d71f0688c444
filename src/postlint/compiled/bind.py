"""One rule or context bound to its checks: plain data that the engine runs and JSON keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.checks import check
from postlint.errors import PolicyError
from postlint.index import packable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.checks import Setting
    from postlint.policy.rules import Context, Group, Leaf, Rule

    Trigger = tuple[int, list[str], list[str]]  # slot, keys of words, literals


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
        "waivable": rule.waivable,
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


def triggers(node: dict[str, Any], slot: int) -> list[Trigger] | None:
    """Return what makes patterns of a match worth trying: slot, words, literals; None when there is no telling.

    Numbers the patterns from `slot` on and notes in each leaf which numbers are its own. Of `all` only the part that is
    rarest in what cities write is numbered.
    """
    if "parts" not in node:
        module = check(node["check"])
        if hasattr(module, "guards"):
            guards = module.guards(node["spec"])
        else:
            guards = [module.guard(node["spec"]) if hasattr(module, "guard") else None]
        if any(guard is None or not any(guard) or not packable(guard[0] + guard[1]) for guard in guards):
            return None
        node["slots"] = [slot, slot + len(guards)]
        return [(slot + i, words, literals) for i, (words, literals) in enumerate(guards)]
    if node["group"] == "all":
        known = [(part, found) for part in node["parts"] if (found := triggers(part, slot)) is not None]
        rarest = min(known, key=lambda pair: _share(pair[1]), default=None)
        for part in node["parts"]:
            if rarest is None or part is not rarest[0]:
                _unnumber(part)
        return rarest[1] if rarest else None
    every: list[Trigger] = []
    for part in node["parts"]:
        found = triggers(part, slot + len(every))
        if found is None:
            _unnumber(node)
            return None
        every += found
    return every


def _unnumber(node: dict[str, Any]) -> None:
    node.pop("slots", None)
    for part in node.get("parts", ()):
        _unnumber(part)


def _share(found: list[Trigger]) -> float:
    from postlint.text.common import share_of_literals, share_of_words

    return sum(share_of_words(words) + share_of_literals(literals) for _, words, literals in found)
