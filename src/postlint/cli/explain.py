"""`postlint explain RULE|CLAUSE|FILE:LINE`: what a rule finds and why; what a clause puts in force; why a line is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.cli.authored import Known
    from postlint.policy.cities import City
    from postlint.policy.clauses import CityClause
    from postlint.policy.rules import Rule
    from postlint.report.human import Line, Paper


def command(
    name: Annotated[str, typer.Argument(metavar="RULE|CLAUSE|FILE:LINE", help="ルールか条項のid、または下書きと行")],
    city: Annotated[str | None, typer.Option(help="この市の条項として")] = None,
    config: Annotated[str | None, typer.Option(help="postlint.yaml を探さずに、この設定ファイルを使います")] = None,
    now: Annotated[str | None, typer.Option(help="下書きの行に: 現在の日時。指定がなければ、いまの時計")] = None,
) -> int:
    """ルール、条項、または下書きの一行への指摘を説明します。"""
    from postlint.cli.authored import known_under
    from postlint.cli.options import choose
    from postlint.cli.streams import paper, write
    from postlint.errors import InputError, did_you_mean
    from postlint.policy.cities import load_city
    from postlint.policy.editions import every

    if name.startswith("waivers."):
        from postlint.waivers import REPAIRS, TITLES

        choose("RULE", name, [f"waivers.{kind}" for kind in TITLES])
        kind = name.removeprefix("waivers.")
        write([[(name, "strong"), (f"  {TITLES[kind]}", "")], [("  直し方     ", "dim"), (REPAIRS[kind], "")]])
        return 0
    file, _, line = name.rpartition(":")
    if file and line.isascii() and line.isdigit() and Path(file).is_file():
        from postlint.cli.check import clock
        from postlint.cli.trace import explain
        from postlint.cli.under import Under

        return explain(file, int(line), city=city, now=clock(now), under=Under(config))
    known = known_under(config)
    rules = known.rules
    cities = [load_city(id_, known.cities) for id_ in ([city] if city else known.cities)]
    if name in rules:
        write(_rule(rules[name], known, cities, paper("ja")))
        return 0
    editions = [one for c in cities for one in every(c)]
    clauses = [(c, clause) for c in editions for clause in c.clauses if name in (clause.clause.id, clause.clause.cite)]
    if not clauses:
        names = {*rules, *(clause.clause.id for c in editions for clause in c.clauses)}
        raise InputError(f"ルールにも条項にも「{name}」はありません", hint=did_you_mean(name, names))
    for c, clause in clauses:
        write(_clause(c, clause, rules, paper("ja")))
    return 0


def _rule(rule: Rule, known: Known, cities: list[City], paper: Paper) -> Iterator[Line]:
    from postlint.policy.clauses import select
    from postlint.report.human import wrapped
    from postlint.report.words import WORDS

    yield [(rule.id, "strong"), (f"  {rule.title}（{WORDS['ja'][rule.level]}）", "")]
    if rule.id in known.changed:
        level = known.changed[rule.id]
        yield from wrapped(
            "  設定       ", f"postlint.yaml で{WORDS['ja'][level] if level else '切ってあります'}", paper
        )
    yield from wrapped("  何が問題か ", rule.message, paper)
    yield from wrapped("  直し方     ", rule.repair, paper)
    if rule.known_problems:
        yield from wrapped("  知られた限界 ", rule.known_problems, paper)
    if not rule.waivable:
        yield from wrapped("  例外承認   ", "できません", paper)
    if rule.unless:
        yield from wrapped("  見逃す文脈 ", "、".join(known.contexts[c].title for c in rule.unless), paper)
    for example in rule.bad:
        yield from wrapped("  × ", example.text.replace("\n", " / "), paper)
    for example in rule.good:
        yield from wrapped("  ○ ", example.text.replace("\n", " / "), paper)
    for city in cities:
        for clause in city.clauses:
            if any(rule in select(e, known.rules) for e in clause.enforce):
                yield from wrapped(f"  {city.name} {clause.clause.cite} ", clause.clause.text, paper)


def _clause(city: City, clause: CityClause, rules: Mapping[str, Rule], paper: Paper) -> Iterator[Line]:
    from postlint.policy.clauses import select
    from postlint.report.human import wrapped

    yield [(f"{city.name} {clause.clause.cite}", "strong"), (f"  {city.title}", "dim")]
    if clause.under:
        yield from wrapped("  ", clause.under, paper, "dim")
    yield from wrapped("  ", clause.clause.text, paper)
    for enforcement in clause.enforce:
        for rule in select(enforcement, rules):
            yield [(f"  検査 {rule.id}  {rule.title}", "")]
    for ask in clause.ask:
        yield from wrapped("  確認 ", ask.question, paper)
    if clause.not_checked:
        yield from wrapped("  検査しない ", clause.not_checked, paper)
    yield []
