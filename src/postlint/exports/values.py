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
from postlint.exports.source import place
from postlint.posts import Remark, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports.source import Source

MAX_VALUE = 8_000_000  # bytes; the longest post of any platform has 63,206 characters

_SURROGATE = re.compile("[\ud800-\udfff]")


class _Metered:
    """A binary stream that stops when more than MAX_VALUE bytes were read since the last element."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        self._file, self._where, self.left = file, where, MAX_VALUE
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, 65_536) if size >= 0 else 65_536)
        self.left -= len(data)
        if data and size and not self._begun:
            self._begun = True
            # Editors on Windows write a mark, which no JSON parser takes; what is left must not look like the end.
            data = data.removeprefix(codecs.BOM_UTF8) or self._file.read(65_536)
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
        raise InputError(
            f"JSONとして読めません: {str(fault).splitlines()[0]}",
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
    # A byte that is no text becomes a lone surrogate, so that only its row is lost.
    with (
        source.open(name) as file,
        io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="") as text,
    ):
        lines = _lines(text, place(source, name))
        first = next(lines, "")
        marked = first.lower().startswith("sep=")
        delimiter = first[4:5].strip("\r\n") or "," if marked else max(",\t;", key=first.count)
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
    while line := text.readline(MAX_VALUE + 1):
        number += 1
        if len(line) > MAX_VALUE:
            raise InputError(
                "1行が長すぎます", place=Place(where, number), hint="投稿の書き出しではないか、壊れています"
            )
        yield line


def _encoding(source: Source, name: str) -> str:
    """Tell the encoding of a file from its mark, or from all of it: CP932 when it is that and no UTF-8."""
    with source.open(name) as file:
        start = file.read(3)
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
    return True
