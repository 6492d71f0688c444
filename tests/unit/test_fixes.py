"""Fixes: which are put in, when they end, and that every other byte of a file stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.drafts import read_bytes
from postlint.drafts.rewrite import encodes, rewritten
from postlint.fixes import ROUNDS, chosen, replaced, rounds
from postlint.model import Clause, Draft, Finding, Fix, Report


def report(text: str, *fixes: Fix | None, **more: object) -> Report:
    findings = tuple(
        Finding("t.a", "t", "題", "note", (Clause("1", "1", "文", "指針"),), 0, 1, 1, 1, "x", "文", "直す", fix, **more)  # type: ignore[arg-type]
        for fix in fixes
    )
    return Report(Draft(text), "x", "例示市", "ok", findings, (), ())


@pytest.mark.parametrize(
    "fixes, kept",
    [
        ([], []),
        ([None, Fix(1, 2, "b")], [Fix(1, 2, "b")]),
        ([Fix(1, 2, "b"), Fix(1, 2, "b")], [Fix(1, 2, "b")]),
        ([Fix(3, 4, "d"), Fix(1, 3, "b")], [Fix(1, 3, "b"), Fix(3, 4, "d")]),
        ([Fix(0, 3, "a"), Fix(2, 4, "b")], [Fix(0, 3, "a")]),
        ([Fix(2, 2, "a"), Fix(2, 2, "b")], [Fix(2, 2, "a")]),
        ([Fix(0, 2, "a"), Fix(2, 2, "b")], [Fix(0, 2, "a")]),
    ],
)
def test_fixes_are_apart(fixes: list[Fix | None], kept: list[Fix]) -> None:
    assert chosen(report("abcdef", *fixes)) == kept


def test_what_was_waived_stays() -> None:
    assert chosen(report("abc", Fix(0, 1, "x"), waived={"rule": "t.a"})) == []


def test_rounds_end() -> None:
    def shorter(draft: Draft) -> Report:
        return report(draft.text, Fix(0, 1, "") if draft.text else None)

    assert [then.draft.text for _, then in rounds(shorter(Draft("abc")), shorter, fits=lambda _: True)] == [
        "bc",
        "c",
        "",
    ]

    def to_and_fro(draft: Draft) -> Report:
        return report(draft.text, Fix(0, 1, "b" if draft.text == "a" else "a"))

    assert [then.draft.text for _, then in rounds(to_and_fro(Draft("a")), to_and_fro, fits=lambda _: True)] == ["b"]

    def longer(draft: Draft) -> Report:
        return report(draft.text, Fix(0, 0, "a"))

    assert len(list(rounds(longer(Draft("a")), longer, fits=lambda _: True))) == ROUNDS
    assert not list(rounds(longer(Draft("a")), longer, fits=lambda _: False))


HEAD = "---\r\ncity: ueda # 注\r\n---\r\n"
SAMPLES = {"utf-8": "①と𠮷野、é\r\n次", "utf-8-sig": "①と𠮷野\n", "utf-16": "①と𠮷野\r次", "cp932": "①と㈱ｱ∵\r\n次"}


@pytest.mark.parametrize("codec", SAMPLES)
@pytest.mark.parametrize("head", ["", HEAD])
def test_every_other_byte_stays(codec: str, head: str) -> None:
    text = SAMPLES[codec]
    data = (head + text).encode(codec)
    assert rewritten(data, text, [], path="d") == data
    fixes = [Fix(0, 1, "1"), Fix(2, 3, "吉"), Fix(len(text), len(text), "。")]
    after = rewritten(data, text, fixes, path="d")
    assert after == (head + replaced(text, fixes)).encode(codec)
    assert read_bytes(after, path="d").text == replaced(text, fixes)


def test_second_spellings_of_cp932_stay() -> None:
    data = b"\x87\x9a\x81\xe6 \xfa\x54\xed\x40 a"  # ∵ and ¬ as NEC and IBM wrote them, too
    text = data.decode("cp932")
    assert text.encode("cp932") != data
    at = text.index("a")
    assert rewritten(data, text, [Fix(at, at + 1, "b")], path="d") == data[:-1] + b"b"


def test_what_an_encoding_cannot_hold() -> None:
    fits = encodes("本文です".encode("cp932"), path="d")
    assert fits("①")
    assert not fits("𠮷")
    assert encodes("本文です".encode(), path="d")("𠮷")


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), min_size=1, max_size=12)


@given(_TEXT, st.data(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_rewriting_is_what_replacing_is(text: str, data: st.DataObject, codec: str) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    offered = [Fix(a, b, data.draw(_TEXT)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    fixes = chosen(report(text, *offered))
    body = "本文。" + text  # so that nothing of it reads as front matter
    moved = [Fix(fix.start + 3, fix.end + 3, fix.text) for fix in fixes]
    file = (HEAD + body).encode(codec)
    assert rewritten(file, body, moved, path="d") == (HEAD + replaced(body, moved)).encode(codec)
