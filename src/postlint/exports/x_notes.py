"""Long posts of X: the archive cuts a post at 280 characters and keeps the whole as a note of its own.

No id joins the two, only the moment and the beginning of the text. The notes are kept in memory: only accounts with
X Premium write any, and few of their posts are so long.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from postlint.exports.times import of_iso
from postlint.exports.x_text import Link, at, note_links, plain, unread, word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from postlint.posts import Unread

_APART = 5  # seconds between a note and its post
_LINK = re.compile("https?://[!-~]*")
_ADDRESSEES = re.compile(r"(?:@[A-Za-z0-9_]+\s+)+")
_CUT = "…"


class Note(NamedTuple):
    """A long post: its text as it stands in the archive, with short links."""

    id: str
    moment: datetime
    text: str
    links: list[Link]
    path: str
    place: str


def note(element: object, *, path: str, place: str) -> Note | Unread:
    """Read an element of `note-tweet.js`."""
    body = at(element, "noteTweet")
    # One description has `noteTweetResults` in the place of `core`.
    core = at(body, "core") or at(body, "noteTweetResults", "result") or at(body, "noteTweetResults")
    text, moment = at(core, "text"), of_iso(word(body, "createdAt"))
    if not isinstance(text, str) or moment is None:
        return unread(place, "本文（core.text）" if moment else "日時（createdAt）")
    return Note(word(body, "noteTweetId"), moment, text, note_links(core), path, place)


class Notes:
    """The notes of an archive that no post has taken yet."""

    def __init__(self) -> None:
        self._of_second: dict[int, list[Note]] = {}

    def add(self, one: Note) -> None:
        """Keep a note until its post comes."""
        self._of_second.setdefault(int(one.moment.timestamp()), []).append(one)

    def take(self, moment: datetime, text: str) -> Note | None:
        """Give the note whose beginning is `text`, a post that was cut, and keep it no longer."""
        beginning = _stem(text)
        if not self._of_second or not beginning.endswith(_CUT):
            return None
        beginning, second = beginning.removesuffix(_CUT), int(moment.timestamp())
        for near in sorted(range(second - _APART, second + _APART + 1), key=lambda near: abs(near - second)):
            for one in self._of_second.get(near, ()):
                if abs(one.moment - moment) <= timedelta(seconds=_APART) and _stem(one.text).startswith(beginning):
                    self._of_second[near].remove(one)
                    return one
        return None

    def left(self) -> Iterator[Note]:
        """Yield the notes that no post took, oldest first."""
        for second in sorted(self._of_second):
            yield from self._of_second[second]


def _stem(text: str) -> str:
    """Return what a post and its note have in common: neither those it replies to, nor links, nor spaces."""
    text = plain(text)
    addressees = _ADDRESSEES.match(text)
    return "".join(_LINK.sub("", text[addressees.end() if addressees else 0 :]).split())
