"""What tests of exports share: reading as the audit does, and archives made of scripts."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from postlint import exports
from postlint.exports import Options
from postlint.posts import Item, Post, Skipped, Unread

DATA = Path(__file__).parent.parent / "data" / "exports"


def items(path: Path | str, *, format: str | None = None, account: str = "") -> list[Item]:  # noqa: A002
    return list(exports.read([str(path)], format=format, options=Options(account=account)))


def posts(found: list[Item]) -> list[Post]:
    return [item for item in found if isinstance(item, Post)]


def unread(found: list[Item]) -> list[str]:
    """Return what could not be read, each with the end of its place."""
    return [f"{re.split('[/!]', item.place)[-1]}: {item.what}" for item in found if isinstance(item, Unread)]


def skipped(found: list[Item]) -> list[str]:
    return [item.why for item in found if isinstance(item, Skipped)]


def zipped(folder: Path, to: Path, *, below: str = "", packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(to, "w", packing) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, below + file.relative_to(folder).as_posix())
    return to


def script(name: str, value: Any, part: int = 0, *, end: str = "") -> str:
    return f"window.YTD.{name}.part{part} = {json.dumps(value, ensure_ascii=False)}{end}"
