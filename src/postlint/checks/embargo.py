"""Posts that would go out before the hour from which the matter may be public.

Finds the hour that lifts an embargo as the text itself states it (解禁:11月3日5時, 11月5日以降に公表してください,
エンバーゴ 11月5日12:00) when the draft goes out before it. `moment` says by what: `scheduled` is what the draft
states; with `clock` a draft without a time is found while the hour has not come.

    check: embargo
    moment: scheduled

A day without a time lifts at midnight. 結果は12月10日に公表します announces and forbids nothing; the opening of a season
for fish or game (解禁日) is no embargo.

Known problems: an embargo written only in the file's name or by mail is not seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.errors import Unjudged
from postlint.japan import JAPAN
from postlint.model import Hit
from postlint.schema import Field, choice
from postlint.text import say
from postlint.text.spots import any_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.dates import Day
    from postlint.text.document import Document

KIND = "embargo"

FIELDS = {
    "moment": Field(choice("scheduled", "clock"), required=True, help="by what the draft states, or by the clock")
}

_HINTS = (
    "解禁", "エンバーゴ", "embargo", "公表", "発表", "公開", "報道", "掲載", "投稿", "発信", "配信", "放送", "広報", "周知", "告知",
)  # fmt: skip
_MAKE = r"(?:公表|発表|公開|報道|掲載|投稿|発信|配信|放送|広報|周知|告知|情報解禁|解禁)"
_AHEAD = (
    rf"(?P<lifted>(?:エンバーゴ|embargo|(?:情報)?解禁(?:日時|日|時刻|時間)?|(?:公開|公表)可能?日時?)"
    rf"(?:は|が)?[\s:/=(【】)\]、]{{0,4}})\Z|{_MAKE}(?:日時|時刻)?は?[\s:]{{0,2}}\Z"
)
_BEHIND = (
    rf"\A\s?(?:以降|より後|から|を過ぎて(?:から)?|まで|以前)?(?:に|は|の)?{_MAKE}"
    r"(?:し(?:(?:て|ないで)(?:くだ|下)さい|ないこと)|を?(?:お願い|願い|厳禁|禁止|不可|控え|許可)|可能?(?!な|に)|のこと|ng|できません)"
    r"|\A\s?(?:に|の)?(?:情報解禁|エンバーゴ)(?!しま|され|とな|です)"
)
_OPENED = r"\A\s?(?:に|の)?解禁(?!しま|され|とな|です)"  # after a time; a season has none
_ASKED = r"\A\s?(?:以降|から|より後)(?:で|に|と)?(?:お願い|願い|して(?:くだ|下)さい|のこと|厳守)"
_ELSEWHERE = r"応募|コンテスト|キャンペーン|ハッシュタグ|釣|漁|猟|鮎|アユ|ワカサギ|渓流|ヤマメ|イワナ|狩|ボジョレー|新酒|カニ|ウニ|アワビ|ノリ|海苔|海開き|山開き|禁煙|飲酒"
_STALE = timedelta(days=180)  # a day without a year that far ahead is last year's


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return by which moment."""
    return {"moment": str(fields["moment"])}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the words of an embargo."""
    return [], [*_HINTS]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield each hour still to come. Raises Unjudged when there is one, and neither `scheduled_at` nor a clock."""
    stated = document.draft.scheduled_at is not None
    if stated and spec["moment"] == "clock":
        return
    for start, end, day, minutes in _lifts(document):
        if not stated and spec["moment"] == "scheduled" and document.today is not None:
            return
        when = document.when
        if when is None:
            raise Unjudged("scheduled_at")
        hour = _hour(day, minutes)
        if hour is None or hour <= when or (day.year_from != "written" and hour - when > _STALE):
            continue
        yield hit(document, start, end, {"lifted": _said(hour), "posting": _said(when)})


def _hour(day: Day, minutes: int) -> datetime | None:
    if day.date is None:
        return None
    try:
        return datetime.combine(day.date, time(), JAPAN) + timedelta(minutes=minutes)
    except OverflowError:
        return None


def _said(moment: datetime) -> str:
    minutes = moment.hour * 60 + moment.minute
    return say.day(moment.date()) + (say.clock(minutes) if minutes else "0時")


def _lifts(document: Document) -> Iterator[tuple[int, int, Day, int]]:
    """Yield the spans that lift an embargo with their day and minutes."""
    text, clocks = document.text, document.dates.clocks
    starts = [clock.start for clock in clocks]
    for day in document.dates.days:
        at = bisect_left(starts, day.end)
        near = clocks[at] if at < len(clocks) and starts[at] - day.end <= 2 else None
        clock = near if near and near.minutes is not None and not text[day.end : near.start].strip(" の、") else None
        end = clock.end if clock else day.end
        low, high = document.sentence(day.start)
        from_ = max(low, day.start - 16)
        if not any_in(_HINTS, text[from_ : end + 30]):
            continue
        ahead = re.search(_AHEAD, text[from_ : day.start])
        behind = re.match(_BEHIND, text[end : end + 30]) or (clock and re.match(_OPENED, text[end : end + 8]))
        asked = re.match(_ASKED, text[end : end + 20]) if ahead else None
        if not (behind or asked or (ahead and ahead["lifted"])) or re.search(
            _ELSEWHERE, text[max(low, from_ - 44) : min(high, end + 60)]
        ):
            continue
        tail = behind or asked
        start = from_ + ahead.start() if ahead else day.start
        yield start, end + (tail.end() if tail else 0), day, (clock.minutes or 0) if clock else 0
