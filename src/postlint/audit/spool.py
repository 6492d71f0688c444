"""What an audit has done so far, on disk: a run that was stopped goes on from there, and reports are made from it.

JSON Lines: a head that says what was judged and how, then a line for each post and for whatever else an export held, in
order. Memory never holds more than a line. A line that was torn when the run stopped is dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

from postlint.errors import InputError, Place
from postlint.posts import Remark, Skipped, Unread
from postlint.report.json import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_KINDS = {"unread": Unread, "skipped": Skipped, "remark": Remark}


class Spool:
    """The file of one run; `head` is what another run must have in common with it to go on."""

    def __init__(self, path: Path, head: Mapping[str, Any]) -> None:
        self.path = path
        self.done = 0  # items of the export, posts and others, that are in the file
        self._head = json.loads(json.dumps(head))
        self._file: IO[bytes] | None = None

    def begin(self, *, resume: bool) -> None:
        """Open the file for writing, after what is in it where `resume` says so. Raises InputError."""
        try:
            if resume and self.path.exists():
                self._take_up()
                return
            self._file = self.path.open("wb")
            self._file.write(line({"audit": self._head}).encode())
        except OSError as fault:
            raise InputError(
                f"書けません: {fault.strerror}",
                place=Place(str(self.path)),
                hint="書き込める場所を --output に指定してください",
            ) from None

    def _take_up(self) -> None:
        size = 0
        with self.path.open("rb") as file:
            first = file.readline()
            if not first.endswith(b"\n") or json.loads(first).get("audit") != self._head:
                raise InputError(
                    "前の実行とは、書き出し・市・ルール・指定のどれかが違います", place=Place(str(self.path)),
                    hint="--resume を付けずに初めから判定してください",
                )  # fmt: skip
            size = file.tell()
            for read in file:
                if not read.endswith(b"\n"):
                    break
                size += len(read)
                self.done += 1
        self._file = self.path.open("r+b")
        self._file.truncate(size)
        self._file.seek(size)

    def add(self, record: Mapping[str, Any] | None, other: Unread | Skipped | Remark | None) -> None:
        """Keep one result."""
        assert self._file is not None
        if record is not None:
            self._file.write(line(record).encode())
        elif other is not None:
            self._file.write(line({type(other).__name__.lower(): list(other)}).encode())
        self.done += 1

    def close(self) -> None:
        """Write out what is still held."""
        if self._file:
            self._file.close()

    def others(self) -> Iterator[Unread | Skipped | Remark]:
        """Yield what was no post."""
        for value in self._lines():
            for kind, noun in _KINDS.items():
                if kind in value:
                    yield noun(*value[kind])

    def records(self) -> Records:
        """Return the records, which can be iterated anew."""
        return Records(self)

    def _lines(self) -> Iterator[dict[str, Any]]:
        with self.path.open("rb") as file:
            file.readline()
            for read in file:
                yield json.loads(read)


class Records(Iterable[Any]):
    """The records of a spool, read from the file each time."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the records in order."""
        return (value for value in self._spool._lines() if "post" in value)
