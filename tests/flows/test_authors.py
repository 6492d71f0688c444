"""The tools of rule authors, in processes of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from authors import write
from test_check import postlint

from postlint.policy.files import city_files

CITY = """\
city: mura
name: 例示村
hosts: [vill.mura.example]
tags: {{own: [例示村]}}
guideline: {{title: 方針, date: 令和8年, publisher: 例示村, source: 例示}}
clauses:
  - {{id: 第1条, text: 侮辱しない。, {how}}}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "postlint.yaml").write_text("rules_dir: rules\n", "utf-8")
    return tmp_path


def test_a_named_file_is_tested_with_what_is_shipped(tmp_path: Path) -> None:
    path = write(tmp_path, ("[馬鹿 です, 間抜け]", "[馬鹿 です, 間抜け, のろま]"))
    done = postlint("rules", "test", path)
    first, last = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert first.startswith(f"{path}:6:26: ルール insult.test: tokens の「のろま」")
    assert last == "1件のルール、4件の例: 直す所が1件あります"


def test_rules_of_a_configuration_are_tested(repository: Path) -> None:
    write(repository / "rules")
    done = postlint("rules", "test", "insult.test", "--config", repository / "postlint.yaml")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == "1件のルール、4件の例: 問題はありません\n"


@pytest.mark.parametrize(
    "arguments", ["test nothing", "test nowhere.yaml", "test ../README.md", "test --config nowhere.yaml", "toast"]
)
def test_what_cannot_be_read_is_two(arguments: str) -> None:
    done = postlint("rules", *arguments.split())
    assert done.returncode == 2
    assert done.stderr.decode().startswith("postlint: ")


def test_a_broken_file_is_two_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, ("level: ng", "levle: ng"))
    done = postlint("rules", "test", path)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"postlint: {path}:4:3: 知らないキー levle（もしかして: level）")


def test_the_shipped_rules_pass_lint() -> None:
    done = postlint("rules", "lint")
    assert done.returncode == 0, done.stdout.decode()
    # Rules for clauses that no shipped city has; a new one must not slip in among them.
    assert done.stdout.decode().splitlines()[0] == (
        "参考: どの市の条項も使っていないルール: action.pin、action.follow、action.repost、action.quote"
    )


def test_lint_of_a_named_file(tmp_path: Path) -> None:
    path = write(tmp_path, ("topic: insult", "topic: nothing"), ("[馬鹿 です, 間抜け]", "[馬鹿 です, 間抜け, /しね]"))
    done = postlint("rules", "lint", path)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert [line.removeprefix(f"{path}:").split("（")[0] for line in lines] == [
        "6:26: 読みは片仮名で書きます: /しね",
        "1:3: ルール insult.test を使う条項がどの市にもないので、何も見つけません",
        "1件のルール: 直す所が2件あります",
    ]


def test_lint_measures_a_corpus(tmp_path: Path) -> None:
    corpus = tmp_path / "proper.jsonl"
    corpus.write_text('{"id": "a", "text": "あの間抜けな顔。"}\n{"id": "b", "text": "絵本です。"}\n', "utf-8")
    done = postlint("rules", "lint", write(tmp_path), "--corpus", corpus, "--broad", 40)
    assert done.returncode == 1
    assert "tokens の「間抜け」は2件中1件（50.0％）" in done.stdout.decode()
    assert postlint("rules", "lint", "insult", "--corpus", tmp_path / "nowhere.jsonl").returncode == 2


def test_coverage_of_all_cities() -> None:
    done = postlint("coverage", "--all", "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    assert {city["city"] for city in json.loads(done.stdout)["cities"]} == set(city_files())


def test_coverage_fails_for_a_clause_that_nothing_tries(repository: Path) -> None:
    (repository / "postlint.yaml").write_text("rules_dir: rules\ncities_dir: cities\n", "utf-8")
    (repository / "cities").mkdir()
    city = CITY.format(how="enforce: [{rules: own.test}]")
    (repository / "cities" / "mura.yaml").write_text(city, "utf-8")
    changes = [(text + ", match", text + ", city: ueda, match") for text in ("馬鹿です。", "間抜けが来ました。")]
    write(repository / "rules", ("insult.test", "own.test"), ("topic: insult", "topic: own"), *changes)
    done = postlint("coverage", "mura", "--config", repository / "postlint.yaml")
    assert done.returncode == 1, done.stderr.decode()
    assert "不備 この条項を検査するルールに" in done.stdout.decode()
    (repository / "cities" / "mura.yaml").write_text(CITY.format(how="under: 章"), "utf-8")
    done = postlint("coverage", "mura", "--config", repository / "postlint.yaml")
    assert done.returncode == 2
    assert "条項 第1条 に enforce、ask、not_checked のどれもありません" in done.stderr.decode()


@pytest.mark.parametrize("arguments", ["", "nowhere", "kashiwa --all", "kashiwa --format csv"])
def test_coverage_refuses(arguments: str) -> None:
    assert postlint("coverage", *arguments.split()).returncode == 2


@pytest.mark.parametrize("kind", ["rule", "contexts", "words", "city", "configuration"])
def test_schemas_are_json(kind: str) -> None:
    done = postlint("schema", kind)
    assert done.returncode == 0
    assert json.loads(done.stdout)["$schema"].startswith("http://json-schema.org/")


def test_an_unknown_schema_is_refused() -> None:
    done = postlint("schema", "rules")
    assert done.returncode == 2
    assert "もしかして: rule" in done.stderr.decode()


TRACED = "---\ncity: ueda\n---\n図書館は休みです。\nあの間抜けな業者。「間抜け」という言葉で、人を刺していませんか。\n"


def test_a_trace_tells_what_was_found_and_what_excused(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(TRACED, "utf-8")
    done = postlint("check", draft, "--trace", "insult.words", "--now", "2026-11-27T10:00")
    shown = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "tokens の「{insult-strong}」: 「間抜け」、「間抜け」" in shown
    assert "→「間抜け」 指摘になります" in shown
    assert "見逃しました: cited-wording" in shown
    done = postlint("check", draft, "--trace", "politics.vote-request", "--now", "2026-11-27T10:00")
    assert done.stdout.decode().splitlines()[-1] == "    → 何も見つけません"
    assert postlint("check", draft, "--trace", "nothing").returncode == 2


def test_a_line_is_explained(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(TRACED, "utf-8")
    done = postlint("explain", f"{draft}:5", "--now", "2026-11-27T10:00")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0, done.stderr.decode()
    assert lines[0] == "× 投稿不可 insult.words  「間抜け」"
    assert "    tokens の「{insult-strong}」: 「間抜け」、「間抜け」" in lines
    done = postlint("explain", f"{draft}:4", "--now", "2026-11-27T10:00")
    assert done.returncode == 2
    assert "この行に指摘はありません（指摘のある行: 5）" in done.stderr.decode()
