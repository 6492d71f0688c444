"""Which municipality a document is of: its name, code and official host, from the list of all of them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postlint.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIST = Path(__file__).parent.parent / "data" / "hosts" / "government.txt"
_HOST = re.compile(r"(?:https?://|@|\.|\b)((?:[a-z0-9-]{1,63}\.){1,4}jp)\b", re.I)

_BODY = re.compile("([一-龥ぁ-んァ-ヶー]{1,16}?(?:組合|連合|市|区|町|村|県|府|都|道))")


class Municipality(NamedTuple):
    """One row of the list: `code` is 全国地方公共団体コード."""

    host: str
    code: str
    name: str

    @property
    def id(self) -> str:
        """Return the id its city file has: the name in its host (city.ishinomaki.lg.jp → ishinomaki)."""
        labels = self.host.split(".")
        if labels[0] == "pref":
            return f"{labels[1]}-pref"
        kinds = ("city", "town", "vill", "village", "metro")
        return labels[1] if labels[0] in kinds else re.sub(r"^(?:city|town|vill)-|-(?:city|town|vill)$", "", labels[0])


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return all of them."""
    rows = (line.split("\t") for line in _LIST.read_text("utf-8").splitlines() if line and line[0] != "#")
    return tuple(Municipality(*row) for row in rows)


def prefecture(code: str) -> str:
    """Return the name of the prefecture a code begins with."""
    return next((m.name for m in municipalities() if m.code[:2] == code[:2] and m.code[2:5] == "000"), "")


def named(city: str, text: str = "") -> Municipality:
    """Return the municipality with an id or a code. Raises InputError for none, or for several that `text` tells not apart."""
    found = [m for m in municipalities() if city in (m.id, m.code)]
    if len(found) > 1:
        told = [m for m in found if m.host in text or prefecture(m.code) in text] or [
            m for m in found if m.name in text
        ]
        found = told or found
    if len(found) == 1:
        return found[0]
    if found:
        which = "、".join(f"{prefecture(m.code)}{m.name} {m.code}" for m in found)
        raise InputError(
            f"--city {city} に当たる市区町村が{len(found)}つあります", hint=f"コードを書いてください: {which}"
        )
    near = did_you_mean(city, {m.id for m in municipalities()})
    raise InputError(
        f"--city {city} に当たる市区町村がありません", hint=near or "全国地方公共団体コード（6桁）でも指定できます"
    )


def unlisted(city: str, titles: Sequence[str], text: str) -> Municipality | None:
    """Return a body that the list does not hold (an association of municipalities): named by the title, hosted by the text."""
    known = any(city in (m.id, m.code) for m in municipalities())
    if known or not re.fullmatch("[a-z][a-z0-9-]{1,30}", city) or any(_mentioned(title) for title in titles):
        return None
    name = next((found[1] for title in titles if (found := _BODY.match(title))), "")
    hosts = [host.lower().removeprefix("www.") for host in _HOST.findall(text)]
    return Municipality(hosts[0], "", name) if name and hosts else None


def of(titles: Sequence[str], text: str, address: str) -> Municipality:
    """Return the municipality whose document this is. Raises InputError when it cannot be told.

    The title names it; where two share a name (府中市, 伊達市) the hosts and the prefecture in the text decide.
    """
    hosts = Counter(host.lower().removeprefix("www.") for host in _HOST.findall(f"{address}\n{text}"))
    by_host = {m for m in municipalities() if any(h == m.host or h.endswith("." + m.host) for h in hosts)}
    for words in (*titles, text):
        found = _mentioned(words)
        if not found:
            continue
        best = [m for m in found if m in by_host] or [m for m in found if prefecture(m.code) in text] or found
        if len(best) == 1:
            return best[0]
        which = "、".join(f"{prefecture(m.code)}{m.name} {m.code}" for m in best[:6])
        raise InputError(f"どの市区町村の文書か決められません（{which}）", hint="--city にコードを書いてください")
    if len(by_host) == 1:
        return by_host.pop()
    raise InputError(
        "どの市区町村の文書か分かりません", hint="--city に市のid（例: ishinomaki）かコードを書いてください"
    )


def _mentioned(text: str) -> list[Municipality]:
    """Return those of the name that stands most often in `text`: a longer name first (大和郡山市 is not 郡山市)."""
    squeezed = re.sub(r"\s", "", text[:200_000])
    names = sorted({m.name for m in municipalities() if m.name in squeezed}, key=len, reverse=True)
    counts: Counter[str] = Counter()
    rest = squeezed
    for name in names:
        counts[name] = rest.count(name)
        rest = rest.replace(name, "\n")
    whole = [(count, name) for name, count in counts.items() if count]
    if not whole:
        return []
    best = max(whole)[1]
    municipal = [name for _, name in whole if not re.search("[都府県]$|^北海道$", name)]
    if re.search("[都府県]$|^北海道$", best) and municipal:  # 千葉県柏市 names a city
        best = max(municipal, key=lambda name: counts[name])
    return [m for m in municipalities() if m.name == best]
