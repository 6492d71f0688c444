"""The same text posted again and again within a few days.

Texts are the same when they are so once folded, links and blanks left out. Of each account the latest few thousand texts are kept
in mind, so that memory does not grow with the posts; posts may come newest or oldest first.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import date
from typing import TYPE_CHECKING, Any

from postlint.audit.looks import Seen
from postlint.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEPT = 4_000  # texts of one account
_SHOWN = 30  # code points of the text
_LEFT_OUT = re.compile(r"https?://\S+|\s+")
_MOST = 50


def look(parameters: Mapping[str, Any], titles: Mapping[str, str]) -> Repeats:
    """Return the look."""
    return Repeats(parameters["times"], parameters["days"])


class Repeats:
    """Keeps when each text was posted."""

    def __init__(self, times: int, days: int) -> None:
        self._times, self._days = times, days
        self._texts: dict[str, OrderedDict[int, list[tuple[date, str]]]] = {}
        self._many: dict[tuple[str, int], str] = {}  # texts that were repeated often enough, as shown
        self._when: dict[tuple[str, int], list[tuple[date, str]]] = {}

    def add(self, record: Mapping[str, Any], account: str, day: date) -> None:
        """Take one post in."""
        text = _LEFT_OUT.sub("", fold(record["post"]["text"]).text)
        if not text:
            return
        texts = self._texts.setdefault(account, OrderedDict())
        key = hash(text)
        posts = texts.setdefault(key, [])
        posts.append((day, record["id"]))
        texts.move_to_end(key)
        if len(texts) > _KEPT:
            texts.popitem(last=False)
        near = [post for post in posts if abs((post[0] - day).days) < self._days]
        texts[key] = near
        if len(near) >= self._times and len(near) > len(self._when.get((account, key), ())):
            self._when[account, key] = sorted(near)
            self._many[account, key] = record["post"]["text"][:_SHOWN].replace("\n", " ")

    def found(self, until: date) -> Iterator[Seen]:
        """Yield every text that was repeated, with the span in which it was most often."""
        for (account, key), posts in sorted(self._when.items(), key=lambda pair: (pair[0][0], pair[1][0])):
            yield Seen(
                account, posts[0][0], posts[-1][0], len(posts), tuple(id_ for _, id_ in posts)[:_MOST],
                {
                    "text": self._many[account, key], "count": str(len(posts)),
                    "days": str((posts[-1][0] - posts[0][0]).days + 1),
                },
            )  # fmt: skip
