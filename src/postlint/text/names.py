"""A person's name, read backwards from the さん after it.

Sudachi's tags say that 佐藤 is a family name. One it does not know (保屋ヶ原) is told by its parts, a given name in kana
by `data/people/given.txt`. Kin, trades and shops (お母さん, パン屋さん, 山田建設さん) are no names.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.text.analyser import Token
    from postlint.text.document import Document

    Name = tuple[int, bool, bool] | None  # where it starts, whether it is a full one, whether it is surely a person's

_FAMILIAR = ("くん", "君", "ちゃん")
# No name ends in these, unless the whole of it is one: 申請者, 住民, 業者, 店主, 市民課
_TRADES = frozenset(
    "者師員生客社店屋官皆方業家奥嫁母父兄姉婆爺神仏王姫殿工親多同模仕異各住近民主長士匠達隊局課係部会町市区県府都駅園館院校組班科団所室農商店児童徒供俗職手人々"
)

# Family names end in these; 桧沼 is known to no dictionary.
_ENDINGS = frozenset("田山川野原沢本井崎﨑島木林橋沼谷池岡坂森塚浜辺津瀬畑口尾上下倉藤松杉竹梅岸城石地越根江")

# A town may be called さん by its neighbour: お隣の豊川さん.
_NEIGHBOURS = ("お隣の", "おとなりの", "お隣、", "隣町の", "隣市の", "近隣の", "姉妹都市の", "友好都市の", "県内の")


def name_before(document: Document, at: int, honorific: str) -> Name:
    """Return where the name before `at` starts, whether it is a full one, and whether it is surely a person's."""
    text = document.text
    if _is_hiragana(text[at - 1]):
        return _kana_name(document, at, honorific in _FAMILIAR)
    if _is_katakana(text[at - 1]):
        return _foreign_name(document, at)
    if not _is_kanji(text[at - 1]):
        return None
    kept = _kept(document, at)
    if not kept or document.tokens[kept[-1]].end != at:
        return None
    tokens = [document.tokens[i] for i in kept]
    last = tokens[-1]
    if len(tokens) == 1:
        return _one_word(document, last, honorific)
    named = any(map(_is_person, tokens)) or any(map(_is_unknown, tokens)) or last.surface in _ENDINGS
    named = named or last.surface in listed("given-kanji")
    if not named or (not _is_person(last) and last.surface[-1] in _TRADES):
        return None
    return tokens[0].start, at - tokens[0].start > 2, True


def _one_word(document: Document, token: Token, honorific: str) -> Name:
    text = document.text
    start = token.start
    if _is_person(token) or _is_unknown(token) or _is_family(document, token):
        if token.surface == "王" and honorific in ("さま", "様"):
            return None
        before = _spaced(document, start)
        if before is not None:
            return before, True, True
        sure = honorific != "さん" or not text.endswith(_NEIGHBOURS, 0, start)
        return start, len(token.surface) > 4, sure
    if tagged(token, "地名"):
        sure = honorific != "さん" or token.surface not in listed("places")
        return (start, False, sure) if len(token.surface) <= 3 else None
    given = token.surface in listed("given-kanji")
    before = _spaced(document, start) if given else None
    if before is not None:
        return before, True, True
    alone = start == 0 or not _is_kanji(text[start - 1])
    return (start, False, True) if given and alone and honorific in _FAMILIAR else None


def _is_family(document: Document, token: Token) -> bool:
    alone = token.start == 0 or not _is_kanji(document.text[token.start - 1])
    return alone and token.surface in listed("family-kanji")


def _spaced(document: Document, start: int) -> int | None:
    """Return where the family name starts that stands before a blank before `start`: 山田 太郎."""
    text = document.text
    if start < 2 or text[start - 1] != " " or not _is_kanji(text[start - 2]):
        return None
    kept = _kept(document, start - 1)
    if not kept or start - 1 - document.tokens[kept[0]].start > 4:
        return None
    last = document.tokens[kept[-1]]
    if not _is_person(last) and last.surface[-1] in _TRADES:
        return None
    return document.tokens[kept[0]].start


def _kept(document: Document, at: int) -> list[int]:
    """Return the tokens before `at` that can belong to one name in kanji, in order."""
    text = document.text
    kept: list[int] = []
    i = bisect_left(document.starts, at) - 1
    while i >= 0 and len(kept) < 6:
        token = document.tokens[i]
        follows = document.tokens[kept[0]].start if kept else at
        if token.end != follows or not (_is_kanji(token.surface[-1]) or _joins(text, token, i, kept, document)):
            break
        if tagged(token, "地名"):
            if not kept or len(token.surface) <= 3:
                kept.insert(0, i)
            break
        name = _is_person(token) or _is_unknown(token)
        if not name and (len(token.surface) > 1 or (not kept and token.surface in "様氏君方")):
            break
        if not name and kept and token.surface in _TRADES:
            break
        kept.insert(0, i)
        i -= 1
    while kept and document.tokens[kept[0]].surface in "ヶヵケノの":
        kept.pop(0)
    return kept


def _joins(text: str, token: Token, i: int, kept: list[int], document: Document) -> bool:
    """Tell whether a token is the ヶ or the の inside a family name: 保屋ヶ原, 滝の沢."""
    if not kept or i == 0:
        return False
    before, after = document.tokens[i - 1], document.tokens[kept[0]]
    if before.end != token.start or not _is_kanji(before.surface[-1]):
        return False
    if token.surface in ("ヶ", "ヵ", "ケ", "ノ"):
        return True
    single = token.surface == "の" and len(before.surface) == 1 and len(after.surface) == 1
    return single and not _is_person(after) and (token.start < 2 or not _is_kanji(text[token.start - 2]))


def _kana_name(document: Document, at: int, familiar: bool) -> Name:  # noqa: FBT001
    text = document.text
    start = at
    while start > 0 and at - start < 6 and _is_hiragana(text[start - 1]):
        start -= 1
    run = text[start:at]
    if any(run.endswith(word) for word in listed("not-names") if len(word) > 1) or run in listed("not-names"):
        return None
    at_kanji = start > 0 and (_is_kanji(text[start - 1]) or text[start - 1] == " ")
    if at_kanji and 2 <= len(run) <= 5:
        end = start - 1 if text[start - 1] == " " else start
        family = _family(document, end, run)
        if family is not None:
            return family, True, True
    for length in range(min(5, len(run)), 1, -1):
        name, before = run[-length:], run[:-length]
        apart = not before or before[-1] in "のはがをにへともやで" or (familiar and length > 2)
        if apart and _is_known(name):
            return at - length, False, True
    return None


def _family(document: Document, end: int, given: str) -> int | None:
    """Return where the family name in kanji starts that ends at `end`, before a given name in kana."""
    kept = _kept(document, end)
    if not kept:
        return None
    tokens = [document.tokens[i] for i in kept]
    if not _is_person(tokens[-1]) and tokens[-1].surface[-1] in _TRADES:
        return None
    known = any(map(_is_person, tokens)) or any(map(_is_unknown, tokens))
    place = tagged(tokens[0], "地名")
    if known and (_is_known(given) or given[0] not in "のはがをにへともやでか"):
        return tokens[0].start
    long_enough = 2 <= end - tokens[0].start <= 5
    return tokens[0].start if _is_known(given) and (place or long_enough) else None


def _foreign_name(document: Document, at: int) -> Name:
    text = document.text
    start = at
    while start > 0 and at - start < 24 and (_is_katakana(text[start - 1]) or text[start - 1] in "・="):
        start -= 1
    while text[start] in "・=":
        start += 1
    first = bisect_left(document.starts, start)
    tokens = document.tokens[first : bisect_left(document.starts, at)]
    known = any(map(_is_person, tokens)) or _is_known(_hiragana(text[start:at]))
    family = _family(document, start, _hiragana(text[start:at])) if start and _is_kanji(text[start - 1]) else None
    if family is not None:
        return family, True, True
    parts = text[start:at].count("・") + 1
    return (start, parts > 1, True) if known or parts > 2 else None


def _is_known(given: str) -> bool:
    from postlint.text.analyser import tokenize

    if given in listed("given"):
        return True
    tokens = list(tokenize(given))
    return len(tokens) == 1 and _is_person(tokens[0])


@cache
def listed(name: str) -> frozenset[str]:
    """Return the words of one file in `data/people`."""
    return frozenset((Path(__file__).parent.parent / "data" / "people" / f"{name}.txt").read_text("utf-8").split())


def tagged(token: Token, tag: str) -> bool:
    """Tell whether a token's part of speech has `tag` among its components: 人名, 姓, 名, 地名."""
    from postlint.text.analyser import pos

    return tag in pos(token.pos)


def _is_person(token: Token) -> bool:
    return tagged(token, "人名")


def _is_unknown(token: Token) -> bool:
    """Tell a token in kanji that no dictionary has: its reading is itself."""
    return token.reading == token.surface and len(token.surface) <= 4 and all(map(_is_kanji, token.surface))


def _hiragana(text: str) -> str:
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)


def _is_kanji(char: str) -> bool:
    return "一" <= char <= "\u9fff" or char in "々〆" or "\uf900" <= char <= "\ufaff" or "\u3400" <= char <= "\u4dbf"


def _is_hiragana(char: str) -> bool:
    return "ぁ" <= char <= "ゖ"


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"
