"""The clauses of a city file as they were, kept as an earlier edition of the guideline, word for word with their comments."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from postlint.errors import InputError, Place, PolicyError
from postlint.layout import scalar
from postlint.located import load
from postlint.policy.cities import parse_city

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from postlint.policy.cities import City

_TOP = re.compile(r"[^\s#-]")  # begins a key of the city itself


def last_day(since: date, old: City, path: Path) -> date:
    """Return the last day of the edition that `old` has as its current one, before a new one. Raises InputError."""
    newest = next((one.until for one in old.editions), "")
    if since == date.min or (since - timedelta(1)).isoformat() <= newest:
        hint = f"もう {newest} までの版があります" if newest else "新しい版が効力を持つ最初の日を書きます"
        raise InputError(f"--since {since} からの版は加えられません", place=Place(str(path)), hint=hint)
    return since - timedelta(1)


def with_earlier(updated: str, source: str, old: City, until: date, path: Path) -> str:
    """Return an updated city file with the guideline of `source`, which is `old`, as its newest earlier edition.

    Raises PolicyError where `source` is laid out so that its lines cannot be moved.
    """
    lines = updated.rstrip("\n").split("\n")
    at = next((n for n, line in enumerate(lines) if line.startswith("editions:")), None)
    if at is None:
        lines += ["", "editions:  # 前の版。その版が効力を持つあいだの投稿は、その条項で判定されます"]
        at = len(lines) - 1
    lines[at + 1 : at + 1] = list(_edition(source.split("\n"), old, until, _indent(lines[at + 1 :])))
    text = "\n".join(lines) + "\n"
    _refuse_loss(text, source, path)
    parse_city(text, path)
    return text


def _indent(below: Sequence[str]) -> int:
    """Return the column of the dashes of `editions:`, two where there is none yet."""
    first = next((line for line in below if line.strip() and not line.lstrip().startswith("#")), "")
    return len(first) - len(first.lstrip()) if first.lstrip().startswith("- ") else 2


def _edition(lines: Sequence[str], old: City, until: date, indent: int) -> Iterator[str]:
    pad = " " * indent
    yield f"{pad}- until: {until}"
    for key in ("title", "date", "publisher", "source"):
        yield f"{pad}  {key}: {scalar(getattr(old, key))}"
    for key in ("clauses", "watch"):
        yield from (f"{pad}  {line}" if line.strip() else line for line in _block(lines, key))


def _block(lines: Sequence[str], key: str) -> Iterator[str]:
    """Yield the lines of one key of the city, without the blank lines and comments that lead to the next."""
    start = next((n for n, line in enumerate(lines) if re.match(rf"{key}:(?:\s|$)", line)), None)
    if start is None:
        return
    end = next((n for n in range(start + 1, len(lines)) if _TOP.match(lines[n])), len(lines))
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1
    yield from lines[start:end]


def _refuse_loss(text: str, source: str, path: Path) -> None:
    """Make sure that what was moved reads back the same. Values of located YAML compare by what they say."""
    before = load(source, file=str(path), error=PolicyError)
    try:
        kept = load(text, file=str(path), error=PolicyError)["editions"][0]
        same = all(kept.get(key) == before.get(key) for key in ("clauses", "watch"))
    except PolicyError:
        same = False
    if not same:
        hint = "clauses、watch、editions を、キーの下に一行ずつ「- 」で並べてください"
        raise PolicyError("条項を前の版として移せない書き方です", place=Place(str(path)), hint=hint)
