"""The user's own cache folder, and files in it that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Return the user's own cache folder: `POSTLINT_CACHE`, else the platform's usual place."""
    # platformdirs would say the same for 16 ms of every run.
    if named := os.environ.get("POSTLINT_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        return Path(base).expanduser() / "postlint"
    except RuntimeError:  # no home folder: nothing will be kept
        return Path(os.devnull) / "postlint"


def keep(file: Path, data: bytes) -> None:
    """Put a file into the cache; one that cannot be kept is no fault."""
    scratch = file.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        scratch.write_bytes(data)
        scratch.replace(file)
