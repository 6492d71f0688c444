"""What belongs to one person: numbers, addresses, dates of birth, classes; each kind is found by one function.

Links are left out, but for mail addresses, which look like links; kanji digits count as digits (〇九〇の一二三四…). What a number means for whom is for the rules: a shop has an address, a ticket has twelve digits.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postlint.text.document import Document

    Spans = Iterator[tuple[int, int]]

_SEPARATOR = r"[ .・のー-]{0,2}"
_MOBILE = (
    rf"(?<![0-9])(?:\+?81[ (-]{{0,2}}0?[6-9]0|\(0[6-9]0\)|0[6-9]0){_SEPARATOR}[0-9]{{4}}{_SEPARATOR}[0-9]{{4}}(?![0-9])"
)
_LINES = ("fixed", "unassigned", "ip", "mobile")  # of `postlint.text.phones`; toll-free numbers are offices
_FREE = ("0120", "0570", "0800", "0990")
_AT = r"(?:@| ?\(at\) ?| ?\[at\] ?)((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,5})"
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+-")
_BLOCK = (
    r"[0-9]{1,3}丁目 ?[0-9]{1,4}(?:番地?の?|-|の)?(?: ?[0-9]{1,4}(?:号|-[0-9]{1,4})?)?"
    r"|[0-9]{1,5}番地(?:の?[0-9]{1,4})?|[0-9]{1,3}番 ?[0-9]{1,3}号"
    r"|[0-9]{1,4}の[0-9]{1,4}の[0-9]{1,4}"
    r"|[0-9]{1,4}-[0-9]{1,4}(?:-[0-9]{1,4})?(?![0-9])(?! ?(?:点|で(?:勝|敗|引|快|辛|惜)|の(?:勝|接戦|引|辛|惜)))"
)
# Before the number stands a place: 東町5-6-7; after 小4-1 and 西中3-1 stand classes and scores.
_ADDRESS = (
    r"(?:(?<=[^\x00-\u3040ぁ-ゖァ-ー中小高校組部チ対戦年月日時第全約])|(?<=[町村市区字通台丘ケヶノ] ))"
    rf"(?:{_BLOCK})|大字[^。\n0-9]{{1,8}}[0-9]{{1,5}}"
)
_ROOM = r"(?:マンション|アパート|ハイツ|コーポ|メゾン|ハイム|レジデンス|荘|団地|住宅|棟|寮)[^。\n0-9]{0,10}[0-9]{3,4}(?:号室?|室)"
_DAY = r"(?:(?:明治|大正|昭和|平成|令和|[mtshr]\.?)(?:元|[0-9]{1,2})|(?:19|20)[0-9]{2})[年./-] ?[0-9]{1,2}[月./-] ?[0-9]{1,2}"
_BIRTH = rf"(?:生年月日|誕生日)[^。\n0-9]{{0,8}}{_DAY}日?|{_DAY}日?(?: ?\([^)\n]{{1,8}}\))?(?:の?お?生まれ|うまれ|生(?![ぁ-ねは-んァ-ヶ一-龥])|に(?:お)?生まれ)"
_ELIGIBLE = r"以降|以前|以後|から|まで|より|~|の(?:お子|児童|市民|女性|男性)|た(?:方|人|お子)"
_CLASS = (
    r"(?:[小中高]学?校?|学園|分校|高校)[0-9] ?(?:年生? ?)?[0-9a-h] ?組|[0-9] ?年 ?[0-9a-h] ?組|[小中][0-9]-[0-9](?![0-9])"
    r"|[ぁ-んァ-ー一-龥]{1,5}(?<!番)組(?=[のさ、 ]{0,2}[^\x00-\u3040]{1,9}(?:くん|君|ちゃん|さん))"
)
_ACCOUNT = (
    r"(?:口座(?:番号)?|普通(?:預金|口座)?|当座(?:預金)?|通帳)[^。\n0-9]{0,14}[0-9]{5,8}(?![0-9])"
    r"|記号 ?[:は]? ?[0-9]{5}[^。\n0-9]{0,6}番号 ?[:は]? ?[0-9]{6,8}(?![0-9])"
)
_DOCUMENT = (
    r"(?:保険証|被保険者証?|資格確認書|基礎年金|年金手帳|免許証|パスポート|旅券|在留カード|受給者証|住民票|診察券|障害者?手帳|介護保険証"
    r"|医療証)の?[^。\n0-9]{0,6}(?:記号|番号|コード|no\.?)[^。\n0-9]{0,10}[a-z]{0,3}[0-9][0-9-]{4,}"
    r"|被?保険者?証[^。\n0-9]{0,8}記号[^。\n]{0,10}番号[^。\n0-9]{0,3}[0-9]{3,}"
)
_PLATE = r"[一-龥]{1,4}[ の]?[0-9]{2,3}[a-z]?[ の]?[ぁ-んe-y][ の]?[0-9・.]{1,2}[-ー][0-9]{2}(?![0-9])"
_NUMBER = r"(?<![0-9./-])(?:[0-9]{12}|[0-9]{14,16}|[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}(?:\1[0-9]{4})?|[0-9]{4}([ -])[0-9]{6}\2[0-9]{4,5})(?![0-9])"
_MY_NUMBER = r"マイナンバー|個人番号|個人no|マイナ番号"
_SOME_DIGITS = (
    rf"(?:{_MY_NUMBER})の?(?:下|上|最初|末尾|はじめ|頭)の?[0-9]?(?:桁|けた|ケタ)?[^。\n0-9]{{0,10}}[0-9]{{3,4}}"
)
_DIGITS = "0123456789〇零一二三四五六七八九"
_OTHER_NUMBER = r"(?:受付|整理|注文|会員|お客様|追跡|問い?合わ?せ|振込|納付|確認|伝票|型|製造|isbn|jan|管理|許可|法人|登録)(?:番号|no)"


def _regex(pattern: str) -> Callable[[Document], Spans]:
    def find(document: Document) -> Spans:
        for found in _compiled(pattern).finditer(document.digits):
            yield found.span()

    return find


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def mobiles(document: Document) -> Spans:
    """Yield mobile numbers, 070 080 090 and 060 to come, in any width, separator or kanji digits."""
    yield from _regex(_MOBILE)(document)


def _phones(document: Document) -> Spans:
    """Yield numbers that ring at one line: what the reader of telephone numbers finds, and mobiles however separated."""
    lines = {(p.start, p.end) for p in document.phones if p.kind in _LINES}
    yield from sorted({*mobiles(document), *lines})


def _mails(document: Document) -> Spans:
    text = document.folded.text
    for found in _compiled(_AT).finditer(text):
        start = found.start()
        while start > 0 and found.start() - start < 64 and text[start - 1] in _LOCAL:
            start -= 1
        if start < found.start() and any(found[1] == host or found[1].endswith("." + host) for host in _mail_hosts()):
            yield start, found.end()


@cache
def _mail_hosts() -> tuple[str, ...]:
    return tuple((Path(__file__).parent.parent / "data" / "people" / "mail.txt").read_text("utf-8").split())


def _births(document: Document) -> Spans:
    for found in _compiled(_BIRTH).finditer(document.digits):
        if not _compiled(_ELIGIBLE).match(document.text, found.end()):
            yield found.span()


def _addresses(document: Document) -> Spans:
    """Yield house numbers with the name of the place before them."""
    text = document.text
    for start, end in _regex(_ADDRESS)(document):
        if text[start] == "0":  # a telephone number: 携帯090-1234-5678
            continue
        while start > 0 and (
            text[start - 1] in "ケヶー" or "一" <= text[start - 1] <= "龥" or "ァ" <= text[start - 1] <= "ヺ"
        ):
            start -= 1
        yield start, end


def _runs(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield what may be a number of 12 or of 14 to 16 digits, whole or in groups, with the digits alone."""
    if not _compiled("[0-9]{4}").search(
        document.text
    ):  # the whole takes long to compile, and most posts have a date at most
        return
    for found in _compiled(_NUMBER).finditer(document.text):
        yield *found.span(), re.sub(r"[ -]", "", found[0])


def _my_numbers(document: Document) -> Spans:
    """Yield 12 digits whose check digit is right, with the word beside them or in three groups of four; or the last four."""
    if any(word in document.text for word in _MY_NUMBER.split("|")):
        yield from _regex(_SOME_DIGITS)(document)
    for start, end, digits in _runs(document):
        if len(digits) != 12 or not valid_my_number(digits):
            continue
        line = document.text[max(0, start - 30) : end + 20]
        grouped = _compiled(r"[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}").fullmatch(document.text[start:end])
        phone = digits.startswith((*_FREE, "19", "20"))
        if _compiled(_MY_NUMBER).search(line) or (grouped and not phone and not _compiled(_OTHER_NUMBER).search(line)):
            yield start, end


def _like_my_numbers(document: Document) -> Spans:
    """Yield 12 digits right after the word whose check digit is wrong."""
    valid = set(_my_numbers(document))
    for found in _compiled(
        rf"(?:{_MY_NUMBER})(?:は|が|:|の方は|、| |\(|「)*([0-9](?:[ -]?[0-9]){{11}})(?![0-9])"
    ).finditer(document.text):
        if found.span(1) not in valid:
            yield found.span()


def _cards(document: Document) -> Spans:
    for start, end, digits in _runs(document):
        if 14 <= len(digits) <= 16 and digits[0] in "23456" and luhn(digits):
            yield start, end


def valid_my_number(digits: str) -> bool:
    """Tell whether the last of 12 digits is the check digit of an individual number (総務省令第85号第5条)."""
    total = sum(int(d) * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(digits[:11]), 1))
    rest = total % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest) and len({*digits}) > 1


def luhn(digits: str) -> bool:
    """Tell whether a card number's last digit is right (ISO/IEC 7812-1)."""
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0 and len({*digits}) > 1


# What each kind is called in messages, the literals without which there is none (None: no telling), and how it is found.
KINDS: dict[str, tuple[str, tuple[str, ...] | None, Callable[[Document], Spans]]] = {
    "mobile": (
        "携帯電話の番号",
        ("070", "080", "090", "060", "81", "七〇", "八〇", "九〇", "七零", "八零", "九零"),
        mobiles,
    ),
    "phone": ("電話番号", ("0", "〇", "零"), _phones),
    "mail": ("個人のメールアドレス", ("@", "(at)", "[at]"), _mails),
    "address": ("番地までの住所", ("-", "番", "丁目", "大字", *(f"{digit}の" for digit in range(10))), _addresses),
    "room": ("部屋の番号", ("号", "0室", "1室", "2室", "3室", "4室", "5室", "6室", "7室", "8室", "9室"), _regex(_ROOM)),
    "birth-date": ("生年月日", ("生",), _births),
    "class": ("学級", ("組", "小", "中"), _regex(_CLASS)),
    "account": ("口座番号", ("口座", "普通", "当座", "通帳", "記号"), _regex(_ACCOUNT)),
    "document-number": ("証明書の番号", ("記号", "番号", "コード", "no"), _regex(_DOCUMENT)),
    "card": ("カードの番号", None, _cards),
    "my-number": ("個人番号（マイナンバー）", None, _my_numbers),
    "like-my-number": ("個人番号（マイナンバー）", ("マイナ", "個人番号", "個人no"), _like_my_numbers),
    "plate": ("車のナンバー", tuple(mark + digit for mark in "-ー" for digit in _DIGITS), _regex(_PLATE)),
}
# Covered wherever they stand, once personal data were found, and what belongs to shops and offices, too, only where found.
_EVERYWHERE = ("mobile", "mail", "birth-date", "document-number", "card", "my-number", "like-my-number", "plate")
_WHERE_FOUND = ("phone", "address", "room", "account")


def spans(document: Document, kind: str) -> list[tuple[int, int]]:
    """Return where `kind` stands in the folded text, in order; found once a draft."""
    if kind not in document.private:
        _, literals, find = KINDS[kind]
        text = document.folded.text if kind == "mail" else document.text
        there = literals is None or any(literal in text for literal in literals)
        document.private[kind] = sorted(find(document)) if there else []
    return document.private[kind]


def cover(document: Document, found: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Return what must not be printed when personal data were `found` (folded spans): original spans, what to show there.

    Replacements are as long as what they replace, so positions stay right: 090-****-****, 佐○○○さん.
    """
    covers: dict[int, str] = {}
    for kind in _EVERYWHERE:
        for start, end in spans(document, kind):
            covers.update(_starred(document, start, end, kind))
    for kind in _WHERE_FOUND:
        for start, end in spans(document, kind):
            if any(a < end and start < b for a, b in found):
                covers.update(_starred(document, start, end, kind))
    for person in document.people:
        if not person.public:
            covers.update(_initial(document, person.start, person.name_end))
    return _in_original(document, covers)


def _initial(document: Document, start: int, end: int) -> Iterator[tuple[int, str]]:
    shown = start + 1 if end - start > 1 else start
    yield from ((i, "○") for i in range(shown, end) if document.text[i] not in " ・")


def _starred(document: Document, start: int, end: int, kind: str) -> Iterator[tuple[int, str]]:
    text = document.digits
    if kind == "mail":
        at = _compiled(_AT).search(document.folded.text, start, end)
        yield from ((i, "*") for i in range(start + 1, at.start() if at else end))
        return
    digits = [i for i in range(start, end) if text[i].isdigit()]
    yield from ((i, "*") for i in digits[3 if kind in ("mobile", "phone") else 0 :])


def _in_original(document: Document, covers: dict[int, str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for i in sorted(covers):
        start, end = document.folded.starts[i], document.folded.ends[i]
        if found and start < found[-1][1]:
            continue  # one sign of the original became several
        if found and start == found[-1][1]:
            last = found.pop()
            found.append((last[0], end, last[2] + covers[i] * (end - start)))
        else:
            found.append((start, end, covers[i] * (end - start)))
    return found
