"""Find the years, months, days, times and lengths of time that are written in folded text, one number after another.

By hand, number by number: the pattern that does the same takes longer to compile than a draft takes to judge.
What the writer left out is added afterwards (`date_links`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.text import clocks
from postlint.text.dates import Clock, Day, Duration, Month, Year
from postlint.text.eras import ERAS, era_before
from postlint.text.numerals import NUMBER, Number, decimal, is_kanji, number, value
from postlint.text.weekdays import Mark, after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Item = Year | Month | Day | Clock | Duration

_LIST = "・、,･"
_RANGE = "~-ー"
_LONGEST_LIST = 31
_IN_LIST = "0123456789" + _LIST + _RANGE + " "
_PARTS = ("上旬", "中旬", "下旬", "初旬", "初め", "半ば", "中ごろ", "末", "頃", "ごろ")
_UNITS = ("日間", "週間", "時間", "分間", "か月", "カ月", "ヶ月", "ケ月", "箇月", "年間", "か年")
# 3日目, 3日以内, 3日分 … count days; 21日以降 names one. 21日本庁舎で is rarer than 3日本.
_COUNTED = ("間", "目", "程", "以内", "以上", "未満", "前", "後", "分", "余", "ほど", "かけ", "ぶり", "連続", "に1", "あたり", "当たり", "ごと", "本", "にわた", "くらい", "ぐらい", "がかり", "坊", "限り", "続", "で", "かか")  # fmt: skip
_COUNTS = ("週", "月", "年", "計", "約", "全", "丸", "各", "残り", "あと", "後", "最大", "最長", "最短", "延べ", "のべ", "中", "毎", "第", "数", "何", "過去", "連続", "ヶ")  # fmt: skip
_NAMED_MONTHS = ("今月", "来月", "先月", "翌月", "同月")
_SUFFIXES = ("号", "付", "現在", "時点", "生まれ", "生", "以前", "以降")
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
_LABELS = ("日時", "日程", "日にち", "期間", "期日", "期限", "締切", "締め切り", "締切り", "〆切", "開催", "開催日", "実施日", "とき", "申込", "申込み", "申し込み", "受付", "受け付け", "放送", "配信", "公開", "掲載", "発売", "発行", "日付", "当日", "予備日", "と き")  # fmt: skip


def scan(text: str) -> Iterator[Item]:
    """Yield what is written in text order. A day in a list without its month has month None; years are not yet shared."""
    years: dict[int, Year] = {}  # by where they end, for the month or day that follows
    reached = 0
    while found := NUMBER.search(text, reached):
        read = value(found)
        reached = read.end if read else found.end()
        if read is None or decimal(text, read.start):
            continue
        for item in _items(text, read, years):
            if isinstance(item, Year):
                years[item.end] = item
            reached = max(reached, item.end)
            yield item
    yield from clocks.noons(text)


def _items(text: str, first: Number, years: dict[int, Year]) -> Sequence[Item]:
    at = _skip(text, first.end)
    unit = text[at : at + 1]
    if text[max(0, first.start - 5) : first.start].rstrip(" .")[-3:] in _MONTH_ENDS or "a" <= unit <= "z":
        from postlint.text.english_dates import english

        if found := english(text, first):
            return found
    if unit == "月":
        return _month(text, first, at, years)
    if unit == "日":
        return _bare(text, first)
    if unit == "年" or era_before(text, first.start):
        return _year(text, first, years) or _numeric(text, first) or _length(text, first)
    if unit in ("時", ":") and unit:
        return _length(text, first) or clocks.clock(text, first)
    if unit in ("/", "-", ".") and unit:
        return _numeric(text, first) or _led(text, first, years)
    if unit and unit in _LIST + _RANGE:
        return _led(text, first, years)
    if unit == "(" and first.digits == 4:
        return _year(text, first, years)
    if unit == ")" and first.start - 1 in years and text[first.start - 1] == "(" and first.digits == 4:
        return [Year(first.start, first.end, first.value)]  # 令和9年(2027)
    return _length(text, first) or clocks.clock(text, first)


def _skip(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


def _length(text: str, amount: Number) -> list[Item]:
    at = _skip(text, amount.end)
    unit = next((unit for unit in _UNITS if text.startswith(unit, at)), "")
    if unit == "時間":
        more = number(text, at + 2)
        if more and text[more.end : more.end + 1] == "分":
            return [Duration(amount.start, more.end + 1, amount.value * 60 + more.value, "分")]
    if unit:
        plain = "か月" if unit.endswith("月") else "年" if unit.endswith("年") else unit
        plain = {"日間": "日", "週間": "週", "分間": "分", "年間": "年"}.get(plain, plain)
        return [Duration(amount.start, at + len(unit), amount.value, plain)]
    if (
        text[at : at + 1] == "分"
        and not text.startswith("の", at + 1)
        and text[amount.start - 1 : amount.start] != "割"
    ):
        return [Duration(amount.start, at + 1, amount.value, "分")]
    return []


def _year(text: str, first: Number, years: dict[int, Year]) -> list[Item]:
    """Read 2026年, 令和8年度, 令和6・7年度, 令和8(2026)年, 25年1月; nothing for 40年 and 小学3年."""
    era, start = era_before(text, first.start) or ("", first.start)
    written, at = [first], _skip(text, first.end)
    while era and text[at : at + 1] in [*_LIST, *_RANGE] and len(written) < 9:
        more = number(text, at + 1)
        if more is None:
            break
        written, at = [*written, more], _skip(text, more.end)
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
    found: list[Item] = []
    for each in written:
        last = each is written[-1] and other is None
        found.append(_named(era, start if each is first else each.start, end if last else each.end, each.value, fiscal))
    if other is not None:
        era, start = era_before(text, other.start) or ("", other.start)
        found.append(_named(era, start, end, other.value, fiscal))
    return found


def _named(era: str, start: int, end: int, written: int, fiscal: bool) -> Year:  # noqa: FBT001
    return Year(start, end, ERAS.get(era, 0) + written, era, written if era else 0, fiscal)


def _short(text: str, first: Number, at: int) -> list[Item]:
    """Read 25年1月 and 8年4月, whose century or era is left out."""
    month = number(text, _skip(text, at + 1))
    if is_kanji(text, first) or month is None or text[_skip(text, month.end) : _skip(text, month.end) + 1] != "月":
        return []
    if text[first.start - 1 : first.start] in [*"校学等築満第約計"] and first.start:
        return []
    base = 2018 if first.value < 10 else 2000 if first.value < 70 else 1900
    return [Year(first.start, at + 1, base + first.value, short=True)]


def _before(text: str, start: int, years: dict[int, Year]) -> tuple[int, tuple[Year, ...]]:
    """Return the years that stand right before `start`, and where they begin."""
    found: list[Year] = []
    while len(found) < 2:
        at = start
        while at > start - 3 and text[at - 1 : at] in [*" )の(=/・"] and at > 0:
            at -= 1
        year = next((years[end] for end in range(start, at - 1, -1) if end in years), None)
        if year is None or year.fiscal:
            break
        found.insert(0, year)
        start = year.start
    if len(found) == 1 and text[start - 1 : start] == "(":
        # 令和8(2026)年: the first year ends at its bracket.
        other = years.get(start - 1)
        if other:
            found.insert(0, other)
            start = other.start
    return start, tuple(found)


def _month(text: str, first: Number, at: int, years: dict[int, Year]) -> list[Item]:
    if first.digits > 2 and not is_kanji(text, first):
        return []
    if text[at + 1 : at + 2] == "曜":  # 第1・3月曜
        return []
    start, written = _before(text, first.start, years)
    days = _days(text, _skip(text, at + 1))
    if days and is_kanji(text, first) == is_kanji(text, days[0][0]):
        (each, end, mark), *others = days
        # Those after the first are joined to it, so they take month and year from it like any bare day.
        leading = _day(text, start, end, each, mark, month=first.value, years=written)
        return [leading, *(_day(text, each.start, end, each, mark, month=None) for each, end, mark in others)]
    if is_kanji(text, first):
        return []
    end = at + 1
    part = next((part for part in _PARTS if text.startswith(part, end)), "")
    if text.startswith(("間", "謝", "見"), end):
        return []
    year = written[-1].year if written else None
    return [Month(start, end + len(part), year, first.value, part, "written" if written else "", written)]


def _days(text: str, at: int) -> list[tuple[Number, int, Mark | None]]:
    """Read the days of one month: 21日(土), 4・18・30日, 21(土)・22(日), 21・22日(土・日). Empty when it is something else."""
    found: list[tuple[Number, int, Mark | None]] = []
    while len(found) < _LONGEST_LIST:
        each = number(text, at)
        if each is None or each.digits > 3:
            break
        end = _skip(text, each.end)
        named = text[end : end + 1] == "日" and not text.startswith("日間", end)
        end = end + 1 if named else each.end
        mark = after(text, end)
        found.append((each, mark.end if mark else end, mark))
        if named:
            break
        at = mark.end if mark else end
        if text[at : at + 1] not in [*_LIST, *_RANGE]:
            break
        at = _skip(text, at + 1)
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


def _day(
    text: str, start: int, end: int, each: Number, mark: Mark | None, *, month: int | None, years: tuple[Year, ...] = ()
) -> Day:
    weekday, span = None, None
    if mark and mark.weekdays:
        weekday, a, b = mark.weekdays[0]
        span = (a, b)
    year = years[-1].year if years else None
    return Day(
        start, end, year, month, each.value, weekday, span, tuple(mark.marks) if mark else (), years,
        "written" if years else "", "" if month is None else "written", 0,
        next((word for word in _SUFFIXES if text.startswith(word, end)), ""),
    )  # fmt: skip


def _bare(text: str, first: Number) -> list[Item]:
    """Read 21日(土), 8~10日: days whose month stands before them. Nothing for 3日間, 2日目, 1日1回."""
    if text[first.start - 1 : first.start] == "第" and first.start:
        return []
    days = _days(text, first.start)
    if not days:
        return _length(text, first)
    last, end, mark = days[-1]
    if any(not 1 <= each.value <= 31 or is_kanji(text, each) for each, _, _ in days) and mark is None:
        return _length(text, first)
    if mark is None and (
        text.startswith(_COUNTED, end)
        or text.startswith("曜", end)
        or (text.endswith(_COUNTS, 0, first.start) and not text.endswith(_NAMED_MONTHS, 0, first.start))
        or (
            last.value == 1
            and len(days) == 1
            and not text.startswith(("から", "まで", "~", "付", "号", "、", "・", "に", "は"), end)
        )
    ):
        return _length(text, first)
    return [_day(text, each.start, stop, each, own, month=None) for each, stop, own in days]


def _led(text: str, first: Number, years: dict[int, Year]) -> Sequence[Item]:
    """Read a list whose unit stands at its end: 8~10日, 13~17時, 11・12月."""
    # One look at the end: 1・1・1・1… would be read anew from each of its numbers.
    if text[first.end : first.end + 99].lstrip(_IN_LIST)[:1] not in ("日", "時", "月"):
        return []
    if text[max(0, first.start - 1) : first.start] in ("-", "/", ":", "第") or is_kanji(text, first):
        return []
    at, written = first.end, [first]
    while text[at : at + 1] in [*_LIST, *_RANGE] and len(written) < _LONGEST_LIST:
        more = number(text, _skip(text, at + 1))
        if more is None or more.digits > 2:
            return []
        written.append(more)
        at = more.end
    unit = text[_skip(text, at) : _skip(text, at) + 1]
    if first.digits > 2 or len(written) < 2:
        return []
    if unit == "日":
        return _bare(text, first)
    if unit == "時":
        return clocks.led(text, written)
    if unit == "月" and text[_skip(text, at) + 1 : _skip(text, at) + 2] not in ("曜", "間"):
        last = _month(text, written[-1], _skip(text, at), years)
        leading = [Month(each.start, each.end, None, each.value) for each in written[:-1]]
        return [*leading, *last] if last and isinstance(last[0], Month) else last
    return []


def _numeric(text: str, first: Number) -> list[Item]:
    """Read 2026/11/25, 2026-11-25, 2026.11.25, R8.11.25, 11/25(水), 11.25(水), 11/25 10:00, 日時:11/25."""
    if is_kanji(text, first):
        return []
    era = era_before(text, first.start)
    separator = text[first.end : first.end + 1]
    second = number(text, first.end + 1) if separator in ("/", "-", ".") and separator else None
    if second is None or second.digits > 2 or is_kanji(text, second):
        return []
    before = text[max(0, first.start - 2) : first.start]
    if not era and (before.endswith(("/", "-", ".")) or (before.endswith(":") and before[:-1].isdigit())):
        return []
    third = number(text, second.end + 1) if text[second.end : second.end + 1] == separator else None
    if third is not None:
        if third.digits > 2 or not (era or (first.digits == 4 and first.value >= 1000)):
            return []
        if separator != "/" and not (1 <= second.value <= 12 and 1 <= third.value <= 31):
            return []
        if text[third.end : third.end + 1] in ("-", "/", ".") and text[third.end + 1 : third.end + 2].isdigit():
            return []
        start = era[1] if era else first.start
        year = _named(era[0] if era else "", start, first.end, first.value, False)
        mark = after(text, third.end)
        end = mark.end if mark else third.end
        return [year, _day(text, start, end, third, mark, month=second.value, years=(year,))]
    if first.digits > 2 or era or separator == "-":
        return []
    mark = after(text, second.end)
    if mark is None and not (separator == "/" and _anchored(text, first, second)):
        return []
    day = _day(text, first.start, mark.end if mark else second.end, second, mark, month=first.value)
    return [day, *_slashed(text, day, separator)]


def _slashed(text: str, day: Day, separator: str) -> list[Item]:
    """Read the days that follow one date by its side: 11/21(土)・22(日)."""
    at = day.end
    if day.weekday is None or text[at : at + 1] not in [*_LIST, *_RANGE]:
        return []
    days = _days(text, _skip(text, at + 1))
    return [_day(text, each.start, stop, each, own, month=None) for each, stop, own in days if own]


def _anchored(text: str, first: Number, second: Number) -> bool:
    """Tell whether 11/25 is a date by what stands beside it; alone it is a fraction (2/3の市民)."""
    if not (1 <= first.value <= 12 and 1 <= second.value <= 31):
        return False
    at = _skip(text, second.end)
    if text.startswith("号", at) or clocks.starts(text, at):
        return True
    before = text[max(0, first.start - 8) : first.start].rstrip(" :】)]>・")
    if before.endswith(_LABELS):
        return True
    if text[at : at + 1] in [*_RANGE] or text.startswith("から", at):
        # 12/1~12/15(火): the end says what the beginning is; (テレビ):12/1~ has only its colon.
        other = number(text, _skip(text, at + (2 if text.startswith("から", at) else 1)))
        if other is None:
            return text[first.start - 1 : first.start] == ":" and first.start > 0
        beyond = number(text, other.end + 1) if text[other.end : other.end + 1] == "/" else None
        return beyond is not None and after(text, beyond.end) is not None
    before = text[max(0, first.start - 12) : first.start].rstrip(" ")
    return before.endswith((")~", ")から", ")-")) and "/" in before
