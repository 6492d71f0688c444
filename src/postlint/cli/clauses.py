"""`postlint clauses CITY`: a guideline with how each clause is enforced, and a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.cli.authored import Known
    from postlint.policy.cities import City
    from postlint.policy.clauses import CityClause
    from postlint.policy.rules import Rule
    from postlint.report.human import Line, Paper

_HOW = {"enforce": "自動で検査", "ask": "人に確認", "not_checked": "検査しない"}


def command(
    city: Annotated[str, typer.Argument(help="市のid")],
    format: Annotated[str, typer.Option(help="human か json")] = "human",  # noqa: A002
    on: Annotated[str | None, typer.Option(metavar="DATE", help="この日に効力のある版。例: 2027-03-31")] = None,
    config: Annotated[
        str | None, typer.Option(help="postlint.yaml を探さずに、この設定ファイルのルールと市のファイルも使います")
    ] = None,
) -> int:
    """ガイドラインの条項と、それぞれをどう確かめるかを表示します。"""
    from postlint.cli import streams
    from postlint.cli.authored import known_under
    from postlint.cli.options import choose, day_of
    from postlint.policy.cities import load_city
    from postlint.policy.editions import edition

    choose("--format", format, ("human", "json"))
    day = day_of(on, flag="--on") if on is not None else None
    known = known_under(config)
    whole = load_city(city, known.cities)
    guideline, earlier = edition(whole, day), [one.until for one in whole.editions]
    if format == "json":
        import json

        told = _document(guideline, known, earlier)
        streams.write_utf8(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "json")
        return 0
    streams.write(_lines(guideline, known, earlier, streams.paper("ja")))
    return 0


def _enforced(clause: CityClause, known: Known) -> list[Rule]:
    """Return the rules a clause puts in force, each once, without those a configuration switches off."""
    from postlint.policy.clauses import select

    found = [rule for enforcement in clause.enforce for rule in select(enforcement, known.rules)]
    return list({rule.id: rule for rule in found if known.changed.get(rule.id, "") is not None}.values())


def _document(city: City, known: Known, earlier: list[str]) -> dict[str, Any]:
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
                "rules": [rule.id for rule in _enforced(c, known)],
                "questions": [ask.question for ask in c.ask],
                "reason": c.not_checked,
            }
            for c in city.clauses
        ],
        "count": _count(city),
    }


def _count(city: City) -> dict[str, int]:
    return {how: sum(c.how == how for c in city.clauses) for how in _HOW}


def _lines(city: City, known: Known, earlier: list[str], paper: Paper) -> Iterator[Line]:
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
        found = _enforced(clause, known)
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
