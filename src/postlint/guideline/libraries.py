"""Libraries that only the making of city files needs: the extra `city`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from postlint.errors import InputError, Place


def library(name: str, *, path: str, what: str) -> Any:
    """Import a library of the extra. Raises InputError where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        hint = "pip install 'postlint[city]' で入ります"
        raise InputError(
            f"{what}を読むためのライブラリー {name.partition('.')[0]} がありません", place=Place(path), hint=hint
        ) from None
