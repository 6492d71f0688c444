"""`postlint check --format …` as a review of a repository runs it: a real process, hostile names, the runner's files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from readers import github, table
from sample_reports import FILES

ROOT = Path(__file__).parent.parent.parent
DRAFTS = ("examples/ishinomaki/ng-pr-order.txt", "examples/kashiwa/review-without-tag.txt")


def postlint(
    *arguments: object, cwd: Path = ROOT, stdin: bytes = b"", **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `check` in a process of its own, outside of any runner unless `env` says otherwise."""
    clean = {name: value for name, value in os.environ.items() if name != "GITHUB_STEP_SUMMARY"}
    return subprocess.run(
        [sys.executable, "-m", "postlint", "check", *map(str, arguments)],
        input=stdin, capture_output=True, check=False, env={**clean, **env}, cwd=cwd,
    )  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_exit_status_and_bytes_do_not_depend_on_format_and_console(name: str) -> None:
    done = postlint(*DRAFTS, "--format", name, "--now", "2026-11-21T10:00", PYTHONIOENCODING="cp932")
    assert done.returncode == 1, done.stderr.decode("cp932")
    assert "#石巻市 #PR" in done.stdout.decode("utf-8").replace("`", "")
    assert postlint(*DRAFTS, "nowhere.txt", "--format", name).returncode == 2
    assert postlint(DRAFTS[1], "--format", name).returncode == 0
    assert postlint(DRAFTS[1], "--format", name, "--fail-on", "review").returncode == 1


def test_github_actions_get_commands_and_a_summary(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("ほかのコマンドの要約", "utf-8")
    done = postlint(*DRAFTS, "nowhere.txt", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    told = list(github(done.stdout.decode()))
    assert [command for command, *_ in told][:3] == ["error", "error", "warning"]
    assert told[1][1]["line"] == "6"  # of the file, whose first five lines are front matter
    written = summary.read_text("utf-8")
    assert written.startswith("ほかのコマンドの要約\n## ")
    assert "nowhere.txt" in written
    assert "- [ ] " in written


def test_a_summary_that_cannot_be_written_is_told_and_changes_nothing(tmp_path: Path) -> None:
    done = postlint(DRAFTS[0], "--format", "github", GITHUB_STEP_SUMMARY=str(tmp_path / "no" / "folder"))
    assert done.returncode == 1
    assert done.stdout.startswith(b"::error file=")
    assert done.stderr.decode().startswith("postlint: ステップの要約に書けません")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_hostile_files_give_the_runner_no_command(tmp_path: Path) -> None:
    text = "::error::本文\n##[add-mask]x\n::stop-commands::t\n"
    (tmp_path / "a\n::set-output name=x::y.txt").write_text(f"---\ncity: ishinomaki\n---\n{text}馬鹿者", "utf-8")
    (tmp_path / "b\r\n::error::z.txt").write_text("---\n::error::x: y\n---\n本文", "utf-8")
    (tmp_path / "c,line=9::d.txt").write_text(text, "utf-8")
    done = postlint(".", "gone\n::warning::x.txt", "--format", "github", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == b""
    told = list(github(done.stdout.decode()))
    assert {properties["file"] for _, properties, _ in told} == {
        "a\\n::set-output name=x::y.txt", "b\\r\\n::error::z.txt", "c,line=9::d.txt", "gone\\n::warning::x.txt",
    }  # fmt: skip


def test_standard_input_has_no_file_to_point_into() -> None:
    done = postlint("-", "--city", "ishinomaki", "--format", "github", stdin="馬鹿者".encode())
    assert all("file" not in properties for _, properties, _ in github(done.stdout.decode()))


def test_personal_data_are_covered_in_every_format() -> None:
    draft = "寄附をくださった𠮷藤健一さん（０９０-1234-5678）に感謝します。#石巻市 #PR".encode()
    for name in FILES:
        output = postlint("-", "--city", "ishinomaki", "--format", name, stdin=draft).stdout.decode()
        assert "健一" not in output
        assert "5678" not in output
        assert "１" not in output


def test_a_table_for_excel() -> None:
    rows = table(postlint(*DRAFTS, "--format", "csv").stdout.decode())
    assert {row["ファイル"] for row in rows} == set(DRAFTS)


def test_formats_are_loaded_only_when_asked_for() -> None:
    code = (
        "import sys; sys.argv = ['postlint', 'check', *sys.argv[1:]]\n"
        "import postlint.cli\n"
        "postlint.cli._leave = lambda status: print(*sys.modules, file=sys.stderr)\n"
        "postlint.cli.main()\n"
    )
    for wanted, own in (("human", "human"), ("json", "json")):
        done = subprocess.run(
            [sys.executable, "-c", code, DRAFTS[1], "--format", wanted], capture_output=True, cwd=ROOT, check=True
        )
        loaded = {name for name in done.stderr.decode().split() if name.startswith("postlint.report.")}
        assert f"postlint.report.{own}" in loaded
        assert loaded <= {f"postlint.report.{name}" for name in ("human", "cells", "words", "json")}


def test_json_lines_are_the_drafts_of_the_contract() -> None:
    lines = postlint(*DRAFTS, "--format", "jsonl").stdout.decode().splitlines()
    whole = json.loads(postlint(*DRAFTS, "--format", "json").stdout)
    assert list(map(json.loads, lines)) == whole["drafts"]
