"""The encoding of a text file too big to hold, told from all of its bytes: UTF-8, UTF-16 with mark, or CP932.

As with drafts, what decodes without an error may still be what nobody wrote: damaged UTF-8 is often valid CP932, told
by the kana before the damage, and EUC-JP is valid CP932 too.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from postlint.errors import InputError, Place
from postlint.exports.source import head, place
from postlint.posts import Remark, Unread

if TYPE_CHECKING:
    from postlint.exports.source import Source

LOST = "\udcff"  # stands for bytes that are no text
MARKED_LOST = "postlint-lost"  # the error handler that puts it there; surrogateescape knows no UTF-16
codecs.register_error(MARKED_LOST, lambda fault: (LOST, fault.end))  # type: ignore[attr-defined]

_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_KANA = re.compile("[\u3000-\u30ff]")  # with 、。「」
_HIRAGANA = re.compile("[\u3041-\u3093]")
_NOT_CP932 = re.compile(f"[{LOST}\x80\uf8f0-\uf8f3]")  # Python's codec gives the others for bytes CP932 leaves open
_LOST = re.compile(LOST)
_ENOUGH = 100_000  # characters in which Japanese shows itself
_RESAVE = "文字コードをUTF-8にして保存し直してください"


def encoding_of(source: Source, name: str) -> str:
    """Name the encoding of a file; where no encoding fits all of it, the one that fits more.

    Raises InputError for UTF-16 without a mark, UTF-32 and EUC-JP.
    """
    start = head(source, name)
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    # Japanese in UTF-16 has a NUL for each mark, digit and line end, other text none.
    if start.startswith(_UTF32) or (not start.startswith(_UTF16) and start.count(0) * 50 > len(start)):
        raise InputError("読めない文字コードです", place=Place(place(source, name)), hint=_RESAVE)
    if start.startswith(_UTF16):
        return "utf-16"
    as_utf8 = _damage(source, name, "utf-8")
    if not as_utf8.faults or _KANA.search(as_utf8.before):
        return "utf-8"
    if _damage(source, name, "cp932").faults >= as_utf8.faults:
        return "utf-8"
    as_euc = _damage(source, name, "euc_jp")
    if not as_euc.faults and _HIRAGANA.search(as_euc.before):
        raise InputError("CP932（Shift_JIS）ともEUC-JPとも読めます", place=Place(place(source, name)), hint=_RESAVE)
    return "cp932"


def lost_in(encoding: str) -> re.Pattern[str]:
    """Return the pattern of what shows, in a text read in this encoding, that bytes were no text."""
    return _NOT_CP932 if encoding == "cp932" else _LOST


def guessed(source: Source, name: str) -> Remark:
    """Say that a file was read as CP932."""
    return Remark(place(source, name), "文字コードをCP932（Shift_JIS）として読みました")


def lost_bytes(source: Source, name: str, where: str) -> Unread:
    """Say that something has bytes that are no text."""
    return Unread(place(source, name, where), "文字として読めないバイトがあります", _RESAVE)


class _Damage(NamedTuple):
    """How many places of a file are no text in an encoding, and some of the text before the first of them."""

    faults: int
    before: str


def _damage(source: Source, name: str, encoding: str) -> _Damage:
    lost = lost_in(encoding)
    decoder = codecs.getincrementaldecoder(encoding)(MARKED_LOST)
    faults, before = 0, ""
    with source.open(name) as file:
        final = False
        while not final:
            chunk = file.read(1 << 16)
            final = not chunk
            text = decoder.decode(chunk, final)
            found = lost.search(text)
            if not faults and len(before) < _ENOUGH:
                before += text[: found.start()] if found else text
            if found:
                faults += len(lost.findall(text))
    return _Damage(faults, before)
