"""Days told from the moment of posting: 本日, 明日, あさって, 今週末; and weekdays that belong to no date, 来週土曜."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING

from postlint.text.dates import Relative, Weekday
from postlint.text.weekdays import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from postlint.text.dates import Day

# Longest first: 明後日 before 明日. 週末 is Saturday and Sunday of the week, which begins on Monday.
_DAYS = {
    "明後日": 2, "一昨日": -2, "あさって": 2, "おととい": -2, "本日": 0, "今日": 0, "明日": 1, "昨日": -1,
    "今晩": 0, "今夜": 0, "今朝": 0, "今夕": 0, "明朝": 1, "明晩": 1, "昨夜": -1, "昨晩": -1,
    "あした": 1, "きのう": -1, "きょう": 0, "あす": 1,
}  # fmt: skip
_WEEKENDS = {"今週末": 0, "来週末": 1, "先週末": -1}
_WEEKS = {"今週": 0, "来週": 1, "再来週": 2, "先週": -1}
_KANA = ("あした", "きのう", "きょう", "あす")
# 明日香 is a name; 今日的 and 今日では speak of our times.
_OTHER = ("香", "的", "性", "では", "における", "に至る", "葉", "子")


def relatives(text: str, today: Callable[[], date | None]) -> Iterator[Relative]:
    """Yield days told from the moment of posting, in text order."""
    yield from sorted([*_days(text, today), *_weekends(text, today)], key=lambda found: found.start)


def _days(text: str, today: Callable[[], date | None]) -> Iterator[Relative]:
    taken: set[int] = set()
    for word, shift in _DAYS.items():
        for at in _places(text, word):
            if at in taken or not _is_day(text, at, word):
                continue
            taken.update(range(at, at + len(word)))
            day = _moved(today(), shift)
            yield Relative(at, at + len(word), word, day, day)


def _is_day(text: str, at: int, word: str) -> bool:
    end = at + len(word)
    before = text[at - 1 : at] if at else " "
    if text.startswith(_OTHER, end) or text.endswith(("昨日", "今日", "平"), 0, at):
        return False
    if word == "本日":
        return not "一" <= before <= "龥"  # 熊本日日新聞
    if word not in _KANA:
        return True
    # あす is also in であすか, きのう in 木の上: kana must stand free on both sides.
    free = text.startswith(("は", "の", "も", "から", "まで", "、", ",", "(", " ", "。", "\n"), end)
    return not "ぁ" <= before <= "ん" and (free or end == len(text) or text[end].isdigit())


def _weekends(text: str, today: Callable[[], date | None]) -> Iterator[Relative]:
    for word, weeks in _WEEKENDS.items():
        for at in _places(text, word):
            posted = today()
            saturday = weeks * 7 + 5 - posted.weekday() if posted else 0
            yield Relative(at, at + len(word), word, _moved(posted, saturday), _moved(posted, saturday + 1))


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _moved(day: date | None, days: int) -> date | None:
    try:
        return day and day + timedelta(days=days)
    except OverflowError:
        return None


def weekdays(text: str, days: Sequence[Day], today: Callable[[], date | None]) -> Iterator[Weekday]:
    """Yield weekdays that stand outside the spans of `days`."""
    starts = [day.start for day in days]
    for weekday, start, end, frame in sorted(alone(text), key=lambda found: found[1]):
        i = bisect_right(starts, start) - 1
        if i >= 0 and start < days[i].end:
            continue
        weeks = next((weeks for word, weeks in _WEEKS.items() if frame.rstrip("の") == word), None)
        posted = today() if weeks is not None else None
        day = _moved(posted, weeks * 7 + weekday - posted.weekday()) if posted and weeks is not None else None
        yield Weekday(start, end, weekday, frame, day)
