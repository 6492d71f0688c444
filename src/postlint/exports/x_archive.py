"""The archive of X: posts, long posts and posts to communities, out of scripts that are never run.

One element is read at a time; only long texts are kept (`x_notes`). The layout is that of public parsers of archives:
scripts in `data/`, in parts when there is much, `manifest.js` with a list of them. Old archives have `tweet.js` and no
manifest.

Known problems: whose archive it is, `manifest.js` and `account.js` tell; in a `tweets.js` by itself, a reply is told
from a thread by the `@name` it begins with. A picture without a word is skipped. A poll looks like a post.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.errors import InputError
from postlint.exports.source import place
from postlint.exports.x_notes import Note, Notes, note
from postlint.exports.x_script import Script, holds, scripts, values
from postlint.exports.x_text import at, dicts, word
from postlint.exports.x_tweets import Owner, deleted, of_note, post
from postlint.posts import Item, Remark, Unread

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from postlint.exports import Options
    from postlint.exports.source import Source

LABEL = "X（Twitter）のアーカイブ"

_POSTS = ("tweets", "community", "deleted", "notes")
_AGAIN = "アーカイブをダウンロードし直してください"


class _Element(NamedTuple):
    value: Any
    path: str
    place: str


class _About(NamedTuple):
    owner: Owner
    counts: dict[str, str]  # name of a script with posts → how many it holds, as the manifest says


def recognises(source: Source) -> bool:
    """Tell whether a script here begins as one with posts does."""
    return any(script.holds in _POSTS for script in scripts(source, sure=True))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the posts of every archive in the source, then its long texts that no post was found for."""
    for _, group in groupby(scripts(source, sure=False), key=lambda script: script.folder):
        archive = list(group)
        if any(script.holds in _POSTS for script in archive):
            yield from _read(source, archive, options)


def _read(source: Source, archive: list[Script], options: Options) -> Iterator[Item]:
    about = yield from _about(source, archive, options)
    yield from _absent(source, archive, about)
    notes = Notes()
    for element in _elements(source, archive, "notes", about=about):
        said = note(element.value, path=element.path, place=element.place) if isinstance(element, _Element) else element
        if isinstance(said, Note):
            notes.add(said)
        else:
            yield said
    for kind in ("tweets", "community", "deleted"):
        for element in _elements(source, archive, kind, about=about):
            if not isinstance(element, _Element):
                yield element
            elif kind == "deleted":
                yield deleted(element.value, notes=notes)
            else:
                yield post(element.value, owner=about.owner, notes=notes, path=element.path, place=element.place)
    for left in notes.left():
        yield of_note(left, owner=about.owner)


def _about(source: Source, archive: list[Script], options: Options) -> Generator[Item, None, _About]:
    """Read whose archive it is and which parts it has, and yield what is wrong with the scripts that tell."""
    names: list[tuple[str, str]] = []
    counts: dict[str, str] = {}
    for element in _elements(source, archive, "manifest", "account"):
        if not isinstance(element, _Element):
            yield element
            continue
        user, account = at(element.value, "userInfo"), at(element.value, "account")
        names += [
            (word(user, "userName"), word(user, "accountId")),
            (word(account, "username"), word(account, "accountId")),
        ]
        types = at(element.value, "dataTypes")
        for files in types.values() if isinstance(types, dict) else ():
            for file in dicts(files, "files"):
                if (name := PurePosixPath(word(file, "fileName")).name) and holds(word(file, "globalName")) in _POSTS:
                    counts[name] = word(file, "count")
        if at(element.value, "archiveInfo", "isPartialArchive") is True:
            yield Remark(element.path, "一部だけのアーカイブです。ここにない投稿は監査されません")
    name = next((name for name, _ in names if name), options.account.lstrip("@"))
    return _About(Owner(name, next((number for _, number in names if number), "")), counts)


def _absent(source: Source, archive: list[Script], about: _About) -> Iterator[Unread]:
    folder = PurePosixPath(archive[0].folder)
    present = {PurePosixPath(script.name).name for script in archive}
    for name in sorted(about.counts.keys() - present):
        yield Unread(place(source, str(folder / name)), "manifest.jsにあるファイルがありません", _AGAIN)


def _elements(
    source: Source, archive: list[Script], *kinds: str, about: _About | None = None
) -> Iterator[_Element | Unread | Remark]:
    """Yield what the scripts of these kinds hold. One that is damaged does not stop the next."""
    for script in archive:
        if script.holds not in kinds:
            continue
        path, number = place(source, script.name), 0
        try:
            for number, value in enumerate(values(source, script), 1):
                yield _Element(value, path, f"{path}: {number}件目")
        except InputError as fault:
            where = f"{path}: {number + 1}件目から" if number else path
            yield Unread(where, fault.what, fault.hint)
            continue
        count = about.counts.get(PurePosixPath(script.name).name, "") if about else ""
        if count and count != str(number):
            yield Remark(path, f"manifest.jsでは{count}件ですが、{number}件ありました")
