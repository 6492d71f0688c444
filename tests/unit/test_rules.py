"""Every rule: its examples pass, and every term, pattern and context in it is noticed by some example."""

from __future__ import annotations

import pytest
from support import NOWHERE

from postlint.checks import registry
from postlint.compiled.bind import bind_context
from postlint.compiled.examples import run_examples
from postlint.compiled.mutation import unnoticed
from postlint.policy.rules import Rule, load_rules

RULES, CONTEXTS = load_rules(registry())
BOUND = {name: bind_context(context, NOWHERE) for name, context in CONTEXTS.items()}


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_examples(rule: Rule) -> None:
    run_examples(rule, BOUND)
    assert len(rule.bad) >= 1
    assert len(rule.good) >= 1


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_term_pattern_and_context_is_noticed(rule: Rule) -> None:
    assert not [str(fault) for fault in unnoticed(rule, BOUND, CONTEXTS)]


def test_ids_and_topics() -> None:
    for rule in RULES.values():
        assert rule.id.split(".")[0].replace("_", "-") == rule.id.split(".")[0]
        assert "{match}" not in rule.repair or rule.repair.count("{match}") == 1


def test_shared_contexts_are_used() -> None:
    shared = {name for name in CONTEXTS if "/" not in name}
    used = {name for rule in RULES.values() for name in rule.unless}
    assert not shared - used
