"""Looks at rules: each fault is told with its place and a hint, and a sound rule is left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest
from authors import SOUND, loaded, write
from support import located

from postlint.checks import registry
from postlint.compiled.breadth import too_broad
from postlint.compiled.lint import comment_faults, group_faults, idle, match_faults, rule_faults, shared_faults
from postlint.model import Draft
from postlint.policy.matches import parse_match
from postlint.policy.rules import load_rules
from postlint.text.document import Document

Change = tuple[str, str]


def told(path: Path, force: dict[str, set[str]] | None = None) -> list[str]:
    rules, contexts, bound = loaded(path)
    by_id = {rule.id: rule for rule in rules}
    faults = [f for rule in rules for f in rule_faults(rule, by_id, force or {}, contexts, bound)]
    return [f"{f.place.line}:{f.place.column} {f.what}" for f in [*comment_faults([path]), *faults] if f.place]


def test_a_sound_rule_is_left_in_peace(tmp_path: Path) -> None:
    assert told(write(tmp_path)) == []


@pytest.mark.parametrize(
    "change, place, what",
    [
        (("「{match}」は人", "「{name}」は人"), "1:3", "{name} に入るものがありません"),
        (("why: 関係のない文", "why: insult.test/other"), "", ""),
        (("ください。\n  examples", "ください #柏市\n  examples"), "10:11", "# から後が読まれていません: #柏市"),
    ],
)
def test_rules_and_files(tmp_path: Path, change: Change, place: str, what: str) -> None:
    found = told(write(tmp_path, change))
    assert [one.startswith(place) and what in one for one in found] == [True] * bool(place)


@pytest.mark.parametrize(
    "match, what",
    [
        ("tokens: [合法 だ|違法 です]", "だ|違法"),
        ("tokens: [合法 だ | 違法 です]", "だ|違法"),
        ("tokens: [(合法 だ|違法 です)]", ""),
        ("tokens: [合法 だ|です]", ""),
        ("tokens: [市|県 は|が 言う]", ""),
        ("tokens: [/シネ]", ""),
        ("tokens: [/しね]", "読みは片仮名で書きます: /しね"),
        ("tokens: [数人 だけ]", "「数人」は、文の中では別の切れ方をする"),
        ("terms: [数人]", "「数人」は、文の中では別の切れ方をする"),
        ("terms: [馬鹿]", ""),
        ("regex: ['https?://example']", "regex はリンクを見ない"),
        ("regex: ['[0-9]+円']", ""),
        ("any: [{regex: ['第[0-9]回']}, {tokens: [数人 だけ]}]", "「数人」は"),
    ],
)
def test_words_and_patterns(match: str, what: str) -> None:
    found = list(match_faults(parse_match(registry())(located(match))))
    assert [what in fault.what and fault.place is not None for fault in found] == [True] * bool(what)


def test_a_rule_whose_examples_another_finds_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    narrow = SOUND.replace("insult.test", "insult.narrow").replace("level: ng", "level: review")
    path.write_text(SOUND + "\n" + narrow, "utf-8")
    assert told(path) == ["19:3 ルール insult.narrow の bad の例は、すべて insult.test も同じ箇所で見つけます"]
    # Where the graver one is not in force, the other is needed.
    assert told(path, {"a": {"insult.test", "insult.narrow"}, "b": {"insult.narrow"}}) == []


def test_a_reason_that_names_a_context_the_rule_does_not_have(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    other = SOUND.replace("insult.test", "other.test").replace("topic: insult", "topic: other")
    other = other.replace("why: 関係のない文", "why: insult.test/quoted")
    path.write_text(SOUND + "\n" + other, "utf-8")
    [found] = told(path)
    assert found == "35:9 ルール other.test: why の文脈 insult.test/quoted が unless にありません"


def test_idle_rules_and_what_nobody_uses(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    words = tmp_path / "terms" / "words.yaml"
    words.write_text("- {id: a, title: A, words: ['{b}']}\n- {id: b, title: B, words: [のろま]}\n", "utf-8")
    shared = tmp_path / "contexts.yaml"
    shared.write_text("- {id: fair, title: 市, match: {regex: [市場]}}\n", "utf-8")
    rules, contexts = load_rules(registry(), [shared, write(tmp_path), words])
    assert [rule.id for rule in idle(rules.values(), {"a": set()})] == ["insult.test"]
    assert idle(rules.values(), {"a": set(), "b": {"insult.test"}}) == []
    assert [fault.what for fault in shared_faults(rules, contexts)] == ["文脈 fair を使うルールがありません"]
    assert [fault.what for fault in group_faults([shared, words])] == ["語の組 a はどこでも使われていません"]


@pytest.mark.parametrize(
    "match, percent, expected",
    [
        ("tokens: [間抜け, 馬鹿]", 50, ["tokens の「間抜け」は4件中2件（50.0％）の本文に当たります"]),
        ("tokens: [間抜け, 馬鹿]", 60, []),
        ("any: [{terms: [間抜け]}, {regex: ['[0-9]']}]", 25, ["「間抜け」", "「[0-9]」"]),
        ("all: [{terms: [間抜け]}, {regex: ['[0-9]']}]", 25, ["組み合わせ（all）は4件中1件"]),
    ],
)
def test_what_is_too_broad(tmp_path: Path, match: str, percent: float, expected: list[str]) -> None:
    rules, _, _ = loaded(write(tmp_path, ("tokens: [馬鹿 です, 間抜け]", match)))
    texts = ["間抜けです。", "間抜けが1人。", "図書館です。", "絵本です。"]
    faults = list(too_broad(rules, [Document(Draft(text)) for text in texts], percent=percent))
    assert len(faults) == len(expected)
    assert all(part in fault.what for part, fault in zip(expected, faults, strict=True))
