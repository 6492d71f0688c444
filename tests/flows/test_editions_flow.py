"""Drafts and posts on both sides of the day a guideline changed, as users judge them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from revised import CURRENT, DAYS, EARLIER, INSULT, settings, written
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
    assert text.splitlines()[1].strip().startswith("例示市SNS利用指針、例示市SNS利用指針 2027年3月31日")
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


def lines(*arguments: object) -> list[str]:
    done = postlint(*arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().splitlines()


def test_what_shows_a_guideline_shows_the_edition_of_a_day(tmp_path: Path) -> None:
    config = written(tmp_path)
    own = ("reiji", "--config", config)
    assert lines("cities", "--config", config)[-1].endswith("4条項。前の版: 2027-03-31 まで、2024-03-31 まで）")
    for command in ("clauses", "coverage"):
        assert lines(command, *own)[0].split("  ")[0].endswith(CURRENT[1])
        for day, (_, title, _, _) in DAYS.items():
            assert title in lines(command, *own, "--on", day)[0]
        done = postlint(command, *own, "--on", "2027-3-31")
        assert (done.returncode, done.stdout) == (2, b"")
        assert (
            done.stderr.decode() == "postlint: --on: 日付として読めません: 2027-3-31（2026-11-29 のように書きます）\n"
        )
    assert "前の版: 2027-03-31 まで、2024-03-31 まで" in lines("clauses", *own)[1]
    found = json.loads(postlint("clauses", *own, "--format", "json", "--on", "2025-01-01").stdout)
    assert (found["edition"], found["editions"]) == ("2027-03-31", ["2027-03-31", "2024-03-31"])
    [found] = json.loads(postlint("coverage", *own, "--format", "json", "--on", "2025-01-01").stdout)["cities"]
    assert found["edition"] == "2027-03-31"
    plain = json.loads(postlint("clauses", "ueda", "--format", "json").stdout)
    assert (plain["edition"], plain["editions"]) == (None, [])


def test_a_line_is_explained_by_the_edition_in_force(tmp_path: Path) -> None:
    config, draft = written(tmp_path), tmp_path / "d.txt"
    draft.write_text(INSULT, "utf-8")
    command = ("explain", f"{draft}:1", "--city", "reiji", "--config", config, "--now")
    assert f"    3(1) {EARLIER[2]}（{EARLIER[1]}）" in lines(*command, "2027-03-31T10:00")
    assert f"    3(1) {CURRENT[2]}" in lines(*command, "2027-04-01T10:00")
    idle = "    reiji の条項はこのルールを使っていません"
    traced = ("check", draft, "--trace", "politics.support", "--city", "reiji", "--config", config, "--now")
    assert idle not in lines(*traced, "2027-03-31T10:00")
    assert idle in lines(*traced, "2027-04-01T10:00")


def test_an_exception_stands_under_the_edition_in_force(tmp_path: Path) -> None:
    config, draft = written(tmp_path), tmp_path / "d.txt"
    draft.write_text(f"{INSULT} #例示市", "utf-8")
    now = ("--city", "reiji", "--config", config, "--now")
    waiver = ("--rule=insult.words", "--quote=あの人は馬鹿", "--reason=引用", "--approver=課長", "--expires=2027-04-30")
    lines("waive", draft, *waiver, *now, "2027-03-20T10:00")
    assert lines("check", draft, *now, "2027-03-20T10:00")[-1].startswith("判定: 投稿可（例外承認済み 1件")
    late = postlint("check", draft, *now, "2027-05-01T10:00").stdout.decode()
    assert "期限が切れています" in late
    assert f"（{CURRENT[1]}）" in late
    assert EARLIER[1] not in late


def test_eval_judges_by_the_day_of_a_draft(tmp_path: Path) -> None:
    from postlint.evaluate import judge
    from postlint.evaluate.read import read

    under = settings(tmp_path)
    corpus = tmp_path / "corpus.jsonl"
    rows = [
        {
            "id": day,
            "text": INSULT,
            "city": "reiji",
            "scheduled_at": f"{day}T10:00",
            "clauses": ["3(3)"],
            "severity": "ng",
        }
        for day in DAYS
    ]
    corpus.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    for jobs in (1, 2):
        judged = list(judge.run(read([str(corpus)], cities=[]), settings=under, jobs=jobs))
        assert [one.edition for one in judged] == [until for until, *_ in DAYS.values()]
        assert [one.verdict for one in judged] == [verdict for *_, verdict in DAYS.values()]
        # A label names a clause of the edition that was in force.
        assert [one["id"] for one in judge.unknown_labels(judged, under)] == [
            day for day, edition in DAYS.items() if edition is not EARLIER
        ]
