"""Rows of tables: a byte that is no text costs its row and nothing else, whatever the encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.exports.source import opened
from postlint.exports.values import Row, rows
from postlint.posts import Remark, Unread


def read(path: Path, data: bytes) -> list[Row | Unread | Remark]:
    path.write_bytes(data)
    with opened(str(path)) as source:
        return list(rows(source, path.name))


@pytest.mark.parametrize("damage", [b"\x00", b"\x00\xd8\x00\x41", b"\x00\xdc\n\x00"], ids=["half", "surrogate", "low"])
def test_utf_16_that_is_cut_or_wrong(tmp_path: Path, damage: bytes) -> None:
    *before, last = read(tmp_path / "a.csv", "本文,日\n朝市,1\n".encode("utf-16") + damage)
    assert before == [Row(1, ["本文", "日"]), Row(2, ["朝市", "1"])]
    assert isinstance(last, Unread)
    assert last.place.endswith("a.csv: 3行目")


@pytest.mark.parametrize(
    "mark, cells", [("sep=;", ["a,b", "c"]), ("sep=,", ["a", "b;c"]), ('sep="', ["a", "b;c"]), ("sep=", ["a", "b;c"])]
)
def test_the_delimiter_excel_was_told(tmp_path: Path, mark: str, cells: list[str]) -> None:
    assert read(tmp_path / "a.csv", f"{mark}\na,b;c\n".encode()) == [Row(2, cells)]
