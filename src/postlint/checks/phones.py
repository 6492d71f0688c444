"""Telephone numbers that cannot be right: a digit too few or too many, no such area code, hyphens in the wrong place.

Finds the numbers of `postlint.text.phones` that have one of the faults in `find`:

    length             the wrong number of digits, announced as a telephone number (お問い合わせ 043-245-50144)
    length-bare        the same without a word that announces it: perhaps a number of another sort
    impossible         no such area code, or a local part that begins with 0 or 1
    hyphens            hyphens that contradict one of the city's own area codes (02-2595-1111)
    hyphens-elsewhere  hyphens that contradict the area code of some other place
    local              no area code (電話 95-1111); one hit for the whole post, since bulletins leave it out on purpose
    directory          one digit away from a number of the city's directory, or the number of another section than the
                       one named before it

    check: phones
    find: [length]
    area_codes: ["0225"]                                  # default: the city's `phones`
    directory: ["0225-95-1111 市民課"]                     # default: the same; without one `directory` finds nothing

It deliberately says nothing of short numbers (#7119), 内線, numbers abroad, and of whether a number is the right one
where there is no directory.

Known problems: a number with an extension hyphened to it is read without the extension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, SchemaError, choice, list_of, place_of, text
from postlint.text.phones import LABELS, area, length, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document
    from postlint.text.phones import Phone

KIND = "phones"

_FAULTS = ("length", "length-bare", "impossible", "hyphens", "hyphens-elsewhere", "local", "directory")
_NAMES = {
    "fixed": "固定電話",
    "unassigned": "固定電話",
    "mobile": "携帯電話",
    "ip": "IP電話（050）",
    "toll-free": "フリーダイヤルなど",
    "navi-dial": "ナビダイヤル",
    "paid": "この種類",
}


def _code(value: Any) -> str:
    code = text(value)
    if not (code.isascii() and code.isdigit() and code[0] == "0" and 2 <= len(code) <= 5):
        raise SchemaError(f"市外局番として読めません: {code}", place=place_of(value), hint='"0225" のように書きます')
    return code


def _entry(value: Any) -> str:
    number, _, who = text(value).partition(" ")
    digits = number.replace("-", "")
    if not (digits.isascii() and digits.isdigit() and who.strip()):
        hint = '"0225-95-1111 市民課" のように書きます'
        raise SchemaError(f"電話番号と名前として読めません: {value}", place=place_of(value), hint=hint)
    return f"{number} {who.strip()}"


FIELDS = {
    "find": Field(list_of(choice(*_FAULTS)), required=True, help="the faults this rule reports"),
    "area_codes": Field(list_of(_code), help="the city's own area codes; default: those in its file"),
    "directory": Field(list_of(_entry), help="numbers and whose they are; default: those in the city's file"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the faults, the city's area codes, and its directory as number → name."""
    own = setting.city.get("phones") or {}
    codes = fields.get("area_codes") or [_code(code) for code in own.get("area_codes", ())]
    directory = fields.get("directory") or [_entry(entry) for entry in own.get("directory", ())]
    return {
        "find": fields["find"],
        "codes": codes,
        "directory": dict(entry.split(" ", 1) for entry in directory),
    }


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return how numbers begin, and for local ones the words that announce them."""
    if spec["find"] == ["local"]:
        return [], list(LABELS)
    return [], [*(f"0{digit}" for digit in range(1, 10)), "+81", "+ 81"]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the faulty numbers in text order."""
    numbers = document.phones
    local = [phone for phone in numbers if phone.kind == "local"]
    for phone in numbers:
        if phone.kind == "local":
            if "local" in spec["find"] and phone is local[0]:
                yield _hit(phone, document, _without_area(phone, spec["codes"], len(local)))
            continue
        for fault in spec["find"]:
            values = _judge(fault, phone, spec, document)
            if values is not None:
                yield _hit(phone, document, values)
                break


def _hit(phone: Phone, document: Document, values: Mapping[str, str]) -> Hit:
    return hit(document, phone.start, phone.end, values)


def _without_area(phone: Phone, codes: list[str], count: int) -> dict[str, str]:
    number = "-".join(phone.groups)
    fits = [code for code in codes if len(code) + len(phone.digits) == 10]
    right = "か".join(f"「{code}-{number}」" for code in fits) or "市外局番を付けた番号"
    return {"right": right, "others": f"（ほかに{count - 1}件）" if count > 1 else ""}


def _judge(fault: str, phone: Phone, spec: Mapping[str, Any], document: Document) -> dict[str, str] | None:
    """Return what the message may say of a fault, or None where the number has none of the kind."""
    right = length(phone)
    if not right or fault == "local":
        return None
    if len(phone.digits) != right:
        if fault != ("length" if phone.labelled else "length-bare"):
            return None
        return {"have": str(len(phone.digits)), "need": str(right), "what": _NAMES[phone.kind]}
    if fault == "impossible":
        why = _impossible(phone)
        return {"why": why} if why else None
    if fault == "directory":
        return _listed(phone, spec["directory"], document)
    if fault not in ("hyphens", "hyphens-elsewhere") or phone.kind != "fixed" or len(phone.groups) < 2:
        return None
    code = area(phone.digits)
    if phone.groups[0] == code or fault != ("hyphens" if code in spec["codes"] else "hyphens-elsewhere"):
        return None
    return {"code": code, "right": written(phone.digits)}


def _impossible(phone: Phone) -> str | None:
    rest = phone.digits[len(area(phone.digits)) or 3 :] if phone.kind == "fixed" else phone.digits[3:]
    if not rest.strip("0"):
        return None  # 0225-00-0000 stands for a number that is still to come
    if phone.kind == "unassigned":
        return f"「{phone.groups[0] if len(phone.groups) > 1 else phone.digits[:4]}」で始まる市外局番はありません"
    if phone.kind == "fixed" and rest[0] in "01":
        return "市外局番の後が0か1で始まる番号はありません"
    if phone.kind in ("mobile", "ip") and rest[0] == "0":
        return f"「{phone.digits[:3]}」の後が0で始まる番号はありません"
    return None


def _listed(phone: Phone, directory: Mapping[str, str], document: Document) -> dict[str, str] | None:
    """Compare a number with the directory: nearly one of it, or another section's than the one named before it."""
    if not directory:
        return None
    known = {number.replace("-", ""): (number, who) for number, who in directory.items()}
    if phone.digits in known:
        owner = known[phone.digits][1]
        start, _ = document.line(phone.start)
        near = document.text[start : phone.start]
        named = max(known.values(), key=lambda pair: near.rfind(pair[1]))
        if near.rfind(named[1]) < 0 or near.rfind(owner) >= 0:
            return None
        return {"why": f"{owner}の番号で、{named[1]}の番号ではありません", "right": f"{named[0]}（{named[1]}）"}
    for digits, (number, who) in known.items():
        if len(digits) == len(phone.digits) and sum(a != b for a, b in zip(digits, phone.digits, strict=True)) == 1:
            return {"why": f"{who}の番号と1字だけ違います", "right": f"{number}（{who}）"}
    return None
