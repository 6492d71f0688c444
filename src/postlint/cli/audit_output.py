"""The reports of an audit, into files and onto standard output."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.audit.spool import Records
    from postlint.posts import Summary

FORMATS = {"human": "", "jsonl": ".jsonl", "csv": ".csv", "xlsx": ".xlsx", "html": ".html"}
_SYNTAX = {"jsonl": "json", "csv": "text", "html": "xml"}  # on standard output
_SUFFIXES = {".txt": "human", **{suffix: name for name, suffix in FORMATS.items() if suffix}}


def kind_of(path: str) -> str:
    """Return the format of a file by the end of its name. Raises InputError."""
    kind = _SUFFIXES.get(Path(path).suffix.lower())
    if kind is None:
        raise InputError(
            f"--output {path} の形式が分かりません",
            hint=f"名前の終わりを {'、'.join(_SUFFIXES)} のどれかにしてください",
        )
    return kind


def write(summary: Summary, records: Records, outputs: list[tuple[Path, str]]) -> None:
    """Write each report whole or not at all. Raises InputError."""
    from postlint.cli.streams import say

    for path, kind in outputs:
        scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            with scratch.open("wb") as file:
                for piece in _pieces(summary, records, kind):
                    file.write(piece)
            scratch.replace(path)
        except OSError as fault:
            with contextlib.suppress(OSError):
                scratch.unlink()
            raise InputError(
                f"{path} に書けません: {fault.strerror}", hint="開いているファイルなら閉じてください"
            ) from None
        say(f"{path} に書きました")


def show(summary: Summary, records: Records, format: str) -> None:  # noqa: A002
    """Print one report."""
    from postlint.cli import streams

    if format == "human":
        from postlint.report.audit_text import render

        paper = streams.paper("ja")
        streams.write([(line.rstrip("\n"), "")] for line in render(summary, records, paper=paper))
        return
    for piece in _pieces(summary, records, format):
        streams.write_utf8(piece.decode(), _SYNTAX[format])


def _pieces(summary: Summary, records: Records, kind: str) -> Iterator[bytes]:
    """Yield a report as bytes, whatever the console's encoding."""
    if kind == "xlsx":
        from postlint.report import audit_xlsx

        with tempfile.SpooledTemporaryFile(max_size=1 << 24) as file:
            audit_xlsx.write(summary, records, file)
            file.seek(0)
            while piece := file.read(1 << 20):
                yield piece
        return
    if kind == "jsonl":
        from postlint.report.json import line

        yield from (line(record).encode() for record in records)
        return
    from postlint import __version__
    from postlint.report import audit_csv, audit_html, audit_text

    pieces = {
        "csv": lambda: audit_csv.render(summary, records),
        "html": lambda: audit_html.render(summary, records, made_with=f"postlint {__version__}"),
        "human": lambda: audit_text.render(summary, records),
    }[kind]()
    yield from (piece.encode("utf-8", "backslashreplace") for piece in pieces)
