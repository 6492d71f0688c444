"""Checking drafts under a `postlint.yaml`, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_check import ROOT, UNLOADED, postlint

CONFIGURATION = """\
drafts:
  - {files: [drafts/**], city: ishinomaki, platform: x}
  - {files: [drafts/ueda/**], city: ueda}
ignore: [old/]
rules:
  insult.words: {level: note, reason: 方言の紹介}
"""
TEXT = "あの人は馬鹿だと思います。\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "postlint.yaml").write_text(CONFIGURATION, "utf-8")
    for name, head in {
        "drafts/a.txt": "",
        "drafts/b.txt": "---\ncity: kashiwa\n---\n",
        "drafts/ueda/c.txt": "",
        "drafts/old/d.txt": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + TEXT, "utf-8")
    return tmp_path


def cities(*arguments: object) -> dict[str, str]:
    done = postlint("check", *arguments, "--format", "json")
    return {Path(one["path"]).name: one["city"] for one in json.loads(done.stdout)["drafts"]}


def test_facts_by_path_yield_to_front_matter_and_flags(repository: Path) -> None:
    assert cities(repository) == {"a.txt": "ishinomaki", "b.txt": "kashiwa", "c.txt": "ueda"}
    assert set(cities(repository, "--city", "chiba").values()) == {"chiba"}


def test_a_named_draft_is_judged_even_when_folders_leave_it_out(repository: Path) -> None:
    assert cities(repository / "drafts/old/d.txt") == {"d.txt": "ishinomaki"}
    done = postlint("check", repository / "drafts/old")
    assert done.returncode == 2
    assert "すべて除かれています" in done.stderr.decode()


def test_levels_of_the_configuration(repository: Path) -> None:
    done = postlint("check", repository / "drafts/a.txt", "--format", "json")
    [report] = json.loads(done.stdout)["drafts"]
    assert {f["rule"]: f["level"] for f in report["findings"]}["insult.words"] == "note"
    plain = postlint("check", "-", "--city", "ishinomaki", "--format", "json", stdin=TEXT.encode())
    assert json.loads(plain.stdout)["tool"]["rules"] != json.loads(done.stdout)["tool"]["rules"]


def test_a_pattern_that_fits_nothing_is_an_error_and_hides_nothing(repository: Path) -> None:
    file = repository / "postlint.yaml"
    file.write_text(CONFIGURATION.replace("drafts/ueda/**", "drafts/uead/**"), "utf-8")
    done = postlint("check", repository, "--fail-on", "never")
    assert done.returncode == 2
    assert f"postlint: {file}:3:14: この型に当てはまる下書きがありません" in done.stderr.decode()
    assert done.stdout.decode().count("判定: ") == 3
    assert postlint("check", repository / "drafts/a.txt", "--fail-on", "never").returncode == 0


def test_a_broken_configuration_is_one_line_and_its_source(repository: Path) -> None:
    file = repository / "postlint.yaml"
    file.write_text(CONFIGURATION.replace("ignore:", "ignroe:"), "utf-8")
    done = postlint("check", repository / "drafts/a.txt")
    assert done.returncode == 2
    assert (
        done.stderr.decode() == f"postlint: {file}:4:1: 知らないキー ignroe（もしかして: ignore）\n    ignroe: [old/]\n"
    )


def test_a_named_configuration(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("drafts: [{files: '*.txt', city: chiba}]", "utf-8")
    assert set(cities(repository / "drafts/a.txt", "--config", other).values()) == {"chiba"}
    for wrong in (tmp_path, tmp_path / "nowhere.yaml"):
        done = postlint("check", repository, "--config", wrong)
        assert done.returncode == 2
        assert done.stderr.decode().startswith(f"postlint: {wrong}: ")


def test_a_shells_star_takes_no_configuration_for_a_draft(repository: Path) -> None:
    done = postlint(
        "check", *sorted((repository / "drafts").glob("*.txt")), repository / "postlint.yaml", "--fail-on=never"
    )
    assert done.returncode == 0
    assert done.stdout.decode().count("判定: ") == 2


def test_waive_under_a_configuration(repository: Path) -> None:
    done = postlint(
        "waive", repository / "drafts/a.txt", "--rule=insult.words", "--quote=あの人は馬鹿だ", "--reason=引用",
        "--approver=課長", "--expires=2027-03-31", "--now=2026-11-28T10:00",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_second_check_under_a_configuration_reads_no_yaml(repository: Path) -> None:
    code = (
        "import sys; sys.argv = ['postlint', 'check', sys.argv[1]]\n"
        "import postlint.cli\n"
        "postlint.cli._leave = lambda status: print(*sys.modules, file=sys.stderr)\n"
        "postlint.cli.main()\n"
    )
    draft = repository / "drafts/a.txt"
    draft.write_text("図書館は月曜日が休みです。", "utf-8")
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, draft], capture_output=True, cwd=ROOT, check=True, env={**os.environ}
        )
    loaded = set(done.stderr.decode().split())
    assert "postlint.compiled.settings" in loaded
    assert not loaded & {*UNLOADED, "pathspec", "postlint.policy.configuration"}


def test_a_whole_repository() -> None:
    done = postlint("check", "tests/data/repository", "--format", "json")
    drafts = json.loads(done.stdout)["drafts"]
    assert (done.returncode, done.stderr, len(drafts)) == (0, b"", 2)
    for draft in drafts:
        assert draft["verdict"] == Path(draft["path"]).stem.split("-")[0]
    assert "市公式Xは広報課長、図書館LINEは図書館長" in done.stdout.decode()
    [named] = json.loads(postlint("check", "tests/data/repository/x/done/ng-insult.txt", "--format", "json").stdout)[
        "drafts"
    ]
    assert named["verdict"] == "ng"
