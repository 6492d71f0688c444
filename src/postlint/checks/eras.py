"""Years of an era and Western years that contradict each other, and years an era never had.

Compares years side by side, 令和8年(2026年), 2026年(令和8年度), never those of a list (令和6・7年度). A 年度 runs from April
to March, so 令和8年度 and 2027年 agree, and so do 令和8年度 and 2026年4月〜2027年3月.

    check: eras
    find: mismatch

`find` is one of mismatch (different years side by side) · beyond (平成32年, 令和0年: no such year) · doubtful
(平成31年6月, after the era's last day; 令和31年, more than 15 years ahead, where 平成31年 was meant).

Known problems: 平成31年5月1日 stands rightly in documents of before April 2019; the question can be waived.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice
from postlint.text.eras import in_era, last_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.dates import Dates, Year
    from postlint.text.document import Document

    Found = Iterator[tuple[int, int, dict[str, str]]]

KIND = "eras"

_BESIDE = ("(", "/", "=", "(西暦", "西暦", " ", "、西暦", "・西暦")
_FAR = 15  # years ahead
_JUBILEE = 100  # 昭和100年, 明治150年 are celebrated, not mistaken
_FAR_ERA = 31  # without a clock: 令和31年, from 平成31年


def _mismatch(document: Document) -> Found:
    years = document.dates.years
    for one, other in pairwise(years):
        if bool(one.era) == bool(other.era) or not _beside(document.text, one, other) or _agree(one, other):
            continue
        era, western = (one, other) if one.era else (other, one)
        if last_day(era.era) and _is_beyond(era):
            continue  # said by `beyond`
        unit = "年度" if era.fiscal else "年"
        values = {
            "era": f"{era.era}{_number(era)}{unit}",
            "western": f"{western.year}年",
            "right_western": f"{era.year}{unit}",
            "right_era": in_era(western.year) + ("度" if era.fiscal else ""),
        }
        yield one.start, _end(document.text, other), values
    yield from _other_fiscal_year(document)


def _beside(text: str, one: Year, other: Year) -> bool:
    # A list shares its unit, 令和6・7年度; what stands side by side says the same year twice.
    return text[one.end : other.start] in _BESIDE


def _end(text: str, year: Year) -> int:
    return year.end + 1 if text[year.end : year.end + 1] == ")" else year.end


def _agree(one: Year, other: Year) -> bool:
    if one.fiscal == other.fiscal:
        return one.year == other.year
    fiscal, plain = (one, other) if one.fiscal else (other, one)
    return plain.year in (fiscal.year, fiscal.year + 1)


def _number(year: Year) -> str:
    return "元" if year.number == 1 else str(year.number)


def _other_fiscal_year(document: Document) -> Found:
    """Yield 令和8年度(2027年4月〜2028年3月): a whole fiscal year beside another."""
    dates = document.dates
    for span in dates.ranges:
        first, last = span.first and span.first.month, span.last and span.last.month
        if not (first and last and first.year and first.years and (first.month, last.month) == (4, 3)):
            continue
        said = next((y for y in dates.years if y.fiscal and document.text[y.end : first.start] == "("), None)
        if said and said.year != first.year:
            name = f"{said.era}{_number(said) if said.era else said.year}年度"
            values = {
                "era": name,
                "western": f"{first.year}年4月からの年度",
                "right_western": f"{said.year}年4月から{said.year + 1}年3月",
                "right_era": in_era(first.year) + "度",
            }
            yield said.start, last.end, values


def _is_beyond(year: Year) -> bool:
    last = last_day(year.era)
    return bool(year.era) and (year.number < 1 or (last is not None and year.number > last[0]))


def _confirmed(document: Document) -> set[Year]:
    """Return the years whose other name stands beside them and agrees: 昭和100年(2025年), 令和32年(2050年)."""
    years = document.dates.years
    pairs = [
        (one, other)
        for one, other in pairwise(years)
        if bool(one.era) != bool(other.era) and _beside(document.text, one, other) and _agree(one, other)
    ]
    return {year for pair in pairs for year in pair}


def _beyond(document: Document) -> Found:
    confirmed = _confirmed(document)
    for year in document.dates.years:
        if not _is_beyond(year) or year in confirmed or year.number >= _JUBILEE:
            continue
        unit = "年度" if year.fiscal else "年"
        if year.number < 1:
            yield year.start, year.end, {"why": f"{year.era}は元年から始まります", "instead": f"{year.era}元{unit}"}
            continue
        last = last_day(year.era) or (0, 1, 1)
        why = f"{year.era}は{last[0]}年{last[1]}月{last[2]}日までです"
        yield year.start, year.end, {"why": why, "instead": in_era(year.year) + ("度" if year.fiscal else "")}


def _doubtful(document: Document) -> Found:
    today = document.today
    dates = document.dates
    after = {year.end for year in _after_the_end(dates)}
    confirmed = _confirmed(document)
    for year in dates.years:
        if year in confirmed:
            continue
        if year.era == "令和" and (year.year > today.year + _FAR if today else year.number >= _FAR_ERA):
            meant = (
                f"平成{year.number}年のことではありませんか" if year.number <= 31 else "書きまちがいではありませんか"
            )
            yield year.start, year.end, {"why": f"{year.year}年で、ずっと先です", "instead": meant}
        elif year.end in after:
            last = last_day(year.era) or (0, 1, 1)
            why = f"{year.era}は{last[0]}年{last[1]}月{last[2]}日までです"
            yield year.start, year.end, {"why": why, "instead": "改元の後の年（元年）ではありませんか"}


def _after_the_end(dates: Dates) -> Iterator[Year]:
    dated = [(day.years, day.month, day.day) for day in dates.days]
    dated += [(month.years, month.month, 1) for month in dates.months]
    for years, month, day in dated:
        for year in years:
            last = last_day(year.era)
            if last and month and year.number == last[0] and (month, day) > last[1:]:
                yield year


_FINDERS: dict[str, Callable[[Document], Found]] = {"mismatch": _mismatch, "beyond": _beyond, "doubtful": _doubtful}

FIELDS = {"find": Field(choice(*_FINDERS), required=True, help="what is wrong with the year")}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what to find."""
    return {"find": fields["find"]}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the eras and 年: every finding holds one."""
    if spec["find"] == "mismatch":
        return [], ["年"]
    return [], [
        "令和",
        "平成",
        "昭和",
        "大正",
        "明治",
        *(f"{letter}{digit}" for letter in "rhst" for digit in "0123456789"),
    ]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield one hit for each year that is wrong, in text order."""
    if not any(digit in document.text for digit in "0123456789元一二三四五六七八九十"):
        return
    for start, end, values in sorted(_FINDERS[spec["find"]](document), key=lambda found: found[:2]):
        yield hit(document, start, end, values)
