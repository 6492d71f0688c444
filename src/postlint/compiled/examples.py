"""Load-bearing examples: a rule that fails its own examples does not load."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import Setting
from postlint.compiled.bind import bind_rule
from postlint.errors import PolicyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.policy.rules import Example, Rule


def run_examples(rule: Rule, contexts: Mapping[str, Any]) -> None:
    """Run the examples of a rule. Raises PolicyError with the place of the first that fails."""
    for example in (*rule.bad, *rule.good):
        hits = try_example(rule, example, contexts)
        if example in rule.bad:
            _check_bad(rule, example, hits)
        elif hits:
            raise _failed(rule, example, f"見つけてはいけない例で「{hits[0]}」を見つけました")
        elif example.why in rule.unless and not try_example(rule, example, contexts, without=example.why):
            raise _failed(rule, example, f"文脈 {example.why} がなくても見つかりません", hint="why を確かめてください")


def _check_bad(rule: Rule, example: Example, hits: list[str]) -> None:
    if not hits:
        raise _failed(rule, example, "見つけるべき例で何も見つかりません")
    if example.match is not None and example.match not in hits:
        raise _failed(rule, example, f"例の match「{example.match}」ではなく「{hits[0]}」を見つけました")


def _failed(rule: Rule, example: Example, what: str, hint: str = "") -> PolicyError:
    return PolicyError(f"ルール {rule.id}: {what}: {example.text.strip()[:60]}", place=example.place, hint=hint)


def try_example(rule: Rule, example: Example, contexts: Mapping[str, Any], *, without: str | None = None) -> list[str]:
    """Return what the rule finds in one of its examples, as quoted text; `without` leaves out one context."""
    from postlint import schema
    from postlint.engine import applies, fire
    from postlint.errors import Unjudged
    from postlint.facts import FACTS, moment
    from postlint.model import Draft
    from postlint.text.document import Document

    try:
        facts = schema.mapping(FACTS, what="facts")(example.facts) if example.facts else {}
        now = moment(example.now) if example.now else None
    except schema.SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    draft = Draft(example.text, **facts)
    bound = bind_rule(rule, _setting(example.city), example.parameters, rule.when, None)
    bound["unless"] = [name for name in bound["unless"] if name != without]
    if applies(bound["when"], draft) is not True or any(getattr(draft, fact) is None for fact in bound["needs"]):
        return []
    try:
        return [hit.match for hit in fire(bound, Document(draft, now=now), contexts)]
    except Unjudged:
        return []


@cache
def _setting(city: str | None) -> Setting:
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
