"""What `watch` and `lsp` share: drafts judged again and again while they are written."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING, Any

from postlint.errors import InputError, PostlintError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.compiled.settings import Settings
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


def forget() -> None:
    """Read configurations and policies anew from here on: their files may have changed."""
    from postlint.cli import check
    from postlint.compiled.settings import load_settings, settings_for

    settings_for.cache_clear()
    load_settings.cache_clear()
    check.forget()


def of_file(path: str, *, facts: Mapping[str, Any]) -> Report:
    """Judge a file by the clock. Raises PostlintError for whatever goes wrong: the next save may mend it."""
    from postlint.cli.under import Under
    from postlint.drafts import read_file

    under = Under()
    return _judged(read_file(path, facts=facts, defaults=under.facts(path)), under.settings(path))


def of_text(source: str, *, path: str, city: str | None) -> Report:
    """Judge the text of a file that need not be saved; `city` is for drafts that no one names it for.

    Raises PostlintError.
    """
    from pathlib import Path

    from postlint.cli.under import Under
    from postlint.drafts import read_bytes
    from postlint.drafts.read import waived

    under = Under()
    defaults = {**({"city": city} if city else {}), **under.facts(path)}
    # A lone surrogate is no UTF-8, and is refused as a damaged file is.
    draft = read_bytes(source.encode("utf-8", "surrogatepass"), path=path, defaults=defaults)
    return _judged(waived(draft, Path(path)), under.settings(path))


def _judged(draft: Draft, settings: Settings | None) -> Report:
    from postlint.cli.check import clock, judged_once

    try:
        return judged_once(draft, clock(None), settings)[0]
    except (PostlintError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # Sudachi's PanicException is no Exception
        raise PostlintError(f"思わぬ誤りで判定できません（{type(fault).__name__}: {fault}）") from fault
