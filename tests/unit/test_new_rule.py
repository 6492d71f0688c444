"""One more rule in a file: laid out so that it reads back, tried before, everything else left as it was."""

from __future__ import annotations

import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import revised
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint.checks import registry
from postlint.cli import asked, authored, rules_new, rules_new_said
from postlint.cli.authored import Authored
from postlint.compiled.settings import Settings, settings_before_rules
from postlint.errors import InputError, PolicyError, PostlintError
from postlint.policy import new_rule
from postlint.policy.configuration import parse_configuration
from postlint.policy.files import city_files
from postlint.policy.new_rule import Target, parsed, target, topic_of, with_rule
from postlint.policy.rules import load_rules
from postlint.report.human import Paper

GIVEN: dict[str, Any] = {
    "id": "insult.slow", "title": "待つ人への悪口", "level": "review", "terms": ["長居組"],
    "bad": ["今日も長居組でいっぱいです。 #柏市"], "good": ["待合室は17時まで: 使えます。"],
    "message": "「{match}」は、悪く言う表現です。", "repair": "削ってください。",
}  # fmt: skip
ENTRY = {
    "id": "insult.slow", "title": "待つ人への悪口", "topic": "insult", "level": "review",
    "match": {"terms": ["長居組"]}, "message": "「{match}」は、悪く言う表現です。", "repair": "削ってください。",
    "examples": {"bad": [{"text": "長居組です。", "match": "長居組"}], "good": [{"text": "使えます。"}]},
}  # fmt: skip
HEAD = "# 窓口のルール\n- id: insult.a  # 古いもの\n  title: 一\n"
SOURCES = [
    "", "# 注釈だけ\n", HEAD, HEAD + "\n", HEAD + "# 終わりの注釈\n", HEAD.rstrip("\n"), HEAD.replace("\n", "\r\n"),
    "\ufeff" + HEAD, "\ufeff", "  - id: insult.a\n    title: 一\n", "---\n" + HEAD, "- {id: insult.a}\n", "\n\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Authored:
    return authored.load([])


@pytest.mark.parametrize("source", SOURCES)
def test_a_rule_goes_to_the_end_and_all_else_stays(tmp_path: Path, source: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(source.encode())
    to = target(path)
    whole = with_rule(to, ENTRY)
    assert whole.startswith(source)
    assert ("\r\n" in source) == ("\r\n" in whole)
    assert whole.count("\n") == whole.count("\r\n") or "\r\n" not in whole
    path.write_bytes(whole.encode())
    again = target(path)
    assert again.rules == [*to.rules, ENTRY]
    path.write_bytes(with_rule(again, {**ENTRY, "id": "insult.b"}).encode())
    assert [rule["id"] for rule in target(path).rules][-2:] == ["insult.slow", "insult.b"]


@pytest.mark.parametrize(
    "source", ["[]\n", "[{id: insult.a}]\n", HEAD + "...\n", "- id: insult.a\n  repair: |+\n    a\n"]
)
def test_where_no_rule_can_stand_none_is_put(tmp_path: Path, source: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(source, "utf-8")
    with pytest.raises(InputError, match="書き足せません"):
        with_rule(target(path), ENTRY)


@pytest.mark.parametrize("name", ["own.yml", "own", ".own.yaml", "contexts.yaml", "terms/own.yaml", "postlint.yaml"])
def test_what_is_no_file_of_rules_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        target(tmp_path / name)


def test_files_that_come_with_postlint_are_refused() -> None:
    path = Path(load_rules(registry())[0]["insult.words"].place.file)
    for name in (path, path.with_name("new.yaml")):
        with pytest.raises(InputError, match="postlint に付いている"):
            target(name)


@pytest.mark.parametrize("source", ["a: b\n", "a: [\n", "- a: b\n  a: c\n"])
def test_a_file_that_is_no_list_is_an_error_with_its_place(tmp_path: Path, source: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(source, "utf-8")
    with pytest.raises(PolicyError) as fault:
        target(path)
    assert str(fault.value).startswith(str(path))


@pytest.mark.parametrize(
    "id_", ["insult", "insult.", ".a", "Insult.a", "insult.a.b", "侮辱.a", "insult. a", "../x.a", ""]
)
def test_ids_have_a_topic_and_a_name(id_: str) -> None:
    with pytest.raises(InputError, match="話題"):
        topic_of(id_)
    assert topic_of("off-hours.a-1") == "off-hours"


_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_WORDS, _WORDS, st.lists(_WORDS, min_size=1, max_size=3), st.sampled_from(SOURCES))
def test_any_words_survive(title: str, repair: str, bad: list[str], source: str) -> None:
    entry = {
        **ENTRY, "title": title, "repair": repair, "examples": {"bad": [{"text": text} for text in bad], "good": [{"text": title}]}
    }  # fmt: skip
    path = Path("own.yaml")
    whole = with_rule(Target(path, source, new_rule._rules(source, path)), entry)
    assert whole.startswith(source)
    assert new_rule._rules(whole, path)[-1] == entry
    rule = parsed(entry, registry(), [])
    assert (rule.title, rule.repair, [example.text for example in rule.bad]) == (title, repair, bad)


def tried(known: Authored, **changes: Any) -> tuple[list[str], str]:
    """Return what is wrong with a rule, and the text of a new file with it."""
    told = {name: value for name, value in {**GIVEN, **changes}.items() if value}
    _, text, faults = rules_new._tried(told, Target(Path("own.yaml"), "", []), known)
    assert not any(fault.place for fault in faults)
    return [fault.what for fault in faults], text


def test_a_sound_rule_loads_with_what_it_found(known: Authored, tmp_path: Path) -> None:
    faults, text = tried(known, bad=["長居組だけの部屋。", "また長居組か"], good=["「部屋」は, 空です"])
    assert faults == []
    path = tmp_path / "insult.yaml"
    path.write_text(text, "utf-8")
    [rule] = load_rules(registry(), [path])[0].values()
    assert [(example.text, example.match) for example in rule.bad] == [
        ("長居組だけの部屋。", "長居組"), ("また長居組か", "長居組"),
    ]  # fmt: skip
    assert (rule.level, rule.topic, rule.good[0].text) == ("review", "insult", "「部屋」は, 空です")


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"bad": ["待合室は静かです。"]}, "見つけるべき例で何も見つかりません: 待合室は静かです。"),
        ({"good": ["長居組です。"]}, "見つけてはいけない例で「長居組」を見つけました: 長居組です。"),
        ({"terms": ["長居組", "のんびり屋"]}, "terms の「のんびり屋」を外しても、どの例も変わりません"),
        ({"terms": None, "regex": ["長居組", "長居"]}, "regex の「長居」を外しても"),
        ({"message": "{word}です"}, "{word} に入るものがありません"),
        ({"terms": ["馬鹿"], "bad": ["あの馬鹿な客。"]}, "bad の例は、すべて insult.words も同じ箇所で見つけます"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(known: Authored, changes: dict[str, Any], said: str) -> None:
    faults, text = tried(known, **changes)
    assert len(faults) == 1
    assert said in faults[0]
    assert text == ""


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"terms": None, "regex": ["("]}, "正規表現として読めません"),
        ({"terms": None, "regex": ["x*"]}, "空の文字列"),
        ({"terms": None, "tokens": ["( a"]}, "括弧が合いません"),
        ({"terms": None, "tokens": ["{insult-stron}"]}, "もしかして: insult-strong"),
        ({"terms": ["。"]}, ""),
    ],
)
def test_what_is_no_pattern_is_one_line_without_a_place(known: Authored, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as fault:
        tried(known, **changes)
    assert said in str(fault.value)
    assert fault.value.place is None


def test_a_known_id_is_refused_with_its_place(known: Authored) -> None:
    with pytest.raises(InputError, match=r"insult\.words はもうあります: .*insult\.yaml:\d+:3"):
        rules_new._refuse_known("insult.words", known)


def said_of(known: Authored, path: Path, settings: Settings | None = None, **changes: str) -> str:
    """Return what is said when a rule is written."""
    rule = parsed({**ENTRY, **changes}, registry(), [])
    lines = rules_new_said.lines(rule, path, known, settings, Paper())
    return "\n".join("".join(text for text, _ in line) for line in lines)


def test_cities_that_enforce_the_topic_are_named(known: Authored, tmp_path: Path) -> None:
    said = said_of(known, tmp_path / "rules" / "a.yaml")
    assert "千葉市（第1.2(3)・" in said
    assert all(name in said for name in ("新城市", "上田市", "柏市", "石巻市"))
    only_some = said_of(known, tmp_path / "a.yaml", topic="off-hours-wording", id="off-hours-wording.x")
    assert "柏市（" in only_some
    assert "千葉市" not in only_some
    none = said_of(known, tmp_path / "a.yaml", topic="insultt", id="insultt.x")
    assert "どの市にもありません" in none
    assert "もしかして: insult" in none


def test_a_clause_of_an_earlier_edition_is_named_as_such(known: Authored, tmp_path: Path) -> None:
    revised.written(tmp_path)
    cities = {"reiji": tmp_path / "cities" / "reiji.yaml"}
    of = known._replace(cities=cities)
    assert "指摘します: 例示市の2027-03-31 までの版（3(3)）" in said_of(
        of, tmp_path / "a.yaml", topic="politics", id="politics.x"
    )
    assert "どの市にもありません" in said_of(of, tmp_path / "a.yaml", topic="pr-label", id="pr-label.x")


def test_what_makes_a_check_read_the_file_is_said(known: Authored, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    assert "rules_dir: own/rules と" in said_of(known, tmp_path / "own/rules/a.yaml")
    assert "フォルダー（例: rules）に移し" in said_of(known, tmp_path / "a.yaml")
    config = tmp_path / "postlint.yaml"
    config.write_text("rules_dir: mine\n", "utf-8")
    settings = settings_before_rules(str(config))
    assert "次の判定から" in said_of(known, tmp_path / "mine" / "a.yaml", settings)
    assert "rules_dir のフォルダー mine に移して" in said_of(known, tmp_path / "rules" / "a.yaml", settings)


def test_only_before_the_first_rule_a_folder_of_rules_may_be_empty(tmp_path: Path) -> None:
    config = tmp_path / "postlint.yaml"
    config.write_text("rules_dir: rules\ncities_dir: cities\n", "utf-8")
    with pytest.raises(PolicyError, match=r"フォルダー rules に \*.yaml がありません"):
        parse_configuration(str(config), cities=city_files())
    with pytest.raises(PolicyError, match=r"フォルダー cities に \*.yaml がありません"):
        settings_before_rules(str(config))
    config.write_text("rules_dir: rules\n", "utf-8")
    settings = settings_before_rules(str(config))
    assert rules_new._file({}, "insult", settings) == tmp_path / "rules" / "insult.yaml"


def test_what_was_told_makes_the_same_command() -> None:
    told = asked.cleaned({**GIVEN, "terms": [" 長居組 ", "", "it's"], "file": None, "repair": " "})
    assert [question.name for question in asked.missing(told)] == ["repair"]
    assert asked.missing({**told, "repair": "削る"}) == []
    words = shlex.split(asked.as_command(told))
    assert words[:4] == ["postlint", "rules", "new", "insult.slow"]
    assert [word for flag, word in pairwise(words) if flag == "--terms"] == ["長居組", "it's"]
    with pytest.raises(PostlintError, match="--bad に文字として読めない"):
        asked.cleaned({"bad": ["a\udcff"]})
