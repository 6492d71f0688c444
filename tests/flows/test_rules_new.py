"""`postlint rules new` as a PR officer uses it: by flags, and asked on a terminal."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from test_check import ROOT

WAIT = 120  # seconds for the rules to be read, on a machine that does much else


def postlint(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run postlint in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "postlint", *words], cwd=folder, capture_output=True, check=False, encoding="utf-8",
        stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip


def new(folder: Path, id_: str, word: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Write a rule that finds a word."""
    return postlint(
        folder, "rules", "new", id_, "--title", "待つ人への悪口", "--terms", word, "--bad", f"今日も{word}でいっぱいです。",
        "--good", "待合室は17時まで使えます。", "--message", "「{match}」は待つ人を悪く言う表現です。", "--repair", "削ってください。", *more,
    )  # fmt: skip


def test_the_first_rule_and_a_second_are_tested_linted_and_used(tmp_path: Path) -> None:
    (tmp_path / "postlint.yaml").write_text("rules_dir: rules\n", "utf-8")
    done = new(tmp_path, "insult.loiter", "長居組")
    assert (done.returncode, done.stderr) == (0, "")
    assert "rules/insult.yaml に insult.loiter を書きました（△ 要確認）" in done.stdout
    path = tmp_path / "rules" / "insult.yaml"
    path.write_text("# だいじな注釈\n" + path.read_text("utf-8"), "utf-8")
    before = path.read_bytes()
    again = new(tmp_path, "insult.loiter", "居座り組")
    assert (again.returncode, again.stdout) == (2, "")
    assert re.match(r"postlint: ルール insult\.loiter はもうあります: rules/insult\.yaml:2:3（", again.stderr)
    unneeded = new(tmp_path, "insult.sitter", "居座り組", "--terms", "待ち屋")
    assert unneeded.returncode == 1
    assert "terms の「待ち屋」を外しても、どの例も変わりません" in unneeded.stdout
    assert path.read_bytes() == before
    second = new(tmp_path, "insult.sitter", "居座り組", "--level", "ng")
    assert second.returncode == 0, second.stdout + second.stderr
    assert path.read_bytes().startswith(before)
    for tool in ("test", "lint"):
        looked = postlint(tmp_path, "rules", tool, "rules/insult.yaml")
        assert (looked.returncode, looked.stdout.count("\n")) == (0, 1), looked.stdout + looked.stderr
        assert looked.stdout.startswith("2件のルール")
    (tmp_path / "a.txt").write_text("また居座り組です。", "utf-8")
    checked = postlint(tmp_path, "check", "a.txt", "--city", "ueda")
    assert checked.returncode == 1
    assert "insult.sitter" in checked.stdout
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a.txt", "insult.yaml", "postlint.yaml", "rules"]


@pytest.mark.parametrize(
    "words, said",
    [
        ([], "ID、--title、--terms（か --tokens、--regex）、--bad、--good、--message、--repair がありません"),
        (["insult.a", "--title", " ", "--regex", "x", "--bad", "x"], "postlint: --title、--good、--message、--repair が"),
        (["insult.a", "--terms", "x", "--regex", "x"], "--terms と --regex は一緒に使えません"),
        (["insult.a", "--level", "review!"], "もしかして: review"),
        (["insult.a", "--config", "nowhere.yaml"], ""),
    ],
)  # fmt: skip
def test_what_is_missing_is_one_line(tmp_path: Path, words: list[str], said: str) -> None:
    done = postlint(tmp_path, "rules", "new", *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
    assert not list(tmp_path.iterdir())


def test_without_a_place_to_write_to_that_is_said(tmp_path: Path) -> None:
    done = new(tmp_path, "insult.loiter", "長居組")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--file rules/insult.yaml を付けるか、postlint.yaml に rules_dir: rules" in done.stderr
    for file, wrong in (("own.yml", "*.yaml"), ("/proc/nowhere/own.yaml", "保存できません")):
        done = new(tmp_path, "insult.loiter", "長居組", "--file", file)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert wrong in done.stderr
    assert not list(tmp_path.iterdir())


def typed(folder: Path, answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Run `rules new` on a terminal, typing each answer when its question is there; return exit status and screen."""
    import pty

    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "postlint", "rules", "new"], cwd=folder, stdin=slave, stdout=slave, stderr=slave,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1", "COLUMNS": "80"}, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    screen, seen = b"", 0
    for question, answer in [*answers, ("", "")]:
        while not question or question not in screen[seen:].decode(errors="ignore"):
            if not select.select([master], [], [], WAIT)[0]:
                process.kill()
                raise AssertionError(screen.decode(errors="replace"))
            try:
                more = os.read(master, 65536)
            except OSError:  # the other end is closed
                more = b""
            if not more:
                break
            screen += more
        seen = len(screen)
        if question:
            os.write(master, answer.encode())
    os.close(master)
    return process.wait(WAIT), screen.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_on_a_terminal_everything_is_asked_for_and_nothing_lost(tmp_path: Path) -> None:
    answers = [
        ("ルールのid", "insult.loiter\n"), ("書き足すファイル [rules/insult.yaml]", "\n"), ("題名", "待つ人への悪口\n"),
        ("見つける語や句", "長居組\n"), ("もう一つ", "居座り組\n"), ("もう一つ", "\n"), ("見つけるべき文", "長居組です。\n"),
        ("もう一つ", "\n"), ("見つけてはいけない文", "使えます。\n"), ("もう一つ", "\n"), ("何が問題か", "「{match}」は悪口です。\n"),
        ("どう直すか", "削ってください。\n"),
    ]  # fmt: skip
    status, screen = typed(tmp_path, answers)
    assert status == 1
    assert "「居座り組」を外しても" in screen
    assert "何も書いていません" in screen
    assert "postlint rules new insult.loiter " in screen
    assert "--terms 居座り組" in screen.replace("'", "")
    assert not list(tmp_path.iterdir())
    answers[4:6] = [("もう一つ", "\n")]
    status, screen = typed(tmp_path, answers)
    assert status == 0, screen
    assert "rules/insult.yaml に insult.loiter を書きました" in screen
    assert "長居組" in (tmp_path / "rules" / "insult.yaml").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_who_leaves_at_a_question_writes_nothing(tmp_path: Path) -> None:
    status, screen = typed(tmp_path, [("ルールのid", "insult.loiter\n"), ("書き足すファイル", "\x04")])
    assert status == 130
    assert "途中でやめました" in screen
    assert not list(tmp_path.iterdir())
