"""The hook as a repository of drafts uses it: real pre-commit, an environment of its own built from this checkout, git.

postlint itself is built and installed as pre-commit does it; its dependencies are lent by the environment of the tests,
for 230 MB less to write (test_wheel.py installs them all). Not covered: cloning the hook from a server, and the hook on
Windows, where pre-commit starts a second process once the names of files fill a command line.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
PACKAGED = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "src", "rules", "cities", "examples")
GOOD = "---\ncity: chiba\n---\n図書館は月曜日が休みです。\n"
BAD = "---\ncity: ishinomaki\nplatform: x\naccount: commissioned\n---\n#石巻市 #PR\n牡蠣がおいしい季節です。\n"


def run(*command: object, cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def succeed(*command: object, cwd: Path, env: Mapping[str, str]) -> str:
    """Run a command that must succeed; return what it printed."""
    done = run(*command, cwd=cwd, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of somebody who has git, pre-commit and what postlint depends on."""
    home = tmp_path_factory.mktemp("pre-commit")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    yield {
        **inherited,
        "PRE_COMMIT_HOME": str(home),
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_NAME": "広報" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "pr@example.jp" for who in ("AUTHOR", "COMMITTER")},
    }
    shutil.rmtree(home)


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory, env: dict[str, str]) -> tuple[Path, str]:
    """This checkout as a repository that pre-commit can clone, and its only commit."""
    source = tmp_path_factory.mktemp("postlint")
    for name in PACKAGED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    project = source / "pyproject.toml"
    lent = re.sub(r"(?ms)^dependencies = \[.*?^\]", "dependencies = []", project.read_text("utf-8"))
    project.write_text(lent, "utf-8")
    succeed("git", "init", "-q", cwd=source, env=env)
    succeed("git", "add", "-A", cwd=source, env=env)
    succeed("git", "commit", "-q", "-m", "postlint", cwd=source, env=env)
    return source, succeed("git", "rev-parse", "HEAD", cwd=source, env=env)


@pytest.fixture
def drafts(tmp_path: Path, env: dict[str, str], hook: tuple[Path, str]) -> Path:
    """A fresh repository of drafts with the hook in its `git commit`."""
    source, commit = hook
    config = {"repos": [{"repo": str(source), "rev": commit, "hooks": [{"id": "postlint"}]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps(config), "utf-8")
    succeed("git", "init", "-q", cwd=tmp_path, env=env)
    succeed(sys.executable, "-m", "pre_commit", "install", cwd=tmp_path, env=env)
    return tmp_path


def test_the_hook_runs_what_it_installed(drafts: Path, env: dict[str, str]) -> None:
    succeed(sys.executable, "-m", "pre_commit", "install-hooks", cwd=drafts, env=env)
    [python] = Path(env["PRE_COMMIT_HOME"]).glob("repo*/py_env-*/bin/python")
    file = succeed(python, "-c", "import postlint; print(postlint.__file__)", cwd=drafts, env=env)
    assert file.startswith(env["PRE_COMMIT_HOME"])


def commit(drafts: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Commit everything in the folder."""
    succeed("git", "add", "-A", cwd=drafts, env=env)
    return run("git", "commit", "-q", "-m", "下書き", cwd=drafts, env=env)


def test_a_bad_draft_is_not_committed_and_a_repaired_one_is(drafts: Path, env: dict[str, str]) -> None:
    draft = drafts / "秋の 牡蠣.txt"
    draft.write_text(BAD, "utf-8")
    (drafts / "よい.md").write_text(GOOD, "utf-8")
    blocked = commit(drafts, env)
    assert blocked.returncode == 1
    assert "判定: 投稿不可" in blocked.stdout + blocked.stderr
    assert "5(1)ア「関係タグ" in blocked.stdout + blocked.stderr
    assert run("git", "rev-parse", "--verify", "-q", "HEAD", cwd=drafts, env=env).returncode != 0
    draft.write_text(BAD.replace("#石巻市 #PR", "#PR #石巻市"), "utf-8")
    passed = commit(drafts, env)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert succeed("git", "rev-list", "--count", "HEAD", cwd=drafts, env=env) == "1"


def test_what_cannot_be_judged_is_not_committed(drafts: Path, env: dict[str, str]) -> None:
    (drafts / "a.txt").write_text(GOOD.replace("chiba", "chibba"), "utf-8")
    blocked = commit(drafts, env)
    assert blocked.returncode == 1
    assert "もしかして: chiba" in blocked.stdout + blocked.stderr


def test_notepad_s_utf_16_is_a_draft_and_a_readme_is_none(drafts: Path, env: dict[str, str]) -> None:
    for name in ("README.md", "表.csv", ".メモ.txt"):
        (drafts / name).write_text(BAD, "utf-8")
    passed = commit(drafts, env)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "no files to check" in passed.stdout + passed.stderr
    (drafts / "a.TXT").write_bytes(BAD.encode("utf-16"))
    assert commit(drafts, env).returncode == 1


def test_all_drafts_are_judged_in_one_process(drafts: Path, env: dict[str, str]) -> None:
    config = drafts / ".pre-commit-config.yaml"
    config.write_text(config.read_text("utf-8").replace('"postlint"}', '"postlint", "args": ["--format", "json"]}'))
    for number in range(40):
        (drafts / f"{number}.txt").write_text(GOOD, "utf-8")
    succeed("git", "add", "-A", cwd=drafts, env=env)
    printed = succeed(sys.executable, "-m", "pre_commit", "run", "--verbose", cwd=drafts, env=env)
    [report] = printed.partition("\n{")[2].split('"schema_version"')[1:]
    assert report.count('"verdict": "ok"') == 40


def test_the_readme_of_the_example_tells_what_happens(drafts: Path, env: dict[str, str]) -> None:
    config = drafts / ".pre-commit-config.yaml"
    used = json.loads(config.read_text("utf-8"))
    shutil.copytree(ROOT / "examples/drafts-repo", drafts, dirs_exist_ok=True)
    [repository] = yaml.safe_load(config.read_text("utf-8"))["repos"]
    [hook] = repository["hooks"]
    used["repos"][0]["hooks"] = [{**hook, "args": ["--now", "2027-01-10T10:00"]}]
    config.write_text(json.dumps(used), "utf-8")
    blocked = commit(drafts, env)
    assert blocked.returncode == 1
    assert (blocked.stdout + blocked.stderr).count("判定: 投稿不可") == 2
    kaki = drafts / "drafts/kaki.txt"
    kaki.write_text(kaki.read_text("utf-8").replace("#石巻市 #PR", "#PR #石巻市"), "utf-8")
    assert commit(drafts, env).returncode == 1
    readme = (drafts / "README.ja.md").read_text("utf-8")
    [waivers] = re.findall(r"```yaml\n(.*?)```", readme, re.S)
    (drafts / "drafts/yomikikase.postlint.yaml").write_text(waivers, "utf-8")
    passed = commit(drafts, env)
    assert passed.returncode == 0, passed.stdout + passed.stderr
