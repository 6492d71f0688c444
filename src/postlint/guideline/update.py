"""A city file carried over to a new edition of its guideline: what people decided stays, what changed is marked for them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from postlint.guideline.compare import pairs
from postlint.guideline.lines import squeeze
from postlint.guideline.write import LOOK, clause
from postlint.layout import comment, scalar
from postlint.policy.cities import parse_city

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from postlint.guideline.make import Made
    from postlint.guideline.sort import Sorted
    from postlint.policy.clauses import CityClause

_KEY = re.compile(r"    ([a-z_]+):(?: |$)")


def update(source: str, path: Path, made: Made) -> str:
    """Return the city file for the new edition that `made` was made of.

    Clauses that read the same keep their lines, comments and all. Raises PolicyError when what results does not load, as
    where `watch` names a clause that went.
    """
    old = parse_city(source, path).clauses
    new = parse_city(made.text, path.with_name(f"{made.city}.yaml")).clauses
    head, entries, tail = _sliced(source.splitlines(), [one.place.line for one in old])
    known = dict(pairs(old, new))
    lines = [*head[:-1], comment(f"{LOOK}: date、publisher、source を新しい版に合わせる"), head[-1]]
    for at, one in enumerate(made.clauses):
        if at in known:
            lines += _carried(entries[known[at]], old[known[at]], new[at])
        else:
            lines += [comment(f"{LOOK}: 前のファイルにない条項", 2), *clause(one)]
        lines.append("")
    gone = [one for at, one in enumerate(old) if at not in set(known.values())]
    lines += [comment(f"{LOOK}: なくなった条項 {one.clause.id}: {one.clause.text}") for one in gone]
    text = "\n".join([*lines, *tail]).rstrip() + "\n"
    parse_city(text, path)
    return text


def _sliced(lines: Sequence[str], starts: Sequence[int]) -> tuple[list[str], list[list[str]], list[str]]:
    """Return the lines up to `clauses:`, those of each clause with the comments above it, and those after the clauses."""
    begins = []
    for start in starts:
        at = start - 1
        while at > 0 and lines[at - 1].lstrip().startswith("#") and lines[at - 1].startswith(" "):
            at -= 1
        begins.append(at)
    end = next((at for at in range(starts[-1], len(lines)) if re.match(r"[^\s#]", lines[at])), len(lines))
    while end > starts[-1] and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    bounds = [*begins, end]
    entries = [_trimmed(lines[a:b]) for a, b in pairwise(bounds)]
    return _trimmed(lines[: begins[0]]), entries, ["", *_trimmed(lines[end:])]


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    while kept and not kept[0].strip():
        kept.pop(0)
    return kept


def _carried(entry: list[str], old: CityClause, new: CityClause) -> Iterator[str]:
    """Yield a clause's lines with number, headings and text of the new edition, and what changed above them."""
    same_id, same_text = old.clause.id == new.clause.id, squeeze(old.clause.text) == squeeze(new.clause.text)
    if not same_id:
        yield comment(f"{LOOK}: 番号が変わった（前は {old.clause.id}）", 2)
    if not same_text:
        yield comment(f"{LOOK}: 文が変わった（前は「{old.clause.text}」）", 2)
    if same_id and same_text:
        yield from entry
        return
    said = {
        "cite": new.clause.cite if new.clause.cite != new.clause.id else "",
        "under": new.under,
        "text": new.clause.text,
    }
    yield from (line for line in entry if line.startswith("  #"))
    yield f"  - id: {scalar(new.clause.id)}"
    yield from (f"    {key}: {scalar(value)}" for key, value in said.items() if value)
    key = "id"
    for line in entry:
        if found := _KEY.match(line):
            key = found[1]
        elif line.startswith("  - "):
            key = "id"
        if key not in ("id", "cite", "under", "text") and not line.startswith("  #"):
            yield line


def carried_over(clauses: Sequence[Sorted], text: str) -> int:
    """Return how many of the new edition's clauses need no second look."""
    return len(clauses) - len(
        re.findall(rf"^  # {LOOK}: (?:番号が変わった|文が変わった|前のファイルにない)", text, re.M)
    )
