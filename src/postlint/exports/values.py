"""Streams of values out of big files: the elements of JSON arrays and the rows of CSV files, one at a time.

Both refuse what would fill the memory: an element or a row of more than `MAX_VALUE` bytes or characters.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from postlint.errors import InputError, Place
from postlint.exports.encoding import MARKED_LOST, encoding_of, guessed, lost_bytes, lost_in
from postlint.exports.nesting import MAX_DEPTH, Nesting
from postlint.exports.source import head, place
from postlint.posts import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports.source import Source
    from postlint.posts import Remark

MAX_VALUE = 8_000_000  # bytes; the longest post of any platform has 63,206 characters

NOT_POSTS = "投稿の書き出しではないか、壊れています"
_JSON_FAULTS = {  # what yajl says → for people
    "premature EOF": "途中で切れています",
    "invalid bytes in UTF8": "UTF-8ではないバイトがあります",
    "trailing garbage": "終わりの後に余分な文字があります",
    "overflow": "数が大きすぎます",
}
_CSV_FAULTS = {
    "expected after": "閉じた引用符の後に余分な文字があります",
    "unexpected end of data": "引用符が閉じていません",
}
_QUOTES = '引用符（"）を確かめてください。本文の中の引用符は二つ重ねて書きます'


class _Metered:
    """A stream of UTF-8 that stops where more than MAX_VALUE bytes were read since the last element."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        self._file, self._where, self.left = file, where, MAX_VALUE
        self._nesting = Nesting()
        self._recode: codecs.IncrementalDecoder | None = None
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, 65_536) if size >= 0 else 65_536)
        if data and not self._begun:
            self._begun = True
            if data.startswith((b"\xff\xfe", b"\xfe\xff")):
                self._recode = codecs.getincrementaldecoder("utf-16")()
            data = data.removeprefix(b"\xef\xbb\xbf") or self._file.read(65_536)
        if self._recode:
            data = self._recode.decode(data).encode()
        self.left -= len(data)
        if self.left < 0:
            raise InputError(
                f"1件が大きすぎます（{MAX_VALUE // 1_000_000} MBまで）", place=Place(self._where), hint=NOT_POSTS
            )
        if self._nesting.exceeds(data):
            raise InputError(f"入れ子が深すぎます（{MAX_DEPTH}段まで）", place=Place(self._where), hint=NOT_POSTS)
        return data


def elements(file: IO[bytes], path: str, *, where: str) -> Iterator[Any]:
    """Yield the elements below `path` of a JSON document, in ijson's notation: `item`, `records.item`, `""` (whole).

    Numbers are int or float. The document is UTF-8 (with or without mark) or UTF-16 with mark. Raises InputError,
    naming `where`, for what is no JSON: what came before it was yielded.
    """
    import ijson  # only where an export is JSON

    stream = _Metered(file, where)
    number = 0
    try:
        for element in ijson.items(stream, path, use_float=True):
            yield element
            number += 1
            stream.left = MAX_VALUE
    except (ijson.JSONError, UnicodeError, ValueError) as fault:
        why = _said(fault, _JSON_FAULTS, "書き方が正しくありません")
        read = f"{number:,}件目までは読みました。" if number else ""
        hint = f"{read}途中で切れていないか、文字コードがUTF-8かを確かめてください"
        raise InputError(f"JSONとして読めません: {why}", place=Place(where), hint=hint) from None


def _said(fault: Exception, words: dict[str, str], otherwise: str) -> str:
    return next((ours for theirs, ours in words.items() if theirs in str(fault)), otherwise)


class Row(NamedTuple):
    """A row of a table with the line of the file it begins on, from 1."""

    line: int
    cells: list[str]


def rows(source: Source, name: str) -> Iterator[Row | Unread | Remark]:
    """Yield the rows of a CSV or TSV file: UTF-8 (with or without mark), UTF-16 with mark, or CP932.

    The delimiter is a comma, tab or semicolon, as Excel's `sep=` line or the first line tells. Bodies hold line
    breaks. Empty rows are left out. A row with bytes that are no text, and one with a misplaced quote, come as
    Unread, and reading goes on with the next line; a quote that is never closed takes the rest with it.
    """
    coding = encoding_of(source, name)
    if coding == "cp932":
        yield guessed(source, name)
    lost = lost_in(coding)
    # A byte that is no text becomes a lone surrogate, so that only its row is lost.
    with io.TextIOWrapper(source.open(name), coding, errors=MARKED_LOST, newline="") as file:
        text = _Rationed(file)
        try:
            first, passed = _first_line(text)
        except _TooLong:
            yield Unread(place(source, name), "1行が長すぎます", NOT_POSTS)
            return
        if marked := first.lower().startswith("sep="):
            delimiter, passed = first[4:5] if first[4:5] in ("\t", ";", "|") else ",", passed + 1
        else:
            unquoted = re.sub('"[^"]*"?', "", first)
            delimiter = max(",\t;", key=unquoted.count)
        csv.field_size_limit(max(csv.field_size_limit(), MAX_VALUE + 1))
        reader = csv.reader(text if marked else chain([first], text), delimiter=delimiter, strict=True)
        while True:
            line = passed + reader.line_num + 1
            text.left = MAX_VALUE
            try:
                cells = next(reader, None)
            except _TooLong:
                yield Unread(place(source, name, f"{line}行目から"), "1件が長すぎます", f"{NOT_POSTS}。{_QUOTES}")
                return
            except csv.Error as fault:
                why = _said(fault, _CSV_FAULTS, str(fault))
                yield Unread(place(source, name, f"{line}行目から"), f"表として読めません: {why}", _QUOTES)
                continue
            if cells is None:
                return
            if any(map(lost.search, cells)):
                yield lost_bytes(source, name, f"{line}行目")
            elif any(map(str.strip, cells)):
                yield Row(line, cells)


def heading(source: Source, name: str) -> list[str]:
    """Return the cells of the first row, out of the first bytes alone; none where no row can be read."""
    try:
        data = head(source, name)
        whole = data[: data.rfind(b"\n") + 1] or data
        return next((row.cells for row in rows(_Head(source.path, name, whole), name) if isinstance(row, Row)), [])
    except InputError:
        return []


class _Head:
    """A source of the first bytes of one file."""

    def __init__(self, path: str, name: str, data: bytes) -> None:
        self.path, self._name, self._data = path, name, data

    def names(self) -> list[str]:
        return [self._name]

    def open(self, name: str) -> IO[bytes]:
        return io.BytesIO(self._data)


class _TooLong(Exception):  # noqa: N818 - never leaves this module
    """A row needs more than MAX_VALUE characters."""


class _Rationed:
    """Lines of a text file that end where more than `left` characters were asked for."""

    def __init__(self, text: IO[str]) -> None:
        self._text, self.left = text, MAX_VALUE

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self.left + 1)
        self.left -= len(line)
        if self.left < 0:
            raise _TooLong
        if not line:
            raise StopIteration
        return line


def _first_line(text: _Rationed) -> tuple[str, int]:
    """Return the first line that is not blank, and how many came before it."""
    passed = 0
    for line in text:
        if line.strip():
            return line, passed
        passed += 1
        text.left = MAX_VALUE
    return "", passed


def unguarded(cell: str) -> str:
    """Return a cell without the quote that spreadsheets put before what would be read as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell
