"""Drafts that were judged before, in processes of their own: quick, and never an old verdict."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from test_check import postlint

TEXTS = {
    "insult.txt": "あの人は馬鹿だと思います。\n",
    "library.txt": "図書館だよりです。\n",
    "market.txt": "11月21日（土）に朝市を開きます。\n",
}
NOW = "--now=2026-11-20T10:00"
WAIVER = """waivers:
  - rule: insult.words
    quote: あの人は馬鹿だと
    reason: 市民の声の引用
    approver: 広報課長
    expires: 2026-11-30
"""


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (tmp_path / ".git").mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(f"---\ncity: ishinomaki\n---\n{text}", "utf-8")
    return folder


def check(folder: Path, *flags: str) -> tuple[int, str]:
    done = postlint("check", folder, NOW, *flags)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


def imported(folder: Path) -> bytes:
    command = [sys.executable, "-X", "importtime", "-m", "postlint", "check", str(folder), NOW]
    return subprocess.run(command, capture_output=True, check=False).stderr


def test_what_did_not_change_needs_no_dictionary(drafts: Path) -> None:
    first = check(drafts)
    assert (first[0], first[1].count("判定: 投稿不可")) == (1, 1)
    assert check(drafts) == first
    loaded = imported(drafts)
    assert b"postlint.compiled.memory" in loaded
    for module in (b"sudachipy", b"postlint.engine", b"postlint.checks"):
        assert module not in loaded
    with (drafts / "library.txt").open("a", encoding="utf-8") as library:
        library.write("館長は馬鹿です。")
    assert check(drafts)[1].count("判定: 投稿不可") == 2


def test_a_waiver_ends_on_its_day(drafts: Path) -> None:
    check(drafts)
    (drafts / "insult.postlint.yaml").write_text(WAIVER, "utf-8")
    assert check(drafts)[0] == 0
    late = postlint("check", drafts, "--now=2026-12-01T10:00")
    assert late.returncode == 1
    assert "期限の切れた例外承認" in late.stdout.decode()


def test_a_changed_configuration_holds_at_once(drafts: Path) -> None:
    (drafts / "market.txt").write_text("---\ncity: ishinomaki\n---\n2026年11月21日（金）に朝市を開きます。\n", "utf-8")
    before = check(drafts)
    configuration = drafts.parent / "postlint.yaml"
    configuration.write_text("rules:\n  calendar.date-weekday: {off: true, reason: 試しに止める}\n", "utf-8")
    assert check(drafts)[1].count("calendar.date-weekday") == 0
    configuration.write_text("rules:\n  calendar.date-weekday: {level: note, reason: 試しに軽くする}\n", "utf-8")
    after = check(drafts)[1]
    assert before[1].count("calendar.date-weekday") == after.count("calendar.date-weekday") == 1
    assert after.count("判定: 投稿不可") == before[1].count("判定: 投稿不可") - 1
    configuration.unlink()
    assert check(drafts) == before


def test_an_answer_given_on_the_command_line_counts(drafts: Path) -> None:
    _, before = check(drafts)
    _, after = check(drafts, "--confirmed", "4(4)")
    assert before.count("[ ]") > after.count("[ ]")
    assert check(drafts)[1] == before
