"""The posts of X's analytics, a CSV: of today (コンテンツ) and of before 2024 (ツイートアクティビティ), in English or Japanese.

Today's file gives the day only: the time is read out of the id of the post. Excel cuts ids (`1.23457E+18`), so the
one in the link comes first. Links in the text stay as X shortened them, since the file does not say where they lead.

Known problems: replies are told by the `@` they begin with, quotes and edits not at all.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from postlint.errors import InputError, Place
from postlint.exports.source import head, matching, place
from postlint.exports.times import of_day, of_iso, of_x_id
from postlint.exports.values import Row, rows
from postlint.exports.x_text import SHORT_LINK, plain
from postlint.model import Draft
from postlint.posts import Item, Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from postlint.exports import Options
    from postlint.exports.source import Source

LABEL = "X アナリティクスのCSV"

_CHOOSE = "アナリティクスの「コンテンツ」から書き出した account_analytics_content_….csv を選んでください"
_PAGE = re.compile(r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/([A-Za-z0-9_]{1,20})/status(?:es)?/([0-9]{1,20})")
_ID = re.compile("[0-9]{1,20}")
_CLOCK = re.compile("[0-9]:[0-9]{2}")
_OFFSET = re.compile(r"(?:[+-][0-9]{2}:?[0-9]{2}|Z)\s*$")


class _Columns(NamedTuple):
    """Where each fact stands in a row; -1 where the file lacks it."""

    text: int
    id: int
    link: int
    time: int


def recognises(source: Source) -> bool:
    """Tell whether the first line of a CSV here is that of such a file, also of one without posts."""
    return any(_columns(header) or _no_posts(header) for _, header in _tables(source))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the posts of each file. Raises InputError where there are only files of analytics that hold none."""
    tables = dict(_tables(source))
    with_posts = {name: columns for name, header in tables.items() if (columns := _columns(header))}
    without = [name for name, header in tables.items() if name not in with_posts and _no_posts(header)]
    if not with_posts:
        where = Place(place(source, without[0]) if without else source.path)
        what = (
            "投稿の入っていない集計ファイルです"
            if without
            else "Xアナリティクスの列（ポストID、ポスト本文）がありません"
        )
        raise InputError(what, place=where, hint=_CHOOSE)
    for name in without:
        yield Remark(place(source, name), "投稿の入っていない集計ファイルなので、読みませんでした")
    for name, columns in with_posts.items():
        if unknown := _unknown(tables[name]):
            yield Remark(place(source, name), f"知らない列は読みませんでした: {'、'.join(unknown[:10])}")
        try:
            yield from _posts(source, name, columns, options.account.lstrip("@"))
        except InputError as fault:  # the next file may be well
            yield Unread(str(fault.place), fault.what, fault.hint)


def _posts(source: Source, name: str, columns: _Columns, account: str) -> Iterator[Item]:
    path, shortened, header = place(source, name), 0, True
    for row in rows(source, name):
        if not isinstance(row, Row):
            yield row
        elif header:
            header = False
        else:
            item = _post(row, columns, path, account)
            shortened += isinstance(item, Post) and bool(SHORT_LINK.search(item.draft.text))
            yield item
    if shortened:
        yield Remark(
            path, f"短縮リンク（t.co）のある投稿が{shortened}件あります。リンク先はこのファイルからは分かりません"
        )


def _post(row: Row, columns: _Columns, path: str, account: str) -> Post | Skipped | Unread:
    where = f"{path}:{row.line}"
    if len(row.cells) <= max(columns):
        return Unread(where, f"列が足りません（{len(row.cells)}列）", "書き出したままのCSVを使ってください")
    text, link = plain(_cell(row, columns.text)), _cell(row, columns.link).strip()
    if not text.strip():
        return Skipped("本文のない投稿（画像・動画だけ）")
    page = _PAGE.match(link)
    number = page[2] if page else _cell(row, columns.id).strip("'\"= ")
    if not _ID.fullmatch(number):
        number = ""  # what Excel left of it
    name = page[1] if page and page[1] != "i" else account
    written = _cell(row, columns.time)
    counted = of_x_id(number)  # to the millisecond, which no other file of X tells
    moment = _moment(written) or (counted.replace(microsecond=0) if counted else None)
    day = moment.date() if moment else of_day(written)
    if day is None:
        return Unread(where, f"投稿日が読めません: {written[:40]}", "書き出したままのCSVを使ってください")
    kind = "repost" if text.startswith("RT @") else "reply" if text.startswith("@") else "post"
    draft = Draft(text, id=number or where, path=path, platform="x", kind=kind, scheduled_at=moment)
    url = page[0] if page else f"https://x.com/{name or 'i/web'}/status/{number}" if number else ""
    return Post(draft, where, name, url, day)


def _moment(written: str) -> datetime | None:
    """Read the time of the older file, `2024-03-15 18:42 +0000`; without an offset it is UTC all the same."""
    if not _CLOCK.search(written):
        return None
    return of_iso(written if _OFFSET.search(written) else f"{written.strip()}+00:00")


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column >= 0 else ""


class _Start:
    """The beginning of each file of a source, in its place: the rest may be gigabytes of something else."""

    def __init__(self, source: Source) -> None:
        self._source, self.path = source, source.path

    def names(self) -> list[str]:
        return self._source.names()

    def open(self, name: str) -> IO[bytes]:
        return io.BytesIO(head(self._source, name))


def _tables(source: Source) -> Iterator[tuple[str, list[str]]]:
    """Yield the tables here with the cells of their first line, folded."""
    start = _Start(source)
    for name in matching(source, "*.csv", "*.tsv"):
        try:
            first = next((row.cells for row in rows(start, name) if isinstance(row, Row)), [])
        except InputError:  # said by whoever reads it
            continue
        yield name, [unicodedata.normalize("NFKC", cell).strip().lower() for cell in first]


def _columns(header: list[str]) -> _Columns | None:
    """Find the columns by name; None where this is no table of posts."""
    facts = _names()["facts"]
    where = {fact: next((i for i, cell in enumerate(header) if cell in facts[fact]), -1) for fact in _Columns._fields}
    columns = _Columns(**where)
    return columns if columns.text >= 0 and max(columns.id, columns.link) >= 0 else None


def _no_posts(header: list[str]) -> bool:
    """Tell whether this is one of the sums by day that stand beside the table of posts."""
    names = _names()["without_posts"]
    by_day = any(cell in names["day"] for cell in header) and any(cell in names["sums"] for cell in header)
    return by_day or any(cell in names["titles"] for cell in header[:1])


def _unknown(header: list[str]) -> list[str]:
    names = _names()
    known = {*names["counts"], *(name for fact in names["facts"].values() for name in fact)}
    return [cell for cell in header if cell and cell not in known and not cell.startswith(tuple(names["promoted"]))]


@cache
def _names() -> dict[str, Any]:
    path = Path(__file__).parent.parent / "data" / "exports" / "x-analytics.json"
    names: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return names
