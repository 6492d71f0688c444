"""Every rule: its examples pass, and every term, pattern and context in it is noticed by some example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from support import NOWHERE

from postlint.checks import registry
from postlint.compiled.bind import bind_context, bind_rule
from postlint.compiled.examples import run_examples, try_example
from postlint.engine import fire
from postlint.facts import moment
from postlint.model import Draft
from postlint.policy.rules import Group, Leaf, Rule, load_rules
from postlint.text.document import Document

RULES, CONTEXTS = load_rules(registry())
BOUND = {name: bind_context(context, NOWHERE) for name, context in CONTEXTS.items()}
WORDING = ("terms", "tokens", "regex")


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_examples(rule: Rule) -> None:
    run_examples(rule, BOUND)
    assert len(rule.bad) >= 1
    assert len(rule.good) >= 1


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.unless], ids=lambda rule: rule.id)
def test_every_context_is_noticed(rule: Rule) -> None:
    for context in rule.unless:
        good = [example for example in rule.good if try_example(rule, example, BOUND, without=context)]
        assert good, f"no good example needs {context}"


def without_one(match: Leaf | Group) -> Iterator[tuple[str, Leaf | Group]]:
    """Yield copies of a match, each with one term or pattern less."""
    if isinstance(match, Group):
        for i, part in enumerate(match.parts):
            for name, less in without_one(part):
                yield name, replace(match, parts=(*match.parts[:i], less, *match.parts[i + 1 :]))
        return
    entries = match.fields[match.kind] if match.kind in WORDING else []
    for i, entry in enumerate(entries):
        yield str(entry)[:80], replace(match, fields={**match.fields, match.kind: [*entries[:i], *entries[i + 1 :]]})


def quoted(rule: Rule, documents: list[Document]) -> list[list[str]]:
    bound = bind_rule(rule, NOWHERE, rule.bad[0].parameters, rule.when, None)
    return [[hit.match for hit in fire(bound, document, BOUND)] for document in documents]


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_term_and_pattern_is_noticed(rule: Rule) -> None:
    # Of the facts only the day matters here: words may be wrong for a time.
    documents = [
        Document(Draft(example.text), now=moment(example.now) if example.now else None)
        for example in (*rule.bad, *rule.good)
    ]
    variants = list(without_one(rule.match))
    expected = quoted(rule, documents) if variants else []
    unnoticed = [name for name, less in variants if quoted(replace(rule, match=less), documents) == expected]
    assert not unnoticed


def test_ids_and_topics() -> None:
    for rule in RULES.values():
        assert rule.id.split(".")[0].replace("_", "-") == rule.id.split(".")[0]
        assert "{match}" not in rule.repair or rule.repair.count("{match}") == 1


def test_shared_contexts_are_used() -> None:
    shared = {name for name in CONTEXTS if "/" not in name}
    used = {name for rule in RULES.values() for name in rule.unless}
    assert not shared - used
