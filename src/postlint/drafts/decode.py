"""Bytes → text. What a city hall's Windows PC saves is read; what could be read in two ways is refused.

Three kinds of file decode without an error into something nobody wrote, and are refused for it:

* damaged UTF-8 (a file cut inside a character is often valid CP932: 石巻 → 遏ｳ蟾), told by the kana before the damage;
* EUC-JP (いし → ､､､ｷ), told by being valid EUC-JP with hiragana in it;
* ISO-2022-JP and UTF-16 without a mark, told by their escape sequences and NULs.
"""

from __future__ import annotations

import re

from postlint.errors import InputError, Place

CP932_NOTE = "文字コードをCP932（Shift_JIS）として読みました"

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_JIS = (b"\x1b$B", b"\x1b$@")
_KANA = "[\u3000-\u30ff]"  # with 、。「」: E3 80–83 in UTF-8, which no CP932 text begins with
_HIRAGANA = "[\u3041-\u3093]"
# Python's codec gives these for 80, A0 and FD–FF, which CP932 leaves open; a NUL means UTF-16 or no text at all.
_NOT_CP932 = "[\x00\x80\uf8f0-\uf8f3]"
_RESAVE = "文字コードをUTF-8にして保存し直してください"


def decode(data: bytes, *, path: str) -> tuple[str, str]:
    """Return the text without its byte order mark, and a note to the user when an encoding had to be guessed.

    Line ends, NUL and control characters stay as they are. Raises InputError naming the first byte, counted from 1,
    that cannot be read.
    """
    if data.startswith(_UTF32):
        raise InputError("UTF-32の文字コードは読めません", place=Place(path), hint=_RESAVE)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), ""
            except UnicodeDecodeError as fault:
                before = fault.object[: fault.start].decode(codec)
                raise _fault(f"{name}として読めません", data, len(mark) + fault.start, before, path) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _decode_cp932(data, path, fault.start), CP932_NOTE
    if text.isascii() and any(escape in data for escape in _JIS):
        raise InputError("ISO-2022-JP（JIS）の文字コードは読めません", place=Place(path), hint=_RESAVE)
    return text, ""


def codec_of(data: bytes, *, path: str) -> tuple[str, int]:
    """Return the codec in which `decode` reads a file, and the length of its byte order mark. Raises InputError."""
    _, note = decode(data, path=path)
    for mark, codec, _ in _MARKS:
        if data.startswith(mark):
            return codec, len(mark)
    return ("cp932" if note else "utf-8"), 0


def _decode_cp932(data: bytes, path: str, at: int) -> str:
    """Read what is not UTF-8 because of byte `at` as CP932, when it is that and nothing else."""
    before = data[:at].decode("utf-8")
    if re.search(_KANA, before):
        raise _fault("UTF-8の途中で壊れています", data, at, before, path)
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError as fault:
        if fault.start > at:  # the encoding that got further is the likelier one
            at, before = fault.start, data[: fault.start].decode("cp932")
        raise _fault("UTF-8でもCP932（Shift_JIS）でもありません", data, at, before, path) from None
    if stray := re.search(_NOT_CP932, text):
        before = text[: stray.start()]
        at = len(before.encode("cp932"))
        raise _fault("UTF-8でもCP932（Shift_JIS）でもありません", data, at, before, path)
    if _is_euc(data):
        raise InputError("CP932（Shift_JIS）ともEUC-JPとも読めます", place=Place(path), hint=_RESAVE)
    return text


def _is_euc(data: bytes) -> bool:
    try:
        return bool(re.search(_HIRAGANA, data.decode("euc_jp")))
    except UnicodeDecodeError:
        return False


def _fault(what: str, data: bytes, at: int, before: str, path: str) -> InputError:
    """Build the error for byte `at` of the file, which stands after the text `before`."""
    line = count_lines(before)
    column = len(before) - max(before.rfind("\n"), before.rfind("\r"))
    where = Place(path, line + 1, column)
    return InputError(f"{what}: {at + 1}バイト目 0x{data[at]:02X}", place=where, hint=_RESAVE)


def count_lines(text: str) -> int:
    """Count the line ends of `text`: LF, CRLF and the lone CR of old Macintosh files."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")
