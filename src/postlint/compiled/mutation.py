"""Which words, patterns and contexts no example would miss: what nobody would notice to be lost, nobody needs or tries.

Each term and pattern of a rule is left out in turn, and each of its contexts; where all examples go on as before, that is
told with its place. `alternatives` goes on to what stands between the top-level | of a pattern, and to the patterns of
contexts. Not left out: single words of named groups, alternatives inside ( ), and the fields of other checks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.checks import tokens
from postlint.checks.regex import split
from postlint.compiled.bind import bind_context
from postlint.compiled.examples import bound_for, document_of, example_setting, found_in
from postlint.errors import PolicyError
from postlint.located import Text
from postlint.text.pattern import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from postlint.errors import Place
    from postlint.policy.matches import Group, Leaf
    from postlint.policy.rules import Context, Rule
    from postlint.text.document import Document

    Match = Leaf | Group
    Cut = Callable[[Leaf], Iterator["Less"]]

WORDING = ("terms", "tokens", "regex")
_HINT = "これがないと結果の変わる例を足すか、これを消してください"


class Less(NamedTuple):
    """A match with one thing left out: what that was, where it stands, and what is left."""

    name: str
    place: Place
    match: Match


def unnoticed(
    rule: Rule, contexts: Mapping[str, Any], shared: Mapping[str, Context], *, alternatives: bool = False
) -> Iterator[PolicyError]:
    """Yield an error for each term, pattern and context of a rule whose loss none of its examples notices.

    `contexts` are bound, `shared` the same as parsed. Raises PolicyError for an example that cannot be read.
    """
    documents = [document_of(example) for example in (*rule.bad, *rule.good)]
    expected = None
    for less in _every(rule.match, alternatives=alternatives):
        expected = expected or _results(rule, documents, contexts)
        if _results(replace(rule, match=less.match), documents, contexts) == expected:
            yield PolicyError(
                f"ルール {rule.id}: {less.name}を外しても、どの例も変わりません", place=less.place, hint=_HINT
            )
    good = documents[len(rule.bad) :]
    for name in rule.unless:
        without = replace(rule, unless=tuple(other for other in rule.unless if other != name))
        if not any(_results(without, good, contexts, of=rule.good)):
            place = getattr(name, "place", shared[name].place)
            yield PolicyError(
                f"ルール {rule.id}: 文脈 {name} を必要とする good の例がありません", place=place, hint=_HINT
            )


def unnoticed_in_contexts(
    rules: Iterable[Rule], contexts: Mapping[str, Any], shared: Mapping[str, Context]
) -> Iterator[PolicyError]:
    """Yield an error for each term, pattern and alternative of the contexts that no rule's good example needs."""
    waiting: dict[str, list[tuple[Less, dict[str, Any]]]] = {}
    for name, context in shared.items():
        for less in _every(context.match, alternatives=True) if context.match else ():
            bound = bind_context(replace(context, match=less.match), example_setting(None))
            waiting.setdefault(name, []).append((less, bound))
    for rule in rules:
        for example in rule.good:
            still = waiting.get(example.why or "", [])
            if not still:
                continue
            document, bound = document_of(example), bound_for(rule, example)
            waiting[example.why or ""] = [
                (less, variant)
                for less, variant in still
                if not _found_anew(document, bound, {**contexts, str(example.why): variant})
            ]
    for name, left in waiting.items():
        for less, _ in left:
            what = f"文脈 {name}: {less.name}を外しても、どの good の例も変わりません"
            yield PolicyError(what, place=less.place, hint=_HINT)


def _found_anew(document: Document, bound: Mapping[str, Any], contexts: Mapping[str, Any]) -> list[str]:
    document.contexts.clear()  # where the context was found before is no longer true
    return found_in(document, bound, contexts)


def _results(
    rule: Rule, documents: list[Document], contexts: Mapping[str, Any], *, of: tuple[Any, ...] | None = None
) -> list[list[str]]:
    examples = (*rule.bad, *rule.good) if of is None else of
    bound: dict[str, Any] = {}
    results = []
    for example, document in zip(examples, documents, strict=True):
        key = repr((example.city, example.parameters))
        if key not in bound:
            bound[key] = bound_for(rule, example)
        results.append(found_in(document, bound[key], contexts))
    return results


def _every(match: Match, *, alternatives: bool) -> Iterator[Less]:
    yield from _cut(match, _entries)
    if alternatives:
        yield from _cut(match, _alternatives)


def _cut(match: Match, cut: Cut) -> Iterator[Less]:
    """Yield copies of a match, each with one thing less of one of its leaves."""
    parts = getattr(match, "parts", None)
    if parts is None:
        if match.kind in WORDING:
            yield from cut(match)  # type: ignore[arg-type]
        return
    for i, part in enumerate(parts):
        for less in _cut(part, cut):
            left = replace(match, parts=(*parts[:i], less.match, *parts[i + 1 :]))  # type: ignore[arg-type]
            yield less._replace(match=left)


def _entries(leaf: Leaf) -> Iterator[Less]:
    for i, written in enumerate(leaf.written):
        yield Less(f"{leaf.kind} の「{shortened(written.written)}」", written.place, _with(leaf, i, None))


def _alternatives(leaf: Leaf) -> Iterator[Less]:
    if leaf.kind == "terms":
        return
    for i, written in enumerate(leaf.written):
        # Those of a named group are no business of the pattern: spelled out, a group stands in ( ).
        branches = split(written) if leaf.kind == "regex" else _joined(written)
        for n, branch in enumerate(branches if len(branches) > 1 else ()):
            left = "|".join([*branches[:n], *branches[n + 1 :]])
            entry = left if leaf.kind == "regex" else tokens.alternatives(Text(left, written.place))
            yield Less(f"{leaf.kind} の{n + 1}番目の枝「{shortened(branch)}」", written.place, _with(leaf, i, entry))


def _joined(written: str) -> list[str]:
    """Return the alternatives of a pattern over tokens that is nothing but alternatives, else none."""
    branches = [branch.strip() for branch in split(written)]
    return [] if any(map(_in_turn, branches)) else branches


def _in_turn(branch: str) -> bool:
    """Tell whether a branch has parts one after another: there, a | joins only the parts beside it."""
    return any(blank and depth == 0 and piece not in ")?*+" for depth, blank, piece in outline(branch))


def _with(leaf: Leaf, at: int, entry: Any) -> Leaf:
    """Return a leaf with another entry at one place, or none."""
    entries = leaf.fields[leaf.kind]
    changed = [*entries[:at], *([] if entry is None else [entry]), *entries[at + 1 :]]
    return replace(leaf, fields={**leaf.fields, leaf.kind: changed})


def shortened(text: str) -> str:
    """Return a term or pattern short enough for one line."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
