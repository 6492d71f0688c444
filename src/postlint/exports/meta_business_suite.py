"""Meta Business Suite, CSV of 「コンテンツ」: the posts of a Facebook page or of an Instagram account.

Columns are found by name, in English or Japanese; the names stand in `data/meta-business-suite.json`. Times are
written `03/27/2026 06:08` in the account's zone without saying which: they are read as Japan time. A page's photo
carries its text in Title, its film in Description too.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postlint.errors import InputError, Place
from postlint.exports.meta import WORDLESS
from postlint.exports.source import matching, place
from postlint.exports.times import of_day, of_written
from postlint.exports.values import Row, rows
from postlint.model import Draft
from postlint.posts import Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.exports import Options
    from postlint.exports.source import Source
    from postlint.posts import Item

LABEL = "Meta Business Suiteのコンテンツ表（CSV）"

_ZONE = "公開時間には時差の印がないので、日本時間として読みました"
_ASK_CONTENT = "Meta Business Suiteの「コンテンツ」から、投稿ごとの表を書き出してください"
_WHEN = re.compile(r"[0-9/.-]+(?:[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?")
# Excel keeps 15 digits of a number: an id of 17 comes back as 1.22158E+17, or with noughts at its end.
_WHOLE_ID = re.compile(r"[0-9]{1,15}|[0-9]{15}[0-9]*[1-9][0-9]*")
_ID_IN_URL = re.compile(
    r"(?:story_fbid|fbid|[?&]v)=([A-Za-z0-9_-]+)"
    r"|/(?:posts|videos|reel|reels|p|tv|photos)/(?:[^/?]*/)*?([A-Za-z0-9_-]+)/?(?:\?|$)"
)
_LONGEST_ID = 32
_LONGEST_URL = 500
_SHOWN = 10


class _Table(NamedTuple):
    """The header of a file: where each column we read stands, how many there are, and those nobody knows."""

    at: Mapping[str, int]
    width: int
    unknown: tuple[str, ...]

    def cell(self, row: Row, column: str) -> str:
        position = self.at.get(column, self.width)
        return row.cells[position].strip() if position < len(row.cells) else ""


def recognises(source: Source) -> bool:
    """Tell whether a table has the columns of posts; overviews of days have none."""
    return bool(_files(source))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the posts of all tables, row by row."""
    found = _files(source)
    if not found:
        raise InputError("投稿ごとの表が見つかりません", place=Place(source.path), hint=_ASK_CONTENT)
    yield Remark(place(source, found[0]), _ZONE)
    for name in found:
        try:
            yield from _table_posts(source, name, options)
        except InputError as fault:
            yield Unread(str(fault.place or place(source, name)), fault.what, fault.hint)


def _files(source: Source) -> list[str]:
    return [name for name in matching(source, "*.csv", "*.tsv", "*.txt") if _is_content(source, name)]


def _is_content(source: Source, name: str) -> bool:
    try:
        first = next((row for row in rows(source, name) if isinstance(row, Row)), None)
    except InputError:
        return False
    at = _header(first).at if first else {}
    return (
        {"id", "time"} <= at.keys()
        and bool(at.keys() & {"title", "description"})
        and bool(at.keys() & {"handle", "account", "account_id", "page_id"})
    )


@cache
def _names() -> tuple[dict[str, str], frozenset[str]]:
    path = Path(__file__).parent.parent / "data" / "meta-business-suite.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    columns = {_plain(name): column for column, names in told["columns"].items() for name in names}
    return columns, frozenset(map(_plain, told["figures"]))


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _header(row: Row) -> _Table:
    columns, figures = _names()
    at: dict[str, int] = {}
    for position, name in enumerate(row.cells):
        if column := columns.get(_plain(name)):
            at.setdefault(column, position)
    unknown = (name.strip() for name in row.cells if name.strip() and _plain(name) not in columns.keys() | figures)
    return _Table(at, len(row.cells), tuple(unknown))


def _table_posts(source: Source, name: str, options: Options) -> Iterator[Item]:
    table: _Table | None = None
    for row in rows(source, name):
        if not isinstance(row, Row):
            yield row
        elif table is None:
            table = _header(row)
            if table.unknown:
                names = "、".join(name[:40] for name in table.unknown[:_SHOWN])
                yield Remark(place(source, name), f"知らない列があります（使っていません）: {names}")
        elif any(map(str.strip, row.cells)):
            yield _item(row, table, place(source, name), options)


def _item(row: Row, table: _Table, where: str, options: Options) -> Item:
    spot = f"{where}:{row.line}"
    if len(row.cells) <= max(table.at.values()) or any(cell.strip() for cell in row.cells[table.width :]):
        what = f"列の数が見出しと合いません（{len(row.cells)}列、見出しは{table.width}列）"
        return Unread(spot, what, "本文の改行やコンマが引用符で囲まれているか確かめてください")
    text = _text(table.cell(row, "title"), table.cell(row, "description"))
    if not text:
        return Skipped(WORDLESS)
    written = table.cell(row, "time")
    moment, day = of_written(written), of_day(written)
    if written and (day is None or not _WHEN.fullmatch(written) or (":" in written and moment is None)):
        return Unread(spot, f"公開時間を読めません: {written[:40]}", "「月/日/年 時:分」（03/27/2026 06:08）のはずです")
    url = table.cell(row, "url")
    draft = Draft(
        text, id=_id(table.cell(row, "id"), url) or spot, path=where, platform=_platform(row, table, url),
        kind="quote" if table.cell(row, "shared") == "1" else "post", scheduled_at=moment,
    )  # fmt: skip
    account = options.account or table.cell(row, "handle") or table.cell(row, "account")
    return Post(draft, place=spot, account=account, url=url, day=moment.date() if moment else day)


def _text(title: str, description: str) -> str:
    """Join both, the title once where the description repeats it."""
    if title in description:
        return description
    return title if description in title else f"{title}\n{description}"


def _platform(row: Row, table: _Table, url: str) -> str:
    kind = table.cell(row, "type").lower()
    if "instagram.com/" in url or kind.startswith(("ig", "instagram")):  # IG reel, IGリール動画, Instagram画像
        return "instagram"
    return "facebook" if "facebook.com/" in url or "page_id" in table.at else "instagram"


def _id(written: str, url: str) -> str:
    """Return the platform's id: from the post's address where Excel has rounded the number."""
    bare = written.strip("=\"' ").replace(",", "")
    if len(bare) <= _LONGEST_ID and _WHOLE_ID.fullmatch(bare):
        return bare
    found = _ID_IN_URL.search(url[:_LONGEST_URL])
    return (found[1] or found[2]) if found else ""
