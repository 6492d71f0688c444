"""Totals that are not the prices times the heads or pieces counted beside them.

Finds a sum of yen called a total (あわせて, 合計, 全部で …) in a sentence that counts who or what is paid for, where the post
gives each of them a price, and the products do not add up: 大人500円、小中学生300円。大人2人と小学生1人なら、あわせて1,200円.
It deliberately ignores posts that speak of discounts, sets or extra charges, and sums in which anything has no price of
its own.

    check: prices

Known problems: prices written in words (ワンコイン, 半額) and per group (1組3人まで) are not reckoned with.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.model import Hit
    from postlint.schema import Field
    from postlint.text.document import Document

KIND = "prices"
FIELDS: dict[str, Field] = {}

_TOTALS = ("あわせて", "合わせて", "合計", "総額", "全部で", "しめて", "計")
# Where these stand a total need not be the plain sum.
_OTHERWISE = (
    "割引", "割り引", "引き", "団体", "セット", "無料", "半額", "免除", "減免", "クーポン", "パック", "ペア", "家族券", "回数券", "券付",
    "送料", "手数料", "税別", "税抜", "保険", "別途", "追加", "約", "程度", "以上", "~", "から", "人目", "枚目", "個目", "各", "ずつ", "×",
)  # fmt: skip
_ALIKE = {"こども": "子ども", "子供": "子ども", "小人": "子ども", "おとな": "大人"}
_PUPILS = {"小学生", "中学生", "小中学生", "小・中学生", "小中高生", "高校生"}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    label = r"([一-龥々ぁ-ゖァ-ヺー・]{0,11}?[一-龥々ぁ-ゖァ-ヺー])"
    edge = r"(?:^|[、。,\s(「」は:|/※●■◆◎○・-])"
    price = re.compile(
        rf"{edge}{label}[はが: ]{{0,2}}(?:(?:1|お?一)(?:人|名|枚|個|冊|台|本|回|点)(?:あたり|につき)?)? ?([0-9][0-9,]*)円",
        re.M,
    )
    count = re.compile(
        rf"{label} ?([0-9]{{1,3}}|[一二三四五六七八九十])(?:人|名|枚|個|冊|台|本|点)(?![0-9]|あたり|につき)"
    )
    total = re.compile(rf"(?:{'|'.join(_TOTALS)})(?:で|は|が|で、|して、?)? ?([0-9][0-9,]*)円")
    return price, count, total


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return nothing: the check needs no parameters."""
    return {}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the words for a total: every hit contains one."""
    return [], [*_TOTALS]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield totals, and in `values` the `total` as written, the `sum` and how it is reckoned (`reckoning`)."""
    price, count, total = _patterns()
    text = document.text
    if any(word in text for word in _OTHERWISE):
        return
    prices = {_plain(found[1]): _yen(found[2]) for found in price.finditer(text)}
    for found in total.finditer(text):
        start, _ = document.sentence(found.start())
        counts = [(_plain(c[1]), _heads(c[2])) for c in count.finditer(text, start, found.start())]
        # 大人2人と小学生2人の4人家族: the last number counts them all once more.
        products = [(_price(label, prices), heads) for label, heads in counts if label != "の"]
        if not products or any(each is None for each, _ in products):
            continue
        right = sum(each * times for each, times in products if each is not None)
        if right == _yen(found[1]):
            continue
        reckoning = " + ".join(f"{each:,}円×{times}" for each, times in products)
        yield hit(document, *found.span(), {"total": f"{found[1]}円", "sum": f"{right:,}円", "reckoning": reckoning})


def _price(label: str, prices: Mapping[str, int]) -> int | None:
    """Return the one price that `label` has; None when it has none or several."""
    if label in prices:
        return prices[label]
    wide = {each for name, each in prices.items() if name.startswith(label) or _among(label, name)}
    return wide.pop() if len(wide) == 1 else None


def _among(label: str, name: str) -> bool:
    """Tell whether pupils called `label` are among those called `name`: 小学生 among 小中学生."""
    return label in _PUPILS and name.removesuffix("以下") in _PUPILS and label[0] in name


def _plain(label: str) -> str:
    """Return a label as it is compared: what follows the last particle, spelt one way."""
    last = re.sub("^[とや・]", "", re.sub("^.*[はが]", "", label))
    return _ALIKE.get(last, last)


def _heads(written: str) -> int:
    return int(written) if written.isascii() else "一二三四五六七八九十".index(written) + 1


def _yen(written: str) -> int:
    return int(written.replace(",", ""))
