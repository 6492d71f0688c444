"""Exports of the platforms → posts: one module a format, each recognised by what is in the file.

A reader is a module with `LABEL` (its name for people), `recognises(source)`, which looks at names and first bytes,
and `read(source, options)`, which yields posts in the order of the export, and whatever else is to be said. It maps
columns and keys by name, and yields a `Remark` for those it does not know.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

from postlint.errors import InputError, Place, did_you_mean
from postlint.exports.source import Source, guarded, opened, shown, unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.posts import Item

# In the order they are tried; `records` and `table` take what no other does.
FORMATS = (
    "x-archive", "x-analytics", "facebook", "instagram", "threads", "meta-business-suite", "line", "youtube",
    "bluesky", "mastodon", "buffer", "hootsuite", "records", "table",
)  # fmt: skip
_GENERAL = ("records", "table")


class Options(NamedTuple):
    """What the user says about an export: which column holds which fact (`text` → 本文), and whose it is."""

    columns: Mapping[str, str] = {}
    account: str = ""


class Reader(Protocol):
    """A module of this package."""

    LABEL: str

    def recognises(self, source: Source) -> bool:
        """Tell whether the source holds this format; never raises for another one."""

    def read(self, source: Source, options: Options) -> Iterator[Item]:
        """Yield what the source holds of this format, in its order. Raises InputError where nothing more can be read."""


def reader(name: str) -> Reader:
    """Return the reader of a format. Raises InputError for an unknown one."""
    if name not in FORMATS:
        raise InputError(f"知らない書き出し形式です: {name}", hint=did_you_mean(name, FORMATS))
    return import_module(f"postlint.exports.{name.replace('-', '_')}")


def recognise(source: Source) -> list[str]:
    """Name the formats a source holds: a Meta download may hold several. Raises InputError when it holds none."""
    special = [name for name in FORMATS if name not in _GENERAL and _recognises(name, source)]
    if not special and shown(source.path) != source.path:
        return ["line"]  # named as LINE names chats: whatever is in it, no other reader may quote it
    found = special or [name for name in _GENERAL if _recognises(name, source)]
    if not found:
        raise InputError(
            "何の書き出しか分かりません", place=Place(source.path),
            hint=f"--input-format で指定してください（{'、'.join(FORMATS)}）",
        )  # fmt: skip
    return found


def _recognises(name: str, source: Source) -> bool:
    """Ask a reader; a member that is too damaged to look at is none of its."""
    try:
        return reader(name).recognises(source)
    except InputError:
        return False


def read(paths: Iterable[str], *, format: str | None = None, options: Options | None = None) -> Iterator[Item]:  # noqa: A002
    """Yield everything the exports hold, in order. What cannot be read comes as Unread, and the rest goes on."""
    for path in paths:
        try:
            with opened(path) as source:
                for name in [format] if format else recognise(source):
                    yield from guarded(reader(name).read(source, options or Options()), path)
        except InputError as fault:
            yield unread(fault, path)
