"""Deep JSON is refused before it fills the memory, and brackets in strings are no depth."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.errors import InputError
from postlint.exports.nesting import MAX_DEPTH, Nesting
from postlint.exports.source import opened
from postlint.exports.values import elements


def deepest(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(deepest, value.values()), default=0)
    return 1 + max(map(deepest, value), default=0) if isinstance(value, list) else 0


def nested(levels: int, core: Any) -> Any:
    for level in range(levels):
        core = [core] if level % 2 else {'"[': core}
    return core


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='ab\\"[]{}あ'),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(alphabet='a\\"[{', max_size=3), inner, max_size=4),
)  # fmt: skip


@given(VALUES, st.integers(MAX_DEPTH - 6, MAX_DEPTH + 2), st.integers(1, 40), st.booleans())
def test_depth_is_that_of_the_parsed_value_however_it_is_cut(value: Any, levels: int, size: int, escaped: bool) -> None:
    whole = nested(levels, value)
    data = json.dumps(whole, ensure_ascii=escaped).encode()
    nesting = Nesting()
    told = any(nesting.exceeds(data[at : at + size]) for at in range(0, len(data), size))
    assert told == (deepest(whole) > MAX_DEPTH)


def test_a_deep_element_is_refused_and_what_stands_before_is_read() -> None:
    data = b"[1, 2" + b" " * 70_000 + b", " + b'{"a":' * 100_000
    read = elements(io.BytesIO(data), "item", where="x.json")
    assert [next(read), next(read)] == [1, 2]
    with pytest.raises(InputError, match=r"^x\.json: 入れ子が深すぎます（50段まで）"):
        next(read)


def test_text_that_is_not_utf8_is_told_without_python_in_it() -> None:
    with pytest.raises(
        InputError, match=r"^x\.json: JSONとして読めません: lexical error: invalid bytes in UTF8 string\."
    ):
        list(elements(io.BytesIO(b'["\xff"]'), "item", where="x.json"))


def test_a_member_damaged_in_the_middle_is_a_fault_of_that_member_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", json.dumps(["いしのまき"], ensure_ascii=False))
        archive.writestr("b.json", "[3]")
    damaged = path.read_bytes().replace("いしのまき".encode(), "いしのまさ".encode())
    path.write_bytes(damaged)
    with opened(str(path)) as source:
        with pytest.raises(InputError, match=r"^a\.json: 途中で壊れています: Bad CRC-32"):
            list(elements(source.open("a.json"), "item", where="a.json"))
        assert list(elements(source.open("b.json"), "item", where="b.json")) == [3]


def test_a_file_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]")
    with opened(str(tmp_path)) as source:
        (tmp_path / "a.json").unlink()
        with pytest.raises(
            InputError, match=r"a\.json: 開けません: No such file or directory（読み取りの権限を確かめてください）"
        ):
            source.open("a.json")
