"""`postlint cities`: which guidelines are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from postlint.policy.cities import City


def command(
    config: Annotated[
        str | None, typer.Option(help="postlint.yaml を探さずに、この設定ファイルの市のファイルも使います")
    ] = None,
) -> int:
    """使える市とそのガイドラインの一覧を表示します。"""
    from postlint.cli.streams import write
    from postlint.cli.under import Under
    from postlint.compiled.settings import all_files
    from postlint.policy.cities import load_city
    from postlint.report.cells import width

    _, files = all_files(Under(config).settings("-"))
    cities = [load_city(name, files) for name in files]
    ids = max((len(city.id) for city in cities), default=0)
    names = max((width(city.name) for city in cities), default=0)
    write(
        [
            (f"{city.id:<{ids}}  ", "strong"),
            (city.name + " " * (names - width(city.name) + 2), ""),
            (f"{city.title}（{city.date}、{len(city.clauses)}条項{_earlier(city)}）", ""),
        ]
        for city in cities
    )
    return 0


def _earlier(city: City) -> str:
    if not city.editions:
        return ""
    return f"。前の版: {'、'.join(f'{one.until} まで' for one in city.editions)}"
