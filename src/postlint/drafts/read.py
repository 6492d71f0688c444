"""Files and folders → drafts. Whatever cannot be read is an `InputError`, never a skipped file."""

from __future__ import annotations

import errno
import re
import stat
from typing import TYPE_CHECKING, Any

from postlint.drafts.decode import decode
from postlint.drafts.front_matter import split
from postlint.errors import InputError, Place
from postlint.model import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path, PurePath

MAX_BYTES = 10_000_000  # the longest post of any platform is 63,206 characters

SIDECAR = ".postlint.yaml"
SUFFIXES = (".txt", ".md")
_WORDLESS = ("like", "follow", "delete", "pin", "repost")  # acts that may go without a word
_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]*")


def read_bytes(data: bytes, *, path: str, facts: Mapping[str, Any] | None = None) -> Draft:
    """Read one draft as it stands in a file or comes through a pipe; `path` names it in messages and as its id.

    `facts` are parsed values that win over the front matter; None in them means *not given*. Raises InputError.
    """
    if len(data) > MAX_BYTES:
        what = f"大きすぎます（{MAX_BYTES // 1_000_000} MBまで）"
        raise InputError(what, place=Place(path), hint="下書きではないファイルかもしれません")
    whole, note = decode(data, path=path)
    text, stated, line_offset = split(whole, path=path)
    given = {name: value for name, value in (facts or {}).items() if value is not None}
    wordless = {"kind": "post", **stated, **given}["kind"] in _WORDLESS
    if not wordless and _BLANK.fullmatch(text):
        place = Place(path, line_offset + 1, 1) if line_offset else Place(path)
        raise InputError("下書きの本文が空です", place=place, hint="投稿する文章を書いてください")
    notes = (note,) if note else ()
    return Draft(**{"id": path, **stated, **given}, text=text, path=path, line_offset=line_offset, notes=notes)


def read_file(path: str | Path, *, facts: Mapping[str, Any] | None = None) -> Draft:
    """Read one file, whatever its name; its id is the path as given. Raises InputError."""
    where = _path(path)
    try:
        if where.is_dir():  # Windows would say that permission is denied
            raise IsADirectoryError
        with where.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # a device has no size to ask for
    except (OSError, ValueError) as fault:
        raise unreadable(where, fault) from None
    return read_bytes(data, path=str(path), facts=facts)


def expand(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Yield every draft named: a file as it is, a folder as all `*.txt` and `*.md` under it, in order of name.

    In folders hidden entries and `README*` are left out; sidecars of waivers are never drafts, even when named (as a
    shell's `drafts/*` does). Standard input (`-`) is the caller's. Raises InputError for what does not exist, for a
    folder without any draft, and when only sidecars were named.
    """
    sidecar, found = None, False
    for given in paths:
        path = _path(given)
        try:
            folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as fault:
            raise unreadable(path, fault) from None
        if path.name.lower().endswith(SIDECAR) and not folder:
            sidecar = path
            continue
        found = True
        yield from _drafts_under(path) if folder else [path]
    if sidecar and not found:
        raise InputError("例外承認のファイルだけで、下書きがありません", place=Place(str(sidecar)))


def _drafts_under(folder: Path) -> list[Path]:
    drafts: list[Path] = []
    folders, seen = [folder], set()
    for here in folders:  # grows while it is walked; links are followed, each folder is read once
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            for entry in sorted(here.iterdir()):
                if _left_out(entry.name):
                    continue
                if entry.is_dir():
                    folders.append(entry)
                elif entry.suffix.lower() in SUFFIXES:
                    drafts.append(entry)
        except OSError as fault:
            raise unreadable(here, fault) from None
    if not drafts:
        raise InputError("このフォルダーに下書き（*.txt、*.md）がありません", place=Place(str(folder)))
    return sorted(drafts, key=lambda path: path.parts)


def is_draft(path: PurePath) -> bool:
    """Tell by its name alone whether a file somewhere under a folder is one of the folder's drafts."""
    return path.suffix.lower() in SUFFIXES and not any(map(_left_out, path.parts))


def _left_out(name: str) -> bool:
    return name.startswith(".") or name.upper().startswith("README")


def _path(given: str | Path) -> Path:
    from pathlib import Path  # 3 ms, for callers who read only standard input

    if not str(given):  # Path("") is the current folder
        raise InputError("ファイル名が空です")
    return Path(given)


def unreadable(path: Path, fault: OSError | ValueError) -> InputError:
    """Say in plain words why a file cannot be opened, with a hint where there is one."""
    place = Place(str(path))
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return InputError("見つかりません", place=place, hint=_sibling(path))
    if isinstance(fault, PermissionError):
        return InputError("読む権限がありません", place=place, hint="ほかのソフトで開いていれば閉じてください")
    if isinstance(fault, IsADirectoryError):
        return InputError("フォルダーです", place=place, hint="下書きのファイルを指定してください")
    if getattr(fault, "errno", None) == errno.ELOOP:
        return InputError("シンボリックリンクが循環しています", place=place)
    if isinstance(fault, ValueError):
        return InputError("ファイル名に使えない文字が含まれています", place=place)
    return InputError(f"読めません: {fault.strerror or fault}", place=place)


def _sibling(path: Path) -> str:
    """Return a hint naming the file of the same folder that was probably meant."""
    from difflib import get_close_matches  # only on the way to an error message

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except (OSError, ValueError):
        return f"フォルダー {path.parent} を開けません"
    close = get_close_matches(path.name, names, n=1, cutoff=0.6)
    return f"もしかして: {path.with_name(close[0])}" if close else ""
