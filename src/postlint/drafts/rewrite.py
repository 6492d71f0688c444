"""Changes to the text of a draft's file that leave every other byte of it alone.

Bytes are replaced where they stand, since CP932 writes some characters in two ways: what is decoded and encoded again
may come out different.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.drafts.decode import codec_of, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from postlint.model import Fix


def encodes(data: bytes, *, path: str) -> Callable[[str], bool]:
    """Return a test whether a text can be written in the encoding of a file."""
    codec, _ = codec_of(data, path=path)

    def fits(text: str) -> bool:
        try:
            text.encode(codec)
        except UnicodeEncodeError:
            return False
        return True

    return fits


def rewritten(data: bytes, text: str, fixes: Iterable[Fix], *, path: str) -> bytes:
    """Return the bytes of a file with fixes on its published text, which stands at its end. Raises InputError."""
    codec, mark = codec_of(data, path=path)
    whole, _ = decode(data, path=path)
    head = mark + len(whole[: len(whole) - len(text)].encode(codec))
    # CP932's second spellings are as long as the first, so a prefix encoded again has the length it had.
    pieces, done, at = [data[:head]], 0, head
    for fix in fixes:
        start = at + len(text[done : fix.start].encode(codec))
        pieces += [data[at:start], fix.text.encode(codec)]
        done, at = fix.end, start + len(text[fix.start : fix.end].encode(codec))
    return b"".join([*pieces, data[at:]])
