"""Where X finds URLs, with and without http(s)://: the part of twitter-text that `postlint.text.twitter` stands on.

Offsets are half-open and count code points. For facts and their source see there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Patterns as text, compiled when first needed.
LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    "\u0300-\u036f\u1e00-\u1eff"
)
# A run of host characters, dots among them: neither punctuation nor space nor invisible. " and ` do count.
_RUN = (
    r"[^!'#%&()*+,/:;<=>?@\[\]\\^{|}~$\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+"
)
_ASCII_LABELS = rf"(?:[-A-Za-z0-9{LATIN}]++\.)+"
_ALNUM = "[0-9A-Za-z]*"
_PUNYCODE = "[xX][nN]--[-0-9A-Za-z]+"
_PORT = ":[0-9]+"
# A path in pieces: what may end it, what may not, and brackets: balanced, one pair inside another at most.
_PIECE = rf"([-+A-Za-z\u0400-\u04ff0-9=_#/{LATIN}]+)|([!*';:,.$%\[\]\u2013~@|&]+)"
_ASCII_PIECE = (
    r"([-+A-Za-z0-9=_#/]+)|([!*';:,.$%\[\]~@|&]+)"  # the same of ASCII, since the other takes 2 ms to compile
)
_IN_BRACKETS = rf"[-+A-Za-z\u0400-\u04ff0-9=_#/{LATIN}!*';:,.$%\[\]\u2013~@|&]"
_BRACKETS = rf"\((?!\)){_IN_BRACKETS}*+(?:\({_IN_BRACKETS}++\){_IN_BRACKETS}*+)?\)"
_QUERY = r"\?[-A-Za-z0-9!?*'@();:&=+$/%#\[\]_.,~|]*"
_NOT_LAST_IN_QUERY = "!?*'@();:+$%[].,~|"
_TCO = r"[hH][tT][tT][pP][sS]?://[tT]\.[cC][oO]/([A-Za-z0-9]+)"

ALPHANUMERIC = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_BARS_URL = ALPHANUMERIC | set("@＠$#＃\ufeff\ufffe\uffff")

_LONGEST_URL = 4096
_LONGEST_LABEL = 63
_LONGEST_SLUG = 40


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern once."""
    return re.compile(pattern)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the URLs X links in `text`."""
    at = 0
    for run in compiled(_RUN).finditer(text):
        if run.end() <= at or text.find(".", run.start(), run.end()) < 0:
            continue
        for scheme, start, host_end in _hosts(text, run.start(), run.end(), at):
            at, has_path = _tail(text, host_end)
            host = text[start:host_end]
            if not _can_resolve(host, at - scheme + (start - scheme or 8)):  # the scheme, given or not, counts again
                continue
            if scheme < start:
                tco = compiled(_TCO).match(text, scheme, at)
                if not tco:
                    yield scheme, at
                elif len(tco.group(1)) <= _LONGEST_SLUG:
                    yield scheme, at if text.startswith("?", tco.end()) else tco.end()
            elif start == 0 or text[start - 1] not in "-_./":
                # Without a scheme only the parts in Latin letters link; the last takes the path, if there is one.
                parts = [(start + a, start + b) for a, b in _ascii_hosts(host)]
                if parts and has_path:
                    parts[-1] = parts[-1][0], at
                yield from parts


def _hosts(text: str, first: int, stop: int, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield scheme, start and end of each host in the run `first:stop`; the scheme is the start where there is none.

    Labels are whatever stands between dots. From its start a host reaches as far right as labels are valid
    and a top-level domain follows, so the reach of every label is worked out once, from the right.
    """
    ends = [i for i in range(first, stop) if text[i] == "."]
    starts = [first, *(end + 1 for end in ends)]
    tops = [_top_level(text, end + 1) for end in ends]
    reach = [-1] * (len(ends) + 1)
    for i in range(len(ends) - 1, -1, -1):
        start, end = starts[i], ends[i]
        if start < end and text[start] not in "-_" and text[end - 1] not in "-_":
            reach[i] = reach[i + 1] if reach[i + 1] >= 0 or not tops[i] or text.find("_", start, end) >= 0 else i
    i = 0
    while i < len(ends):
        last, start = reach[i + 1], starts[i]
        if last < 0 and tops[i]:  # the label right before the top-level domain must have no underscore
            last, start = i, max(start, text.rfind("_", start, ends[i]) + 1)
        if last >= 0 and text[ends[i] - 1] not in "-_":
            scheme = _scheme(text, start, at) if start == first < ends[i] and text[start] not in "-_" else -1
            start = start if scheme >= 0 else _host_start(text, start, ends[i], at)
            if start >= 0:
                yield scheme if scheme >= 0 else start, start, tops[last]
                at, i = tops[last], last
        i += 1


def _scheme(text: str, start: int, at: int) -> int:
    """Return where the http:// or https:// before `start` begins, or -1."""
    for size in (7, 8):
        begin = start - size
        if begin >= 0 and text[begin:start].lower() in ("http://", "https://"):
            free = begin == 0 or (begin > at and text[begin - 1] not in _BARS_URL)
            return begin if free else -1
    return -1


def _host_start(text: str, first: int, stop: int, at: int) -> int:
    """Return the first place in `first:stop` where a host may start, or -1."""
    places: Iterable[int] = range(max(first, at + 1), stop)
    if first == at == 0:  # at the very start of a text the second character is tried before the first
        places = (i for part in (range(1, 2), range(1), range(2, stop)) for i in part if i < stop)
    for i in places:
        if text[i] not in "-_" and (i == 0 or text[i - 1] not in _BARS_URL):
            return i
    return -1


@cache
def _top_levels() -> tuple[frozenset[str], frozenset[str], int]:
    """Return all top-level domains, the characters they start with, and the length of the longest."""
    from pathlib import Path

    lines = (Path(__file__).parent.parent / "data" / "tlds.txt").read_text("utf-8").splitlines()
    names = frozenset(line for line in lines if not line.startswith("#"))
    return names, frozenset(name[0] for name in names), max(map(len, names))


def _top_level(text: str, at: int) -> int:
    """Return where the top-level domain that starts at `at` ends, or 0; nothing may follow that would prolong it."""
    names, initials, longest = _top_levels()
    most = at + longest if text[at : at + 1].lower() in initials else at
    run = compiled(_ALNUM).match(text, at, most + 1)
    least = run.end() if run else at
    if text[least : least + 1].isascii():
        most = least
    for end in range(min(most, len(text)), max(least, at + 1) - 1, -1):
        after = text[end : end + 1]
        if after not in ALPHANUMERIC and (not after or after not in "@+-") and text[at:end].lower() in names:
            return end
    punycode = compiled(_PUNYCODE).match(text, at)
    return punycode.end() if punycode else 0


def _tail(text: str, at: int) -> tuple[int, bool]:
    """Return where port, path and query after a host that ends at `at` end, and whether there is a path."""
    port = compiled(_PORT).match(text, at)
    at = port.end() if port else at
    has_path = text.startswith("/", at)
    if has_path:
        at = _path_end(text, at)
    query = compiled(_QUERY).match(text, at)
    return at + len(query.group().rstrip(_NOT_LAST_IN_QUERY)) if query else at, has_path


def _path_end(text: str, at: int) -> int:
    """Return where the path that starts at `at` ends; brackets end it only right after what may end it."""
    end, ends = at, True
    while piece := compiled(_piece(text[at : at + 1])).match(text, at):
        at = piece.end()
        ends = piece.lastindex == 1 or (ends and piece.lastindex is None)
        end = at if ends else end
    return end


def _piece(letter: str) -> str:
    """Return the pattern of what may come next, by its first letter."""
    return _BRACKETS if letter == "(" else _ASCII_PIECE if letter.isascii() else _PIECE


def _ascii_hosts(host: str) -> Iterator[tuple[int, int]]:
    at = 0
    while labels := compiled(_ASCII_LABELS).search(host, at):
        at, dot = labels.end(), labels.end() - 1
        while dot >= 0:
            if end := _top_level(host, dot + 1):
                yield labels.start(), end
                at = end
                break
            dot = host.rfind(".", labels.start(), dot)


def _can_resolve(host: str, length: int) -> bool:
    """Tell whether a name server could know `host`: labels of 1 to 63 once encoded, in a URL that is not too long."""
    if length > _LONGEST_URL or (host.startswith("xn--") and not any(_ascii_hosts(host))):
        return False
    return all(0 < _encoded(label) <= _LONGEST_LABEL for label in host.split("."))


def _encoded(label: str) -> int:
    """Return how long `label` is in Punycode; too long to be valid stays so."""
    if len(label) > _LONGEST_LABEL or (label.isascii() and label.isprintable()):
        return len(label)
    parts = re.split("[。．｡]", label)
    sizes = (len(p) if p.isascii() and p.isprintable() else len(b"xn--" + p.encode("punycode")) for p in parts)
    return len(parts) - 1 + sum(sizes)
