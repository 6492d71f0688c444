"""`postlint rules`: every rule, or those a city enforces; `rules test` and `rules lint` for their authors."""

from __future__ import annotations

from typing import Annotated

import typer


def group() -> typer.Typer:
    """Build the group of commands; without a further word it lists."""
    from postlint.cli import rules_lint, rules_test

    built = typer.Typer(rich_markup_mode=None)
    built.callback(invoke_without_command=True)(_listing)
    built.command("test")(rules_test.command)
    built.command("lint")(rules_lint.command)
    return built


def _listing(
    context: typer.Context,
    city: Annotated[str | None, typer.Option(help="この市が使うルールだけ")] = None,
    topic: Annotated[str | None, typer.Option(help="この話題のルールだけ")] = None,
) -> int:
    """ルールの一覧を表示します。test と lint は、ルールを書く人のためのものです。"""
    if context.invoked_subcommand is not None:
        return 0
    from postlint.checks import registry
    from postlint.cli.streams import write
    from postlint.errors import InputError, did_you_mean
    from postlint.policy.cities import load_city
    from postlint.policy.clauses import select
    from postlint.policy.rules import load_rules
    from postlint.report.words import MARKS

    rules, _ = load_rules(registry())
    shown = list(rules.values())
    if city is not None:
        clauses = load_city(city).clauses
        used = {rule.id for c in clauses for enforcement in c.enforce for rule in select(enforcement, rules)}
        shown = [rule for rule in shown if rule.id in used]
    if topic is not None:
        topics = {rule.topic for rule in rules.values()}
        if topic not in topics:
            raise InputError(f"話題 {topic} のルールはありません", hint=did_you_mean(topic, topics))
        shown = [rule for rule in shown if rule.topic == topic]
    longest = max((len(rule.id) for rule in shown), default=0)
    write([(f"{MARKS[rule.level]} ", rule.level), (f"{rule.id:<{longest}}  ", ""), (rule.title, "")] for rule in shown)
    write([[(f"{len(shown)}件のルール（× 投稿不可、△ 要確認、・ 助言）", "dim")]])
    return 0
