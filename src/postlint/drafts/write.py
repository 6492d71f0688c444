"""Files replaced whole or not at all: a reader, or a power cut, never meets half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from postlint.errors import InputError, Place


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in place of a file, or make it; permissions stay, links are followed. Raises InputError."""
    scratch: Path | None = None
    try:
        target = path.resolve()
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".postlint-", suffix=".tmp", delete=False) as file:
            scratch = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(_mode(target))
        scratch.replace(target)
    except (OSError, ValueError) as fault:
        if scratch is not None:
            with contextlib.suppress(OSError):
                scratch.unlink()
        why = getattr(fault, "strerror", None) or fault
        raise InputError(
            f"保存できません: {why}", place=Place(str(path)), hint="書き込める場所か確かめてください"
        ) from None


def _mode(target: Path) -> int:
    """Return the permissions of what is replaced, or those any new file gets."""
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
