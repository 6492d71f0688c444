"""Letters that a screen reader or another machine does not read as they look, for advice.

One hit for each kind in the post, on its first run; `plain` says what to write for every letter of the kind that occurs.

    circled     ① ⑳ ㊤ ⓵            roman   Ⅰ Ⅻ              squared  ㈱ ℡ № ㎞ ㌔ ㍻
    half-width  ｻｰﾋﾞｽ               styled  𝐏𝐑 Ⓐ ﬁ           loose    が written as か and a mark of its own (NFD)
    spaced      a heading held apart by blanks (日　時, 会　場), from the words given

    check: characters
    find: [circled]
    words: [日時, 会場]            # for spaced

It deliberately looks at no emoji, and takes full-width Latin letters and figures for plain: they are read aloud well.

Known problems: Ⅱ and ㈱ inside the name of a firm or building are found, too.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from postlint.model import Fix, Hit
from postlint.schema import Field, SchemaError, choice, list_of, place_of, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "characters"

_RANGES = {
    "circled": (("\u2460", "\u249b"), ("\u24ea", "\u24ff"), ("\u2776", "\u2793"), ("\u3220", "\u3229"), ("\u3280", "\u3289"), ("\u3251", "\u325f"), ("\u32a4", "\u32a8"), ("\u32b1", "\u32bf")),
    "roman": (("\u2160", "\u217f"),),
    "squared": (("\u322a", "\u3243"), ("\u3290", "\u32a3"), ("\u32a9", "\u32b0"), ("\u32ff", "\u32ff"), ("\u3300", "\u33ff"), ("\u2116", "\u2116"), ("\u2121", "\u2121"), ("\u2103", "\u2103")),
    "half-width": (("\uff61", "\uff9f"),),
    "styled": (("\U0001d400", "\U0001d7ff"), ("\u249c", "\u24e9"), ("\ufb00", "\ufb06"), ("\U0001f130", "\U0001f16b"), ("\U0001f170", "\U0001f18a")),
    "loose": (("\u3099", "\u309a"),),
}  # fmt: skip
# What NFKC would make of them is not what anybody reads aloud.
_READ = {
    "㈱": "株式会社", "㈲": "有限会社", "㈹": "代表", "㈳": "社団法人", "㈶": "財団法人", "㈷": "祝日", "㈰": "日曜", "㈪": "月曜",
    "㈫": "火曜", "㈬": "水曜", "㈭": "木曜", "㈮": "金曜", "㈯": "土曜", "℡": "電話", "№": "番号",
    "㎞": "キロメートル", "㎝": "センチメートル", "㎜": "ミリメートル", "㎡": "平方メートル", "㎏": "キログラム", "㏄": "cc", "℃": "度",
}  # fmt: skip
_LEAVE = "㎡℃㏄🅰🅱🅾🅿🆎Ⓜ"  # in daily use and read aloud well, or emoji
_BLANKS = " \u3000"
_BEFORE = "■●○◆◇★☆▼▽▶・【〔[(（「◎※＊*□▪"
_AFTER = "】〕])）」：:／/…"

_KINDS = (*_RANGES, "spaced")
FIELDS = {
    "find": Field(list_of(choice(*_KINDS)), required=True, help="the kinds of letters this rule reports"),
    "words": Field(list_of(text), help="for spaced: headings that are often written with blanks inside"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the kinds and the headings. Raises SchemaError for `spaced` without `words`."""
    if "spaced" in fields["find"] and not fields.get("words"):
        raise SchemaError("spaced には words が要ります", place=place_of(fields["find"]))
    return {"find": fields["find"], "words": fields.get("words", [])}


def guard(spec: Mapping[str, Any]) -> Guard | None:
    """Return the headings with a blank inside; of letters that folding takes away nothing can be told."""
    if spec["find"] != ["spaced"]:
        return None
    return [], [f"{word[0]}{gap}{word[1:]}" for word in spec["words"] for gap in (" ", "  ")]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield at most one hit for each kind, in text order."""
    whole = document.draft.text
    letters = _unusual(whole)
    hits = [hit for kind in spec["find"] if kind != "spaced" for hit in _runs(kind, whole, letters)]
    if "spaced" in spec["find"]:
        hits += _spaced(whole, spec["words"])
    yield from sorted(hits, key=lambda hit: hit.start or 0)


@lru_cache(maxsize=1)  # several rules look at one draft
def _unusual(whole: str) -> frozenset[str]:
    """Return the letters that are no kana, kanji or usual mark; loose sound marks among them."""
    return frozenset(
        char
        for char in {*whole}
        if char > "\u2100"
        and not ("\u3000" <= char <= "\u3096" or "\u309b" <= char <= "\u30ff" or "一" <= char <= "龥")
    )


def _runs(kind: str, whole: str, letters: Iterable[str]) -> Iterator[Hit]:
    """Yield the first run of a kind; with a fix when it is the only one and its plain form means the same."""
    found = {char for char in letters if _of(kind, char)}
    if not found:
        return
    places = [i for i, char in enumerate(whole) if char in found]
    start = last = places[0]
    for place in places[1:]:
        if place != last + 1:
            break
        last = place
    end = last + 1
    if kind == "loose":
        start -= 1 if start else 0
        yield _whole(whole, start, end, sum(1 for _ in places), len(places) == 1)
        return
    only = places[-1] == last
    safe = kind in ("half-width", "styled") and only
    run = whole[start:end]
    fix = Fix(start, end, unicodedata.normalize("NFKC", run)) if safe else None
    plain = unicodedata.normalize("NFKC", run) if kind in ("half-width", "styled") else _list(whole[i] for i in places)
    yield Hit(start, end, run, {"plain": plain, "count": str(len(places))}, fix)


def _whole(whole: str, start: int, end: int, count: int, only: bool) -> Hit:  # noqa: FBT001
    composed = unicodedata.normalize("NFC", whole[start:end])
    fix = Fix(start, end, composed) if only and len(composed) < end - start else None
    return Hit(start, end, whole[start:end], {"plain": composed, "count": str(count)}, fix)


def _list(chars: Iterable[str]) -> str:
    """Return what to write for each letter: ①は「1」、②は「2」; of many only the first three."""
    each = list(dict.fromkeys(chars))
    shown = "、".join(f"{char}は「{_plain(char)}」" for char in each[:3])
    return shown + ("など" if len(each) > 3 else "")


def _plain(char: str) -> str:
    if char in _READ:
        return _READ[char]
    folded = unicodedata.normalize("NFKC", char).strip("()")
    return folded if not _of("circled", char) else folded.rstrip(".")


def _of(kind: str, char: str) -> bool:
    return char > "\u2100" and char not in _LEAVE and any(first <= char <= last for first, last in _RANGES[kind])


def _spaced(whole: str, words: list[str]) -> Iterator[Hit]:
    """Yield the first heading with blanks between its letters: alone, at the start of a line or after a mark."""
    found: list[tuple[int, int, str]] = []
    for word in words:
        for gap in ("\u3000", " ", "\u3000\u3000", "  "):
            written = gap.join(word)
            at = whole.find(written)
            while at >= 0:
                end = at + len(written)
                opens = at == 0 or whole[at - 1] in _BEFORE + "\n" or (whole[at - 1] in _BLANKS and at > 1 and whole[at - 2] in _BEFORE + "\n")  # fmt: skip
                closes = end == len(whole) or whole[end] in _AFTER + _BLANKS + "\n\r"
                if opens and closes:
                    found.append((at, end, word))
                    break
                at = whole.find(written, end)
    if not found:
        return
    found.sort()
    start, end, word = found[0]
    others = "、".join(f"「{other}」" for _, _, other in found)
    yield Hit(start, end, whole[start:end], {"plain": others, "count": str(len(found))}, Fix(start, end, word) if len(found) == 1 else None)  # fmt: skip
