"""Posts that will go out outside the hours in which a city posts.

Finds a `scheduled_at` before, after or off the opening hours, in Japan time; the last minute counts as inside
(17:15:59 is still 17:15). Disaster information (`emergency: true`) goes out at any hour. What the text itself
says of the hour (深夜ですが…) is a rule of wording, not of this check.

    check: hours
    hours: "08:30-17:15"           # both default to the city's `offices`, and yield to the account's own in postlint.yaml
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
from postlint.policy.office import closed, window
from postlint.schema import Field, SchemaError
from postlint.text import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.text.document import Document

KIND = "hours"
# No NEEDS: an emergency is excused whatever its hour, so `scheduled_at` is asked for only when it decides.

_WORD = r"(?:訂正(?!申告|印|請求|届)|お詫び|おわび)"  # 訂正申告 and 訂正請求 are procedures of the counter
_CORRECTION = re.compile(
    rf"^[^\w\n]*{_WORD}(?:と|及び|および|の(?:お知らせ|投稿)|\W|$)"  # a heading: 訂正とお詫び, ※お詫びと訂正
    rf"|[【〔\[<《■◆●▼][^】〕\]>》\n]{{0,12}}{_WORD}"  # 【3月号の訂正】
    r"|訂正(?:を?いたし|を?致し|し|させていただき)ます|訂正のお知らせ"
    r"|(?:誤り|間違い|誤記|不備)が(?:あり|ござい)ました(?!ら|方|場合)"
    r"|(?:なりすまし|偽アカウント|偽サイト|乗っ取り|不正アクセス)[^。\n]{0,20}(?:確認|発見|発生)(?:し|され)",  # 被害等の発生
    re.MULTILINE,
)


FIELDS = {
    "hours": Field(window, help="opening hours, HH:MM-HH:MM; default: the city's offices"),
    "closed": Field(schema.list_of(closed, empty=True), help="closed days; default: the city's offices"),
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
        "hours": fields["hours"] if "hours" in fields else window(offices["hours"]),
        "closed": fields["closed"] if "closed" in fields else [closed(entry) for entry in offices["closed"]],
        "accounts": [_account(one) for one in setting.city.get("accounts", ()) if {"hours", "closed"} & {*one}],
        "emergency": fields.get("except_emergency", True),
        "correction": fields.get("except_correction", False),
        "approved_by": fields.get("except_approved_by", ""),
    }


def _account(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return which posts an account's own hours hold for, and what it says of them."""
    own: dict[str, Any] = {"of": {fact: one[fact] for fact in ("platform", "account") if fact in one}}
    if "hours" in one:
        own["hours"] = window(one["hours"])
    if "closed" in one:
        own["closed"] = [closed(entry) for entry in one["closed"]]
    return own


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
    why = _why(_own(spec, document), when)
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


def _own(spec: Mapping[str, Any], document: Document) -> Mapping[str, Any]:
    """Return the hours of the account that the post goes out from, or the office's."""
    for own in spec["accounts"]:
        if all(getattr(document.draft, fact) == value for fact, value in own["of"].items()):
            return {**spec, **own}
    return spec


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
