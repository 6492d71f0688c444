"""Where a match and its contexts stand in a document: hits, and what excuses them.

A match is a leaf (one check with its spec) or a group of others, `any` or `all` of them within a scope, as plain data.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from postlint.checks import check
from postlint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.text.document import Document

    Live = Mapping[int, list[list[int]]]  # slots worth trying, with the tokens that meet their needs, a list a need
    Entry = Mapping[str, Any]


def fire(entry: Entry, document: Document, contexts: Mapping[str, Any], live: Live | None = None) -> Iterator[Hit]:
    """Yield the hits of one rule that no context excuses; `live` are the slots worth trying (None: all)."""
    for hit in raw_hits(entry["match"], document, live):
        if not any(excuse(hit, name, contexts[name], document) for name in entry["unless"]):
            yield hit


def raw_hits(node: Mapping[str, Any], document: Document, live: Live | None = None) -> Iterable[Hit]:
    """Return the hits of a match, before any context excuses some."""
    if "parts" not in node:
        return _leaf(node, document, live)
    if node["group"] == "any":
        parts = [list(raw_hits(part, document, live)) for part in node["parts"]]
        return sorted((hit for hits in parts for hit in hits), key=_at)
    if live is not None and _idle(node, live):
        return ()
    parts = []
    for part in node["parts"]:
        parts.append(list(raw_hits(part, document, live)))
        if not parts[-1]:
            return ()
    return _together(parts, node["within"], document)


def _idle(node: Mapping[str, Any], live: Live) -> bool:
    """Tell whether the index knows that a match finds nothing."""
    if "parts" in node:
        idle = (_idle(part, live) for part in node["parts"])
        return all(idle) if node["group"] == "any" else any(idle)
    return "slots" in node and not any(slot in live for slot in range(*node["slots"]))


def _leaf(node: Mapping[str, Any], document: Document, live: Live | None) -> Iterable[Hit]:
    module, spec = check(node["check"]), node["spec"]
    every: Iterable[Hit]
    if live is None or "slots" not in node:
        every = module.find(spec, document)
        return every
    first, last = node["slots"]
    chosen = {slot - first: needs for slot, needs in live.items() if first <= slot < last}
    if not chosen:
        return ()
    every = module.find(spec, document, chosen) if hasattr(module, "guards") else module.find(spec, document)
    return every


def _together(parts: list[list[Hit]], scope: str, document: Document) -> Iterator[Hit]:
    """Yield each hit of the first part that has a hit of every other part in its scope, the span covering them all."""
    first, *others = parts
    starts = [[folded_span(h, document)[0] for h in hits] for hits in others]
    for hit in first:
        low, high = _scope(hit, scope, document)
        at = [bisect_left(places, low) for places in starts]
        near = [
            hits[i] if i < len(places) and places[i] < high else None
            for hits, places, i in zip(others, starts, at, strict=True)
        ]
        if all(near):
            spans = [(h.start, h.end) for h in (hit, *near) if h and h.start is not None and h.end is not None]
            if not spans or scope == "post":
                yield hit
                continue
            a, b = min(span[0] for span in spans), max(span[1] for span in spans)
            yield Hit(a, b, document.draft.text[a:b], hit.values, hit.fix)


def _at(hit: Hit) -> int:
    return -1 if hit.start is None else hit.start


def folded_span(hit: Hit, document: Document) -> tuple[int, int]:
    """Return where a hit stands in the folded text; the very start for a hit on a fact."""
    if hit.start is None or hit.end is None:
        return 0, 0
    return document.position(hit.start), document.position(hit.end)


def _scope(hit: Hit, scope: str, document: Document) -> tuple[int, int]:
    at = folded_span(hit, document)[0]
    if scope == "post" or hit.start is None:
        return 0, len(document.folded.text) + 1
    if scope == "line":
        return document.line(at)
    return document.clause(at) if scope == "clause" else document.sentence(at)


def excuse(hit: Hit, name: str, context: Mapping[str, Any], document: Document) -> tuple[int, int] | None:
    """Return the folded span of what excuses a hit in one context, None where nothing does."""
    start, end = folded_span(hit, document)
    if context["inside"]:
        spans = document.quotations if context["inside"] == "quotation" else document.titles
        i = bisect_right(spans, start, key=lambda span: span[0]) - 1
        if i < 0 or spans[i][1] < end:
            return None
        if context["match"] is None:
            return spans[i]
    low, high = _scope(hit, context["scope"], document)
    # Looked for once a draft, not once a hit: a long draft may have thousands of either.
    if name not in document.contexts:
        document.contexts[name] = sorted(folded_span(other, document) for other in raw_hits(context["match"], document))
    found = document.contexts[name]
    for i in range(bisect_left(found, (low, 0)), len(found)):
        a, b = found[i]
        if a >= high:
            return None
        if (context["side"] == "after" and b <= start) or (context["side"] == "before" and a >= end):
            continue
        if context["within"] is None or _distance((start, end), (a, b), document) <= context["within"]:
            return a, b
    return None


def _distance(one: tuple[int, int], other: tuple[int, int], document: Document) -> int:
    """Count the tokens between two folded spans; 0 when they touch or overlap."""
    first, second = sorted((one, other))
    return max(0, bisect_left(document.starts, second[0]) - bisect_left(document.starts, first[1]))
