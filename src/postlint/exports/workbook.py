"""Excel files → rows of text, sheet by sheet.

openpyxl reads the rows as they come, but holds all texts of the file, which Excel keeps in one list: so the size is
limited. What a cell looks like to people is not kept, so numbers and times are written anew.
"""

from __future__ import annotations

import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from postlint.errors import InputError, Place
from postlint.exports.archive import Zip, sound
from postlint.exports.source import place
from postlint.exports.values import MAX_VALUE, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports.source import Source

MAX_SIZE = 300_000_000  # bytes of all parts, since any of them may be the list of texts; 200,000 posts take some 140 MB
_MAX_ROW = 1_048_576  # Excel's own; a file that states more would be filled up with empty rows
_OLD = b"\xd0\xcf\x11\xe0"
_RESAVE = "Excelで開き、.xlsx（パスワードなし）かCSVで保存し直してください"


class Number(str):
    """A number as text. In a column of times it is Excel's count of days since `epoch`."""

    __slots__ = ("epoch",)
    epoch: datetime

    def __new__(cls, value: float, epoch: datetime) -> Number:
        number = super().__new__(cls, f"{value:.15g}" if isinstance(value, float) else str(value))
        number.epoch = epoch
        return number


def is_workbook(start: bytes) -> bool:
    """Tell from the first bytes whether this is a file of Excel, an old or a locked one too."""
    return start.startswith((b"PK\x03\x04", _OLD))


def as_time(number: Number) -> str:
    """Return the moment a number means in a column of times, to the second; the number itself where it means none."""
    from openpyxl.utils.datetime import from_excel

    try:
        found = from_excel(float(number), number.epoch)
        return _written(found + timedelta(milliseconds=500), date_only=float(number).is_integer())
    except (ValueError, OverflowError, TypeError):
        return str(number)


def sheets(source: Source, name: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield the title and the rows of each sheet. Raises InputError for what is no .xlsx, or not safe to read."""
    where = place(source, name)
    with source.open(name) as file:
        if file.read(4) == _OLD:
            raise InputError("古い形式（.xls）か、パスワード付きのExcelファイルです", place=Place(where), hint=_RESAVE)
        file.seek(0)
        with sound(where), zipfile.ZipFile(file) as archive:
            Zip(where, archive)  # raises where it is not safe
            size = sum(info.file_size for info in archive.infolist())
        if size > MAX_SIZE:
            raise InputError("Excelファイルが大きすぎます", place=Place(where), hint="CSVで保存し直してください")
        file.seek(0)
        yield from _sheets(file, where)


def _sheets(file: Any, where: str) -> Iterator[tuple[str, Iterator[Row]]]:
    import openpyxl  # 150 ms

    # openpyxl warns of what it leaves out: styles, validation.
    warnings.filterwarnings("ignore", module="openpyxl")
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        found = book.worksheets
    except Exception as fault:  # openpyxl states no errors: KeyError, TypeError, ParseError … come of a damaged file
        raise _damaged(where, fault) from None
    for sheet in found:
        yield sheet.title, _rows(sheet, book.epoch, where)
    book.close()


def _rows(sheet: Any, epoch: datetime, where: str) -> Iterator[Row]:
    size = 0
    try:
        sheet.reset_dimensions()  # some writers state A1:A1 whatever the sheet holds
        for line, cells in enumerate(sheet.iter_rows(max_row=_MAX_ROW), 1):
            row = [_text(cell, epoch) for cell in cells]
            size = sum(map(len, row))
            if size > MAX_VALUE:
                break
            if any(map(str.strip, row)):
                yield Row(line, row)
    except Exception as fault:  # as above
        raise _damaged(where, fault) from None
    if size > MAX_VALUE:
        raise InputError("1行が長すぎます", place=Place(where), hint=_RESAVE)


def _damaged(where: str, fault: Exception) -> InputError:
    if isinstance(fault, InputError):
        return fault
    return InputError(f"Excelファイルとして読めません: {type(fault).__name__}", place=Place(where), hint=_RESAVE)


def _text(cell: Any, epoch: datetime) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return Number(int(value) if float(value).is_integer() and abs(value) < 1e15 else value, epoch)
    if isinstance(value, datetime | date | time):
        # A format without an hour shows a day; midnight is what openpyxl adds.
        return _written(value, date_only="h" not in (cell.number_format or "").lower())
    if isinstance(value, str) and "_x" in value:
        from openpyxl.utils.escape import unescape  # `_x000D_`: a character that XML cannot write

        return str(unescape(value))
    return str(value)


def _written(value: Any, *, date_only: bool) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if date_only else f"{value:%Y-%m-%d %H:%M:%S}"
    return str(value.replace(microsecond=0)) if isinstance(value, time) else str(value)
