"""Waivers: what they excuse, what they never do, and what is said of those that are wrong."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.compiled import policy
from postlint.drafts import read_file
from postlint.drafts.sidecar import parse_sidecar, with_waiver
from postlint.engine import judge
from postlint.errors import InputError
from postlint.japan import JAPAN
from postlint.model import Draft, Report
from postlint.report.cover import cover
from postlint.report.human import Paper, render
from postlint.report.json import draft as as_json
from postlint.waivers import KEYS, settle

TODAY = date(2026, 11, 28)
TEXT = "担当の手違いにはあきれた。\r\nあの人は馬鹿だと思います。\n馬鹿につける薬はないですね。"
GOOD = {
    "rule": "insult.words",
    "quote": "あの人は馬鹿だと思います。",
    "reason": "市民の声の引用",
    "approver": "広報課長",
    "expires": "2027-03-31",
}


def settled(*waivers: dict[str, Any], text: str = TEXT, city: str = "ishinomaki", **facts: Any) -> Report:
    rules = policy(city)
    report = judge(Draft(text, path="d.txt", waivers=waivers, **facts), rules)
    return settle(report, policy=rules, today=TODAY)


def faults(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings if finding.topic == "waivers"]


def waived(report: Report) -> list[tuple[str, int | None]]:
    return [(finding.rule, finding.start) for finding in report.findings if finding.waived]


def test_a_waiver_excuses_the_finding_it_quotes_and_no_other() -> None:
    report = settled(GOOD)
    assert waived(report) == [("insult.words", TEXT.index("馬鹿だ"))]
    assert not faults(report)
    assert [f.start for f in report.findings if f.rule == "insult.words"] == [TEXT.index("馬鹿だ"), TEXT.rindex("馬鹿")]
    assert report.verdict == "ng"
    finding = next(f for f in report.findings if f.waived)
    assert finding.waived == GOOD
    assert finding.level == "ng"


def test_the_verdict_counts_what_is_not_waived() -> None:
    text = "あの人は馬鹿だと思います。お知らせ。"
    assert settled(text=text).verdict == "ng"
    every = [
        {**GOOD, "rule": finding.rule, "quote": GOOD["quote"]} for finding in settled(text=text).findings
    ]  # whatever else this sentence raises
    assert settled(*every, text=text).verdict == "ok"


@pytest.mark.parametrize(
    "change, fault",
    [
        ({"rule": "insult.nothing"}, "malformed"),
        ({"rule": None}, "malformed"),
        ({"quote": "  "}, "malformed"),
        ({"reason": ""}, "malformed"),
        ({"approver": None}, "malformed"),
        ({"expires": None}, "malformed"),
        ({"expires": "来年"}, "malformed"),
        ({"expires": "2027-02-30"}, "malformed"),
        ({"note": "メモ"}, "malformed"),
        ({"rule": "*"}, "too-broad"),
        ({"rule": "insult.*"}, "too-broad"),
        ({"rule": "insult"}, "too-broad"),
        ({"quote": "馬鹿"}, "too-broad"),
        ({"quote": TEXT}, "too-broad"),
        ({"expires": "2027-11-28"}, None),
        ({"expires": "2027-11-29"}, "too-broad"),
        ({"expires": "2026-11-28"}, None),
        ({"expires": "2026-11-27"}, "expired"),
        ({"quote": "あの人は馬鹿だと思う。"}, "unused"),
        ({"quote": "あの人は馬鹿だと思います。\r\n"}, None),  # line ends are forgiven
        ({"quote": "担当の手違いにはあきれた。"}, "unused"),
        ({"rule": "insult.mind"}, "unused"),
    ],
)
def test_what_is_wrong_with_a_waiver_is_a_finding(change: dict[str, str | None], fault: str | None) -> None:
    stated = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    report = settled(stated)
    assert faults(report) == ([f"waivers.{fault}"] if fault else [])
    assert bool(waived(report)) == (fault is None)
    for finding in report.findings:
        assert finding.clauses
        if finding.topic == "waivers":
            assert (finding.level, finding.start) == ("review", None)


def test_a_waiver_must_hold_on_the_day_the_post_goes_out() -> None:
    late = datetime(2027, 4, 1, 9, tzinfo=JAPAN)
    assert faults(settled(GOOD, scheduled_at=late)) == ["waivers.expired"]
    assert not faults(settled(GOOD, scheduled_at=late.replace(month=3, day=31)))
    past = datetime(2025, 4, 1, 9, tzinfo=JAPAN)
    assert faults(settled({**GOOD, "expires": "2025-05-01"}, scheduled_at=past)) == ["waivers.expired"]


def test_a_year_from_a_leap_day() -> None:
    rules = policy("ishinomaki")
    report = judge(Draft(TEXT, waivers=({**GOOD, "expires": "2029-03-01"},)), rules)
    assert faults(settle(report, policy=rules, today=date(2028, 2, 29))) == ["waivers.too-broad"]


def test_the_same_waiver_twice_is_unused_once() -> None:
    report = settled(GOOD, GOOD)
    assert len(waived(report)) == 1
    assert faults(report) == ["waivers.unused"]


def test_personal_data_and_what_any_reader_condemns_are_never_waived() -> None:
    text = "受付の佐藤健一さん（090-1234-5678）まで電話してください。お知らせでした。"
    first = settled(text=text)
    personal = [finding for finding in first.findings if finding.start is not None and first.covers]
    assert personal
    for finding in personal:
        report = settled({**GOOD, "rule": finding.rule, "quote": finding.match}, text=text)
        assert faults(report) == ["waivers.forbidden"]
        assert not waived(report)
        shown = str(as_json(cover(report)))
        assert "5678" not in shown
        assert "健一" not in shown
    threat = settled(
        {**GOOD, "rule": "public-order.threat", "quote": "夜道に気をつけて"}, text="夜道に気をつけてください。"
    )
    assert faults(threat) == ["waivers.forbidden"]
    assert "public-order.threat は例外を認められないルール" in next(
        f.message for f in threat.findings if f.topic == "waivers"
    )


def test_what_a_waiver_quotes_is_covered_like_the_text() -> None:
    text = "受付の佐藤健一さん（090-1234-5678）へ。あの人は馬鹿だと思います。お知らせでした。"
    report = settled({**GOOD, "quote": text.removesuffix("お知らせでした。")}, text=text)
    assert waived(report)
    shown = str(as_json(cover(report)))
    assert "佐○○○さん" in shown
    assert "健一" not in shown
    assert "5678" not in shown


@pytest.mark.parametrize("city", ["chiba", "ishinomaki", "kashiwa", "shinshiro", "ueda"])
def test_a_faulty_waiver_stands_under_a_clause_of_each_city(city: str) -> None:
    [fault] = [f for f in settled({"rule": "no.such"}, city=city).findings if f.topic == "waivers"]
    asked = fault.clauses[0].text
    assert any(word in asked for word in ("決裁", "承認", "了承", "許可", "監督")), asked
    assert "d.txt" not in fault.message  # no place is known of it here


def test_a_city_without_any_such_clause_gets_a_remark_and_no_finding() -> None:
    rules = {**policy("ueda"), "rules": [], "questions": []}
    report = judge(Draft("図書館は休館です。", waivers=({"rule": "no.such"},)), policy("ueda"))
    done = settle(report, policy=rules, today=TODAY)
    assert (done.findings, done.verdict) == ((), "ok")
    assert "quote、reason、approver、expires が書かれていません" in done.draft.notes[0]


def test_human_output_says_who_answers_for_it() -> None:
    output = "\n".join("".join(piece for piece, _ in line) for line in render([settled(GOOD)], Paper()))
    assert "例外承認済み: × 投稿不可  人を見下す言葉" in output
    assert "例外承認済み 市民の声の引用（承認 広報課長、2027-03-31 まで）" in output
    assert output.splitlines()[-1].count("例外承認済み 1件") == 1


SIDECAR = """# 石巻市の例外承認
waivers:
- rule: insult.words   # 方言の説明
  quote: "馬鹿につける薬"
  reason: 落語の題
  approver: 課長
  expires: 2027-03-31
"""


@pytest.mark.parametrize(
    "source, wrong",
    [
        ("waiver: []", "1:1: 知らないキー waiver（もしかして: waivers）"),
        ("waivers:\n  - rule: [a]\n", "2:11: ここには文字列"),
        ("waivers:\n  - a\n", "2:5: waiversの項目には"),
        ("- rule: a\n", "1:1: 例外承認のファイルには"),
        ("waivers:\n  - {rule: a, rule: b}\n", "2:15: キー rule が二度"),
        ("waivers: [", "YAMLとして読めません"),
    ],
)
def test_a_broken_sidecar_is_an_error_with_its_place(source: str, wrong: str, tmp_path: Path) -> None:
    draft = tmp_path / "d.txt"
    draft.write_text("本文", "utf-8")
    (tmp_path / "d.postlint.yaml").write_text(source, "utf-8")
    with pytest.raises(InputError) as fault:
        read_file(draft)
    assert "d.postlint.yaml:" in str(fault.value)
    assert wrong in str(fault.value)


def test_waivers_of_front_matter_and_sidecar_know_their_place(tmp_path: Path) -> None:
    draft = tmp_path / "d.txt"
    draft.write_text("---\ncity: ishinomaki\nwaivers:\n  - rule: a.b\n---\n本文", "utf-8")
    (tmp_path / "d.postlint.yaml").write_text("\ufeff" + SIDECAR, "utf-8")
    rules = policy("ishinomaki")
    report = settle(judge(read_file(draft), rules), policy=rules, today=TODAY)
    first, second = (f.message for f in report.findings if f.topic == "waivers")
    assert "d.txt:4:5 の例外承認" in first
    assert "d.postlint.yaml:3:3 の例外承認" in second


@pytest.mark.parametrize("name", ["長" * 80 + ".txt", "d", ".d", "d.md"])
def test_drafts_without_a_sidecar(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("本文", "utf-8")
    assert read_file(tmp_path / name).waivers == ()


@pytest.mark.parametrize(
    "source, before",
    [
        ("", "# 例外承認。"),
        ("\ufeff# メモだけ\n", "\ufeff# メモだけ\n# 例外承認。"),
        (SIDECAR, SIDECAR + "- rule:"),
        (SIDECAR.rstrip("\n"), SIDECAR + "- rule:"),
        (SIDECAR + "# 終わり\n", SIDECAR + "# 終わり\n- rule:"),
        ("waivers:\n    - {rule: a, quote: b}\n", "waivers:\n    - {rule: a, quote: b}\n    - rule:"),
        ("waivers:\r\n  - rule: a\r\n", "waivers:\r\n  - rule: a\r\n  - rule: insult.words\r\n    quote:"),
    ],
)
def test_adding_a_waiver_keeps_all_that_is_there(source: str, before: str) -> None:
    whole = with_waiver(source, GOOD, path="d.postlint.yaml")
    assert whole.startswith(before)
    assert parse_sidecar(whole, path="d")[-1] == GOOD
    assert ("\n" in whole.replace("\r\n", "")) == ("\r\n" not in source)


@pytest.mark.parametrize("source", ["waivers: []", "waivers: [{rule: a}]\n", "waivers:\n", "--- {}\n..."])
def test_a_sidecar_that_cannot_be_added_to_is_left_alone(source: str) -> None:
    with pytest.raises(InputError):
        with_waiver(source, GOOD, path="d.postlint.yaml")


@given(st.dictionaries(st.sampled_from(KEYS), st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_text_survives_the_sidecar(stated: dict[str, str]) -> None:
    whole = with_waiver(SIDECAR, stated, path="d")
    assert whole.startswith(SIDECAR)
    assert parse_sidecar(whole, path="d")[-1] == stated


_VALUES = st.text(max_size=20) | st.sampled_from([*GOOD.values(), TEXT])
_NUMBER = len(settled().findings)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from([*KEYS, "note"]), _VALUES, max_size=6), max_size=3))
def test_no_waiver_stops_the_judgement(waivers: list[dict[str, str]]) -> None:
    report = settled(*waivers)
    assert all(finding.clauses for finding in report.findings)
    assert len(report.findings) >= _NUMBER
