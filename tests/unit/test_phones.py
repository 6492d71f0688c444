"""Telephone numbers: what is read as one, of what kind, how it is written, and the faults of numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import located

from postlint.checks import Setting, any_of, phones
from postlint.model import Draft
from postlint.schema import SchemaError, mapping
from postlint.text.document import Document
from postlint.text.fold import fold
from postlint.text.phones import length, written
from postlint.text.phones import phones as read

READ = [
    ("電話 0225-95-1111（代表）", [("0225-95-1111", "fixed")]),
    ("ＴＥＬ：０２２５ー９５ー１１１１", [("0225ー95ー1111", "fixed")]),
    ("(0225)95-1111 0225(95)1111 0225 95 1111", [("(0225)95-1111", "fixed"), ("0225(95)1111", "fixed"), ("0225 95 1111", "fixed")]),
    ("0225 - 95 - 1111、電話0225951111", [("0225 - 95 - 1111", "fixed"), ("0225951111", "fixed")]),
    ("+81-43-245-5014 +81 (0)43-245-5014 +1-202-555-0100", [("+81-43-245-5014", "fixed"), ("+81 (0)43-245-5014", "fixed"), ("+1-202-555-0100", "foreign")]),
    ("090-1234-5678 050-1234-5678 060-1234-5678", [("090-1234-5678", "mobile"), ("050-1234-5678", "ip"), ("060-1234-5678", "mobile")]),
    ("0120-279-889 0800-123-4567 0570-003-110", [("0120-279-889", "toll-free"), ("0800-123-4567", "toll-free"), ("0570-003-110", "navi-dial")]),
    ("迷ったら＃7119、119番、「188」、内線 3312", [("#7119", "short"), ("119", "short"), ("188", "short"), ("内線 3312", "extension")]),
    ("【電話】225-2663・【FAX】224-1234", [("225-2663", "local"), ("224-1234", "local")]),
    ("電話 0225-95-1111-123", [("0225-95-1111", "fixed")]),
    ("0225-95-1111~3・1112", [("0225-95-1111", "fixed")]),
    ("10:00 0225-95-1111 10人", [("0225-95-1111", "fixed")]),
    ("電話 022595111", [("022595111", "fixed")]),
    ("電話 0400-12-3456", [("0400-12-3456", "unassigned")]),
    # no telephone numbers
    ("〒260-8722 千葉港1-1、3,000円、2026-11-28、11/28 10:00-15:00", []),
    ("受付番号 04-2026-00123 口座 0123456789 議案第04-12号 製造番号 0456-7890-1234", []),
    ("申込 04-12-2026 と 第03-2026-001号、代表 05-03-2026", []),
    ("ISBN 978-4-06-519981-0 a0225-95-1111 0225951@example.jp 1234 5678 9018 0123 4567 8901", []),
]  # fmt: skip


@pytest.mark.parametrize("text, numbers", READ, ids=[text for text, _ in READ])
def test_reads(text: str, numbers: list[tuple[str, str]]) -> None:
    folded = fold(text).text
    assert [(folded[p.start : p.end], p.kind) for p in read(folded)] == numbers


def test_labels_and_fax() -> None:
    first, second, third = read(fold("FAX 0225-22-4995 電話0225-95-1111\n0225-95-2222").text)
    assert (first.fax, first.labelled) == (True, True)
    assert (second.fax, second.labelled) == (False, True)
    assert (third.fax, third.labelled) == (False, False)


@pytest.mark.parametrize(
    "digits, hyphened",
    [
        ("0432455014", "043-245-5014"), ("0471671111", "04-7167-1111"), ("0536231111", "0536-23-1111"),
        ("0352535111", "03-5253-5111"), ("0126712345", "01267-1-2345"), ("0499421234", "04994-2-1234"),
        ("0429981111", "04-2998-1111"), ("09012345678", "090-1234-5678"), ("08001234567", "0800-123-4567"),
        ("0120279889", "0120-279-889"), ("0570003110", "0570-003-110"),
    ],
)  # fmt: skip
def test_hyphens(digits: str, hyphened: str) -> None:
    assert written(digits) == hyphened


KASHIWA = Setting({"phones": {"area_codes": ["04"]}})
LISTED = 'directory: ["0225-95-1111 市民課", "0225-22-4995 税務課"]'


def find(faults: str, text: str, extra: str = "", setting: Setting = KASHIWA) -> list[tuple[str, dict[str, str]]]:
    fields = mapping(phones.FIELDS)(located(f"find: [{faults}]\n{extra}"))
    spec = phones.compile(fields, setting)
    document = Document(Draft(text))
    hits = list(phones.find(spec, document))
    assert all(hit.start is not None and text[hit.start : hit.end] == hit.match for hit in hits)
    if hits:
        assert any_of("|".join(phones.guard(spec)[1]), document.text)
    return [(hit.match, dict(hit.values)) for hit in hits]


@pytest.mark.parametrize(
    "fault, text, match",
    [
        ("length", "お問い合わせ 043-245-50144", "043-245-50144"),
        ("length", "電話043-245-501(24時間)", "043-245-501"),
        ("length", "電話 0225-1111", "0225-1111"),
        ("length", "携帯 0901234567", "0901234567"),
        ("length", "電話 +81-43-245-501", "+81-43-245-501"),
        ("length", "図書館 043-245-50144", None),
        ("length-bare", "図書館 043-245-50144", "043-245-50144"),
        ("length-bare", "電話 043-245-50144", None),
        ("impossible", "電話 0268-00-1234", "0268-00-1234"),
        ("impossible", "電話 080-0123-4567", None),  # 0800-123-4567 with other hyphens
        ("impossible", "電話 0225-00-0000", None),
        ("hyphens", "電話 0471-67-1111", "0471-67-1111"),
        ("hyphens", "電話 0432-45-5014", None),
        ("hyphens-elsewhere", "電話 0432-45-5014", "0432-45-5014"),
        ("hyphens-elsewhere", "電話 0471671111", None),
        ("local", "電話 7167-1111、電話 7167-1112", "7167-1111"),
        ("local", "会場は1-1111番", None),
    ],
)
def test_faults(fault: str, text: str, match: str | None) -> None:
    assert [found for found, _ in find(fault, text)] == ([match] if match else [])


def test_what_is_said() -> None:
    assert find("length", "電話 043-245-50144")[0][1] == {"have": "11", "need": "10", "what": "固定電話"}
    assert find("hyphens", "電話 0471-67-1111")[0][1] == {"code": "04", "right": "04-7167-1111"}
    assert find("local", "電話 7167-1111")[0][1]["right"] == "「04-7167-1111」"
    assert find("local", "電話 95-1111")[0][1]["right"] == "市外局番を付けた番号"
    assert find("local", "電話 7167-1111 FAX 7166-6026")[0][1]["others"] == "（ほかに1件）"


@pytest.mark.parametrize(
    "text, right",
    [
        ("電話 0225-95-1112", "0225-95-1111（市民課）"),
        ("税務課 0225-95-1111", "0225-22-4995（税務課）"),
        ("市民課 0225-95-1111", None),
        ("税務課と市民課 0225-95-1111", None),
        ("0225-95-1111", None),
        ("商工会 0225-22-0145", None),
    ],
)
def test_directory(text: str, right: str | None) -> None:
    assert [values["right"] for _, values in find("directory", text, LISTED)] == ([right] if right else [])
    assert find("directory", text) == []


@pytest.mark.parametrize(
    "extra", ['area_codes: ["225"]', "area_codes: [い]", "directory: [市民課]", "directory: [0225]"]
)
def test_broken_fields(extra: str) -> None:
    with pytest.raises(SchemaError):
        find("length", "", extra)


@given(st.text(st.sampled_from("0123456789０９-ー－()（） +＋#番内線電話faxFAX〒円\n\ud800あ")))
def test_any_text(text: str) -> None:
    folded = fold(text).text
    numbers = read(folded)
    assert all(0 <= p.start < p.end <= len(folded) and p.digits.isdigit() for p in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers) if a.kind != "short" != b.kind)
    assert all(length(p) in (0, 10, 11) for p in numbers)
    find("length, length-bare, impossible, hyphens, hyphens-elsewhere, local, directory", text, LISTED)


def test_spec_is_plain_data() -> None:
    import json

    fields: dict[str, Any] = mapping(phones.FIELDS)(located(f"find: [directory]\n{LISTED}"))
    spec = phones.compile(fields, KASHIWA)
    assert json.loads(json.dumps(spec)) == spec
