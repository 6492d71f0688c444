"""What the downloads of Facebook, Instagram and Threads share: numbered JSON files of posts, in broken letters.

Meta writes every byte of UTF-8 as an escape of its own (`千` is `\\u00e5\\u008d\\u0083`), so each string is put together
again after parsing. Readers take what they know by `string`, `parts`, `inner` and `moment`, which raise InputError
where it has another shape: one damaged post is Unread and the rest goes on.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.errors import InputError, Place
from postlint.exports.source import head, place
from postlint.exports.times import of_unix
from postlint.exports.values import elements
from postlint.model import Draft, Media
from postlint.posts import Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from postlint.exports import Options
    from postlint.exports.source import Source
    from postlint.posts import Item

WORDLESS = "文章のない投稿（写真や動画だけなど）"
_ASK_JSON = "書き出すときに、形式で「JSON」を選んでください"
_CHANGED = "書き出しの形が変わったか、ファイルが壊れています"
_DEPTH = 32  # what says something lies eight levels deep at most; a hostile file may be nested a million
_SHOWN = 10  # keys named in a remark
_BEFORE = re.compile(r"(?:(?:personal|profile)_information/)*[^/]+$", re.IGNORECASE)


class Layout(NamedTuple):
    """How one platform's download is built.

    `lists` are the keys of the array of posts where the file is an object. `known` are the keys that may stand in a
    post, dotted (`data.post`; `data.` is looked into). `draft` fills in what a post says. `profile` is the pattern of
    the profile's file name, and `owner` takes the account's name out of what it holds.
    """

    platform: str
    name: str
    lists: tuple[str, ...]
    known: frozenset[str]
    draft: Callable[[dict[str, Any], Draft], Draft]
    profile: str
    owner: Callable[[Any], object]


def files(source: Source, stem: str, *, suffix: str = "json") -> list[str]:
    """Return the files whose names fit a pattern, part 2 before part 10."""
    wanted = re.compile(rf"(?:.*/)?(?:{stem})\.{suffix}", re.IGNORECASE)
    return sorted(filter(wanted.fullmatch, source.names()), key=_by_number)


def _by_number(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"([0-9]+)", name)]


def read(source: Source, options: Options, layout: Layout, *, found: list[str], pages: list[str]) -> Iterator[Item]:
    """Yield the posts of the files `found`, and Unread for the HTML `pages` of which there is no JSON.

    A single JSON file which the user calls this platform's is read whatever its name.
    """
    names = source.names()
    if not found and len(names) == 1 and source.path.lower().endswith(".json"):
        found = names
    stems = {_stem(name) for name in found}
    pages = [page for page in pages if _stem(page) not in stems]
    if not found and not pages:
        raise InputError(f"{layout.name}の投稿のファイルが見つかりません", place=Place(source.path), hint=_ASK_JSON)
    for page in pages:
        yield Unread(place(source, page), "HTML形式の書き出しは読めません", _ASK_JSON)
    for name in found:
        yield from _posts(source, name, layout, options.account or _owner(source, name, layout))


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0].lower()


def _posts(source: Source, name: str, layout: Layout, account: str) -> Iterator[Item]:
    where, number = place(source, name), 0
    strange: dict[str, None] = {}
    try:
        path = _path(source, name, layout.lists)
        with source.open(name) as file:
            for number, raw in enumerate(elements(file, path, where=where), 1):
                element = repaired(raw)
                if len(strange) < _SHOWN:
                    strange |= dict.fromkeys(islice(_strange(element, layout.known), _SHOWN))
                blank = Draft("", id=f"{where}: {number}件目", path=where, platform=layout.platform)
                yield _item(element, layout, blank, account)
    except InputError as fault:
        # A file that breaks off does not lose the next one.
        yield Unread(f"{where}: {number + 1}件目から" if number else where, fault.what, fault.hint)
    if strange:
        keys = "、".join(islice(strange, _SHOWN))
        yield Remark(where, f"知らない項目があります（投稿の文章としては読んでいません）: {keys}")


def _path(source: Source, name: str, lists: tuple[str, ...]) -> str:
    start = head(source, name).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        return "item"
    for key in lists:
        if re.search(rb'(?<!\\)"%s"\s*:\s*\[' % re.escape(key.encode()), start):
            return f"{key}.item"
    raise InputError(f"投稿の一覧（{'、'.join(lists)}）が見つかりません", hint=_CHANGED)


def _item(element: Any, layout: Layout, blank: Draft, account: str) -> Item:
    try:
        if not isinstance(element, dict):
            raise InputError("投稿の形をしていません")
        draft = layout.draft(element, blank)
    except InputError as fault:
        return Unread(blank.id, fault.what, _CHANGED)
    if not draft.text.strip():
        return Skipped(WORDLESS)
    moment = draft.scheduled_at
    return Post(draft, place=blank.id, account=account, day=moment.date() if moment else None)


def _strange(value: Any, known: frozenset[str], above: str = "") -> Iterator[str]:
    """Name the keys that are not known, down to where any is: `attachments.data.poll`."""
    for part in value if isinstance(value, list) else [value]:
        for key, below in part.items() if isinstance(part, dict) else ():
            dotted = f"{above}{key}"
            if f"{dotted}." in known:
                yield from _strange(below, known, f"{dotted}.")
            elif dotted not in known:
                yield dotted[:60]


def _owner(source: Source, name: str, layout: Layout) -> str:
    """Return whose posts a file holds, as the nearest profile beside it says; empty where none does."""
    tops = {each: _BEFORE.sub("", each) for each in files(source, layout.profile)}
    for profile in sorted(
        (each for each, top in tops.items() if name.startswith(top)), key=lambda each: -len(tops[each])
    ):
        try:
            with source.open(profile) as file:
                for whole in elements(file, "", where=profile):
                    if isinstance(found := layout.owner(repaired(whole)), str) and found.strip():
                        return found
        except InputError:
            continue  # good to know, never needed
    return ""


def repaired(value: Any, *, depth: int = _DEPTH) -> Any:
    """Put the letters of all strings together again, keys and values; a string that was not broken stays as it is."""
    if isinstance(value, str):
        try:
            return value if value.isascii() else value.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return value
    if depth and isinstance(value, dict):
        return {repaired(key): repaired(below, depth=depth - 1) for key, below in value.items()}
    if depth and isinstance(value, list):
        return [repaired(below, depth=depth - 1) for below in value]
    return value


def string(part: Mapping[str, Any], key: str) -> str:
    """Return a text, empty where there is none. Raises InputError for anything else."""
    value = part.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{key} が文章ではありません")
    return value or ""


def parts(part: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """Return a list of objects, empty where there is none. Raises InputError for anything else."""
    value = part.get(key)
    if value is not None and not (isinstance(value, list) and all(isinstance(each, dict) for each in value)):
        raise InputError(f"{key} が一覧の形をしていません")
    return value or []


def inner(part: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return an object, empty where there is none. Raises InputError for anything else."""
    value = part.get(key)
    if value is not None and not isinstance(value, dict):
        raise InputError(f"{key} の形が違います")
    return value or {}


def moment(part: Mapping[str, Any], key: str) -> datetime | None:
    """Return a time in Japan time, None where it is missing or 0. Raises InputError for what is no time."""
    value = part.get(key)
    if value is None or value == 0:
        return None
    known = isinstance(value, (int, float, str)) and not isinstance(value, bool)
    if not known or (read := of_unix(value)) is None:
        raise InputError(f"{key} が時刻ではありません")
    return read


def once(texts: Iterable[str]) -> str:
    """Join texts, leaving out what has been said: a picture repeats the words of its post."""
    said: dict[str, str] = {}
    first = ""
    for text in texts:
        plain = " ".join(text.split())
        if plain not in first:
            said.setdefault(plain, text)
            first = first or plain
    return "\n\n".join(said.values())


def pictures(media: Iterable[Mapping[str, Any]]) -> tuple[Media, ...]:
    """Return the files of pictures and films; Threads gives a post without one an empty name."""
    return tuple(Media(uri) for each in media if (uri := string(each, "uri")))


def dig(value: Any, *path: str | int) -> Any:
    """Follow keys and positions into a value; None where the way ends."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
