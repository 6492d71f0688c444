"""How deep a stream of JSON nests, told from its bytes before a parser sees them.

The path ijson keeps for every level holds the names of all levels above it, so that an element of 200 kB, nested
100,000 deep, fills 20 GB. No limit of bytes catches that.
"""

from __future__ import annotations

MAX_DEPTH = 50  # the deepest export known, a page's posts of Facebook, has 12 levels

_MARKS = b'[]{}"'
_OTHERS = bytes(set(range(256)) - set(_MARKS))


class Nesting:
    """The depth at the point of a stream read so far. Brackets inside strings do not count."""

    def __init__(self) -> None:
        self._depth, self._inside, self._rest = 0, False, b""

    def exceeds(self, data: bytes) -> bool:
        """Take the next bytes, and tell whether anywhere in them the depth is above MAX_DEPTH."""
        plain = (self._rest + data).replace(b"\\\\", b"")
        self._rest = b"\\" if plain.endswith(b"\\") else b""
        pieces = plain.replace(b'\\"', b"").translate(None, _OTHERS).split(b'"')
        brackets = b"".join(pieces[self._inside :: 2])
        self._inside ^= len(pieces) % 2 == 0
        opening = brackets.count(b"[") + brackets.count(b"{")
        if self._depth + opening <= MAX_DEPTH:  # cannot, in whatever order they stand
            self._depth += 2 * opening - len(brackets)
            return False
        for bracket in brackets:
            self._depth += 1 if bracket in b"[{" else -1
            if self._depth > MAX_DEPTH:
                return True
        return False
