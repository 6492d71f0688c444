"""Which drafts Git says have changed, in real repositories."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.cli.under import Under
from postlint.compiled.settings import load_settings, settings_for
from postlint.drafts.changed import changed_since
from postlint.drafts.read import expand, is_draft
from postlint.errors import InputError, PolicyError

DRAFTS = (
    "古い 下書き.txt",
    "drafts/a.txt",
    "drafts/改名前.md",
    "drafts/消す.txt",
    "drafts/README.md",
    "drafts/大文字.TXT",
    "表.csv",
)


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


@pytest.fixture
def configured(repository: Path) -> Path:
    """The same with configurations, and other drafts in place of its own."""
    for name in DRAFTS:
        Path(name).unlink()
    for name, text in CONFIGURED.items():
        write(name, text)
    commit()
    git("tag", "-f", "start")
    settings_for.cache_clear()
    load_settings.cache_clear()
    return repository


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
        (lambda: write("drafts/大文字.postlint.yaml", "waivers: []"), ["drafts/大文字.TXT"]),
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


CONFIGURED = {
    "postlint.yaml": "extends: 共通.yml\n",
    "共通.yml": "rules_dir: rules\ncities_dir: cities\n",
    "rules/own.yaml": "- id: own.a\n",
    "rules/terms/own.yaml": "[]\n",
    "cities/mura.yaml": "city: mura\n",
    "a.txt": "",
    "near/postlint.yaml": "tags: [例示]\n",
    "near/b.txt": "",
    "near/deep/c.md": "",
    "far/postlint.yaml": "extends: ../postlint.yaml\n",
    "far/d.txt": "",
    "far/README.md": "",
    ".old/e.txt": "",
}
ALL = ["a.txt", "far/d.txt", "near/b.txt", "near/deep/c.md"]


@pytest.mark.parametrize(
    "change, concerned",
    [
        (lambda: write("postlint.yaml", "tags: [例示]\n"), ["a.txt", "far/d.txt"]),
        (lambda: write("共通.yml", "tags: [例示]\n"), ["a.txt", "far/d.txt"]),
        (lambda: write("rules/own.yaml", "- id: own.b\n"), ["a.txt", "far/d.txt"]),
        (lambda: write("rules/terms/own.yaml", "# なし\n"), ["a.txt", "far/d.txt"]),
        (lambda: write("rules/new.yaml"), ["a.txt", "far/d.txt"]),
        (lambda: write("rules/more/new.yaml"), []),
        (lambda: Path("rules/terms/own.yaml").unlink(), ["a.txt", "far/d.txt"]),
        (lambda: write("cities/new.yaml"), ["a.txt", "far/d.txt"]),
        (lambda: write("cities/mura.yaml", "city: mura # 改正\n"), ["a.txt", "far/d.txt"]),
        (lambda: write("near/postlint.yaml", "tags: [見本]\n"), ["near/b.txt", "near/deep/c.md"]),
        (lambda: Path("near/postlint.yaml").unlink(), ["near/b.txt", "near/deep/c.md"]),
        (lambda: write("near/deep/postlint.yaml", "tags: [見本]\n"), ["near/deep/c.md"]),
        (lambda: git("mv", "near/postlint.yaml", "near/deep/postlint.yaml"), ["near/b.txt", "near/deep/c.md"]),
        (lambda: write("near/postlint.yml", "tags: [見本]\n"), []),
        (lambda: write("far/README.md", "変えた。"), []),
        (
            lambda: (write("near/b.txt", "変えた。"), write("postlint.yaml", "tags: [例示]\n")),
            ["a.txt", "far/d.txt", "near/b.txt"],
        ),
    ],
)
def test_a_changed_configuration_concerns_its_drafts(
    configured: Path, change: Callable[[], object], concerned: list[str]
) -> None:
    change()
    expected = [str(Path(name)) for name in concerned]
    assert changed_since("start", concerned=Under().concerned) == expected
    within = [name for name in expected if name.startswith("far")]
    assert changed_since("start", ["far"], concerned=Under().concerned) == within


def test_a_broken_configuration_elsewhere_is_of_no_concern(configured: Path) -> None:
    write("near/postlint.yaml", "tagz: []\n")
    assert changed_since("start", ["far"], concerned=Under().concerned) == []
    with pytest.raises(PolicyError, match="tagz"):
        changed_since("start", concerned=Under().concerned)


def test_a_named_configuration_concerns_all_drafts(configured: Path) -> None:
    named = configured / "near" / "postlint.yaml"
    assert changed_since("start", concerned=Under(str(named)).concerned) == []
    write("near/postlint.yaml", "tags: [見本]\n")
    assert changed_since("start", concerned=Under(str(named)).concerned) == [str(Path(name)) for name in ALL]
    write("postlint.yaml", "tags: [例示]\n")
    git("checkout", "near")
    load_settings.cache_clear()
    assert changed_since("start", concerned=Under(str(named)).concerned) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_configuration_behind_a_link(configured: Path) -> None:
    Path("near/postlint.yaml").unlink()
    Path("near/postlint.yaml").symlink_to("../本当の.yaml")
    write("本当の.yaml", "tags: [例示]\n")
    commit()
    git("tag", "linked")
    write("本当の.yaml", "tags: [見本]\n")
    assert changed_since("linked", concerned=Under().concerned) == [str(Path(name)) for name in ALL[2:]]


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
