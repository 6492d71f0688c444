"""Where a span of a draft stands, as other tools count: code points → UTF-16 code units or UTF-8 bytes, lines of the file.

The model counts code points of the text. Lines end at LF, CRLF and the lone CR of old Macintosh files, as everywhere
in postlint; columns count from 1, and a line end belongs to the line it ends.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postlint.model import Draft


_LINE_END = re.compile(r"\r\n|[\r\n]")


class Ruler(NamedTuple):
    """A draft measured once: where its lines start (code points), the units before each code point, lines and units
    of the file before the text."""

    starts: Sequence[int]
    before: Sequence[int]
    line_offset: int
    offset: int


class Span(NamedTuple):
    """A half-open span in a tool's own units: lines of the file, columns from 1, `offset` from 0."""

    line: int
    column: int
    end_line: int
    end_column: int
    offset: int
    length: int


def code_points(char: str) -> int:
    """Return 1: what JSON, CSV and editors that know Unicode count."""
    return 1


def utf16(char: str) -> int:
    """Return the UTF-16 code units of one code point; a lone surrogate is one."""
    return 2 if char > "\uffff" else 1


def utf8(char: str) -> int:
    """Return the UTF-8 bytes of one code point; a lone surrogate, which UTF-8 cannot hold, counts as three."""
    return 1 if char < "\x80" else 2 if char < "\u0800" else 3 if char <= "\uffff" else 4


def ruler(draft: Draft, unit: Callable[[str], int]) -> Ruler:
    """Measure a draft in units; linear in its length, so that thousands of findings on one line stay cheap."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(draft.text))]
    if unit is code_points:
        return Ruler(starts, range(len(draft.text) + 1), draft.line_offset, len(draft.head))
    before = array("Q", accumulate(map(unit, draft.text), initial=0))
    return Ruler(starts, before, draft.line_offset, sum(map(unit, draft.head)))


def stated(draft: Draft, match: str) -> int:
    """Return the line of the file on which the front matter states the fact of a finding (`kind=reply`), else 1."""
    fact = re.escape(re.split("[.=]", match, maxsplit=1)[0])
    lines = _LINE_END.split(draft.head)
    return next((row for row, line in enumerate(lines, 1) if re.match(rf"{fact}[ \t]*:", line)), 1)


def span(ruler: Ruler, start: int, end: int) -> Span:
    """Convert the span from code point `start` to before `end`."""
    before = ruler.before[start]
    return Span(*_point(ruler, start), *_point(ruler, end), ruler.offset + before, ruler.before[end] - before)


def _point(ruler: Ruler, at: int) -> tuple[int, int]:
    row = bisect_right(ruler.starts, at) - 1
    return row + 1 + ruler.line_offset, ruler.before[at] - ruler.before[ruler.starts[row]] + 1
