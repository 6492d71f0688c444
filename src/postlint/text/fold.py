"""Folding: one spelling for matching, with a monotone map back to the original.

NFKC, half-width kana, case, zero-width characters and variation selectors, families of hyphens, tildes and
long-vowel marks, and marks set between single letters (き/も/い). Folding serves matching only; output always
quotes the original.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Hyphens and tildes differ by keyboard. The long-vowel mark is folded only after kana, where a hyphen stands for it.
_FAMILY = dict.fromkeys("‐‑‒–—―−﹘﹣－─━", "-") | dict.fromkeys("〜～∼∾〰⁓", "~") | dict.fromkeys("ｰー", "ー")
_LONG = "－─━―"
_JOINERS = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\ufeff"
_MARKS = "/*._|~-・ "
# Single letters held apart by one repeated mark: き/も/い. A kana in the middle is what tells it from a list;
# with one mark only (死*ね) the letters must stand alone.
_ALONE = r"(?<![ぁ-ゖァ-ヺー一-龥々]){}(?![ぁ-ゖァ-ヺー一-龥々])"
_SPREAD = (
    r"[ぁ-ゖァ-ヺ一-龥](?:([/*._|~-])[ぁ-ゖァ-ヺー](?:\1[ぁ-ゖァ-ヺー])+)",
    _ALONE.format(r"[ぁ-ゖァ-ヺ一-龥][/*_][ぁ-ゖァ-ヺー]"),
    _ALONE.format(r"[ぁ-ゖァ-ヺ一-龥](?:([ ・])[ぁ-ゖァ-ヺー](?:\1[ぁ-ゖァ-ヺー])+)"),
)


class Folded(NamedTuple):
    """Folded text; code point i of `text` came from the original's `starts[i]:ends[i]`."""

    text: str
    starts: list[int]
    ends: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a folded span to the span of the original it came from (code points, half-open)."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold `text` for matching. Never raises; lone surrogates pass through."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    size, reached = len(text), 0
    for odd in [i for i, char in enumerate(text) if not _PLAIN[char]]:
        if odd < reached:
            continue
        # What attaches belongs to the plain letter before it.
        at = odd - 1 if odd > reached and _attaches(text[odd]) else odd
        out += text[reached:at]
        starts += range(reached, at)
        ends += range(reached + 1, at + 1)
        stop = odd + 1
        while stop < size and _attaches(text[stop]):
            stop += 1
        for piece in _fold_cluster(text[at:stop], out[-1] if out else ""):
            out.append(piece)
            starts.append(at)
            ends.append(stop)
        reached = stop
    out += text[reached:]
    starts += range(reached, size)
    ends += range(reached + 1, size + 1)
    return _close_spread(Folded("".join(out), starts, ends))


class _Plain(dict[str, bool]):
    """Which characters fold to themselves, found out once for each: a class of a regex would be slow to compile."""

    def __missing__(self, char: str) -> bool:
        self[char] = plain = _is_plain(char)
        return plain


_PLAIN = _Plain()


def _is_plain(char: str) -> bool:
    return (
        "ぁ" <= char <= "ゖ"
        or "一" <= char <= "龥"
        or "ァ" <= char <= "ー"
        or "a" <= char <= "z"
        or " " <= char <= "@"
        or char in "\n、。「」"
    )


def _attaches(char: str) -> bool:
    """Tell whether `char` belongs to the character before it: combining and half-width sound marks."""
    return "\u0300" <= char <= "\u036f" or char in "\u3099\u309a\uff9e\uff9f"


def _is_invisible(char: str) -> bool:
    """Tell zero-width characters, joiners, bidi controls, soft hyphens, selectors and tags: no part of a word."""
    return (
        "\u200b" <= char <= "\u200f"
        or "\u202a" <= char <= "\u202e"
        or "\u2060" <= char <= "\u206f"
        or "\ufe00" <= char <= "\ufe0f"
        or "\u180b" <= char <= "\u180f"
        or "\U000e0000" <= char <= "\U000e0fff"
        or char in _JOINERS
    )


def _is_kana(char: str) -> bool:
    return "ぁ" <= char <= "ゖ" or "ァ" <= char <= "ヺ" or char == "ー"


def _fold_cluster(cluster: str, before: str) -> str:
    if cluster[0] in "\r\v\f\x85\u2028\u2029":
        return "\n"
    cluster = "".join(char for char in cluster if not _is_invisible(char))
    if len(cluster) == 1 and cluster in _FAMILY:
        return "ー" if cluster in _LONG and before and _is_kana(before) else _FAMILY[cluster]
    folded = unicodedata.normalize("NFKC", cluster).lower()
    return "".join(" " if char.isspace() and char != "\n" else _FAMILY.get(char, char) for char in folded)


def _close_spread(folded: Folded) -> Folded:
    """Take out the marks and blanks that hold the single letters of one word apart."""
    text = folded.text
    marked = (i for mark in _MARKS for i in _places(text, mark))
    if not any(i and _is_kana(text[i + 1 : i + 2] or " ") and text[i - 1] > "ぁ" for i in marked):
        return folded
    drop = {i for pattern in _SPREAD for m in re.finditer(pattern, text) for i in range(m.start() + 1, m.end(), 2)}
    if not drop:
        return folded
    keep = [i for i in range(len(text)) if i not in drop]
    return Folded("".join(text[i] for i in keep), [folded.starts[i] for i in keep], [folded.ends[i] for i in keep])


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)
