"""What belongs together in a text's days and times: 11月21日(土)10時〜22日(日)15時 is one range of two points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postlint.text.dates import Clock, Day, Month, Point, Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    Item = Day | Month | Clock

_LINKS = {"~": "~", "-": "-", "ー": "-", "から": "から", "より": "から", "から、": "から", "~,": "~"}
_BESIDE = frozenset(" 、,の/・\n()")  # between a day and its time
_ENDS = ("まで", "迄")
_BEGINS = ("から", "より", "~")


class _Placed(NamedTuple):
    start: int
    end: int
    point: Point


def points(text: str, items: list[Item]) -> Iterator[_Placed]:
    """Yield days and times in text order, each day with the time beside it."""
    at = 0
    while at < len(items):
        item = items[at]
        at += 1
        if isinstance(item, Clock):
            yield _Placed(item.start, item.end, Point(clock=item))
            continue
        following = items[at] if at < len(items) else None
        if isinstance(item, Day) and isinstance(following, Clock) and _beside(text, items, at):
            at += 1
            yield _Placed(item.start, following.end, Point(day=item, clock=following))
        elif isinstance(item, Day):
            yield _Placed(item.start, item.end, Point(day=item))
        else:
            yield _Placed(item.start, item.end, Point(month=item))


def _beside(text: str, items: list[Item], at: int) -> bool:
    """Tell whether the time at `at` is the hour of the day before it."""
    day, clock = items[at - 1], items[at]
    if clock.start - day.end > 2 or not set(text[day.end : clock.start]) <= _BESIDE:
        return False
    # 12月7日(月)~11日(金) 21時~翌5時: these are the hours of every day, not of the last.
    ends = at > 1 and _link(text, items[at - 2], day)
    begins = at + 1 < len(items) and _link(text, clock, items[at + 1])
    return not (ends and begins and isinstance(items[at + 1], Clock) and not isinstance(items[at - 2], Clock))


def _link(text: str, one: Item | _Placed, other: Item | _Placed) -> str:
    if not 0 < other.start - one.end <= 6:
        return ""
    return _LINKS.get(text[one.end : other.start].strip(), "")


def ranges(text: str, items: list[Item]) -> Iterator[Range]:
    """Yield what reaches from one point to another, and the open ones with から or まで."""
    placed = list(points(text, items))
    at = 0
    while at < len(placed):
        here = placed[at]
        there = placed[at + 1] if at + 1 < len(placed) else None
        link = _link(text, here, there) if there else ""
        if there and link and (here.point.month is None) == (there.point.month is None):
            yield Range(here.start, there.end, here.point, _same_half(here.point, there.point), link)
            at += 1
            continue
        end = here.end + (text[here.end : here.end + 1] == " ")
        if text.startswith(_ENDS, end):
            yield Range(here.start, end + len("まで"), None, here.point, "まで")
        elif text.startswith(_BEGINS, end):
            yield Range(
                here.start,
                end + (1 if text[end] == "~" else 2),
                here.point,
                None,
                _LINKS[text[end : end + (1 if text[end] == "~" else 2)]],
            )
        at += 1


def _same_half(first: Point, last: Point) -> Point:
    """Let the second time of a range share the half of the first: 午後1時〜4時, but not 午前10時〜3時."""
    one, other = first.clock, last.clock
    if one is None or other is None or other.half or not one.half or other.next_day or other.hour > 12:
        return last
    if other.hour % 12 <= one.hour % 12 and not (one.half == "am" and other.hour == 12):
        return last
    return last._replace(clock=other._replace(half=one.half, half_from="inherited"))
