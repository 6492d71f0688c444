"""From what stands in a draft to the patterns that could find something, without looking at the others.

Each pattern of a policy has a number, its *slot*. It needs a token of each of some groups of keys (of `Document.words`),
or one of some literals of the folded text. Groups are numbered and kept once, whichever patterns need them; a pattern
is looked at when the draft has its rarest group, and is live when one sentence has them all, in order. The index is kept as text, one
string for each first letter, so that reading it at start-up costs nothing: a string is taken apart only when a draft
has its letter. What was taken apart is kept, for runs over many drafts.
"""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, NamedTuple

from postlint.text.search import holding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.text.document import Document

_MOST = 100_000  # words and pairs of letters that are kept apart: what years of posts hold would fill the memory
_BETWEEN, _AFTER = "\x1e", "\x1f"  # the draft's text can hold neither: controls are no part of a word


def packable(words: Iterable[str]) -> bool:
    """Tell whether `words` can stand in an index: none is empty or holds its separators."""
    return all(word and _BETWEEN not in word and _AFTER not in word for word in words)


def pack(slots: Mapping[str, Iterable[int]]) -> dict[str, str]:
    """Return word → slots as one string for each first letter."""
    packed: dict[str, list[str]] = {}
    for word, numbers in slots.items():
        packed.setdefault(word[0], []).append(f"{_BETWEEN}{word}{_AFTER}{' '.join(map(str, numbers))}")
    return {letter: "".join(parts) + _BETWEEN for letter, parts in packed.items()}


class Wanted(NamedTuple):
    """A pattern that a group of keys may wake: its slot, the groups it needs in order, and those it needs anywhere."""

    slot: int
    groups: tuple[int, ...]
    also: frozenset[int]

    def written(self) -> str:
        """Return it as text."""
        return " ".join([str(self.slot), *map(str, self.groups), *(f"-{group}" for group in sorted(self.also))])


def _wanted(text: str) -> Wanted:
    slot, *groups = text.split(" ")
    return Wanted(
        int(slot),
        tuple(int(group) for group in groups if group[0] != "-"),
        frozenset(int(group[1:]) for group in groups if group[0] == "-"),
    )


class Index:
    """The packed index of a policy, and what of it was taken apart so far.

    `words` lead from keys to the numbers of groups, `literals` to slots; `wakes` has, for each group, the patterns of
    which it is the rarest, separated by commas.
    """

    def __init__(self, words: Mapping[str, str], literals: Mapping[str, str], wakes: list[str]) -> None:
        self._words, self._literals, self._wakes = words, literals, wakes
        self._groups: dict[str, tuple[int, ...]] = {}
        self._woken: dict[int, list[Wanted]] = {}
        self._pairs: dict[str, list[tuple[str, tuple[int, ...]]]] = {}

    def live(self, document: Document) -> dict[int, list[list[int]]]:
        """Return the slots whose needs the draft meets, each with the tokens that meet them, a list a need."""
        found = self._found(document)
        there = found.keys()
        live: dict[int, list[list[int]]] = {}
        for group in found:
            woken = self._woken.get(group)
            if woken is None:
                woken = self._woken[group] = [_wanted(text) for text in self._wakes[group].split(",") if text]
            for slot, groups, also in woken:
                if not (also <= there and all(other in found for other in groups)):
                    continue
                needs = [found[other] for other in groups]
                if len(needs) == 1 or any(holding(needs, document)):
                    live[slot] = needs
        live.update((slot, []) for slot in self._literal(document.text))
        return live

    def _found(self, document: Document) -> dict[int, list[int]]:
        """Return the groups of which the draft has a key, each with the tokens under its keys, in order."""
        found: dict[int, list[int]] = {}
        mixed: set[int] = set()
        for key, places in document.words.items():
            groups = self._groups.get(key)
            if groups is None:
                if len(self._groups) > _MOST:
                    self._groups.clear()
                groups = self._groups[key] = self._numbers(key)
            for group in groups:
                if group in found:
                    found[group] = found[group] + places
                    mixed.add(group)
                else:
                    found[group] = places
        for group in mixed:
            found[group].sort()
        return found

    def _literal(self, body: str) -> Iterator[int]:
        """Yield the slots of the literals that are in the text."""
        # By its first two letters, a literal is looked for only where it could begin.
        for pair in {*map(add, body, body[1:] + "\0")}:
            entries = self._pairs.get(pair)
            if entries is None:
                if len(self._pairs) > _MOST:
                    self._pairs.clear()
                entries = self._pairs[pair] = self._beginning(pair)
            for literal, slots in entries:
                if literal in body:
                    yield from slots

    def _numbers(self, key: str) -> tuple[int, ...]:
        packed = self._words.get(key[0], "")
        at = packed.find(_BETWEEN + key + _AFTER)
        if at < 0:
            return ()
        start = at + len(key) + 2
        return tuple(map(int, packed[start : packed.index(_BETWEEN, start)].split()))

    def _beginning(self, pair: str) -> list[tuple[str, tuple[int, ...]]]:
        """Return the literals that begin with two letters, and that of the first alone, with their slots."""
        packed = self._literals.get(pair[0], "")
        found = []
        for begin in (f"{_BETWEEN}{pair[0]}{_AFTER}", f"{_BETWEEN}{pair}"):
            at = packed.find(begin)
            while at >= 0:
                literal, _, slots = packed[at + 1 : packed.index(_BETWEEN, at + 1)].partition(_AFTER)
                found.append((literal, tuple(map(int, slots.split()))))
                at = packed.find(begin, at + 1)
        return found
