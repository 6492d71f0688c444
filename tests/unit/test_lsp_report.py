"""Places in an editor, whatever the text is."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from postlint.errors import InputError, Place
from postlint.model import Clause, Draft, Finding, Fix, Report
from postlint.report.lsp import UNITS, diagnostics, fault, repairs

CLAUSE = Clause("1", "第1", "侮辱しない", "例示市ガイドライン")
_TEXT = st.text(st.sampled_from("市a\n\r\u2028🦪ｶﾞ\ufe0f\x0b\ud800"), min_size=1, max_size=12)
_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def quoted(source: str, encoding: str, start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return what an editor finds between two positions: its lines cut apart, each put into its own units."""
    codec, width = _CODECS[encoding]
    lines = [line.encode(codec, "surrogatepass") for line in re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$|^$", source)]
    lines.append(b"")
    (row, column), (last, stop) = start, end
    lines[last] = lines[last][: stop * width]
    piece = b"".join(lines[row : last + 1])[column * width :]
    return piece.decode(codec, "surrogatepass")


@given(
    _TEXT, st.data(), st.sampled_from(sorted(UNITS)), st.sampled_from(["", "---\ncity: chiba\n---\n", "---\r\n---\r\n"])
)
def test_a_finding_stands_where_an_editor_finds_its_words(
    text: str, data: st.DataObject, encoding: str, head: str
) -> None:
    # An editor does not put a position between CR and LF.
    cuts = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n"]
    start = data.draw(st.sampled_from(cuts))
    end = data.draw(st.sampled_from([cut for cut in cuts if cut >= start]))
    lines = len(re.findall(r"\r\n|\r|\n", head))
    finding = Finding(
        "insult.words", "insult", "侮辱", "ng", (CLAUSE,), start, end, 1, 1, text[start:end], "侮辱です。", "削ってください。",
        Fix(start, end, "x"),
    )  # fmt: skip
    report = Report(Draft(text, line_offset=lines), "chiba", "千葉市", "ng", (finding,), (), ())
    [shown] = diagnostics(report, report, head + text, encoding)
    place = shown.range
    a, b = (place.start.line, place.start.character), (place.end.line, place.end.character)
    assert quoted(head + text, encoding, a, b) == text[start:end]
    [action] = repairs(report, head + text, encoding, uri="file:///a.txt", within=place)
    assert action.edit is not None
    assert [edit.range for edits in (action.edit.changes or {}).values() for edit in edits] == [place]


@given(_TEXT, st.integers(0, 20), st.integers(0, 20), st.sampled_from(sorted(UNITS)))
def test_a_fault_stands_in_the_file_whatever_place_it_names(source: str, line: int, column: int, encoding: str) -> None:
    shown = fault(
        InputError("読めません", place=Place("a.txt", line, column), hint="直して"), source, encoding, path="a.txt"
    )
    lines = re.split(r"\r\n|\r|\n", source)
    assert shown.message == "判定不能: 読めません（直して）"
    assert shown.range.start.line == shown.range.end.line == min(max(line, 1), len(lines)) - 1
    codec, width = _CODECS[encoding]
    units = len(lines[shown.range.start.line].encode(codec, "surrogatepass")) // width
    assert 0 <= shown.range.start.character <= shown.range.end.character == units


def test_a_fault_of_another_file_is_told_with_its_place_on_line_1() -> None:
    shown = fault(InputError("読めません", place=Place("postlint.yaml", 3, 2)), "一\n二\n三", "utf-16", path="a.txt")
    assert shown.message == "判定不能: postlint.yaml:3:2: 読めません"
    assert (shown.range.start.line, shown.range.start.character, shown.range.end.character) == (0, 0, 1)
