"""Where rules, cities and examples are: inside the installed package, or beside `src` in a checkout."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from postlint.errors import PolicyError

_PACKAGE = Path(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120


@cache
def root(kind: str) -> Path:
    """Return the folder `rules`, `cities` or `examples`. Raises PolicyError when the installation has none."""
    for folder in (_PACKAGE / kind, _PACKAGE.parent.parent / kind):
        if folder.is_dir():
            return folder
    raise PolicyError(f"{kind}/ が見つかりません", hint="postlint を入れ直してください")


def rule_files() -> list[Path]:
    """Return every rule file, in the order of their names: contexts.yaml and the word groups of terms/ among them."""
    return sorted([*root("rules").glob("*.yaml"), *root("rules").glob("terms/*.yaml")])


def city_files() -> dict[str, Path]:
    """Return city id → file."""
    return {path.stem: path for path in sorted(root("cities").glob("*.yaml"))}


def read(path: Path) -> str:
    """Read a policy file as UTF-8. Raises PolicyError."""
    return _read(path, "utf-8-sig", None)


def exact(path: Path) -> str:
    """Read a policy file as UTF-8, its byte order mark and line ends kept, to be written again. Raises PolicyError."""
    return _read(path, "utf-8", "")


def _read(path: Path, encoding: str, newline: str | None) -> str:
    try:
        with path.open(encoding=encoding, newline=newline) as file:
            return file.read()
    except OSError as fault:
        raise PolicyError(f"{path} を開けません: {fault.strerror}") from None
    except UnicodeDecodeError:
        raise PolicyError(f"{path} はUTF-8ではありません", hint="UTF-8で保存し直してください") from None
