"""Totals that are not the sum of the parts beside them.

Finds a number with its unit, followed in brackets by two or more parts of the same unit that do not add up to it:
定員40人（大人25人、子ども20人）. It deliberately ignores parts that need not be all (うち, ほか, など), rates (各, 1人につき),
estimates (約, 程度, 以上) and ranges.

    check: sums

Known problems: a total written before or after its parts in running text is not looked at (`prices` knows those of fees).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.schema import Field
    from postlint.text.document import Document

KIND = "sums"
FIELDS: dict[str, Field] = {}

_UNITS = "人|名|組|枚|個|本|台|点|件|回|席|区画|世帯|か所|箇所|千円|万円|億円|円"
# What says that the parts are not all there is, or that a number is none to count with.
_OPEN = (
    "うち",
    "ほか",
    "他",
    "など",
    "等",
    "含",
    "別",
    "各",
    "約",
    "程度",
    "前後",
    "以上",
    "以下",
    "以内",
    "まで",
    "未満",
    "~",
    "×",
    "/",
    "%",
    "につき",
    "ごと",
    "ずつ",
    "あたり",
    "または",
    "もしくは",
    "か、",
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    number = r"([0-9][0-9,]{0,11})"
    whole = re.compile(rf"(?<![0-9,.約]){number}({_UNITS})\(([^()\n]{{6,120}})\)")
    return whole, re.compile(rf"(?<![0-9,.-]){number}({_UNITS})(?![0-9])")


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return nothing: the check needs no parameters."""
    return {}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the units with an opening bracket: every hit contains one."""
    return [], [unit + "(" for unit in _UNITS.split("|")]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield totals with their brackets, and in `values` the `total` as written and the `sum` of the parts."""
    whole, part = _patterns()
    for found in whole.finditer(document.text):
        total, unit, inside = found.groups()
        parts = part.findall(inside)
        same = [_number(number) for number, its in parts if its == unit]
        if len(same) < 2 or len(same) < len(parts) or any(word in inside for word in _OPEN):
            continue
        # Every number inside must be one of the parts: 小学生（1~3年）20人 counts years as well.
        if len(re.findall(r"[0-9][0-9,]*", inside)) != len(same) or sum(same) == _number(total):
            continue
        yield hit(document, *found.span(), {"total": total + unit, "sum": f"{sum(same):,}{unit}"})


def _number(written: str) -> int:
    return int(written.replace(",", ""))
