"""`check --require-confirmed` and answers that name no clause, as their users run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import postlint

TEXT = "図書館は月曜日が休みです。".encode()
RUN = ("check", "-", "--city", "ishinomaki", "--format", "json", "--require-confirmed")


def test_an_open_question_is_a_reason_not_to_publish() -> None:
    done = postlint(*RUN, stdin=TEXT)
    [report] = json.loads(done.stdout)["drafts"]
    assert (done.returncode, report["verdict"], report["findings"]) == (1, "review", [])
    ids = [item["clause"]["id"] for item in report["checklist"]]
    assert ids
    assert "、".join(dict.fromkeys(ids)) in done.stderr.decode()
    answers = [f"--confirmed={id_}" for id_ in ids]
    done = postlint(*RUN, *answers, stdin=TEXT)
    assert (done.returncode, json.loads(done.stdout)["drafts"][0]["verdict"], done.stderr) == (0, "ok", b"")


@pytest.mark.parametrize("flags, status", [(["--fail-on", "never"], 0), (["--fail-on", "review"], 1), ([], 1)])
def test_exit_status(flags: list[str], status: int) -> None:
    assert postlint(*RUN, *flags, stdin=TEXT).returncode == status


def test_without_the_flag_nothing_changes() -> None:
    done = postlint(*RUN[:-1], stdin=TEXT)
    assert (done.returncode, json.loads(done.stdout)["drafts"][0]["verdict"]) == (0, "ok")


def test_an_answer_to_no_clause_is_an_error() -> None:
    draft = "---\ncity: ishinomaki\nconfirmed: [4(6)-11]\n---\n図書館は休館です。".encode()
    done = postlint("check", "-", stdin=draft)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("postlint: -: confirmed: 4(6)-11 という条項は石巻市")
    assert "もしかして: 4(6)-1" in done.stderr.decode()


def test_the_place_of_a_wrong_answer(tmp_path: Path) -> None:
    draft = tmp_path / "d.txt"
    draft.write_text("---\ncity: ishinomaki\nconfirmed:\n  - 4(6)-1\n  - 4(6)-11\n---\n図書館は休館です。", "utf-8")
    done = postlint("check", draft)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"postlint: {draft}:5:5: confirmed: 4(6)-11 ")
    done = postlint("check", draft, "--confirmed", "4(6)-12")
    assert done.stderr.decode().startswith(f"postlint: {draft}: confirmed: 4(6)-12 ")
