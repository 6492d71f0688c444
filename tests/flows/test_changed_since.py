"""`postlint check --changed-since` in a real repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BAD = "---\ncity: ishinomaki\nplatform: x\naccount: commissioned\n---\n#石巻市 #PR\n牡蠣がおいしい季節です。\n"
ENV = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `postlint check --changed-since` in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "postlint", "check", "--changed-since", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**ENV, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
    )  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one bad draft in it already."""
    (tmp_path / "以前の.txt").write_text(BAD, "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True, env={**ENV, "GIT_CONFIG_GLOBAL": os.devnull})
    commit(tmp_path)
    return tmp_path


def commit(folder: Path) -> None:
    """Commit everything."""
    who = ["-c", "user.name=広報", "-c", "user.email=pr@example.jp"]
    for command in (["add", "-A"], [*who, "commit", "-q", "-m", "drafts"]):
        subprocess.run(["git", *command], cwd=folder, check=True, env={**ENV, "GIT_CONFIG_GLOBAL": os.devnull})


def test_nothing_changed_is_one_line_and_exit_0(repository: Path) -> None:
    done = check(repository, "HEAD")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "postlint: 変わった下書きはありません\n")
    done = check(repository, "HEAD", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["drafts"]) == (0, [])


def test_only_what_changed_is_judged(repository: Path) -> None:
    (repository / "石巻 秋.txt").write_text(BAD.replace("#石巻市 #PR", "#PR #石巻市"), "utf-8")
    assert check(repository, "HEAD").returncode == 0
    (repository / "石巻 秋.txt").write_text(BAD, "utf-8")
    done = check(repository, "HEAD", "--format", "json")
    assert done.returncode == 1
    assert [draft["path"] for draft in json.loads(done.stdout)["drafts"]] == ["石巻 秋.txt"]


def test_what_a_configuration_ignores_is_left_out_since_nobody_named_it(repository: Path) -> None:
    (repository / "postlint.yaml").write_text("ignore: [old/, 以前の.txt]\n", "utf-8")
    (repository / "old").mkdir()
    (repository / "old" / "a.txt").write_text(BAD, "utf-8")
    assert check(repository, "HEAD").stderr == "postlint: 変わった下書きはありません\n"


def test_a_change_of_the_configuration_alone_judges_its_drafts_again(repository: Path) -> None:
    (repository / "a.txt").write_text("---\ncity: ueda\n---\nあの人は馬鹿だと思います。\n", "utf-8")
    (repository / "postlint.yaml").write_text("rules: {insult.words: {level: note, reason: 昔話}}\n", "utf-8")
    commit(repository)
    assert check(repository, "HEAD").stderr == "postlint: 変わった下書きはありません\n"
    (repository / "postlint.yaml").write_text("ignore: [以前の.txt]\n", "utf-8")
    done = check(repository, "HEAD", "--format", "json")
    assert done.returncode == 1, done.stderr
    assert [(draft["path"], draft["verdict"]) for draft in json.loads(done.stdout)["drafts"]] == [("a.txt", "ng")]
    (repository / "postlint.yaml").write_text("ignroe: []\n", "utf-8")
    (repository / "a.txt").unlink()
    assert check(repository, "HEAD").returncode == 2


@pytest.mark.parametrize("ref", ["HEAD", "nowhere"])
def test_no_repository_and_no_commit_are_one_line_and_exit_2(tmp_path: Path, repository: Path, ref: str) -> None:
    folder = tmp_path / ".git" if ref == "HEAD" else repository
    done = check(folder, ref)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("postlint: ")
    assert done.stderr.count("\n") == 1
