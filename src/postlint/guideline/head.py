"""What a guideline says of itself and of its city: title, date, publisher, accounts, hours, area code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from postlint.guideline import fill
from postlint.guideline.lines import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postlint.guideline.lines import Line, Source

_KIND = "ガイドライン|ポリシー|運用方針|利用方針|活用方針|運用指針|利用指針|要綱|規程|規定|運用基準|要領"
_TITLE = re.compile(rf"^[○〇◯]?(.{{3,50}}(?:{_KIND}).{{0,12}})$")
_DAY = r"(?:令和|平成|20[0-9]{2}年?|[0-9]{4}年)\s*(?:元|[0-9]{0,2})\s*年?\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日"
_CHANGED = re.compile(rf"(?:(?:最終)?更新日?\s*[:： ]?\s*{_DAY}|{_DAY}\s*(?:改[定正訂]|更新|策定|制定|施行|適用)?)")
_OFFICE = re.compile(r"^(?:.{0,20}[市町村区県都府])?.{0,24}[部局室課係]$")
_HANDLE = re.compile(
    r"(?:https?://(?:www\.)?(?:twitter\.com|x\.com|facebook\.com|instagram\.com|youtube\.com/(?:user/|c/|@))/?@?|ユーザー名\s*[:：]\s*@?)"
    r"([A-Za-z0-9_.]{3,40})", re.I,
)  # fmt: skip
_PHONE = re.compile(r"(?<![0-9])(0[0-9]{1,4})[-‐−(（][0-9]{1,4}[-‐−)）][0-9]{4}(?![0-9])")
DEFAULT_HOURS = "08:30-17:15"


class Head(NamedTuple):
    """What the head of the city file says; empty where the document does not say it."""

    title: str
    date: str
    publisher: str
    handles: tuple[str, ...]
    hours: str
    area_codes: tuple[str, ...]


def head(source: Source, clauses: Sequence[str]) -> Head:
    """Read the head off the document; `clauses` are texts that may state hours."""
    lines = [line for line in source.lines if line.text]
    whole = "\n".join(line.text for line in lines)
    stated = next((span for text in clauses if (span := fill.hours(text))), "")
    links = "\n".join((whole, *source.links))
    handles = [
        name for name in dict.fromkeys(_HANDLE.findall(links)) if name.lower() not in ("share", "intent", "sharer.php")
    ]
    codes = tuple(
        dict.fromkeys(
            code
            for code in _PHONE.findall(whole)
            if code[:2] != "00" and code not in ("0120", "0570", "0800", "050", "090", "080", "070")
        )
    )
    return Head(
        titles(source)[0] if titles(source) else "",
        _date(lines),
        _publisher(lines),
        tuple(handles[:6]),
        stated,
        codes[:3],
    )


def titles(source: Source) -> list[str]:
    """Return what may be the document's title, the likeliest first."""
    first = [bare(line.text) for line in source.lines[:400] if line.text and not line.cells][:60]
    found = [m[1].strip() for text in first if (m := _TITLE.match(text)) and not re.search("[。>＞、]", text)]
    return list(dict.fromkeys(found))


def _date(lines: Sequence[Line]) -> str:
    """Return the line's part that dates the document: that of a page's update, or of the last revision named on top."""
    top = [found[0] for line in lines[:40] if (found := _CHANGED.search(bare(line.text))) and len(line.text) <= 60]
    if top:
        return bare(next((date for date in top if "更新" in date), top[-1]))
    enacted = [found[0] for line in lines if (found := re.search(rf"{_DAY}(?=から施行|施行)", bare(line.text)))]
    return bare(enacted[-1]) + "施行" if enacted else ""


def _publisher(lines: Sequence[Line]) -> str:
    offices = [bare(line.text) for line in (*lines[:20], *lines[-25:]) if not line.cells and len(line.text) <= 40]
    offices = [re.sub(rf"^{_DAY}\s*", "", text) for text in offices]
    found = [text for text in offices if _OFFICE.match(text) and "。" not in text and "アカウント" not in text]
    return "、".join(dict.fromkeys(found[-1:]))
