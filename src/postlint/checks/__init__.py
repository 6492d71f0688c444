"""One module a kind of rule, each with the same silhouette.

`KIND`, `FIELDS` (what its YAML may say), `compile(fields, setting)` → plain data that can be kept as JSON, and
`find(spec, document)` → hits in text order. A check is pure: no level, message, waiver, clock or output. It may
name `NEEDS` (facts without which it cannot judge) and `COVERED` (what it finds is not printed in the open), and give
`guard(spec)`: keys of `Document.words`, and literals of the folded text, one of which must be there for it to find
anything (None: no telling). A check of many patterns gives `guards(spec)` instead, `Needs` for each, and its `find` takes
those worth trying: their numbers, each with the tokens that meet its needs.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.schema import Field
    from postlint.text.document import Document

    Guard = tuple[list[str], list[str]]  # keys of words, literals

KINDS = (
    "terms",
    "tokens",
    "regex",
    "links",
    "hours",
    "facts",
    "disclosure",
    "required-tag",
    "sums",
    "prices",
    "event-years",
    "dated-terms",
    "level-pairs",
    "past",
    "drill-marks",
    "unfilled",
    "stub",
    "omission",
    "essentials",
    "elections",
    "phones",
    "handles",
    "hashtags",
    "length",
    "characters",
    "dates",
    "weekdays",
    "eras",
    "holidays",
    "time-range",
    "event-order",
    "duration",
    "said-twice",
    "past-event",
    "relative-day",
    "embargo",
    "personal",
    "likeness",
)  # each in the module of its name


class Needs(NamedTuple):
    """What must be there for a pattern to match: a token under one key of each group, in order, or one literal.

    `also` are groups of keys that must be somewhere in the post. With neither groups nor literals there is no telling.
    """

    groups: list[list[str]]
    literals: list[str]
    also: tuple[list[str], ...] = ()


class Setting(NamedTuple):
    """What a check may know of the city it is compiled for: the head of the city file."""

    city: Mapping[str, Any]


@cache
def check(kind: str) -> Any:
    """Return the module of a kind of check; modules load on first use."""
    return import_module(f"postlint.checks.{kind.replace('-', '_')}")


def any_of(literals: str, body: str) -> bool:
    """Tell whether one of `literals`, held apart by |, is in `body`: a thousandth of what a regex costs."""
    return any(literal in body for literal in _words(literals))


@cache
def _words(literals: str) -> list[str]:
    return literals.split("|")


def hit(document: Document, start: int, end: int, values: Mapping[str, str] = MappingProxyType({})) -> Hit:
    """Return a hit on a folded span, quoted from the original; `values` are for the rule's message and repair."""
    a, b = document.original(start, end)
    return Hit(a, b, document.draft.text[a:b], values)


def outermost(spans: Iterable[tuple[int, int]], document: Document) -> Iterator[Hit]:
    """Yield folded spans as hits in text order, without those inside another."""
    reached = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end <= reached:
            continue
        reached = end
        yield hit(document, start, end)


def registry() -> dict[str, dict[str, Field]]:
    """Return every kind of check with its fields, for the policy loader."""
    return {kind: check(kind).FIELDS for kind in KINDS}
