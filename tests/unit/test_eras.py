"""Years of eras against Western years, and years no era has."""

from __future__ import annotations

from datetime import datetime

import pytest
from support import NOWHERE, located

from postlint.checks import any_of, eras
from postlint.japan import JAPAN
from postlint.model import Draft, Hit
from postlint.schema import mapping
from postlint.text.document import Document
from postlint.text.eras import in_era


def find(kind: str, text: str, when: str | None = "2026-11-20") -> list[Hit]:
    spec = eras.compile(mapping(eras.FIELDS)(located(f"find: {kind}")), NOWHERE)
    posted = datetime.fromisoformat(when).replace(tzinfo=JAPAN) if when else None
    document = Document(Draft(text, scheduled_at=posted))
    hits = list(eras.find(spec, document))
    assert all(text[hit.start : hit.end] == hit.match for hit in hits)
    assert not hits or any_of("|".join(eras.guard(spec)[1]), document.text)
    return hits


@pytest.mark.parametrize(
    "text, found",
    [
        ("令和7年（2026年）4月1日", ["令和7年（2026年）"]),
        ("2026年(令和7年)4月1日", ["2026年(令和7年)"]),
        ("令和7(2026)年4月1日", ["令和7(2026)年"]),
        ("令和7年(2026)4月1日", ["令和7年(2026)"]),
        ("令和7年/2026年", ["令和7年/2026年"]),
        ("令和元年(2018年)", ["令和元年(2018年)"]),
        ("平成元年（1988年）、昭和64年（1989年）", ["平成元年（1988年）"]),
        ("2026年度(令和7年度)", ["2026年度(令和7年度)"]),
        ("令和8年度（2028年）", ["令和8年度（2028年）"]),
        ("令和8年度(2027年4月～2028年3月)", ["令和8年度(2027年4月～2028年3月"]),
        ("令和8年（2026年）4月1日", []),
        ("令和8年度（2026年4月〜2027年3月）", []),
        ("令和8年度（2027年）、令和8年度(2027年3月発行)", []),
        ("平成31年(令和元年)", []),
        ("平成31年（2019年）", []),
        ("令和6・7年度、2026年", []),
        ("令和7年、2026年", []),
        ("令和7年の前(2024年)", []),
    ],
)
def test_mismatches(text: str, found: list[str]) -> None:
    assert [hit.match for hit in find("mismatch", text)] == found


def test_what_a_mismatch_says() -> None:
    (hit,) = find("mismatch", "令和9年(2026年)")
    assert dict(hit.values) == {
        "era": "令和9年", "western": "2026年", "right_western": "2027年", "right_era": "令和8年",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text, found, instead",
    [
        ("平成38年度入学予定", "平成38年度", "令和8年度"),
        ("平成32年4月1日", "平成32年", "令和2年"),
        ("H38.4.1", "H38", "令和8年"),
        ("昭和65年", "昭和65年", "平成2年"),
        ("令和0年", "令和0年", "令和元年"),
        ("平成31年", None, ""),
        ("昭和64年", None, ""),
        ("昭和101年(2026年)", None, ""),
        ("昭和100年を記念して", None, ""),
        ("令和99年", None, ""),
    ],
)
def test_years_that_no_era_has(text: str, found: str | None, instead: str) -> None:
    assert [(hit.match, hit.values["instead"]) for hit in find("beyond", text)] == ([(found, instead)] if found else [])


@pytest.mark.parametrize(
    "text, when, found",
    [
        ("納期限 令和31年5月31日", "2026-11-20", ["令和31年"]),
        ("納期限 令和31年5月31日", None, ["令和31年"]),
        ("令和24年度までの計画", "2026-11-20", ["令和24年度"]),
        ("令和23年度までの計画", "2026-11-20", []),
        ("令和32年(2050年)までに", "2026-11-20", []),
        ("令和24年度までの計画", None, []),
        ("平成31年5月1日", "2026-11-20", ["平成31年"]),
        ("平成31年4月30日、平成31年度", "2026-11-20", []),
        ("昭和64年1月8日", "2026-11-20", ["昭和64年"]),
        ("昭和64年1月7日", "2026-11-20", []),
        ("平成31年10月", "2026-11-20", ["平成31年"]),
    ],
)
def test_questions(text: str, when: str | None, found: list[str]) -> None:
    assert [hit.match for hit in find("doubtful", text, when)] == found


@pytest.mark.parametrize(
    "year, name",
    [
        (2026, "令和8年"),
        (2019, "令和元年"),
        (2018, "平成30年"),
        (1989, "平成元年"),
        (1868, "明治元年"),
        (1867, "1867年"),
    ],
)
def test_how_an_office_writes_a_year(year: int, name: str) -> None:
    assert in_era(year) == name
