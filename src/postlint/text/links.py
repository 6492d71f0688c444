"""Everything in a text that is, or looks like, an address on the web.

With a scheme any host counts: reserved names, IP addresses, Punycode, a user before `@`, full-width letters, and
letters that cannot be seen. The scheme may be mistyped (`https：//`, `ttps://`, `https//`). Without a scheme a host
must end in a real top-level domain, and as on X a bare pair such as `readme.md` needs a path. A link ends at blanks,
brackets, quotes and Japanese text; full stops after it are not part of it. Mail addresses are no links.

Known problems: Japanese inside a path ends the link, as it does on X; IP addresses need a scheme; `ftp:` is not read.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# What nobody sees: zero-width, joiners, bidi controls, soft hyphen, variation selectors, tags.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
# Letters of a host: ASCII, full-width, accented, Greek, Cyrillic and other letters that pass for Latin ones.
_LETTERS = (
    "0-9A-Za-z_０-９Ａ-Ｚａ-ｚ\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1d00-\u1dbf"
    "\u1e00-\u1fff\u24b6-\u24e9\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff\U0001d400-\U0001d7ff" + INVISIBLE
)
# Any other letter may begin a label; told by what it is not, since a class of all kanji takes 3 ms to compile.
_JAPANESE = rf"(?![{_LETTERS}])\w"
_DOTS = ".．｡。"
_IN_PATH = r"!#-&(-;=?-Z\[\]_a-gi-z~"  # what an address may hold but quotes, and but h
# A next address may follow without a blank: …/ahttps://…; ?url=https://… belongs to the first.
# (Not *+ on a group, here and elsewhere: the Python 3.11.2 of Debian loses the match.)
_PATH = rf"[/?#](?:[{_IN_PATH}]|(?<![0-9A-Za-z])h|h(?!ttps?://))*"
_WIDE_PATH = r"／[!#-&(-;=?-Z\[\]_a-z~／０-９Ａ-Ｚａ-ｚ．－＿＝？＆％＃～]*+"
_SCHEME = (
    r"(?i:[hｈ]?[tｔ][tｔ][pｐ]([sｓ]?)(?:[:：;；][/／]{1,3}|[/／]{2}))"
    rf"(?:([!$%&*-.0-;=@A-Z_a-z~{INVISIBLE}]*)@)?"  # greedy: the host stands after the last @
    rf"(?:(\[[0-9A-Fa-f:.]{{2,45}}\])|([\w%－{INVISIBLE}\u0300-\u036f-][\w%－{INVISIBLE}\u0300-\u036f{_DOTS}-]*+))"
)
_BARE = rf"(?<![{_LETTERS}.．@＠/／#＃$%+－-])[{_LETTERS}－-]++[.．][{_LETTERS}.．－-]++(?![@＠])"
_COMMON = ("jp", "com", "net", "org")  # need no list of top-level domains
_PLAIN = (*_COMMON, "co", "edu", "gov", "info", "biz", "tv")  # need no path behind a bare pair: vine.co, not readme.md
_GLUED = rf"(?i:{'|'.join(_COMMON)})(?=[0-9_０-９Ａ-Ｚａ-ｚ])"  # …jp10月 ends at jp


class Link(NamedTuple):
    """One address; `start` and `end` are code points of the original text."""

    start: int
    end: int
    url: str  # as written
    scheme: str  # "http" or "https", "" when written without
    userinfo: str
    host: str  # as a browser resolves it: NFKC, invisible characters out, lower case; Punycode stays as written
    written_host: str
    port: str
    path: str  # with query and fragment, as written


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def links(text: str) -> list[Link]:
    """Return the links of `text` in order, none overlapping. Never raises."""
    if "." not in text and "//" not in text and "．" not in text and "／" not in text and "｡" not in text:
        return []
    found: list[Link] = []
    at = 0
    for link in _with_scheme(text):
        found.extend(_without_scheme(text, at, link.start))
        found.append(link)
        at = link.end
    found.extend(_without_scheme(text, at, len(text)))
    return found


def visible(text: str) -> str:
    """Return `text` with every invisible character written out (`\\u200b`), for messages."""
    return _compiled(f"[{INVISIBLE}]").sub(lambda m: m[0].encode("unicode_escape").decode(), text)


def decode(host: str) -> str:
    """Return `host` with its Punycode labels as the letters they stand for; a broken label stays as it is."""
    if "xn--" not in host:
        return host
    return ".".join(_decode_label(label) for label in host.split("."))


def _decode_label(label: str) -> str:
    if not label.startswith("xn--") or not label.isascii() or len(label) > 63:
        return label
    try:
        return label[4:].encode().decode("punycode").lower()
    except ValueError:
        return label


def _with_scheme(text: str) -> Iterator[Link]:
    scheme, at = _compiled(_SCHEME), 0
    while found := scheme.search(text, at):
        at = found.start() + 4
        first, last = found.span(3) if found[3] else found.span(4)
        end = last if found[3] else _host_end(text, first, last)
        host = _browser_host(text[first:end])
        if not host or host in ("http", "https"):
            continue
        port = _compiled(r":([0-9]{1,5})(?![0-9])").match(text, end) if end == last else None
        stop = port.end() if port else end
        stop = _path_end(text, stop) if end == last else end
        link = Link(
            found.start(), stop, text[found.start() : stop], "https" if found[1] else "http", found[2] or "", host,
            text[first:end], port[1] if port else "", text[port.end() if port else end : stop],
        )  # fmt: skip
        at = link.end
        yield link


def _without_scheme(text: str, start: int, stop: int) -> Iterator[Link]:
    if text.find(".", start, stop) < 0 and text.find("．", start, stop) < 0:
        return
    bare, at = _compiled(_BARE), start
    while found := bare.search(text, at, stop):
        at = found.end()
        first = found.start() + len(found[0]) - len(found[0].lstrip("-－_"))
        end = _bare_end(text, first, found.end())
        if not end:
            continue
        port = _compiled(r":([0-9]{2,5})(?=/)").match(text, end) if end == found.end() else None
        after = port.end() if port else end
        last = min(_path_end(text, after), stop) if end == found.end() else end
        host = _browser_host(text[first:end])
        yield Link(
            first, last, text[first:last], "", "", host, text[first:end], port[1] if port else "", text[after:last]
        )
        at = max(at, last)


def _host_end(text: str, start: int, end: int) -> int:
    """Return where the host of `text[start:end]` ends: Japanese counts only as the beginning of an inner label."""
    whole = text[start:end]
    if whole.isascii() and whole.rpartition(".")[2].isalpha() and ".." not in whole and whole[0] != ".":
        return end  # nearly all hosts; the patterns below take a millisecond to compile
    japanese = _compiled(_JAPANESE)
    spans: list[tuple[int, int]] = []
    for first, last in _labels(text, start, end, f"[^{_DOTS}]+"):
        inside = japanese.search(text, first, last)
        # 。 is a dot for browsers (www。city。chiba。jp) but ends a sentence after a whole host or before Japanese.
        if spans and text[first - 1] in "。｡" and (inside or text[slice(*spans[-1])].lower() in (*_COMMON, "example")):
            break
        if inside and inside.start() > first and spans:
            spans.append((first, inside.start()))
            break
        spans.append((first, last))
    while spans and japanese.match(text, spans[-1][0]):
        spans.pop()
    if not spans:
        return start
    first, last = spans[-1]
    inside = japanese.search(text, first, last)
    return _unglued(text, start, first, inside.start() if inside else last)


def _labels(text: str, start: int, end: int, pattern: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the labels between single dots, from `start` on."""
    reached = start
    for label in _compiled(pattern).finditer(text, start, end):
        if label.start() > reached + (reached > start):
            return
        reached = label.end()
        yield label.span()


def _unglued(text: str, start: int, first: int, last: int) -> int:
    """Return where a host ends whose last label is `text[first:last]`, without what clings to it (…jp10月, …jp-)."""
    glued = _compiled(_GLUED).match(text, first, last) if first > start else None
    if glued:
        return glued.end()
    loose = _compiled(f"[{INVISIBLE}_%－.-]")
    while last > start and loose.match(text, last - 1):
        last -= 1
    return last


def _bare_end(text: str, start: int, end: int) -> int:
    """Return where a host without a scheme ends, or 0 where there is none."""
    spans = list(islice(_labels(text, start, end, r"[^.．]+"), 127))  # no name has more
    for count in range(len(spans), 1, -1):
        first, last = spans[count - 1]
        stop = _unglued(text, start, first, last)
        name = _browser_host(text[first:stop])
        if not (name in _COMMON or (name.isalpha() and name in _top_levels())):
            continue
        raw = text[first:stop]
        if raw.istitle():  # Thank you.It was
            return 0
        host = text[start:stop]
        www = _browser_host(text[slice(*spans[0])]).startswith("www")
        path = stop == end and _compiled("/[!-.0-~]").match(text, stop)
        if count > 2 and (host.isascii() or www or path or name in _COMMON):
            return stop
        plain = name in _PLAIN and raw == name and "．" not in host
        return stop if count == 2 and (path or (plain and not www)) else 0
    return 0


@cache
def _top_levels() -> frozenset[str]:
    from pathlib import Path

    lines = (Path(__file__).parent.parent / "data" / "tlds.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line.isascii() and line[:1] != "#") | {"example"}  # RFC 2606


def _browser_host(written: str) -> str:
    """Return a host as browsers resolve it (UTS 46): percent signs read, NFKC, invisible characters out, lower case."""
    if "%" in written:
        written = _compiled("%([2-7][0-9A-Fa-f])").sub(lambda m: chr(int(m[1], 16)), written)
    if written.isascii():
        return written.lower()
    shown = _compiled(f"[{INVISIBLE}]").sub("", written)
    folded = unicodedata.normalize("NFKC", shown.translate({ord(dot): "." for dot in _DOTS}))
    return folded.lower().strip(".")


def _path_end(text: str, at: int) -> int:
    """Return where the path, query and fragment that start at `at` end, without a full stop or bracket after them."""
    found = _compiled(_WIDE_PATH if text.startswith("／", at) else _PATH).match(text, at)
    if not found:
        return at
    end = found.end()
    spare = {")": text.count(")", at, end) - text.count("(", at, end)}
    spare["]"] = text.count("]", at, end) - text.count("[", at, end)
    while end > at:
        char = text[end - 1]
        if spare.get(char, 0) > 0:
            spare[char] -= 1
        elif char not in ".,!?;:？．":
            break
        end -= 1
    return end
