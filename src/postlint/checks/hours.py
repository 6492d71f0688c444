"""Posts that will go out outside the hours in which a city posts.

Finds a `scheduled_at` before, after or off the opening hours, in Japan time; the last minute counts as inside
(17:15:59 is still 17:15). Disaster information (`emergency: true`) goes out at any hour. What the text itself
says of the hour (深夜ですが…) is a rule of wording, not of this check.

    check: hours
    hours: "08:30-17:15"           # both default to the city's `offices`
    closed: [sat, sun, holidays, "12-29..01-03"]
    except_correction: true        # also: except_emergency (default true), except_approved_by: 広報広聴課長

Known problems: whether a post is a correction is read from its heading or from set phrases (訂正します, 誤りがありました,
なりすましが確認されました); an apology for inconvenience alone is none. Hours past midnight cannot be written.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.errors import Unjudged
from postlint.japan import JAPAN
from postlint.model import Hit
from postlint.schema import Field, SchemaError, place_of
from postlint.text import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.text.document import Document

KIND = "hours"
# No NEEDS: an emergency is excused whatever its hour, so `scheduled_at` is asked for only when it decides.

_WINDOW = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_WORD = r"(?:訂正(?!申告|印|請求|届)|お詫び|おわび)"  # 訂正申告 and 訂正請求 are procedures of the counter
_CORRECTION = re.compile(
    rf"^[^\w\n]*{_WORD}(?:と|及び|および|の(?:お知らせ|投稿)|\W|$)"  # a heading: 訂正とお詫び, ※お詫びと訂正
    rf"|[【〔\[<《■◆●▼][^】〕\]>》\n]{{0,12}}{_WORD}"  # 【3月号の訂正】
    r"|訂正(?:を?いたし|を?致し|し|させていただき)ます|訂正のお知らせ"
    r"|(?:誤り|間違い|誤記|不備)が(?:あり|ござい)ました(?!ら|方|場合)"
    r"|(?:なりすまし|偽アカウント|偽サイト|乗っ取り|不正アクセス)[^。\n]{0,20}(?:確認|発見|発生)(?:し|され)",  # 被害等の発生
    re.MULTILINE,
)


def _window(value: Any) -> list[int]:
    found = _WINDOW.fullmatch(schema.text(value))
    if not found:
        hint = "08:30-17:15 のように書きます"
        raise SchemaError(f"時間帯として読めません: {value}", place=place_of(value), hint=hint)
    a, b, c, d = map(int, found.groups())
    if a * 60 + b >= c * 60 + d:
        raise SchemaError(f"終わりが始まりより前です: {value}", place=place_of(value))
    return [a * 60 + b, c * 60 + d]


def _closed(value: Any) -> str:
    try:
        return calendar.parse_closed(schema.text(value))
    except ValueError:
        hint = "sat、holidays、12-29..01-03 のように書きます"
        raise SchemaError(f"休みの日として読めません: {value}", place=place_of(value), hint=hint) from None


FIELDS = {
    "hours": Field(_window, help="opening hours, HH:MM-HH:MM; default: the city's offices"),
    "closed": Field(schema.list_of(_closed, empty=True), help="closed days; default: the city's offices"),
    "except_emergency": Field(schema.boolean, help="disaster information may go out at any hour (default true)"),
    "except_correction": Field(schema.boolean, help="so may the correction of an error, or word of an impostor"),
    "except_approved_by": Field(schema.text, help="so may what this person approved"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return opening minutes, closed days and exceptions. Raises SchemaError when nobody says the hours."""
    offices = setting.city.get("offices") or {}
    if not {"hours", "closed"} <= {*fields, *offices}:
        raise SchemaError("投稿できる時間が分かりません", hint="市のファイルの offices に hours と closed を書きます")
    return {
        "hours": fields["hours"] if "hours" in fields else _window(offices["hours"]),
        "closed": fields["closed"] if "closed" in fields else [_closed(entry) for entry in offices["closed"]],
        "emergency": fields.get("except_emergency", True),
        "correction": fields.get("except_correction", False),
        "approved_by": fields.get("except_approved_by", ""),
    }


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield one hit without a span. Raises Unjudged without `scheduled_at`, or beyond the holiday table."""
    if _excused(spec, document):
        return
    scheduled = document.draft.scheduled_at
    if scheduled is None:
        raise Unjudged("scheduled_at")
    try:
        when = scheduled.astimezone(JAPAN)
    except OverflowError:  # 9999-12-31T23:59-12:00 is no moment in Japan
        raise Unjudged("scheduled_at") from None
    why = _why(spec, when)
    if why:
        day = f"{when.month}月{when.day}日（{calendar.WEEKDAYS_JA[when.weekday()]}）"
        match = f"scheduled_at={when.replace(tzinfo=None).isoformat(timespec='minutes')}"
        yield Hit(None, None, match, {"when": f"{day}{when.hour}:{when.minute:02}", "why": why})


def _excused(spec: Mapping[str, Any], document: Document) -> bool:
    draft = document.draft
    if spec["emergency"] and draft.emergency is True:
        return True
    if spec["correction"] and _CORRECTION.search(document.folded.text):
        return True
    if not spec["approved_by"] or not draft.approved_by or draft.approved is False:
        return False
    # 広報広聴課長補佐 and 課長代理 are other people.
    who = unicodedata.normalize("NFKC", draft.approved_by)
    return re.search(re.escape(spec["approved_by"]) + r"(?!補佐|代理)", who) is not None


def _why(spec: Mapping[str, Any], when: datetime) -> str | None:
    opens, closes = spec["hours"]
    minute = when.hour * 60 + when.minute
    off = f"{_clock(opens)}より前" if minute < opens else f"{_clock(closes)}より後" if minute > closes else None
    try:
        return calendar.why_closed(when.date(), spec["closed"]) or off
    except Unjudged:
        if off:  # outside the hours of any day: the table is not needed
            return off
        raise


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
