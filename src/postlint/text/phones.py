"""Telephone numbers in a text: where they stand, what kind they are, and how they are written properly.

Reads numbers that begin with 0 or +81 and are held together by hyphens, brackets or single blanks; local numbers
(225-3027) right after a word that announces a number; short numbers (#7119, 119番, 188); and 内線. Positions are code
points of the folded text that is given. Postal codes, prices, dates and what is called a number of another sort
(受付番号, 口座番号) are none.

Facts: lengths and first digits are those of the Ministry's numbering plan (電気通信番号計画); area codes stand in
`data/area-codes.txt`. The package `phonenumbers` knows the same and takes 35 ms to import, half of what a check may.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# What announces a number, folded (℡ is tel). The hand and handset signs come from phones' keyboards.
LABELS = ("電話", "でんわ", "tel", "fax", "ファックス", "ファクス", "ファクシミリ", "☎", "☏", "📞", "📠", "📱", "携帯", "ダイヤル")  # fmt: skip
_PEOPLE = ("問い合わせ", "問合せ", "問合わせ", "問い合せ", "連絡", "申込", "申し込み", "予約", "代表", "直通", "窓口", "相談")  # fmt: skip
_FAX = ("fax", "ファックス", "ファクス", "ファクシミリ", "📠")
_NEAR = 24  # code points before a number in which a label announces it

_LENGTHS = {"mobile": 11, "ip": 11, "toll-free": 10, "navi-dial": 10, "paid": 10, "fixed": 10, "unassigned": 10}
_SPECIAL = {"0120": "toll-free", "0800": "toll-free", "0570": "navi-dial", "0990": "paid", "0180": "paid", "0170": "paid"}  # fmt: skip
_BEFORE = {"050": "ip", "060": "mobile", "070": "mobile", "080": "mobile", "090": "mobile", "020": "machine"}

_RUN = r"\+?\(?[0-9]++(?:(?: ?[-ー] ?|[()] ?-?| )\(?[0-9]++)*"
_SHORT = r"#[0-9]{4}(?![0-9a-z])|(?<![0-9])1(?:04|1[0789]|71|77|8[89])(?=番|」|』)|内線[番号:は ]{0,4}([0-9]{2,6})"
# Numbers of another sort, right before one (受付番号 04-2026-00123, 第03-…), but not 電話番号.
_OTHER = ("番号", "会員", "口座", "コード", "品番", "型番", "記号", "許可", "登録", "受付", "isbn", "issn", "no", "id", "〒", "第", "¥")  # fmt: skip
_OWN = ("電話", "でんわ", "tel", "fax", "ファックス", "ファクス", "連絡先", "携帯", "直通", "代表", "問い合わせ", "問い合わせ先", "ダイヤル")  # fmt: skip
_UNITS = ("号", "円", "@", "%")


class Phone(NamedTuple):
    """One telephone number.

    `kind` is fixed, unassigned (no such area code), mobile, ip, toll-free, navi-dial, paid, machine, foreign, local
    (no area code), short or extension; `digits` begin with 0 where +81 was written, `groups` are the digits as written.
    """

    start: int
    end: int
    digits: str
    groups: tuple[str, ...]
    kind: str
    fax: bool
    labelled: bool  # a word on the same line says that this is a telephone number


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def phones(text: str) -> list[Phone]:
    """Return the telephone numbers of a folded text in order. A number of the wrong length is one, too. Never raises."""
    return sorted([*_long(text), *_short(text)])


def kind(digits: str) -> str:
    """Return the kind of a number by its first digits."""
    special = _SPECIAL.get(digits[:4]) or _BEFORE.get(digits[:3])
    return special or ("other" if digits.startswith("00") else "fixed" if area(digits) else "unassigned")


def length(phone: Phone) -> int:
    """Return how many digits a number of this kind has, or 0 where that varies."""
    return 11 if phone.digits.startswith("0800") else _LENGTHS.get(phone.kind, 0)


def area(digits: str) -> str:
    """Return the area code of a fixed-line number, or "" where none is assigned."""
    table = _areas()
    return next((table[digits[:size]] for size in range(6, 1, -1) if digits[:size] in table), "")


def written(digits: str) -> str:
    """Return a number of the right length with its hyphens in the usual places."""
    if len(digits) == 11:
        first = 4 if digits.startswith("0800") else 3
        return f"{digits[:first]}-{digits[first:7]}-{digits[7:]}"
    code = area(digits) if kind(digits) == "fixed" else ""
    if not code:
        return f"{digits[:4]}-{digits[4:7]}-{digits[7:]}"
    return f"{code}-{digits[len(code) : -4]}-{digits[-4:]}"


@cache
def _areas() -> dict[str, str]:
    lines = (Path(__file__).parent.parent / "data" / "area-codes.txt").read_text("utf-8").splitlines()
    table = {}
    for line in lines:
        if line[0] != "#":
            beginning, _, code = line.partition(" ")
            table[beginning] = "" if code == "-" else code or beginning
    return table


def _short(text: str) -> Iterator[Phone]:
    if "#" not in text and "番" not in text and "内線" not in text and "「1" not in text and "『1" not in text:
        return
    for found in _compiled(_SHORT).finditer(text):
        extension = found[1]
        digits = extension or found[0].lstrip("#")
        yield Phone(found.start(), found.end(), digits, (digits,), "extension" if extension else "short", False, True)


def _long(text: str) -> Iterator[Phone]:
    for run in _compiled(_RUN).finditer(text):
        if run.end() - run.start() < 6:
            continue
        groups = [found.span() for found in _compiled("[0-9]+").finditer(text, *run.span())]
        plus = text[run.start()] == "+"
        i = 0
        while i < len(groups):
            taken = _taken(text, groups, i, plus=plus and i == 0)
            phone = _phone(text, groups[i : i + taken], plus=plus and i == 0) if taken else None
            if phone:
                yield phone
            i += max(taken, 1)


def _taken(text: str, groups: list[tuple[int, int]], i: int, *, plus: bool) -> int:
    """Return how many groups from the i-th on are one number; 0 where none begins."""
    start, end = groups[i]
    zero = text[start] == "0"
    if plus:
        return min(len(groups) - i, 5)
    if end - start >= 9:
        return int(zero)
    spaced, count, total = False, 1, end - start
    for before, (first, last) in pairwise(groups[i : i + 5]):
        joint = text[before[1] : first]
        hyphen = "-" in joint or "ー" in joint
        complete = total >= (10 if zero else 5)
        if "(" in joint and not (zero and count == 1 and text[last : last + 1] == ")"):
            break
        if not hyphen and (complete or (joint == " " and count > 1 and not spaced)):
            break
        spaced = spaced or joint == " "
        count, total = count + 1, total + last - first
    whole = total in (10, 11)
    return count if count > 1 and (not spaced or (zero and whole and count == 3)) else 0


def _phone(text: str, groups: list[tuple[int, int]], *, plus: bool) -> Phone | None:
    start, end = groups[0][0], groups[-1][1]
    before = text[max(0, start - 12) : start]
    near = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[end : end + 4].lstrip(")] ")
    if _other(before, near):
        return None
    if text.startswith(_UNITS, end) or (text[end : end + 1].isascii() and text[end : end + 1].isalpha()):
        return None
    if before[-1:].isascii() and before[-1:].isalpha() and not before.endswith(("tel", "fax")):
        return None
    pieces = tuple(text[a:b] for a, b in groups)
    if len(pieces) > 1 and text[groups[0][1]] == ")" and before.endswith("("):
        start -= 1
    strong = any(label in near for label in LABELS)
    labelled = strong or any(word in near for word in _PEOPLE) or after.startswith(("(代", "代表", "(直", "に電話", "へ電話", "へお電話"))  # fmt: skip
    fax = any(label in near for label in _FAX) and not any(label in near[-6:] for label in ("電話", "tel", "☎"))
    if plus:
        return _abroad(start - 1, end, pieces, labelled=labelled, fax=fax)
    digits = "".join(pieces)
    if digits[0] != "0":
        local = len(pieces) == 2 and len(pieces[0]) <= 4 and len(pieces[1]) == 4 and len(digits) >= 5
        announced = any(label in near[-8:] for label in LABELS)
        return Phone(start, end, digits, pieces, "local", fax, True) if local and announced else None
    if len(pieces) > 3:  # a number and an extension after it, or no number at all
        if len("".join(pieces[:3])) not in (10, 11):
            return None
        pieces, end = pieces[:3], groups[2][1]
        digits = "".join(pieces)
    if len(digits) > 13 or len(digits) < (8 if labelled else 9):
        return None
    phone = Phone(start, end, digits, pieces, kind(digits), fax, labelled)
    whole = len(digits) == length(phone)
    if (len(pieces) == 1 and not whole and not labelled) or (phone.kind == "unassigned" and not labelled):
        return None
    if strong or len(pieces) < 3 or len(pieces[0]) > 2:
        return phone
    # 04-2026-00123 is a file, 04-12-2026 a date.
    return None if pieces[1][:2] in ("19", "20") or len(digits) == 8 else phone


def _other(before: str, near: str) -> bool:
    """Tell whether the words right before a number name one of another sort, or it is the rest of 3,043-…"""
    if before[-1:] in (".", ",", ":") and before[-2:-1].isdigit():
        return True
    for word in _OTHER:
        _, found, rest = before.rpartition(word)
        if found and len(rest) <= 4 and not any(char == "\n" or (char.isascii() and char.isalnum()) for char in rest):
            return word != "番号" or not near.rpartition(word)[0].rstrip("の").endswith(_OWN)
    return False


def _abroad(start: int, end: int, pieces: tuple[str, ...], *, labelled: bool, fax: bool) -> Phone | None:
    digits = "".join(pieces)
    if not digits.startswith("81"):
        return Phone(start, end, digits, pieces, "foreign", fax, labelled) if 8 <= len(digits) <= 15 else None
    national = "0" + digits[2:].lstrip("0")
    return Phone(start, end, national, (), kind(national), fax, labelled) if 9 <= len(national) <= 12 else None
