"""Coverage of guidelines: counted right, faults told, and read back from each format by a reader that is not ours."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt

from postlint.checks import registry
from postlint.policy.cities import load_city, parse_city
from postlint.policy.coverage import coverage
from postlint.policy.files import city_files
from postlint.policy.rules import load_rules
from postlint.report.coverage import human, markdown
from postlint.report.coverage_html import render
from postlint.report.human import Paper

RULES, _ = load_rules(registry())
ALL = {name: coverage(load_city(name), RULES) for name in city_files()}


@pytest.mark.parametrize("city", ALL.values(), ids=list(ALL))
def test_every_clause_of_every_city_is_taken_care_of(city: dict[str, Any]) -> None:
    assert city["count"]["faults"] == 0
    for clause in city["clauses"]:
        assert clause["rules"] or clause["questions"] or clause["reason"]
        assert sum(clause["topics"].values()) == len(clause["rules"])
        assert clause["examples"] == sum(rule["bad"] + rule["good"] for rule in clause["rules"])
    assert sum(city["count"][how] for how in ("enforce", "ask", "not_checked")) == len(city["clauses"])
    ids = {rule["id"] for clause in city["clauses"] for rule in clause["rules"]}
    assert city["count"]["rules"] == len(ids)


def test_looks_stand_with_their_clauses() -> None:
    kashiwa = ALL["kashiwa"]
    looks = {clause["id"]: [look["look"] for look in clause["watch"]] for clause in kashiwa["clauses"]}
    assert looks["2(4)ク"] == ["bursts", "repeats"]
    assert [look["cite"] for look in kashiwa["watch"]] == ["【補足2】"]


HOSTILE = """\
city: mura
name: 村|<b>市</b>
hosts: [vill.mura.example]
tags: {own: [村]}
guideline: {title: "方針 [x](y)", date: "2026", publisher: 村, source: <script>}
clauses:
  - {id: "1", text: "侮辱|<i>しない</i>", enforce: [{rules: one.a}]}
  - {id: "2", text: 二, enforce: [{rules: one.b}], ask: 確かめましたか。}
  - {id: "3", text: 三, not_checked: 態度の定め}
"""
OWN = """\
- id: one.{name}
  title: 見本
  topic: one
  level: ng
  match: {{terms: [見本]}}
  message: 見本です。
  repair: 消します。
  examples:
    bad: [{{text: これは見本です。{more}}}]
    good: [{{text: 絵本です。}}]
"""


@pytest.fixture(name="mura")
def _mura(tmp_path: Any) -> dict[str, Any]:
    own = tmp_path / "own.yaml"
    own.write_text(OWN.format(name="a", more="") + OWN.format(name="b", more=", city: ueda"), "utf-8")
    rules, _ = load_rules(registry(), [own])
    return coverage(parse_city(HOSTILE, tmp_path / "mura.yaml"), rules)


def test_a_clause_without_an_example_is_a_fault(mura: dict[str, Any]) -> None:
    assert [bool(clause["fault"]) for clause in mura["clauses"]] == [False, True, False]
    assert mura["count"]["faults"] == 1
    lines = ["".join(text for text, _ in line) for line in human(mura, Paper(80, 1, "ja"))]
    assert "    不備 この条項を検査するルールに、この市で試せる例がありません" in lines
    assert lines[-1] == "3条項: 自動で検査 2、人に確認 0、検査しない 1。ルール2件、例3件、質問1件。不備1件"


def test_markdown_is_one_table_whatever_the_city_writes(mura: dict[str, Any]) -> None:
    page = MarkdownIt("commonmark").enable("table").render("\n".join(markdown(mura)))
    tree = html.fromstring(f"<div>{page}</div>")
    rows = [[cell.text_content() for cell in row] for row in tree.iter("tr")]
    assert [len(row) for row in rows] == [6] * 4
    assert rows[1][1].replace("\\", "") == "侮辱|<i>しない</i>"
    assert not list(tree.iter("i", "b", "script", "a"))


def test_the_page_is_one_table_a_city(mura: dict[str, Any]) -> None:
    tree = html.document_fromstring(render([mura, ALL["kashiwa"]]))
    assert not list(tree.iter("script", "i", "b"))
    assert [len(table.findall("tbody/tr")) for table in tree.iter("table")] == [3, len(ALL["kashiwa"]["clauses"]) + 1]
    targets = {link.get("href") for link in tree.iter("a")}
    assert targets == {f"#{section.get('id')}" for section in tree.iter("section")}
