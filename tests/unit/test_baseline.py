"""Baselines: what is known does not count, what is new does, and the file is the same for the same findings."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint import baseline
from postlint.errors import InputError
from postlint.model import Clause, Cover, Draft, Finding, Report

CLAUSE = Clause("1", "1", "文", "指針")


def finding(rule: str, match: str, start: int, **more: object) -> Finding:
    one = Finding(rule, "t", "題", "ng", (CLAUSE,), start, start + len(match), 1, start + 1, match, "文", "直す")
    return one._replace(**more)  # type: ignore[arg-type]


def report(*findings: Finding, **more: object) -> Report:
    one = Report(Draft("あ" * 50), "x", "例示市", "ng", findings, (), ())
    return one._replace(**more)  # type: ignore[arg-type]


A, AGAIN, B = finding("t.a", "馬鹿", 0), finding("t.a", "馬鹿", 9), finding("t.b", "馬鹿", 20)


@pytest.mark.parametrize(
    "known, kept, verdict",
    [
        ({}, [A, AGAIN, B], "ng"),
        ({("d.txt", "t.a", "馬鹿"): 1}, [AGAIN, B], "ng"),
        ({("d.txt", "t.a", "馬鹿"): 2, ("d.txt", "t.b", "馬鹿"): 1}, [], "ok"),
        ({("d.txt", "t.a", "馬鹿"): 9}, [B], "ng"),
        ({("e.txt", "t.a", "馬鹿"): 9}, [A, AGAIN, B], "ng"),  # what passes in one draft does not in another
        ({("d.txt", "t.a", "馬"): 9}, [A, AGAIN, B], "ng"),
    ],
)
def test_known_findings_do_not_count(known: dict[baseline.Key, int], kept: list[Finding], verdict: str) -> None:
    settled = baseline.settle(report(A, AGAIN, B), known, path="d.txt")
    assert list(settled.findings) == kept
    assert (settled.verdict, settled.known) == (verdict, 3 - len(kept))


def test_what_can_never_be_waived_is_never_known() -> None:
    covered = report(A, covers=(Cover(1, 3, "○○"),))
    final = report(A._replace(waivable=False))
    for one in (covered, final):
        assert not baseline.found(one, "d.txt")
        assert baseline.settle(one, {("d.txt", "t.a", "馬鹿"): 1}, path="d.txt") == one
    assert not baseline.found(report(A._replace(waived={"rule": "t.a"})), "d.txt")


def test_line_ends_are_forgiven() -> None:
    one = report(finding("t.a", "馬\r\n鹿", 0))
    assert baseline.settle(one, {("d", "t.a", "馬\n鹿"): 1}, path="d").known == 1


def test_what_is_gone_and_what_grows() -> None:
    known = {("d", "t.a", "x"): 3, ("d", "t.b", "y"): 1, ("e", "t.a", "x"): 1}
    now = {("d", "t.a", "x"): 1, ("d", "t.c", "z"): 1}
    assert baseline.gone(known, now, checked={"d"}) == {("d", "t.a", "x"): 2, ("d", "t.b", "y"): 1}
    assert baseline.grown(known, now) == {**known, ("d", "t.c", "z"): 1}


_WORD = st.text(max_size=8)


@given(st.dictionaries(st.tuples(_WORD, _WORD, _WORD), st.integers(1, 10**6)))
def test_a_baseline_is_read_back_and_sorted(known: dict[baseline.Key, int]) -> None:
    text = baseline.dump(known)
    assert baseline.parse(text, file="b.json") == Counter(known)
    assert text == baseline.dump(dict(sorted(known.items(), reverse=True)))
    assert len(text.split("\n")) == len(known) + 3
    assert [entry["path"] for entry in json.loads(text)["findings"]] == sorted(path for path, _, _ in known)


@pytest.mark.parametrize(
    "source, message",
    [
        ("", "b.json:1:1: JSONとして読めません"),
        ('{"schema_version": 1, "findings": [\n<<<<<<< HEAD\n', "b.json:2:1: JSONとして読めません（マージの跡"),
        ("[]", "b.json: baselineではありません"),
        ("[" * 100_000, "b.json"),
        ("9" * 10_000, "b.json"),
        ('{"findings": []}', "schema_version は 1"),
        ('{"schema_version": 2, "findings": []}', "schema_version は 1"),
        ('{"schema_version": 1, "findings": [{}]}', "1件目に path、rule、quote、count がそろっていません"),
        (
            '{"schema_version": 1, "findings": [{"path": "a", "rule": "b", "quote": "c", "count": true}]}',
            "1件目の値が読めません",
        ),
        (
            '{"schema_version": 1, "findings": [{"path": "a", "rule": "b", "quote": 1, "count": 1}]}',
            "1件目の値が読めません",
        ),
        (
            baseline.dump({("a", "b", "c"): 1}).replace("}\n]", '},\n{"path":"a","rule":"b","quote":"c","count":2}\n]'),
            "2件目は二度書かれています",
        ),
    ],
)
def test_what_is_no_baseline_is_an_error(source: str, message: str) -> None:
    with pytest.raises(InputError) as fault:
        baseline.parse(source, file="b.json")
    assert message in str(fault.value)


@given(
    st.text()
    | st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)).map(
        json.dumps
    )
)
def test_nothing_but_an_input_error_is_raised(source: str) -> None:
    try:
        baseline.parse(source, file="b.json")
    except InputError:
        return
