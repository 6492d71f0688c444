"""`check --baseline FILE [--update-baseline shrink|grow]`."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from postlint import baseline
from postlint.cli.options import choose
from postlint.cli.streams import say
from postlint.drafts.write import write_whole
from postlint.errors import InputError, Place, unreadable

if TYPE_CHECKING:
    from postlint.model import Report


def apply(reports: list[Report], file: str, update: str | None) -> list[Report]:
    """Take known findings out of the reports, say which known ones are gone, and rewrite the file when asked to.

    `shrink` takes out what is gone, `grow` also adds all that was found. Raises InputError.
    """
    if update is not None:
        choose("--update-baseline", update, ("shrink", "grow"))
    known = _read(Path(file), update)
    judged = [(report, _path(report.draft.path, file)) for report in reports]
    now: Counter[tuple[str, str, str]] = Counter()
    for report, path in judged:
        if report.verdict != "undecided":
            now += baseline.found(report, path)
    checked = {path for report, path in judged if report.verdict != "undecided"}
    folder = Path(os.path.abspath(file)).parent  # noqa: PTH100
    checked |= {path for path, _, _ in known if path != "-" and not (folder / path).exists()}
    missing = baseline.gone(known, now, checked=checked)
    for (path, rule, quote), count in sorted(missing.items()):
        times = f"（{count}件）" if count > 1 else ""
        say(f"postlint: {file}: もうない指摘です: {path} {rule}「{quote.replace(chr(10), ' ')}」{times}")
    if update:
        left = known - missing
        known = baseline.grown(left, now) if update == "grow" else left
        write_whole(Path(file), baseline.dump(known).encode("utf-8", "backslashreplace"))
    elif missing:
        say(f"postlint: {file}: --update-baseline shrink で、もうない指摘を取り除けます")
    return [report if report.undecided else baseline.settle(report, known, path=path) for report, path in judged]


def _read(path: Path, update: str | None) -> Counter[tuple[str, str, str]]:
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as fault:
        if update == "grow":
            return Counter()
        where = unreadable(path, fault)
        hint = where.hint or "初めて作るときは --update-baseline grow を付けます"
        raise InputError(where.what, place=where.place, hint=hint) from None
    except UnicodeDecodeError:
        raise InputError("UTF-8として読めません", place=Place(str(path))) from None
    except (OSError, ValueError) as fault:
        raise unreadable(path, fault) from None
    return baseline.parse(source, file=str(path))


def _path(path: str, file: str) -> str:
    """Return a draft's path as a baseline names it: from its own folder, the same on every machine."""
    if path == "-":
        return path
    draft, folder = os.path.abspath(path), os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120
    with contextlib.suppress(ValueError):  # another drive
        draft = os.path.relpath(draft, folder)
    return unicodedata.normalize("NFC", draft.replace(os.sep, "/"))
