"""`check --baseline`: taking postlint up in a repository that has findings already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import postlint

RUN = ("--city", "ishinomaki", "--baseline")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"drafts/{name}.txt").write_text("あの人は馬鹿だと思います。\n", "utf-8")
    return tmp_path


def test_a_baseline_grows_only_when_told_and_shrinks(repository: Path) -> None:
    drafts, file = repository / "drafts", repository / "baseline.json"
    assert postlint("check", drafts, *RUN, file).returncode == 2
    assert postlint("check", drafts, *RUN, file, "--update-baseline=shrink").returncode == 2
    assert not file.exists()
    assert postlint("check", drafts, *RUN, file, "--update-baseline=grow").returncode == 0
    written = file.read_text("utf-8")
    paths = [entry["path"] for entry in json.loads(written)["findings"]]
    assert set(paths) == {"drafts/a.txt", "drafts/b.txt"}
    done = postlint("check", drafts, *RUN, file)
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"以前からの指摘 {len(paths) // 2}件" in done.stdout.decode().splitlines()[-1]

    (drafts / "a.txt").write_text("あの人は馬鹿だと思います。間抜けな人です。\n", "utf-8")
    done = postlint("check", drafts, *RUN, file, "--format", "json")
    assert done.returncode == 1
    a, b = json.loads(done.stdout)["drafts"]
    assert (a["verdict"], b["verdict"], b["findings"]) == ("ng", "ok", [])
    assert any("間抜け" in found["match"] for found in a["findings"])
    assert b["known"] == len(paths) // 2

    (drafts / "a.txt").write_text("明日は休館です。\n", "utf-8")
    (drafts / "b.txt").unlink()
    done = postlint("check", drafts, *RUN, file)
    assert done.returncode == 0
    assert "もうない指摘です: drafts/a.txt insult.words「馬鹿」" in done.stderr.decode()
    assert "もうない指摘です: drafts/b.txt insult.words「馬鹿」" in done.stderr.decode()
    assert file.read_text("utf-8") == written
    assert postlint("check", drafts, *RUN, file, "--update-baseline=shrink").returncode == 0
    assert json.loads(file.read_text("utf-8"))["findings"] == []


def test_what_was_not_checked_stays_known(repository: Path) -> None:
    drafts, file = repository / "drafts", repository / "baseline.json"
    postlint("check", drafts, *RUN, file, "--update-baseline=grow")
    written = file.read_text("utf-8")
    done = postlint("check", drafts / "a.txt", *RUN, file, "--update-baseline=shrink")
    assert (done.returncode, done.stderr, file.read_text("utf-8")) == (0, b"", written)


def test_personal_data_never_reach_a_baseline(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("受付の佐藤健一さん（090-1234-5678）まで電話してください。", "utf-8")
    file = tmp_path / "baseline.json"
    done = postlint("check", tmp_path / "a.txt", *RUN, file, "--update-baseline=grow")
    assert done.returncode == 1
    assert "5678" not in file.read_text("utf-8")
    assert "健一" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    "flags, words",
    [
        (["--update-baseline=grow"], "--baseline FILE が要ります"),
        (["--baseline=b.json", "--update-baseline=all"], "--update-baseline に all は使えません"),
        (["--baseline=nowhere.json"], "--update-baseline grow"),
        (["--baseline=examples"], "examples: フォルダーです"),
        (["--baseline=README.md"], "README.md:1:1: JSONとして読めません"),
    ],
)
def test_refusals(flags: list[str], words: str) -> None:
    done = postlint("check", "-", "--city", "ueda", *flags, stdin="休館です。".encode())
    assert done.returncode == 2
    assert done.stderr.decode().startswith("postlint: ")
    assert words in done.stderr.decode()
