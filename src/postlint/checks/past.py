"""Years and days that lie well before the post goes out: what is told beside them is history. Made for contexts.

Finds a year before the year of the post (平成30年, 2019年), and a day more than `days` before it, with or without
its year (10月12日). Without a moment of posting only eras that have ended are past.

    check: past
    days: 7

Known problems: a day without its year is taken for one of the post's own year.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import outermost
from postlint.schema import Field, integer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.model import Hit
    from postlint.text.document import Document

KIND = "past"

_BEFORE = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}  # year 0 of each era
_ENDED = 2019  # 平成31年 was the last year of an ended era

FIELDS = {"days": Field(integer, help="how many days old a day must be (default 7)")}


@cache
def _pattern() -> re.Pattern[str]:
    year = rf"(?:({'|'.join(_BEFORE)})([0-9]{{1,2}}|元)|(?<![0-9])((?:18|19|20)[0-9][0-9]))年度?"
    day = "([0-9]{1,2})月([0-9]{1,2})日"
    return re.compile(rf"{year}(?:{day})?|(?<![0-9年度]){day}")


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the days."""
    return {"days": fields.get("days", 7)}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return what every year and day contains."""
    return [], ["年", "月"]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield past years and days in text order."""
    today = document.today
    found = _pattern().finditer(document.text)
    yield from outermost((one.span() for one in found if _past(one, today, spec["days"])), document)


def _past(found: re.Match[str], today: date | None, days: int) -> bool:
    era, of_era, western = found.groups()[:3]
    month, day = found[4] or found[6], found[5] or found[7]
    year = int(western) if western else _BEFORE[era] + (1 if of_era == "元" else int(of_era)) if era else None
    if today is None:
        return year is not None and year < _ENDED
    if year is not None and year != today.year:
        return year < today.year
    if not month:
        return False
    try:
        return (today - date(today.year, int(month), int(day))).days > days
    except ValueError:  # 2月30日
        return False
