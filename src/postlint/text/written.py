"""Literals one of which stands in every written day, or time, of folded text: what guards of checks ask for."""

from __future__ import annotations

_DIGITS = "0123456789"
_KANJI = "一二三四五六七八九十〇"

DAYS = [
    *(digit + mark for digit in _DIGITS for mark in ("日", " 日", "/", ".", "-")),  # 5日, 12/5, 2026.12.5, 2026-12-05
    *(digit + "日" for digit in _KANJI),
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),  # December 5
]
TIMES = [
    *(digit + mark for digit in _DIGITS for mark in ("時", " 時", ":", "a", "p", " a", " p")),  # 9時, 9:00, 9am
    *(digit + "時" for digit in _KANJI),
    "正午",
]
