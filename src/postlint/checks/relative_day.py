"""Today, tomorrow and next Saturday, beside the day they are said to be.

Compares relative words with the explicit day they stand at and with the moment of posting. `find` says which:

* `mismatch`   明日11月22日(日), 本日(19日), 来週土曜日(12月5日) that is not so on the day of posting
* `greeting`   こんばんは in the morning, おはようございます in the afternoon
* `bare`       a relative word in a post without any day (shown late, or reposted, it misleads)

`moment` says which moments count for a mismatch: `scheduled` is what the draft states. With `clock` a draft without a
time is found only when its day has gone by: the writer of 明日22日 may well post on the 21st.

    check: relative-day
    find: mismatch
    moment: scheduled

A weekend reaches from Friday to Monday. On Sundays, and for them, a week may begin on either day.

Known problems: 今日 as nowadays is told by what follows it (今日では, 今日的).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice
from postlint.text import say
from postlint.text.spots import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from postlint.checks import Guard, Setting
    from postlint.text.dates import Day
    from postlint.text.document import Document

KIND = "relative-day"

FIELDS = {
    "find": Field(choice("mismatch", "greeting", "bare"), required=True, help="what is looked for"),
    "moment": Field(choice("scheduled", "clock"), help="by what the draft states (default), or by the clock"),
}

_OFFSETS = {-2: "おととい", -1: "昨日", 0: "本日", 1: "明日", 2: "あさって", 3: "しあさって"}
_GREETINGS = (("こんばん", 16, 28), ("おはよう", 4, 11))  # hours in which it is said, 28 is four in the morning
_LITERALS = "今日|きょう|本日|明日|あす|あした|昨日|きのう|明後日|あさって|一昨日|おととい|今週|来週|先週|今夜|今晩|今朝|今夕|明朝|明晩|昨夜|昨晩"
_NOWADAYS = ("的", "では", "において", "に至", "まで", "の社会", "の課題", "の日本", "も", "は寒", "は暑")
_BETWEEN = " \n、,のは(:"  # up to two letters between a word and its day
_REACH = 2
_WEEKS = {"再来週": 2, "来週": 1, "今週": 0, "先週": -1}
_ENDS = ("、", "。", ",", "!", "?", ")", "です", "は", " ", "\n")


class _Word(NamedTuple):
    """A relative word with the days it may mean."""

    start: int
    end: int
    word: str
    days: tuple[date, ...]


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what is found, and by which moment."""
    return {"find": str(fields["find"]), "moment": str(fields.get("moment", "scheduled"))}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the words themselves."""
    return [], [word for word, _, _ in _GREETINGS] if spec["find"] == "greeting" else [*_LITERALS.split("|"), "週末"]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield what does not agree with the moment of posting, in text order."""
    if spec["find"] == "bare":
        yield from _bare(document)
        return
    stated = document.draft.scheduled_at is not None
    if stated is (spec["moment"] == "clock"):
        return
    if spec["find"] == "greeting":
        when = document.when
        yield from _greetings(document, when.hour) if when else ()
        return
    today = document.today if document.dates.days else None
    if today is None:
        return
    for word, day, meant in sorted(_pairs(document), key=lambda pair: min(pair[0].start, pair[1].start)):
        if meant in word.days:
            continue
        apart = meant - word.days[0]
        if not stated and apart >= timedelta(0):
            continue
        start, end = min(word.start, day.start), max(word.end, day.end)
        if "(" in document.text[word.end : day.start] or end == word.end:
            end += document.text.startswith(")", end)
        values = {
            "word": word.word, "day": say.day(meant, beside=today), "posting": say.day(today),
            "right_day": say.day(word.days[0], beside=today), "right_word": _told(meant, today),
        }  # fmt: skip
        yield hit(document, start, end, values)


def _pairs(document: Document) -> Iterator[tuple[_Word, Day, date]]:
    """Yield each relative word with the day it stands at, and that day as near to the word as it can be meant."""
    text, days = document.text, document.dates.days
    starts = [day.start for day in days]
    ends = [day.end for day in days]
    for word in _words(document):
        at = bisect_left(starts, word.end)
        if at < len(days) and _touches(text[word.end : word.end + _REACH], days[at], text, gap=starts[at] - word.end):
            day = days[at]
        else:
            at = bisect_left(ends, word.start + 1) - 1
            if at < 0 or text[ends[at] : word.start] != "(" or not text.startswith(")", word.end):
                continue
            day = days[at]
        meant = _nearest(day, word.days[0])
        if meant is not None and not day.suffix:
            yield word, day, meant
    yield from _framed(document)


def _framed(document: Document) -> Iterator[tuple[_Word, Day, date]]:
    """Yield days that begin with their weekday, and say of which week it is: 来週土曜日の12月5日."""
    today = document.today
    if today is None or not 1 < today.year < 9999:
        return
    monday = today - timedelta(today.weekday())
    for day in document.dates.days:
        if day.weekday is None or day.weekday_span is None or day.weekday_span[0] > day.start + 1:
            continue
        frame = next((word for word in _WEEKS if document.text.endswith(word, 0, day.start)), "")
        if not frame:
            continue
        named = monday + timedelta(7 * _WEEKS[frame] + day.weekday)
        start = day.start - len(frame)
        days = (named, *_or(named, today.weekday(), day.weekday))
        meant = _nearest(day, named)
        if meant is not None:
            yield _Word(start, day.weekday_span[1], document.quote(start, day.weekday_span[1]), days), day, meant


def _or(named: date, today: int, weekday: int) -> tuple[date, ...]:
    """Return the day meant by those whose week begins on Sunday, where that makes a difference."""
    return (named - timedelta(7),) if weekday == 6 else (named + timedelta(7),) if today == 6 else ()


def _touches(ahead: str, day: Day, text: str, *, gap: int) -> bool:
    if gap > _REACH or ahead[:gap].strip(_BETWEEN):
        return False
    # 本日は12月5日の大会の…, 本日、12月5日に開く…: the day is another matter unless something ends right after it.
    loose = any(mark in ahead[:gap] for mark in "、,は")
    return not loose or day.end >= len(text) or text.startswith(_ENDS, day.end)


def _words(document: Document) -> Iterator[_Word]:
    found = []
    today = document.today
    if today is None or not 1 < today.year < 9999:  # weeks beyond either end of the calendar are no days
        return
    sunday = today.weekday() == 6
    for relative in document.dates.relatives:
        if relative.first is None or relative.last is None:
            continue
        days = [relative.first + timedelta(n) for n in range((relative.last - relative.first).days + 1)]
        if len(days) > 1:  # a weekend: with its Friday and a Monday that is a holiday
            days += [relative.first - timedelta(1), relative.last + timedelta(1)]
            days += [day + timedelta(7) for day in days if sunday]
        found.append(_Word(relative.start, relative.end, relative.word, tuple(days)))
    for weekday in document.dates.weekdays:
        if weekday.on is None:
            continue
        other = _or(weekday.on, today.weekday(), weekday.weekday)
        start = document.text.rfind(weekday.frame, max(0, weekday.start - 4), weekday.start)
        start = weekday.start if start < 0 else start
        found.append(_Word(start, weekday.end, document.quote(start, weekday.end), (weekday.on, *other)))
    yield from sorted(found)


def _nearest(day: Day, word: date) -> date | None:
    """Return the day meant; a year or month that is not written is the one nearest to the relative word."""
    known = day.date
    if day.month_from == "inferred":
        around = [(word.year, word.month), *((w.year, w.month) for w in (word - timedelta(28), word + timedelta(28)))]
        near = [made for year, month in around if (made := _made(year, month, day.day))]
    elif known is not None and day.year_from != "written":
        near = [made for year in (-1, 0, 1) if (made := _made(word.year + year, known.month, known.day))]
    else:
        return known
    return min(near, key=lambda made: abs(made - word), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    from datetime import date

    try:
        return date(year, month, day)
    except ValueError:
        return None


def _told(day: date, today: date) -> str:
    days = (day - today).days
    return _OFFSETS.get(days) or (f"{-days}日前" if days < 0 else f"{days}日後")


def _greetings(document: Document, hour: int) -> Iterator[Hit]:
    """Yield greetings that open the post or a line at an hour when nobody says them."""
    for found in re.finditer(r"(?m)^[^\w\n「『(]{0,4}(こんばん[はわ]|おはよう(?:ございます)?)(?=$|\W)", document.text):
        word = found[1]
        start, end = next((a, b) for name, a, b in _GREETINGS if word.startswith(name))
        if start <= hour < end or start <= hour + 24 < end:
            continue
        right = "おはようございます" if 4 <= hour < 11 else "こんにちは" if 11 <= hour < 17 else "こんばんは"
        yield hit(document, *found.span(1), {"hour": f"{hour}時台", "right": right})


def _bare(document: Document) -> Iterator[Hit]:
    """Yield the first relative word of a post that names no day at all."""
    if document.dates.days:
        return
    text = document.text
    words = [(r.start, r.end, r.first) for r in document.dates.relatives]
    words += [(w.start, w.end, w.on) for w in document.dates.weekdays if w.frame in ("今週", "来週", "先週")]
    for start, end, day in sorted(words, key=lambda word: word[0]):
        if (text[start:end] == "今日" and text.startswith(_NOWADAYS, end)) or inside(document.quotations, start):
            continue
        a, b = document.original(start, end)
        word = document.draft.text[a:b]
        told = f"{day.month}月{day.day}日" if day and document.draft.scheduled_at else "○月○日"
        yield Hit(a, b, word, {"right": f"{word}（{told}）"})
        return
