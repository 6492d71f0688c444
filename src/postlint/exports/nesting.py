"""How deep JSON nests, told from its bytes before a parser sees them.

ijson names every level by its whole path, so that a hundred thousand brackets (0.1 MB) fill gigabytes.
"""

from __future__ import annotations

MAX_DEPTH = 40  # exports of the platforms nest some ten deep

_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class Nesting:
    """Counts the open brackets of a document that comes in pieces."""

    def __init__(self) -> None:
        self._depth = 0
        self._in_string = False
        self._rest = b""  # a backslash that ended the last piece

    def too_deep(self, data: bytes) -> bool:
        """Tell whether the next piece goes deeper than MAX_DEPTH; surely from twice that depth on."""
        data = (self._rest + data).replace(b"\\\\", b"").replace(b'\\"', b"")
        self._rest = b"\\" if data.endswith(b"\\") else b""
        parts = data.split(b'"')
        outside = b"".join(parts[self._in_string :: 2])
        self._in_string ^= len(parts) % 2 == 0
        left = outside.translate(None, _NO_BRACKETS)
        for _ in range(MAX_DEPTH):  # each round takes the innermost pairs away
            inner = left.replace(b"[]", b"").replace(b"{}", b"")
            if inner == left:
                break
            left = inner
        else:
            return True
        closed = left.count(b"]") + left.count(b"}")
        opened = len(left) - closed
        # What is left closes first and opens then, or is no JSON.
        self._depth = max(0, self._depth - closed) + opened
        return self._depth > MAX_DEPTH
