"""`postlint init`: a folder becomes a repository of drafts whose hook works at once."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from test_check import ROOT, judged, postlint
from test_pre_commit import env, run, succeed  # noqa: F401 - env is a fixture

from postlint.cli import starter
from postlint.drafts import write
from postlint.errors import InputError
from postlint.japan import JAPAN
from postlint.model import ACCOUNTS, PLATFORMS
from postlint.policy.cities import load_city
from postlint.policy.files import city_files

NOW = "2026-11-28T10:00"
EXAMPLE = ROOT / "examples/drafts-repo"


def init(folder: Path, *flags: object, city: str = "kashiwa") -> subprocess.CompletedProcess[bytes]:
    """Run `postlint init` on a folder."""
    return postlint("init", folder, "--city", city, "--now", NOW, *flags)


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def at_desk(tmp_path: Path, env: Mapping[str, str]) -> dict[str, str]:  # noqa: F811
    """The environment of somebody who has postlint on their PATH."""
    program = tmp_path / "bin" / "postlint"
    program.parent.mkdir()
    source = shlex.quote(str(ROOT / "src"))
    program.write_text(f'#!/bin/sh\nPYTHONPATH={source} exec {shlex.quote(sys.executable)} -m postlint "$@"\n')
    program.chmod(0o755)
    return {**env, "PATH": f"{program.parent}{os.pathsep}{env['PATH']}"}


@pytest.mark.skipif(shutil.which("sh") is None, reason="no sh")
def test_from_an_empty_folder_to_a_blocked_commit_and_an_exception(tmp_path: Path, at_desk: dict[str, str]) -> None:
    def do(*command: object) -> subprocess.CompletedProcess[str]:
        return run(*command, cwd=folder, env=at_desk)

    def commit() -> subprocess.CompletedProcess[str]:
        succeed("git", "add", "-A", cwd=folder, env=at_desk)
        return do("git", "commit", "-q", "-m", "下書き")

    folder = tmp_path / "市の 下書き"
    folder.mkdir()
    made = do("postlint", "init", "--city", "ishinomaki")
    assert made.returncode == 0, made.stderr
    succeed("git", "init", "-q", "-b", "main", cwd=folder, env=at_desk)
    succeed(sys.executable, "-m", "pre_commit", "install", cwd=folder, env=at_desk)
    assert do("postlint", "check", "drafts").returncode == 0
    first = commit()
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Passed" in first.stdout + first.stderr

    draft = folder / "drafts" / "読み聞かせ.txt"
    shutil.copy(EXAMPLE / "drafts/yomikikase.txt", draft)
    blocked = commit()
    assert blocked.returncode == 1
    assert "insult.words" in blocked.stdout + blocked.stderr
    # As the README of the new repository says, with another draft's name.
    told = re.findall(r"^postlint (waive .+)$", (folder / "README.ja.md").read_text("utf-8"), re.M)
    waive = shlex.split(told[0].replace("下書き.txt", draft.name))
    waived = do("postlint", *waive)
    assert waived.returncode == 0, waived.stderr
    passed = commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr

    other = folder / "drafts" / "b.txt"
    other.write_text("あの間抜けな業者。\n", "utf-8")
    assert commit().returncode == 1
    other.write_text("工事の業者が決まりました。\n", "utf-8")
    assert commit().returncode == 0


@pytest.mark.parametrize("city", city_files())
@pytest.mark.parametrize("ci", [None, "github", "gitlab"])
def test_the_example_may_be_published_today_and_in_two_years(tmp_path: Path, city: str, ci: str | None) -> None:
    folder = tmp_path / "new" / "drafts"
    done = init(folder, *(["--ci", ci] if ci else []), city=city)
    assert (done.returncode, done.stderr) == (0, b"")
    told = re.findall(r"^  (\S+)  +\S", done.stdout.decode(), re.M)
    made = files(folder)
    assert sorted(told) == sorted(made)
    assert all(name.isascii() for name in made)
    assert set(made) >= {"postlint.yaml", ".pre-commit-config.yaml", "README.ja.md"}
    assert (ci is None) or made[starter.WORKFLOWS[ci]] == (EXAMPLE / starter.WORKFLOWS[ci]).read_bytes()
    for now in (NOW, "2028-11-26T22:00"):
        [draft] = judged(folder / "drafts", "--now", now)
        assert (draft["city"], draft["verdict"], draft["findings"]) == (city, "ok", [])
    assert "（判定: 投稿可）" in done.stdout.decode()


@pytest.mark.parametrize("city", city_files())
@pytest.mark.parametrize("account", sorted({*ACCOUNTS} - {"private"}))
def test_an_example_is_found_for_every_platform_account_and_day(city: str, account: str) -> None:
    for days, platform in enumerate(PLATFORMS):
        now = datetime(2026, 12, 26, 23, 30, tzinfo=JAPAN) + timedelta(days=days)
        facts = {"city": city, "platform": platform, "account": account}
        assert starter.texts(load_city(city), facts, ci=None, now=now)[1] == "ok"


def test_what_is_the_same_as_in_the_examples_is_theirs(tmp_path: Path) -> None:
    assert init(tmp_path, "--platform", "line", "--account", "section").returncode == 0
    made, shown = ((folder / "postlint.yaml").read_text("utf-8") for folder in (tmp_path, EXAMPLE))
    for old, new in (("city: ishinomaki", "city: kashiwa"), ("platform: x", "platform: line"), ("official", "section")):
        assert old in shown
        shown = shown.replace(old, new)
    assert made == shown


def test_the_hook_is_the_one_of_postlint_but_for_where_it_runs(tmp_path: Path) -> None:
    assert init(tmp_path).returncode == 0
    config = tmp_path / ".pre-commit-config.yaml"
    [repository] = yaml.safe_load(config.read_text("utf-8"))["repos"]
    [hook] = repository["hooks"]
    [published] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (repository["repo"], hook.pop("language")) == ("local", "system")
    for name in ("language", "description", "minimum_pre_commit_version"):
        del published[name]
    assert hook == published
    command = [sys.executable, "-m", "pre_commit", "validate-config", config]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["postlint.yaml", ".pre-commit-config.yaml", "README.ja.md", starter.EXAMPLE])
def test_a_file_that_is_there_stays_and_nothing_else_comes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("だいじ", "utf-8")
    done = init(tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"{tmp_path}: もうあります: {name}（何も書いていません" in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert files(tmp_path) == {name: "だいじ".encode()}


def test_a_second_time_is_refused(tmp_path: Path) -> None:
    assert init(tmp_path).returncode == 0
    before = files(tmp_path)
    again = init(tmp_path, city="chiba")
    assert again.returncode == 2
    assert all(name in again.stderr.decode() for name in before)
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    "flags, said",
    [
        (["--city", "kasiwa"], "もしかして: kashiwa"),
        (["--platform", "twitter"], "platform"),
        (["--account", "offical"], "もしかして: official"),
        (["--ci", "gihub"], "もしかして: github"),
        (["--now", "yesterday"], "--now"),
        (["--city", "shinshiro", "--account", "private"], "新城市では、account: private の下書きは投稿できません"),
    ],
)
def test_a_wrong_flag_is_one_line_and_makes_nothing(tmp_path: Path, flags: list[str], said: str) -> None:
    given = {"--city": "kashiwa", "--now": NOW} | dict(zip(flags[::2], flags[1::2], strict=True))
    done = postlint("init", tmp_path / "a", *(word for pair in given.items() for word in pair))
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert said in done.stderr.decode()
    assert not list(tmp_path.iterdir())


def test_without_a_city_the_cities_are_told(tmp_path: Path) -> None:
    done = postlint("init", tmp_path)
    assert done.returncode == 2
    assert "--city がありません（使えるもの: chiba、" in done.stderr.decode()


@pytest.mark.parametrize("name", ["file", "file/a", "broken", "\u3042" * 200, "drafts-is-a-file"])
def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("だいじ", "utf-8")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere" / "x")
    (tmp_path / "drafts-is-a-file").mkdir()
    (tmp_path / "drafts-is-a-file" / "drafts").write_text("だいじ", "utf-8")
    before = files(tmp_path)
    done = init(tmp_path / name)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert files(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken", "drafts-is-a-file", "file"]


def test_what_is_left_to_do_depends_on_what_is_there(tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    (outer / ".git").mkdir(parents=True)
    at_root = init(outer, "--ci", "github").stdout.decode()
    assert "git init" not in at_root
    assert "OWNER" in at_root
    inside = init(outer / "中 の").stdout.decode()
    assert f'  cd "{outer}/中 の"\n  git init -b main\n' in inside
    assert f"{outer} のリポジトリの中" in inside
    assert "OWNER" not in inside
    bare = postlint("init", tmp_path / "b", "--city", "chiba", PATH=str(tmp_path)).stdout.decode()
    assert "  pip install pre-commit\n" in bare
    assert "仮想環境を有効にして" in bare


def test_half_of_the_files_is_never_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {tmp_path / "new" / name: b"x" for name in ("a", "sub/b", "sub/c")}
    opened = Path.open

    def full(path: Path, *arguments: object) -> object:
        if path.name == "c":
            raise fault
        return opened(path, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    for fault in (OSError(28, "No space left on device"), KeyboardInterrupt()):
        with pytest.raises(InputError if isinstance(fault, OSError) else KeyboardInterrupt) as raised:
            write.write_new(wanted)
        assert not list(tmp_path.iterdir())
    fault = PermissionError(13, "Permission denied")
    monkeypatch.setattr(Path, "unlink", lambda path: (_ for _ in ()).throw(fault))
    with pytest.raises(InputError) as raised:
        write.write_new(wanted)
    assert "書き込む権限がありません" in str(raised.value)
    assert f"消せなかったもの: {tmp_path}/new/sub/b" in str(raised.value)
