"""Account names close to the city's own: how close, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import located

from postlint.checks import Setting, handles
from postlint.model import Draft
from postlint.schema import mapping
from postlint.text.document import Document

CITY = Setting({"handles": ["kashiwa_shi", "IshinomakiCityOffice"]})


def find(kind: str, text: str, setting: Setting = CITY) -> list[tuple[str, str | None]]:
    spec = handles.compile(mapping(handles.FIELDS)(located(f"find: {kind}")), setting)
    document = Document(Draft(text))
    hits = list(handles.find(spec, document))
    assert all(hit.start is not None and text[hit.start : hit.end] == hit.match for hit in hits)
    assert not hits or any(key in document.words for key in handles.guard(spec)[0])
    return [(hit.match, hit.fix and hit.fix.text) for hit in hits]


@pytest.mark.parametrize(
    "kind, text, match, fix",
    [
        ("confusable", "公式は @kashiwa_shl です", "@kashiwa_shl", None),
        ("confusable", "公式は@kashiwa_sh1です", "@kashiwa_sh1", None),
        ("confusable", "公式は @lshinomakiCity0ffice", "@lshinomakiCity0ffice", None),
        ("confusable", "公式は ＠kashiwa＿shi です", "＠kashiwa＿shi", "@kashiwa_shi"),
        ("near", "公式は @kashiwa_shi_", "@kashiwa_shi_", None),
        ("near", "公式は @kashiwashi", "@kashiwashi", None),
        ("near", "公式は @kashiwa.shi", "@kashiwa.shi", None),
        ("near", "公式は @kasiwa_shi", "@kasiwa_shi", None),
        ("near", "公式は @kashiwa_sih", "@kashiwa_sih", None),
        ("near", "公式は @kashiwa_shi_official", "@kashiwa_shi_official", None),
        ("near", "公式は @kashiwa_shi2026", "@kashiwa_shi2026", None),
    ],
)
def test_found(kind: str, text: str, match: str, fix: str | None) -> None:
    assert find(kind, text) == [(match, fix)]


@pytest.mark.parametrize("kind", ["confusable", "near"])
@pytest.mark.parametrize(
    "text",
    [
        "公式は @kashiwa_shi と ＠Kashiwa_Shi です。",
        "公式は @kashiwa_shi.",
        "課のアカウント @kashiwa_bosai @kashiwa_kodomo",
        "koho@kashiwa_shl.example へ",
        "https://x.example/@kashiwa_shl と https://video.example/@kashiwashi/1",
        "@ @@ @a",
    ],
)
def test_left_alone(kind: str, text: str) -> None:
    assert find(kind, text) == []


def test_no_handles_no_findings() -> None:
    assert find("near", "@kashiwa_shl", Setting({})) == []


@given(st.text(st.sampled_from("@＠kashiwa_＿shl1.oO0/ あ\ud800")), st.sampled_from(["confusable", "near"]))
def test_any_text(text: str, kind: str) -> None:
    find(kind, text)
