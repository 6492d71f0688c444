"""`postlint audit` as its users run it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from test_check import ROOT, postlint

EXPORTS = ROOT / "examples" / "exports"
SAMPLES = [
    ("x-archive", "ishinomaki"), ("facebook", "ishinomaki"), ("instagram", "ueda"), ("line.csv", "shinshiro"),
    ("meta-business-suite.csv", "ishinomaki"), ("youtube", "chiba"), ("bluesky.json", "chiba"), ("mastodon", "shinshiro"),
]  # fmt: skip


@pytest.mark.parametrize("sample, city", SAMPLES)
def test_each_sample_is_read_whole_and_its_faults_found(sample: str, city: str) -> None:
    done = postlint("audit", EXPORTS / sample, "--city", city, "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1, done.stderr.decode()
    assert 7 <= len(records) <= 14
    assert 1 <= sum(record["verdict"] == "ng" for record in records) <= 2
    for record in records:
        text = record["post"]["text"]
        for finding in record["findings"]:
            assert finding["clauses"]
            assert finding["start"] is None or text[finding["start"] : finding["end"]] == finding["match"]


def many(folder: Path, number: int) -> Path:
    """Write a table of posts, every tenth with a wrong weekday, one row of them broken."""
    rows = ["id,posted_at,text"]
    for i in range(number):
        day = f"2026-{i % 12 + 1:02}-{i % 28 + 1:02}T10:00"
        rows.append(
            f"p{i},{day},{'11月21日（日）に催しを開きます。' if i % 10 == 0 else f'{i}番の窓口からのお知らせです。'}"
        )
    rows.insert(6, "bad,2026-13-45T10:00,日付の壊れた行です。")
    path = folder / "posts.csv"
    path.write_text("\n".join(rows), "utf-8")
    return path


def test_what_cannot_be_read_is_counted_and_the_rest_is_judged(tmp_path: Path) -> None:
    done = postlint("audit", many(tmp_path, 30), "--city", "ueda")
    output = done.stdout.decode()
    assert done.returncode == 2
    assert "posts.csv:7: " in output
    assert "2026-13-45" in output
    assert output.endswith("点検: 投稿 30件（投稿不可 3件、要確認 0件、判定不能 0件、読めなかったもの 1件）\n")


def test_workers_change_no_byte(tmp_path: Path) -> None:
    export = many(tmp_path, 450)
    names = ("out.jsonl", "out.csv", "out.xlsx", "out.html", "out.txt")
    for jobs in (1, 2):
        (tmp_path / str(jobs)).mkdir()
        outputs = [part for name in names for part in ("--output", tmp_path / str(jobs) / name)]
        done = postlint("audit", export, "--city", "kashiwa", "--jobs", jobs, *outputs, "--format", "csv")
        assert done.returncode == 2, done.stderr.decode()
        assert done.stdout == (tmp_path / str(jobs) / "out.csv").read_bytes()
    for name in names:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name
    assert len((tmp_path / "1" / "out.jsonl").read_bytes().splitlines()) == 450
    assert load_workbook(tmp_path / "1" / "out.xlsx", read_only=True).sheetnames[1] == "指摘"
    assert not list(tmp_path.glob("*/*.postlint-part"))


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent by signal")
def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    export = many(tmp_path, 2000)
    output = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "postlint", "audit", str(export), "--city", "ueda", "--output", str(output)]
    run = subprocess.Popen([*command, "--jobs", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    part = tmp_path / "out.jsonl.postlint-part"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (part.exists() and part.stat().st_size > 20_000):
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, error = run.communicate(timeout=60)
    assert run.returncode == 130, error.decode()
    assert "途中で止めました" in error.decode()
    done = len(output.read_bytes().splitlines())
    assert 0 < done < 2000
    with part.open("ab") as file:
        file.write(b'{"torn')  # as a power cut would leave it
    again = postlint("audit", export, "--city", "ueda", "--output", output, "--resume")
    assert again.returncode == 2
    assert not part.exists()
    whole = postlint("audit", export, "--city", "ueda", "--format", "jsonl")
    assert output.read_bytes() == whole.stdout


def test_another_run_is_not_taken_up(tmp_path: Path) -> None:
    export, output = many(tmp_path, 10), tmp_path / "out.csv"
    (tmp_path / "out.csv.postlint-part").write_text('{"audit":{}}\n', "utf-8")
    done = postlint("audit", export, "--city", "ueda", "--output", output, "--resume")
    assert done.returncode == 2
    assert "前の実行とは" in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["nowhere.zip", "--city", "ueda"], "nowhere.zip"),
        ([EXPORTS / "line.csv", "--city", "uedaa"], "もしかして: ueda"),
        ([EXPORTS / "line.csv", "--city", "ueda", "--input-format", "lime"], "もしかして: line"),
        ([EXPORTS / "line.csv", "--city", "ueda", "--output", "report.pdf"], ".html"),
        ([EXPORTS / "line.csv", "--city", "ueda", "--format", "xlsx"], "--output"),
        ([EXPORTS / "line.csv", "--city", "ueda", "--resume"], "--output"),
        ([EXPORTS / "line.csv", "--city", "ueda", "--column", "text"], "text=投稿内容"),
        ([EXPORTS / "line.csv", "--city", "ueda", "--output", "nowhere/out.csv"], "nowhere"),
    ],
)
def test_a_mistake_is_one_line(arguments: list[object], said: str, tmp_path: Path) -> None:
    done = postlint("audit", *arguments)
    assert done.returncode == 2
    told = done.stdout.decode() + done.stderr.decode()
    assert said in told
    assert "Traceback" not in told


def test_vocabulary_is_that_of_the_day(tmp_path: Path) -> None:
    export = tmp_path / "posts.csv"
    export.write_text("id,posted_at,text\n1,2020-07-01T10:00,町内に避難勧告を発令しました。\n", "utf-8")

    def rules(*more: str) -> set[str]:
        done = postlint("audit", export, "--city", "chiba", "--format", "jsonl", *more)
        return {finding["rule"] for finding in json.loads(done.stdout)["findings"]}

    assert not any(rule.startswith("emergency.") for rule in rules())
    assert "emergency.abolished-order" in rules("--as-of", "today", "--now", "2026-11-28T10:00")


def test_personal_data_is_masked_everywhere(tmp_path: Path) -> None:
    export = tmp_path / "posts.csv"
    export.write_text(
        "id,posted_at,text\n1,2026-07-01T10:00,申請者の山田花子さん（携帯 090-1234-5678）の件です。\n", "utf-8"
    )
    outputs = [part for end in ("jsonl", "csv", "html", "txt") for part in ("--output", str(tmp_path / f"out.{end}"))]
    done = postlint("audit", export, "--city", "chiba", *outputs)
    assert done.returncode == 1
    for path in tmp_path.glob("out.*"):
        assert "1234-5678" not in path.read_text("utf-8"), path.name
    assert "1234-5678" not in done.stdout.decode()
    shown = postlint("audit", export, "--city", "chiba", "--format", "jsonl", "--show-personal")
    assert "1234-5678" in shown.stdout.decode()
