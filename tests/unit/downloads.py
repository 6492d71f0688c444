"""Downloads of platforms made up for tests, and what the readers make of them."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

from postlint import exports
from postlint.posts import Item, Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def broken(value: Any) -> Any:
    """Break the letters of all strings as Meta does: each byte of UTF-8 becomes a character."""
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, dict):
        return {broken(key): broken(below) for key, below in value.items()}
    return [broken(below) for below in value] if isinstance(value, list) else value


def as_meta(value: Any) -> bytes:
    """Write JSON as Meta does, in ASCII."""
    return json.dumps(broken(value)).encode()


def folder(top: Path, files: Mapping[str, bytes]) -> str:
    for name, data in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(data)
    return str(top)


def archive(path: Path, files: Mapping[str, bytes]) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, data in files.items():
            whole.writestr(name, data)
    return str(path)


def items(path: str, **said: Any) -> list[Item]:
    return list(exports.read([path], **said))


def posts(path: str, **said: Any) -> list[Post]:
    """Read an export in which there is nothing to complain of."""
    found = items(path, **said)
    assert not [item for item in found if isinstance(item, Unread)]
    return [item for item in found if isinstance(item, Post)]


def texts(path: str, **said: Any) -> list[str]:
    return [post.draft.text for post in posts(path, **said)]


def unread(found: list[Item]) -> list[tuple[str, str]]:
    return [(item.place, item.what) for item in found if isinstance(item, Unread)]


def remarks(found: list[Item]) -> list[str]:
    return [item.what for item in found if isinstance(item, Remark)]


def skipped(found: list[Item]) -> int:
    return sum(item.number for item in found if isinstance(item, Skipped))
