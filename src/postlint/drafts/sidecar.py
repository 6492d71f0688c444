"""The sidecar of a draft, `draft.postlint.yaml` beside `draft.txt`: waivers, kept apart from what is published.

    waivers:
      - rule: insult.idiom
        quote: 馬鹿にならない出費
        reason: 統計の説明で、人を指していない
        approver: 広報課長
        expires: 2027-03-31

What is added goes to the end, so that everything else stays byte for byte, comments too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlint.drafts.read import MAX_BYTES
from postlint.errors import InputError, Place, unreadable
from postlint.facts import FACTS
from postlint.layout import added, quoted
from postlint.located import Table, load
from postlint.schema import Field, SchemaError, mapping, reraise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FIELDS = mapping({"waivers": Field(FACTS["waivers"].parse)}, what="例外承認のファイル")
_HEAD = ("# 例外承認。引用した言葉が本文から変わると、改めて確かめることになります。", "waivers:")


def read_sidecar(path: Path) -> tuple[Table, ...]:
    """Read the waivers of a sidecar, each with its place. Raises InputError with file:line:column."""
    return parse_sidecar(source_of(path), path=str(path))


def source_of(path: Path) -> str:
    """Return the text of a sidecar, byte order mark and line ends kept. Raises InputError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        raise unreadable(path, fault) from None
    if len(data) > MAX_BYTES:
        raise InputError("大きすぎます", place=Place(str(path)), hint="例外承認のファイルではないかもしれません")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        hint = "文字コードをUTF-8にして保存し直してください"
        raise InputError("UTF-8として読めません", place=Place(str(path)), hint=hint) from None


def parse_sidecar(source: str, *, path: str) -> tuple[Table, ...]:
    """Parse the text of a sidecar; `path` names it in errors. Raises InputError."""
    table = load(source.removeprefix("\ufeff"), file=path, error=InputError)
    if table is None:  # nothing but comments
        return ()
    try:
        waivers: tuple[Table, ...] = _FIELDS(table).get("waivers", ())
    except SchemaError as fault:
        raise reraise(fault, InputError) from None
    return waivers


def with_waiver(source: str, waiver: Mapping[str, str], *, path: str) -> str:
    """Return the text of a sidecar with one more waiver at its end; an empty text becomes a new sidecar.

    Raises InputError where the end of the file is not where a waiver could stand (`waivers: []`).
    """
    before = parse_sidecar(source, path=path)
    indent = " " * 2
    if before and (place := before[-1].place).source.lstrip().startswith("-"):
        indent = place.source[: len(place.source) - len(place.source.lstrip())]
    lines = [
        f"{indent}{'- ' if i == 0 else '  '}{key}: {_written(value)}" for i, (key, value) in enumerate(waiver.items())
    ]
    if load(source.removeprefix("\ufeff"), file=path, error=InputError) is None:  # empty, or nothing but comments
        lines = [*_HEAD, *lines]
    whole = added(source, lines)
    try:
        fits = parse_sidecar(whole, path=path) == (*before, dict(waiver))
    except InputError:
        fits = False
    if not fits:
        hint = "waivers: の下に「- rule: …」の形で並べてください"
        raise InputError("このファイルの終わりには例外承認を書き足せません", place=Place(path), hint=hint)
    return whole


def _written(value: str) -> str:
    """Write one scalar: bare where it is plainly a word or a day, else in double quotes."""
    if re.fullmatch(r"[a-z][a-z0-9.-]*|\d{4}-\d\d-\d\d", value):
        return value
    return quoted(value)
