"""What is written as a hashtag and is none for X: #PR#石巻市, 明日は#柏市 へ, ♯柏市, # 柏市.

What X does link is told by `postlint.text.twitter`. Offsets are code points of the original text. Numbers (#7119, #1),
C#, F#m and codes in Latin letters (key#ab1) are no tags.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.text.document import Document

SIGNS = "#＃♯"
_IN_TAG = "_~～〜・゠·"  # signs that X allows inside a tag


class Written(NamedTuple):
    """What looks like a tag and is none: its span, the words meant, and why X links none of them."""

    start: int
    end: int
    words: tuple[str, ...]
    why: str


def written(document: Document, own: list[str]) -> Iterator[Written]:
    """Yield what looks like a tag and is not linked, in order; `own` are tags that are surely meant, folded."""
    whole = document.draft.text
    taken = [(e.start, e.end) for e in document.entities] + [(link.start, link.end) for link in document.links]
    taken.sort()
    linked = {tag.start for tag in document.hashtags}
    reached = at = 0
    for start, char in enumerate(whole):
        if char not in SIGNS or start < reached or start in linked:
            continue
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        inside = at < len(taken) and taken[at][0] <= start
        if inside and start + 1 < taken[at][1]:
            continue
        after = _after(whole, start)
        words, end = _chain(whole, start)
        if not words:
            continue
        why = "アドレスに続けて書かれている" if inside else _why(whole, start, after, words, own)
        if why:
            reached = end
            yield Written(start, end, words, why)


def _after(whole: str, start: int) -> int:
    """Return where the word after a sign begins, past selectors, a keycap and blanks."""
    at = start + 1
    while whole[at : at + 1] in ("\ufe0f", "\u20e3"):
        at += 1
    if whole[at : at + 1] in (" ", "\u3000"):
        at += 1
    return at


def _chain(whole: str, start: int) -> tuple[tuple[str, ...], int]:
    """Return the words of tags that hang together (#柏市#図書館), and where the last ends."""
    words: list[str] = []
    at = start
    while whole[at : at + 1] and whole[at] in SIGNS:
        first = _after(whole, at)
        last = first
        while last < len(whole) and part(whole[last]):
            last += 1
        if not any(char.isalpha() for char in whole[first:last]) or _is_number(whole[first:last]):
            break
        words.append(whole[first:last])
        at = last
    return tuple(words), at


def _is_number(word: str) -> bool:
    """Tell whether a word is a short telephone number with the sentence after it: 7119へ, 8008や."""
    rest = word.lstrip("0123456789０１２３４５６７８９")
    return len(word) - len(rest) in (3, 4) and "ぁ" <= rest[0] <= "ん"


def _why(whole: str, start: int, after: int, words: tuple[str, ...], own: list[str]) -> str:
    before, sign = whole[start - 1 : start], whole[start:after]
    glued = bool(before) and part(before)
    if sign[0] == "♯":
        return "" if glued or sign != "♯" else "「#」ではなく「♯」で書かれている"
    if "\u20e3" in sign:
        return "絵文字の「#️⃣」で書かれている"
    if sign[-1] in " \u3000":
        meant = fold_tag(words[0]) in own or len(words) > 1 or _another(whole, after)
        return "「#」の後に空白がある" if meant and not glued else ""
    if len(words) > 1:
        return "間に空白がなくつながっている"
    if not glued or (before.isascii() and words[0].isascii()):
        return ""
    # C#入門, F#の和音
    second = whole[max(0, start - 2) : start - 1]
    letter = before.isascii() and before.isalpha() and not (second.isascii() and second.isalnum())
    return "" if letter else "「#」のすぐ前に文字がある"


def _another(whole: str, at: int) -> bool:
    line = whole[at : at + 140].partition("\n")[0]
    return "# " in line or "#\u3000" in line or "＃\u3000" in line


def part(char: str) -> bool:
    """Tell whether X takes a character into a tag."""
    if char.isalnum() or char in _IN_TAG:
        return True
    return unicodedata.category(char)[0] == "M" and char not in "\ufe0e\ufe0f\u20e3"


def fold_tag(word: str) -> str:
    """Return a tag as tags are compared: width and capitals do not matter."""
    return unicodedata.normalize("NFKC", word).casefold()
