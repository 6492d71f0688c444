"""Find the years, months, days, times and lengths of time that are written in folded text, one number after another.

By hand, number by number: the pattern that does the same takes longer to compile than a draft takes to judge.
What the writer left out is added afterwards (`date_links`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.text import clocks
from postlint.text.date_days import day, days
from postlint.text.date_years import before, years
from postlint.text.dates import Clock, Day, Duration, Month, Year
from postlint.text.eras import era_before
from postlint.text.numerals import LIST, LONGEST, NUMBER, RANGE, Number, decimal, is_kanji, number, skip, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Item = Year | Month | Day | Clock | Duration

_IN_LIST = "0123456789 " + LIST + RANGE
_PARTS = ("上旬", "中旬", "下旬", "初旬", "初め", "半ば", "中ごろ", "末", "頃", "ごろ")
_UNITS = {
    "日間": "日", "週間": "週", "時間": "時間", "分間": "分", "年間": "年", "か年": "年",
    "か月": "か月", "カ月": "か月", "ヶ月": "か月", "ケ月": "か月", "箇月": "か月",
}  # fmt: skip
# 3日目, 3日以内, 3日分 … count days; 21日以降 names one. 21日本庁舎で is rarer than 3日本.
_COUNTED = ("間", "目", "程", "以内", "以上", "未満", "前", "後", "分", "余", "ほど", "かけ", "ぶり", "連続", "に1", "あたり", "当たり", "ごと", "本", "にわた", "くらい", "ぐらい", "がかり", "坊", "限り", "続", "で", "かか")  # fmt: skip
_COUNTS = ("週", "月", "年", "計", "約", "全", "丸", "各", "残り", "あと", "後", "最大", "最長", "最短", "延べ", "のべ", "中", "毎", "第", "数", "何", "過去", "連続", "ヶ", "日数:", "回数:")  # fmt: skip
_FIRST = ("から", "まで", "~", "付", "号", "、", "・", "は")  # what may follow a bare 1日, which mostly means a day
_NAMED_MONTHS = ("今月", "来月", "先月", "翌月", "同月")
_MONTH_ENDS = frozenset(
    [
        "ary",
        "jan",
        "feb",
        "mar",
        "rch",
        "apr",
        "ril",
        "may",
        "jun",
        "une",
        "jul",
        "uly",
        "aug",
        "ust",
        "sep",
        "ept",
        "ber",
        "oct",
        "nov",
        "dec",
    ]
)
_MONTH_STARTS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
_ORDINALS = ("st", "nd", "rd", "th")
_LISTED = frozenset(LIST + RANGE)


def scan(text: str) -> Iterator[Item]:
    """Yield what is written in text order. A day in a list without its month has month None; years are not yet shared."""
    ended: dict[int, Year] = {}  # by where they end, for the month or day that follows
    reached = 0
    while found := NUMBER.search(text, reached):
        read = value(found)
        reached = read.end if read else found.end()
        if read is None or decimal(text, read.start):
            continue
        for item in _items(text, read, ended):
            if isinstance(item, Year):
                ended[item.end] = item
            reached = max(reached, item.end)
            yield item
    yield from clocks.noons(text)


def _items(text: str, first: Number, ended: dict[int, Year]) -> Sequence[Item]:
    """Return what a number begins, told by the letter after it."""
    at = skip(text, first.end)
    unit = text[at : at + 1]
    if _beside_english(text, first.start, at):
        from postlint.text.english_dates import english

        if found := english(text, first):
            return found
    if unit == "月":
        return _month(text, first, at, ended)
    if unit == "日":
        return _bare(text, first)
    if unit == "年" or era_before(text, first.start):
        return years(text, first) or _numeric(text, first, ended) or _length(text, first)
    if unit in ("時", ":"):
        return _length(text, first) or clocks.clock(text, first)
    if unit in ("/", "-", "."):
        return _numeric(text, first, ended) or _led(text, first, ended)
    if unit in _LISTED:
        return _led(text, first, ended)
    if unit == "(" and first.digits == 4:
        return years(text, first)
    if unit == ")" and first.start - 1 in ended and text[first.start - 1] == "(" and first.digits == 4:
        return [Year(first.start, first.end, first.value)]  # 令和9年(2027)
    if unit in ("a", "p"):
        return clocks.clock(text, first)
    return _length(text, first)


def _beside_english(text: str, start: int, at: int) -> bool:
    """Tell whether an English month or the ending of 1st may stand beside a number."""
    before = text[max(0, start - 5) : start].rstrip(" .")[-3:]
    if before in _MONTH_ENDS:
        return True
    return "a" <= text[at : at + 1] <= "z" and (text[at : at + 3] in _MONTH_STARTS or text[at : at + 2] in _ORDINALS)


def _numeric(text: str, first: Number, ended: dict[int, Year]) -> Sequence[Item]:
    from postlint.text.date_numeric import numeric  # not every draft has a / or a number with an era

    return numeric(text, first, ended)


def _length(text: str, amount: Number) -> list[Item]:
    at = skip(text, amount.end)
    unit = _UNITS.get(text[at : at + 2])
    if unit == "時間" and text.startswith("半", at + 2):
        return [Duration(amount.start, at + 3, amount.value * 60 + 30, "分")]
    if unit == "時間":
        more = number(text, at + 2)
        if more and text[more.end : more.end + 1] == "分":
            return [Duration(amount.start, more.end + 1, amount.value * 60 + more.value, "分")]
    if unit:
        return [Duration(amount.start, at + 2, amount.value, unit)]
    if text[at : at + 1] != "分":
        return []
    # 3分の2 is a share, 1割5分 a rate, and 十分 means enough.
    share = text.startswith("の", at + 1) or text.endswith("割", 0, amount.start) or is_kanji(text, amount)
    return [] if share else [Duration(amount.start, at + 1, amount.value, "分")]


def _month(text: str, first: Number, at: int, ended: dict[int, Year]) -> list[Item]:
    if first.digits > 2 and not is_kanji(text, first):
        return []
    if text[at + 1 : at + 2] == "曜":  # 第1・3月曜
        return []
    start, written = before(text, first.start, ended)
    found = days(text, skip(text, at + 1))
    if found and is_kanji(text, first) == is_kanji(text, found[0][0]):
        (each, end, mark), *others = found
        # Those after the first are joined to it, so they take month and year from it like any bare day.
        leading = day(text, start, end, each, mark, month=first.value, years=written)
        return [leading, *(day(text, each.start, end, each, mark, month=None) for each, end, mark in others)]
    if is_kanji(text, first):
        return []
    end = at + 1
    part = next((part for part in _PARTS if text.startswith(part, end)), "")
    if text.startswith(("間", "謝", "見"), end):
        return []
    year = written[-1].year if written else None
    return [Month(start, end + len(part), year, first.value, part, "written" if written else "", written)]


def _bare(text: str, first: Number) -> list[Item]:
    """Read 21日(土), 8~10日: days whose month stands before them. Nothing for 3日間, 2日目, 1日1回."""
    found = days(text, first.start)
    if not found or text.endswith("第", 0, first.start):
        return _length(text, first)
    last, end, mark = found[-1]
    plain = all(1 <= each.value <= 31 and not is_kanji(text, each) for each, _, _ in found)
    if mark is None and (not plain or _counts(text, first.start, end)):
        return _length(text, first)
    if mark is None and last.value == 1 and len(found) == 1 and not text.startswith(_FIRST, end):
        return _length(text, first)
    return [day(text, each.start, stop, each, own, month=None) for each, stop, own in found]


def _counts(text: str, start: int, end: int) -> bool:
    """Tell whether 3日 is a number of days by what stands beside it."""
    if text.startswith("曜", end) or text.startswith(_COUNTED, end):
        return True
    return text.endswith(_COUNTS, 0, start) and not text.endswith(_NAMED_MONTHS, 0, start)


def _led(text: str, first: Number, ended: dict[int, Year]) -> Sequence[Item]:
    """Read a list whose unit stands at its end: 8~10日, 13~17時, 11・12月."""
    # One look at the end: 1・1・1・1… would be read anew from each of its numbers.
    if text[first.end : first.end + 99].lstrip(_IN_LIST)[:1] not in ("日", "時", "月"):
        return []
    if text[max(0, first.start - 1) : first.start] in ("-", "/", ":", "第") or is_kanji(text, first):
        return []
    at, written = first.end, [first]
    while text[at : at + 1] in [*LIST, *RANGE] and len(written) < LONGEST:
        more = number(text, skip(text, at + 1))
        if more is None or more.digits > 2:
            return []
        written.append(more)
        at = more.end
    unit = text[skip(text, at) : skip(text, at) + 1]
    if first.digits > 2 or len(written) < 2:
        return []
    if unit == "日":
        return _bare(text, first)
    if unit == "時":
        return clocks.led(text, written)
    if unit == "月" and text[skip(text, at) + 1 : skip(text, at) + 2] not in ("曜", "間"):
        last = _month(text, written[-1], skip(text, at), ended)
        leading = [Month(each.start, each.end, None, each.value) for each in written[:-1]]
        return [*leading, *last] if last and isinstance(last[0], Month) else last
    return []
