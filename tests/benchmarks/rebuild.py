"""How much of the hand-made city files `city new` rebuilds from the guidelines as published.

    .venv/bin/python tests/benchmarks/rebuild.py [CITY…] [--misses]

For each city: the share of its clauses that are found (the same text; the same id besides), the share that is enforced,
asked or not checked as by hand, and of the topics enforced by hand how many are proposed (recall) and how many of those
proposed are enforced by hand (precision). Ends quietly where the documents as published are not at hand.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.checks import registry
from postlint.guideline.clauses import cut
from postlint.guideline.lines import squeeze
from postlint.guideline.read import read
from postlint.guideline.sort import Sorted, sort_all
from postlint.guideline.structure import tree
from postlint.policy.cities import load_city
from postlint.policy.clauses import select
from postlint.policy.files import city_files, root
from postlint.policy.rules import load_rules

if TYPE_CHECKING:
    from postlint.policy.clauses import CityClause

GUIDELINES = root("cities").parent.parent / "shared" / "guidelines"


def proposals(city: str) -> list[Sorted]:
    """Return what the guideline of a city is cut into, sorted."""
    source = read(str(GUIDELINES / f"{city}.txt"))
    units, _ = cut(tree(source.lines), "\n".join(line.text for line in source.lines))
    return list(sort_all(units))


def partner(clause: CityClause, proposed: list[Sorted]) -> Sorted | None:
    """Return the proposal with this clause's text: by the same id, else the same text, else one that holds it."""
    text = squeeze(clause.clause.text)
    holding = [one for one in proposed if text in squeeze(one.unit.text)]
    exact = [one for one in holding if text == squeeze(one.unit.text)]
    for one in exact + holding:
        if one.unit.id == clause.clause.id:
            return one
    return next(iter(exact + holding), None)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("cities", nargs="*")
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    if not Path(GUIDELINES).is_dir():
        print(f"{GUIDELINES} is not here: only the authors' workshop has the documents as published")
        return
    rules, _ = load_rules(registry())
    topics = {rule.id: rule.topic for rule in rules.values()}
    total: Counter[str] = Counter()
    print(f"{'city':11}{'hand':>5}{'made':>6}{'text':>7}{'exact':>7}{'id':>7}{'how':>7}{'recall':>8}{'precision':>11}")
    for city in given.cities or city_files():
        counts: Counter[str] = Counter()
        hand, made = load_city(city), proposals(city)
        counts["made"] = len(made)
        for clause in hand.clauses:
            counts["hand"] += 1
            one = partner(clause, made)
            if one is None:
                print_if(given.misses, f"  NO CLAUSE {clause.clause.id} {clause.clause.text[:50]}")
                continue
            counts["text"] += 1
            counts["exact"] += squeeze(one.unit.text) == squeeze(clause.clause.text)
            counts["id"] += one.unit.id == clause.clause.id
            if one.unit.id != clause.clause.id:
                print_if(given.misses, f"  ID {clause.clause.id} made {one.unit.id}")
            counts["how"] += one.how == clause.how
            if one.how != clause.how:
                print_if(
                    given.misses,
                    f"  HOW {clause.clause.id} {clause.how} made {one.how} {one.not_checked} {one.because} {clause.clause.text[:60]}",
                )
            wanted = {rule.topic for e in clause.enforce for rule in select(e, rules)}
            names = {name for e in one.enforce for name in (*e.get("rules", ()), e.get("check", ""))} - {""}
            found = {topics.get(name, name) for name in names}
            counts["wanted"] += len(wanted)
            counts["found"] += len(found)
            counts["both"] += len(wanted & found)
            if wanted != found and one.how == clause.how == "enforce":
                print_if(
                    given.misses,
                    f"  TOPICS {clause.clause.id} lacks {sorted(wanted - found)} adds {sorted(found - wanted)}",
                )
        line(city, counts)
        total.update(counts)
    line("together", total)


def print_if(wanted: bool, text: str) -> None:
    """Print when asked for."""
    if wanted:
        print(text)


def line(name: str, c: Counter[str]) -> None:
    """Print one row of figures."""
    share = [f"{c[key] / max(c['hand'], 1):7.0%}" for key in ("text", "exact", "id", "how")]
    print(
        f"{name:11}{c['hand']:5}{c['made']:6}{''.join(share)}{c['both'] / max(c['wanted'], 1):8.0%}{c['both'] / max(c['found'], 1):11.0%}"
    )


if __name__ == "__main__":
    main()
