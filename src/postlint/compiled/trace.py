"""What a rule saw in a draft: each of its words and patterns, what of them was found, and what excused it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.compiled.bind import bind_rule
from postlint.compiled.mutation import WORDING, shortened
from postlint.engine import applies, believed
from postlint.errors import Unjudged
from postlint.matching import excuse, raw_hits
from postlint.text.search import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.model import Hit, Level
    from postlint.policy.matches import Group, Leaf
    from postlint.policy.rules import Rule
    from postlint.text.document import Document


class Saw(NamedTuple):
    """One word or pattern of a rule with what it matched; `missing` are the words none of which the draft has."""

    name: str
    matched: tuple[Hit, ...]
    missing: tuple[str, ...]


class Outcome(NamedTuple):
    """One hit of a rule; `context` excused it by the text `by`, both empty where it is found, at `level` (None: not told)."""

    hit: Hit
    context: str
    by: str
    level: Level | None = None


class Trace(NamedTuple):
    """How one rule fared; `idle` says in Japanese why it was not asked at all."""

    rule: Rule
    idle: str
    saw: tuple[Saw, ...]
    outcomes: tuple[Outcome, ...]


def trace(rule: Rule, document: Document, contexts: Mapping[str, Any], setting: Setting) -> Trace:
    """Follow one rule through a draft, with its own level and no city's parameters; `contexts` are bound."""
    bound = bind_rule(rule, setting, {}, rule.when, None)
    fits = applies(bound["when"], document.draft)
    missing = [fact for fact in bound["needs"] if getattr(document.draft, fact) is None]
    if fits is not True or missing:
        unknown = fits if isinstance(fits, str) else ", ".join(missing)
        return Trace(
            rule, f"{unknown} が分からないので判定しません" if unknown else "when の事実に当てはまりません", (), ()
        )
    try:
        outcomes = tuple(_outcome(hit, bound, contexts, document) for hit in raw_hits(bound["match"], document))
    except Unjudged as reason:
        return Trace(rule, f"{reason.needs} が分からないので判定しません", (), ())
    return Trace(rule, "", tuple(_saw(rule.match, bound["match"], document)), outcomes)


def _outcome(hit: Hit, bound: Mapping[str, Any], contexts: Mapping[str, Any], document: Document) -> Outcome:
    for name in bound["unless"]:
        span = excuse(hit, name, contexts[name], document)
        if span:
            return Outcome(hit, str(name), document.quote(*span))
    return Outcome(hit, "", "", believed(bound, hit, document))


def _saw(match: Leaf | Group, node: Mapping[str, Any], document: Document) -> Iterator[Saw]:
    parts = getattr(match, "parts", None)
    if parts is not None:
        for part, inner in zip(parts, node["parts"], strict=True):
            yield from _saw(part, inner, document)
        return
    if match.kind not in WORDING:
        yield Saw(f"検査 {match.kind}", tuple(raw_hits(node, document)), ())
        return
    from postlint.checks import check

    module = check(match.kind)
    for i, written in enumerate(match.written):  # type: ignore[union-attr]
        one = {match.kind: match.fields[match.kind][i : i + 1]}  # type: ignore[union-attr]
        spec = module.compile({**match.fields, **one}, None)  # type: ignore[union-attr]
        matched = tuple(module.find(spec, document))
        missing = () if matched else tuple(_missing(module.guards(spec), document))
        yield Saw(f"{match.kind} の「{shortened(written.written)}」", matched, missing)


def _missing(needs: list[Any], document: Document) -> Iterator[str]:
    """Yield the words of the first group that a draft has none of, where every alternative lacks some."""
    lacking: list[str] = []
    for needed in needs:
        groups = [keys for keys in needed.groups if not places(keys, document)]
        if needed.literals and not any(literal in document.text for literal in needed.literals):
            groups.append(needed.literals)
        if not groups:
            return
        lacking += [key.lstrip("=/") for key in groups[0]]
    yield from list(dict.fromkeys(lacking))[:8]
