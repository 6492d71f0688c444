"""Years in folded text: 2026年, 令和8年度, 令和6・7年度, 令和8(2026)年, and 25年1月 without its century."""

from __future__ import annotations

from postlint.text.dates import Year
from postlint.text.eras import ERAS, era_before
from postlint.text.numerals import LIST, RANGE, Number, is_kanji, number, skip


def years(text: str, first: Number) -> list[Year]:
    """Read 2026年, 令和8年度, 令和6・7年度, 令和8(2026)年, 25年1月; nothing for 40年 and 小学3年."""
    era, start = era_before(text, first.start) or ("", first.start)
    written, at = [first], skip(text, first.end)
    while era and text[at : at + 1] in [*LIST, *RANGE] and len(written) < 9:
        more = number(text, at + 1)
        if more is None:
            break
        written, at = [*written, more], skip(text, more.end)
    other = None
    if text[at : at + 1] == "(":
        other = number(text, at + 1) or number(text, at + 3)  # the year in brackets: (2026), (令和8)
        if other is None or text[other.end : other.end + 2] != ")年":
            return []
        at = other.end + 1
    if text[at : at + 1] != "年" or text.startswith(("年間", "年生", "年目", "年連", "年以"), at):
        return []
    if not era and first.digits != 4:
        return _short(text, first, at) if first.digits <= 2 else []
    end = at + 1
    fiscal = text.startswith("年度", at)
    end += fiscal
    found: list[Year] = []
    for each in written:
        last = each is written[-1] and other is None
        found.append(
            named(era, start if each is first else each.start, end if last else each.end, each.value, fiscal=fiscal)
        )
    if other is not None:
        era, start = era_before(text, other.start) or ("", other.start)
        found.append(named(era, start, end, other.value, fiscal=fiscal))
    return found


def named(era: str, start: int, end: int, written: int, *, fiscal: bool = False) -> Year:
    """Return a year of an era, or of the West when `era` is empty."""
    return Year(start, end, ERAS.get(era, 0) + written, era, written if era else 0, fiscal)


def _short(text: str, first: Number, at: int) -> list[Year]:
    """Read 25年1月 and 8年4月, whose century or era is left out."""
    month = number(text, skip(text, at + 1))
    if is_kanji(text, first) or month is None or text[skip(text, month.end) : skip(text, month.end) + 1] != "月":
        return []
    if text[first.start - 1 : first.start] in [*"校学等築満第約計"] and first.start:
        return []
    base = 2018 if first.value < 10 else 2000 if first.value < 70 else 1900
    return [Year(first.start, at + 1, base + first.value, short=True)]


def before(text: str, start: int, ended: dict[int, Year]) -> tuple[int, tuple[Year, ...]]:
    """Return the years that stand right before `start`, and where they begin."""
    found: list[Year] = []
    while len(found) < 2:
        at = start
        while at > start - 3 and text[at - 1 : at] in [*" )の(=/・"] and at > 0:
            at -= 1
        year = next((ended[end] for end in range(start, at - 1, -1) if end in ended), None)
        if year is None or year.fiscal:
            break
        found.insert(0, year)
        start = year.start
    return start, tuple(found)
