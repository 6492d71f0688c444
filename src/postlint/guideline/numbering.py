"""How Japanese documents number: 第1 1 1. (1) ① ア (ア) a ・ ※, and what text recognition makes of them.

A line's beginning is read in every way it could be meant; `structure` takes the reading that continues the sequence, so that
`(7)` after `(6)` is seven and after `ア 責任` is （ア）, as scanners print it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_KANJI = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
# One glyph for another, as scanners of kana in brackets confuse them.
_CONFUSED = {
    "7": "ア",
    "4": "イ",
    "工": "エ",
    "才": "オ",
    "力": "カ",
    "夕": "タ",
    "千": "チ",
    "二": "ニ",
    "八": "ハ",
    "口": "ロ",
}

_NUMBER = "[0-9０-９]{1,3}"
_LATIN = "[a-zａ-ｚ]"
_OPEN, _CLOSE = "[(（]", "[)）]"
_END = r"[\s\u3000]+|$"

# style, pattern of the marker, how coarse it is where two are weighed (chapters first)
_STYLES = (
    ("章", rf"第([0-9０-９一二三四五六七八九十]{{1,3}})[章編](?:{_END}|(?=\S))", 0),
    ("節", rf"第([0-9０-９一二三四五六七八九十]{{1,3}})節(?:{_END}|(?=\S))", 1),
    ("条", rf"第([0-9０-９一二三四五六七八九十]{{1,3}})条(?![のをにでがはと、第及又])(?:の[0-9０-９]{{1,2}})?(?:{_END}|(?=\S))", 2),
    ("第", rf"第([0-9０-９一二三四五六七八九十]{{1,2}})(?:[.．、]\s*|{_END})", 3),
    ("数", rf"({_NUMBER})(?:[.．、](?![0-9０-９])[\s\u3000]*|{_END})", 4),
    ("数)", rf"({_NUMBER}){_CLOSE}[\s\u3000]*", 5),
    ("(数)", rf"{_OPEN}[\s\u3000]?({_NUMBER})[\s\u3000]?{_CLOSE}[\s\u3000]*", 6),
    ("(数)", r"([⑴-⒇])[\s\u3000]*", 6),
    ("①", r"([①-⑳㉑-㉟])[\s\u3000]*", 7),
    ("ア", rf"([{KANA}])(?:[.．、](?=\S)|{_END})[\s\u3000]*", 8),
    ("(ア)", rf"{_OPEN}[\s\u3000]?([{KANA}])[\s\u3000]?{_CLOSE}[\s\u3000]*", 9),
    ("(ア)", rf"{_OPEN}[\s\u3000]?([ｱ-ﾝ])[\s\u3000]?{_CLOSE}[\s\u3000]*", 9),
    ("a", rf"({_LATIN})(?:[.．](?=\S)|{_END})[\s\u3000]*", 10),
    ("(a)", rf"{_OPEN}[\s\u3000]?({_LATIN})[\s\u3000]?{_CLOSE}[\s\u3000]*", 11),
    ("※数", r"※[\s\u3000]?([0-9０-９]{1,2})[\s\u3000]*", 12),
)  # fmt: skip
_COMPILED = tuple((style, re.compile(pattern), rank) for style, pattern, rank in _STYLES)
_RANK = {style: rank for style, _, rank in _STYLES} | {"イ": 8, "(イ)": 9}
_BULLET = re.compile(r"([・･•●○〇◯◎■□◆◇▼▽▪‣⁃※＊*]|[-－‐–—ー➢➤✓](?=[\s\u3000]))[\s\u3000]*")
_DASH = re.compile(
    rf"[-－‐–—][\s\u3000]+(?=[(（①-⑳・•]|[{KANA}a-z][\s\u3000.．])"
)  # a list dash before a marker says nothing
BULLETS = frozenset("・･•●○〇◯◎■□◆◇▼▽▪‣⁃※＊*-－‐–—ー➢➤✓")


class Marker(NamedTuple):
    """One reading of a line's beginning: `printed` as it stands, `read` as it is meant, `ordinal` 0 for bullets."""

    style: str
    ordinal: int
    printed: str
    read: str
    rest: str
    confused: bool = False

    @property
    def bullet(self) -> bool:
        """Tell whether it has no place in a sequence."""
        return self.ordinal == 0


def rank(style: str) -> int:
    """Return how fine a style is; bullets are the finest."""
    return _RANK.get(style, 20)


def markers(text: str) -> Iterator[Marker]:
    """Yield the ways the beginning of a line can be read, the plainest first."""
    dash = _DASH.match(text)
    body = text[dash.end() :] if dash else text
    for style, pattern, _ in _COMPILED:
        if (found := pattern.match(body)) and _ordinal(style, found[1]):  # there is no item 0
            printed, rest = found[0].strip(), body[found.end() :]
            yield Marker(style, _ordinal(style, found[1]), printed, _plain(printed), rest)
            if style in ("ア", "(ア)") and (glyph := _plain(printed).strip("().")) in _IROHA:
                yield Marker(style.replace("ア", "イ"), _IROHA.index(glyph) + 1, printed, _plain(printed), rest)
            break
    if found := re.match(rf"{_OPEN}(.){_CLOSE}[\s\u3000]*", body):
        glyph = unicodedata.normalize("NFKC", found[1])
        if kana := _CONFUSED.get(glyph):
            read = f"({kana})"
            yield Marker("(ア)", KANA.index(kana) + 1, found[0].strip(), read, body[found.end() :], confused=True)
    elif found := re.match(r"([工才力夕千二八口])[\s\u3000]+", body):
        kana = _CONFUSED[found[1]]
        yield Marker("ア", KANA.index(kana) + 1, found[1], kana, body[found.end() :], confused=True)
    if found := _BULLET.match(body):
        yield Marker(found[1], 0, found[1], found[1], body[found.end() :])


def _ordinal(style: str, glyph: str) -> int:
    plain = unicodedata.normalize("NFKC", glyph).strip("()")
    if style in ("ア", "(ア)"):
        return KANA.index(plain) + 1
    if style in ("a", "(a)"):
        return ord(plain) - ord("a") + 1
    if plain.isdigit():
        return int(plain)
    tens, _, ones = plain.rpartition("十")
    return (_KANJI.get(tens, 1) * 10 if "十" in plain else 0) + _KANJI.get(ones, 0)


def _plain(printed: str) -> str:
    """Return a marker as ids and citations write it: half-width brackets and digits, but ① stays ①."""
    if re.fullmatch("[①-⑳㉑-㉟]", printed):
        return printed
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", printed))
