"""Google Takeout of YouTube: titles and descriptions of the videos, own comments and live chats.

Title, blank line, description are one post, as viewers read them; tags they do not see, so they are no part of it.
Comments and live chats are of kind `reply`, also those under videos of others.

The files are known by their columns, since the folders are named in the user's language (`YouTube と YouTube
Music/…`). Columns come and go; those of a Japanese Takeout are published nowhere, and neither are those of community
posts (`posts/posts.csv`): both are reported, not guessed.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from postlint.exports import times
from postlint.exports.reach import members, string
from postlint.exports.source import matching, place
from postlint.exports.values import Row, heading, rows
from postlint.model import Draft
from postlint.posts import Item, Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.exports import Options
    from postlint.exports.source import Source

LABEL = "YouTube（Google Takeout）"


class _Table(NamedTuple):
    """One of the files: the columns it is known by, and those that are known, all in lower case."""

    needed: frozenset[str]
    known: frozenset[str]


def _table(needed: str, known: str = "") -> _Table:
    wanted = frozenset(needed.split(","))
    return _Table(wanted, wanted | frozenset(known.split(",")))


_VIDEOS = _table(
    "video id,video title (original)",
    "approx duration (ms),video audio language,video category,video description (original),channel id,privacy,"
    "video state,video create timestamp,video publish timestamp",
)
_COMMENTS = _table(
    "comment id,comment text",
    "channel id,comment create timestamp,price,currency code,parent comment id,post id,video id,top-level comment id",
)
_CHATS = _table(
    "live chat id,live chat text", "channel id,live chat create timestamp,price,currency code,video id"
)  # fmt: skip
_CHANNELS = _table("channel id,channel title (original)")

_AS_IT_CAME = "Takeoutの書き出しを編集せずに渡してください"
_HIDDEN = Skipped("公開していない動画")
_EMPTY = Skipped("文字のない動画やコメント")
# Unlisted videos are open to whoever has the link, yet no page shows them by itself.
_NOT_PUBLIC = {"private", "unlisted", "非公開", "限定公開"}
_NOT_THERE = {"deleted", "failed", "rejected", "terminated", "draft"}
_STAMPS = (
    "video publish timestamp", "video create timestamp", "comment create timestamp", "live chat create timestamp",
)  # fmt: skip
_TAG = re.compile("tag [0-9]+")
_FOLDER = re.compile("youtube [^/]{1,9} youtube music")
_COMMUNITY = re.compile(r"/posts/posts(?:\([0-9]+\))?\.csv$")
_TEXTS = re.compile("動画.*(?:タイトル|説明)|(?:コメント|チャット|投稿).*(?:テキスト|本文)")


def recognises(source: Source) -> bool:
    """Tell whether a CSV file has the columns of one of the tables, or should be reported."""
    return any(_table_of(header) or _fault(source, name, header) for name, header in _headers(source))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield videos, comments and live chats, file by file."""
    headers = dict(_headers(source))
    channels = {
        channel: title
        for name, header in headers.items()
        if _CHANNELS.needed <= set(header)
        for channel, title in _channels(source, name)
    }
    something = False
    for name, header in headers.items():
        if table := _table_of(header):
            something = True
            yield from _posts(source, name, table=table, channels=channels, account=options.account)
        elif fault := _fault(source, name, header):
            something = True
            yield Unread(place(source, name), *fault)
    if not something:
        yield Unread(
            place(source, ""), "動画（videos.csv）もコメント（comments.csv）もありません",
            "Google Takeout で動画のメタデータとコメントを選んで書き出してください",
        )  # fmt: skip


def _headers(source: Source) -> Iterator[tuple[str, list[str]]]:
    """Yield each CSV file with the titles of its columns, in lower case."""
    for name in matching(source, "*.csv"):
        yield name, [title.strip().lower() for title in heading(source, name)]


def _table_of(header: list[str]) -> _Table | None:
    return next((table for table in (_VIDEOS, _COMMENTS, _CHATS) if table.needed <= set(header)), None)


def _fault(source: Source, name: str, header: list[str]) -> tuple[str, str] | None:
    """Tell why a file that holds posts cannot be read: what, and a hint."""
    path = f"{source.path}/{name}".lower()
    takeout = _FOLDER.search(path)
    if takeout and _COMMUNITY.search(path):
        return "コミュニティ投稿の列が公開されていないので、読めません", "文面を表（CSV）にまとめて、別に渡してください"
    if any(map(_TEXTS.search, header)) and (takeout or {"動画 id", "動画id"} & set(header)):
        return (
            f"日本語の列名の書き出しは読めません: {'、'.join(header)[:60]}…",
            "Googleアカウントの言語を英語にして、書き出し直してください",
        )
    return None


def _channels(source: Source, name: str) -> Iterator[tuple[str, str]]:
    for _, cells in _records(source, name):
        if isinstance(cells, dict):
            yield cells.get("channel id", ""), cells.get("channel title (original)", "")


def _records(source: Source, name: str) -> Iterator[tuple[int, dict[str, str] | Unread | Remark]]:
    """Yield the rows below the head, by the titles of their columns in lower case."""
    titles: list[str] = []
    for row in rows(source, name):
        if not isinstance(row, Row):
            yield 0, row
        elif not titles:
            titles = [title.strip().lower() for title in row.cells]
        else:
            yield row.line, dict(zip(titles, row.cells, strict=False))


def _posts(source: Source, name: str, *, table: _Table, channels: Mapping[str, str], account: str) -> Iterator[Item]:
    where = place(source, name)
    told = False
    for line, cells in _records(source, name):
        here = f"{where}: {line}行目"
        if not isinstance(cells, dict):
            yield cells
            continue
        if not told:
            told = True
            yield from _remarks(where, table, cells)
        if not table.needed <= cells.keys():
            yield Unread(here, "列が足りない行です", _AS_IT_CAME)
            continue
        if table is _VIDEOS and _is_hidden(cells):
            yield _HIDDEN
            continue
        spoken = cells.get("comment text") or cells.get("live chat text", "")
        text = _video(cells) if table is _VIDEOS else _spoken(spoken)
        if text is None:
            yield Unread(here, "コメントの文章を取り出せません", _AS_IT_CAME)
        elif not text.strip():
            yield _EMPTY
        else:
            whose = account or channels.get(cells.get("channel id", "")) or cells.get("channel id", "")
            yield from _post(cells, text=text, where=where, here=here, account=whose)


def _remarks(where: str, table: _Table, cells: Mapping[str, str]) -> Iterator[Remark]:
    tags = [title for title in cells if _TAG.fullmatch(title)]
    if unknown := [title for title in cells if title and title not in table.known and title not in tags]:
        yield Remark(where, f"知らない列があります: {'、'.join(unknown)}")
    if tags:
        yield Remark(where, "タグ（Tag 1 など）は視聴者に見えないので、判定しません")


def _is_hidden(cells: Mapping[str, str]) -> bool:
    return cells.get("privacy", "").lower() in _NOT_PUBLIC or cells.get("video state", "").lower() in _NOT_THERE


def _video(cells: Mapping[str, str]) -> str:
    parts = (cells.get("video title (original)", ""), cells.get("video description (original)", ""))
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _spoken(cell: str) -> str | None:
    """Join the fragments `{"text":"…"},{"text":"…"}` of a comment; None for what only looks like them."""
    if not cell.startswith("{"):
        return cell  # of old, comments were written plainly
    try:
        fragments = json.loads(f"[{cell}]")
    except (ValueError, RecursionError):
        return None
    segments = [part for whole in fragments for part in members(whole, "takeoutSegments") or [whole]]
    return "".join(string(part, "text") for part in segments)


def _post(cells: Mapping[str, str], *, text: str, where: str, here: str, account: str) -> Iterator[Item]:
    video = cells.get("video id", "")
    comment = cells.get("comment id", "")
    own = comment or cells.get("live chat id", "")
    written = next((cells[stamp] for stamp in _STAMPS if cells.get(stamp)), "")
    moment = times.of_iso(written)
    if moment is None:
        yield Remark(here, "投稿の時刻を読めないので、時刻の分からない投稿として判定します")
    url = f"https://www.youtube.com/watch?v={video}" if video else ""
    draft = Draft(
        text, id=own or video or here, path=where, platform="youtube", kind="reply" if own else "post",
        scheduled_at=moment,
    )  # fmt: skip
    yield Post(
        draft, place=here, account=account, url=f"{url}&lc={comment}" if url and comment else url,
        day=moment.date() if moment else None,
    )  # fmt: skip
