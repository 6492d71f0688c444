"""What a rule saw: matches of each pattern, missing words, what excused a hit, and why a rule was not asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from authors import loaded, write

from postlint.compiled.examples import example_setting
from postlint.compiled.trace import Trace, trace
from postlint.model import Draft
from postlint.text.document import Document


def traced(folder: Path, text: str, *changes: tuple[str, str], **facts: Any) -> Trace:
    [rule], _, bound = loaded(write(folder, *changes))
    return trace(rule, Document(Draft(text, **facts)), bound, example_setting(None))


def test_what_is_found_and_what_is_excused(tmp_path: Path) -> None:
    found = traced(tmp_path, "あの間抜けが来ました。間抜けという言葉です。")
    assert [(saw.name, [hit.match for hit in saw.matched]) for saw in found.saw] == [
        ("tokens の「馬鹿 です」", []),
        ("tokens の「間抜け」", ["間抜け", "間抜け"]),
    ]
    assert [(one.hit.start, one.context, one.by) for one in found.outcomes] == [
        (2, "", ""),
        (11, "insult.test/quoted", "という言葉"),
    ]


@pytest.mark.parametrize(
    "match, missing",
    [
        ("tokens: [馬鹿 です, 間抜け]", [("馬鹿",), ("間抜け",)]),
        ("regex: ['のろ(ま|い)']", [("のろ",)]),
        ("any: [{terms: [間抜け]}, {regex: ['[0-9]円']}]", [("間抜け", "マヌケ"), ("円",)]),
    ],
)
def test_words_that_are_missing(tmp_path: Path, match: str, missing: list[tuple[str, ...]]) -> None:
    found = traced(tmp_path, "図書館は休み。", ("tokens: [馬鹿 です, 間抜け]", match))
    assert [saw.missing for saw in found.saw] == missing
    assert not found.outcomes


def test_words_that_are_all_there_are_not_missing(tmp_path: Path) -> None:
    found = traced(tmp_path, "ですが馬鹿。", ("tokens: [馬鹿 です, 間抜け]", "tokens: [馬鹿 です]"))
    assert [(saw.matched, saw.missing) for saw in found.saw] == [((), ())]


@pytest.mark.parametrize(
    "when, facts, why",
    [
        ("{kind: [reply]}", {}, "when の事実に当てはまりません"),
        ("{platform: [x]}", {}, "platform が分からないので判定しません"),
        ("{platform: [x]}", {"platform": "x"}, ""),
    ],
)
def test_why_a_rule_was_not_asked(tmp_path: Path, when: str, facts: dict[str, str], why: str) -> None:
    found = traced(tmp_path, "あの間抜けが来た。", ("  level: ng\n", f"  level: ng\n  when: {when}\n"), **facts)
    assert found.idle == why
    assert len(found.outcomes) == (not why)


@pytest.mark.parametrize(
    "words, text, level",
    [
        ("level: review", "間抜けにはうんざりで、まともに相手をする気にもなりません。", "review"),
        ("level: review", "詳しくは市ホームページの「間抜け」の欄をご覧ください。お申し込みは電話で。", None),
        ("level: ng", "詳しくは市ホームページの「間抜け」の欄をご覧ください。お申し込みは電話で。", "ng"),
    ],
)
def test_how_loud_a_rule_speaks(tmp_path: Path, words: str, text: str, level: str | None) -> None:
    [outcome] = traced(tmp_path, text, ("level: ng", words)).outcomes
    assert outcome.level == level
