"""The scripts of an archive of X: one assignment, `window.YTD.tweets.part0 = [ … ]`, whose right side is JSON.

Nothing is ever run. What a script holds is told by its first bytes, and by its name only where these are damaged.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from postlint.errors import InputError, Place
from postlint.exports.source import head, matching, place
from postlint.exports.values import elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports.source import Source

_HEAD = 512
_TAIL = 512  # a longer one is no end of a script, and is not to be kept
_ASSIGNMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:window\.)?(?:__THAR_CONFIG|YTD\.(?P<holds>[a-z_]+)\.part(?P<part>[0-9]{1,6}))\s*=\s*"
)
_NAME = re.compile(
    r"(?P<holds>account|manifest|(?:note-|community-|deleted-)?tweets?)(?:-part(?P<part>[0-9]{1,6}))?\.js"
)
# Singular and plural changed over the years.
_HOLDS = {
    "account": "account", "manifest": "manifest",
    "tweet": "tweets", "tweets": "tweets",
    "note_tweet": "notes", "note_tweets": "notes",
    "community_tweet": "community", "community_tweets": "community",
    "deleted_tweet": "deleted", "deleted_tweets": "deleted",
}  # fmt: skip


class Script(NamedTuple):
    """One script of an archive. `holds` is `tweets`, `notes`, `community`, `deleted`, `account` or `manifest`."""

    name: str
    holds: str
    part: int

    @property
    def folder(self) -> str:
        """Return where it lies: the scripts of one archive lie in one folder."""
        return str(PurePosixPath(self.name).parent)


def scripts(source: Source, *, sure: bool) -> list[Script]:
    """Return the scripts that matter, parts in the order of their numbers: 10 after 2.

    `sure` leaves out those that only their name speaks for.
    """
    found = [_script(source, name, sure=sure) for name in matching(source, "*tweet*.js", "account.js", "manifest.js")]
    return sorted((one for one in found if one), key=lambda one: (one.folder, one.holds, one.part, one.name))


def holds(global_name: str) -> str:
    """Tell what a script holds by the name it assigns to, as the manifest gives it: `YTD.tweets.part0`."""
    parts = global_name.split(".")
    return _HOLDS.get(parts[1], "") if len(parts) == 3 and parts[0] == "YTD" else ""


def values(source: Source, script: Script) -> Iterator[Any]:
    """Yield the elements of a script, or its one object. Raises InputError for a script that is no such assignment."""
    where = place(source, script.name)
    path, bracket = ("", b"{") if script.holds == "manifest" else ("item", b"[")
    start = head(source, script.name, _HEAD)
    assignment = _ASSIGNMENT.match(start)
    if not assignment or start[assignment.end() : assignment.end() + 1] != bracket:
        raise InputError(
            "Xのアーカイブのファイルとして読めません", place=Place(where),
            hint="「window.YTD.tweets.part0 = [」のように始まるファイルのはずです。ダウンロードし直してください",
        )  # fmt: skip
    with source.open(script.name) as file:
        file.read(assignment.end())
        yield from elements(cast("IO[bytes]", _Json(file)), path, where=where)


def _script(source: Source, name: str, *, sure: bool) -> Script | None:
    by_name = _NAME.fullmatch(PurePosixPath(name).name.lower())
    try:
        by_head = _ASSIGNMENT.match(head(source, name, _HEAD))
    except InputError:  # said when it is to be read
        by_head = None
    if by_head:
        what = _HOLDS.get((by_head["holds"] or b"manifest").decode(), "")
        part = by_head["part"] or (by_name and by_name["part"]) or 0
    elif by_name and not sure:
        what, part = _HOLDS[by_name["holds"].replace("-", "_")], by_name["part"] or 0
    else:
        return None
    return Script(name, what, int(part)) if what else None


class _Json:
    """What stands between the equals sign and the semicolon that may end the script, as a stream."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._held, self._ended = file, b"", False

    def read(self, size: int = -1) -> bytes:
        while size and not self._ended:
            data = self._file.read(size)
            self._ended = not data
            whole = self._held + data
            # Held back, since a semicolon is the script's end only if nothing follows it.
            ready = whole.rstrip(b"; \t\r\n")
            if b";" not in whole[len(ready) :] or len(whole) - len(ready) > _TAIL:
                ready = whole
            self._held = whole[len(ready) :]
            if ready:
                return ready
        return b""
