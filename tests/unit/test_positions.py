"""Code points become UTF-16 code units, UTF-8 bytes, lines and columns of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.model import Draft
from postlint.report.positions import code_points, ruler, span, utf8, utf16

UNITS = {"points": code_points, "utf16": utf16, "utf8": utf8}


@pytest.mark.parametrize(
    "text, match, points, in_utf16, in_utf8",
    [
        ("馬鹿", "鹿", (1, 2, 1, 3), (1, 2, 1, 3), (1, 4, 1, 7)),
        ("😀馬鹿", "馬鹿", (1, 2, 1, 4), (1, 3, 1, 5), (1, 5, 1, 11)),
        ("👨‍👩‍👧の👧", "の", (1, 6, 1, 7), (1, 9, 1, 10), (1, 19, 1, 22)),
        ("🇯🇵a", "a", (1, 3, 1, 4), (1, 5, 1, 6), (1, 9, 1, 10)),
        ("ﾊﾞｶ", "ｶ", (1, 3, 1, 4), (1, 3, 1, 4), (1, 7, 1, 10)),
        ("\ta", "a", (1, 2, 1, 3), (1, 2, 1, 3), (1, 2, 1, 3)),
        ("\ud800a", "a", (1, 2, 1, 3), (1, 2, 1, 3), (1, 4, 1, 5)),
        ("あ\r\nい\rう\nえ", "え", (4, 1, 4, 2), (4, 1, 4, 2), (4, 1, 4, 4)),
        ("あ\r\nい", "あ\r\n", (1, 1, 2, 1), (1, 1, 2, 1), (1, 1, 2, 1)),
        ("あ\r\nい", "\n", (1, 3, 2, 1), (1, 3, 2, 1), (1, 5, 2, 1)),
        ("é\u2028x", "x", (1, 3, 1, 4), (1, 3, 1, 4), (1, 6, 1, 7)),
    ],
)
def test_lines_and_columns(
    text: str, match: str, points: tuple[int, ...], in_utf16: tuple[int, ...], in_utf8: tuple[int, ...]
) -> None:
    start = text.index(match)
    for unit, expected in ((code_points, points), (utf16, in_utf16), (utf8, in_utf8)):
        assert tuple(span(ruler(Draft(text), unit), start, start + len(match)))[:4] == expected


def test_lines_are_those_of_the_file() -> None:
    draft = Draft("あ\nい", line_offset=2, head="---\r\n---\r\n")
    at = span(ruler(draft, utf16), 2, 3)
    assert (at.line, at.column, at.end_line, at.end_column, at.offset, at.length) == (4, 1, 4, 2, 12, 1)


_TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\r\n\t😀\ud83d\ude00é")))


@given(_TEXT, _TEXT, st.data())
def test_offsets_count_what_codecs_write(head: str, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for unit, codec, size in ((utf16, "utf-16-le", 2), (utf8, "utf-8", 1)):
        at = span(ruler(Draft(text, head=head), unit), start, end)
        # Each code point by itself: a high and a low surrogate side by side would make one character.
        before, inside = (
            b"".join(char.encode(codec, "surrogatepass") for char in part)
            for part in (head + text[:start], text[start:end])
        )
        assert (at.offset, at.length) == (len(before) // size, len(inside) // size)
