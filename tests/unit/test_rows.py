"""Rows of tables: a byte that is no text costs its row and nothing else, whatever the encoding."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from postlint.errors import InputError
from postlint.exports.source import head, opened
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


def test_a_table_damaged_in_its_archive_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.csv", "本文\n朝市です。\n")
    path.write_bytes(path.read_bytes().replace("朝市".encode(), "朝布".encode()))
    with opened(str(path)) as source, pytest.raises(InputError, match=r"a\.zip!b\.csv: 途中で壊れています: Bad CRC-32"):
        list(rows(source, "b.csv"))


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_beginning_is_told_whatever_the_packing(tmp_path: Path, packing: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("b.csv", "本文\n朝市です。\n" * 99)
    whole = bytearray(path.read_bytes())
    whole[40:70] = b"\xff" * 30
    path.write_bytes(whole)
    with opened(str(path)) as source, pytest.raises(InputError, match=r"a\.zip!b\.csv: 途中で壊れています: "):
        head(source, "b.csv")
