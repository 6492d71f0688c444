"""Events announced after they are over, and reports of events to come.

Compares the days of a post with the moment it goes out. `find` says which:

* `past`     every day of the post is over, and one of them is announced (開催, 募集, まで …), not told of
* `deadline` an application that is over for an event that is not
* `future`   a day to come that is told of as over (12月6日に開催しました)
* `far`      the first day to come is more than a year ahead

`moment` says which moments count: `scheduled` is what the draft states, `clock` the hour at which it is checked, when
the draft states none. A draft without either is left in peace.

    check: past-event
    find: past
    moment: scheduled

Whatever goes on (11月16日から, 毎週, 開催中), comes later (a month, a relative day) or is told of (しました, 報告, 中止)
is no past event. Days more than 400 days back are history.

Known problems: a post that tells of one event and announces another, both past, is left in peace.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice
from postlint.text import say
from postlint.text.spots import inside, spots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document
    from postlint.text.spots import Spot

KIND = "past-event"

FIELDS = {
    "find": Field(
        choice("past", "deadline", "future", "far"), required=True, help="what is at odds with the moment of posting"
    ),
    "moment": Field(choice("scheduled", "clock"), required=True, help="by what the draft states, or by the clock"),
}

_TOLD = (
    r"ました|でした|終了|締め?切り?済|済みです|終え|報告|結果|様子|ありがとう|された|された|行われた|いた(?:だき|しまし)|御礼|お礼|開催中|実施中|受付中|募集中"
    r"|中止|延期|訂正|お詫び|おわび|誤り|記念日|周年|発祥|誕生|由来|命日|追悼|延長|再募集|追加|入賞|動画|会見|録画|議事録|会議録|資料|写真(?!展|教室|撮影|コン)|優勝|表彰|レポート|振り返|アーカイブ|見逃し[配視]|変更"
)
_OTHER_AHEAD = r"歳|迎え|誕生|基準日|有効"
_OTHER_BEHIND = (
    r"\A[^。\n、]{0,10}?(?:生まれ|以前|登録|住民|在住|居住|取得|購入|発行|交付|時点|有効|(?:た|済み?の|込みの)方)"
)
_INVITED = (
    r"(?:開催|実施)(?:し|いたし|致し)ます|行います|開きます|募集します|お越しください|お待ちして|ご?参加ください|ご来場ください"
    r"|者を?募集|申し?込み?は|申込:|申込不要|予約不要|定員|参加費|(?:入場|参加)無料"
)
_OBSERVED = r"は?[、「『]?[^。、\n]{0,20}(?:の日|デー|週間|月間|記念)"
_ANNOUNCED = (
    r"開催|実施|行い|行う|行な|開き|開く|募集|締め?切|〆切|受付|受け付け|申し?込|応募|予約|参加|とき|日時|期日|会期|期限"
    r"|あります|ございます|お待ち|お越し|ぜひ|お出かけ|必着|消印"
)
_LATER = r"今日|本日|明日|あす|来週|来月|来年|次回|今後|随時|通年|常時|年中|毎[日週月年]|引き続き|現在"
_CLOSING = r"まで|迄|締め?切|〆切|必着|消印|期限"
_HISTORY = 400  # days
_SOON = 90  # days: further ahead, 12月6日に開催しました without a year is last year's
_FAR = 366
# With の the day is another's: 12月6日の駅伝の結団式を行いました.
_DONE = (
    r"\A(?:に|は|、|\s)?[^。\nの]{0,24}?(?:(?:(?:開催|実施|挙行)(?:し|いたし|致し|され)|行(?:い|われ)|開(?:き|かれ))ました"
    r"|(?:無事に?|盛況のうちに|おかげさまで)[^。\n]{0,10}終了(?:し|いたし|致し)ました)"
    r"|\Aの[^。\nの]{1,16}?は、?[^。\n]{0,14}?(?:終了(?:し|いたし|致し)ました|(?:開催|実施)されました|行われました)"
)
_NOT_YET = (
    r"向け|前に|控え|準備|募集|申し?込|受付|チケット|販売|決定|予定|備え|練習|リハ|打ち?合わ?せ|説明会|PR|pr|中止|延期|変更"
    r"|出場|関し|関する|ついて|ための|まで|先立|合わせ|あわせ|ちな|記念|発表|抽選|選考|作成|設置|お知らせ|する|結団|壮行"
)


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what is found, and by which moment."""
    return {"find": str(fields["find"]), "moment": str(fields["moment"])}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return what days are written with, or the tense of what is over."""
    from postlint.text.written import DAYS

    return [], ["ました"] if spec["find"] == "future" else DAYS


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the days at odds with the moment of posting."""
    if (document.draft.scheduled_at is None) is (spec["moment"] == "scheduled"):
        return
    found = [s for s in spots(document) if not _in_title(s, document)]
    today = document.today if found else None
    if today is None:
        return
    judge = {"past": _past, "deadline": _deadline, "future": _future, "far": _distant}[spec["find"]]
    for spot, day in judge(found, today, document):
        values = {
            "day": say.day(day, beside=today), "posting": say.day(today), "ago": _distance(day, today),
            "weekday_next": say.day(_next_year(day), beside=today),
        }  # fmt: skip
        yield hit(document, spot.start, spot.end, values)


def _in_title(spot: Spot, document: Document) -> bool:
    return inside(document.titles, spot.start)


def _past(found: list[Spot], today: date, document: Document) -> Iterator[tuple[Spot, date]]:
    known = [s for s in found if s.last is not None]
    # 申込は11月2日から is over with the event it is for; 展示は11月2日から is not.
    lasting = [s for s in found if s.last is None and not (known and s.purpose == "application" and s.open_ended)]
    if not known or lasting or any(s.last >= today for s in known if s.last):
        return
    dates, text = document.dates, document.text
    if dates.relatives or any(w.frame for w in dates.weekdays) or _months_to_come(document, today):
        return
    if re.search(_TOLD, text) or re.search(_LATER, text):
        return
    invited = re.search(_INVITED, text) is not None
    for spot in known:
        low, high = _line(spot, document)
        recent = spot.last is not None and today - spot.last <= timedelta(days=_HISTORY)
        ahead, behind = text[low : spot.start], text[spot.end : spot.end + 30]
        if re.search(_OTHER_AHEAD, ahead) or re.match(_OTHER_BEHIND, behind) or re.match(_OBSERVED, behind):
            continue
        if recent and (spot.purpose or invited or re.search(_ANNOUNCED, text[low:high])):
            assert spot.last is not None
            yield spot, spot.last
            return


def _deadline(found: list[Spot], today: date, document: Document) -> Iterator[tuple[Spot, date]]:
    """Yield the deadline that is over while the event is yet to come."""
    limits = [s for s in found if s.purpose == "application"]
    ahead = [s for s in found if s.purpose == "event" and s.first and s.first >= today]
    if not limits or not ahead or any(s.last is None or s.last >= today for s in limits):
        return
    text = document.text
    if re.search(_TOLD, text) or re.search(_LATER, text):
        return
    for limit in limits:
        if limit.last and re.search(_CLOSING, text[limit.before[0] : limit.after[1]][-120:]):
            yield limit, limit.last


def _line(spot: Spot, document: Document) -> tuple[int, int]:
    """Return the line of a spot, as far as 80 letters each way."""
    text = document.text
    low = max(text.rfind("\n", max(0, spot.start - 80), spot.start) + 1, spot.start - 80, 0)
    end = text.find("\n", spot.end, spot.end + 80)
    return low, end if end >= 0 else spot.end + 80


def _months_to_come(document: Document, today: date) -> bool:
    return any(m.year is None or (m.year, m.month) >= (today.year, today.month) for m in document.dates.months)


def _future(found: list[Spot], today: date, document: Document) -> Iterator[tuple[Spot, date]]:
    for spot in found:
        day = spot.first
        if day is None or day <= today or not spot.days or spot.days[0].month_from == "inferred":
            continue
        sure = spot.days[0].year_from == "written" or spot.days[0].weekday == day.weekday()
        if not sure and day - today > timedelta(days=_SOON):
            continue
        done = re.match(_DONE, document.text[spot.end : spot.after[1]])
        if done and not re.search(_NOT_YET, document.text[spot.before[0] : spot.start] + done[0]):
            yield spot, day


def _distant(found: list[Spot], today: date, document: Document) -> Iterator[tuple[Spot, date]]:
    ahead = [s for s in found if s.last is not None and s.last >= today]
    if len(ahead) < len(found) or not ahead:
        return
    first = min(ahead, key=lambda s: s.first or today)
    if first.purpose and first.first is not None and (first.first - today).days > _FAR:
        yield first, first.first


def _distance(day: date, today: date) -> str:
    days = (day - today).days
    return f"{-days}日前" if days < 0 else f"{days}日後" if days else "当日"


def _next_year(day: date) -> date:
    year = min(day.year + 1, 9999)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)
