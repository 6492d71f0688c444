"""Data that only whoever holds the original can read: names and secrets made of a digest of it.

A report quotes its draft, and with it somebody's name or telephone number. So it is kept under a name that tells nothing of
the draft, and is unreadable without the very draft it is a report of: encrypted to itself, as deduplicating backups
do it. Whoever can guess a draft to the last letter can tell that it was judged, and learns nothing new.
"""

from __future__ import annotations

from hashlib import blake2b, shake_256

_TAG = 16


def seal(data: bytes, secret: bytes) -> bytes:
    """Return data that `unseal` alone can read, with the same secret (64 bytes at most)."""
    # The tag stands for the data too, so that no two pieces of data are ever mixed with the same stream.
    tag = blake2b(data, key=secret, digest_size=_TAG).digest()
    return tag + _mixed(data, secret, tag)


def unseal(sealed: bytes, secret: bytes) -> bytes | None:
    """Return the data, None when it was sealed with another secret or is not what was sealed."""
    tag = sealed[:_TAG]
    data = _mixed(sealed[_TAG:], secret, tag)
    return data if blake2b(data, key=secret, digest_size=_TAG).digest() == tag else None


def _mixed(data: bytes, secret: bytes, tag: bytes) -> bytes:
    stream = shake_256(secret + tag).digest(len(data))
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")
