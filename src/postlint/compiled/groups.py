"""What patterns need, numbered: the index of a policy as plain data, which `postlint.index` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.index import Wanted, pack
from postlint.text.common import share_of_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postlint.checks import Needs

_COMMON = 0.35  # a group that more posts than this have tells little, and costs as much to look up as a rare one


class _Groups:
    """Groups of keys by number, each kept once."""

    def __init__(self) -> None:
        self.numbers: dict[frozenset[str], int] = {}

    def number(self, keys: Iterable[str]) -> int:
        return self.numbers.setdefault(frozenset(keys), len(self.numbers))


def index(needs: Iterable[Needs]) -> dict[str, Any]:
    """Return `words`, `literals` and `wakes` of the patterns whose slots are their places in `needs`."""
    groups = _Groups()
    wakes: dict[int, list[str]] = {}
    literals: dict[str, list[int]] = {}
    for slot, needed in enumerate(needs):
        for literal in dict.fromkeys(needed.literals):
            literals.setdefault(literal, []).append(slot)
        if not needed.groups:
            continue
        rarest = min(needed.groups, key=share_of_words)
        kept = [keys for keys in needed.groups if keys is rarest or share_of_words(keys) < _COMMON]
        also = [keys for keys in needed.also if share_of_words(keys) < _COMMON]
        wanted = Wanted(slot, tuple(map(groups.number, kept)), frozenset(map(groups.number, also)))
        wakes.setdefault(groups.number(rarest), []).append(wanted.written())
    words: dict[str, list[int]] = {}
    for keys, number in groups.numbers.items():
        for key in sorted(keys):
            words.setdefault(key, []).append(number)
    return {
        "words": pack(words),
        "literals": pack(literals),
        "wakes": [",".join(wakes.get(number, ())) for number in range(len(groups.numbers))],
    }
