"""Drafts and posts on both sides of the day a guideline changed, as users judge them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from revised import CURRENT, DAYS, EARLIER, INSULT, written
from test_check import postlint

FORMATS = ("jsonl", "csv", "xlsx", "html", "txt")


def check(config: Path, *more: object) -> list[str]:
    done = postlint("check", "-", "--city", "reiji", "--config", config, *more, stdin=f"{INSULT} #例示市".encode())
    assert done.stderr == b""
    return done.stdout.decode().splitlines()


def test_a_draft_is_judged_by_the_edition_of_the_day_it_goes_out(tmp_path: Path) -> None:
    config = written(tmp_path)
    before = check(config, "--now", "2027-03-20T10:00")
    assert before[0] == "-  例示市（2027-03-31 までの版）"
    assert before[-1].startswith("判定: 要確認")
    assert any(f"「{EARLIER[2]}」（{EARLIER[1]}）" in line for line in before)
    assert any("部長の承認を受けましたか。" in line for line in before)
    after = check(config, "--now", "2027-03-20T10:00", "--scheduled-at", "2027-04-01T00:00")
    assert after[0] == "-  例示市"
    assert after[-1].startswith("判定: 投稿不可")
    assert any(f"「{CURRENT[2]}」（{CURRENT[1]}）" in line for line in after)
    english = check(config, "--now", "2027-03-20T10:00", "--lang", "en")
    assert english[0] == "-  例示市 (edition in force until 2027-03-31)"


def export(folder: Path, copies: int = 1) -> Path:
    rows = ["id,posted_at,text"]
    for n in range(copies):
        rows += [f"{day}-{n},{day}T{n % 24:02}:00,{INSULT} #例示市" for day in DAYS]
    rows.append(f"undated,,{INSULT} #例示市")
    path = folder / "posts.csv"
    path.write_text("\n".join(rows), "utf-8")
    return path


def audit(posts: Path, config: Path, *more: object) -> list[dict[str, object]]:
    done = postlint("audit", posts, "--city", "reiji", "--config", config, "--format", "jsonl", *more)
    assert done.returncode in (0, 1), done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def told(record: dict[str, object]) -> tuple[object, ...]:
    clauses = [finding["clauses"][0] for finding in record["findings"]]  # type: ignore[attr-defined]
    assert len(clauses) <= 1
    return record.get("edition", ""), *[(c["guideline"], c["text"]) for c in clauses], record["verdict"]


def wanted(edition: tuple[str, str, str, str]) -> tuple[object, ...]:
    until, title, text, verdict = edition
    return (until, *([(title, text)] if text else []), verdict)


def test_each_post_is_judged_by_the_edition_of_its_day(tmp_path: Path) -> None:
    config = written(tmp_path)
    records = audit(export(tmp_path), config)
    assert [told(record) for record in records] == [*map(wanted, DAYS.values()), wanted(CURRENT)]
    for now, edition in (("2027-03-31T23:00", EARLIER), ("2027-04-01T00:00", CURRENT)):
        today = audit(export(tmp_path), config, "--as-of", "today", "--now", now)
        assert {told(record) for record in today} == {wanted(edition)}


def test_workers_change_no_byte(tmp_path: Path) -> None:
    config, posts = written(tmp_path), export(tmp_path, copies=60)
    for jobs, cache in ((1, "warm"), (2, "cold"), (2, "cold")):
        (tmp_path / str(jobs)).mkdir(exist_ok=True)
        outputs = [part for end in FORMATS for part in ("--output", tmp_path / str(jobs) / f"out.{end}")]
        done = postlint(
            "audit", posts, "--city", "reiji", "--config", config, "--jobs", jobs, *outputs, "--format", "csv",
            POSTLINT_CACHE=str(tmp_path / cache),
        )  # fmt: skip
        assert done.returncode == 1, done.stderr.decode()
    for end in FORMATS:
        assert (tmp_path / "1" / f"out.{end}").read_bytes() == (tmp_path / "2" / f"out.{end}").read_bytes(), end


def test_reports_name_the_edition(tmp_path: Path) -> None:
    outputs = [part for end in FORMATS for part in ("--output", tmp_path / f"out.{end}")]
    done = postlint("audit", export(tmp_path, 3), "--city", "reiji", "--config", written(tmp_path), *outputs)
    text = (tmp_path / "out.txt").read_text("utf-8")
    assert done.returncode == 1
    assert text.splitlines()[1].strip().startswith("例示市SNS利用指針、例示市SNS利用指針（2027年3月31日")
    lines = "".join(line.strip() for line in text.splitlines())
    assert f"条項 3(1)「{EARLIER[2]}」（{EARLIER[1]}）" in lines
    assert f"条項 3(1)「{CURRENT[2]}」直し方" in lines
    rows = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig")))
    assert {(row["条文"], row["ガイドライン"]) for row in rows} == {CURRENT[2:0:-1], EARLIER[2:0:-1]}
    html = (tmp_path / "out.html").read_text("utf-8")
    assert f"3(1)「{EARLIER[2]}」<cite>{EARLIER[1]}</cite>" in html
    assert f">3(1) {EARLIER[2]}（2027-03-31 まで）</option>" in html
    assert f">3(1) {CURRENT[2]}</option>" in html
    book = load_workbook(tmp_path / "out.xlsx", read_only=True)
    cells = [row[:3] for sheet in book for row in sheet.iter_rows(values_only=True)]
    # Counted apart, though the number of the clause is the same.
    assert ("3(1)", f"3(1) {CURRENT[2]}", 7) in cells
    assert ("3(1)@2027-03-31", f"3(1) {EARLIER[2]}（{EARLIER[1]}）", 6) in cells
    questions = {row[1:3] for row in cells}
    assert {("4(1)", "課長の承認を受けましたか。"), ("4(1)@2027-03-31", "部長の承認を受けましたか。")} <= questions


@pytest.mark.parametrize("reverse", [False, True])
def test_each_edition_looks_at_its_own_posts(tmp_path: Path, *, reverse: bool) -> None:
    days = [f"2027-{day}T{hour:02}:00" for day in ("03-30", "03-31", "04-01", "04-02") for hour in (9, 12)]
    rows = [f"{n},{day},{n}番のお知らせ #例示市" for n, day in enumerate([*days, "2027-04-02T15:00"])]
    posts = tmp_path / "posts.csv"
    posts.write_text("\n".join(["id,posted_at,text", *(rows[::-1] if reverse else rows)]), "utf-8")
    done = postlint("audit", posts, "--city", "reiji", "--config", written(tmp_path), "--output", tmp_path / "out.html")
    assert done.returncode == 0, done.stderr.decode()
    text = done.stdout.decode()
    assert "2027年4月2日の3件" in text  # three and more since April
    assert "2027年3月31日の2件" in text  # two and more before
    assert "2027年4月1日の2件" not in text
    html = (tmp_path / "out.html").read_text("utf-8")
    assert html.index("5「毎日投稿する。」") < html.index(f"3(1)「{EARLIER[2]}」<cite>{EARLIER[1]}</cite>")


def test_a_city_of_ones_own_is_known_by_its_configuration(tmp_path: Path) -> None:
    for more, said in (
        ((), "市区町村「reiji」のガイドラインがありません"),
        (("--config", tmp_path / "none.yaml"), "none.yaml"),
    ):
        done = postlint("audit", export(tmp_path), "--city", "reiji", *more)
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
        assert said in done.stderr.decode()
