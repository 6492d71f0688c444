"""Doors that open after the play begins, and applications that end after the event.

`find` says which:

* `doors`      開場, 受付 or 集合 later than the 開演, 開会 or 開始 it stands beside
* `deadline`   the last day of 申込, 予約 or 締切 after every day of the event

Only what stands side by side is compared: two times in one line or in the next, without another day, session (①, 第1部,
2回目) or hall between them. The reception of applications (申込受付, 電話受付, 受付時間) is no door. A deadline counts
only in a post that names one event: any later day, month, weekday series or 随時 leaves it in peace.

    check: event-order
    find: doors

Known problems: 応募 may rightly end after an event (photographs taken there); which posts those are is for the rule's
contexts to say.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice
from postlint.text import say
from postlint.text.spots import any_in, spots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.dates import Clock
    from postlint.text.document import Document
    from postlint.text.spots import Spot

KIND = "event-order"

FIELDS = {"find": Field(choice("doors", "deadline"), required=True, help="what is out of order")}

_DOORS = ("開場", "受付開始", "受付", "集合")
_MAIN = ("開演", "開会式", "開会", "開始", "スタート", "キックオフ", "試合開始", "上映開始")
_GAP = " ::・は/-|【】[]「」()"  # between a word and its time, up to four letters
_AFTER = ("", "から", "より", "に", "~", "-")  # between a time and its word
_OTHER_RECEPTION = (
    "申込", "申込み", "申し込み", "予約", "電話", "募集", "応募", "投票", "納税", "総合", "当日", "平日", "窓口", "参加", "入館", "最終", "開設",
    "寄附", "注文", "相談", "診療", "夜間",
)  # fmt: skip
# 物販開始, 配布開始: the start of another matter, unless it is one of these.
_SAME_START = (
    "試合", "競技", "講演", "講座", "演奏", "演技", "大会", "教室", "説明会", "相談", "体験", "行事", "式典", "イベント", "セミナー",
)  # fmt: skip
_BETWEEN = (
    "部", "回", "目", "枠", "組", "班", "会場", "コース", "ホール", "公民館", "日", "曜", "km", "キロ", "歳", "クラス", "男子", "女子", "一般", "親子",
)  # fmt: skip
_FAR = 40
_LATEST = timedelta(days=180)  # a deadline further on has been read in the wrong year
_NEAR = 20
_EVENT = (
    "教室", "講座", "講演", "大会", "まつり", "祭", "フェア", "フェス", "コンサート", "ツアー", "ウォーク", "体験", "イベント", "展", "セミナー",
    "学級", "上映会", "おはなし会", "公演", "マラソン", "駅伝", "キャンプ", "つどい", "集い", "カフェ",
)  # fmt: skip
_SIGN_UP = ("申込", "申し込", "締切", "締め切", "〆切", "予約", "応募", "エントリー", "参加募集", "参加者募集")
_HEADING = "■●◆▼▽◇□○◎▶【<《"  # a line that begins another matter, unless it is one of these
_LINES = (
    "日時", "とき", "場所", "会場", "内容", "対象", "定員", "費用", "参加費", "料金", "持ち物", "持物", "講師", "問い合わせ", "問合せ", "備考", "その他",
)  # fmt: skip
_CLOSED = ("まで", "迄", "必着", "消印", "締", "〆", "~", "から")
_CLOSING = ("締", "〆", "期限", "期間")
_SERIES = ("随時", "通年", "毎日", "毎週", "毎月", "定員になり次第", "年度中")
_SAME_MATTER = 1500  # letters from the event to its deadline


class _Label(NamedTuple):
    """A word that says what a time is of."""

    start: int
    end: int
    word: str


class _Named(NamedTuple):
    """A time with the word that says what it is of."""

    start: int
    end: int
    door: bool
    word: str
    clock: Clock
    bracketed: bool


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what is found."""
    return {"find": str(fields["find"])}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the words of doors, or those that limit."""
    if spec["find"] == "doors":
        return [], [*_DOORS]
    return [], [*_SIGN_UP]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield each pair that is out of order, in text order."""
    yield from _doors(document) if spec["find"] == "doors" else _deadlines(document)


def _doors(document: Document) -> Iterator[Hit]:
    named = list(_named(document))
    for i, door in enumerate(named):
        minutes = door.clock.minutes
        if not door.door or minutes is None:
            continue
        before = named[i - 1] if i and _beside(named[i - 1], door, document) else None
        after = named[i + 1] if i + 1 < len(named) and _beside(door, named[i + 1], document) else None
        if door.bracketed and before is not None and not before.door:
            after = None  # 14時開演(14時半開場): it is of the one before, whatever follows
        mains = [m for m in (before, after) if m is not None and not m.door and m.clock.minutes is not None]
        if not mains or any((m.clock.minutes or 0) >= minutes for m in mains):
            continue
        main = mains[-1]
        start, end = min(door.start, main.start), max(door.end, main.end)
        end += door.bracketed and document.text.startswith(")", end)
        values = {
            "door": door.word, "door_time": document.quote(door.clock.start, door.clock.end),
            "main": main.word, "main_time": document.quote(main.clock.start, main.clock.end),
        }  # fmt: skip
        yield hit(document, start, end, values)


def _named(document: Document) -> Iterator[_Named]:
    """Yield the times that have one of the words directly before or after them, each time once."""
    text = document.text
    labels = list(_labels(text))
    at = 0
    taken = -1
    ends = {r.last.clock.start for r in document.dates.ranges if r.last and r.last.clock}
    for clock in document.dates.clocks:
        # The end of 受付9時~10時, or 受付は10時まで, is no opening.
        if clock.start in ends or text.startswith(("終了", "締"), clock.end):
            continue
        while at < len(labels) and labels[at].end + 4 < clock.start:
            at += 1
        label = next((one for one in labels[at : at + 3] if one.start > taken and _touches(one, clock, text)), None)
        if label is None:
            continue
        taken = label.start
        door = label.word in _DOORS
        if not _is_other(label, text[max(0, label.start - 6) : label.start], text):
            low, high = min(label.start, clock.start), max(label.end, clock.end)
            yield _Named(low, high, door, label.word, clock, text[max(0, low - 1) : low] == "(")


def _labels(text: str) -> Iterator[_Label]:
    """Yield the words in text order, the longest where one holds another."""
    found = sorted((at, -len(word), word) for word in (*_DOORS, *_MAIN) for at in _places(text, word))
    reached = 0
    for at, _, word in found:
        if at >= reached:
            reached = at + len(word)
            yield _Label(at, reached, word)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _is_other(label: _Label, ahead: str, text: str) -> bool:
    """Tell the reception of applications, and the start of sales, from the event's own."""
    if label.word in _DOORS:
        return ahead.removesuffix("の").endswith(_OTHER_RECEPTION) or text.startswith(("時間", "期間"), label.end)
    if label.word not in ("開始", "スタート") or not ahead or ahead.endswith(_SAME_START):
        return False
    return ("一" <= ahead[-1] <= "龥" and ahead[-1] not in "時分半") or "ァ" <= ahead[-1] <= "ー"


def _touches(label: _Label, clock: Clock, text: str) -> bool:
    if label.end <= clock.start:
        return clock.start - label.end <= 4 and not text[label.end : clock.start].strip(_GAP)
    return 0 <= label.start - clock.end <= 4 and text[clock.end : label.start].strip(" ") in _AFTER


def _beside(one: _Named, other: _Named, document: Document) -> bool:
    if other.start - one.end > _FAR:
        return False
    between = document.text[one.end : other.start]
    return between.count("\n") <= 1 and not any_in(_BETWEEN, between) and "/" not in between.strip(" /")


def _deadlines(document: Document) -> Iterator[Hit]:
    found = spots(document)
    limits = [s for s in found if s.purpose == "application" and s.last is not None]
    others = [s for s in found if s.purpose != "application"]
    events = [s for s in others if s.last is not None and _is_event(s, document)]
    # A day of unknown purpose after the deadline may be the event's.
    if not limits or not events or any(s.last is None for s in others) or _goes_on(document):
        return
    latest = max(s.last for s in others if s.last)
    event = max(events, key=lambda s: (s.last, -s.start))
    for limit in limits:
        if (
            limit.last is None
            or not timedelta(0) < limit.last - latest <= _LATEST
            or not _limits(limit, event, document)
        ):
            continue
        values = {"event": document.quote(event.start, event.end), "deadline": say.day(limit.last)}
        yield hit(document, limit.start, limit.end, values)


def _is_event(spot: Spot, document: Document) -> bool:
    if spot.purpose == "event":
        return True
    ahead = document.text[spot.before[0] : spot.start]
    behind = document.text[spot.end : min(spot.after[1], spot.end + _NEAR)]
    clocks = document.dates.clocks
    at = bisect_left(clocks, spot.start, key=lambda clock: clock.start)
    timed = at < len(clocks) and clocks[at].start < spot.end + _NEAR
    return timed or any_in(_EVENT, ahead) or any_in(_EVENT, behind)


def _limits(limit: Spot, event: Spot, document: Document) -> bool:
    """Tell whether a spot ends the application for an event, and not something else of the post."""
    text = document.text
    ahead, behind = text[limit.before[0] : limit.start], text[limit.end : limit.after[1]]
    low, high = min(limit.end, event.end), max(limit.start, event.start)
    if any_in(("から", "より", "以降"), behind[:8]) or not any_in(_SIGN_UP, ahead[-_FAR:] + behind[:_FAR]):
        return False
    # 申込:11月17日9時から is a beginning; the span of まで is the range's own.
    closes = any_in(_CLOSED, text[limit.start : limit.end] + behind[:14]) or any_in(_CLOSING, ahead[-_NEAR:])
    if not closes or high - low > _SAME_MATTER:
        return False
    headings = [line for line in text[low:high].split("\n")[1:] if line.lstrip()[:1] in (*_HEADING,)]
    return all(any_in(_SIGN_UP + _LINES, line) for line in headings)


def _goes_on(document: Document) -> bool:
    """Tell whether the post speaks of a series, or of a month without a day, that may follow any deadline."""
    dates = document.dates
    return bool(dates.months) or any(w.frame for w in dates.weekdays) or any_in(_SERIES, document.text)
