"""What `postlint.yaml` says holds for the commands besides `check`, too."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from postlint.policy.files import city_files

CONFIGURATION = """\
cities_dir: cities
rules:
  insult.words: {level: note, reason: 昔話の紹介が多い}
  insult.idiom: {off: true, reason: 方言の紹介が多い}
"""
CITY = """\
city: mura
name: 例示村
hosts: [vill.mura.example]
tags: {own: [例示村]}
guideline: {title: 例示村の方針, date: 令和8年, publisher: 例示村, source: 例示}
clauses:
  - {id: 第1条, text: 侮辱しない。, enforce: [{rules: [insult.words, insult.idiom]}]}
  - {id: 第2条, text: からかわない。, enforce: [{rules: insult.idiom}]}
"""
INSULT = "あの人は馬鹿だと思います。"


def postlint(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run postlint in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "postlint", *map(str, arguments)],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ},
    )  # fmt: skip


def succeed(folder: Path, *arguments: object, status: int = 0) -> str:
    """Return what a run prints that must end with `status`."""
    done = postlint(folder, *arguments)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module", name="repository")
def _repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a city of its own and changed rules, an export and labelled drafts in a folder of it."""
    home = tmp_path_factory.mktemp("configured") / "repository"
    (home / "cities").mkdir(parents=True)
    (home / "data").mkdir()
    (home / "postlint.yaml").write_text(CONFIGURATION, "utf-8")
    (home / "cities" / "mura.yaml").write_text(CITY, "utf-8")
    rows = [f"{i},2026-11-{i % 28 + 1:02}T10:00,{INSULT if i % 50 == 0 else f'{i}番の窓口です。'}" for i in range(250)]
    (home / "data" / "posts.csv").write_text("\n".join(["id,posted_at,text", *rows]), "utf-8")
    drafts = [{"id": str(i), "text": INSULT, "clauses": ["第1条"], "severity": "review"} for i in range(40)]
    (home / "data" / "drafts.jsonl").write_text("\n".join(map(json.dumps, drafts)), "utf-8")
    return home


def test_a_city_of_one_s_own_is_among_the_cities(repository: Path, tmp_path: Path) -> None:
    assert "例示村の方針（令和8年、2条項）" in succeed(repository / "data", "cities")
    assert "mura" not in succeed(tmp_path, "cities")
    assert "mura" in succeed(tmp_path, "cities", "--config", repository / "postlint.yaml")


def test_clauses_leave_out_rules_switched_off(repository: Path, tmp_path: Path) -> None:
    named = ("--config", repository / "postlint.yaml")
    found = json.loads(succeed(tmp_path, "clauses", "mura", "--format", "json", *named))
    assert [clause["rules"] for clause in found["clauses"]] == [["insult.words"], []]
    printed = succeed(repository / "data", "clauses", "mura")
    assert printed.startswith("例示村の方針")
    assert printed.count("自動で検査 insult（1）") == 1


def test_coverage_tells_levels_as_changed_and_clauses_left_without_a_rule(repository: Path) -> None:
    [city] = json.loads(succeed(repository, "coverage", "mura", "--format", "json", status=1))["cities"]
    assert [[(rule["id"], rule["level"]) for rule in clause["rules"]] for clause in city["clauses"]] == [
        [("insult.words", "note")],
        [],
    ]
    assert [clause["fault"] for clause in city["clauses"]] == [
        "",
        "この条項を検査するルールは、postlint.yaml ですべて切ってあります",
    ]


@pytest.fixture(params=["current folder", "folder of the input"])
def where(request: pytest.FixtureRequest, repository: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Where a run starts, and where its inputs are: one of the two is in the repository."""
    if request.param == "folder of the input":
        return tmp_path, repository / "data"
    return repository, Path(shutil.copytree(repository / "data", tmp_path / "data"))


def test_eval_judges_under_it_whatever_the_number_of_workers(where: tuple[Path, Path], tmp_path: Path) -> None:
    folder, data = where
    files = [tmp_path / "1.json", tmp_path / "2.json"]
    command = ("eval", data / "drafts.jsonl", "--city", "mura", "--format", "json")
    one, two = (succeed(folder, *command, "--save", file, "--jobs", jobs) for jobs, file in enumerate(files, 1))
    assert one == two
    assert json.loads(one)["recall"]["all"]["drafts"] == 40
    assert json.loads(one)["unknown_labels"] == []
    assert files[0].read_bytes() == files[1].read_bytes()
    drafts = json.loads(files[0].read_bytes())["drafts"]
    assert [[(f["rule"], f["level"]) for f in draft["findings"]] for draft in drafts] == [
        [("insult.words", "note")]
    ] * 40


def test_all_cities_of_eval_are_those_of_one_s_own_too(repository: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "drafts.jsonl"
    corpus.write_text('{"id": "a", "text": "図書館は休みです。"}', "utf-8")
    printed = succeed(repository, "eval", corpus, "--city", "all", "--format", "json")
    assert set(json.loads(printed)["tool"]["rules"]) == {*city_files(), "mura"}


def test_audit_judges_under_it_whatever_the_number_of_workers(where: tuple[Path, Path], tmp_path: Path) -> None:
    folder, data = where
    files = [tmp_path / "1.html", tmp_path / "2.html"]
    command = ("audit", data / "posts.csv", "--city", "mura", "--format", "jsonl")
    one, two = (succeed(folder, *command, "--output", file, "--jobs", jobs) for jobs, file in enumerate(files, 1))
    assert one == two
    assert files[0].read_bytes() == files[1].read_bytes()
    found = [(f["rule"], f["level"]) for line in one.splitlines() for f in json.loads(line)["findings"]]
    assert found == [("insult.words", "note")] * 5


def test_rules_and_explain_tell_of_it(repository: Path) -> None:
    printed = succeed(repository, "rules", "--city", "mura")
    assert [line.split()[:2] for line in printed.splitlines()[:-1]] == [["・", "insult.words"]]
    assert printed.splitlines()[-1].endswith("。ほかに、postlint.yaml で切ったルール 1件")
    printed = succeed(repository, "explain", "insult.words")
    assert "  設定       postlint.yaml で助言\n" in printed
    assert "  例示村 第1条 侮辱しない。\n" in printed
    assert succeed(repository, "explain", "第2条").startswith("例示村 第2条  例示村の方針\n")


def test_a_named_configuration_wins_and_two_are_refused(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "postlint.yaml"
    other.write_text("rules: {insult.words: {level: review, reason: 様子を見る}}\n", "utf-8")
    export = tmp_path / "posts.csv"
    export.write_text(f"id,posted_at,text\n300,2026-11-01T10:00,{INSULT}\n", "utf-8")
    exports = [repository / "data" / "posts.csv", export]
    done = postlint(tmp_path, "audit", *exports, "--city", "ueda")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"postlint: 設定（postlint.yaml）が違うものを一度に扱えません: {exports[0]}、{exports[1]}"
        "（分けて実行するか、--config で一つを指定してください）\n"
    )
    printed = succeed(repository, "audit", *exports, "--city", "ueda", "--format", "jsonl", "--config", other)
    assert [f["level"] for line in printed.splitlines() for f in json.loads(line)["findings"]] == ["review"] * 6


COMMANDS = (
    ["cities"], ["clauses", "ueda"], ["coverage", "ueda"], ["rules"], ["explain", "insult.words"], ["eval", "data/drafts.jsonl", "--city", "ueda"],
    ["audit", "data/posts.csv", "--city", "ueda"],
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_broken_configuration_is_one_line_and_exit_2(repository: Path, tmp_path: Path, command: list[str]) -> None:
    repository = Path(shutil.copytree(repository, tmp_path / "broken"))
    file = repository / "postlint.yaml"
    file.write_text(CONFIGURATION.replace("cities_dir", "citys_dir"), "utf-8")
    done = postlint(repository, *command)
    assert (done.returncode, done.stdout) == (2, "")
    told, source = done.stderr.splitlines()
    assert told == f"postlint: {file}:1:1: 知らないキー citys_dir（もしかして: cities_dir）"
    assert source == "    citys_dir: cities"
    done = postlint(repository, *command, "--config", "nowhere.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("postlint: nowhere.yaml: 見つかりません")
