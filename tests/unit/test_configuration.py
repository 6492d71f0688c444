"""`postlint.yaml`: every mistake with its place, patterns, what extends what, and what it changes in a judgement."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from postlint.compiled import policy
from postlint.compiled.settings import Matched, Settings, judging, load_settings, settings_for
from postlint.engine import judge
from postlint.errors import PolicyError
from postlint.japan import JAPAN
from postlint.model import Draft, Report
from postlint.policy.configuration import parse_configuration

CITIES = ("chiba", "ishinomaki", "kashiwa", "ueda")


@pytest.fixture(autouse=True)
def _anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings_for.cache_clear()
    load_settings.cache_clear()


def written(folder: Path, text: str, name: str = "postlint.yaml") -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


def stated(folder: Path, text: str) -> dict[str, Any]:
    return parse_configuration(written(folder, text), cities=CITIES)


@pytest.mark.parametrize(
    "text, message",
    [
        ("darfts: []", "1:1: 知らないキー darfts（もしかして: drafts）"),
        ("- a", "1:1: postlint.yamlには「キー: 値」"),
        ("drafts: [{files: x/}]", "1:10: city、platform、account、kind のどれもありません"),
        ("drafts: [{city: chiba}]", "draftsに files がありません"),
        (
            "drafts: [{files: x/, city: chibba}]",
            "1:28: 市区町村「chibba」のガイドラインがありません（もしかして: chiba）",
        ),
        ("drafts:\n  - files: x/\n    platform: twitter", "3:15: twitter は使えません"),
        ("drafts: [{files: x/, reason: a}]", "1:22: 知らないキー reason"),
        ("ignore: ['']", "値が空です"),
        ("ignore: ['# メモ']", "1:10: ファイルの型として読めません"),
        ("ignore: ['a[']", "1:10: ファイルの型として読めません"),
        ("hosts: ['https://a.example']", "1:9: ホスト名として読めません"),
        ("phones: [市役所]", "1:10: 電話番号と名前として読めません"),
        ("accounts: [{platform: x}]", "accountsに name がありません"),
        ("accounts: [{name: a, hours: '9-17'}]", "時間帯として読めません: 9-17"),
        ("accounts: [{name: a, closed: [日]}]", "休みの日として読めません: 日"),
        ("rules: [insult]", "rules には「ルールのid"),
        ("rules: {insult.words: {level: note}}", "rules の insult.wordsに reason がありません"),
        ("rules: {insult.words: {reason: 方言}}", "level か off: true のどちらか一つ"),
        ("rules: {insult.words: {off: false, reason: 方言}}", "level か off: true のどちらか一つ"),
        ("rules: {insult.words: {off: true, level: ng, reason: 方言}}", "level か off: true のどちらか一つ"),
        ("rules: {insult.words: {level: low, reason: 方言}}", "low は使えません"),
        ("rules_dir: nowhere", "1:12: フォルダー nowhere に *.yaml がありません"),
        ("cities_dir: /etc", "1:13: 相対パスではありません"),
        ("extends: https://a.example/b.yaml", "1:10:"),
        ("extends: nowhere.yaml", "1:10:"),
        ("extends: ./postlint.yaml", "1:10: extends が一周しています"),
    ],
)
def test_every_mistake_has_its_place(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as fault:
        stated(tmp_path, text)
    assert str(fault.value).startswith(f"{tmp_path}/postlint.yaml:")
    assert message in str(fault.value)


def test_an_empty_configuration(tmp_path: Path) -> None:
    found = stated(tmp_path, "# まだ何もない\n")
    assert judging(Settings("p", found)) == {}


def test_what_stands_here_wins_over_what_it_extends(tmp_path: Path) -> None:
    written(
        tmp_path,
        """
hosts: [a.example.jp]
rules:
  insult.words: {level: note, reason: 方言}
  insult.mind: {level: note, reason: 方言}
drafts:
  - {files: "*.txt", city: ueda}
""",
        "common/base.yaml",
    )
    path = written(
        tmp_path,
        """
extends: ../common/base.yaml
hosts: [b.example.jp]
rules:
  insult.words: {level: review, reason: 相談}
drafts:
  - {files: a.txt, city: chiba}
""",
        "own/postlint.yaml",
    )
    found = parse_configuration(path, cities=CITIES)
    assert found["hosts"] == ["a.example.jp", "b.example.jp"]
    assert [(one["name"], one["level"]) for one in found["rules"]] == [
        ("insult.mind", "note"),
        ("insult.words", "review"),
    ]
    assert [Path(file).name for file in found["files"]] == ["base.yaml", "postlint.yaml"]
    settings = Settings(path, found)
    # Patterns of the base hold below the base's own folder.
    assert Matched().facts(settings, str(tmp_path / "own/a.txt")) == {"city": "chiba"}
    assert Matched().facts(settings, str(tmp_path / "common/a.txt")) == {"city": "ueda"}


def test_extending_in_a_ring(tmp_path: Path) -> None:
    written(tmp_path, "extends: postlint.yaml", "b.yaml")
    with pytest.raises(PolicyError, match="extends が一周しています") as fault:
        stated(tmp_path, "extends: b.yaml")
    assert str(fault.value).startswith(f"{tmp_path}/b.yaml:1:10: ")


@pytest.mark.parametrize(
    "patterns, path, fits",
    [
        ("x/**", "x/a.txt", True),
        ("x/**", "x/b/a.txt", True),
        ("x/**", "y/x/a.txt", False),
        ("x/", "y/x/a.txt", True),
        ("*.txt", "y/a.txt", True),
        ("/*.txt", "y/a.txt", False),
        ("x/*.txt", "x/b/a.txt", False),
        ("柏市/お知らせ*", "柏市/お知らせ1.txt", True),
        ("か\u3099く/", "がく/a.txt", True),  # as macOS writes it, and the other way round
        ("がく/", "か\u3099く/a.txt", True),
        ("[x/**, '!x/b/**']", "x/b/a.txt", False),
        ("[x/**, '!x/b/**']", "x/a.txt", True),
        ("x/**", "../x/a.txt", False),
    ],
)
def test_patterns(patterns: str, path: str, *, fits: bool, tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    if not patterns.startswith("["):
        patterns = f'["{patterns}"]'
    found = stated_in(folder, f"drafts: [{{files: {patterns}, city: chiba}}]\nignore: {patterns}")
    where = str((folder / path).parent.resolve() / Path(path).name)
    assert bool(Matched().facts(found, where)) == fits
    assert Matched().ignored(found, where) == fits


def stated_in(folder: Path, text: str) -> Settings:
    path = written(folder, text)
    return Settings(path, parse_configuration(path, cities=CITIES))


@pytest.mark.parametrize(
    "pattern, checked, idle",
    [
        ("drafts/x/**", "drafts", True),
        ("drafts/x/**", "drafts/x", True),
        ("drafts/x/**", ".", True),
        ("drafts/x/**", "drafts/y", False),  # was not asked about
        ("*.old", "drafts", False),
        ("*.old", ".", True),
        ("drafts/y/**", "drafts", False),  # fits
    ],
)
def test_patterns_that_fit_nothing(pattern: str, checked: str, *, idle: bool, tmp_path: Path) -> None:
    settings = stated_in(tmp_path, f"ignore: ['{pattern}']")
    matched = Matched()
    matched.ignored(settings, str(tmp_path / "drafts/y/a.txt"))
    faults = [str(fault) for fault in matched.idle(settings, str((tmp_path / checked).resolve()))]
    assert bool(faults) == idle
    assert all("postlint.yaml:1:10: この型に当てはまる下書きがありません" in fault for fault in faults)


def test_the_search_ends_at_the_repository_and_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "hosts: [a.example.jp]")
    inner = tmp_path / "home/repository/drafts"
    inner.mkdir(parents=True)
    assert settings_for(str(inner)) is not None
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    settings_for.cache_clear()
    assert settings_for(str(inner)) is None
    monkeypatch.setenv("HOME", "/nowhere")
    (tmp_path / "home/repository/.git").touch()
    settings_for.cache_clear()
    assert settings_for(str(inner)) is None
    path = written(inner.parent, "hosts: [b.example.jp]")
    settings_for.cache_clear()
    found = settings_for(str(inner))
    assert found is not None
    assert found.path == path


def test_the_kept_configuration_follows_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLINT_CACHE", str(tmp_path / "cache"))
    written(tmp_path, "hosts: [a.example.jp]", "base.yaml")
    path = written(tmp_path, "extends: base.yaml")
    first = load_settings(path)
    [kept] = (tmp_path / "cache").iterdir()
    for damage in (b"", b"x", kept.read_bytes()[:-1], kept.read_bytes().replace(b"a.example", b"b.example")):
        kept.write_bytes(damage)
        load_settings.cache_clear()
        assert load_settings(path).stated == first.stated
    written(tmp_path, "hosts: [a.example.jp, c.example.jp]", "base.yaml")
    load_settings.cache_clear()
    assert load_settings(path).stated["hosts"] == ["a.example.jp", "c.example.jp"]


def judged(folder: Path, configuration: str, text: str, *, city: str = "ishinomaki", **facts: Any) -> Report:
    rules = policy(city, stated_in(folder, configuration))
    return judge(Draft(text, **facts), rules)


def levels(report: Report) -> dict[str, str]:
    return {finding.rule: finding.level for finding in report.findings}


TEXT = "あの人は馬鹿だと思います。"


def test_levels_raised_lowered_and_switched_off(tmp_path: Path) -> None:
    before = levels(judged(tmp_path, "", TEXT))
    assert before["insult.words"] == "ng"
    lowered = judged(tmp_path, "rules: {insult.words: {level: note, reason: 方言}}", TEXT)
    assert levels(lowered) == {**before, "insult.words": "note"}
    assert all(finding.clauses for finding in lowered.findings)
    off = levels(judged(tmp_path, "rules: {insult.words: {off: true, reason: 方言}}", TEXT))
    assert off == {rule: level for rule, level in before.items() if rule != "insult.words"}
    both = "rules: {insult.words: {level: review, reason: 方言}, insult: {off: true, reason: 方言}}"
    assert levels(judged(tmp_path, both, TEXT)) == {
        **{r: v for r, v in before.items() if r[:7] != "insult."},
        "insult.words": "review",
    }


@pytest.mark.parametrize(
    "rules, message",
    [
        ("insult.wrods: {off: true, reason: 方言}", "1:9: 知らないルール insult.wrods（もしかして: insult.words）"),
        ("public-order.threat: {off: true, reason: 方言}", "1:9: public-order.threat は例外を認められないルール"),
        ("public-order: {level: note, reason: 方言}", "1:9: public-order.threat は例外を認められないルール"),
    ],
)
def test_overrides_that_cannot_be(rules: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as fault:
        policy("ishinomaki", stated_in(tmp_path, f"rules: {{{rules}}}"))
    assert message in str(fault.value)


def test_own_hosts_partners_phones_and_tags(tmp_path: Path) -> None:
    link = "詳しくは https://kanko-reiji.com/a をご覧ください。#お知らせ"
    for configuration, asked in (("", 1), ("partners: [kanko-reiji.com]", 0), ("hosts: [kanko-reiji.com]", 0)):
        questions = [item.question for item in judged(tmp_path, configuration, link).checklist]
        assert sum(question.startswith("リンク先を開き") for question in questions) == asked
    run_on = "市の祭りがあります。 #例示市へどうぞ"
    assert "hashtag.run-on" not in levels(judged(tmp_path, "", run_on, platform="x"))
    assert "hashtag.run-on" in levels(judged(tmp_path, "tags: ['#例示市']", run_on, platform="x"))
    call = "石巻市役所（電話0225-95-1112）へどうぞ。"
    directory = "phones: ['0225-95-1111 石巻市役所']"
    assert "phone.directory" in levels(judged(tmp_path, directory, call))


def test_accounts_have_their_own_hours_and_approvers(tmp_path: Path) -> None:
    accounts = "accounts: [{name: 市公式LINE, platform: line, hours: '07:00-21:00', closed: [], approver: 広報課長, reply: しない}]"
    evening = datetime(2026, 12, 5, 20, tzinfo=JAPAN)  # a Saturday
    facts = {"scheduled_at": evening, "city": "shinshiro"}
    assert "hours.outside" in levels(judged(tmp_path, accounts, "お知らせです。", platform="x", **facts))
    assert "hours.outside" not in levels(judged(tmp_path, accounts, "お知らせです。", platform="line", **facts))
    report = judged(tmp_path, accounts, "お知らせです。", kind="reply")
    asked = "".join(item.question for item in report.checklist)
    assert "（承認者: 市公式LINEは広報課長）" in asked
    assert "（返信の方針: 市公式LINEはしない）" in asked


OWN_RULE = """
- id: insult.local
  title: 土地の悪口
  topic: insult
  level: ng
  match: {terms: [ぼんくら頭巾]}
  message: 「{match}」は侮辱です。
  repair: 削ってください。
  examples:
    bad: [{text: あのぼんくら頭巾め。, match: ぼんくら頭巾}]
    good: [{text: 頭巾をかぶる祭りです。, why: 祭り}]
"""


def test_rules_of_ones_own(tmp_path: Path) -> None:
    written(tmp_path, OWN_RULE, "own/local.yaml")
    assert levels(judged(tmp_path, "rules_dir: own", "あのぼんくら頭巾め。"))["insult.local"] == "ng"


@pytest.mark.parametrize(
    "old, new, message",
    [
        ("あのぼんくら頭巾め。, match", "あの人め。, match", "見つけるべき例で何も見つかりません"),
        ("topic: insult", "topic: local", "ルール insult.local を使う条項がどの市にもありません"),
        ("insult.local", "insult.words", "insult.words は二度定義されています"),
        ("level: ng", "level: high", "5:10: high は使えません"),
    ],
)
def test_rules_of_ones_own_must_be_sound(old: str, new: str, message: str, tmp_path: Path) -> None:
    file = written(tmp_path, OWN_RULE.replace(old, new), "own/local.yaml")
    with pytest.raises(PolicyError) as fault:
        policy("ishinomaki", stated_in(tmp_path, "rules_dir: own"))
    assert message in str(fault.value)
    assert file in str(fault.value)


OWN_CITY = """
city: reiji
name: 例示市
hosts: [city.reiji.lg.jp]
tags: {own: [例示市]}
guideline: {title: 例示市SNS指針, date: 令和8年, publisher: 例示市, source: 庁内}
clauses:
  - {id: "1", text: 人を侮辱しない。, enforce: [{rules: insult}]}
"""


def test_a_city_of_ones_own(tmp_path: Path) -> None:
    written(tmp_path, OWN_CITY, "cities/reiji.yaml")
    configuration = "cities_dir: cities\ndrafts: [{files: '*', city: reiji}]"
    report = judged(tmp_path, configuration, TEXT, city="reiji")
    assert {finding.clauses[0].guideline for finding in report.findings} == {"例示市SNS指針"}


def test_a_city_that_is_shipped_already(tmp_path: Path) -> None:
    written(tmp_path, OWN_CITY, "cities/ueda.yaml")
    with pytest.raises(PolicyError, match="市 ueda は postlint にもうあります"):
        policy("ueda", stated_in(tmp_path, "cities_dir: cities"))
