"""Buffer's file for uploading posts in bulk: posts not yet published. Columns and times as Buffer's help states them.

`Text,Image URL,Tags,Posting Time`, where the tags sort posts inside Buffer and are never published; the time is
`YYYY-MM-DD HH:mm` of the channel's zone, read as Japan's, and may be missing: then the post waits in the queue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.errors import InputError, Place
from postlint.exports.source import guarded, matching, place
from postlint.exports.times import of_written
from postlint.exports.values import Row, heading, rows, unguarded
from postlint.model import Draft, Media
from postlint.posts import Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports import Options
    from postlint.exports.source import Source
    from postlint.posts import Item

LABEL = "Buffer（一括予約のCSV）"

_COLUMNS = ("Text", "Image URL", "Tags", "Posting Time")
_KNOWN = (*_COLUMNS, "Board Name")  # the last for Pinterest


def recognises(source: Source) -> bool:
    """Tell whether a CSV file has Buffer's columns, which are case-sensitive."""
    return bool(_files(source))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the planned posts, a row with a time that is none as Unread."""
    for name in _files(source) or source.names():
        yield from guarded(_file(source, name, options), place(source, name))


def _files(source: Source) -> list[str]:
    return [name for name in matching(source, "*.csv") if {"Text", "Posting Time"} <= set(heading(source, name))]


def _file(source: Source, name: str, options: Options) -> Iterator[Item]:
    columns: list[str] = []
    for item in rows(source, name):
        if not isinstance(item, Row):
            yield item
        elif not columns:
            columns = item.cells
            if "Text" not in columns:
                raise InputError(
                    "Bufferの書き出しではありません", place=Place(place(source, name), item.line),
                    hint=f"見出しは {','.join(_COLUMNS)} です",
                )  # fmt: skip
            if unknown := [column for column in columns if column not in _KNOWN]:
                yield Remark(place(source, name), f"知らない列は読みませんでした: {'、'.join(unknown)}")
        else:
            yield _post(item, columns, path=place(source, name), account=options.account)


def _post(row: Row, columns: list[str], *, path: str, account: str) -> Item:
    where = f"{path}:{row.line}"
    if any(cell.strip() for cell in row.cells[len(columns) :]):
        return Unread(where, "見出しより列の多い行です", 'コンマを含む本文を引用符（"）で囲んでください')
    cells = dict(zip(columns, map(unguarded, row.cells), strict=False))
    text, when = cells.get("Text", ""), cells.get("Posting Time", "").strip()
    if not text.strip():
        return Skipped("文字のない投稿")
    moment = of_written(when)
    if when and moment is None:
        return Unread(where, f"Posting Time: 日時として読めません: {when}", "例: 2026-11-21 10:00")
    image = cells.get("Image URL", "").strip()
    draft = Draft(text, id=where, path=path, scheduled_at=moment, media=(Media(image),) if image else None)
    return Post(draft, where, account, day=moment and moment.date(), planned=True)
