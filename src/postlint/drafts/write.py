"""Files replaced whole or not at all: a reader, or a power cut, never meets half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.errors import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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
        raise _unsaved(path, fault) from None


def write_new(files: Mapping[Path, bytes]) -> None:
    """Make files that are not there yet, and the folders they need: all of them, or none. Raises InputError."""
    made: list[Path] = []
    path = Path()
    try:
        for path, data in files.items():
            for folder in reversed([path.parent, *path.parent.parents]):
                if not folder.exists():
                    folder.mkdir()
                    made.append(folder)
            with path.open("xb") as file:
                made.append(path)
                file.write(data)
    except BaseException as fault:  # Ctrl-C too leaves nothing half done
        left = list(_kept_after(made))
        if not isinstance(fault, (OSError, ValueError)):
            raise
        unsaved = _unsaved(path, fault)
        if left:
            unsaved.hint = f"書いたまま消せなかったもの: {'、'.join(map(str, left))}"
        raise unsaved from None


def _kept_after(made: list[Path]) -> Iterator[Path]:
    """Take back what was made, the last first; yield what could not be."""
    for path in reversed(made):
        try:
            path.rmdir() if path.is_dir() else path.unlink()
        except OSError:
            yield path


def _unsaved(path: Path, fault: OSError | ValueError) -> InputError:
    if isinstance(fault, FileExistsError):
        return InputError("もうあるファイルには書き込みません", place=Place(str(path)))
    why = (
        "書き込む権限がありません" if isinstance(fault, PermissionError) else getattr(fault, "strerror", None) or fault
    )
    return InputError(f"保存できません: {why}", place=Place(str(path)), hint="書き込める場所か確かめてください")


def _mode(target: Path) -> int:
    """Return the permissions of what is replaced, or those any new file gets."""
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
