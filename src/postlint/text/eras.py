"""Japanese eras: names, letters and the Western years of each.

Source of the limits: 元号法 and the cabinet orders that changed them (平成31年4月30日 was followed by 令和元年5月1日).
"""

from __future__ import annotations

# The Western year is this and the year of the era together; 元年 is 1.
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
# The last day of each era that has ended, as (month, day) of its last year.
_LAST = {"明治": (45, 7, 30), "大正": (15, 12, 25), "昭和": (64, 1, 7), "平成": (31, 4, 30)}


def era_before(text: str, at: int) -> tuple[str, int] | None:
    """Return the era written right before `at` in folded text, and where it starts: 令和, R, r."""
    end = at - 1 if text[at - 1 : at] == " " else at
    name = text[max(0, end - 2) : end]
    if name in ERAS:
        return name, end - 2
    if text[end - 1 : end] == ".":
        end -= 1
    letter = text[end - 1 : end]
    if letter not in LETTERS or not letter:
        return None
    before = text[end - 2 : end - 1] if end > 1 else ""
    return None if before.isascii() and before.isalnum() else (LETTERS[letter], end - 1)


def last_day(era: str) -> tuple[int, int, int] | None:
    """Return the last year, month and day of an era that has ended."""
    return _LAST.get(era)


def in_era(year: int) -> str:
    """Return how an office writes a Western year: 令和8年, 令和元年. Years before 1868 stay Western."""
    for era in reversed(ERAS):
        number = year - ERAS[era]
        if number >= 1:
            return f"{era}{'元' if number == 1 else number}年"
    return f"{year}年"
