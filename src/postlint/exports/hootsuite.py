"""Hootsuite's file for its bulk composer: posts not yet published, three columns without a heading.

Date and time, message, link. The order of day and month is chosen when the file is uploaded and stands nowhere in it,
so the whole file decides: a number over 12 is a day. Where none is, the month is read first, and that is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlint.exports.source import guarded, matching, place
from postlint.exports.times import of_written
from postlint.exports.values import Row, heading, rows, unguarded
from postlint.model import Draft
from postlint.posts import Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports import Options
    from postlint.exports.source import Source
    from postlint.posts import Item

LABEL = "Hootsuite（一括予約のCSV）"

_SLASHED = re.compile(r"\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?=\s)")
_DATED = re.compile(
    r"\s*(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}[/.-][0-9]{1,2}[/.-][0-9]{1,2})\s+[0-9]{1,2}:"
)


def recognises(source: Source) -> bool:
    """Tell whether a CSV file begins with a row of date and time, message and perhaps a link."""
    return bool(_files(source))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the planned posts, a row with a time that is none as Unread."""
    for name in _files(source) or source.names():
        yield from guarded(_file(source, name, options), place(source, name))


def _files(source: Source) -> list[str]:
    return [name for name in matching(source, "*.csv") if _fits(heading(source, name))]


def _fits(cells: list[str]) -> bool:
    if not 2 <= len(cells) <= 3 or not _DATED.match(cells[0]):
        return False
    return len(cells) == 2 or not cells[2].strip() or cells[2].strip().lower().startswith(("http://", "https://"))


def _file(source: Source, name: str, options: Options) -> Iterator[Item]:
    path = place(source, name)
    day_first = _day_first(source, name)
    if day_first is None:
        yield Remark(path, "月と日のどちらが先か分からないので、月/日/年の順に読みました")
    for item in rows(source, name):
        yield _post(item, path, options, day_first=bool(day_first)) if isinstance(item, Row) else item


def _day_first(source: Source, name: str) -> bool | None:
    """Tell which of day and month comes first; None where there are such dates and none of them tells."""
    dates = False
    for row in rows(source, name):
        if isinstance(row, Row) and (found := _SLASHED.match(row.cells[0])):
            if max(first := int(found[1]), int(found[2])) > 12:
                return first > 12
            dates = True
    return None if dates else False


def _post(row: Row, path: str, options: Options, *, day_first: bool) -> Item:
    where = f"{path}:{row.line}"
    when, text, link, *more = [*map(unguarded, row.cells), "", ""]
    if any(map(str.strip, more)):
        return Unread(where, "列が3つより多い行です", 'コンマを含む本文を引用符（"）で囲んでください')
    if not text.strip():
        return Skipped("文字のない投稿")
    moment = of_written(_SLASHED.sub(r"\2/\1/\3" if day_first else r"\1/\2/\3", when))
    if moment is None:
        return Unread(where, f"日時として読めません: {when}", "例: 11/21/2026 10:00")
    link = link.strip()
    if link and link not in text:  # Hootsuite publishes it after the message
        text = f"{text}\n{link}"
    return Post(
        Draft(text, id=where, path=path, scheduled_at=moment), where, options.account, day=moment.date(), planned=True
    )
