"""What X makes a link: URLs, hashtags and mentions, found as twitter-text finds them.

Offsets are half-open and count code points of the given text. Facts: twitter-text, commit
30e2430d90cff3b46393ea54caf511441983c260, whose conformance cases are in `tests/data/twitter-text`; where its
implementations differ, the JavaScript one counts, which runs in the composer. It searches with patterns that also
consume the character before a match, so a tag, mention or link can use up what the next one needs: every search
below carries `at`, the end of the last match, accepted or not. Letters are those of Python's Unicode.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from postlint.text.twitter_urls import ALPHANUMERIC, LATIN, compiled, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

# Patterns as text, compiled when first needed: most posts have no use for most of them.
_TAG_SIGN = "[#＃]"
_AT_SIGN = "[@＠]"
_NAME = "[A-Za-z0-9_]{1,20}(/[A-Za-z][A-Za-z0-9_-]{0,24})?"
_NO_NAME = f"[@＠{LATIN}]|://"

_BARS_MENTION = ALPHANUMERIC | set("_!#$%&*@＠")
_BARS_RETWEET = ALPHANUMERIC | set("_+~.-")
_IN_TAG = frozenset("_\u200c\u200d\ua67e\u05be\u05f3\u05f4～〜゛゜゠・〃\u0f0b\u0f0c·")


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
    return [Entity("url", start, end, text[start:end]) for start, end in spans(text)] if "." in text else []


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
    for sign in compiled(_TAG_SIGN).finditer(text):
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
    for sign in compiled(_AT_SIGN).finditer(text):
        start = sign.start()
        if not _opens_mention(text, start, at):
            continue
        name = compiled(_NAME).match(text, start + 1)
        if not name:
            continue
        at = name.end()
        if not compiled(_NO_NAME).match(text, at):
            yield Entity("mention", start, at, name.group())


def _opens_mention(text: str, start: int, at: int) -> bool:
    if start == 0 or (start > at and text[start - 1] not in _BARS_MENTION):
        return True
    mark = start - 2  # RT@name
    if mark < at or text[mark:start] not in ("RT", "rt", "Rt", "rT"):
        return False
    return mark == 0 or (mark > at and text[mark - 1] not in _BARS_RETWEET)
