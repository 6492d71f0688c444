"""Answers to the checklist."""

from __future__ import annotations

import pytest

from postlint.checklist import open_clauses, refuse_unknown, required
from postlint.errors import InputError
from postlint.model import Clause, Draft, Question, Report

POLICY = {
    "city": "x",
    "name": "例示市",
    "edition": "",
    "clauses": [["4(6)-1", "4(6)", "一"], ["5(1)ア", "5(1)ア", "二"]],
}


def report(verdict: str, *answers: bool) -> Report:
    questions = [
        Question(Clause(str(n), str(n), "文", "指針"), "よいですか", answer) for n, answer in enumerate(answers)
    ]
    return Report(Draft("本文"), "x", "例示市", verdict, (), tuple(questions), ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "before, answers, after, still_open",
    [
        ("ok", [], "ok", ()),
        ("ok", [True, True], "ok", ()),
        ("ok", [True, False, False], "review", ("1", "2")),
        ("review", [False], "review", ("0",)),
        ("ng", [False], "ng", ("0",)),
        ("undecided", [False], "undecided", ("0",)),
    ],
)
def test_open_questions(before: str, answers: list[bool], after: str, still_open: tuple[str, ...]) -> None:
    one = report(before, *answers)
    assert required(one).verdict == after
    assert open_clauses(one) == still_open


def test_an_answer_to_a_clause_that_is_not_there() -> None:
    refuse_unknown(Draft("本文", confirmed=("4(6)-1", "5(1)ア")), POLICY)
    for wrong, hint in (("4(6)", "もしかして: 4(6)-1"), ("第九条", "使えるもの: 4(6)-1、5(1)ア")):
        with pytest.raises(InputError, match="例示市のガイドラインにありません") as fault:
            refuse_unknown(Draft("本文", path="d.txt", confirmed=(wrong,)), POLICY)
        assert fault.value.hint == hint
        assert str(fault.value).startswith("d.txt: ")
