"""Years of well-known events that are wrong.

Finds the name of an event of the table with a year beside it that is none of its years: 関ヶ原の戦い(1601年), 1601年の
関ヶ原の戦い. It deliberately ignores years that are merely in the same sentence, distances (10年前), anniversaries, and
names that are part of a longer one (東日本大震災追悼式).

    check: event-years
    events: [{names: [関ヶ原の戦い, 関ケ原の戦い], years: "1600"}]      # or a span of years: "1467-1477"

Known problems: of Japanese eras only those since 明治 are read, and an event of the same name elsewhere is not told apart.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.schema import Field, SchemaError, list_of, mapping, text
from postlint.text.eras import ERAS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.model import Hit
    from postlint.text.document import Document

KIND = "event-years"


def _years(value: Any) -> list[int]:
    found = re.fullmatch("([0-9]{3,4})(?:-([0-9]{3,4}))?", text(value))
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise SchemaError(f"年ではありません: {value}", place=getattr(value, "place", None), hint="1600 か 1467-1477")
    return [int(found[1]), int(found[2] or found[1])]


_EVENT = {
    "names": Field(list_of(text), required=True, help="how the event is called, each spelling"),
    "years": Field(_years, required=True, help="its year, or the first and last"),
}
FIELDS = {"events": Field(list_of(mapping(_EVENT, what="events")), required=True, help="events with their years")}

_YEAR = rf"(?:西暦 ?)?(?P<year>[0-9]{{3,4}}|(?:{'|'.join(ERAS)})(?:[0-9]{{1,2}}|元))年"
_MORE = r"(?:\([^()\n]{1,14}\))?"  # 1600年(慶長5年)
# After these no year is meant, and before these the name is not the event itself.
_NO_YEAR = "前|後|目|間|ぶり|祭|余|以上|以降|以来|に1度|に一度|まで|から"
_ITSELF = r"(?=で|は|が|に|と|、|。|,|\)|」|の際|の時|のとき|の後|の被|も|や|$|\n)"


@cache
def _beside(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = "(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + ")"
    before = re.compile(
        rf"(?<![0-9]){_YEAR}{_MORE} ?(?:の「?{name}{_ITSELF}|に(?:起きた|起こった|発生した|勃発した|行われた)「?{name})"
    )
    after = re.compile(
        rf"{name}」? ?(?:\({_YEAR}(?!{_NO_YEAR})\)?|(?:は|が)、?{_YEAR}{_MORE}(?:に|の)?(?=起|勃発|発生|あり|あっ|行わ|こと|で(?:す|し)))"
        .replace("(?P<year>", "(?P<first>", 1)
    )  # fmt: skip
    return before, after


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return each event's names, as folded text has them, and years."""
    from postlint.text.fold import fold

    return {"events": [[[fold(name).text for name in event["names"]], *event["years"]] for event in fields["events"]]}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the names."""
    return [], [name for names, _, _ in spec["events"] for name in names]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield events with a wrong year, in text order; in `values` the `written` and the `right` year."""
    body = document.text
    found = []
    for names, first, last in spec["events"]:
        there = tuple(name for name in names if name in body)
        for pattern in _beside(there) if there else ():
            for match in pattern.finditer(body):
                written = next(year for year in match.groupdict().values() if year)
                if not first <= _western(written) <= last:
                    right = f"{first}年" if first == last else f"{first}年から{last}年"
                    found.append((*match.span(), {"written": f"{written}年", "right": right}))
    for start, end, values in sorted(found, key=lambda each: each[:2]):
        yield hit(document, start, end, values)


def _western(written: str) -> int:
    if written.isdecimal():
        return int(written)
    era, year = written[:2], written[2:]
    return ERAS[era] + (1 if year == "元" else int(year))
