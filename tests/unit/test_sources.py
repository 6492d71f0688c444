"""The ground the readers of exports stand on: archives, streams of values, and times, hostile ones too."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import json
import os
import struct
import tarfile
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint import exports
from postlint.errors import InputError
from postlint.exports import archive, encoding, nesting, times, values
from postlint.exports.lines import Line, lines
from postlint.exports.source import head, matching, opened, place
from postlint.exports.values import Row, elements, heading, rows, unguarded
from postlint.posts import Remark, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BODY = '[{"text": "手賀沼の水質調査の結果を公開しました。"}]'.encode()
FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


class Held:
    """A source of one file held in memory."""

    def __init__(self, data: bytes, name: str = "posts.csv") -> None:
        self.path, self._data = name, data

    def names(self) -> list[str]:
        return [self.path]

    def open(self, name: str) -> IO[bytes]:
        return io.BytesIO(self._data)


class Endless(io.RawIOBase):
    """A file of `size` bytes that are never all there: `start`, and then `filler` again and again."""

    def __init__(self, start: bytes, filler: bytes, size: int) -> None:
        self._start, self._filler, self._left = start, filler, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        number = min(len(buffer), self._left)
        data = (self._start + self._filler * number)[:number]
        turn = max(0, number - len(self._start)) % len(self._filler)
        self._filler = self._filler[turn:] + self._filler[:turn]
        self._start = self._start[number:]
        self._left -= number
        buffer[:number] = data
        return number


class Long(Held):
    """A source of one such file."""

    def __init__(self, start: bytes, filler: bytes, size: int = 1_000_000_000) -> None:
        super().__init__(b"")
        self._made = (start, filler, size)

    def open(self, name: str) -> IO[bytes]:
        return io.BufferedReader(Endless(*self._made))


def zipped(path: Path, members: dict[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> str:
    with zipfile.ZipFile(path, "w", packed) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return str(path)


def tarred(path: Path, members: list[tuple[tarfile.TarInfo, bytes]], mode: str = "w:gz") -> str:
    with tarfile.open(path, mode) as made:  # type: ignore[call-overload]
        for info, data in members:
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return str(path)


def drain(path: str) -> None:
    with opened(path) as source:
        for name in source.names():
            with source.open(name) as file:
                while file.read(1 << 16):
                    pass


def refused(path: str) -> str:
    with pytest.raises(InputError) as fault:
        drain(path)
    assert "\n" not in str(fault.value)
    assert fault.value.hint
    return fault.value.what


def test_four_ways_to_hand_over_an_export_look_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "tweets.js").write_bytes(BODY)
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "link.js").symlink_to(folder / "data" / "tweets.js")
    one = tarfile.TarInfo("./data/tweets.js")
    top = tarfile.TarInfo(".")
    top.type = tarfile.DIRTYPE
    ways = [
        str(folder),
        zipped(tmp_path / "a.zip", {"data/": b"", "data/tweets.js": BODY, "__MACOSX/data/._tweets.js": b"x"}),
        tarred(tmp_path / "a.tar.gz", [(top, b""), (one, BODY)]),
        tarred(tmp_path / "a.tar", [(top, b""), (one, BODY)], "w"),
    ]
    for path in ways:
        with opened(path) as source:
            assert source.names() == ["data/tweets.js"]
            assert source.names() is source.names()  # asked for once a post
            assert head(source, "data/tweets.js") == BODY
            assert place(source, "data/tweets.js", "1件目") == f"{path}!data/tweets.js: 1件目"
            assert matching(source, "Tweets*.js") == matching(source, "data/tweets.js") == ["data/tweets.js"]
            assert matching(source, "weets.js") == []
    with opened(str(folder / "data" / "tweets.js")) as source:
        assert source.names() == ["tweets.js"]
        assert head(source, "tweets.js", 2) == b"[{"
        assert place(source, "tweets.js") == source.path


def test_a_member_is_sought_in_from_any_point(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    for path in (zipped(tmp_path / "a.zip", {"a": data}), tarred(tmp_path / "a.tgz", [(tarfile.TarInfo("a"), data)])):
        with opened(path) as source, source.open("a") as file:
            file.seek(-3, os.SEEK_END)
            assert file.read() == data[-3:]
            assert file.seek(70_000) == file.tell() == 70_000
            assert file.read(5) == data[70_000:70_005]


def test_names_in_cp932_are_read_as_windows_wrote_them(tmp_path: Path) -> None:
    path = Path(zipped(tmp_path / "a.zip", {"XX/XX.csv": BODY}))
    path.write_bytes(path.read_bytes().replace(b"XX/XX.csv", "ソ/表.csv".encode("cp932")))  # ソ ends in a backslash
    with opened(str(path)) as source:
        assert source.names() == ["ソ/表.csv"]
        assert head(source, "ソ/表.csv") == BODY


@pytest.mark.parametrize(
    "name", ["../a.js", "a/../../b.js", "/etc/a.js", "C:\\a.js", "C:/a.js", "..\\a.js", "\\\\host\\a.js", "a\\..\\b.js"]
)
def test_names_that_climb_out_are_refused(tmp_path: Path, name: str) -> None:
    assert "書庫の外" in refused(zipped(tmp_path / "a.zip", {name: BODY}))
    assert "書庫の外" in refused(tarred(tmp_path / "a.tgz", [(tarfile.TarInfo(name), BODY)]))


def test_links_are_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link.js")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(info, "/etc/passwd")
    assert "リンク" in refused(str(tmp_path / "a.zip"))
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
        link = tarfile.TarInfo("link.js")
        link.type, link.linkname = kind, "/etc/passwd"
        assert "リンク" in refused(tarred(tmp_path / "a.tgz", [(link, b"")]))


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    assert "同じ名前" in refused(zipped(tmp_path / "a.zip", {"a/b.js": BODY, "a\\b.js": BODY}))


def _central(path: Path, offset: int, value: bytes) -> str:
    """Overwrite a field of the first entry of a zip's central directory."""
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + offset
    data[at : at + len(value)] = value
    path.write_bytes(data)
    return str(path)


def test_an_encrypted_zip_is_named(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"a.js": BODY})
    assert "パスワード" in refused(_central(tmp_path / "a.zip", 8, b"\x01\x00"))


def test_a_method_of_packing_that_unpacks_blindly_is_refused(tmp_path: Path) -> None:
    assert "圧縮方式" in refused(zipped(tmp_path / "a.zip", {"a.js": b"0" * 1_000_000}, zipfile.ZIP_BZIP2))
    assert "圧縮方式" in refused(zipped(tmp_path / "b.zip", {"a.js": BODY}, zipfile.ZIP_LZMA))


def test_zip_bombs_are_refused_before_they_unpack(tmp_path: Path) -> None:
    bomb = Path(zipped(tmp_path / "a.zip", {"a.js": b" " * 30_000_000}))
    assert bomb.stat().st_size < 40_000
    assert "大きくなりすぎます" in refused(str(bomb))
    # One that lies: the stated size is small, what comes is more.
    assert "壊れ" in refused(_central(bomb, 24, struct.pack("<I", 1000)))


def test_many_small_bombs_are_one_big_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_SMALL", 100_000)
    many = zipped(tmp_path / "a.zip", {f"{i}.js": b" " * 90_000 for i in range(300)})
    assert "全体" in refused(many)
    packed = tarred(tmp_path / "a.tgz", [(tarfile.TarInfo(f"{i}.js"), b" " * 90_000) for i in range(300)])
    assert "全体" in refused(packed)


def test_tar_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "大きくなりすぎます" in refused(tarred(tmp_path / "a.tgz", [(tarfile.TarInfo("a"), b" " * 30_000_000)]))
    # A header that states a name of a gigabyte: tarfile would read it whole.
    name = tarfile.TarInfo("././@LongLink")
    name.type, name.size = tarfile.GNUTYPE_LONGNAME, 1_000_000_000
    (tmp_path / "b.tgz").write_bytes(gzip.compress(name.tobuf() + b"a" * 2_000_000))
    assert "見出し" in refused(str(tmp_path / "b.tgz"))
    monkeypatch.setattr(archive, "MAX_MEMBERS", 10)
    many = [(tarfile.TarInfo(f"{i}.js"), b"") for i in range(12)]
    assert "多すぎます" in refused(tarred(tmp_path / "c.tgz", many))


def test_truncated_archives_are_refused(tmp_path: Path) -> None:
    noise = bytes(os.urandom(100_000))
    whole = Path(zipped(tmp_path / "a.zip", {"a.js": noise})).read_bytes()
    for size in (10, 1000, len(whole) - 30):
        (tmp_path / "b.zip").write_bytes(whole[:size])
        assert "壊れ" in refused(str(tmp_path / "b.zip"))
    whole = Path(tarred(tmp_path / "a.tgz", [(tarfile.TarInfo("a.js"), noise)])).read_bytes()
    for size in (10, 1000, len(whole) - 30):
        (tmp_path / "b.tgz").write_bytes(whole[:size])
        assert "壊れ" in refused(str(tmp_path / "b.tgz"))
    (tmp_path / "c.tgz").write_bytes(gzip.compress(b"no tar at all " * 100))
    assert "壊れ" in refused(str(tmp_path / "c.tgz"))


def test_a_damaged_member_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    path = Path(zipped(tmp_path / "a.zip", {"a.js": b"first " * 50, "b.js": BODY}, zipfile.ZIP_STORED))
    path.write_bytes(path.read_bytes().replace(b"first", b"third", 1))
    with opened(str(path)) as source:
        with source.open("a.js") as file, pytest.raises(InputError, match=r"a\.js"):
            file.read()
        assert head(source, "b.js") == BODY


def test_what_is_no_file_is_said_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, word in [
        ("", "空"), (str(tmp_path / "missing.zip"), "見つかりません"), ("a\0b", "使えない文字"),
        (str(tmp_path / "pipe"), "ふつうのファイル"),
    ]:  # fmt: skip
        with pytest.raises(InputError, match=word), opened(path):
            pass


def test_a_workbook_is_a_file_and_no_archive(tmp_path: Path) -> None:
    with opened(zipped(tmp_path / "a.xlsx", {"[Content_Types].xml": b"<x/>"})) as source:
        assert source.names() == ["a.xlsx"]
        assert head(source, "a.xlsx", 2) == b"PK"


@FOLDER
@given(st.data())
def test_no_damage_to_an_archive_raises_anything_else(tmp_path: Path, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["zip", "tar", "tgz"]))
    path = tmp_path / "a.bin"
    if kind == "zip":
        zipped(path, {"data/a.js": BODY, "b.csv": b"x" * 2000})
    else:
        mode = "w" if kind == "tar" else "w:gz"
        tarred(path, [(tarfile.TarInfo("data/a.js"), BODY), (tarfile.TarInfo("b.csv"), b"x" * 2000)], mode)
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])
    try:
        with opened(str(path)) as source:
            for name in source.names():
                try:
                    with source.open(name) as file:
                        file.read()
                except InputError:
                    pass
    except InputError:
        pass


# --- JSON


def taken(data: bytes | IO[bytes], path: str = "item") -> tuple[list[Any], str]:
    """Return the elements that came, and what the fault says, empty without one."""
    found: list[Any] = []
    what = ""
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    try:
        found.extend(elements(file, path, where="posts.json"))  # list.extend keeps what came before a fault
    except InputError as fault:
        what = fault.what
    return found, what


@pytest.mark.parametrize(
    "data, path, found, what",
    [
        (b'[1, 2.5, "\xe5\xb8\x82", null, {"a": [true]}]', "item", [1, 2.5, "市", None, {"a": [True]}], ""),
        (b'{"records": [{"a": 1}], "cursor": "x"}', "records.item", [{"a": 1}], ""),
        (b'{"a": 1}', "", [{"a": 1}], ""),
        (b'{"a": 1}', "item", [], ""),
        ("\ufeff[1]".encode(), "item", [1], ""),
        ('["市"]'.encode("utf-16"), "item", ["市"], ""),
        (b'[{"a": 1}, {"a": 2}, {"a": ', "item", [{"a": 1}, {"a": 2}], "途中で切れています"),
        (b'[1, 2, "\xff"]', "item", [1, 2], "UTF-8ではない"),
        (b"[1, 2];", "item", [1, 2], "余分な文字"),
        (b"[1 2]", "item", [1], "書き方"),
        (b"[1, 12345678901234567890123]", "item", [1], "大きすぎます"),
        (b"[NaN]", "item", [], "書き方"),
        (b"", "item", [], "途中で切れています"),
        (b"\xef\xbb\xbf", "item", [], "途中で切れています"),
        (b"\xff\xfe[", "item", [], "JSONとして読めません"),
        (b"<html>", "item", [], "書き方"),
    ],
)
def test_elements(data: bytes, path: str, found: list[Any], what: str) -> None:
    got, said = taken(data, path)
    assert got == found
    assert (what in said) if what else not said


def peak(run: Callable[[], Any]) -> int:
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_one_huge_element_is_refused_and_memory_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "MAX_VALUE", 1_000_000)
    file = io.BufferedReader(Endless(b'[1, {"text": "', b"a", 1_000_000_000))

    def run() -> None:
        found, what = taken(file)
        assert found == [1]
        assert "1件が大きすぎます" in what

    assert peak(run) < 20_000_000


@pytest.mark.parametrize("piece", [b"[", b'{"a":', b'["]",', b'["\\"]",', b'["\\\\",', b'[ {"}":'])
def test_deep_nesting_is_refused_before_it_fills_the_memory(piece: bytes) -> None:
    data = piece * 400_000

    def run() -> None:
        assert taken(data) == ([], "入れ子が深すぎます（50段まで）")

    assert peak(run) < 20_000_000


@given(
    st.recursive(st.text('a\\"[]{}市'), lambda inner: st.lists(inner) | st.dictionaries(st.text('[\\"'), inner)),
    st.integers(1, 9),
)
def test_nesting_counts_what_a_parser_counts(value: Any, size: int) -> None:
    def depth(part: Any) -> int:
        if isinstance(part, str):
            return 0
        return 1 + max(map(depth, part.values() if isinstance(part, dict) else part), default=0)

    for levels in (0, nesting.MAX_DEPTH - depth(value), nesting.MAX_DEPTH - depth(value) + 1):
        data = b"[" * levels + json.dumps(value, ensure_ascii=False).encode() + b"]" * levels
        count = nesting.Nesting()
        too_deep = any(map(count.exceeds, [data[i : i + size] for i in range(0, len(data), size)]))
        assert too_deep == (depth(value) + levels > nesting.MAX_DEPTH)


def test_memory_does_not_grow_with_the_number_of_elements() -> None:
    def run(number: int) -> int:
        data = b"[" + b",".join(b'{"text": "post %d"}' % i for i in range(number)) + b"]"
        return peak(lambda: sum(1 for _ in elements(io.BytesIO(data), "item", where="x")))

    assert run(60_000) < run(15_000) + 500_000


@given(st.binary(max_size=300), st.sampled_from(["item", "records.item", ""]))
def test_no_bytes_make_elements_raise_anything_else(data: bytes, path: str) -> None:
    taken(data, path)
    taken(b'[{"text": ' + data, path)


# --- tables


def table(data: bytes | str) -> list[Any]:
    return list(rows(Held(data.encode() if isinstance(data, str) else data), "posts.csv"))


@pytest.mark.parametrize(
    "data",
    [
        "本文,日時\n水質,2026/3/5\n",
        "\ufeff本文,日時\r\n水質,2026/3/5\r\n",
        "本文\t日時\n水質\t2026/3/5",
        "本文;日時\n水質;2026/3/5\n",
        "sep=;\n本文;日時\n水質;2026/3/5\n",
        "SEP=\t\r\n本文\t日時\r\n水質\t2026/3/5\r\n",
        'sep="\n本文,日時\n水質,2026/3/5\n',
        "sep=|\n本文|日時\n水質|2026/3/5\n",
        '"本文";"日時"\n"水質";"2026/3/5"\n',
        "\n\n本文;日時\n,\n\n水質;2026/3/5\n;\n",
        "本文,日時\r水質,2026/3/5\r",
    ],
)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "cp932"])
def test_rows(data: str, coding: str) -> None:
    if coding != "utf-8":
        data = data.removeprefix("\ufeff")
    found = [item for item in table(data.encode(coding)) if not isinstance(item, Remark)]
    assert [
        item.cells
        for item in found
        if item.cells
        != [
            ",",
        ]
    ] == [["本文", "日時"], ["水質", "2026/3/5"]]


def test_cp932_is_said() -> None:
    assert table("本文\n髙﨑①\n".encode("cp932")) == [
        Remark("posts.csv", "文字コードをCP932（Shift_JIS）として読みました"), Row(1, ["本文"]), Row(2, ["髙﨑①"]),
    ]  # fmt: skip


def test_line_numbers_hold_after_bodies_of_many_lines() -> None:
    data = '本文,日時\r\n"一行目\r\n二行目\n\n四""行目",a\r\n\r\n次,b\r\n"x\ny",c\nz,d\n'
    assert table(data) == [
        Row(1, ["本文", "日時"]), Row(2, ['一行目\r\n二行目\n\n四"行目', "a"]), Row(7, ["次", "b"]),
        Row(8, ["x\ny", "c"]), Row(10, ["z", "d"]),
    ]  # fmt: skip
    assert [row.line for row in table("sep=,\n\n" + data)] == [3, 4, 9, 10, 12]


@pytest.mark.parametrize("first", ["本文,日時\n水質調査の結果,a\n", "text,time\nresults,a\n"])
def test_one_bad_byte_costs_one_row(first: str) -> None:
    """Where kana stood before the byte, and in a long file without any."""
    rest = "手賀沼の水質調査,b\n" * 3
    found = table(first.encode() + b"\xff,c\n" + rest.encode())
    assert [type(item) for item in found] == [Row, Row, Unread, Row, Row, Row]
    assert found[2].place == "posts.csv: 3行目"
    assert found[3] == Row(4, ["手賀沼の水質調査", "b"])


def test_one_bad_byte_costs_one_row_of_cp932_and_utf16_too() -> None:
    good = "手賀沼の水質調査,b\n"
    found = table(good.encode("cp932") + b"\xff,c\n" + good.encode("cp932"))
    assert [type(item) for item in found] == [Remark, Row, Unread, Row]
    found = table(b"\xff\xfe" + good.encode("utf-16-le") + b"\x00\xdc,\x00c\x00\n\x00" + good.encode("utf-16-le"))
    assert [type(item) for item in found] == [Row, Unread, Row]


@pytest.mark.parametrize(
    "data",
    ["本文,日時\n水質,2026/3/5\n".encode("utf-16-le"), "本文,日時\n水質,2026/3/5\n".encode("utf-16-be"), "本文".encode("utf-32"),
     "本文,日時\nお知らせです,2026/3/5\n".encode("euc_jp")],
)  # fmt: skip
def test_encodings_nobody_can_read_are_refused(data: bytes) -> None:
    with pytest.raises(InputError) as fault:
        table(data)
    assert fault.value.hint
    assert heading(Held(data), "posts.csv") == []


def test_an_unclosed_quote_takes_what_follows_and_nothing_before() -> None:
    found = table('本文,日時\n水質,a\n"閉じない,b\n次,c\n')
    assert found[:2] == [Row(1, ["本文", "日時"]), Row(2, ["水質", "a"])]
    assert found[2:] == [
        Unread("posts.csv: 3行目から", "表として読めません: 引用符が閉じていません", found[2].hint)
    ]  # fmt: skip


def test_a_misplaced_quote_costs_its_own_row() -> None:
    found = table('本文,日時\n"水質"調査,a\n次,c\n')
    assert [type(item) for item in found] == [Row, Unread, Row]
    assert found[1].place == "posts.csv: 2行目から"
    assert found[2] == Row(3, ["次", "c"])


@pytest.mark.parametrize(
    "start, filler",
    [
        (b"", b"a"),
        (b"text,time\n", b"a"),
        (b'text,time\n"', b"a"),
        (b'text,time\n"', b"a\n"),
        (b'text\n"\n', b'","\n'),
    ],
)
def test_a_row_without_end_is_refused_and_memory_stays_small(
    start: bytes, filler: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line, an open quote, and one row of cells without end."""
    monkeypatch.setattr(values, "MAX_VALUE", 100_000)
    monkeypatch.setattr(values, "encoding_of", lambda source, name: "utf-8")
    found: list[Any] = []

    def run() -> None:
        for item in rows(Long(start, filler, 400_000), "posts.csv"):
            found.append(item)

    assert peak(run) < 2_500_000
    assert "長すぎます" in found[-1].what
    assert len(found) <= 2


def test_the_encoding_of_a_long_line_is_told_in_little_memory() -> None:
    assert peak(lambda: encoding.encoding_of(Long(b"\x82\xa0", b"a", 50_000_000), "posts.csv")) < 30_000_000


@given(st.binary(max_size=400))
def test_no_bytes_make_rows_raise_anything_else(data: bytes) -> None:
    for start in (b"", b"\xff\xfe", "本文,日時\n".encode(), b'"'):
        for read in (rows, lines):
            with contextlib.suppress(InputError):
                assert all(read(Held(start + data), "posts.csv"))  # type: ignore[operator]


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=4), min_size=1
    )
)
def test_what_a_writer_of_csv_wrote_is_read_back(table_: list[list[str]]) -> None:
    import csv

    made = io.StringIO(newline="")
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows([["本文", "日時"], *table_])
    found = table(made.getvalue())
    assert [row.cells for row in found] == [["本文", "日時"], *(row for row in table_ if any(map(str.strip, row)))]
    ends = [at for at, mark in enumerate(made.getvalue()) if mark in "\r\n"]
    assert [row.line for row in found] == sorted({row.line for row in found})
    assert found[-1].line <= len(ends) + 1


@pytest.mark.parametrize(
    "cell, expected",
    [
        ("'=1+1", "=1+1"),
        ("'+81", "+81"),
        ("'@kashiwa", "@kashiwa"),
        ("'本文", "'本文"),
        ("''", "''"),
        ("'", "'"),
        ("=1", "=1"),
    ],
)
def test_the_guard_of_spreadsheets_is_taken_off(cell: str, expected: str) -> None:
    assert unguarded(cell) == expected


def test_heading_looks_at_the_first_bytes_alone() -> None:
    assert heading(Long("本文,日時\n".encode(), "あ".encode()[:1]), "posts.csv") == ["本文", "日時"]
    assert heading(Held("本文\n水質\n".encode("cp932")), "posts.csv") == ["本文"]
    assert heading(Held(b""), "posts.csv") == []


def test_lines() -> None:
    data = "\ufeff{1}\r\n\n  \n{2}\n".encode() + b"ab\xff\n{3}"
    assert list(lines(Held(data), "posts.csv")) == [
        Line(1, "{1}"), Line(4, "{2}"),
        Unread("posts.csv: 5行目 3文字目", "文字として読めないバイトがあります",
               "文字コードをUTF-8にして保存し直してください"),
        Line(6, "{3}"),
    ]  # fmt: skip


def test_a_line_that_is_too_long_lets_the_next_one_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "MAX_VALUE", 100)
    found = list(lines(Held(b"a\n" + b"x" * 1050 + b"\nb\n" + b"y" * 100 + b"\nc"), "posts.csv"))
    assert [item.number if isinstance(item, Line) else item.place for item in found] == [
        1, "posts.csv: 2行目", 3, "posts.csv: 4行目", 5,
    ]  # fmt: skip


# --- times


@pytest.mark.parametrize(
    "read, text, expected",
    [
        (times.of_unix, 1765045230, "2025-12-07T03:20:30+09:00"),
        (times.of_unix, "1765045230", "2025-12-07T03:20:30+09:00"),
        (times.of_unix, 1765045230.5, "2025-12-07T03:20:30.500000+09:00"),
        *((times.of_unix, rubbish, None) for rubbish in ("", "nan", "inf", "1e3", True, None, "１７", 10**14, "1_0", [])),
        (times.of_iso, "2026-03-05T10:00", "2026-03-05T10:00:00+09:00"),
        (times.of_iso, "2026-03-05T10:00:00Z", "2026-03-05T19:00:00+09:00"),
        (times.of_iso, "2026-03-05T10:00:00.123456789z", "2026-03-05T19:00:00.123456+09:00"),
        (times.of_iso, "2024-03-15 18:42 +0000", "2024-03-16T03:42:00+09:00"),
        (times.of_iso, " 2018-12-02T02:55:54+00:00 ", "2018-12-02T11:55:54+09:00"),
        *(
            (times.of_iso, rubbish, None)
            for rubbish in ("", "2026-03-05", "2026-W10-4T10:00", "20260305T1000", "2026-02-30T10:00", "2026-03-05T24:01",
                            "0001-01-01T00:00+23:59", "9999-12-31T23:59-10:00", "2026-03-05T10:00+99:00", None, 5)
        ),
        (times.of_x, "Sat Dec 06 18:20:30 +0000 2025", "2025-12-07T03:20:30+09:00"),
        (times.of_x, "Sat Dec 06 18:20:30 -0130 2025", "2025-12-07T04:50:30+09:00"),
        *(
            (times.of_x, rubbish, None)
            for rubbish in ("", "Sat Dez 06 18:20:30 +0000 2025", "Sat Dec 32 18:20:30 +0000 2025",
                            "Sat Dec 06 18:20:30 +9900 2025", "Fri Dec 31 23:59:59 -2300 9999", None)
        ),
        (times.of_x_id, "1541815603606036480", "2022-06-29T01:07:40.105000+09:00"),  # Wikipedia's example of an id
        *((times.of_x_id, rubbish, None) for rubbish in ("", "1.23457E+18", "12345", None, "9" * 21)),
        (times.of_written, "03/27/2026 06:08", "2026-03-27T06:08:00+09:00"),
        (times.of_written, "03/27/2026 06:08 PM", "2026-03-27T18:08:00+09:00"),
        (times.of_written, "03/27/2026 12:08 am", "2026-03-27T00:08:00+09:00"),
        (times.of_written, "2026/9/15 14:34:00", "2026-09-15T14:34:00+09:00"),
        (times.of_written, "2026年3月5日（木） 10時30分", "2026-03-05T10:30:00+09:00"),
        (times.of_written, "2024-03-15 18:42 +0000", "2024-03-16T03:42:00+09:00"),
        (times.of_written, "Sun, Dec 14, 2025 9:05", "2025-12-14T09:05:00+09:00"),
        *(
            (times.of_written, rubbish, None)
            for rubbish in ("", "2026/3/5", "10:00", "2026/3/5 24:00", "2026/3/5 10:60", "2026/13/5 10:00",
                            "2026-03-05 hello 10:00", "2026/3/5 10:00 +0000", "03/27/2026 13:00 PM", "2026/3-5 10:00", None)
        ),
    ],
)  # fmt: skip
def test_times(read: Any, text: object, expected: str | None) -> None:
    found = read(text)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("2026/3/5", date(2026, 3, 5)), ("2026-03-05", date(2026, 3, 5)), ("2026年3月5日", date(2026, 3, 5)),
        ("2026.3.5", date(2026, 3, 5)), ("03/27/2026", date(2026, 3, 27)), ("Sun, Dec 14, 2025", date(2025, 12, 14)),
        ("Dec 14, 2025", date(2025, 12, 14)), ("2026/3/5 10:00", date(2026, 3, 5)), ("2026/3/5(木)", date(2026, 3, 5)),
        ("2026-03-05T20:00:00Z", date(2026, 3, 6)),  # the day in Japan
        ("27/03/2026", None), ("2026/2/30", None), ("2026/3/5hello", None), ("Sun, Foo 14, 2025", None), ("", None),
        (None, None), (20260305, None), ("Lifetime", None), ("通算", None),
    ],
)  # fmt: skip
def test_days(text: object, expected: date | None) -> None:
    assert times.of_day(text) == expected


@given(
    st.text()
    | st.integers()
    | st.floats()
    | st.from_regex(r"[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}[T ][0-9]{1,2}:[0-9]{2}")
)
def test_no_text_makes_a_time_raise(text: object) -> None:
    for read in (times.of_unix, times.of_iso, times.of_x, times.of_x_id, times.of_written):
        moment = read(text)  # type: ignore[operator]
        assert moment is None or moment.utcoffset().total_seconds() == 9 * 3600
    times.of_day(text)


# --- recognising and reading


def test_one_fault_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("本文\n水質調査の結果\n", "utf-8")
    (tmp_path / "b.bin").write_bytes(b"\x00\x01\x02")
    found = list(exports.read([str(tmp_path / "none"), str(tmp_path / "b.bin"), str(tmp_path / "a.csv")]))
    assert [type(item).__name__ for item in found] == ["Unread", "Unread", "Post"]
    assert found[0].place == str(tmp_path / "none")  # type: ignore[union-attr]
    assert found[1].what == "何の書き出しか分かりません"  # type: ignore[union-attr]


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="知らない書き出し形式"):
        exports.reader("facebok")
    (tmp_path / "a.csv").write_text("本文\n", "utf-8")
    (item,) = exports.read([str(tmp_path / "a.csv")], format="facebok")
    assert isinstance(item, Unread)
    assert item.hint == "もしかして: facebook"


def test_a_fault_in_the_middle_of_a_reader_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Faulty:
        LABEL = "x"

        def recognises(self, source: object) -> bool:
            raise InputError("だめ")

        def read(self, source: object, options: object) -> Iterator[Any]:
            yield Remark("x", "一")
            raise InputError("だめ")

    monkeypatch.setattr(exports, "reader", lambda name: Faulty())
    (tmp_path / "a.csv").write_text("本文\n", "utf-8")
    path = str(tmp_path / "a.csv")
    assert list(exports.read([path], format="table")) == [Remark("x", "一"), Unread(path, "だめ")]
    (item,) = exports.read([path])
    assert item.what == "何の書き出しか分かりません"  # type: ignore[union-attr]


def test_bzip2_is_no_archive_of_a_platform(tmp_path: Path) -> None:
    (tmp_path / "a.tar.bz2").write_bytes(bz2.compress(b"x"))
    with opened(str(tmp_path / "a.tar.bz2")) as source:
        assert source.names() == ["a.tar.bz2"]
