"""Letters read badly by machines: one hit a kind, the plain form, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import NOWHERE, located

from postlint.checks import any_of, characters
from postlint.model import Draft
from postlint.schema import SchemaError, mapping
from postlint.text.document import Document

ALL = "find: [circled, roman, squared, half-width, styled, loose, spaced]\nwords: [日時, 会場, 対象]"


def find(text: str, yaml: str = ALL) -> list[tuple[str, str, str | None]]:
    spec = characters.compile(mapping(characters.FIELDS)(located(yaml)), NOWHERE)
    document = Document(Draft(text))
    hits = list(characters.find(spec, document))
    assert all(hit.start is not None and text[hit.start : hit.end] == hit.match for hit in hits)
    guard = characters.guard(spec)
    assert not hits or guard is None or any_of("|".join(guard[1]), document.text)
    return [(hit.match, hit.values["plain"], hit.fix and hit.fix.text) for hit in hits]


@pytest.mark.parametrize(
    "text, match, plain, fix",
    [
        ("①水筒②帽子", "①", "①は「1」、②は「2」", None),
        ("①②③④", "①②③④", "①は「1」、②は「2」、③は「3」など", None),
        ("㊤と㊥", "㊤", "㊤は「上」、㊥は「中」", None),
        ("㈪休み", "㈪", "㈪は「月曜」", None),
        ("講座Ⅱ", "Ⅱ", "Ⅱは「II」", None),
        ("㈱例示", "㈱", "㈱は「株式会社」", None),
        ("㍻30年", "㍻", "㍻は「平成」", None),
        ("5㎞", "㎞", "㎞は「キロメートル」", None),
        ("窓口ｻｰﾋﾞｽの", "ｻｰﾋﾞｽ", "サービス", "サービス"),
        ("ﾊﾞｽとﾃﾚﾋﾞ", "ﾊﾞｽ", "バス", None),
        ("𝐏𝐑です", "𝐏𝐑", "PR", "PR"),
        ("た\u3099より", "た\u3099", "だ", "だ"),
        ("日　時　12月6日", "日　時", "「日時」", "日時"),
        ("【会 場】公民館", "会 場", "「会場」", "会場"),
        ("日　時：1日\n会　場：公民館", "日　時", "「日時」、「会場」", None),
    ],
)
def test_found(text: str, match: str, plain: str, fix: str | None) -> None:
    assert find(text) == [(match, plain, fix)]


@pytest.mark.parametrize(
    "text",
    [
        "日時　12月6日 会場",
        "12月6日 時間は10時",
        "市民会 場所",
        "３０㎡、２５℃、🅿あり、Ⓜ",
        "ＡＢＣ１２３",
        "(1)(2)、だより、がぱ",
    ],
)
def test_left_alone(text: str) -> None:
    assert find(text) == []


def test_spaced_needs_words() -> None:
    with pytest.raises(SchemaError):
        find("", "find: spaced")
    assert find("会 場：公民館", "find: spaced\nwords: [会場]") == [("会 場", "「会場」", "会場")]


@given(st.text(st.sampled_from("①Ⅱ㈱ｱﾞ𝐏か\u3099日時 \u3000\n。\ud800")))
def test_any_text(text: str) -> None:
    assert len(find(text)) <= 7
