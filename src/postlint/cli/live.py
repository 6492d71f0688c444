"""What `watch` and `lsp` share: drafts judged again and again while they are written."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING, Any

from postlint.errors import InputError, PostlintError

if TYPE_CHECKING:
    from postlint.model import Draft, Report


def begin(command: str, needed: str) -> Any:
    """Return the library that a command lives on, with the collector on: a long run must not keep its garbage.

    Raises InputError where the library is not installed.
    """
    try:
        library = import_module(needed)
    except ImportError:
        hint = "pip install 'postlint[editor]' で入ります"
        raise InputError(f"postlint {command} には {needed.partition('.')[0]} が要ります", hint=hint) from None
    gc.enable()
    return library


def judged(draft: Draft) -> Report:
    """Judge a draft by the clock. Raises PostlintError for whatever goes wrong: the next save may mend it."""
    from postlint.cli.check import _judge, clock

    try:
        return _judge(draft, clock(None))
    except (PostlintError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # Sudachi's PanicException is no Exception
        raise PostlintError(f"思わぬ誤りで判定できません（{type(fault).__name__}: {fault}）") from fault
