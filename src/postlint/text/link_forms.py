"""How an address is written, whoever's it is: schemes mistyped, paths cut in two, marks clinging to the end.

Facts: a link on X ends before Japanese and before a full stop or bracket after it (twitter-text); elsewhere apps differ.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from postlint.model import Fix, Hit
from postlint.text.links import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.text.document import Document
    from postlint.text.links import Link

# One of these is in any text with a scheme that is read below.
MARKS = ("//", "::", ":/", "http")

# The rest of a path that Japanese cut in two; 「…/は11/28から」 and 「…/の表/裏」 go on with the sentence.
_CUT = r"(?![をのへがに])[^\W0-9A-Za-z_](?:[\w-]{0,40}[^\W0-9])?(?:/|\.(?:html?|pdf|php|xlsx?|docx?)(?![0-9A-Za-z]))"
_BLANK = r"(?i:https?)[:：][/／]{2}[ \u3000]+\Z"
# Whatever stands where a scheme does, and the name of a host after it.
_SCHEME = r"(?<![a-z0-9])(h[tps]{2,7}|t[tps]{2,5})(?: ?([:;.]{0,2}) ?(/ ?/{0,2})|([:;]{1,2}))(?=[a-z0-9-]{1,63}\.[a-z0-9.-]{2})"
_WRITTEN = r"(?i:[hｈ]?[tｔ][tｔ][pｐ][sｓ]?)[:：;；]?[/／]{1,3}"
_AFTER = ".,!?)]"  # quotation marks stand there on purpose
_DESKS = (  # host, what must be in the address, what it is
    ("docs.google.com", "/edit", "Googleドキュメントの編集画面"),
    ("drive.google.com", "/edit", "Googleドライブの編集画面"),
    ("drive.google.com", "/drive/", "Googleドライブのフォルダー"),
    ("forms.google.com", "/edit", "Googleフォームの編集画面"),
    ("sharepoint.com", "", "SharePointのファイル"),
    ("onedrive.live.com", "", "OneDriveのファイル"),
    ("1drv.ms", "", "OneDriveのファイル"),
    ("canva.com", "/edit", "Canvaの編集画面"),
    ("notion.so", "", "Notionの作業用の画面"),
    ("app.box.com", "", "Boxのファイル"),
)
# Labels that a list of several notices repeats.
_COMMON = ("詳しく", "詳細", "こちら", "くわしく", "申込", "申し込み", "問い合わせ", "問合せ", "hp", "url", "ホームページ", "リンク", "ページ", "サイト", "動画", "地図", "チラシ", "公式")  # fmt: skip


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def workplace(link: Link) -> str:
    """Return what the writer's own screen a link leads to is called, or "" for a page that readers can open."""
    path = link.path.split("?", 1)[0]
    for host, part, what in _DESKS:
        if (link.host == host or link.host.endswith("." + host)) and part in f"{path}/":
            return what
    return ""


def malformed(document: Document) -> Iterator[Hit]:
    """Yield addresses that do not become a link, or not the whole of it: `why` says how."""
    text = document.draft.text
    found: list[tuple[int, int, str, Fix | None]] = []
    for link in document.links:
        why = _why(link, text)
        if why:
            found.append(_entry(link, text, why))
    starts, ends = [start for start, *_ in found], [end for _, end, *_ in found]
    for start, end, fix in _mistyped(document):
        if bisect_left(starts, end) == bisect_right(ends, start):  # no link that is found already overlaps
            found.append((start, end, "https:// の書き方が違い", fix))
    for start, end, why, fix in sorted(found, key=lambda entry: entry[0]):
        yield Hit(start, end, text[start:end], {"host": "", "why": why}, fix)


def _entry(link: Link, text: str, why: str) -> tuple[int, int, str, Fix | None]:
    """Return the span from the first letter of a scheme on (htttps:// is read from its second t), and a right scheme."""
    start = link.start
    written = _compiled(_WRITTEN).match(text, start) if why.startswith("http") else None
    while written and start > link.start - 4 and text[start - 1 : start] in ("h", "t", "p"):
        start -= 1
    fix = Fix(start, written.end(), f"{link.scheme}://") if written else None
    return start, link.end, why, fix


def _why(link: Link, text: str) -> str:
    if link.scheme and not link.url.lower().startswith(link.scheme + "://"):
        return f"{link.scheme}:// の書き方が違い"
    if link.scheme and _lone_h(text[max(0, link.start - 2) : link.start]):
        return f"{link.scheme}:// の書き方が違い"
    if not link.scheme and _compiled(_BLANK).search(text[max(0, link.start - 12) : link.start]):
        return "途中に空白があり"
    if link.path.endswith("=") and text[link.end : link.end + 1].isalnum():
        return "途中に日本語があり"
    if link.path.endswith("/") and _compiled(_CUT).match(text, link.end, link.end + 48):
        return "途中に日本語があり"
    return ""


def _lone_h(before: str) -> bool:
    """Tell whether a single h, which ends no word, stands right before a link: hhttps://."""
    other = before[-2:-1]
    return before[-1:] in ("h", "H", "ｈ") and not (other.isascii() and other.isalnum())


def _mistyped(document: Document) -> Iterator[tuple[int, int, Fix | None]]:
    """Yield schemes that are none (htps://, htttps://, https:/), with their host, and what to write for them."""
    folded = document.folded.text
    if "http" not in folded and "tp" not in folded and "hp" not in folded and "hs" not in folded:
        return
    for found in _compiled(_SCHEME).finditer(folded):
        name, marks, slashes = found[1], found[2] or found[4] or "", (found[3] or "").replace(" ", "")
        if (name in ("http", "https") and marks == ":" and slashes == "//" and " " not in found[0]) or not (
            marks or slashes == "//"
        ):
            continue
        host = _compiled(r"[a-z0-9.-]+").match(folded, found.end())
        start, end = document.original(found.start(), host.end() if host else found.end())
        whole = document.original(*found.span())
        yield start, end, Fix(*whole, "http://" if name == "http" else "https://")


def glued(document: Document) -> Iterator[Hit]:
    """Yield addresses with a full stop or bracket right after them, which some apps take into the link; X does not."""
    text = document.draft.text
    if document.draft.platform == "x":
        return
    for link in document.links:
        end = link.end
        while end < len(text) and text[end] in _AFTER and end - link.end < 4:
            end += 1
        if end > link.end and link.scheme:
            yield Hit(
                link.start, end, text[link.start : end], {"host": visible(link.host), "mark": text[link.end : end]}
            )


def conflicting(document: Document) -> Iterator[Hit]:
    """Yield the second of two addresses that stand under the same words in one paragraph."""
    text = document.draft.text
    seen: dict[str, str] = {}
    reached = 0
    for link in document.links:
        if "\n\n" in text[reached : link.start]:
            seen.clear()
        reached = link.end
        line = text[max(0, link.start - 80) : link.start].rpartition("\n")[2]
        label = "".join(char for char in line if char.isalnum()).lower()
        if len(label) < 4 or len(label) > 40 or any(word in label for word in _COMMON):
            continue
        first = seen.setdefault(label, link.url)
        if first != link.url:
            yield Hit(link.start, link.end, link.url, {"host": visible(link.host), "first": first})
