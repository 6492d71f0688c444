"""Exceptions and the text to be published, as their users run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import postlint

HEAD = "---\ncity: ishinomaki\n---\n"
TEXT = "あの人は馬鹿だと思います。\r\n明日は休館です。"
WAIVE = [
    "--rule", "insult.words", "--quote", "あの人は馬鹿だと", "--reason", "市民の声: 「引用」", "--approver", "広報課長",
    "--expires", "2027-03-31", "--now", "2026-11-28T10:00",
]  # fmt: skip


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "お知らせ.txt"
    path.write_bytes((HEAD + TEXT).encode())
    return path


def findings(draft: Path, *flags: str) -> dict[str, dict[str, object]]:
    done = postlint("check", draft, "--format", "json", "--now", "2026-11-28T10:00", *flags)
    [report] = json.loads(done.stdout)["drafts"]
    return {finding["rule"]: finding for finding in report["findings"]}


def test_waive_then_check(draft: Path) -> None:
    assert findings(draft)["insult.words"]["waived"] is None
    done = postlint("waive", draft, *WAIVE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert findings(draft)["insult.words"]["waived"] == {
        "rule": "insult.words",
        "quote": "あの人は馬鹿だと",
        "reason": "市民の声: 「引用」",
        "approver": "広報課長",
        "expires": "2027-03-31",
    }
    assert "waivers.expired" in findings(draft, "--now=2027-04-01T00:00")
    assert draft.read_bytes() == (HEAD + TEXT).encode()
    assert sorted(path.name for path in draft.parent.iterdir()) == ["お知らせ.postlint.yaml", "お知らせ.txt"]
    again = postlint("waive", draft, *WAIVE)
    assert again.returncode == 2
    assert "もう書かれています" in again.stderr.decode()
    draft.write_text((HEAD + TEXT).replace("だと", "だなあと"), "utf-8")
    edited = findings(draft)
    assert edited["insult.words"]["waived"] is None
    assert "waivers.unused" in edited


@pytest.mark.parametrize(
    "flags, words",
    [
        (["--quote", "馬鹿"], "引用が短すぎます"),
        (["--quote", "どこにもない言葉"], "当てはまる insult.words の指摘がありません（このルールの指摘: 馬鹿）"),
        (["--rule", "insult.wrods"], "もしかして: insult.words"),
        (["--rule", "public-order.threat"], "例外を認められないルール"),
        (["--expires", "2030-01-01"], "一年より先"),
        (["--expires", "2026-11-27"], "期限が切れています"),
        (["--approver", " "], "--approver がありません"),
        (["--city", "chibba"], "もしかして: chiba"),
    ],
)
def test_waive_refuses(draft: Path, flags: list[str], words: str) -> None:
    given = WAIVE.copy()
    for name, value in zip(flags[::2], flags[1::2], strict=True):
        if name in given:
            given[given.index(name) + 1] = value
        else:
            given += [name, value]
    done = postlint("waive", draft, *given)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("postlint: ")
    assert words in done.stderr.decode()
    assert not list(draft.parent.glob("*.yaml"))


@pytest.mark.parametrize("files", [[], ["-"], ["a.txt", "b.txt"], ["nowhere.txt"]])
def test_waive_wants_one_file(files: list[str]) -> None:
    done = postlint("waive", *files, *WAIVE)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("postlint: ")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_export_is_the_text_and_nothing_else(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "d.txt"
    path.write_bytes((HEAD.replace("\n", "\r\n") + TEXT).encode(codec))
    done = postlint("export", path, PYTHONIOENCODING="cp932")
    assert (done.returncode, done.stdout) == (0, TEXT.encode())


def test_export_of_several_and_of_a_pipe(draft: Path) -> None:
    done = postlint("export", draft, "-", stdin="次の本文\n".encode())
    assert done.stdout == (TEXT + "次の本文\n").encode()
    half = postlint("export", draft, "nowhere.txt")
    assert (half.returncode, half.stdout) == (2, b"")
