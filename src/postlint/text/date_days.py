"""The days of one month in folded text: 21日(土), 4・18・30日, 21(土)・22(日), 21・22日(土・日)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.text.dates import Day
from postlint.text.numerals import LIST, LONGEST, RANGE, Number, number, skip
from postlint.text.weekdays import Mark, after, ahead

if TYPE_CHECKING:
    from postlint.text.dates import Year

_SUFFIXES = ("号", "付", "現在", "時点", "生まれ", "生", "以前", "以降")


def days(text: str, at: int) -> list[tuple[Number, int, Mark | None]]:
    """Read the days of one month: 21日(土), 4・18・30日, 21(土)・22(日), 21・22日(土・日). Empty when it is something else."""
    found: list[tuple[Number, int, Mark | None]] = []
    while len(found) < LONGEST:
        each = number(text, at)
        if each is None or each.digits > 3:
            break
        end = skip(text, each.end)
        named = text[end : end + 1] == "日" and not text.startswith("日間", end)
        end = end + 1 if named else each.end
        mark = after(text, end)
        found.append((each, mark.end if mark else end, mark))
        if named:
            break
        at = mark.end if mark else end
        if text[at : at + 1] not in [*LIST, *RANGE]:
            break
        at = skip(text, at + 1)
    # What does not end in 日 or a weekday is no day: 5月4、18時.
    while found and found[-1][2] is None and text[found[-1][1] - 1] != "日":
        found.pop()
    return _shared(found)


def _shared(days: list[tuple[Number, int, Mark | None]]) -> list[tuple[Number, int, Mark | None]]:
    """Give each day its own weekday of 21・22日(土・日)."""
    if not days:
        return days
    *others, (last, end, mark) = days
    if mark is None or len(mark.weekdays) < 2:
        return days
    if len(mark.weekdays) != len(days) or any(each[2] for each in others):
        return [*others, (last, end, Mark([], mark.marks, mark.end))]
    each_own = [Mark([weekday], [], each[1]) for weekday, each in zip(mark.weekdays, others, strict=False)]
    shared = [(day, stop, own) for (day, stop, _), own in zip(others, each_own, strict=True)]
    return [*shared, (last, end, Mark(mark.weekdays[-1:], mark.marks, mark.end))]


def day(
    text: str, start: int, end: int, each: Number, mark: Mark | None, *, month: int | None, years: tuple[Year, ...] = ()
) -> Day:
    """Return a day as far as it is written; `end` is where it and its mark end."""
    weekday, span = None, None
    if mark and mark.weekdays:
        weekday, a, b = mark.weekdays[0]
        span = (a, b)
    elif month is not None and (said := ahead(text, start)):
        weekday, start, b = said
        span = (start, b)
    year = years[-1].year if years else None
    return Day(
        start, end, year, month, each.value, weekday, span, tuple(mark.marks) if mark else (), years,
        "written" if years else "", "" if month is None else "written", 0,
        next((word for word in _SUFFIXES if text.startswith(word, end)), ""),
    )  # fmt: skip
