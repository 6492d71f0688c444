"""Weekdays and holiday marks in folded text: after a date, 11月23日(月・祝), and by themselves, 毎週水曜."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS = "月火水木金土日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OPEN = "([【〔<〈《{「"
_CLOSE = ")]】〕>〉》}」"
_BETWEEN = "・、,/~-=.･ "
_MARKS = {
    "振替休日": "振休", "国民の休日": "祝", "国民の祝日": "祝", "祝日": "祝", "休日": "休",
    "振休": "振休", "祝休": "祝", "祝": "祝", "休": "休",
}  # fmt: skip
# 23日祝賀会 congratulates, it does not mark the day.
_CELEBRATES = "賀儀福うい辞宴典杯電砲盃詞勝着祭膳金"

_SAYS = ("です", "で、", "なの", "。", "のため", "につき", "にあた")
_FRAMES = ("毎週", "毎月", "隔週", "今週", "再来週", "来週", "先週", "翌週", "次")
_ORDINAL = "0123456789一二三四五・、,~-第 "


class Mark:
    """What stands after a date: its weekdays, each with its span, and holiday marks."""

    __slots__ = ("end", "marks", "weekdays")

    def __init__(self, weekdays: list[tuple[int, int, int]], marks: list[str], end: int) -> None:
        self.weekdays = weekdays
        self.marks = marks
        self.end = end


def after(text: str, at: int) -> Mark | None:
    """Return weekday and marks that follow a date ending at `at`: (水), (月・祝), 日曜日, (土)(祝)."""
    found = Mark([], [], at)
    while True:
        more = _bracketed(text, found.end, marks_only=bool(found.weekdays)) or (
            None if found.weekdays else _spelled(text, found.end)
        )
        if more is None:
            break
        found = Mark(found.weekdays + more.weekdays, found.marks + more.marks, more.end)
    for mark in ("祝日", "祝"):
        if text.startswith(mark, found.end) and text[found.end + len(mark) : found.end + len(mark) + 1] not in [
            *_CELEBRATES
        ]:
            found = Mark(found.weekdays, [*found.marks, "祝"], found.end + len(mark))
            break
    return found if found.weekdays or found.marks else None


def _bracketed(text: str, at: int, *, marks_only: bool) -> Mark | None:
    start = at + 1 if text[at : at + 1] == " " else at
    if text[start : start + 1] not in [*_OPEN]:
        return None
    days: list[tuple[int, int, int]] = []
    marks: list[str] = []
    here, clean = start + 1, True  # clean: a separator or nothing stands before `here`
    while here < len(text):
        letter = text[here]
        if letter in _CLOSE:
            here += 1
            break
        if letter in _BETWEEN:
            here, clean = here + 1, True
            continue
        mark = next((mark for mark in _MARKS if text.startswith(mark, here)), "")
        if mark:
            marks.append(_MARKS[mark])
            here, clean = here + len(mark), False
            continue
        day = _weekday(text, here) if clean else None
        if day is None or marks_only:
            # (土、雨天中止) says more; (日本時間) and (休館) say something else.
            if not clean or not (days or marks):
                return None
            here -= 1
            break
        days.append(day)
        here, clean = day[2], False
    return Mark(days, marks, here) if days or marks else None


def _weekday(text: str, at: int) -> tuple[int, int, int] | None:
    """Read 水, 水曜, 水曜日, wed, wed., wednesday."""
    letter = text[at]
    if letter in LETTERS:
        end = at + 1
        for more in ("曜日", "曜"):
            if text.startswith(more, end):
                end += len(more)
                break
        ends = end >= len(text) or text[end] in _BETWEEN + _CLOSE or text[end] in "祝休振\n"
        return (LETTERS.index(letter), at, end) if ends or end > at + 1 else None
    return _english(text, at)


def _english(text: str, at: int) -> tuple[int, int, int] | None:
    name = text[at : at + 3]
    if name not in _ENGLISH:
        return None
    end = at + 3
    while end < len(text) and "a" <= text[end] <= "z":
        end += 1
    if not (text[at:end] in ("tues", "thur", "thurs") or end == at + 3 or text[at:end].endswith("day")):
        return None
    if text[end : end + 1] == ".":
        end += 1
    return _ENGLISH.index(name), at, end


def _spelled(text: str, at: int) -> Mark | None:
    start = at
    while start < at + 2 and text[start : start + 1] in (" ", ","):
        start += 1
    says = text.startswith("は", at)
    if says:
        start = at + 2 if text.startswith("、", at + 1) else at + 1
    if text[start + 1 : start + 2] == "曜" and text[start] in LETTERS:
        day = _weekday(text, start)
        # 11月21日は土曜日です says it of the day; 12月29日は水曜日の地区を集めます does not.
        if day and says and not text.startswith(_SAYS, day[2]):
            return None
        # 11月21日 日曜日は休館: apart from the date it may speak of every Sunday.
        if day and start > at and not says and text[day[2] : day[2] + 1] in [*"は・、~をも定休と"]:
            return None
    else:
        day = _english(text, start) if start > at and not says else None
    return day and Mark([day], [], day[2])


def ahead(text: str, at: int) -> tuple[int, int, int] | None:
    """Return the weekday of a date that begins at `at` and has it ahead: 土曜日の11月21日."""
    for end in ("曜日の", "曜の"):
        letter = at - len(end) - 1
        if letter >= 0 and text.endswith(end, 0, at) and text[letter] in LETTERS:
            # 土・日曜日の11月21日 has two.
            several = letter > 0 and text[letter - 1] in LETTERS + _BETWEEN.strip()
            return None if several else (LETTERS.index(text[letter]), letter, at - 1)
    return None


def before(text: str, at: int) -> tuple[int, int, int] | None:
    """Return an English weekday that ends right before `at`: "wed, " of "wed, 25 nov"."""
    start = at
    while start > 0 and text[start - 1] in " ,.":
        start -= 1
    end = start
    while start > max(0, end - 10) and "a" <= text[start - 1] <= "z":
        start -= 1
    found = _english(text, start) if start < end else None
    return found if found and found[2] >= end else None


def alone(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield every weekday with 曜, or alone in brackets: weekday, start, end, what governs it (毎週, 毎月第2).

    By hand, since every (土) of a date would make a pattern be compiled.
    """
    at = text.find("曜")
    while at >= 0:
        if text[at - 1 : at] in [*LETTERS]:
            first = _list_before(text, at - 1)
            frame = _frame(text, first)
            for i in range(first, at):
                if text[i] in LETTERS:
                    end = i + 1 if i < at - 1 else at + 1 + (text[at + 1 : at + 2] == "日")
                    yield LETTERS.index(text[i]), i, end, frame
        at = text.find("曜", at + 1)
    at = text.find("(")
    while at >= 0:
        end = at + 1
        while text[end : end + 1] in [*LETTERS] and text[end + 1 : end + 2] in [*"・、/~-)"] and end < at + 14:
            end += 2
        if end > at + 1 and text[end - 1] == ")":
            yield from ((LETTERS.index(text[i]), i, i + 1, "") for i in range(at + 1, end, 2))
        at = text.find("(", at + 1)


def _list_before(text: str, at: int) -> int:
    """Return where a list of weekdays begins of which the last is at `at`: 月・水・金曜, 土日曜."""
    first = at
    while first > at - 12:
        if text[first - 1 : first + 1] == "土日":
            first -= 1
        elif (
            first > 1
            and text[first - 1] in "・、,~/-"
            and text[first - 2] in LETTERS
            and text[first - 3 : first - 2] != "曜"  # the 日 of 火曜日・水曜日 is no Sunday
        ):
            first -= 2
        else:
            break
    return first


def _frame(text: str, at: int) -> str:
    """Return what stands before weekdays: 毎週, 毎月第2・4, 第3, 来週の."""
    start = at
    while start > max(0, at - 16) and text[start - 1] in _ORDINAL:
        start -= 1
    number = text[start:at].lstrip("・、,~- ")
    start = at - len(number) if "第" in number else at
    ends = start - 1 if text[start - 1 : start] == "の" else start
    word = next((word for word in _FRAMES if text.endswith(word, 0, ends)), "")
    return (text[ends - len(word) : at] if word else text[start:at]).strip()
