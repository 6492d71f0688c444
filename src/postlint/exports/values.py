"""Streams of values out of big files: the elements of JSON arrays and the rows of CSV files, one at a time.

Both refuse what would fill the memory: an element or a row of more than `MAX_VALUE` bytes.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from postlint.errors import InputError, Place
from postlint.exports.nesting import MAX_DEPTH, Nesting
from postlint.exports.source import BROKEN, damaged, head, place
from postlint.posts import Remark, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports.source import Source

MAX_VALUE = 8_000_000  # bytes; the longest post of any platform has 63,206 characters

_SURROGATE = re.compile("[\ud800-\udfff]")
_LOST = "postlint.lost"
# A byte that is no text becomes a lone surrogate, so that only its row is lost; `surrogateescape` knows no UTF-16.
codecs.register_error(_LOST, lambda fault: ("\udcff", fault.end))  # type: ignore[attr-defined]


class _Metered:
    """A binary stream that stops when more than MAX_VALUE bytes were read since the last element, or at a deep nest."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        self._file, self._where, self.left = file, where, MAX_VALUE
        self._nesting = Nesting()

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._file.read(min(size, 65_536) if size >= 0 else 65_536)
        except BROKEN as fault:
            raise damaged(fault, self._where) from None
        if self._nesting.exceeds(data):
            raise InputError(
                f"入れ子が深すぎます（{MAX_DEPTH}段まで）", place=Place(self._where),
                hint="投稿の書き出しではないか、壊れています",
            )  # fmt: skip
        self.left -= len(data)
        if self.left < 0:
            raise InputError(
                f"1件が大きすぎます（{MAX_VALUE // 1_000_000} MBまで）", place=Place(self._where),
                hint="投稿の書き出しではないか、壊れています",
            )  # fmt: skip
        return data


def elements(file: IO[bytes], path: str, *, where: str) -> Iterator[Any]:
    """Yield the elements below `path` of a JSON document, in ijson's notation: `item`, `records.item`, `""` (whole).

    Numbers are int or float. Raises InputError, naming `where`, for what is no JSON: what came before it was yielded.
    """
    import ijson  # only where an export is JSON

    stream = _Metered(file, where)
    try:
        for element in ijson.items(stream, path, use_float=True):
            yield element
            stream.left = MAX_VALUE
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as fault:
        said = fault.args[0] if fault.args else ""
        reason = said.decode(errors="replace") if isinstance(said, bytes) else str(fault)  # yajl gives either
        raise InputError(
            f"JSONとして読めません: {(reason.splitlines() or [''])[0]}",
            place=Place(where),
            hint="途中で切れていないか確かめてください",
        ) from None


class Row(NamedTuple):
    """A row of a table with the line of the file it begins on, from 1."""

    line: int
    cells: list[str]


def rows(source: Source, name: str) -> Iterator[Row | Unread | Remark]:
    """Yield the rows of a CSV or TSV file: UTF-8 (with or without mark), UTF-16 with mark, or CP932.

    The delimiter is a comma, tab or semicolon, as Excel's `sep=` line or the first line tells. Bodies hold line
    breaks. Empty rows are left out. A row with bytes that are no text, and a quote that is never closed, come as
    Unread; what stands before is read.
    """
    encoding = _encoding(source, name)
    if encoding == "cp932":
        yield Remark(place(source, name), "文字コードをCP932（Shift_JIS）として読みました")
    csv.field_size_limit(MAX_VALUE)
    with io.TextIOWrapper(source.open(name), encoding, errors=_LOST, newline="") as text:
        lines = _lines(text, place(source, name))
        first = next(lines, "")
        marked = first.lower().startswith("sep=")
        delimiter = (first[4:5] if first[4:5] in (";", "\t", "|") else ",") if marked else max(",\t;", key=first.count)
        reader = csv.reader(lines if marked else chain([first], lines), delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + marked + 1
            try:
                cells = next(reader, None)
            except csv.Error as fault:
                yield Unread(
                    place(source, name, f"{line}行目から"),
                    f"表として読めません: {fault}",
                    "引用符が閉じているか確かめてください",
                )
                return
            if cells is None:
                return
            if any(map(_SURROGATE.search, cells)):
                yield Unread(
                    place(source, name, f"{line}行目"),
                    "文字として読めないバイトがあります",
                    "文字コードをUTF-8にして保存し直してください",
                )
            elif cells:
                yield Row(line, cells)


def _lines(text: IO[str], where: str) -> Iterator[str]:
    number = 0
    while line := _line(text, where):
        number += 1
        if len(line) > MAX_VALUE:
            raise InputError(
                "1行が長すぎます", place=Place(where, number), hint="投稿の書き出しではないか、壊れています"
            )
        yield line


def _line(text: IO[str], where: str) -> str:
    try:
        return text.readline(MAX_VALUE + 1)
    except BROKEN as fault:
        raise damaged(fault, where) from None


def _encoding(source: Source, name: str) -> str:
    """Tell the encoding of a file from its mark, or from all of it: CP932 when it is that and no UTF-8."""
    start = head(source, name, 3)
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return "cp932" if not _decodes(source, name, "utf-8") and _decodes(source, name, "cp932") else "utf-8"


def _decodes(source: Source, name: str, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with source.open(name) as file:
        try:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        except BROKEN as fault:
            raise damaged(fault, place(source, name)) from None
    return True
