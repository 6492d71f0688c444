"""A warning level beside a name that belongs to another level: 警戒レベル3 避難指示.

Finds a level and a name of the table written together, in either order (レベル4「避難指示」, 避難指示(警戒レベル4),
避難指示は警戒レベル4), that do not belong together. A level and a name in different lines, or with other words
between them, are not taken for a pair, nor is a name that already has its level.

    check: level-pairs
    pairs: [{name: 避難指示, level: 4, from: 2021-05-20}]

A pair counts only for posts from its day on; without a moment of posting all count.

Known problems: levels written as 三 are read, 「レベル3または4」 are not.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, day, integer, list_of, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "level-pairs"


_PAIR = {
    "name": Field(text, required=True, help="the order or warning"),
    "level": Field(integer, required=True, help="its level"),
    "from": Field(day, required=True, help="the first day on which they belong together"),
}

FIELDS = {"pairs": Field(list_of(mapping(_PAIR, what="pairs")), required=True, help="names with their levels")}

_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5"}
# What may stand between a level and its name, and between a name and its level. No line end: tables put one pair a line.
_FORWARD = re.compile(r"(?:相当)?(?:情報)?[ 】」』)\]>]{0,2}[ :=の・、]?[ 【「『(\[<]{0,2}")
_BACKWARD = re.compile(r"[】」』\]>]?(?:は、?|が|も| ?[=:(\[【「『<-] ?| )")
_CLOSED = re.compile(r"[)\]】」』>]")


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return each name with its level and its first day."""
    return {"pairs": [[pair["name"], str(pair["level"]), pair["from"]] for pair in fields["pairs"]]}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the names."""
    return [], [name for name, _, _ in spec["pairs"]]


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?:(?<!噴火)警戒|(?<!警戒))レベル ?([1-5一二三四五])(?![0-9.])|({longest})")


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the wrong pairs in text order, with the level that is right and the names of the level written."""
    pairs = {name: (level, first) for name, level, first in spec["pairs"]}
    body = document.text
    if "レベル" not in body:
        return
    for one, other in _pairs(list(_pattern(tuple(pairs)).finditer(body)), body):
        level, name = (one[1], other[2]) if one[1] else (other[1], one[2])
        level = _DIGITS.get(level, level)
        right, first = pairs[name]
        if level == right or (document.in_force and document.in_force < date.fromisoformat(first)):
            continue
        names = "、".join(n for n, (own, _) in pairs.items() if own == level) or "別の情報"
        values = {"level": level, "name": name, "right": right, "names": names}
        yield hit(document, one.start(), other.end(), values)


def _pairs(found: list[re.Match[str]], body: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield neighbours that are written as one level with its name; each belongs to one pair at most."""
    i = 0
    while i + 1 < len(found):
        one, other = found[i], found[i + 1]
        gap = body[one.end() : other.start()]
        between = (_FORWARD if one[1] else _BACKWARD).fullmatch(gap)
        # 全員避難(警戒レベル4)、高齢者等避難: the level belongs to the word before its bracket.
        opened = body[max(0, one.start() - 2) : one.start()]
        taken = one[1] and _CLOSED.match(gap) and opened[:1].isalnum() and opened[1:] in tuple("([<【")
        if bool(one[1]) != bool(other[1]) and between and not taken:
            yield one, other
            i += 2
        else:
            i += 1
