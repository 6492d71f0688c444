"""`postlint clauses CITY`: a guideline with how each clause is enforced, and a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.policy.cities import City
    from postlint.policy.clauses import CityClause
    from postlint.policy.rules import Rule
    from postlint.report.human import Line, Paper

_HOW = {"enforce": "自動で検査", "ask": "人に確認", "not_checked": "検査しない"}


def command(
    city: Annotated[str, typer.Argument(help="市のid")],
    format: Annotated[str, typer.Option(help="human か json")] = "human",  # noqa: A002
    on: Annotated[str | None, typer.Option(metavar="DATE", help="この日に効力のある版。例: 2027-03-31")] = None,
    config: Annotated[str | None, typer.Option(help="この postlint.yaml のルールと市のファイルも使います")] = None,
) -> int:
    """ガイドラインの条項と、それぞれをどう確かめるかを表示します。"""
    from postlint.checks import registry
    from postlint.cli import streams
    from postlint.cli.authored import known
    from postlint.cli.options import choose, day_of
    from postlint.policy.cities import load_city
    from postlint.policy.editions import edition
    from postlint.policy.rules import load_rules

    choose("--format", format, ("human", "json"))
    day = day_of(on, flag="--on") if on is not None else None
    files, cities = known(config)
    rules, _ = load_rules(registry(), files)
    whole = load_city(city, cities)
    guideline, earlier = edition(whole, day), [one.until for one in whole.editions]
    if format == "json":
        import json

        streams.write_utf8(json.dumps(_document(guideline, rules, earlier), ensure_ascii=False, indent=1) + "\n")
        return 0
    streams.write(_lines(guideline, rules, earlier, streams.paper("ja")))
    return 0


def _enforced(clause: CityClause, rules: Mapping[str, Rule]) -> list[Rule]:
    from postlint.policy.clauses import select

    found = [rule for enforcement in clause.enforce for rule in select(enforcement, rules)]
    return list({rule.id: rule for rule in found}.values())


def _document(city: City, rules: Mapping[str, Rule], earlier: list[str]) -> dict[str, Any]:
    return {
        "city": city.id,
        "name": city.name,
        "guideline": city.title,
        "edition": city.until or None,
        "editions": earlier,
        "source": city.source,
        "clauses": [
            {
                "id": c.clause.id,
                "cite": c.clause.cite,
                "under": c.under,
                "text": c.clause.text,
                "how": c.how,
                "rules": [rule.id for rule in _enforced(c, rules)],
                "questions": [ask.question for ask in c.ask],
                "reason": c.not_checked,
            }
            for c in city.clauses
        ],
        "count": _count(city),
    }


def _count(city: City) -> dict[str, int]:
    return {how: sum(c.how == how for c in city.clauses) for how in _HOW}


def _lines(city: City, rules: Mapping[str, Rule], earlier: list[str], paper: Paper) -> Iterator[Line]:
    from postlint.report.human import wrapped

    yield [(city.title, "strong"), (f"  {city.publisher}  {city.date}", "dim")]
    if earlier:
        told = "、".join(f"{until} まで" for until in earlier)
        yield from wrapped("", f"前の版: {told}（--on {earlier[0]} のように日付を付けると見られます）", paper, "dim")
    under = ""
    for clause in city.clauses:
        if clause.under and clause.under != under:
            under = clause.under
            yield []
            yield from wrapped("", under, paper, "strong")
        yield from wrapped(f"  {clause.clause.cite} ", clause.clause.text, paper)
        found = _enforced(clause, rules)
        if found:
            topics = dict.fromkeys(rule.topic for rule in found)
            shown = "、".join(f"{topic}（{sum(r.topic == topic for r in found)}）" for topic in topics)
            yield from wrapped(f"    {_HOW['enforce']} ", shown, paper, "ok")
        for ask in clause.ask:
            yield from wrapped(f"    {_HOW['ask']} ", ask.question, paper, "review")
        if clause.not_checked:
            yield from wrapped(f"    {_HOW['not_checked']} ", clause.not_checked, paper, "dim")
    count = _count(city)
    yield []
    yield [(f"{len(city.clauses)}条項: " + "、".join(f"{_HOW[how]} {n}" for how, n in count.items()), "strong")]
