"""People, their numbers, what stands together, and that none of it is printed in the open."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import NOWHERE, found

from postlint.checks import personal
from postlint.model import Clause, Cover, Draft, Finding, Fix, Report
from postlint.report.cover import cover
from postlint.text import private
from postlint.text.document import Document

_JAPANESE = st.text(
    alphabet="佐藤山田健一花ゆきおさん様氏くん君ちゃん先生保屋ヶ原の東町市長（）、。\n 0123456789０９〇-ー@gmail.com入院生年月日組番地号\u200b\ud800\x00",
    max_size=60,
)


def named(text: str) -> list[str]:
    document = Document(Draft(text))
    return [document.quote(p.start, p.end) for p in document.people if p.sure and not p.public]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("佐藤さんと佐藤健一様と佐々木小次郎君が", ["佐藤さん", "佐藤健一様", "佐々木小次郎君"]),
        ("保屋ヶ沢定吉さん(71)、滝の沢れん君", ["保屋ヶ沢定吉さん(71)", "滝の沢れん君"]),
        ("根津川ゆきおさん、小牧山ゆあさん", ["根津川ゆきおさん", "小牧山ゆあさん"]),
        ("髙橋さん、桧沼さん、森様、千葉さん", ["髙橋さん", "桧沼さん", "森様", "千葉さん"]),
        ("山田 太郎さん、田中町の鈴木一郎（32歳）", ["山田 太郎さん", "鈴木一郎（32歳"]),
        ("ジョンソンさん、グエン・ティ・ホアさん", ["ジョンソンさん", "グエン・ティ・ホアさん"]),
        ("泣いているゆうとくんとさくらちゃん、凛ちゃん", ["ゆうとくん", "さくらちゃん", "凛ちゃん"]),
        ("佐藤宅、山田夫妻、野々村先生", ["佐藤宅", "山田夫妻", "野々村先生"]),
        ("お子さん、皆さん、お客様、業者さん、たくさん、みなさん、おばあちゃん、赤ちゃん", []),
        ("山田建設さん、パン屋さん、鈴木酒店さん、申請者様、王さま", []),
        ("佐藤様式、様々、氏名、田中君が代、さまざまな、ちゃんと", []),
        ("うさぎさん、カワウソくん、ちーばくん", []),
        ("お隣の豊川さん、東松島さん", []),
        ("市長の佐藤健さん、講師は山田花子さん、会長・山田花子さん、劇団「星」主宰の山田花子さん", []),
        ("田中（仮名）さん、佐藤健一さん（俳優）", []),
        ("催し（1）、自宅、住宅、在宅", []),
    ],
)
def test_people(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "kind, text, expected",
    [
        ("mobile", "０９０ー１２３４ー５６７８、〇八〇の一二三四の五六七八", ["０９０ー１２３４ー５６７８", "〇八〇の一二三四の五六七八"]),
        ("mobile", "+81 90-1234-5678 070 1234 5678 (080)1234-5678", ["+81 90-1234-5678", "070 1234 5678", "(080)1234-5678"]),
        ("mobile", "0120-950-178 043-245-5111 1090-1234-5678 090-1234-56789", []),
        ("phone", "043(245)5111、0225-95-1111、0570-003-110", ["043(245)5111", "0225-95-1111"]),
        ("mail", "a.b@gmail.com ｔａｒｏ＠ｄｏｃｏｍｏ．ｎｅ．ｊｐ x(at)icloud.com", ["a.b@gmail.com", "ｔａｒｏ＠ｄｏｃｏｍｏ．ｎｅ．ｊｐ", "x(at)icloud.com"]),
        ("mail", "soumu@city.reiji.lg.jp @gmail.com a@notgmail.com", []),
        ("address", "緑町12-8、本町3丁目4番、下川町88番地4、桜台4の5の6", ["緑町12-8", "本町3丁目4番", "下川町88番地4", "桜台4の5の6"]),
        ("address", "小4-1、西中3-1東中、2-1で勝利、5月1-3日、9:00-10:00", []),
        ("birth-date", "生年月日 昭和9年5月6日。令和3年8月9日生まれ。2001/4/5生", ["生年月日 昭和9年5月6日", "令和3年8月9日生まれ", "2001/4/5生"]),
        ("birth-date", "平成20年4月2日以降に生まれた方、昭和36年4月2日生まれから", []),
        ("class", "小4年1組、中3-2、3年B組", ["小4年1組", "中3-2", "3年B組"]),
        ("account", "普通 1234567、記号 12345 番号 1234567、口座番号は本人へ", ["普通 1234567", "記号 12345 番号 1234567"]),
        ("document-number", "保険証の番号 12045678、パスポート番号 TK1234567", ["保険証の番号 12045678", "パスポート番号 TK1234567"]),
        ("card", "5105-1051-0510-5100 4111111111111111 4111111111111112 0000000000000000", ["5105-1051-0510-5100", "4111111111111111"]),
        ("my-number", "個人番号は123456789018、1234-5678-9018", ["123456789018", "1234-5678-9018"]),
        ("my-number", "注文番号 1234 5678 9018 と 123456789018", []),
        ("like-my-number", "マイナンバーは 1234 5678 9012", ["マイナンバーは 1234 5678 9012"]),
        ("plate", "品川 500 あ 12-34、石巻300さ12-34", ["品川 500 あ 12-34", "石巻300さ12-34"]),
    ],
)  # fmt: skip
def test_kinds(kind: str, text: str, expected: list[str]) -> None:
    assert found("personal", f"parts: [{kind}]", text) == expected


@pytest.mark.parametrize(
    "digits, right", [("123456789018", True), ("123456789012", False), ("000000000000", False), ("223344556678", True)]
)
def test_check_digit_of_individual_numbers(digits: str, right: bool) -> None:
    assert private.valid_my_number(digits) is right


@pytest.mark.parametrize(
    "yaml, text, expected",
    [
        ("{parts: [mobile], beside: [person]}", "佐藤さんは090-1234-5678。", ["佐藤さんは090-1234-5678"]),
        ("{parts: [mobile], beside: [person]}", "佐藤さん。090-1234-5678。", []),
        ("{parts: [mobile], beside: [person], within: line}", "佐藤さん。090-1234-5678", ["佐藤さん。090-1234-5678"]),
        ("{parts: [mobile], beside: [person], within: line}", "佐藤さん\n090-1234-5678", []),
        ("{parts: [mobile], beside: [person], within: post}", "佐藤さん\n090-1234-5678", ["佐藤さん\n090-1234-5678"]),
        ("{parts: [mobile], beside: [person]}", "市長の佐藤さんは090-1234-5678。", []),
        ("{parts: [class], beside: [person]}", "2年1組 佐藤さん、2年2組 鈴木さん", ["2年1組 佐藤さん", "2年2組 鈴木さん"]),
        ("{parts: [address], beside: [name]}", "佐藤健一 東町1-2-3", ["佐藤健一 東町1-2-3"]),
        ("{parts: [person], terms: [入院], within: next}", "北の佐藤さん。また入院です。", ["佐藤さん。また入院"]),
        ("{parts: [person], terms: [入院], within: next}", "佐藤さんは入院です。また入院です。", []),
        ("{parts: [person], terms: [入院], within: next}", "佐藤さん。鈴木さんは入院です。", []),
        ("{parts: [person], terms: [入院], within: next}", "佐藤さん(40)\n入院のご案内", []),
        ("{parts: [person]}", "お隣の豊川さんと佐藤さん", ["佐藤さん"]),
    ],
)  # fmt: skip
def test_together(yaml: str, text: str, expected: list[str]) -> None:
    assert found("personal", yaml, text) == expected


def shown(text: str) -> str:
    document = Document(Draft(text))
    letters = list(text)
    for start, end, instead in private.cover(document, [(0, len(document.text))]):
        letters[start:end] = instead
    return "".join(letters)


@pytest.mark.parametrize(
    "text, covered",
    [
        ("佐藤健一さん、森さん", "佐○○○さん、○さん"),
        ("０９０－１２３４－５６７８", "０９０－****－****"),
        ("hotaru@gmail.com", "h*****@gmail.com"),
        ("東町1-2-3の山田 太郎様", "東町*-*-*の山○ ○○様"),
        ("個人番号 1234 5678 9018", "個人番号 **** **** ****"),
        ("市長の佐藤健さんと2年1組", "市長の佐藤健さんと2年1組"),
    ],
)
def test_cover(text: str, covered: str) -> None:
    assert shown(text) == covered


def test_a_report_is_covered_wherever_it_quotes() -> None:
    text = "佐藤健一さんは困った人。佐藤家の話。"
    clause = Clause("1", "1", "条項", "指針")
    finding = Finding(
        "r.x", "r", "t", "ng", (clause,), 0, 10, 1, 1, text[:10], "「佐藤健一さんは困った」は", "佐藤健一さんを削る"
    )
    report = Report(Draft(text), "c", "市", "ng", (finding,), (), (), covers=(Cover(1, 4, "○○○"),))
    done = cover(report)
    assert done.draft.text == "佐○○○さんは困った人。佐藤家の話。"
    assert done.findings[0].match == "佐○○○さんは困った"
    assert done.findings[0].message == "「佐○○○さんは困った」は"
    assert done.findings[0].repair == "佐○○○さんを削る"
    assert done.findings[0].covered
    bare = report._replace(covers=())
    assert cover(bare) is bare


@pytest.mark.parametrize(
    "text, covered",
    [
        ("０９０-1234", "＊＊＊-****"),
        ("𠮷田é", "🔘○×"),
        ("ﾀﾅｶ", "○○○"),
        ("\ud800", "○"),
    ],
)
def test_marks_are_as_long_in_every_encoding(text: str, covered: str) -> None:
    """Formats that count bytes or code units would point beside the words after a shorter mark."""
    marks = "".join("-" if char == "-" else "*" if char.isdigit() else "○" for char in text)
    report = Report(Draft(text), "c", "市", "ng", (), (), (), covers=(Cover(0, len(text), marks),))
    assert cover(report).draft.text == covered
    for codec in ("utf-8", "utf-16"):
        assert len(covered.encode(codec)) == len(text.encode(codec, "surrogatepass"))


def test_a_fix_that_would_write_marks_is_no_fix() -> None:
    text = "佐藤健一さん本人"
    clause = Clause("1", "1", "条項", "指針")
    base = Finding("r.x", "r", "t", "ng", (clause,), 0, 8, 1, 1, text, "", "", fix=Fix(0, 8, "佐藤健一さん"))
    report = Report(Draft(text), "c", "市", "ng", (base,), (), (), covers=(Cover(1, 4, "○○○"),))
    assert cover(report).findings[0].fix is None
    kept = report._replace(findings=(base._replace(fix=Fix(4, 6, "様")),))
    assert cover(kept).findings[0].fix == Fix(4, 6, "様")


@settings(max_examples=60, deadline=None)
@given(_JAPANESE)
def test_nothing_raises_and_covers_keep_the_length(text: str) -> None:
    for yaml in ("{parts: [person]}", "{parts: [mobile, mail, address, class], beside: [name], within: post}"):
        found("personal", yaml, text)
    assert len(shown(text)) == len(text)
    for kind in personal._KINDS:
        found("personal", f"parts: [{kind}]", text)


def test_kinds_are_the_text_modules() -> None:
    assert set(personal._KINDS) == set(private.KINDS)
    assert personal.compile({"parts": ["mobile"]}, NOWHERE)["within"] == "sentence"
