"""How often words and patterns meet drafts, before any context excuses them: what is met everywhere says little."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.compiled.bind import bind_rule, triggers
from postlint.compiled.examples import example_setting
from postlint.compiled.groups import index
from postlint.compiled.mutation import WORDING, shortened
from postlint.errors import PolicyError, Unjudged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postlint.checks import Needs
    from postlint.errors import Place
    from postlint.policy.matches import Group, Leaf
    from postlint.policy.rules import Rule
    from postlint.text.document import Document


class Part(NamedTuple):
    """What of a rule may find something by itself: one word or pattern, or a combination as a whole."""

    rule: Rule
    name: str
    place: Place
    entry: dict[str, Any]


def too_broad(rules: Iterable[Rule], documents: Iterable[Document], *, percent: float) -> Iterator[PolicyError]:
    """Yield an error for each word or pattern that meets so large a share of the documents or more, the broadest first."""
    from postlint.engine import applies
    from postlint.index import Index
    from postlint.matching import fire

    parts = [part for rule in rules for part in _parts(rule)]
    owners: list[int] = []
    needs: list[Needs] = []
    always = []
    for number, part in enumerate(parts):
        needed = triggers(part.entry["match"], len(owners))
        if needed is None:
            always.append(number)
            continue
        owners += [number] * len(needed)
        needs += needed
    packed = index(needs)
    lookup = Index(packed["words"], packed["literals"], packed["wakes"])
    met: Counter[int] = Counter()
    total = 0
    for document in documents:
        total += 1
        woken: dict[int, dict[int, list[list[int]]]] = {number: {} for number in always}
        for slot, there in lookup.live(document).items():
            woken.setdefault(owners[slot], {})[slot] = there
        for number, live in woken.items():
            # A rule that is not for such a draft is not broad on it; a fact unknown leaves it open.
            if applies(parts[number].entry["when"], document.draft) is False:
                continue
            try:
                met[number] += next(fire(parts[number].entry, document, {}, live), None) is not None
            except Unjudged:
                continue
    for number, count in met.most_common():
        share = 100 * count / total
        if share < percent:
            return
        part = parts[number]
        what = f"ルール {part.rule.id}: {part.name}は{total}件中{count}件（{share:.1f}％）の本文に当たります"
        yield PolicyError(what, place=part.place, hint="前後の語を足して狭めてください")


def _parts(rule: Rule) -> Iterator[Part]:
    for name, place, match in _alone(rule.match, rule.place):
        bound = bind_rule(replace(rule, match=match, unless=()), example_setting(None), {}, rule.when, None)
        yield Part(rule, name, place, bound)


def _alone(match: Leaf | Group, place: Place) -> Iterator[tuple[str, Place, Leaf | Group]]:
    """Yield the smallest parts of a match that find something without the others; other checks are left out."""
    parts = getattr(match, "parts", None)
    if parts is None:
        if match.kind in WORDING:
            for i, written in enumerate(match.written):  # type: ignore[union-attr]
                one = {**match.fields, match.kind: match.fields[match.kind][i : i + 1]}  # type: ignore[union-attr]
                yield f"{match.kind} の「{shortened(written.written)}」", written.place, replace(match, fields=one)  # type: ignore[arg-type]
        return
    if match.kind == "any":
        for part in parts:
            yield from _alone(part, place)
    else:
        yield "組み合わせ（all）", place, match
