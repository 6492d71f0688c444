"""Archives, read in place: a zip or a tar whose members were all looked at before the first of them is opened."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, NoReturn, cast

from postlint.errors import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED = 4_000_000_000  # bytes of one member; the tweets of fifteen years are some 100 MB
MAX_RATIO = 200  # text packs to a tenth, JSON of the platforms to a thirtieth
_SMALL = 10_000_000  # a member as small as this may pack as well as it likes
MAX_MEMBERS = 300_000  # of a tar: their headers are packed as well
_BUFFER = 65_536
_TRUST = "信頼できる書庫か確かめてください"
_MAX_HEADER = 1_000_000  # bytes tarfile reads at once for a long name or the attributes of a member
_PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack a whole block before their size is known
# What zipfile, tarfile and gzip raise for bytes that are no archive, beside their own errors.
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error,
    EOFError, OSError, ValueError, NotImplementedError, OverflowError, RuntimeError,
)  # fmt: skip


@contextmanager
def sound(path: str, name: str = "") -> Iterator[None]:
    """Turn what the libraries raise for a damaged archive into one clear line."""
    try:
        yield
    except _BROKEN as fault:
        why = str(fault) or type(fault).__name__
        what = f"途中で壊れています: {why}" if name else f"壊れた圧縮ファイルです: {why}"
        where = f"{path}!{name}" if name else path
        raise InputError(what, place=Place(where), hint="もう一度ダウンロードしてください") from None


class _Member(io.RawIOBase):
    """A file of an archive that says InputError where its bytes turn out to be damaged."""

    def __init__(self, file: IO[bytes], path: str, name: str) -> None:
        self._file, self._path, self._name = file, path, name

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with sound(self._path, self._name):
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        with sound(self._path, self._name):
            return self._file.seek(offset, whence)

    def close(self) -> None:
        self._file.close()
        super().close()


def _member(file: IO[bytes], path: str, name: str) -> IO[bytes]:
    return io.BufferedReader(_Member(file, path, name), _BUFFER)


class Zip:
    def __init__(self, path: str, archive: zipfile.ZipFile) -> None:
        self.path, self._archive = path, archive
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            if info.is_dir() or info.filename.startswith("__MACOSX/"):
                continue
            name = _safe(_as_written(info), path)
            if info.flag_bits & 1:
                raise InputError(f"パスワード付きです: {name}", place=Place(path), hint="解凍してから渡してください")
            if (info.external_attr >> 16) & 0o170000 == 0o120000:
                raise InputError(f"リンクが入っています: {name}", place=Place(path), hint="元の書庫を使ってください")
            if info.compress_type not in _PACKED_AS:
                raise InputError(f"読めない圧縮方式です: {name}", place=Place(path), hint="解凍してから渡してください")
            _check_size(name, info.file_size, info.compress_size, path)
            _enter(self._members, name, info, path)
        # Members may lie over each other, so that few bytes count as the packed form of many of them.
        total = sum(info.file_size for info in self._members.values())
        if total > MAX_RATIO * max(_SMALL, archive.start_dir):
            _too_big("全体", total, path)
        self._names = sorted(self._members)

    def names(self) -> list[str]:
        return self._names

    def open(self, name: str) -> IO[bytes]:
        # zipfile stops at the stated size, which was checked.
        with sound(self.path, name):
            return _member(self._archive.open(self._members[name]), self.path, name)


class Tar:
    def __init__(self, path: str, file: IO[bytes]) -> None:
        self.path = path
        self._members: dict[str, tarfile.TarInfo] = {}
        packed = max(1, Path(path).stat().st_size)
        unpacked = 0
        with sound(path):
            self._archive = tarfile.TarFile(fileobj=cast("IO[bytes]", _Wary(file, path)))
            for info in self._archive:
                if info.isdir():
                    continue
                name = _safe(info.name, path)
                if info.issym() or info.islnk():
                    raise InputError(
                        f"リンクが入っています: {name}", place=Place(path), hint="元の書庫を使ってください"
                    )
                unpacked += info.size
                if len(self._members) >= MAX_MEMBERS:
                    raise InputError("ファイルが多すぎます", place=Place(path), hint=_TRUST)
                _check_size(name, info.size, packed, path)
                if unpacked > MAX_RATIO * max(_SMALL, packed):
                    _too_big("全体", unpacked, path)
                if info.isfile():
                    _enter(self._members, name, info, path)
        self._names = sorted(self._members)

    def names(self) -> list[str]:
        return self._names

    def open(self, name: str) -> IO[bytes]:
        with sound(self.path, name):
            file = self._archive.extractfile(self._members[name])
        assert file is not None  # only files are members
        return _member(file, self.path, name)


class _Wary:
    """The bytes of a tar, without letting tarfile read into memory whatever size a header of a long name states."""

    def __init__(self, file: IO[bytes], path: str) -> None:
        self._file, self._path = file, path
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int) -> bytes:
        if size > _MAX_HEADER:
            _too_big("見出し", size, self._path)
        return self._file.read(size)


def _as_written(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; Windows in Japanese writes CP932 without saying so, and zipfile reads CP437."""
    name = info.orig_filename
    if info.flag_bits & 0x800 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("cp932")
    except UnicodeError:
        return name


def _enter(members: dict[str, Any], name: str, info: object, path: str) -> None:
    if name in members:
        raise InputError(f"同じ名前が二つあります: {name}", place=Place(path), hint=_TRUST)
    members[name] = info


def _safe(name: str, path: str) -> str:
    clean = name.replace("\\", "/")
    parts = PurePosixPath(clean).parts
    if not parts or clean.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in clean:
        raise InputError(f"書庫の外を指す名前が入っています: {name!r}", place=Place(path), hint=_TRUST)
    return str(PurePosixPath(clean))


def _check_size(name: str, unpacked: int, packed: int, path: str) -> None:
    if unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > MAX_RATIO * max(1, packed)):
        _too_big(name, unpacked, path)


def _too_big(name: str, unpacked: int, path: str) -> NoReturn:
    raise InputError(
        f"展開すると大きくなりすぎます: {name}（{unpacked:,}バイト）",
        place=Place(path), hint=_TRUST,
    )  # fmt: skip
