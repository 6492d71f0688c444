"""Chat history of LINE Official Account Manager: a CSV file for each citizen the city talked with.

    アカウント名,新城市公式
    タイムゾーン,'+09:00
    ダウンロード日時,2026/09/15 14:34
    送信者タイプ,送信者名,送信日,送信時刻,内容
    Account,応答メッセージ,2026/09/10,14:22:59,"…"
    User,…

Only the `Account` rows are the city's words. Each is of kind `dm`: a chat has one reader, whom it answers, and so have
the automatic 応答メッセージ, which stand in it because that one citizen wrote. Broadcasts stand in no file LINE gives.

`User` rows, their senders and the file's own name are citizens' personal data: counted, never kept, never printed, not
even where the row is broken. Columns, Excel's guard `'`, `_x000D_` and the sentences in place of pictures are those
four public readers of the format agree on; LINE does not document them.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from postlint.exports import times
from postlint.exports.source import head, matching, place
from postlint.exports.values import Row, rows
from postlint.japan import JAPAN
from postlint.model import Draft
from postlint.posts import Item, Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from postlint.exports import Options
    from postlint.exports.source import Source

LABEL = "LINE公式アカウントのトーク履歴（CSV）"

_TYPE, _DAY, _CLOCK, _BODY = "送信者タイプ", "送信日", "送信時刻", "内容"
_COLUMNS = (_TYPE, "送信者名", _DAY, _CLOCK, _BODY)
_NEEDED = {_TYPE, _BODY}
_ACCOUNT, _ZONE = "アカウント名", "タイムゾーン"
_ENCODINGS = ("utf-8", "utf-16", "cp932")

_CITIZEN = Skipped("市民からのメッセージ")
_WORDLESS = Skipped("文字のないメッセージ（スタンプ、写真など）")
_UNSENT = Skipped("送信を取り消したメッセージ")

_PICTURE = re.compile("(?:スタンプ|写真|画像|動画|音声|ボイスメッセージ|ファイル|位置情報|連絡先)を送信しました。?")
_TAKEN_BACK = re.compile("(?:メッセージの)?送信(?:が|を)取り消(?:された|した|しました)(?:メッセージです)?。?")
_OFFSET = re.compile("([+-])([0-9]{1,2}):?([0-9]{2})")
_RETURN = re.compile("(?:_x000[Dd]_|\r)+\n?")


def recognises(source: Source) -> bool:
    """Tell whether a CSV file has LINE's columns."""
    return any(_is_chat(source, name) for name in matching(source, "*.csv"))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield what the account wrote; chats of one period, whose shown names are the same, are numbered."""
    names = matching(source, "*.csv")
    names = [name for name in names if _is_chat(source, name)] or names or source.names()[:1]
    seen = Counter[str]()
    for name in names:
        shown = place(source, name)
        seen[shown] += 1
        where = f"{shown}（{seen[shown]}つ目）" if seen[shown] > 1 else shown
        yield from _chat(source, name, where=where, options=options)


def _is_chat(source: Source, name: str) -> bool:
    start = head(source, name, 4096)
    return any(_TYPE in text and _BODY in text for text in (start.decode(code, "ignore") for code in _ENCODINGS))


def _chat(source: Source, name: str, *, where: str, options: Options) -> Iterator[Item]:
    account, zone = "", JAPAN
    columns: dict[str, int] = {}
    for row in rows(source, name):
        if not isinstance(row, Row):
            yield row
        elif columns:
            here = f"{where}: {row.line}行目"
            cells = {title: row.cells[index] for title, index in columns.items() if index < len(row.cells)}
            yield from _items(cells, zone=zone, where=where, here=here, account=options.account or account)
        elif set(row.cells) >= _NEEDED:
            columns = {title: index for index, title in enumerate(row.cells) if title}
            if unknown := [title for title in columns if title not in _COLUMNS]:
                yield Remark(where, f"知らない列があります: {'、'.join(unknown)}")
        elif row.cells[0] == _ACCOUNT:
            account = "".join(row.cells[1:2])
        elif row.cells[0] == _ZONE and (told := _zone("".join(row.cells[1:2]))):
            zone = told
        elif row.cells[0] == _ZONE:
            yield Remark(where, "タイムゾーンを読めないので、時刻を日本時間として読みました")
    if not columns:
        yield Unread(
            where, f"見出しの行（{','.join(_COLUMNS)}）がありません", "LINEのトーク履歴のCSVか確かめてください"
        )


def _items(cells: dict[str, str], *, zone: timezone, where: str, here: str, account: str) -> Iterator[Item]:
    sender = cells.get(_TYPE, "").strip().lower()
    if sender == "user":
        yield _CITIZEN
        return
    if sender != "account" or _BODY not in cells:
        # What stands in such a row may be a citizen's: it is not quoted.
        yield Unread(here, "トーク履歴の行として読めません", "LINEからダウンロードしたままのCSVを渡してください")
        return
    text = _RETURN.sub("\n", cells[_BODY].removeprefix("'")).strip("\n")
    if not text.strip() or _PICTURE.fullmatch(text.strip()):
        yield _WORDLESS
        return
    if _TAKEN_BACK.fullmatch(text.strip()):
        yield _UNSENT
        return
    moment = _moment(f"{cells.get(_DAY, '')} {cells.get(_CLOCK, '')}", zone)
    if moment is None:
        yield Remark(here, "送信日と送信時刻を読めないので、時刻の分からない投稿として判定します")
    draft = Draft(text, id=here, path=where, platform="line", kind="dm", scheduled_at=moment)
    yield Post(draft, place=here, account=account, day=moment.date() if moment else None)


def _zone(written: str) -> timezone | None:
    """Read `'+09:00`, with Excel's guard or without."""
    m = _OFFSET.search(written)
    if m is None or int(m[2]) > 14 or int(m[3]) > 59:
        return None
    offset = timedelta(hours=int(m[2]), minutes=int(m[3]))
    return timezone(offset if m[1] == "+" else -offset)


def _moment(written: str, zone: timezone) -> datetime | None:
    local = times.of_written(written)
    try:
        return local.replace(tzinfo=zone).astimezone(JAPAN) if local else None
    except OverflowError:
        return None
