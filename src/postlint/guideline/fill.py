"""What a clause itself says and its enforcement needs: tags, hours, exceptions, the platform, the items of its list."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from postlint.guideline.phrases import folded

if TYPE_CHECKING:
    from postlint.guideline.items import Unit

_TAG = re.compile("[#＃]([0-9A-Za-z_０-９ぁ-んァ-ヶー一-龥々]{1,30})")
_HOUR = r"(午前|午後)?([0-9]{1,2})(?:時(?:([0-9]{1,2})分|(半))?|:([0-9]{2}))"
_SPAN = re.compile(rf"{_HOUR}(?:から|~|～|-|―|－|–|—|より)(?:同日)?{_HOUR}")
_CHIEF = re.compile(
    "([一-龥]{1,12}(?:課長|部長|所属長|責任者|管理者|市長|町長|村長))(?:等)?が(?:特に)?必要と(?:認め|判断)"
)
_PLATFORMS = {
    "x": r"X|Twitter|ツイッター|エックス|X\(旧Twitter\)", "facebook": "Facebook|フェイスブック", "line": "LINE|ライン",
    "youtube": "YouTube|ユーチューブ", "instagram": "Instagram|インスタグラム", "threads": "Threads|スレッズ",
}  # fmt: skip
LONGEST_LIST = 240  # code points of items in one question


def values(unit: Unit) -> dict[str, Any]:
    """Return what stands for {tags}, {hours} … in the table; an empty value means the key falls away."""
    text = folded(unit.text)
    tags = list(dict.fromkeys(_TAG.findall(unicodedata.normalize("NFKC", unit.text))))
    chief = _CHIEF.search(text)
    emergency = "true" if re.search("災害|緊急|非常|この限りで", text) else ""
    relation = [tag for tag in tags if re.fullmatch("プロモーション|PR|宣伝|広告|タイアップ|協賛|提供|AD|ad", tag)]
    source = [tag for tag in tags if tag not in relation]
    return {
        "{tags}": [tag for tag in tags if tag not in relation],
        "{hours}": {
            key: value
            for key, value in (
                ("except_emergency", emergency),
                ("except_correction", "true" if re.search("誤記|訂正", text) else ""),
                ("except_approved_by", chief[1] if chief else ""),
            )
            if value
        },
        "{except_approved}": (
            {"except": [{"approved_by": {"contains": [chief[1]]}, "approved": ["true", "unknown"]}]} if chief else {}
        ),
        "{approved}": {
            "approved": ["true"],
            **({"exemption": ["given"]} if re.search("ただし|bの|場合を除|既に|既成", text) else {}),
        },
        "{disclosure}": {
            "relation_tags": relation or ["プロモーション", "PR", "宣伝", "広告"],
            **({"source_tag": source[0]} if source else {}),
        },
        "{items}": _listed(unit.items),
    }


def _listed(items: tuple[str, ...]) -> str:
    whole = "、".join(item.rstrip("。") for item in items)
    return f"（{whole}）" if whole and len(whole) <= LONGEST_LIST else ""


def filled(template: Any, given: dict[str, Any]) -> Any:
    """Return a piece of the table with its {…} put in; keys whose value came out empty fall away."""
    if isinstance(template, dict):
        whole = {str(key): filled(value, given) for key, value in template.items()}
        return {key: value for key, value in whole.items() if value not in ("", {}, [])}
    if isinstance(template, list):
        return [filled(value, given) for value in template]
    if template in given:
        return given[template]
    text = str(template)
    for name, value in given.items():
        if isinstance(value, str):
            text = text.replace(name, value)
    return text


def hours(text: str) -> str:
    """Return the first span of hours in `text` as 08:30-17:15, or ""."""
    for found in _SPAN.finditer(folded(text)):
        g = found.groups()
        start, end = _clock(*g[:5]), _clock(*g[5:])
        if start is not None and end is not None and start < end:
            return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    return ""


def _clock(half: str | None, hour: str, minute: str | None, thirty: str | None, colon: str | None) -> int | None:
    at = int(hour) * 60 + (30 if thirty else int(minute or colon or 0))
    at += 720 if half == "午後" and int(hour) < 12 else 0
    return at if at < 24 * 60 else None


def platform(headings: tuple[str, ...]) -> str:
    """Return the one platform a heading names and nothing else beside, or ""."""
    for heading in reversed(headings):
        bare = re.sub(r"^[0-9.()・①-⑳ア-ン第]{1,6}", "", folded(heading))
        for name, pattern in _PLATFORMS.items():
            if re.fullmatch(rf"(?:{pattern})(?:(?:の|に(?:ついて|関する)).{{0,12}})?", bare, re.I):
                return name
    return ""
