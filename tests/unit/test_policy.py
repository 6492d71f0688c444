"""Every kind of mistake in rule and city files gives one line with file, line and column, a hint, and the source line."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.checks import registry
from postlint.compiled.examples import run_examples
from postlint.errors import InputError, PolicyError
from postlint.policy.cities import load_city, parse_city
from postlint.policy.rules import load_rules

_RULE = """\
- id: insult.test
  title: 試験
  topic: insult
  level: ng
  match:
    terms: [馬鹿]
  unless: [quoted]
  message: 「{match}」は侮辱です。
  repair: 削ってください。
  examples:
    bad: [{text: あの馬鹿め。, match: 馬鹿}]
    good: [{text: 「馬鹿」と言われた。, why: quoted}]
"""
_CONTEXTS = "- {id: quoted, title: 引用, inside: quotation}\n"


def rules_of(tmp_path: Path, text: str) -> object:
    """Load `text` as a rule file beside a small contexts.yaml, and run its examples."""
    files = [tmp_path / "contexts.yaml", tmp_path / "rules.yaml"]
    files[0].write_text(_CONTEXTS, "utf-8")
    files[1].write_text(text, "utf-8")
    rules, contexts = load_rules(registry(), files)
    from postlint.checks import Setting
    from postlint.compiled.bind import bind_context

    bound = {name: bind_context(context, Setting({})) for name, context in contexts.items()}
    for rule in rules.values():
        run_examples(rule, bound)
    return rules


def test_a_sound_rule_loads(tmp_path: Path) -> None:
    assert list(rules_of(tmp_path, _RULE)) == ["insult.test"]


@pytest.mark.parametrize("line, waivable", [("", True), ("  waivable: true\n", True), ("  waivable: false\n", False)])
def test_rules_that_can_never_be_waived(tmp_path: Path, line: str, *, waivable: bool) -> None:
    rules = rules_of(tmp_path, _RULE.replace("  level: ng\n", "  level: ng\n" + line))
    assert rules["insult.test"].waivable == waivable  # type: ignore[index]


@pytest.mark.parametrize(
    "old, new, message",
    [
        ("  level: ng", "  level: bad", "4:10: bad は使えません（使えるもの: ng、note、review）"),
        ("  title: 試験", "  titel: 試験", "2:3: 知らないキー titel（もしかして: title）"),
        ("  level: ng\n", "  level: ng\n  waivable: no\n", "5:13: true か false を書いてください: no"),
        ("  title: 試験\n", "", "1:3: ルールに title がありません"),
        ("  topic: insult", "  topic: insult\n  topic: x", "4:3: キー topic が二度書かれています"),
        ("terms: [馬鹿]", "term: [馬鹿]", "6:5: match には検査を一つ書いてください（もしかして: terms）"),
        ("terms: [馬鹿]", "check: term", "6:12: term は使えません"),
        ("terms: [馬鹿]", "terms: []", "6:12: 一覧が空です"),
        ("terms: [馬鹿]", "terms: ['！']", "6:13: 語ではありません: ！（記号は regex で書きます）"),
        ("terms: [馬鹿]", "regex: ['(']", "6:13: 正規表現として読めません: missing ): (（RE2の書き方です）"),
        ("terms: [馬鹿]", "regex: ['(?=a)b']", "6:13: 正規表現として読めません"),
        ("terms: [馬鹿]", "regex: ['a*']", "6:13: 空の文字列にも一致する正規表現です"),
        ("terms: [馬鹿]", "regex: ['ＰＲ']", "6:13: 畳み込み後の本文に現れない文字「Ｐ」があります（p と書きます）"),
        ("terms: [馬鹿]", "tokens: ['馬鹿?']", "6:14: 空の文にも一致するパターンです: 馬鹿?"),
        ("terms: [馬鹿]", "tokens: ['<名刺>']", "6:14: 知らない品詞: <名刺>"),
        ("terms: [馬鹿]", "all: [{terms: [馬鹿]}]\n    within: page", "7:13: page は使えません"),
        ("terms: [馬鹿]", "terms: &a [馬鹿]", "6:12: 別名（& と *）は使えません"),
        ("terms: [馬鹿]", "terms: !!str 馬鹿", "6:12: 型の指定"),
        (
            "unless: [quoted]",
            "unless: [quotd]",
            "1:3: ルール insult.test の unless に知らない文脈 quotd（もしかして: quoted）",
        ),
        ("id: insult.test", "id: Insult", "1:7: ルールの id は「topic.name」の形にします: Insult"),
        ("あの馬鹿め。", "あの人め。", "11:11: ルール insult.test: 見つけるべき例で何も見つかりません"),
        ("match: 馬鹿}", "match: 馬鹿め}", "例の match「馬鹿め」ではなく「馬鹿」を見つけました"),
        ("「馬鹿」と言われた。", "馬鹿と言われた。", "見つけてはいけない例で「馬鹿」を見つけました"),
        ("「馬鹿」と言われた。", "言われた。", "文脈 quoted がなくても見つかりません"),
        ("    good:", "    goods:", "12:5: 知らないキー goods（もしかして: good）"),
        ("  message: 「{match}」は侮辱です。", "  message: ''", "値が空です"),
        ("  repair: 削ってください。", "  repair: [a", "YAMLとして読めません"),
        ("  repair: 削ってください。", "  repair: 削って\x07", "YAMLに使えない文字"),
    ],
)
def test_broken_rules(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in _RULE
    with pytest.raises(PolicyError) as caught:
        rules_of(tmp_path, _RULE.replace(old, new, 1))
    text = str(caught.value)
    assert message in text
    assert text.startswith(str(tmp_path / "rules.yaml"))


def test_an_error_shows_the_source_line(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        rules_of(tmp_path, _RULE.replace("level: ng", "level: bad"))
    assert str(caught.value).splitlines()[1].strip() == "level: bad"


def test_the_same_rule_twice(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"insult\.test は二度定義されています"):
        rules_of(tmp_path, _RULE + _RULE)


def test_times_and_no_stay_text() -> None:
    from support import located

    assert located("a: 21:00\nb: no\nc: 08") == {"a": "21:00", "b": "no", "c": "08"}


def test_an_unknown_city_is_told_its_neighbour() -> None:
    with pytest.raises(InputError, match="もしかして: ishinomaki"):
        load_city("ishinomakki")


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "市のファイルには「キー: 値」を書いてください"),
        ("city: b\n", "がありません"),
        ("- a\n", "1:1: 市のファイルには「キー: 値」を書いてください"),
    ],
)
def test_broken_city_files(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PolicyError) as caught:
        parse_city(text, tmp_path / "a.yaml")
    assert message in str(caught.value)
