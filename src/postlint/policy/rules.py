"""Rules and contexts as their authors wrote them, parsed and checked for shape.

What a rule looks for is `postlint.policy.matches`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.errors import PolicyError, did_you_mean
from postlint.facts import FACTS, moment
from postlint.located import Listing, Table, Text, load
from postlint.model import ACCOUNTS, KINDS, LEVELS, PLATFORMS
from postlint.policy.files import read, rule_files
from postlint.policy.matches import SCOPES, parse_match
from postlint.policy.words import load_words, spell_out
from postlint.schema import Field, SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from postlint.errors import Place
    from postlint.policy.matches import Group, Leaf, Registry

CONTEXTS = "contexts.yaml"  # a file of this name holds contexts
WORDS = "terms"  # the files of a folder of this name hold groups of words


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that a rule must find (`match` is the quoted text) or must leave in peace (`why`)."""

    text: str
    match: str | None
    why: str | None
    facts: Mapping[str, Any]
    city: str | None
    now: Any
    parameters: Mapping[str, Any]
    place: Place


@dataclass(frozen=True, slots=True)
class Context:
    """A named reason why a hit is harmless: a match near the hit, or the hit's own position (`inside`)."""

    id: str
    title: str
    match: Leaf | Group | None
    inside: str | None  # quotation | title
    scope: str
    side: str  # before | after | both
    within: int | None  # tokens between hit and match
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a draft."""

    id: str
    title: str
    topic: str
    level: str
    match: Leaf | Group
    unless: tuple[str, ...]
    when: Mapping[str, tuple[str, ...]]
    message: str
    repair: str
    known_problems: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    place: Place
    waivable: bool = True  # False: no approval makes a finding fit to be published


_WHEN = {
    "platform": Field(schema.list_of(schema.choice(*PLATFORMS))),
    "kind": Field(schema.list_of(schema.choice(*KINDS))),
    "account": Field(schema.list_of(schema.choice(*ACCOUNTS, "unknown"))),
    "emergency": Field(schema.list_of(schema.choice("true", "false"))),
    "drill": Field(schema.list_of(schema.choice("true", "false"))),
}


@schema.shaped(lambda: schema.shape_of_fields(_WHEN))
def parse_when(value: Any) -> dict[str, tuple[str, ...]]:
    """Parse the facts under which a rule or an enforcement applies."""
    return {name: tuple(words) for name, words in schema.mapping(_WHEN, what="when")(value).items()}


_EXAMPLE = {
    "text": Field(schema.text, required=True),
    "match": Field(schema.text),
    "why": Field(schema.text),
    "facts": Field(schema.later(schema.mapping(FACTS))),
    "city": Field(schema.text),
    "now": Field(schema.later(moment), help="the clock; without it the example does not know what day it is"),
    "with": Field(schema.later(schema.anything)),
}


@schema.shaped(lambda: schema.shape_of_fields(_EXAMPLE))
def _example(value: Any) -> Example:
    fields = schema.mapping(_EXAMPLE, what="例")(value)
    return Example(
        fields["text"],
        fields.get("match"),
        fields.get("why"),
        fields.get("facts") or {},
        fields.get("city"),
        fields.get("now"),
        fields.get("with") or {},
        value.place,
    )


def _unless(registry: Registry) -> schema.Parser:
    """Build the parser of one excuse: the name of a shared context, or a context of the rule's own, in place."""

    @schema.shaped(schema.either(schema.placed, schema.mapping(context_fields(registry))))
    def parse(value: Any) -> Context | Text:
        return _context(value, registry) if isinstance(value, Table) else schema.placed(value)

    return parse


def rule_fields(registry: Registry) -> dict[str, Field]:
    """Return what a rule may say."""
    return {
        "id": Field(schema.text, required=True),
        "title": Field(schema.text, required=True),
        "topic": Field(schema.text, required=True),
        "level": Field(schema.choice(*LEVELS), required=True),
        "match": Field(parse_match(registry), required=True),
        "unless": Field(schema.list_of(_unless(registry))),
        "when": Field(parse_when),
        "message": Field(schema.text, required=True),
        "repair": Field(schema.text, required=True),
        "known_problems": Field(schema.text),
        "waivable": Field(schema.boolean, help="false: findings can never be waived (default true)"),
        "examples": Field(
            schema.mapping(
                {
                    "bad": Field(schema.list_of(_example), required=True),
                    "good": Field(schema.list_of(_example), required=True),
                },
                what="examples",
            ),
            required=True,
        ),
    }


def context_fields(registry: Registry) -> dict[str, Field]:
    """Return what a context may say."""
    return {
        "id": Field(schema.text, required=True),
        "title": Field(schema.text, required=True),
        "match": Field(parse_match(registry)),
        "inside": Field(schema.choice("quotation", "title")),
        "scope": Field(schema.choice(*SCOPES)),
        "side": Field(schema.choice("before", "after", "both")),
        "within": Field(schema.integer),
    }


def load_rules(registry: Registry, files: Iterable[Path] | None = None) -> tuple[dict[str, Rule], dict[str, Context]]:
    """Read rule files (all that are shipped by default). Returns rules and contexts by id, in file order. Raises PolicyError at the first fault."""
    rules: dict[str, Rule] = {}
    contexts: dict[str, Context] = {}
    try:
        paths = list(rule_files() if files is None else files)
        listed = {path: load(read(path), file=str(path), error=PolicyError) for path in paths}
        for path in paths:
            if not isinstance(listed[path], Listing):
                raise PolicyError(f"{path}: ルールの一覧（- id: …）がありません", place=schema.place_of(listed[path]))
        groups = load_words(entry for path in paths if path.parent.name == WORDS for entry in listed[path])
        for path in paths:
            for entry in () if path.parent.name == WORDS else spell_out(listed[path], groups):
                if path.name == CONTEXTS:
                    context = _context(entry, registry)
                    _unique(context.id, contexts, context.place)
                    contexts[context.id] = context
                else:
                    rule, own = parse_rule(entry, registry)
                    _unique(rule.id, rules, rule.place)
                    rules[rule.id] = rule
                    for context in own:
                        _unique(context.id, contexts, context.place)
                        contexts[context.id] = context
    except SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    for rule in rules.values():
        for name in rule.unless:
            if name not in contexts:
                raise PolicyError(
                    f"ルール {rule.id} の unless に知らない文脈 {name}",
                    place=rule.place,
                    hint=did_you_mean(name, contexts),
                )
    return rules, contexts


def _unique(name: str, known: Mapping[str, Any], place: Place) -> None:
    if name in known:
        raise PolicyError(f"{name} は二度定義されています", place=place, hint=f"先の定義: {known[name].place}")


def parse_rule(entry: Any, registry: Registry) -> tuple[Rule, list[Context]]:
    """Parse one rule, its groups of words spelled out; return the contexts of its own besides. Raises SchemaError."""
    f = schema.mapping(rule_fields(registry), what="ルール")(entry)
    if "." not in f["id"] or f["id"] != f["id"].lower() or not f["id"].isascii():
        raise SchemaError(f"ルールの id は「topic.name」の形にします: {f['id']}", place=entry["id"].place)
    own = [replace(c, id=f"{f['id']}/{c.id}") for c in f.get("unless", ()) if isinstance(c, Context)]
    names = [f"{f['id']}/{c.id}" if isinstance(c, Context) else c for c in f.get("unless", ())]
    rule = Rule(
        f["id"], f["title"], f["topic"], f["level"], f["match"], tuple(names), f.get("when", {}),
        f["message"], f["repair"], f.get("known_problems", ""),
        tuple(f["examples"]["bad"]), tuple(_local(e, f["id"], names) for e in f["examples"]["good"]), entry.place,
        f.get("waivable", True),
    )  # fmt: skip
    return rule, own


def _local(example: Example, rule: str, names: list[str]) -> Example:
    """Let a good example name a context of the rule's own by its short id."""
    full = f"{rule}/{example.why}"
    return replace(example, why=full) if full in names else example


def _context(entry: Any, registry: Registry) -> Context:
    f = schema.mapping(context_fields(registry), what="文脈")(entry)
    if "match" not in f and "inside" not in f:
        raise SchemaError("文脈には match か inside を書きます", place=entry.place)
    return Context(
        f["id"], f["title"], f.get("match"), f.get("inside"),
        f.get("scope", "sentence"), f.get("side", "both"), f.get("within"), entry.place,
    )  # fmt: skip
