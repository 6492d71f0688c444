"""`postlint coverage CITY|--all`: every clause, and what enforces it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence


def command(
    city: Annotated[str | None, typer.Argument(metavar="[CITY]", help="市のid")] = None,
    every: Annotated[bool, typer.Option("--all", help="すべての市")] = False,
    format: Annotated[str, typer.Option(help="human markdown html json")] = "human",  # noqa: A002
    on: Annotated[str | None, typer.Option(metavar="DATE", help="この日に効力のある版。例: 2027-03-31")] = None,
    config: Annotated[str | None, typer.Option(help="postlint.yaml を探さずに、この設定ファイルを使います")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """条項ごとに、どのルールがいくつの例で検査し、何を人が確かめるかを表示します。

    終了コード: 0 すべての条項に手当てがある、1 例のあるルールで検査されていない条項がある、2 読めないものあり。
    """
    from postlint.cli.authored import known_under
    from postlint.cli.options import choose, day_of
    from postlint.errors import InputError
    from postlint.policy.cities import load_city
    from postlint.policy.coverage import coverage
    from postlint.policy.editions import edition

    choose("--format", format, ("human", "markdown", "html", "json"))
    if (city is None) != every:
        raise InputError("市のidか --all のどちらか一つを指定してください", hint="postlint cities で一覧を表示します")
    day = day_of(on, flag="--on") if on is not None else None
    known = known_under(config)
    names = list(known.cities) if city is None else [city]
    cities = [coverage(edition(load_city(name, known.cities), day), known.rules, known.changed) for name in names]
    _print(cities, format)
    return 1 if any(one["count"]["faults"] for one in cities) else 0


def _print(cities: Sequence[dict[str, Any]], format: str) -> None:  # noqa: A002
    from postlint.cli import streams
    from postlint.report import coverage as pages

    if format == "json":
        from postlint.report.json import dump

        streams.write_utf8(dump({"schema_version": 1, "cities": cities}), "json")
    elif format == "html":
        from postlint.report.coverage_html import render

        streams.write_utf8(render(cities), "xml")
    elif format == "markdown":
        streams.write_utf8("".join(f"{line}\n" for city in cities for line in pages.markdown(city)), "text")
    else:
        for city in cities:
            streams.write(pages.human(city, streams.paper("ja")))
