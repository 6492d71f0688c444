"""Two editions of a guideline: which clauses came, went, changed wording or number, and which rules that touches."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from postlint.guideline.lines import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postlint.policy.clauses import CityClause

_ALIKE = 0.6  # share of the text in common from which a clause is one that changed, not another one
_LONGEST = 600  # code points compared: what is longer is told apart by its beginning

Kind = Literal["came", "went", "changed", "moved"]


class Change(NamedTuple):
    """One difference; `old` is None for a clause that came, `new` for one that went. `rules` are what is enforced by it."""

    kind: Kind
    old: CityClause | None
    new: CityClause | None
    rules: tuple[str, ...]


def compare(old: Sequence[CityClause], new: Sequence[CityClause]) -> Iterator[Change]:
    """Yield the differences in the order of the new edition, what went at the end; blanks and line breaks do not count."""
    known = dict(pairs(old, new))
    for at, clause in enumerate(new):
        before = old[known[at]] if at in known else None
        if before is None:
            yield Change("came", None, clause, _rules(clause))
        elif squeeze(before.clause.text) != squeeze(clause.clause.text):
            yield Change("changed", before, clause, _rules(before, clause))
        elif before.clause.id != clause.clause.id:
            yield Change("moved", before, clause, _rules(before, clause))
    kept = set(known.values())
    for at, clause in enumerate(old):
        if at not in kept:
            yield Change("went", clause, None, _rules(clause))


def pairs(old: Sequence[CityClause], new: Sequence[CityClause]) -> Iterator[tuple[int, int]]:
    """Yield which clause of `new` is which of `old`: the same text, the same id with a like text, then the likest text."""
    free = dict(enumerate(old))
    texts: dict[str, list[int]] = {}
    for n, one in free.items():
        texts.setdefault(squeeze(one.clause.text), []).append(n)
    open_: list[int] = []
    for at, clause in enumerate(new):
        same = texts.get(squeeze(clause.clause.text), [])
        if not same:
            open_.append(at)
            continue
        n = next((n for n in same if free[n].clause.id == clause.clause.id), same[0])
        same.remove(n)
        del free[n]
        yield at, n
    for at in open_:
        alike = [(_likeness(one, new[at]), -n) for n, one in free.items()]
        share, n = max(alike, default=(0.0, 0))
        if share >= _ALIKE:
            del free[-n]
            yield at, -n


def _likeness(one: CityClause, other: CityClause) -> float:
    a, b = squeeze(one.clause.text)[:_LONGEST], squeeze(other.clause.text)[:_LONGEST]
    held = 0.9 if min(len(a), len(b)) >= 12 and (a in b or b in a) else 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    share = matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0
    return max(held, share) + (0.1 if share and one.clause.id == other.clause.id else 0.0)


def _rules(*clauses: CityClause) -> tuple[str, ...]:
    names = (name for clause in clauses for e in clause.enforce for name in (e.names or (e.check or "",)))
    return tuple(dict.fromkeys(names))
