"""`postlint rules`: every rule, or those a city enforces; `rules new`, `rules test` and `rules lint` for their authors."""

from __future__ import annotations

from typing import Annotated

import typer


def group() -> typer.Typer:
    """Build the group of commands; without a further word it lists."""
    from postlint.cli import rules_lint, rules_new, rules_test

    built = typer.Typer(rich_markup_mode=None)
    built.callback(invoke_without_command=True)(_listing)
    built.command("new")(rules_new.command)
    built.command("test")(rules_test.command)
    built.command("lint")(rules_lint.command)
    return built


def _listing(
    context: typer.Context,
    city: Annotated[str | None, typer.Option(help="この市が使うルールだけ")] = None,
    topic: Annotated[str | None, typer.Option(help="この話題のルールだけ")] = None,
    config: Annotated[str | None, typer.Option(help="postlint.yaml を探さずに、この設定ファイルを使います")] = None,
) -> int:
    """ルールの一覧を表示します。new、test、lint は、ルールを書く人のためのものです。"""
    if context.invoked_subcommand is not None:
        return 0
    from postlint.cli.authored import known_under
    from postlint.cli.streams import write
    from postlint.errors import InputError, did_you_mean
    from postlint.policy.cities import load_city
    from postlint.policy.clauses import select
    from postlint.report.words import MARKS

    known = known_under(config)
    rules = known.rules
    shown = list(rules.values())
    if city is not None:
        clauses = load_city(city, known.cities).clauses
        used = {rule.id for c in clauses for enforcement in c.enforce for rule in select(enforcement, rules)}
        shown = [rule for rule in shown if rule.id in used]
    if topic is not None:
        topics = {rule.topic for rule in rules.values()}
        if topic not in topics:
            raise InputError(f"話題 {topic} のルールはありません", hint=did_you_mean(topic, topics))
        shown = [rule for rule in shown if rule.topic == topic]
    levels = {rule.id: level for rule in shown if (level := known.changed.get(rule.id, rule.level)) is not None}
    longest = max(map(len, levels), default=0)
    write(
        [(f"{MARKS[levels[rule.id]]} ", levels[rule.id]), (f"{rule.id:<{longest}}  ", ""), (rule.title, "")]
        for rule in shown
        if rule.id in levels
    )
    off = f"。ほかに、postlint.yaml で切ったルール {len(shown) - len(levels)}件" if len(levels) < len(shown) else ""
    write([[(f"{len(levels)}件のルール（× 投稿不可、△ 要確認、・ 助言）{off}", "dim")]])
    return 0
