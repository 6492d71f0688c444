"""An export as it was downloaded: a zip, a tar, a folder or a single file, behind one face.

Members are named by `/`-separated paths below the top. What an attacker could put into an archive is refused with one
clear line before anything is read: names that climb out, links, members or archives that unpack to far more than they
hold. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import gzip
import os
import re
import zipfile
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol, cast

from postlint.errors import InputError, Place, unreadable
from postlint.exports.archive import Tar, Zip, sound
from postlint.posts import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.posts import Item

_HEAD = 65_536
_CHAT = re.compile(r"([0-9]{8}_[0-9]{8}_)[^/\\]+(\.csv)", re.IGNORECASE)
_WORKBOOK = "[Content_Types].xml"  # every file of Excel is a zip with this in it


class Source(Protocol):
    """What a reader of exports sees of the files it is given."""

    path: str

    def names(self) -> list[str]:
        """Return the names of all files, sorted."""

    def open(self, name: str) -> IO[bytes]:
        """Open one file for reading. Raises InputError."""


def place(source: Source, name: str, where: str = "") -> str:
    """Say where something stands, for people: `archive.zip!data/tweets.js: 12件目`."""
    alone = not name or source.names() == [Path(source.path).name]
    whole = shown(source.path if alone else f"{source.path}!{name}")
    return f"{whole}: {where}" if where else whole


def shown(path: str) -> str:
    """Return a path as it may be printed: LINE writes the citizen's name into `20250901_20250930_<name>.csv`."""
    return _CHAT.sub(r"\1*\2", path)


def matching(source: Source, *patterns: str) -> list[str]:
    """Return the names that fit a pattern such as `*/tweets*.js`, at any depth; case does not matter."""
    wanted = [pattern.lower() for pattern in patterns]
    return [
        name
        for name in source.names()
        if any(fnmatchcase(name.lower(), p) or fnmatchcase(f"/{name.lower()}", f"*/{p}") for p in wanted)
    ]


def head(source: Source, name: str, size: int = _HEAD) -> bytes:
    """Return the first bytes of a file, to recognise it by."""
    with source.open(name) as file:
        return file.read(size)


def guarded(items: Iterator[Item], path: str) -> Iterator[Item]:
    """Pass a reader's items on; a fault ends them as one that is Unread, and what comes after goes on."""
    try:
        yield from items
    except InputError as fault:
        yield unread(fault, path)


def unread(fault: InputError, path: str) -> Unread:
    """Return what could not be read because of a fault, which stands in `path` where it does not say."""
    return Unread(shown(str(fault.place or path)), shown(fault.what), fault.hint)


@contextmanager
def opened(path: str) -> Iterator[Source]:
    """Open an export. Raises InputError for what does not exist, cannot be read, or is not safe to read."""
    if not path:  # Path("") is the current folder
        raise InputError("ファイル名が空です")
    given = Path(path)
    try:
        folder = given.is_dir()
        if not folder and given.exists() and not given.is_file():  # a pipe or a device may never end
            raise InputError("ふつうのファイルではありません", place=Place(path))
        start = b"" if folder else _start(given)
    except (OSError, ValueError) as fault:
        raise unreadable(given, fault) from None
    if folder:
        yield _Folder(path)
    elif start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        with sound(path):
            archive = zipfile.ZipFile(path)
        with archive:
            yield _File(path) if _WORKBOOK in archive.NameToInfo else Zip(path, archive)
    elif start.startswith(b"\x1f\x8b") or start[257:262] == b"ustar":
        unpack = gzip.open if start.startswith(b"\x1f\x8b") else open
        with cast("IO[bytes]", unpack(path, "rb")) as file:
            yield Tar(path, file)
    else:
        yield _File(path)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(262)


def _plain(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except (OSError, ValueError) as fault:
        raise unreadable(path, fault) from None


class _File:
    def __init__(self, path: str) -> None:
        self.path = path
        self._names = [Path(path).name]

    def names(self) -> list[str]:
        return self._names

    def open(self, name: str) -> IO[bytes]:
        return _plain(Path(self.path))


class _Folder:
    def __init__(self, path: str) -> None:
        self.path = path
        self._names = sorted(self._walk(Path(path)))

    def names(self) -> list[str]:
        return self._names

    def open(self, name: str) -> IO[bytes]:
        return _plain(Path(self.path) / name)

    def _walk(self, top: Path) -> Iterator[str]:
        for folder, folders, files in os.walk(top, onerror=_refuse):  # does not follow links to folders
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in files:
                whole = Path(folder) / name
                # A link may lead out of the folder, a device may never end.
                if not name.startswith(".") and whole.is_file() and not whole.is_symlink():
                    yield whole.relative_to(top).as_posix()


def _refuse(fault: OSError) -> None:
    raise unreadable(Path(fault.filename), fault) from None
