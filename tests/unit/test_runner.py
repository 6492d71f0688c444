"""No line that is not ours commands GitHub's runner, and no reader of JSON or XML sees a difference."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.sax.saxutils import escape, unescape

import pytest
import readers
from hypothesis import given
from hypothesis import strategies as st

from postlint.cli.runner import ESCAPES, inert, reads

PIECES = (
    "::",
    ":",
    "error",
    " ",
    "\u3000",
    "\t",
    "\n",
    "\r",
    "\x85",
    "##",
    "#",
    "[",
    "##[",
    "]",
    "stop-commands",
    "\\",
    "市",
    "&",
    "<",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(TEXTS, st.sampled_from(sorted(ESCAPES)))
def test_nothing_commands(text: str, syntax: str) -> None:
    assert readers.commands(inert(text, syntax)) == []
    if not readers.commands(text):
        assert inert(text, syntax) == text


@pytest.mark.parametrize(
    "text, expected",
    [
        ("::error::x", "\\u{3a}:error::x"),
        ("市\r\n \u3000::error a=b::x", "市\r\n \u3000\\u{3a}:error a=b::x"),
        ("a\r::error::", "a\r\\u{3a}:error::"),
        ("a ##[error]x", "a \\u{23}#[error]x"),
        ("###[error]x", "#\\u{23}#[error]x"),
        ("a ::error::x", "a ::error::x"),
        ("::before { }\n## [x](y)", "::before { }\n## [x](y)"),
    ],
)
def test_as_text(text: str, expected: str) -> None:
    assert inert(text, "text") == expected


@given(TEXTS)
def test_readers_of_json_and_xml_see_no_difference(text: str) -> None:
    assert json.loads(inert(json.dumps([text], indent=1, ensure_ascii=False), "json")) == [text]
    assert unescape(inert(escape(text), "xml"), {"&#35;": "#", "&#58;": ":"}) == text


def test_who_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "out.txt").open("w") as file:
        for value, expected in (("true", True), ("", False), ("false", False)):
            monkeypatch.setenv("GITHUB_ACTIONS", value)
            assert reads(io.StringIO()) is expected
            assert reads(file) is False
