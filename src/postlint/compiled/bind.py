"""One rule or context bound to its checks: plain data that the engine runs and JSON keeps."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from postlint.checks import Needs, check
from postlint.checks.likeness import doubt
from postlint.errors import PolicyError
from postlint.index import packable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.policy.matches import Group, Leaf
    from postlint.policy.rules import Context, Rule


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
        "doubt": doubt(rule.topic, rule.level) if _of_words(match) else 0,
        "grave": rule.level == "ng",
        "match": match,
    }


def _node(match: Leaf | Group, setting: Setting, parameters: Mapping[str, Any]) -> dict[str, Any]:
    from postlint import schema
    from postlint.policy.matches import Group

    if isinstance(match, Group):
        parts = [_node(part, setting, parameters) for part in match.parts]
        return {"group": match.kind, "within": match.within, "parts": parts}
    module = check(match.kind)
    try:
        own = schema.mapping(schema.optional(module.FIELDS), what="with")
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


def _of_words(node: Mapping[str, Any]) -> bool:
    """Tell whether a match looks at words and nothing else."""
    return all(map(_of_words, node["parts"])) if "parts" in node else node["check"] in ("terms", "tokens", "regex")


def _covered(node: Mapping[str, Any]) -> bool:
    """Tell whether a match finds what is not to be printed in the open."""
    if "parts" in node:
        return any(map(_covered, node["parts"]))
    return bool(getattr(check(node["check"]), "COVERED", False))


def triggers(node: dict[str, Any], slot: int) -> list[Needs] | None:
    """Return what makes patterns of a match worth trying, from slot `slot` on; None when there is no telling.

    Notes in each leaf which slots are its own. What one part of `all` needs, the others need `also`.
    """
    if "parts" not in node:
        found = list(_needs_of(node))
        if not all(map(_telling, found)):
            return None
        node["slots"] = [slot, slot + len(found)]
        return found
    parts: list[list[Needs]] = []
    for part in node["parts"]:
        more = triggers(part, slot + sum(map(len, parts)))
        if more is not None:
            parts.append(more)
        elif node["group"] == "any":
            _unnumber(node)
            return None
    if node["group"] == "any":
        return [*chain.from_iterable(parts)]
    unions = [_union(found) for found in parts]
    return [
        needs._replace(also=(*needs.also, *(union for other, union in enumerate(unions) if union and other != i)))
        for i, found in enumerate(parts)
        for needs in found
    ] or None


def _needs_of(node: Mapping[str, Any]) -> Iterator[Needs]:
    module = check(node["check"])
    if hasattr(module, "guards"):
        yield from module.guards(node["spec"])
        return
    words, literals = (module.guard(node["spec"]) if hasattr(module, "guard") else None) or ([], [])
    yield Needs([words] if words else [], literals)


def _telling(needs: Needs) -> bool:
    keys = [*chain(*needs.groups, needs.literals)]
    return bool(keys) and all(needs.groups) and packable(keys)


def _unnumber(node: dict[str, Any]) -> None:
    node.pop("slots", None)
    for part in node.get("parts", ()):
        _unnumber(part)


def _union(found: list[Needs]) -> list[str]:
    """Return keys one of which is there when any of the patterns is; none when a literal may do as well."""
    from postlint.text.common import share_of_words

    if any(needs.literals for needs in found):
        return []
    return list(dict.fromkeys(chain.from_iterable(min(needs.groups, key=share_of_words) for needs in found)))
