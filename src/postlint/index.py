"""From what stands in a draft to the patterns that could find something, without looking at the others.

Each pattern of a policy has a number, its *slot*, and is known by the rarest thing it needs: keys of `Document.words`,
or literals of the folded text. The index is kept as text, one string for each first letter, so that reading it at
start-up costs nothing: a string is taken apart only when a draft has its letter. What was taken apart is kept, for runs
over many drafts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postlint.text.document import Document

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


class Index:
    """The packed `words` and `literals` of a policy, and what of them was taken apart so far."""

    def __init__(self, words: Mapping[str, str], literals: Mapping[str, str]) -> None:
        self._words, self._literals = words, literals
        self._slots: dict[str, tuple[int, ...]] = {}
        self._pairs: dict[str, dict[str, list[tuple[str, tuple[int, ...]]]]] = {}

    def live(self, document: Document) -> dict[int, list[int]]:
        """Return the slots whose needs the draft meets, each with the tokens that meet them (none for literals)."""
        live: dict[int, list[int]] = {}
        for key, places in document.words.items():
            slots = self._slots.get(key)
            if slots is None:
                slots = self._slots[key] = self._slots_of(key)
            for slot in slots:
                live.setdefault(slot, []).extend(places)
        body = document.text
        # By its first two letters, a literal is looked for only where it could begin.
        for first, second in {*zip(body, body[1:] + "\0", strict=False)}:
            pairs = self._pairs.get(first)
            if pairs is None:
                pairs = self._pairs[first] = self._pairs_of(first)
            for literal, slots in pairs.get(second, ()):
                if literal in body:
                    live.update((slot, []) for slot in slots if slot not in live)
            for _, slots in pairs.get("", ()):
                live.update((slot, []) for slot in slots if slot not in live)
        return live

    def _slots_of(self, key: str) -> tuple[int, ...]:
        packed = self._words.get(key[0], "")
        at = packed.find(_BETWEEN + key + _AFTER)
        if at < 0:
            return ()
        start = at + len(key) + 2
        return tuple(map(int, packed[start : packed.index(_BETWEEN, start)].split()))

    def _pairs_of(self, letter: str) -> dict[str, list[tuple[str, tuple[int, ...]]]]:
        """Return second letter ("" when there is none) → literals with their slots."""
        pairs: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        for entry in self._literals.get(letter, "").split(_BETWEEN):
            literal, _, slots = entry.partition(_AFTER)
            if literal:
                pairs.setdefault(literal[1:2], []).append((literal, tuple(map(int, slots.split()))))
        return pairs
