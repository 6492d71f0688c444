"""The engine: scopes of contexts, groups, clauses of several enforcements, levels, not_judged, the checklist."""

from __future__ import annotations

from typing import Any

import pytest
from support import NOWHERE, located

from postlint.checks import Needs, registry
from postlint.compiled.bind import _node, bind_context, bind_rule, triggers
from postlint.engine import judge
from postlint.index import Index
from postlint.matching import fire
from postlint.model import Draft
from postlint.policy.matches import parse_match
from postlint.policy.rules import _context as parse_context
from postlint.policy.rules import parse_rule
from postlint.text.document import Document


def hits(text: str, match: str, context: str | None = None) -> list[str]:
    """Fire one rule with at most one context."""
    node = _node(parse_match(registry())(located(match)), NOWHERE, {})
    contexts = {}
    if context:
        contexts["c"] = bind_context(
            parse_context(located("{id: c, title: 文脈, " + context + "}"), registry()), NOWHERE
        )
    bound = {"match": node, "unless": list(contexts)}
    return [hit.match for hit in fire(bound, Document(Draft(text)), contexts)]


@pytest.mark.parametrize(
    "context, text, excused",
    [
        ("match: {terms: [防止]}, scope: sentence", "暴力の防止。", True),
        ("match: {terms: [防止]}, scope: sentence", "暴力。防止。", False),
        ("match: {terms: [防止]}, scope: line", "暴力。防止。", True),
        ("match: {terms: [防止]}, scope: line", "暴力。\n防止。", False),
        ("match: {terms: [防止]}, scope: post", "暴力。\n防止。", True),
        ("match: {terms: [防止]}, scope: sentence, side: after", "防止と暴力", False),
        ("match: {terms: [防止]}, scope: sentence, side: before", "防止と暴力", True),
        ("match: {terms: [防止]}, scope: sentence, side: after, within: 1", "暴力の防止", True),
        ("match: {terms: [防止]}, scope: sentence, side: after, within: 1", "暴力を全員で防止", False),
        ("match: {regex: [いけませ]}, scope: clause", "いけませんが、暴力も必要です。", False),
        ("match: {regex: [いけませ]}, scope: clause", "暴力はいけませんが、必要です。", True),
        ("inside: quotation", "「暴力はだめ」と書いた", True),
        ("inside: quotation", "「平和」と暴力", False),
        ("inside: quotation, match: {regex: ['」など']}, scope: line", "「暴力」など", True),
        ("inside: quotation, match: {regex: ['」など']}, scope: line", "「暴力」こそ", False),
        ("inside: title", "『暴力の歴史』", True),
        ("inside: title", "「暴力の歴史」", False),
    ],
)
def test_contexts(context: str, text: str, *, excused: bool) -> None:
    assert hits(text, "terms: [暴力]", context) == ([] if excused else ["暴力"])


@pytest.mark.parametrize(
    "match, text, expected",
    [
        ("all: [{terms: [犬]}, {terms: [猫]}]", "犬と猫", ["犬と猫"]),
        ("all: [{terms: [犬]}, {terms: [猫]}]", "犬。猫", []),
        ("all: [{terms: [犬]}, {terms: [猫]}]\nwithin: line", "犬。猫", ["犬。猫"]),
        ("all: [{terms: [犬]}, {terms: [猫]}]\nwithin: post", "犬\n猫", ["犬"]),
        ("any: [{terms: [犬]}, {terms: [猫]}]", "猫と犬", ["猫", "犬"]),
        ("any: [{all: [{terms: [犬]}, {regex: ['!']}]}, {terms: [猫]}]", "犬！", ["犬！"]),
    ],
)
def test_groups(match: str, text: str, expected: list[str]) -> None:
    assert hits(text, match) == expected


@pytest.mark.parametrize(
    "match, expected",
    [
        ("all: [{regex: ['[^a]+']}, {terms: [猫舌]}]", [Needs([["猫舌", "/ネコジタ"]], [])]),
        (
            "all: [{terms: [日]}, {terms: [猫舌]}]",
            [
                Needs([["日"]], [], (["猫舌", "/ネコジタ"],)),
                Needs([["猫舌", "/ネコジタ"]], [], (["日"],)),
            ],
        ),
        ("all: [{terms: [日]}, {regex: [あ]}]", [Needs([["日"]], []), Needs([], ["あ"], (["日"],))]),
        (
            "any: [{regex: ['あい', 'うえ']}, {tokens: ['行く .. 猫 !た']}]",
            [Needs([], ["あい"]), Needs([], ["うえ"]), Needs([["行く"], ["猫"]], [])],
        ),
        ("any: [{regex: ['[^0-9]+']}, {terms: [猫]}]", None),
    ],
)
def test_triggers(match: str, expected: object) -> None:
    assert triggers(_node(parse_match(registry())(located(match)), NOWHERE, {}), 7) == expected


def policy(*rules: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Build a compiled policy by hand: three clauses, every rule always looked at."""
    return {
        "city": "x", "name": "例示市", "guideline": "指針", "edition": "", "clauses": [["1", "1", "一"], ["2", "2", "二"], ["3", "3", "三"]],
        "rules": list(rules), "contexts": {}, "questions": [], "index": Index({}, {}, []), "owners": [], "last": [],
        "always": list(range(len(rules))), **more,
    }  # fmt: skip


def rule(word: str, *, level: str = "review", clauses: list[list[int]], **more: Any) -> dict[str, Any]:
    source = f"""
id: test.{"a" if word == "犬" else "b"}
title: 試験
topic: test
level: {level}
match: {{terms: [{word}]}}
message: 「{{match}}」と{{match}}
repair: 削る
examples: {{bad: [{{text: x}}], good: [{{text: x}}]}}
"""
    parsed, _ = parse_rule(located(source), registry())
    return {**bind_rule(parsed, NOWHERE, {}, {}, None), "clauses": clauses, **more}


def test_enforcements_of_one_rule_make_one_finding_with_the_closest_clause_first() -> None:
    one, two = rule("犬", clauses=[[9, 0], [1, 2]]), rule("犬", level="ng", clauses=[[4, 1]])
    [finding] = judge(Draft("黒い犬"), policy(one, two)).findings
    assert [clause.id for clause in finding.clauses] == ["3", "2", "1"]
    assert finding.level == "ng"
    assert (finding.line, finding.column, finding.message) == (1, 3, "「犬」と犬")


@pytest.mark.parametrize("text, line, column", [("a\n犬", 2, 1), ("a\r\n\r\nb犬", 3, 2), ("a\r犬", 2, 1), ("犬", 1, 1)])
def test_lines_and_columns(text: str, line: int, column: int) -> None:
    [finding] = judge(Draft(text), policy(rule("犬", clauses=[[1, 0]]))).findings
    assert (finding.line, finding.column) == (line, column)


@pytest.mark.parametrize(
    "rules, verdict",
    [([], "ok"), ([("犬", "note")], "ok"), ([("犬", "review")], "review"), ([("犬", "review"), ("猫", "ng")], "ng")],
)
def test_verdicts(rules: list[tuple[str, str]], verdict: str) -> None:
    bound = [rule(word, level=level, clauses=[[1, 0]]) for word, level in rules]
    assert judge(Draft("犬と猫"), policy(*bound)).verdict == verdict


def test_what_needs_a_missing_fact_is_not_judged() -> None:
    report = judge(Draft("犬"), policy(rule("犬", clauses=[[1, 0]], needs=["scheduled_at"])))
    assert [(gap.rule, gap.needs) for gap in report.not_judged] == [("test.a", "scheduled_at")]
    report = judge(Draft("犬"), policy(rule("犬", clauses=[[1, 0]], when={"platform": ["x"]})))
    assert [gap.needs for gap in report.not_judged] == ["platform"]
    assert not judge(
        Draft("犬", platform="line"), policy(rule("犬", clauses=[[1, 0]], when={"platform": ["x"]}))
    ).not_judged


def question(**more: Any) -> dict[str, Any]:
    return {"clause": 1, "question": "よいか", "when": {}, "media": None, "unless": {}, "rules": [], **more}


@pytest.mark.parametrize(
    "asked, facts, raised",
    [
        ({}, {}, True),
        ({"when": {"kind": ["reply"]}}, {}, False),
        ({"when": {"kind": ["reply"]}}, {"kind": "reply"}, True),
        ({"rules": ["test.a"]}, {}, True),
        ({"rules": ["test.b"]}, {}, False),
        ({"media": True}, {}, False),
        ({"unless": {"approved": ["true"]}}, {}, True),
        ({"unless": {"approved": ["true"]}}, {"approved": False}, True),
        ({"unless": {"approved": ["true"]}}, {"approved": True}, False),
        ({"unless": {"exemption": ["given"]}}, {"exemption": "established-fact"}, False),
    ],
)
def test_checklist(asked: dict[str, Any], facts: dict[str, Any], *, raised: bool) -> None:
    silent = rule("犬", clauses=[], silent=True)
    report = judge(Draft("犬", **facts), policy(silent, questions=[question(**asked)]))
    assert bool(report.checklist) == raised
    assert not report.findings


def test_a_confirmed_question() -> None:
    report = judge(Draft("犬", confirmed=("2",)), policy(questions=[question()]))
    assert [item.confirmed for item in report.checklist] == [True]


def test_draft_text_is_no_format_string() -> None:
    [finding] = judge(Draft("犬{repair}{0}"), policy(rule("犬", clauses=[[1, 0]]))).findings
    assert finding.message == "「犬」と犬"


def test_a_graver_finding_of_the_topic_says_it_once() -> None:
    lighter, graver = rule("黒い犬", clauses=[[1, 0]]), rule("犬", level="ng", clauses=[[1, 1]])
    assert [f.match for f in judge(Draft("黒い犬と黒い犬の絵"), policy(lighter, graver)).findings] == ["犬", "犬"]
    other = {**lighter, "topic": "other"}
    assert [f.match for f in judge(Draft("黒い犬"), policy(other, graver)).findings] == ["黒い犬", "犬"]
    assert [f.match for f in judge(Draft("黒い犬"), policy(lighter)).findings] == ["黒い犬"]
