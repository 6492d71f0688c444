"""What is left out of a rule must be missed by an example; what is not is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from authors import loaded, write

from postlint.compiled.examples import failures
from postlint.compiled.mutation import unnoticed, unnoticed_in_contexts

Change = tuple[str, str]


def told(path: Path, *, alternatives: bool = False) -> list[str]:
    rules, contexts, bound = loaded(path)
    faults = [f for rule in rules for f in unnoticed(rule, bound, contexts, alternatives=alternatives)]
    if alternatives:
        faults += unnoticed_in_contexts(rules, bound, contexts)
    return [f"{fault.place.line}:{fault.place.column} {fault.what}" for fault in faults if fault.place]


def test_a_sound_rule_is_left_in_peace(tmp_path: Path) -> None:
    assert told(write(tmp_path)) == []
    assert told(write(tmp_path), alternatives=True) == []


@pytest.mark.parametrize(
    "changes, place, what",
    [
        ([("tokens: [馬鹿 です, 間抜け]", "tokens: [馬鹿 です, 間抜け, のろま]")], "6:26", "tokens の「のろま」"),
        ([("tokens: [馬鹿 です, 間抜け]", "terms: [馬鹿です, 間抜け, 大間抜け]")], "6:24", "terms の「大間抜け」"),
        ([("tokens: [馬鹿 です, 間抜け]", "any: [{tokens: [馬鹿 です, 間抜け]}, {regex: [怠け者]}]")], "6:44", "regex の「怠け者」"),
        ([("間抜けという言葉の由来を紹介します。, why: quoted", "絵本の日です。, why: 別")], "8:7", "文脈 insult.test/quoted"),
    ],
)  # fmt: skip
def test_what_no_example_notices(tmp_path: Path, changes: list[Change], place: str, what: str) -> None:
    found = told(write(tmp_path, *changes))
    assert len(found) == bool(place)
    assert all(one.startswith(place) and what in one for one in found)


@pytest.mark.parametrize(
    "changes, place, what",
    [
        ([("tokens: [馬鹿 です, 間抜け]", "regex: [馬鹿です|間抜け|のろま]")], "6:13", "3番目の枝「のろま」"),
        ([("regex: [という言葉]", "regex: [という言葉|の語源]")], "8:47", "2番目の枝「の語源」"),
        ([("regex: [という言葉]", "regex: [という言葉, の語源]")], "8:54", "regex の「の語源」"),
    ],
)
def test_alternatives(tmp_path: Path, changes: list[Change], place: str, what: str) -> None:
    path = write(tmp_path, *changes)
    assert told(path) == []
    [found] = told(path, alternatives=True)
    assert found.startswith(place)
    assert what in found


def test_a_named_group_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    words = tmp_path / "terms" / "words.yaml"
    words.write_text("- {id: slow, title: 遅い人, words: [のろま, ぐず]}\n", "utf-8")
    from postlint.checks import registry
    from postlint.compiled.bind import bind_context
    from postlint.compiled.examples import example_setting
    from postlint.policy.rules import load_rules

    path = write(tmp_path, ("tokens: [馬鹿 です, 間抜け]", "tokens: [馬鹿 です, 間抜け, '{slow} です']"))
    rules, contexts = load_rules(registry(), [path, words])
    bound = {name: bind_context(context, example_setting(None)) for name, context in contexts.items()}
    [fault] = unnoticed(rules["insult.test"], bound, contexts)
    assert "tokens の「{slow} です」" in fault.what


def test_every_failing_example_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, ("match: 馬鹿です", "match: 馬鹿"), ("図書館は月曜日が休み", "のろまで間抜け"))
    rules, _, bound = loaded(path)
    faults = list(failures(rules[0], bound))
    assert [fault.place.line for fault in faults if fault.place] == [13, 17]
