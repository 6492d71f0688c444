"""Blanks of a template that nobody filled in: ○時○分, 会場：〇〇, 電話 00-0000-0000.

Finds marks that stand for something (○〇◯△▲□■×＿XX) where their neighbours show that a value is missing:

    check: unfilled
    find: unit

`find` is one of unit (○月○日, ××円) · slot (会場：△△, 講師は〇〇) · name (〇〇公民館, ○○課) · phone (00-0000-0000,
XX-XXXX-XXXX) · mobile (○○○-○○○○-○○○○: bulletins print it for a private number left out).

It deliberately leaves in peace: 〇〇詐欺 and every other word after marks; ○ as a bullet or a label of a list (○は抽選);
○× and ○△× of quizzes and tables; kanji figures (二〇二六年, 一〇〇円); △91億円, a minus sign; 20XX年.

Known problems: one mark before one unit at the start of a line (○円) is taken for a bullet.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "unfilled"

_CIRCLES = "○〇◯"
_MARKS = _CIRCLES + "△▲□■×_"
# One mark, any number of times; before 〇 no kanji figure, before × and x no letter or digit (4×4, XXL).
_RUN = (
    rf"(?:(?<![一二三四五六七八九十百千万{_CIRCLES}0-9])[{_CIRCLES}]{{1,8}}"
    r"|(?<![△▲])[△▲]{1,8}|(?<![□■])[□■]{1,8}|(?<![0-9×])×{1,8}|(?<!_)_{1,20}|(?<![0-9a-z])x{2,8}(?![a-z]))"
)
_MANY = (
    rf"(?:(?<![一二三四五六七八九十百千万{_CIRCLES}0-9])[{_CIRCLES}]{{2,8}}"
    r"|(?<![△▲])[△▲]{2,8}|(?<![□■])[□■]{2,8}|(?<!●)●{2,8}|(?<![0-9×])×{2,8}|(?<!_)_{2,20}|(?<![0-9a-z])x{2,8}(?![a-z]))"
)
_OTHER = rf"(?![{_MARKS}])"  # ○×クイズ, ○△□: no run of one mark
_UNITS = "年|月|日|時|分|円|歳|丁目|号室|番地"
# 対象は〇〇な方: any word may stand there. A number of marks is `phone`, and one with its unit is `unit`.
_ONE = f"(?!な|し|す|に[^て]|好|で困|が|を|の方|-|{_UNITS}|人|名)"
# What may follow a unit so that it is one: 〇人権 and ○円滑 are bullets before other words.
_STOP = r"(?=$|[\s、。,.!?)(\]」】』~\-:/・]|から|まで|より|に[^ぁ-ん]|の[^ぁ-ん]|は|頃|ごろ|ころ|以[上下内]|間\b|(?:前|後)[、。\s]|です|開|集|締|必着)"
# 〇〇人は and 〇〇人の speak of a people.
_COUNT = r"(?:人|名|回|階|曜)(?=$|[\s、。,.!?)(\]」】』~\-:/・]|から|まで|以[上下内]|です|程度|限定|様|分)"
_LABELS = (
    "日時|日程|日付|期日|期間|時間|場所|会場|集合場所|定員|講師|対象|費用|料金|参加費|担当|担当者|担当課|締切|締め切り|期限|"
    "申込先|申し込み先|申込み先|問合せ先|問い合わせ先|お問い合わせ|問い合わせ|電話|電話番号|tel|fax|住所|主催|件名|題名|タイトル|氏名|出演|演題"
)
_PLACES = "公民館|小学校|中学校|公園|体育館|図書館|会館|ホール|センター|広場|号室|課|係|地区|支所|公会堂|美術館|博物館|文化会館|商店街|交流館|会場"
_DASH = "[-ー]"


def _sources() -> dict[str, str]:
    return {
        # Two marks with their units (○月○日, ×時××分), or one run whose unit ends there.
        "unit": rf"{_RUN}(?:年|月|時)[ ]?{_RUN}(?:月|日|分)|{_MANY}(?:(?:{_UNITS})間?{_STOP}|{_COUNT})"
        rf"|(?<=[年月日第前後時])[{_CIRCLES}△□](?:(?:{_UNITS}){_STOP}|{_COUNT})|(?:令和|平成)[{_CIRCLES}]{{1,2}}年度?"
        r"|(?<![0-9a-z])x(?:月x日|時x分)|(?<![0-9])月 {1,4}日 ?\( {0,4}\)",
        "slot": rf"(?:{_LABELS})[】」』)\]]?(?:は|が|:| ?[|/=] ?|[ ]|】\n?)[ 「『]?{_MANY}{_OTHER}{_ONE}",
        "name": rf"{_MANY}(?:市(?:民|立|役所|内)?|町立?|立|中央|第[一二]|南|北|東|西)?(?:{_PLACES})|{_MANY}(?:様|殿)",
        "phone": rf"(?<![0-9])(?:0{{2,5}}{_DASH}0{{1,4}}{_DASH}0{{3,4}}|0[0-9]{{1,3}}{_DASH}0{{2,4}}{_DASH}0{{3,4}})(?![0-9])"
        rf"|〒?(?<![0-9])000-0000(?![0-9])"
        rf"|(?:0[0-9]{{1,4}}|{_RUN}){_DASH}{_RUN}{_DASH}{_RUN}|(?<![0-9a-z])x{{2,5}}{_DASH}x{{3,4}}(?![a-z])",
        "mobile": rf"[{_CIRCLES}]{{3}}-[{_CIRCLES}]{{4}}-[{_CIRCLES}]{{4}}",
    }


_FINDS = ("unit", "slot", "name", "phone", "mobile")

FIELDS = {"find": Field(choice(*_FINDS), required=True, help="what kind of blank is found")}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the kind."""
    return {"find": fields["find"]}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the marks, doubled where two are needed."""
    kind = spec["find"]
    if kind == "mobile":
        return [], [mark * 3 for mark in _CIRCLES]
    if kind == "phone":
        return [], ["000", "-00-", *(mark * 2 for mark in _MARKS), "xx"]
    if kind == "unit":
        return [], [*_MARKS, "●●", "xx", "x月", "x時", "月 "]
    return [], [*(mark * 2 for mark in _MARKS), "●●", "xx"]


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(_sources()[kind], re.MULTILINE)


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the blanks of the kind in text order."""
    kind, body = spec["find"], document.text
    # 会場：〇〇公民館 is one blank, not two.
    slots = {found.end() for found in _pattern("slot").finditer(body)} if kind == "name" else set()
    for found in _pattern(kind).finditer(body):
        if kind == "phone" and _pattern("mobile").fullmatch(found[0]):
            continue
        if slots and any(at in slots for at in range(found.start(), found.end() + 1)):
            continue
        yield hit(document, *found.span())
