"""Load-bearing examples: a rule that fails its own examples does not load."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import Setting
from postlint.compiled.bind import bind_rule
from postlint.errors import PolicyError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.model import Hit
    from postlint.policy.rules import Example, Rule
    from postlint.text.document import Document


def run_examples(rule: Rule, contexts: Mapping[str, Any]) -> None:
    """Run the examples of a rule. Raises PolicyError with the place of the first that fails."""
    for fault in failures(rule, contexts):
        raise fault


def failures(rule: Rule, contexts: Mapping[str, Any]) -> Iterator[PolicyError]:
    """Yield an error for each example of a rule that fails, with its place. Raises PolicyError for one that cannot be read."""
    for example in rule.bad:
        hits = try_example(rule, example, contexts)
        if not hits:
            yield _failed(rule, example, "見つけるべき例で何も見つかりません")
        elif example.match is not None and example.match not in hits:
            yield _failed(rule, example, f"例の match「{example.match}」ではなく「{hits[0]}」を見つけました")
    for example in rule.good:
        hits = try_example(rule, example, contexts)
        if hits:
            yield _failed(rule, example, f"見つけてはいけない例で「{hits[0]}」を見つけました")
        elif example.why in rule.unless and not try_example(rule, example, contexts, without=example.why):
            yield _failed(rule, example, f"文脈 {example.why} がなくても見つかりません", hint="why を確かめてください")


def _failed(rule: Rule, example: Example, what: str, hint: str = "") -> PolicyError:
    return PolicyError(f"ルール {rule.id}: {what}: {example.text.strip()[:60]}", place=example.place, hint=hint)


def try_example(rule: Rule, example: Example, contexts: Mapping[str, Any], *, without: str | None = None) -> list[str]:
    """Return what the rule finds in one of its examples, as quoted text; `without` leaves out one context."""
    bound = bound_for(rule, example)
    bound["unless"] = [name for name in bound["unless"] if name != without]
    return found_in(document_of(example), bound, contexts)


def document_of(example: Example) -> Document:
    """Return the draft of an example, read. Raises PolicyError for facts that cannot be."""
    from postlint import schema
    from postlint.facts import FACTS, moment
    from postlint.model import Draft
    from postlint.text.document import Document

    try:
        facts = schema.mapping(FACTS, what="facts")(example.facts) if example.facts else {}
        now = moment(example.now) if example.now else None
    except schema.SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    return Document(Draft(example.text, **facts), now=now)


def bound_for(rule: Rule, example: Example) -> dict[str, Any]:
    """Return a rule as it is bound for one of its examples: to the city and the parameters the example names."""
    return bind_rule(rule, example_setting(example.city), example.parameters, rule.when, None)


def found_in(document: Document, bound: Mapping[str, Any], contexts: Mapping[str, Any]) -> list[str]:
    """Return what a bound rule finds in a draft, as quoted text."""
    return [hit.match for hit in hits_in(document, bound, contexts)]


def hits_in(document: Document, bound: Mapping[str, Any], contexts: Mapping[str, Any]) -> list[Hit]:
    """Return what a bound rule finds in a draft; nothing where its facts do not fit or are unknown."""
    from postlint.engine import applies
    from postlint.errors import Unjudged
    from postlint.matching import fire

    draft = document.draft
    if applies(bound["when"], draft) is not True or any(getattr(draft, fact) is None for fact in bound["needs"]):
        return []
    try:
        return list(fire(bound, document, contexts))
    except Unjudged:
        return []


@cache
def example_setting(city: str | None) -> Setting:
    """Return the head of a city file for examples: of a city that does not exist where none is named."""
    from postlint.policy.cities import load_city

    if city:
        return Setting(load_city(city).setting)
    return Setting(
        {
            "city": "example",
            "name": "例示市",
            "hosts": ["city.reiji.lg.jp"],
            "handles": [],
            "tags": {"own": ["例示市"]},
            "offices": {"hours": "08:30-17:15", "closed": ["sat", "sun", "holidays", "12-29..01-03"]},
            "elections": [
                {
                    "name": "例示市長選挙",
                    "announced": "2026-11-22",
                    "polling": "2026-11-29",
                    "candidates": ["例示 太郎", "見本 花子"],
                }
            ],
        }
    )
