"""Which drafts Git says have changed, in real repositories."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.drafts.changed import changed_since
from postlint.drafts.read import expand, is_draft
from postlint.errors import InputError

DRAFTS = ("古い 下書き.txt", "drafts/a.txt", "drafts/改名前.md", "drafts/消す.txt", "drafts/README.md", "表.csv")


def git(*arguments: str) -> str:
    """Run Git as somebody, in the current folder."""
    who = ["-c", "user.name=広報", "-c", "user.email=pr@example.jp", "-c", "core.hooksPath=/dev/null"]
    return subprocess.run(["git", *who, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def write(name: str, text: str = "図書館は月曜日が休みです。\n") -> None:
    """Write a file of the current folder."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def commit() -> None:
    """Commit everything."""
    git("add", "-A")
    git("commit", "-q", "-m", "drafts")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with drafts, tagged `start`, on the branch main."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    for name in DRAFTS:
        write(name)
    commit()
    git("tag", "start")
    return tmp_path


def test_nothing_changed(repository: Path) -> None:
    assert changed_since("start") == []


@pytest.mark.parametrize(
    "change, expected",
    [
        (lambda: write("drafts/a.txt", "変えた。"), ["drafts/a.txt"]),
        (lambda: write("古い 下書き.txt", "変えた。"), ["古い 下書き.txt"]),
        (lambda: write("新しい\n 下書き.TXT"), ["新しい\n 下書き.TXT"]),
        (lambda: write('drafts/"引用\t符".md'), ['drafts/"引用\t符".md']),
        (lambda: write("-rf.txt"), ["-rf.txt"]),
        (lambda: git("mv", "drafts/改名前.md", "drafts/改名 後.md"), ["drafts/改名 後.md"]),
        (lambda: git("rm", "-q", "drafts/消す.txt"), []),
        (lambda: Path("drafts/消す.txt").unlink(), []),
        (lambda: write("drafts/README.md", "変えた。"), []),
        (lambda: write("表.csv", "変えた。"), []),
        (lambda: write(".下書き/b.txt"), []),
        (lambda: write("drafts/a.postlint.yaml", "waivers: []"), ["drafts/a.txt"]),
        (lambda: write("drafts/無い.postlint.yaml", "waivers: []"), []),
        (lambda: (write(".gitignore", "*.txt"), write("drafts/b.txt")), []),
    ],
)
@pytest.mark.parametrize(
    "then", [lambda: None, lambda: git("add", "-A"), commit], ids=["unstaged", "staged", "committed"]
)
def test_what_changed(
    repository: Path, change: Callable[[], object], expected: list[str], then: Callable[[], object]
) -> None:
    change()
    then()
    assert changed_since("start") == [str(Path(name)) for name in expected]


def test_a_waiver_taken_back_is_a_change_of_its_draft(repository: Path) -> None:
    write("drafts/a.postlint.yaml", "waivers: []")
    commit()
    git("rm", "-q", "drafts/a.postlint.yaml")
    assert changed_since("HEAD") == [str(Path("drafts/a.txt"))]


def test_what_others_added_to_the_branch_meanwhile_is_not_judged(repository: Path) -> None:
    git("switch", "-q", "-c", "topic")
    write("drafts/topic.txt")
    commit()
    git("switch", "-q", "main")
    write("drafts/a.txt", "ほかの人が変えた。")
    commit()
    git("switch", "-q", "topic")
    assert changed_since("main") == [str(Path("drafts/topic.txt"))]


def test_without_a_common_ancestor_all_that_differs(repository: Path) -> None:
    git("switch", "-q", "--orphan", "other")
    write("drafts/a.txt", "変えた。")
    commit()
    assert changed_since("main") == [str(Path("drafts/a.txt"))]
    assert changed_since(git("rev-parse", "main^{tree}")) == [str(Path("drafts/a.txt"))]


def test_only_within_and_relative_to_the_current_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("top.txt")
    write("drafts/deep/b.txt")
    assert changed_since("start", ["drafts"]) == [str(Path("drafts/deep/b.txt"))]
    assert changed_since("start", ["top.txt", "表.csv"]) == ["top.txt"]
    monkeypatch.chdir(repository / "drafts")
    assert changed_since("start") == [str(Path("deep/b.txt")), str(Path("../top.txt"))]
    assert changed_since("start", ["."]) == [str(Path("deep/b.txt"))]
    assert changed_since("start", [".."]) == [str(Path("deep/b.txt")), str(Path("../top.txt"))]
    with pytest.raises(InputError, match="nowhere: 見つかりません"):
        changed_since("start", ["nowhere"])


@pytest.mark.parametrize("ref", ["nowhere", "-x", "", "main..start", "a\n::warning::b"])
def test_a_reference_that_is_none(repository: Path, ref: str) -> None:
    with pytest.raises(InputError, match="が見つかりません") as fault:
        changed_since(ref)
    assert "\n" not in str(fault.value)


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match="ここはGitのリポジトリではありません"):
        changed_since("HEAD")
    git("init", "-q", "--bare", "bare.git")
    monkeypatch.chdir(tmp_path / "bare.git")
    with pytest.raises(InputError, match="Gitで変更を調べられません: fatal: "):
        changed_since("HEAD")


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="gitが見つかりません"):
        changed_since("start")


@given(
    st.lists(
        st.sampled_from(["a.txt", "b.MD", ".c.txt", "readme.txt", "d.csv", "README", ".e", "f"]), min_size=1, max_size=3
    )
)
def test_a_draft_by_its_name_is_a_draft_of_the_folder(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    (folder / "always.txt").write_text("x")
    assert (path in set(expand([folder]))) == is_draft(path.relative_to(folder))
