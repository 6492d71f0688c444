"""What readers of X saw of a post, out of what its archive holds: escaped text with short links.

X escapes `&`, `<` and `>` and nothing else, so `html.unescape` would go too far: `?a=1&copy=2` is a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.posts import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT_LINK = re.compile(r"https?://t\.co/[A-Za-z0-9]+")

_ESCAPED = re.compile("&(amp|lt|gt);")
_MEANT = {"amp": "&", "lt": "<", "gt": ">"}
_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/(?:i/web|[A-Za-z0-9_]+)/status(?:es)?/([0-9]{1,20})/?(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)


class Link(NamedTuple):
    """A short link with where it leads; an empty `goal` is a link that readers do not see, as those to pictures."""

    short: str
    goal: str
    start: int = -1  # in the escaped text; -1 where the archive does not tell
    end: int = -1


def at(value: object, *keys: str) -> Any:
    """Return what lies below keys of nested objects, None where something else lies there."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def word(value: object, *keys: str) -> str:
    """Return the text or whole number below keys, as text; empty for anything else."""
    found = at(value, *keys)
    return str(found) if isinstance(found, str) or type(found) is int else ""


def dicts(value: object, *keys: str) -> Iterator[dict[str, Any]]:
    """Yield the objects in the list below keys."""
    found = at(value, *keys)
    yield from (one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def unread(place: str, what: str) -> Unread:
    """Say that a post lacks something without which it cannot be judged."""
    return Unread(place, f"{what}が読めません", "アーカイブをダウンロードし直してください")


def plain(text: str) -> str:
    """Resolve the three HTML entities that X writes."""
    return _ESCAPED.sub(lambda entity: _MEANT[entity[1]], text)


def shown(text: str, links: list[Link]) -> str:
    """Return an escaped text as readers saw it: links expanded where they stand, or else wherever they stand."""
    goals = {link.short: link.goal for link in links}
    pieces, done = [], 0
    for link in sorted(links, key=lambda link: link.start):
        if link.start >= done and link.short and text[link.start : link.end] == link.short:
            pieces += [_expanded(text[done : link.start], goals), link.goal]
            done = link.end
    pieces.append(_expanded(text[done:], goals))
    # X itself strips a post; what is stripped here is what stood before a picture.
    return "".join(pieces).rstrip()


def links(tweet: object) -> list[Link]:
    """Return the links of a tweet. One to a picture, or to the tweet itself (さらに表示), readers do not see."""
    itself = word(tweet, "id_str") or word(tweet, "id")
    found = []
    for link in dicts(tweet, "entities", "urls"):
        goal = word(link, "expanded_url") or word(link, "url")
        found.append(_link(link, "" if itself and quoted(goal) == itself else goal))
    for entities in ("entities", "extended_entities"):
        found += [_link(media, "") for media in dicts(tweet, entities, "media")]
    return found


def note_links(core: object) -> list[Link]:
    """Return the links of a long post."""
    pairs = (
        (word(link, "shortUrl") or word(link, "url"), word(link, "expandedUrl") or word(link, "expanded_url"))
        for link in dicts(core, "urls")
    )
    return [Link(short, goal) for short, goal in pairs if short and goal]


def quoted(goal: str) -> str:
    """Return the id of the post a link leads to, empty where it leads elsewhere."""
    status = _STATUS.fullmatch(goal)
    return status[1] if status else ""


def _link(entity: object, goal: str) -> Link:
    indices = at(entity, "indices")
    numbers = [str(one) for one in indices] if isinstance(indices, list) else []
    if len(numbers) != 2 or not all(re.fullmatch("[0-9]{1,9}", number) for number in numbers):
        return Link(word(entity, "url"), goal)
    return Link(word(entity, "url"), goal, int(numbers[0]), int(numbers[1]))


def _expanded(text: str, goals: dict[str, str]) -> str:
    return SHORT_LINK.sub(lambda link: goals.get(link[0], link[0]), plain(text))
