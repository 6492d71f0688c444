"""Folding: one spelling for matching, with a monotone map back to the original.

NFKC, half-width kana, case, zero-width characters and variation selectors, families of hyphens, tildes and
long-vowel marks, and marks set between single letters (き/も/い). Folding serves matching only; output always
quotes the original.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# What folding leaves as it is, so that whole runs are copied at once.
_PLAIN = re.compile(r"[\n !-,./0-9:-@\[-`a-z{|}ぁ-ゖァ-ヺー、。「」『』【】々〇一-龥]+")
# A base character with whatever attaches to it: combining marks, half-width sound marks, selectors.
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*")
# Zero-width, joiners, bidi controls, soft hyphen, variation selectors, tags: invisible, so no part of a word.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)
# Hyphens and tildes differ by keyboard. The long-vowel mark is folded only after kana, where a hyphen stands for it.
_FAMILY = dict.fromkeys("‐‑‒–—―−﹘﹣－─━", "-") | dict.fromkeys("〜～∼∾〰⁓", "~") | dict.fromkeys("ｰー", "ー")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
# Single letters held apart by one repeated mark: き/も/い. A kana in the middle is what tells it from a list;
# with one mark only (死*ね) the letters must stand alone.
_SPREAD = (
    re.compile(r"[ぁ-ゖァ-ヺ一-龥](?:([/*._|~-])[ぁ-ゖァ-ヺー](?:\1[ぁ-ゖァ-ヺー])+)"),
    re.compile(r"(?<![ぁ-ゖァ-ヺー一-龥々])[ぁ-ゖァ-ヺ一-龥][/*_][ぁ-ゖァ-ヺー](?![ぁ-ゖァ-ヺー一-龥々])"),
    re.compile(r"(?<![ぁ-ゖァ-ヺー一-龥々])[ぁ-ゖァ-ヺ一-龥](?:([ ・])[ぁ-ゖァ-ヺー](?:\1[ぁ-ゖァ-ヺー])+)(?![ぁ-ゖァ-ヺー一-龥々])"),
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
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        if plain:
            stop = plain.end()
            # A mark after the run belongs to its last letter (か + ゛ is one が).
            if stop < len(text) and _attaches(text[stop]):
                stop -= 1
            if stop > at:
                out.append(text[at:stop])
                starts.extend(range(at, stop))
                ends.extend(range(at + 1, stop + 1))
                at = stop
                continue
        cluster = _CLUSTER.match(text, at)
        stop = cluster.end() if cluster else at + 1
        piece = _fold_cluster(text[at:stop], out[-1][-1] if out else "")
        if piece:
            out.append(piece)
        starts.extend([at] * len(piece))
        ends.extend([stop] * len(piece))
        at = stop
    return _close_spread(Folded("".join(out), starts, ends))


def _attaches(char: str) -> bool:
    return "\u0300" <= char <= "\u036f" or char in "\u3099\u309a\uff9e\uff9f"


def _fold_cluster(cluster: str, before: str) -> str:
    if cluster[0] in "\r\v\f\x85\u2028\u2029":
        return "\n"
    cluster = _INVISIBLE.sub("", cluster)
    if len(cluster) == 1 and cluster in _FAMILY:
        mark = _FAMILY[cluster]
        return "ー" if mark == "-" and cluster in "－─━―" and _KANA.match(before) else mark
    folded = unicodedata.normalize("NFKC", cluster).lower()
    return "".join(" " if char.isspace() and char != "\n" else _FAMILY.get(char, char) for char in folded)


def _close_spread(folded: Folded) -> Folded:
    """Take out the marks and blanks that hold the single letters of one word apart."""
    drop: set[int] = set()
    for pattern in _SPREAD:
        for found in pattern.finditer(folded.text):
            drop.update(range(found.start() + 1, found.end(), 2))
    if not drop:
        return folded
    keep = [i for i in range(len(folded.text)) if i not in drop]
    return Folded(
        "".join(folded.text[i] for i in keep), [folded.starts[i] for i in keep], [folded.ends[i] for i in keep]
    )
