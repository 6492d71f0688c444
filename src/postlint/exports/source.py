"""An export as it was downloaded: a zip, a tar, a folder or a single file, behind one face.

Members are named by `/`-separated paths below the top. What an attacker could put into an archive is refused with one
clear line before anything is read: names that climb out, links, members or archives that unpack to far more than they
hold. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import os
import re
import tarfile
import zipfile
import zlib
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Protocol

from postlint.errors import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED = 4_000_000_000  # bytes of one member; the tweets of fifteen years are some 100 MB
MAX_RATIO = 200  # text packs to a tenth, JSON of the platforms to a thirtieth
_SMALL = 10_000_000  # a member as small as this may pack as well as it likes
_HEAD = 65_536
_CHAT = re.compile(r"([0-9]{8}_[0-9]{8}_)[^/\\]+(\.csv)", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError)


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


@contextmanager
def opened(path: str) -> Iterator[Source]:
    """Open an export. Raises InputError for what does not exist, cannot be read, or is not safe to read."""
    given = Path(path)
    try:
        if given.is_dir():
            yield _Folder(path)
            return
        with given.open("rb") as file:
            start = file.read(262)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise InputError(f"開けません: {why}", place=Place(path), hint="ファイルの場所を確かめてください") from None
    try:
        if start.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not _is_workbook(path):
            with zipfile.ZipFile(path) as archive:
                yield _Zip(path, archive)
        elif start.startswith(b"\x1f\x8b") or start[257:262] == b"ustar":
            with tarfile.open(path) as tar:
                yield _Tar(path, tar)
        else:
            yield _File(path)
    except _BROKEN as fault:
        raise InputError(
            f"壊れた圧縮ファイルです: {fault}", place=Place(path), hint="もう一度ダウンロードしてください"
        ) from None


def _is_workbook(path: str) -> bool:
    with zipfile.ZipFile(path) as archive:
        return "[Content_Types].xml" in archive.namelist()


class _File:
    def __init__(self, path: str) -> None:
        self.path = path

    def names(self) -> list[str]:
        return [Path(self.path).name]

    def open(self, name: str) -> IO[bytes]:
        return _open(Path(self.path))


class _Folder:
    def __init__(self, path: str) -> None:
        self.path = path
        self._names = sorted(self._walk(Path(path)))

    def names(self) -> list[str]:
        return self._names

    def open(self, name: str) -> IO[bytes]:
        return _open(Path(self.path) / name)

    def _walk(self, top: Path) -> Iterator[str]:
        for folder, folders, files in os.walk(top):  # does not follow links to folders
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in files:
                whole = Path(folder) / name
                # A link may lead out of the folder, a device may never end.
                if not name.startswith(".") and whole.is_file() and not whole.is_symlink():
                    yield whole.relative_to(top).as_posix()


class _Zip:
    def __init__(self, path: str, archive: zipfile.ZipFile) -> None:
        self.path, self._archive = path, archive
        self._members = {}
        for info in archive.infolist():
            if info.is_dir() or info.filename.startswith("__MACOSX/"):
                continue
            name = _safe(info.filename, path)
            if info.flag_bits & 1:
                raise InputError(f"パスワード付きです: {name}", place=Place(path), hint="解凍してから渡してください")
            if (info.external_attr >> 16) & 0o170000 == 0o120000:
                raise InputError(f"リンクが入っています: {name}", place=Place(path), hint="元の書庫を使ってください")
            _check_size(name, info.file_size, info.compress_size, path)
            self._members[name] = info

    def names(self) -> list[str]:
        return sorted(self._members)

    def open(self, name: str) -> IO[bytes]:
        try:
            # zipfile stops at the stated size, which was checked.
            return self._archive.open(self._members[name])
        except NotImplementedError:
            raise InputError(
                f"この圧縮方式は読めません: {name}", place=Place(self.path), hint="解凍してフォルダごと渡してください"
            ) from None


class _Tar:
    def __init__(self, path: str, archive: tarfile.TarFile) -> None:
        self.path, self._archive = path, archive
        self._members = {}
        size = max(1, Path(path).stat().st_size)
        total = 0
        for info in archive:
            name = _safe(info.name, path)
            if info.issym() or info.islnk():
                raise InputError(f"リンクが入っています: {name}", place=Place(path), hint="元の書庫を使ってください")
            total += info.size
            _check_size(name, total, size, path)
            if info.isfile():
                self._members[name] = info

    def names(self) -> list[str]:
        return sorted(self._members)

    def open(self, name: str) -> IO[bytes]:
        file = self._archive.extractfile(self._members[name])
        assert file is not None  # only files are members
        return file


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as fault:
        raise InputError(f"開けません: {fault.strerror}", place=Place(str(path))) from None


def _safe(name: str, path: str) -> str:
    clean = name.replace("\\", "/")
    parts = PurePosixPath(clean).parts
    if not parts or clean.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in clean:
        raise InputError(
            f"書庫の外を指す名前が入っています: {name!r}", place=Place(path), hint="信頼できる書庫か確かめてください"
        )
    return str(PurePosixPath(clean))


def _check_size(name: str, unpacked: int, packed: int, path: str) -> None:
    if unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > MAX_RATIO * max(1, packed)):
        raise InputError(
            f"展開すると大きくなりすぎます: {name}（{unpacked:,}バイト）",
            place=Place(path), hint="信頼できる書庫か確かめてください",
        )  # fmt: skip
