"""Lines of a text file too big to hold, each lost for itself alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from postlint.exports import values
from postlint.exports.encoding import MARKED_LOST, encoding_of, guessed, lost_bytes, lost_in
from postlint.exports.source import place
from postlint.posts import Remark, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports.source import Source


class Line(NamedTuple):
    """A line of a text file without its line end, and its number from 1."""

    number: int
    text: str


def lines(source: Source, name: str) -> Iterator[Line | Unread | Remark]:
    """Yield the lines of a text file in any encoding that `rows` reads; blank ones are left out.

    A line that is too long, or has bytes that are no text, comes as Unread, and the next line goes on.
    """
    coding = encoding_of(source, name)
    if coding == "cp932":
        yield guessed(source, name)
    lost = lost_in(coding)
    with io.TextIOWrapper(source.open(name), coding, errors=MARKED_LOST, newline="") as text:
        number = 0
        while line := text.readline(values.MAX_VALUE):
            number += 1
            if len(line) == values.MAX_VALUE:
                while line and line[-1] not in "\r\n":
                    line = text.readline(values.MAX_VALUE)
                yield Unread(place(source, name, f"{number}行目"), "1行が長すぎます", values.NOT_POSTS)
            elif found := lost.search(line):
                yield lost_bytes(source, name, f"{number}行目 {found.start() + 1}文字目")
            elif line.strip():
                yield Line(number, line.rstrip("\r\n"))
