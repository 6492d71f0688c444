"""Looks at rules as a whole: what can never be found, what another rule finds already, what nobody uses.

Each look yields errors with place and hint. What a file may not say at all (a pattern that matches the empty string, a
message without a repair) is refused when rules are loaded; dates and times need no look, since located YAML keeps text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlint.compiled.examples import bound_for, document_of, hits_in
from postlint.compiled.lint_words import cut_off, pattern_faults
from postlint.compiled.mutation import WORDING
from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import LEVELS
from postlint.policy.files import read
from postlint.policy.rules import WORDS
from postlint.policy.words import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from postlint.policy.matches import Group, Leaf
    from postlint.policy.rules import Context, Rule

    Rules = Mapping[str, Rule]


def rule_faults(
    rule: Rule, rules: Rules, force: Mapping[str, set[str]], contexts: Mapping[str, Context], bound: Mapping[str, Any]
) -> Iterator[PolicyError]:
    """Yield an error for each fault of one rule; `bound` are the contexts, bound for examples.

    `force` are the ids of the rules that the clauses of each edition of each city put in force.
    """
    yield from _unfilled(rule, bound)
    yield from _shadowed(rule, rules, force, bound)
    for example in rule.good:
        if example.why in contexts and example.why not in rule.unless:
            what = f"ルール {rule.id}: why の文脈 {example.why} が unless にありません"
            yield PolicyError(what, place=example.place, hint="unless に足すか、why に別の理由を書いてください")
    yield from match_faults(rule.match)
    for name in rule.unless:
        match = contexts[name].match
        if name.startswith(rule.id + "/") and match:
            yield from match_faults(match)


def idle(rules: Iterable[Rule], force: Mapping[str, set[str]]) -> list[Rule]:
    """Return the rules that no clause of any city puts in force: without a clause they never find anything."""
    return [rule for rule in rules if not any(rule.id in used for used in force.values())]


def match_faults(match: Leaf | Group) -> Iterator[PolicyError]:
    """Yield an error for each fault of the words and patterns of a match."""
    parts = getattr(match, "parts", None)
    if parts is None:
        yield from pattern_faults(match)  # type: ignore[arg-type]
        return
    for part in parts:
        yield from match_faults(part)


def _unfilled(rule: Rule, contexts: Mapping[str, Any]) -> Iterator[PolicyError]:
    """Yield an error for a {name} of message or repair that no hit gives a value for."""
    for example in rule.bad:
        for hit in hits_in(document_of(example), bound_for(rule, example), contexts):
            known = {"match", *hit.values}
            for name in re.findall(r"\{(\w+)\}", rule.message + rule.repair):
                if name not in known:
                    hint = f"使えるもの: {'、'.join(sorted(known))}"
                    yield PolicyError(
                        f"ルール {rule.id}: {{{name}}} に入るものがありません", place=rule.place, hint=hint
                    )
            return


def _shadowed(
    rule: Rule, rules: Rules, force: Mapping[str, set[str]], contexts: Mapping[str, Any]
) -> Iterator[PolicyError]:
    """Yield an error when another rule of the topic finds all bad examples, on the same words and as gravely.

    The other must be in force wherever this one is, by the levels of the rules, not of cities. Only words are compared:
    two checks of facts or dates may stand on the same place and say different things.
    """
    if not _of_words(rule.match):
        return
    documents = [document_of(example) for example in rule.bad]
    spans = [
        {(hit.start, hit.end) for hit in hits_in(document, bound_for(rule, example), contexts)}
        for document, example in zip(documents, rule.bad, strict=True)
    ]
    for other in rules.values():
        if other is rule or other.topic != rule.topic or not _of_words(other.match):
            continue
        if LEVELS.index(other.level) < LEVELS.index(rule.level):
            continue
        if any(rule.id in used and other.id not in used for used in force.values()):
            continue
        if all(
            wanted <= {(hit.start, hit.end) for hit in hits_in(document, bound_for(other, example), contexts)}
            for document, example, wanted in zip(documents, rule.bad, spans, strict=True)
        ):
            what = f"ルール {rule.id} の bad の例は、すべて {other.id} も同じ箇所で見つけます"
            yield PolicyError(what, place=rule.place, hint="どちらかを消すか、これだけが見つける例を書いてください")


def _of_words(match: Leaf | Group) -> bool:
    parts = getattr(match, "parts", None)
    return match.kind in WORDING if parts is None else all(map(_of_words, parts))


def shared_faults(rules: Rules, contexts: Mapping[str, Context]) -> Iterator[PolicyError]:
    """Yield an error for each fault of the contexts that several rules share, and for those that none uses."""
    used = {name for rule in rules.values() for name in rule.unless}
    for name, context in contexts.items():
        if "/" in name:
            continue
        if name not in used:
            yield PolicyError(f"文脈 {name} を使うルールがありません", place=context.place)
        if context.match:
            yield from match_faults(context.match)


def comment_faults(files: Iterable[Path]) -> Iterator[PolicyError]:
    """Yield an error for what YAML took for a comment though it was meant as text."""
    for path in files:
        yield from cut_off(load(read(path), file=str(path), error=PolicyError))


def group_faults(files: Iterable[Path]) -> Iterator[PolicyError]:
    """Yield an error for each group of words that no pattern and no group names."""
    groups: dict[str, Any] = {}
    named: set[str] = set()
    for path in files:
        listed = load(read(path), file=str(path), error=PolicyError)
        if path.parent.name == WORDS:
            groups.update((str(group["id"]), group["id"].place) for group in listed)
        named.update(_named(listed))
    for name in sorted(groups.keys() - named):
        yield PolicyError(f"語の組 {name} はどこでも使われていません", place=groups[name])


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from NAME.findall(value)
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _named(part)
