"""What belongs together in a text's days and times: 11月21日(土)10時〜22日(日)15時 is one range of two points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.text.dates import Clock, Day, Month, Point, Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    Item = Day | Month | Clock

_LINKS = {"~": "~", "-": "-", "ー": "-", "から": "から", "より": "から", "から、": "から", "~,": "~"}
_BESIDE = frozenset(" 、,のは/・\n()")  # between a day and its time
_OPEN = {"まで": "まで", "迄": "まで", "から": "から", "より": "から", "~": "~"}


def points(text: str, items: list[Item]) -> Iterator[Point]:
    """Yield days and times in text order, each day with the time beside it."""
    at = 0
    while at < len(items):
        item = items[at]
        at += 1
        if isinstance(item, Clock):
            yield Point(item.start, item.end, clock=item)
        elif isinstance(item, Month):
            yield Point(item.start, item.end, month=item)
        else:
            clock = _hour(text, items, at)
            at += clock is not None
            yield Point(item.start, clock.end if clock else item.end, item, clock)


def _hour(text: str, items: list[Item], at: int) -> Clock | None:
    """Return the time at `at` when it is the hour of the day before it."""
    day, clock = items[at - 1], items[at] if at < len(items) else None
    if not isinstance(clock, Clock) or clock.start - day.end > 2 or not set(text[day.end : clock.start]) <= _BESIDE:
        return None
    # 12月7日(月)~11日(金) 21時~翌5時: these are the hours of every day, not of the last.
    ends = at > 1 and not isinstance(items[at - 2], Clock) and _link(text, items[at - 2], day)
    begins = at + 1 < len(items) and isinstance(items[at + 1], Clock) and _link(text, clock, items[at + 1])
    return None if ends and begins else clock


def _link(text: str, one: Item | Point, other: Item | Point) -> str:
    if not 0 < other.start - one.end <= 6:
        return ""
    return _LINKS.get(text[one.end : other.start].strip(), "")


def ranges(text: str, items: list[Item]) -> Iterator[Range]:
    """Yield what reaches from one point to another, and the open ones with から or まで."""
    found = list(points(text, items))
    ended = False
    for at, here in enumerate(found):
        there = found[at + 1] if at + 1 < len(found) else None
        link = _link(text, here, there) if there else ""
        if there and link and (here.month is None) == (there.month is None):
            yield Range(here.start, there.end, here, _same_half(here, there), link)
            ended = True
            continue
        end = _past_remark(text, here.end)
        word = next((word for word in _OPEN if text.startswith(word, end)), "")
        if word and not ended:
            closes = _OPEN[word] == "まで"
            yield Range(here.start, end + len(word), None if closes else here, here if closes else None, _OPEN[word])
        ended = False


def _past_remark(text: str, at: int) -> int:
    """Skip what stands in brackets between a day and まで: 5月15日(必着)までに."""
    at += text[at : at + 1] == " "
    if text[at : at + 1] == "(":
        close = text.find(")", at, at + 14)
        return close + 1 if close > 0 else at
    return at


def _same_half(first: Point, last: Point) -> Point:
    """Let the second time of a range share the half of the first: 午後1時〜4時, but not 午前10時〜3時."""
    one, other = first.clock, last.clock
    if one is None or other is None or other.half or not one.half or other.next_day:
        return last
    if other.hour > 12 or other.half_word:
        return last
    if other.hour % 12 <= one.hour % 12 and not (one.half == "am" and other.hour == 12):
        return last
    return last._replace(clock=other._replace(half=one.half, half_from="inherited"))
