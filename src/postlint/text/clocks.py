"""Times of day in folded text: 10時, 10:30, 午後3時半, 正午, 25:30, 13~17時."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.text.dates import Clock
from postlint.text.numerals import is_kanji, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.text.numerals import Number

# Longest first: 翌朝 before 朝, 午前 before 前.
_HALVES = {
    "午前": "am", "午後": "pm", "早朝": "am", "未明": "am", "深夜": "", "夕方": "pm", "翌朝": "am",
    "a.m.": "am", "p.m.": "pm", "am": "am", "pm": "pm", "朝": "am", "昼": "", "夕": "pm", "夜": "pm", "前": "am", "後": "pm",
}  # fmt: skip
_NEXT = ("翌日の", "翌日", "翌")
_RATIOS = ("縮尺", "倍率", "比率", "比", "スコア", "オッズ")


def starts(text: str, at: int) -> bool:
    """Tell whether a time starts at `at`: what makes a date of 11/25."""
    if text.startswith(("午前", "午後", "正午", "朝", "夜", "am", "pm"), at):
        return True
    hour = number(text, at)
    if hour is None or hour.digits > 2:
        return False
    return text[hour.end : hour.end + 1] == "時" or (
        text[hour.end : hour.end + 1] == ":" and text[hour.end + 1 : hour.end + 2].isdigit()
    )


def clock(text: str, hour: Number) -> list[Clock]:
    """Return the time whose hour is given, or nothing: 24時間, 1:50 as a scale, 3:2."""
    return [*_clock(text, hour)]


def _clock(text: str, hour: Number) -> Iterator[Clock]:
    if hour.digits > 2:
        return
    start, word, next_day = _half(text, hour.start)
    if is_kanji(text, hour) and not word:
        return
    half = _HALVES.get(word, "")
    end = hour.end + 1 if text[hour.end : hour.end + 1] == " " else hour.end
    minute, colon = 0, False
    if text[end : end + 1] == "時":
        end += 1
        if text[end : end + 1] in ("間", "限"):
            return
        more = number(text, end + 1 if text[end : end + 1] == " " else end)
        if text[end : end + 1] == "半":
            minute, end = 30, end + 1
        elif (
            more
            and more.digits <= 3
            and text[more.end : more.end + 1] == "分"
            and text[more.end + 1 : more.end + 2] != "間"
        ):
            minute, end = more.value, more.end + 1
    elif text[hour.end : hour.end + 1] == ":":
        more = number(text, hour.end + 1)
        if more is None or more.digits != 2 or is_kanji(text, more) or hour.value > 29:
            return
        if text[more.end : more.end + 1] == ":" or _continues(text, hour.start):
            return
        if text.endswith(_RATIOS, 0, hour.start) or text.startswith(("の割合", "の比"), more.end):
            return
        minute, end, colon = more.value, more.end, True
    elif not _english(text, end):
        return
    if not half and (said := _english(text, end)):
        word = half = said
        end = end + (1 if text[end] == " " else 0)
        end += 4 if text[end + 1] == "." else 2
    yield Clock(start, end, hour.value, minute, half, "written" if half else "", word, next_day, colon)


def _continues(text: str, at: int) -> bool:
    """Tell whether the number at `at` goes on what stands before it: 1:23:45, 2026-11:30. 9:00-17:00 is a range."""
    if at < 2 or text[at - 1] not in ":./-" or not text[at - 2].isdigit():
        return False
    return text[at - 1] in ":." or text[max(0, at - 4) : at - 3] != ":"  # 9:00-17:00, 10:00/14:00


def _english(text: str, at: int) -> str:
    at = at + 1 if text[at : at + 1] == " " else at
    for word in ("a.m.", "p.m.", "am", "pm"):
        if text.startswith(word, at) and not "a" <= text[at + len(word) : at + len(word) + 1] <= "z":
            return word[0] + "m"
    return ""


def _half(text: str, at: int) -> tuple[int, str, bool]:
    """Return where the words before an hour begin, which half of the day they say, and whether it is the next day's."""
    start, word, next_day = at, "", False
    here = at - 1 if text[at - 1 : at] == " " and at else at
    for half in _HALVES:
        if text.endswith(half, 0, here):
            before = text[here - len(half) - 1 : here - len(half)] if here > len(half) else ""
            if half in ("前", "後", "夕", "昼", "am", "pm") and before and (before >= "ぁ" or before.isalpha()):
                break  # 開演前10時, 昼 of 真昼, spam
            start, word = here - len(half), half
            break
    for prefix in _NEXT:
        if text.endswith(prefix, 0, start):
            return start - len(prefix), word, True
    return start, word, word == "翌朝" or next_day


def led(text: str, hours: list[Number]) -> list[Clock]:
    """Return the times of 13~17時 and 10・14時, of which only the last names its unit."""
    last = clock(text, hours[-1])
    if not last:
        return []
    found = []
    for hour in hours[:-1]:
        start, word, next_day = _half(text, hour.start)
        half = _HALVES.get(word, "")
        found.append(Clock(start, hour.end, hour.value, 0, half, "written" if half else "", word, next_day))
    return [*found, *last]


def noons(text: str) -> Iterator[Clock]:
    """Yield every 正午 and 零時, which have no number."""
    for word, hour in (("正午", 12), ("零時", 0)):
        at = text.find(word)
        while at >= 0:
            start, half, next_day = _half(text, at) if hour == 0 else (at, word, False)
            side = _HALVES.get(half, "")
            yield Clock(start, at + 2, hour, 0, side, "written" if side else "", half, next_day)
            at = text.find(word, at + 2)
