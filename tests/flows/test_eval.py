"""`postlint eval` as its users run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import ROOT, postlint

CORPUS = "tests/data/eval/drafts.jsonl"


def measured(*arguments: object) -> dict[str, object]:
    done = postlint("eval", CORPUS, "--city", "ishinomaki", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_figures_lists_and_their_absence() -> None:
    run = measured()
    assert run["recall"]["all"]["drafts"] == run["alarms"]["all"]["drafts"] == 3  # type: ignore[index]
    assert [item["id"] for item in run["misses"]] == ["bad-missed", "bad-other-clause"]  # type: ignore[attr-defined]
    assert run["unknown_labels"] == [{"id": "bad-other-clause", "city": "ishinomaki", "clause": "9(9)"}]
    assert set(run) - set(measured("--quiet")) == {"misses", "false_alarms"}
    assert set(run) - set(measured("--only", "misses")) == {"false_alarms"}


def test_people_see_markup_and_controls_as_they_are() -> None:
    output = postlint("eval", CORPUS, "--city", "all").stdout.decode()
    assert "市役所の\\u{202e}三階" in output
    assert "全体                7" in output


@pytest.mark.parametrize("form", ["human", "json"])
def test_jobs_change_nothing(tmp_path: Path, form: str) -> None:
    corpus = tmp_path / "drafts.jsonl"
    lines = [json.loads(line) for line in (ROOT / CORPUS).read_text("utf-8").splitlines()]
    many = [{**line, "id": f"{line['id']}-{n}"} for n in range(10) for line in lines]
    corpus.write_text("\n".join(map(json.dumps, many)), "utf-8")
    one, two = (postlint("eval", corpus, "--city", "all", "--format", form, "--jobs", n).stdout for n in (1, 2))
    assert one == two
    assert b"good-alarm-9" in one


def test_a_run_is_saved_and_compared(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    measured("--save", file)
    kept = json.loads(file.read_bytes())
    assert {"version", "rules", "dictionary"} <= set(kept["tool"])
    assert measured("--compare", file)["comparison"]["drafts"] == []  # type: ignore[index]
    insult = kept["drafts"][0]
    insult["findings"].clear()
    file.write_text(json.dumps(kept), "utf-8")
    done = postlint("eval", CORPUS, "--city", "ishinomaki", "--compare", file)
    assert done.returncode == 0
    output = done.stdout.decode()
    assert "＋ 現れた × insult." in output
    assert output.splitlines()[-1].startswith("差引: 現れた ")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    "arguments, words",
    [
        ([], "CORPUS.jsonl"),
        ([CORPUS], "drafts.jsonl:6: city がありません"),
        ([CORPUS, "--city", "chibba"], "もしかして: chiba"),
        ([CORPUS, CORPUS, "--city", "chiba"], "drafts.jsonl:1: id bad-insult が二度"),
        (["nowhere.jsonl"], "nowhere.jsonl: 見つかりません"),
        ([CORPUS, "--city", "chiba", "--compare", CORPUS], "--save"),
        ([CORPUS, "--city", "chiba", "--save", "tests"], "tests: 保存できません"),
        ([CORPUS, "--city", "chiba", "--only", "both"], "--only に both"),
        ([CORPUS, "--city", "chiba", "--now", "きょう"], "--now"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_2(arguments: list[str], words: str, jobs: int) -> None:
    done = postlint("eval", *arguments, "--jobs", jobs)
    message = done.stderr.decode()
    assert done.returncode == 2
    assert words in message
    assert message.startswith("postlint: ")
    assert "Traceback" not in message
