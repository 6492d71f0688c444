"""The facts a draft can state, as one table that validates front matter, flags, records and rows of exports alike.

Every value is parsed from located text (`postlint.located`), so an error always names its line, or its flag.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any

from postlint.errors import InputError, Place, did_you_mean
from postlint.japan import JAPAN
from postlint.located import Table, Text
from postlint.model import ACCOUNTS, EXEMPTIONS, KINDS, PLATFORMS, Media
from postlint.schema import (
    Field,
    SchemaError,
    boolean,
    choice,
    either,
    list_of,
    mapping,
    place_of,
    reraise,
    shape_of,
    shaped,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.schema import Parser

WORDLESS = ("like", "follow", "delete", "pin", "repost")  # acts that may go without a word

_EXAMPLE = "例: 2026-11-21T10:00"
# Plain patterns: re compiles them when they are first asked for, which most drafts never do.
_WHEN = (
    r"(?P<date>(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d))"
    r"(?:[Tt ](?P<time>(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d{1,9}))?)?)"
    r"(?: ?(?P<offset>[Zz]|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?))?)?"
)


def moment(value: Any) -> datetime:
    """Parse an ISO 8601 date and time into Japan time; without an offset it is Japan time already.

    `datetime.fromisoformat` would also take week dates, times without minutes and dates without a time.
    """
    word = text(value)
    where = place_of(value)
    found = re.fullmatch(_WHEN, word.strip(), re.ASCII)
    if not found:
        plain = unicodedata.normalize("NFKC", word)
        hint = (
            f"半角で書いてください: {plain}"
            if plain != word and re.fullmatch(_WHEN, plain.strip(), re.ASCII)
            else _EXAMPLE
        )
        raise SchemaError(f"日時として読めません: {word}", place=where, hint=hint)
    if not found["time"]:
        raise SchemaError(f"時刻がありません: {word}", place=where, hint=f"例: {found['date']}T10:00")
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise SchemaError(f"{found['date']} という日はありません", place=where) from None
    try:
        fraction = int((found["fraction"] or "0")[:6].ljust(6, "0"))
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0), fraction)
    except ValueError:
        hint = "翌日の00:00と書いてください" if found["hour"] == "24" else ""
        raise SchemaError(f"{found['time']} という時刻はありません", place=where, hint=hint) from None
    if not found["offset"]:
        return datetime.combine(day, clock, JAPAN)
    try:
        return datetime.combine(day, clock, _zone(found)).astimezone(JAPAN)
    except (ValueError, OverflowError):  # an offset of a day or more, or a moment before the year 1
        raise SchemaError(f"時差 {found['offset']} は使えません", place=where, hint="例: +09:00") from None


def _zone(found: re.Match[str]) -> timezone:
    minutes = int(found["minutes"] or 0)
    if minutes > 59:
        raise ValueError(minutes)
    ahead = timedelta(hours=int(found["hours"] or 0), minutes=minutes)
    return timezone(-ahead if found["sign"] == "-" else ahead)


_media_fields = mapping(
    {
        "file": Field(text, required=True, help="ファイル名"),
        "alt": Field(text, help="代替テキスト"),
        "rights": Field(text, help="著作権などの権利の確認"),
        "consent": Field(text, help="写っている人の同意"),
        "screen_checked": Field(boolean, help="画面や書類の写り込みを確かめたか"),
    },
    what="media",
)


@shaped(either(text, _media_fields))
def _media(value: Any) -> Media:
    """Parse one picture or film: its path alone, or what is known about it."""
    return Media(**_media_fields(value)) if isinstance(value, Table) else Media(text(value))


@shaped(lambda: {"type": "object"})
def _waiver(value: Any) -> Table:
    """Keep a waiver as written, with its place: one that lacks something is a finding, not an error of input."""
    if not isinstance(value, Table):
        raise SchemaError("waiversの項目には「キー: 値」を書いてください", place=place_of(value))
    for part in value.values():
        if not isinstance(part, Text):
            raise SchemaError("ここには文字列を書いてください", place=place_of(part))
    waiver = Table(value.place)
    waiver.update((str(key), str(part)) for key, part in value.items())
    return waiver


def _several(item: Parser) -> Parser:
    """Build a parser of a sequence that may be empty: `media: []` says there is none, no `media` says nothing."""
    parse = list_of(item, empty=True)
    return shaped(lambda: shape_of(parse))(lambda value: tuple(parse(value)))


FACTS: Mapping[str, Field] = {
    "city": Field(text, help="市のid（cities/ のファイル名）"),
    "platform": Field(choice(*PLATFORMS), help="投稿先"),
    "kind": Field(choice(*KINDS), help="操作の種類"),
    "account": Field(choice(*ACCOUNTS), help="誰の名で出すか（commissioned は報酬を受ける第三者）"),
    "scheduled_at": Field(moment, help="投稿する日時（時差がなければ日本時間）"),
    "emergency": Field(boolean, help="災害などの緊急情報か"),
    "drill": Field(boolean, help="訓練か"),
    "approved": Field(boolean, help="決裁を受けたか"),
    "approved_by": Field(text, help="決裁した人"),
    "second_checker": Field(text, help="二人目の確認者"),
    "exemption": Field(choice(*EXEMPTIONS), help="決裁を省ける理由"),
    "media": Field(_several(_media), help="添付する写真や動画"),
    "reason": Field(text, help="削除の理由"),
    "confirmed": Field(_several(text), help="確認を済ませた条項のid"),
    "waivers": Field(_several(_waiver), help="例外承認"),
}

_facts = mapping(FACTS)


def parse_facts(table: Any) -> dict[str, Any]:
    """Parse a located mapping of facts; those not stated are left out. Raises InputError where the fault stands."""
    try:
        facts: dict[str, Any] = _facts(table)
    except SchemaError as fault:
        raise reraise(fault, InputError) from None
    return facts


def parse_fact(name: str, value: str, *, flag: str | None = None) -> Any:
    """Parse the value of one flag; a fact that is a list (`media`, `confirmed`) comes back with this one member.

    Raises InputError that names the flag: `flag` where it is not the fact's own name (`--now`).
    """
    field = FACTS.get(name)
    if field is None:
        raise InputError(f"知らない項目 {name}", hint=did_you_mean(name, FACTS))
    try:
        return field.parse(Text(value, Place(flag or "--" + name.replace("_", "-"))))
    except SchemaError as fault:
        raise reraise(fault, InputError) from None
