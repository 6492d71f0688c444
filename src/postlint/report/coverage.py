"""How a guideline is enforced, clause by clause, for people: on a terminal and in Markdown.

It reads only the plain data that `--format json` prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.report.human import wrapped
from postlint.report.markup import code, prose
from postlint.report.words import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.report.human import Line, Paper

HOW = {"enforce": "自動で検査", "ask": "人に確認", "not_checked": "検査しない"}
WATCH, FAULT = "まとめて点検", "不備"


def topics(clause: Mapping[str, Any]) -> str:
    """Return the topics of a clause's rules, each with their number."""
    return "、".join(f"{topic}（{number}）" for topic, number in clause["topics"].items())


def totals(city: Mapping[str, Any]) -> str:
    """Return one line that counts everything."""
    count = city["count"]
    hows = "、".join(f"{word} {count[how]}" for how, word in HOW.items())
    line = (
        f"{count['clauses']}条項: {hows}。ルール{count['rules']}件、例{count['examples']}件、質問{count['questions']}件"
    )
    return line + (f"。不備{count['faults']}件" if count["faults"] else "")


def human(city: Mapping[str, Any], paper: Paper) -> Iterator[Line]:
    """Yield the lines of one city, ending in the totals."""
    yield [(f"{city['name']} {city['guideline']}", "strong"), (f"  {city['publisher']}  {city['date']}", "dim")]
    under = ""
    for clause in city["clauses"]:
        if clause["under"] and clause["under"] != under:
            under = clause["under"]
            yield []
            yield from wrapped("", under, paper, "strong")
        yield from wrapped(f"  {clause['cite']} ", clause["text"], paper)
        if clause["rules"]:
            told = f"ルール{len(clause['rules'])}件、例{clause['examples']}件: {topics(clause)}"
            yield from wrapped(f"    {HOW['enforce']} ", told, paper, "ok")
        for rule in clause["rules"]:
            line = f"{rule['id']} {rule['title']}（例{rule['examples']}件）"
            yield from wrapped(f"      {MARKS[rule['level']]} ", line, paper, "dim")
        for question in clause["questions"]:
            yield from wrapped(f"    {HOW['ask']} ", question, paper, "review")
        for look in clause["watch"]:
            yield from wrapped(f"    {WATCH} ", look["title"], paper)
        if clause["reason"]:
            yield from wrapped(f"    {HOW['not_checked']} ", clause["reason"], paper, "dim")
        if clause["fault"]:
            yield from wrapped(f"    {FAULT} ", clause["fault"], paper, "ng")
    for look in city["watch"]:
        yield []
        yield from wrapped(f"  {look['cite']} ", look["text"], paper)
        yield from wrapped(f"    {WATCH} ", look["title"], paper)
    yield []
    yield [(totals(city), "strong")]


def markdown(city: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of one city as a table under a heading."""
    yield f"## {prose(city['name'])} {prose(city['guideline'])}"
    yield ""
    yield f"{prose(city['publisher'])} {prose(city['date'])}"
    yield ""
    yield "| 条項 | 内容 | 確かめ方 | ルール | 例 | 人が確かめること |"
    yield "| --- | --- | --- | --- | ---: | --- |"
    for clause in city["clauses"]:
        left = [*clause["questions"], *([clause["reason"]] if clause["reason"] else ())]
        looks = [f"{WATCH}: {look['title']}" for look in clause["watch"]]
        how = f"{FAULT}: {clause['fault']}" if clause["fault"] else HOW[clause["how"]]
        rules = "<br>".join(f"{_cell(rule['title'])}（{code(rule['id'])}）" for rule in clause["rules"])
        cells = (_cell(clause["cite"]), _cell(clause["text"]), _cell(how), rules, str(clause["examples"]))
        yield f"| {' | '.join(cells)} | {'<br>'.join(map(_cell, [*left, *looks]))} |"
    for look in city["watch"]:
        yield f"| {_cell(look['cite'])} | {_cell(look['text'])} | {WATCH} |  | 0 | {_cell(look['title'])} |"
    yield ""
    yield prose(totals(city))
    yield ""


def _cell(text: str) -> str:
    return prose(" ".join(text.split())).replace("|", "\\|")
