"""A plain table of posts: CSV, TSV or Excel, whose columns are known by their headings or named by the user."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from postlint.errors import InputError, Place
from postlint.exports.fields import build, check_columns, field_of, folded
from postlint.exports.source import guarded, head, matching, place
from postlint.exports.values import Row, heading, rows, unguarded
from postlint.exports.workbook import Number, as_time, is_workbook, sheets
from postlint.located import Text
from postlint.posts import Remark, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.exports import Options
    from postlint.exports.source import Source
    from postlint.posts import Item

LABEL = "表（CSV、TSV、Excel）"

_NAMES = ("*.csv", "*.tsv", "*.xlsx", "*.xlsm", "*.xls")
_ABOVE = 10  # rows of titles and remarks that may stand above the headings
_TIMES = ("posted_at", "scheduled_at")


class Columns(NamedTuple):
    """Which column holds which field, counted from 0, the headings as they stand, and the line they stand in."""

    of: Mapping[str, int]
    headings: list[str]
    line: int


def recognises(source: Source) -> bool:
    """Tell whether a file is called a table, or begins as a table of posts does."""
    if matching(source, *_NAMES):
        return True
    names = source.names()
    return len(names) == 1 and any(field_of(cell) == "text" for cell in heading(source, names[0]))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the posts of every table. A row with a value that cannot be read comes as Unread, the others go on."""
    check_columns(options.columns)
    for name in matching(source, *_NAMES) or source.names():
        reading = _workbook if is_workbook(head(source, name, 4)) else _csv
        yield from guarded(reading(source, name, options), place(source, name))


def letter(index: int) -> str:
    """Return the name a spreadsheet gives to a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _csv(source: Source, name: str, options: Options) -> Iterator[Item]:
    path = place(source, name)
    items = rows(source, name)
    above = list(islice(items, _ABOVE))
    columns = _columns_among(above, options)
    if columns is None:
        raise _without_text([item for item in above if isinstance(item, Row)], path, options)
    yield from _remarks(columns, path)
    for item in chain(above, items):
        if not isinstance(item, Row):
            yield item
        elif item.line > columns.line:
            yield _post(item, columns, path=path, where=f"{path}:{item.line}", account=options.account)


def _workbook(source: Source, name: str, options: Options) -> Iterator[Item]:
    path = place(source, name)
    seen: list[Row] = []
    others: list[str] = []
    read_one = False
    for title, lines in sheets(source, name):
        above = [] if read_one else list(islice(lines, _ABOVE))
        columns = _columns_among(above, options)
        if columns is None:
            seen = seen or above
            others.append(title)
            continue
        read_one = True
        where = place(source, name, f"シート「{title}」")
        yield from _remarks(columns, where)
        for row in chain(above, lines):
            if row.line > columns.line:
                yield _post(row, columns, path=path, where=f"{where}{row.line}行目", account=options.account)
    if not read_one:
        raise _without_text(seen, path, options)
    if others:
        yield Remark(path, f"読まなかったシート: {'、'.join(others)}")


def _columns_among(items: Iterable[object], options: Options) -> Columns | None:
    """Return the columns of the first row that has one for the text."""
    for item in items:
        if isinstance(item, Row) and (of := _columns(item.cells, options.columns)):
            return Columns(of, item.cells, item.line)
    return None


def _columns(cells: list[str], chosen: Mapping[str, str]) -> dict[str, int] | None:
    names = [folded(cell) for cell in cells]
    of: dict[str, int] = {}
    for field, column in chosen.items():
        if folded(column) in names:
            of[field] = names.index(folded(column))
        elif column.strip().upper() in (letters := [letter(index) for index in range(len(cells))]):
            of[field] = letters.index(column.strip().upper())
        else:
            return None
    for index, cell in enumerate(cells):
        known = field_of(cell)
        if known and known not in of and index not in of.values():
            of[known] = index
    return of if "text" in of else None


def _without_text(above: list[Row], path: str, options: Options) -> InputError:
    widest = max(above, key=lambda row: sum(map(bool, row.cells)), default=Row(0, []))
    named = "、".join(f"{letter(index)}列「{cell}」" for index, cell in enumerate(widest.cells) if cell.strip())
    missing = "指定された列か、本文の列が見つかりません" if options.columns else "本文の列が見つかりません"
    hint = f"--column text=見出し（またはA、Bなどの列）で指定してください。見出し: {named or 'なし'}"
    return InputError(missing, place=Place(path, widest.line), hint=hint)


def _remarks(columns: Columns, where: str) -> Iterator[Remark]:
    used = columns.of.values()
    unknown = [cell.strip() for index, cell in enumerate(columns.headings) if index not in used and cell.strip()]
    if unknown:
        yield Remark(where, f"知らない列は読みませんでした: {'、'.join(unknown)}")
    if not any(map(field_of, columns.headings)):
        yield Remark(where, f"{columns.line}行目を見出しとして読みました")


def _post(row: Row, columns: Columns, *, path: str, where: str, account: str) -> Item:
    if any(map(str.strip, row.cells[len(columns.headings) :])):
        hint = '区切り文字や改行を含む本文を引用符（"）で囲んでください'
        return Unread(where, "見出しより列の多い行です", hint)
    if columns.of["text"] >= len(row.cells):
        return Unread(where, "本文の列まで届かない行です", "行が途中で切れていないか確かめてください")
    stated = {field: row.cells[index] for field, index in columns.of.items() if index < len(row.cells)}
    at = Place(path, row.line)
    located = {field: Text(_value(field, cell), at) for field, cell in stated.items()}
    labels = {
        field: f"{letter(index)}列「{columns.headings[index].strip() or field}」" for field, index in columns.of.items()
    }
    return build(located, path=path, where=where, labels=labels, account=account)


def _value(field: str, cell: str) -> str:
    if isinstance(cell, Number):
        return as_time(cell) if field in _TIMES else str(cell)
    return unguarded(cell) if field == "text" else unguarded(cell).strip()
