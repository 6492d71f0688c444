"""Measuring: records read, figures counted, runs compared. The findings are made up, so that no rule moves these tests."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from postlint.errors import InputError
from postlint.evaluate import saved
from postlint.evaluate.compare import compare
from postlint.evaluate.figures import figures
from postlint.evaluate.judge import Found, Judged, meets, worth
from postlint.evaluate.read import Label, read
from postlint.japan import JAPAN
from postlint.report.evaluation import render
from postlint.report.human import Paper
from postlint.report.json import dump

TESTS = Path(__file__).parent.parent
CORPUS = str(TESTS / "data" / "eval" / "drafts.jsonl")
INSULT = Found("insult.words", "ng", ("4(6)-1", "4(3)"), 8, 10, "お前")
FACT = Found("facts.kind", "review", ("4(4)",), None, None, "kind=post")
MADE_UP = {"bad-insult": ("ng", (INSULT,)), "bad-other-clause": ("ng", (INSULT,)), "good-alarm": ("review", (FACT,))}


def judged(changes: dict[str, tuple[str, tuple[Found, ...]]] = MADE_UP) -> list[Judged]:
    """Return the corpus with made-up findings."""
    return [
        Judged(
            record._replace(place=record.place._replace(file="drafts.jsonl")), *changes.get(record.draft.id, ("ok", ()))
        )
        for record in read([CORPUS], cities=["ishinomaki"])
    ]


def test_golden() -> None:
    one, other = judged(), judged({**MADE_UP, "bad-missed": ("review", (FACT,)), "good-alarm": ("ok", ())})
    before = {(x.record.draft.id, x.record.city): (x.verdict, x.findings) for x in other[:5]}
    measured = {**figures(one), "comparison": compare(one, before)}
    output = "".join("".join(text for text, _ in line) + "\n" for line in render(measured, Paper()))
    assert output == (TESTS / "golden" / "evaluation.txt").read_text("utf-8")
    assert json.loads(dump(measured)) == measured


@pytest.mark.parametrize(
    "label, clause, met",
    [
        ("1.2(3)", "1.2(3)-1", True),
        ("1.2(3)-1", "1.2(3)-1", True),
        ("1.2(3)-1", "1.2(3)-10", False),
        ("1.2(3)", "1.2(3)ア", False),
        ("1.2(3)-1", "1.2(3)", False),
    ],
)
def test_a_label_stands_for_its_parts(label: str, clause: str, met: bool) -> None:
    assert meets(label, clause) is met


def test_worth() -> None:
    label = Label(("4(6)-1",), "ng")
    right, later = INSULT, INSULT._replace(clauses=("4(3)", "4(6)-1"))
    assert worth(right, label) > worth(right._replace(level="review"), label) > worth(later, label) > 0
    assert worth(FACT, label) == 0
    assert worth(right, None) < worth(FACT, None) < worth(FACT._replace(level="note"), None) < 0


@pytest.mark.parametrize(
    "was, is_, verdict",
    [
        ((), (INSULT,), "better"),
        ((INSULT,), (), "worse"),
        ((), (FACT,), "neutral"),
        ((INSULT._replace(level="review"),), (INSULT,), "better"),
        ((INSULT,), (INSULT._replace(clauses=("4(3)", "4(6)-1")),), "worse"),
    ],
)
def test_changes_on_an_improper_draft(was: tuple[Found, ...], is_: tuple[Found, ...], verdict: str) -> None:
    [draft] = compare(judged({"bad-insult": ("ng", is_)})[:1], {("bad-insult", "ishinomaki"): ("ng", was)})["drafts"]
    [change] = draft["changes"]
    assert change["is"] == verdict


def test_a_saved_run_is_read_back_and_equals_itself(tmp_path: Path) -> None:
    run = judged()
    file = tmp_path / "run.json"
    file.write_text(dump(saved.document(run, {"name": "postlint"})), "utf-8")
    before = saved.load(str(file))
    assert before["bad-insult", "ishinomaki"] == ("ng", (INSULT,))
    assert compare(run, before)["drafts"] == []


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"schema_version": 2, "drafts": []}', "\x00", "[" * 9_999,
                                     '{"schema_version": 1, "drafts": [{"id": "a", "city": "b", "verdict": "ok", "findings": [{}]}]}'])  # fmt: skip
def test_what_is_no_saved_run(tmp_path: Path, content: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"--save|保存した") as caught:
        saved.load(str(file))
    assert str(file) in str(caught.value)


def test_facts_and_clocks() -> None:
    records = {record.draft.id: record for record in read([CORPUS], cities=["ueda", "chiba"])}
    assert records["bad-insult"].draft.platform == "x"
    assert records["bad-insult"].draft.approved is None
    assert records["good-anywhere"].published == datetime(2024, 4, 15, tzinfo=JAPAN)
    assert [r.city for r in read([CORPUS], cities=["ueda", "chiba"])][-2:] == ["ueda", "chiba"]


GOOD = {"id": "a", "text": "本文", "city": "chiba"}


@pytest.mark.parametrize(
    "line, words",
    [
        ("{", ":2:2: JSONとして"),
        ("[]", ":2: 1行に1件"),
        ('{"id": "a", "id": "b"}', "キー id が二度"),
        ('{"id": NaN}', "NaN"),
        ({**GOOD, "platfrom": "x"}, "もしかして: platform"),
        ({**GOOD, "platform": "twitter"}, "platform: twitter"),
        ({**GOOD, "approved": "yes"}, "approved: true か false"),
        ({**GOOD, "scheduled_at": "2026-02-30T10:00"}, "2026-02-30"),
        ({**GOOD, "published": "2024.04.31"}, "2024-04-31"),
        ({**GOOD, "clauses": []}, "clauses: 一覧が空です"),
        ({**GOOD, "clauses": None, "severity": "ng"}, "clauses: "),
        ({**GOOD, "clauses": ["4(1)"]}, "片方だけ"),
        ({**GOOD, "severity": "ng"}, "片方だけ"),
        ({**GOOD, "severity": "bad", "clauses": ["4(1)"]}, "severity: bad"),
        ({"text": "本文", "city": "chiba"}, "id がありません"),
        ({"id": "a", "text": None, "city": "chiba"}, "text がありません"),
        ({"id": "a", "text": "本文"}, "--city"),
        ({**GOOD, "id": "first"}, ":1）"),
        (b'{"id": "\xff"}', "UTF-8"),
    ],
)
def test_bad_records_name_file_line_and_fault(tmp_path: Path, line: object, words: str) -> None:
    file = tmp_path / "drafts.jsonl"
    second = line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps({**GOOD, "id": "first"}).encode() + b"\n" + second + b"\n\n")
    with pytest.raises(InputError) as caught:
        list(read([str(file)]))
    assert str(caught.value).startswith(f"{file}:2:")
    assert words in str(caught.value)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(InputError, match="もしかして"):
        list(read([CORPUS.replace("drafts", "draft")]))
