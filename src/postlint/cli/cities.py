"""`postlint cities`: which guidelines are known."""

from __future__ import annotations


def command() -> int:
    """使える市とそのガイドラインの一覧を表示します。"""
    from postlint.cli.streams import write
    from postlint.policy.cities import load_city
    from postlint.policy.files import city_files
    from postlint.report.cells import width

    cities = [load_city(name) for name in city_files()]
    ids = max((len(city.id) for city in cities), default=0)
    names = max((width(city.name) for city in cities), default=0)
    write(
        [
            (f"{city.id:<{ids}}  ", "strong"),
            (city.name + " " * (names - width(city.name) + 2), ""),
            (f"{city.title}（{city.date}、{len(city.clauses)}条項）", ""),
        ]
        for city in cities
    )
    return 0
