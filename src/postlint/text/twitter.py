"""What X makes a link: URLs, hashtags and mentions, found as twitter-text finds them.

Offsets are half-open and count code points of the given text. Facts: twitter-text, commit
30e2430d90cff3b46393ea54caf511441983c260, whose conformance cases are in `tests/data/twitter-text`; where its
implementations differ, the JavaScript one counts, which runs in the composer. It searches with patterns that also
consume the character before a match, so a tag, mention or link can use up what the next one needs: every search
below carries `at`, the end of the last match, accepted or not. Letters are those of Python's Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Patterns as text, compiled when first needed: most posts have no use for most of them.
_TAG_SIGN = "[#＃]"
_AT_SIGN = "[@＠]"
_LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    "\u0300-\u036f\u1e00-\u1eff"
)
_NAME = "[A-Za-z0-9_]{1,20}(/[A-Za-z][A-Za-z0-9_-]{0,24})?"
_NO_NAME = f"[@＠{_LATIN}]|://"
# A run of host characters, dots among them: neither punctuation nor space nor invisible. " and ` do count.
_RUN = (
    r"[^!'#%&()*+,/:;<=>?@\[\]\\^{|}~$\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+"
)
_ASCII_LABELS = rf"(?:[-A-Za-z0-9{_LATIN}]++\.)++"
_ALNUM = "[0-9A-Za-z]*"
_PUNYCODE = "[xX][nN]--[-0-9A-Za-z]+"
_PORT = ":[0-9]+"
# A path in pieces: what may end it, what may not, and brackets: balanced, one pair inside another at most.
_PIECE = rf"([-+A-Za-z\u0400-\u04ff0-9=_#/{_LATIN}]+)|([!*';:,.$%\[\]\u2013~@|&]+)"
_IN_BRACKETS = rf"[-+A-Za-z\u0400-\u04ff0-9=_#/{_LATIN}!*';:,.$%\[\]\u2013~@|&]"
_BRACKETS = rf"\((?!\)){_IN_BRACKETS}*+(?:\({_IN_BRACKETS}++\){_IN_BRACKETS}*+)?\)"
_QUERY = r"\?[-A-Za-z0-9!?*'@();:&=+$/%#\[\]_.,~|]*"
_NOT_LAST_IN_QUERY = "!?*'@();:+$%[].,~|"
_TCO = r"[hH][tT][tT][pP][sS]?://[tT]\.[cC][oO]/([A-Za-z0-9]+)"

_ALPHANUMERIC = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_BARS_URL = _ALPHANUMERIC | set("@＠$#＃\ufeff\ufffe\uffff")
_BARS_MENTION = _ALPHANUMERIC | set("_!#$%&*@＠")
_BARS_RETWEET = _ALPHANUMERIC | set("_+~.-")
_IN_TAG = frozenset("_\u200c\u200d\ua67e\u05be\u05f3\u05f4～〜゛゜゠・〃\u0f0b\u0f0c·")

_LONGEST_URL = 4096
_LONGEST_LABEL = 63
_LONGEST_SLUG = 40


class Entity(NamedTuple):
    """Something X links: its span in code points, and its value without `#` or `@`; a URL as written.

    `kind` is "url", "hashtag" or "mention". A list (@city/news) is a mention with the value `city/news`.
    """

    kind: str
    start: int
    end: int
    value: str


def entities(text: str) -> list[Entity]:
    """Return everything X links in `text`, in order; of two that overlap, the one that starts first."""
    return _without_overlaps([*urls(text), *_names(text), *_tags(text)])


def hashtags(text: str) -> list[Entity]:
    """Return the hashtags X links in `text`; none inside a URL."""
    tags = list(_tags(text))
    return [e for e in _without_overlaps([*tags, *urls(text)]) if e.kind == "hashtag"] if tags else []


def mentions(text: str) -> list[Entity]:
    """Return the accounts named in `text`, without lists; those inside a URL are counted, as twitter-text does."""
    return [e for e in _names(text) if "/" not in e.value]


def urls(text: str) -> list[Entity]:
    """Return the URLs X links in `text`, with and without http(s)://."""
    return [Entity("url", start, end, text[start:end]) for start, end in _urls(text)] if "." in text else []


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _without_overlaps(found: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda e: e.start):
        if not kept or kept[-1].end <= entity.start:
            kept.append(entity)
    return kept


# Hashtags


def _tags(text: str) -> Iterator[Entity]:
    if "#" not in text and "＃" not in text:
        return
    at = 0
    for sign in _compiled(_TAG_SIGN).finditer(text):
        start = sign.start()
        if start and (start == at or not _bounds_tag(text[start - 1])):
            continue
        if text.startswith(("\ufe0f", "\u20e3"), start + 1):  # a keycap
            continue
        end, letter = start + 1, False
        while end < len(text) and (part := _part_of_tag(text[end])):
            end, letter = end + 1, letter or part > 1
        if not letter:
            continue
        at = end
        if not text.startswith(("#", "＃", "://"), end):
            yield Entity("hashtag", start, end, text[start + 1 : end])


def _part_of_tag(char: str) -> int:
    """Return 2 for a letter or mark, 1 for a digit or a sign allowed beside letters, else 0."""
    category = unicodedata.category(char)
    return 2 if category[0] in "LM" else int(category == "Nd" or char in _IN_TAG)


def _bounds_tag(char: str) -> bool:
    if char in "\ufe0e\ufe0f":  # marks, but they end an emoji
        return True
    return char != "&" and not "\ud800" <= char <= "\udfff" and not _part_of_tag(char)


# Mentions


def _names(text: str) -> Iterator[Entity]:
    if "@" not in text and "＠" not in text:
        return
    at = 0
    for sign in _compiled(_AT_SIGN).finditer(text):
        start = sign.start()
        if not _opens_mention(text, start, at):
            continue
        name = _compiled(_NAME).match(text, start + 1)
        if not name:
            continue
        at = name.end()
        if not _compiled(_NO_NAME).match(text, at):
            yield Entity("mention", start, at, name.group())


def _opens_mention(text: str, start: int, at: int) -> bool:
    if start == 0 or (start > at and text[start - 1] not in _BARS_MENTION):
        return True
    mark = start - 2  # RT@name
    if mark < at or text[mark:start] not in ("RT", "rt", "Rt", "rT"):
        return False
    return mark == 0 or (mark > at and text[mark - 1] not in _BARS_RETWEET)


# URLs


def _urls(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for run in _compiled(_RUN).finditer(text):
        if run.end() <= at or text.find(".", run.start(), run.end()) < 0:
            continue
        for scheme, start, host_end in _hosts(text, run.start(), run.end(), at):
            at, has_path = _tail(text, host_end)
            host = text[start:host_end]
            if not _can_resolve(host, at - scheme + (start - scheme or 8)):  # the scheme, given or not, counts again
                continue
            if scheme < start:
                tco = _compiled(_TCO).match(text, scheme, at)
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
    run = _compiled(_ALNUM).match(text, at, most + 1)
    least = run.end() if run else at
    if text[least : least + 1].isascii():
        most = least
    for end in range(min(most, len(text)), max(least, at + 1) - 1, -1):
        after = text[end : end + 1]
        if after not in _ALPHANUMERIC and (not after or after not in "@+-") and text[at:end].lower() in names:
            return end
    punycode = _compiled(_PUNYCODE).match(text, at)
    return punycode.end() if punycode else 0


def _tail(text: str, at: int) -> tuple[int, bool]:
    """Return where port, path and query after a host that ends at `at` end, and whether there is a path."""
    port = _compiled(_PORT).match(text, at)
    at = port.end() if port else at
    has_path = text.startswith("/", at)
    if has_path:
        at = _path_end(text, at)
    query = _compiled(_QUERY).match(text, at)
    return at + len(query.group().rstrip(_NOT_LAST_IN_QUERY)) if query else at, has_path


def _path_end(text: str, at: int) -> int:
    """Return where the path that starts at `at` ends; brackets end it only right after what may end it."""
    end, ends = at, True
    while piece := _compiled(_BRACKETS if text.startswith("(", at) else _PIECE).match(text, at):
        at = piece.end()
        ends = piece.lastindex == 1 or (ends and piece.lastindex is None)
        end = at if ends else end
    return end


def _ascii_hosts(host: str) -> Iterator[tuple[int, int]]:
    at = 0
    while labels := _compiled(_ASCII_LABELS).search(host, at):
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
