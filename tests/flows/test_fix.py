"""`check --fix` and `--diff` on real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import postlint

HEAD = "---\r\ncity: ishinomaki\r\naccount: commissioned\r\n---\r\n"
WRONG, RIGHT = "#石巻市 #PR\r\n海の幸です。\r\n", "#PR #石巻市\r\n海の幸です。\r\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_only_the_fix_is_written(tmp_path: Path, codec: str) -> None:
    draft = tmp_path / "d.txt"
    draft.write_bytes((HEAD + WRONG).encode(codec))
    assert postlint("check", draft).returncode == 1
    done = postlint("check", draft, "--fix")
    assert done.returncode == 0
    assert f"{draft}: 1か所を直しました" in done.stderr.decode()
    assert done.stdout.decode().splitlines()[-1].startswith("判定: 投稿可")
    assert draft.read_bytes() == (HEAD + RIGHT).encode(codec)
    again = postlint("check", draft, "--fix", "--format", "json")
    assert (again.stderr, json.loads(again.stdout)["drafts"][0]["verdict"]) == (b"", "ok")
    assert [path.name for path in tmp_path.iterdir()] == ["d.txt"]


def test_a_diff_writes_nothing(tmp_path: Path) -> None:
    draft = tmp_path / "d.txt"
    draft.write_bytes((HEAD + WRONG).encode())
    for flags in (["--diff"], ["--diff", "--fix"]):
        done = postlint("check", draft, *flags)
        assert done.returncode == 1
        assert done.stdout.decode() == (
            f"--- {draft}\n+++ {draft}\n@@ -5,2 +5,2 @@\n-#石巻市 #PR\n+#PR #石巻市\n 海の幸です。\n"
        )
        assert draft.read_bytes() == (HEAD + WRONG).encode()


def test_a_diff_of_a_pipe_without_a_last_line_end() -> None:
    done = postlint("check", "-", "--city=ishinomaki", "--account=commissioned", "--diff", stdin="#石巻市 #PR".encode())
    assert done.stdout.decode().splitlines()[2:] == [
        "@@ -1 +1 @@",
        "-#石巻市 #PR",
        "\\ No newline at end of file",
        "+#PR #石巻市",
        "\\ No newline at end of file",
    ]


def test_a_diff_covers_personal_data() -> None:
    draft = "担当 佐藤健一（090-1234-5678）\n市役所 http://www.city.kashiwa.lg.jp/\n".encode()
    done = postlint("check", "-", "--city", "kashiwa", "--diff", stdin=draft)
    output = done.stdout.decode()
    assert "+市役所 https://www.city.kashiwa.lg.jp/" in output
    assert "5678" not in output
    bare = postlint("check", "-", "--city", "kashiwa", "--diff", "--show-personal", stdin=draft).stdout.decode()
    assert "5678" in bare


@pytest.mark.parametrize(
    "flags, words", [(["--fix"], "書き換えられません"), (["--diff", "--format", "json"], "--diff と --format")]
)
def test_refusals(flags: list[str], words: str) -> None:
    done = postlint("check", "-", "--city", "ueda", *flags, stdin="休館です。".encode())
    assert done.returncode == 2
    assert done.stderr.decode().startswith("postlint: ")
    assert words in done.stderr.decode()
