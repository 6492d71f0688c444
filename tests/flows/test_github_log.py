"""What postlint prints within a step of GitHub Actions, whose runner looks for commands in it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from readers import commands

from postlint.cli.arguments import FORMATS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="file names with colons")
NAME = "::error file=x::##[error]乗っ取り"
TEXT = """\
---
city: ishinomaki
platform: x
account: commissioned
---
#石巻市 #PR
::warning title=x::あの人は馬鹿だ ##[add-mask]石巻
  ::stop-commands::x
馬鹿##[error]だ
"""
BROKEN = "---\n  ::error::x: [\nreason: ##[error]\n---\n本文\n"


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("github")
    (folder / NAME).mkdir()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    (folder / NAME / "a.txt").write_text(TEXT, "utf-8")
    (folder / f"{NAME}.txt").write_text(BROKEN, "utf-8")
    texts = {"id": NAME, "text": TEXT.partition("\n---\n")[2], "city": "ishinomaki"}
    (folder / "corpus.jsonl").write_text(json.dumps(texts), "utf-8")
    rows = io.StringIO()
    csv.writer(rows).writerows([("id", "handle", "text"), (NAME, NAME, texts["text"])])
    (folder / f"{NAME}.csv").write_text(rows.getvalue(), "utf-8")
    known = {"path": f"{NAME}/a.txt", "rule": "insult.words", "quote": "##[error]x", "count": 1}
    (folder / "known.json").write_text(json.dumps({"schema_version": 1, "findings": [known]}), "utf-8")
    return folder


def run(folder: Path, *arguments: str, within: str = "true", **more: object) -> subprocess.CompletedProcess[str]:
    """Run postlint within a step, or not."""
    return subprocess.run(
        [sys.executable, "-m", "postlint", *arguments], cwd=folder, check=False, text=True, encoding="utf-8",
        env={**os.environ, "GITHUB_ACTIONS": within}, **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )  # type: ignore[call-overload, no-any-return] # fmt: skip


COMMANDS = (
    *(["check", ".", "--format", name] for name in FORMATS if name != "github"),
    ["check", ".", "--diff"],
    ["check", NAME, "--trace", "insult"],
    ["check", ".", "--baseline", "known.json"],
    ["check", ".", "--require-confirmed"],
    ["check", f"{NAME}/b.txt"],
    ["check", "--changed-since", "##[error]x"],
    ["explain", f"{NAME}.txt:3"],
    ["eval", "corpus.jsonl"],
    ["eval", "corpus.jsonl", "--format", "json"],
    *(["audit", f"{NAME}.csv", "--city", "ishinomaki", "--format", name] for name in ("human", "csv", "jsonl", "html")),
    ["audit", f"{NAME}.csv", "--city", "##[error]x"],
    ["waive", f"{NAME}/a.txt", "--rule=insult.words", "--quote=##[error]x", "--reason=x", "--approver=x", "--expires=2030"],
    ["##[error]x"],
)  # fmt: skip


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_commands(folder: Path, arguments: list[str]) -> None:
    done = run(folder, *arguments)
    assert "Traceback" not in done.stderr
    assert commands(done.stdout) == commands(done.stderr) == []
    without = run(folder, *arguments, within="")
    assert without.returncode == done.returncode
    assert commands(without.stdout + without.stderr)


def test_the_format_of_commands_has_only_its_own(folder: Path) -> None:
    done = run(folder, "check", ".", "--format", "github", "--fail-on", "never")
    assert done.stderr == ""
    own = [re.match(r"::(error|warning|notice) file=", line) for line in done.stdout.splitlines()]
    assert len(own) > 3
    assert all(own)


def test_readers_of_machine_formats_see_no_difference(folder: Path) -> None:
    for name, read in {
        "json": json.loads,
        "sarif": json.loads,
        "junit": lambda text: ElementTree.canonicalize(text),
    }.items():
        within, without = (run(folder, "check", ".", "--format", name, within=value).stdout for value in ("true", ""))
        assert within != without
        assert read(within) == read(without)


def test_a_file_gets_what_it_gets_elsewhere(folder: Path, tmp_path: Path) -> None:
    for name in ("csv", "human"):
        for value in ("true", ""):
            with (tmp_path / f"out-{value}").open("wb") as file:
                run(folder, "check", ".", "--format", name, within=value, stdout=file)
        assert (tmp_path / "out-true").read_bytes() == (tmp_path / "out-").read_bytes()
        assert b"##[error]" in (tmp_path / "out-true").read_bytes()


def test_what_is_to_be_published_is_not_touched(folder: Path) -> None:
    done = run(folder, "export", f"{NAME}/a.txt")
    assert done.stdout == TEXT.partition("\n---\n")[2]
