"""A compiled policy as pieces of one file, each read only when a draft calls for it.

A rule is a piece, and so is each of its patterns, since most drafts wake two of its forty. A set of words is a piece
that is kept once, however many patterns name it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from postlint.index import Index
from postlint.text.search import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Keys of JSON objects that stand for a set of words, for a piece, and for a list of pieces.
_FEW = 16  # words that are not worth a piece of their own
_SET, _PIECE, _PIECES = "§", "†", "¶"


class Pieces:
    """The pieces of a policy: where each ends in `body`, and what was parsed of them so far."""

    def __init__(self, ends: array[int], body: bytes | memoryview) -> None:
        self.ends, self.body = ends, body
        self._decode = json.JSONDecoder(object_hook=self._refer).decode  # json.loads would make a decoder each time
        self._parsed: dict[int, Any] = {}

    def __getitem__(self, number: int) -> Any:
        """Return one piece, parsed."""
        if number not in self._parsed:
            self._parsed[number] = self._decode(self._text(number))
        return self._parsed[number]

    def _refer(self, found: dict[str, Any]) -> Any:
        if _PIECE in found:
            return self[found[_PIECE]]
        if _PIECES in found:
            return Several(self, *found[_PIECES])
        if _SET in found:
            number = found[_SET]
            if number not in self._parsed:
                self._parsed[number] = frozenset(self._text(number).split("\n"))
            return self._parsed[number]
        return found

    def _text(self, number: int) -> str:
        return str(self.body[self.ends[number - 1] if number else 0 : self.ends[number]], "utf-8")


class Several(Sequence[Any]):
    """A list of which each item is a piece."""

    def __init__(self, pieces: Pieces, first: int, count: int) -> None:
        self._pieces, self._first, self._count = pieces, first, count

    def __len__(self) -> int:
        """Count the items."""
        return self._count

    def __getitem__(self, at: Any) -> Any:
        """Return one item."""
        if not 0 <= at < self._count:
            raise IndexError(at)
        return self._pieces[self._first + at]


class Named(Mapping[str, Any]):
    """Pieces by name."""

    def __init__(self, pieces: Pieces, numbers: Mapping[str, int]) -> None:
        self._pieces, self._numbers = pieces, numbers

    def __getitem__(self, name: str) -> Any:
        """Return one piece."""
        return self._pieces[self._numbers[name]]

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._numbers)


class _Packer:
    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self._sets: dict[frozenset[str], int] = {}
        self._tables: dict[frozenset[str], int] = {}

    def add(self, data: Iterable[bytes]) -> int:
        """Keep pieces side by side and return the number of the first."""
        first = len(self.parts)
        self.parts.extend(data)
        return first

    def dump(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=self._set).encode()

    def _set(self, words: frozenset[str]) -> dict[str, int]:
        if words not in self._sets:
            self._sets[words] = self.add(["\n".join(sorted(words)).encode()])
        return {_SET: self._sets[words]}

    def taken_apart(self, node: Any) -> Any:
        """Return a match with the patterns of its leaves as pieces of their own."""
        if not node:
            return node
        if "parts" in node:
            return {**node, "parts": [self.taken_apart(part) for part in node["parts"]]}
        patterns = node["spec"].get("patterns")
        if not isinstance(patterns, list):
            return node
        dumped = [self.dump(self._slim(pattern)) for pattern in patterns]
        return {**node, "spec": {**node["spec"], "patterns": {_PIECES: [self.add(dumped), len(patterns)]}}}

    def _slim(self, pattern: Any) -> Any:
        """Return a pattern over tokens without what the index knows already, its groups of words as pieces."""
        if not isinstance(pattern, dict):
            return pattern
        code = [["w", self._table(op[1])] if op[0] == "w" else op for op in pattern["code"]]
        return {"code": code, "begins": pattern["begins"]}

    def _table(self, words: frozenset[str]) -> dict[str, Any]:
        if len(words) <= _FEW:
            return table(words)
        if words not in self._tables:
            self._tables[words] = self.add([self.dump(table(words))])
        return {_PIECE: self._tables[words]}


def pack(built: Mapping[str, Any]) -> tuple[dict[str, Any], Pieces]:
    """Return the head of a policy, which is read at every start, and its pieces."""
    packer = _Packer()
    every = [packer.dump({**e, "match": packer.taken_apart(e["match"])}) for e in built["rules"]]
    contexts = {n: packer.dump({**c, "match": packer.taken_apart(c["match"])}) for n, c in built["contexts"].items()}
    head = {
        **built,
        "rules": [packer.add(every), len(every)],
        "contexts": dict(zip(contexts, range(packer.add(contexts.values()), len(packer.parts)), strict=True)),
        **{
            index: ["".join(built[index]), packer.add(map(packer.dump, built[index].values()))]
            for index in ("words", "literals")
        },
    }
    ends, end = array("I"), 0
    for part in packer.parts:
        end += len(part)
        ends.append(end)
    return head, Pieces(ends, b"".join(packer.parts))


def unpack(head: Mapping[str, Any], pieces: Pieces) -> dict[str, Any]:
    """Return the policy as the engine reads it. Raises KeyError, TypeError or ValueError when the head is none."""
    words, literals = (
        Named(pieces, dict(zip(letters, range(first, first + len(letters)), strict=True)))
        for letters, first in (head["words"], head["literals"])
    )
    return {
        **head,
        "rules": Several(pieces, *head["rules"]),
        "contexts": Named(pieces, head["contexts"]),
        "index": Index(words, literals, head["wakes"]),
    }
