"""Files and folders → drafts. Whatever cannot be read is an `InputError`, never a skipped file."""

from __future__ import annotations

import errno
import re
import stat
from typing import TYPE_CHECKING, Any

from postlint.drafts.decode import decode
from postlint.drafts.front_matter import split
from postlint.errors import InputError, Place, unreadable
from postlint.facts import WORDLESS
from postlint.model import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path, PurePath

MAX_BYTES = 10_000_000  # the longest post of any platform is 63,206 characters

SIDECAR = ".postlint.yaml"
SUFFIXES = (".txt", ".md")
_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]*")


def read_bytes(
    data: bytes, *, path: str, facts: Mapping[str, Any] | None = None, defaults: Mapping[str, Any] | None = None
) -> Draft:
    """Read one draft as it stands in a file or comes through a pipe; `path` names it in messages and as its id.

    `facts` are parsed values that win over the front matter, which wins over `defaults`; None in `facts` means *not
    given*. Raises InputError.
    """
    if len(data) > MAX_BYTES:
        what = f"大きすぎます（{MAX_BYTES // 1_000_000} MBまで）"
        raise InputError(what, place=Place(path), hint="下書きではないファイルかもしれません")
    whole, note = decode(data, path=path)
    text, stated, line_offset = split(whole, path=path)
    stated = {**(defaults or {}), **stated}
    given = {name: value for name, value in (facts or {}).items() if value is not None}
    wordless = {"kind": "post", **stated, **given}["kind"] in WORDLESS
    if not wordless and _BLANK.fullmatch(text):
        place = Place(path, line_offset + 1, 1) if line_offset else Place(path)
        raise InputError("下書きの本文が空です", place=place, hint="投稿する文章を書いてください")
    notes = (note,) if note else ()
    head = whole[: len(whole) - len(text)]
    return Draft(
        **{"id": path, **stated, **given}, text=text, path=path, line_offset=line_offset, head=head, notes=notes
    )


def read_file(
    path: str | Path, *, facts: Mapping[str, Any] | None = None, defaults: Mapping[str, Any] | None = None
) -> Draft:
    """Read one file, whatever its name, and the waivers of its sidecar; its id is the path as given. Raises InputError."""
    where = _path(path)
    try:
        if where.is_dir():  # Windows would say that permission is denied
            raise IsADirectoryError
        with where.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # a device has no size to ask for
    except (OSError, ValueError) as fault:
        raise unreadable(where, fault) from None
    return waived(read_bytes(data, path=str(path), facts=facts, defaults=defaults), where)


def waived(draft: Draft, path: Path) -> Draft:
    """Add the waivers of the sidecar beside a draft's file, if there is one. Raises InputError."""
    beside = sidecar_of(path)
    try:
        beside.stat()
    except OSError as fault:
        # A name that would be too long, or below something that is no folder, cannot be there either.
        if isinstance(fault, FileNotFoundError | NotADirectoryError) or fault.errno == errno.ENAMETOOLONG:
            return draft
        raise unreadable(beside, fault) from None
    from postlint.drafts.sidecar import read_sidecar

    return draft._replace(waivers=(*draft.waivers, *read_sidecar(beside)))


def sidecar_of(draft: Path) -> Path:
    """Return where the waivers of a draft may stand beside it: `draft.postlint.yaml` for `draft.txt`."""
    return draft.with_name(draft.stem + SIDECAR)


def expand(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Yield every draft named: a file as it is, a folder as all `*.txt` and `*.md` under it, in order of name.

    In folders hidden entries and `README*` are left out; sidecars of waivers and `postlint.yaml` are never drafts, even
    when named (as a shell's `drafts/*` does). Standard input (`-`) is the caller's. Raises InputError for what does not exist, for a
    folder without any draft, and when only sidecars were named.
    """
    sidecar, found = None, False
    for given in paths:
        path = _path(given)
        try:
            folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as fault:
            raise unreadable(path, fault) from None
        if _beside(path) and not folder:
            sidecar = path
            continue
        found = True
        yield from _drafts_under(path) if folder else [path]
    if sidecar and not found:
        raise InputError("例外承認や設定のファイルだけで、下書きがありません", place=Place(str(sidecar)))


def named_drafts(names: list[str]) -> list[str]:
    """Leave out sidecars and configurations, as a shell's `drafts/*` names them, unless nothing else is named."""
    return [name for name in names if not _named_beside(name)] or names


def _named_beside(name: str) -> bool:
    return name.lower().endswith(SIDECAR[1:]) and _beside(_path(name)) and not _path(name).is_dir()


def _beside(path: Path) -> bool:
    return ("." + path.name.lower()).endswith(SIDECAR)


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
