"""How common words and letters are in what cities write, so that rules are looked up by the rarest thing they need.

Used only when rules are compiled. A wrong guess costs time, never a finding.
"""

from __future__ import annotations

from functools import cache
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLE = Path(__file__).parent.parent / "data" / "common.txt"
_LITTLE = 0.3  # of a single letter of hiragana
_NAME = 0.2  # of one class of proper nouns
_RARE = 0.0004  # the share of posts that hold a word or letter too rare for the table


@cache
def _shares() -> dict[str, dict[str, float]]:
    shares: dict[str, dict[str, float]] = {"w": {}, "c": {}}
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, what, share = line.split(" ")
            shares[kind][what] = int(share) / 1000
    return shares


def _share(word: str) -> float:
    # The table counts normal forms: お by itself is 御 there, and yet in every other post.
    little = _LITTLE if len(word) == 1 and "ぁ" <= word <= "ん" else _RARE
    return max(_shares()["w"].get(word, 0.0), little)


def share_of_words(keys: Iterable[str]) -> float:
    """Guess the share of posts that hold a token under one of `keys` of `Document.words`."""
    return sum(_NAME if key[0] == "<" and len(key) > 1 else _share(key.lstrip("=/") or key) for key in keys)


def share_of_literals(literals: Iterable[str]) -> float:
    """Guess the share of posts whose folded text holds one of `literals`."""
    letters = _shares()["c"]
    # Letters of one word come together: each further one is taken to halve the share, not to multiply it down.
    return sum(
        min(letters.get(char, _RARE) for char in word) * prod([0.5] * (len(word) - 1)) if word else 1.0
        for word in literals
    )
