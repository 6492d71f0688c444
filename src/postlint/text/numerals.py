"""Numbers of dates in folded text: digits, 元, and kanji numerals (二十五, 二〇二六)."""

from __future__ import annotations

import re

_KANJI = {letter: value for value, letter in enumerate("〇一二三四五六七八九")}
# One class of characters, since each alternative would cost a tenth of a millisecond at every start.
NUMBER = re.compile("[0-9〇一二三四五六七八九十元]+")


LIST = "・、,･"  # between the numbers of a list
RANGE = "~-ー"
LONGEST = 31  # numbers in a list
# One of these is in every text with a date: digits, or a kanji numeral with its unit (一部 and 二人 are none).
LITERALS = [*"0123456789", "元年", *(letter + unit for letter in "一二三四五六七八九十〇" for unit in "日時年")]


class Number:
    """A number of at most four digits, with its span."""

    __slots__ = ("end", "start", "value")

    def __init__(self, start: int, end: int, value: int) -> None:
        self.start = start
        self.end = end
        self.value = value

    @property
    def digits(self) -> int:
        """How many characters it takes."""
        return self.end - self.start


def number(text: str, at: int) -> Number | None:
    """Return the number that starts at `at`."""
    found = NUMBER.match(text, at)
    return found and value(found)


def value(found: re.Match[str]) -> Number | None:
    """Return a match of NUMBER as a number; None for a longer one (no date has it) and for nonsense such as 十十."""
    written = found.group()
    if len(written) > 8:
        return None
    start, end = found.span()
    if written.isascii():
        return Number(start, end, int(written)) if len(written) <= 4 else None
    digits = len(written) - len(written.lstrip("0123456789"))
    if digits:  # 12/25一部 and 定員20一般
        return Number(start, start + digits, int(written[:digits])) if digits <= 4 else None
    if written == "元":
        return Number(start, end, 1) if found.string.startswith("年", end) else None
    return _kanji(written, start, end)


def _kanji(written: str, start: int, end: int) -> Number | None:
    if len(written) > 4 or not set(written) <= {*_KANJI, "十"}:  # 元, or kanji and digits run together
        return None
    if "十" not in written:
        return Number(start, end, int("".join(str(_KANJI[letter]) for letter in written)))
    tens, _, ones = written.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return Number(start, end, 10 * _KANJI.get(tens, 1) + _KANJI.get(ones, 0))


def is_kanji(text: str, number: Number) -> bool:
    """Tell whether a number is written in kanji, which is a date only in full company: 十日町 is a place."""
    return not "0" <= text[number.start] <= "9"


def decimal(text: str, at: int) -> bool:
    """Tell whether the number at `at` is the tail of another: 3.11, 1,000, 第12."""
    before = text[at - 1 : at]
    if before in ("第", "¥", "$"):
        return bool(before)
    return before in (".", ",") and text[at - 2 : at - 1].isdigit() and at > 1


def skip(text: str, at: int) -> int:
    """Return `at`, or the place after a blank there."""
    return at + 1 if text[at : at + 1] == " " else at
