"""Numbering → tree → clauses: every way Japanese documents number, and what scanners make of it."""

from __future__ import annotations

import pytest

from postlint.guideline.clauses import cut
from postlint.guideline.items import LeftOut, Unit
from postlint.guideline.numbering import markers
from postlint.guideline.read import plain
from postlint.guideline.structure import tree


def cut_text(text: str) -> tuple[list[Unit], list[LeftOut]]:
    lines = plain(text.encode(), "test.txt").lines
    return cut(tree(lines), text)


def ids(text: str) -> list[str]:
    return [unit.id for unit in cut_text(text)[0]]


@pytest.mark.parametrize(
    "line, style, ordinal, read, rest",
    [
        ("第1章 総則", "章", 1, "第1章", "総則"),
        ("第十二条　投稿は", "条", 12, "第十二条", "投稿は"),
        ("第1.共通事項", "第", 1, "第1.", "共通事項"),
        ("第２　運用", "第", 2, "第2", "運用"),
        ("1 趣旨", "数", 1, "1", "趣旨"),
        ("１　趣旨", "数", 1, "1", "趣旨"),
        ("10．その他", "数", 10, "10.", "その他"),
        ("(3)投稿", "(数)", 3, "(3)", "投稿"),
        ("（３）　投稿", "(数)", 3, "(3)", "投稿"),
        ("⑷ 投稿", "(数)", 4, "(4)", "投稿"),
        ("2) 投稿", "数)", 2, "2)", "投稿"),
        ("⑧ 返信", "①", 8, "⑧", "返信"),
        ("ア 機密", "ア", 1, "ア", "機密"),
        ("（ウ）目的", "(ア)", 3, "(ウ)", "目的"),
        ("a 了承", "a", 1, "a", "了承"),
        ("(c) 手続", "(a)", 3, "(c)", "手続"),
        ("※3 書き込み", "※数", 3, "※3", "書き込み"),
        ("・侮辱", "・", 0, "・", "侮辱"),
        ("- (4) 発信", "(数)", 4, "(4)", "発信"),
        ("- ・侮辱", "・", 0, "・", "侮辱"),
    ],
)
def test_markers(line: str, style: str, ordinal: int, read: str, rest: str):
    marker = next(markers(line))
    assert (marker.style, marker.ordinal, marker.read, marker.rest) == (style, ordinal, read, rest)


@pytest.mark.parametrize(
    "line",
    [
        "8時30分から17時15分とする。",
        "2024年5月16日",
        "第4条の規定により",
        "アカウントを開設する",
        "3.5 倍",
        "1日に3回",
        "aを行う",
    ],
)
def test_no_marker(line: str):
    assert next(markers(line), None) is None


@pytest.mark.parametrize(
    "text, expected",
    [
        ("1 甲\n(1) 乙をする。\n(2) 丙をする。\n2 丁をする。", ["1(1)", "1(2)", "2"]),
        ("第1.甲\n1.乙\n(1)丙\nア 丁をする。\nイ 戊をする。\n第2.己\n1.庚をする。", ["1.1(1)ア", "1.1(1)イ", "2.1"]),
        ("1 甲\n・乙\n・丙", ["1-1", "1-2"]),
        ("1 甲\n次のものとする。\n・乙\n・丙", ["1", "1-1", "1-2"]),
        ("1 甲\n乙をする。\n丙をする。", ["1-1", "1-2"]),
        ("1 甲\n① 乙\n・丁をする。\n② 丙\n・戊をする。", ["1①", "1②"]),
        ("1 甲\na 乙をする。\nb 丙をする。\n(a) 丁\n(b) 戊", ["1a", "1b", "1b(a)", "1b(b)"]),
        ("（趣旨）\n第1条 甲をする。\n2 乙をする。\n(1) 丙\n(2) 丁\n（定義）\n第2条 戊をする。",
         ["第1条", "第1条2", "第1条2(1)", "第1条2(2)", "第2条"]),
        ("第1条 甲をする。\n(1) 乙\nイ 丙\nロ 丁\n(2) 戊", ["第1条", "第1条(1)イ", "第1条(1)ロ", "第1条(2)"]),
        ("1 甲\n乙をする。\n附則\nこの規程は、4月1日から施行する。", ["1"]),
        ("7 用語\n※1 甲\n乙をいう。\n※2 丙\n丁をいう。", ["7※1", "7※2"]),
        ("1 甲をする。\n【参考】 丙\n危険\t対処\n漏れた。\t直ちに消す。\n偽者が出た。\t知らせる。", ["1", "参考-1", "参考-2"]),
    ],
)  # fmt: skip
def test_ids(text: str, expected: list[str]):
    assert ids(text) == expected


def test_scanned_kana_are_told_from_numbers_by_sequence():
    text = "1 甲\n(1) 乙\nア 丙\n(7) 丁をする。\n(4) 戊をする。\n(ウ) 己をする。\n(2) 庚をする。\n(3) 辛をする。\n(4) 壬をする。"
    units, _ = cut_text(text)
    assert [unit.id for unit in units] == ["1(1)ア(ア)", "1(1)ア(イ)", "1(1)ア(ウ)", "1(2)", "1(3)", "1(4)"]
    assert "「(7)」は(ア)の読み取り誤りと見た" in units[0].doubts[0]
    assert units[5].doubts == ()


def test_true_digits_stay_digits():
    assert ids("1 甲\n" + "\n".join(f"({n}) 乙{n}をする。" for n in range(1, 9)))[-2:] == ["1(7)", "1(8)"]


def test_a_missing_number_is_said():
    units, _ = cut_text("1 甲\n(1) 乙をする。\n(3) 丙をする。")
    assert units[1].id == "1(3)"
    assert "見当たらない" in units[1].doubts[0]


def test_lines_of_one_sentence_are_joined_over_page_ends():
    units, _ = cut_text(
        "1 甲\n(1) 乙について検討を行い、どのように発信するかについ\n\nて、十分に考える。\n(2) 丙をする。"
    )
    assert units[0].text == "乙について検討を行い、どのように発信するかについて、十分に考える。"


def test_a_proviso_belongs_to_its_clause():
    units, _ = cut_text("1 甲\n乙は行わない。\nただし、丙は除く。\nまた、丁をする。")
    assert [unit.text for unit in units] == ["乙は行わない。 ただし、丙は除く。", "また、丁をする。"]


def test_headings_stand_in_under_as_printed():
    units, _ = cut_text("第1.共通事項\n1.運営\n(1)投稿しない記事\nア 機密を含むもの")
    assert units[0].under == "第1.共通事項 1.運営 (1)投稿しない記事"
    assert (units[0].id, units[0].cite) == ("1.1(1)ア", "第1.1(1)ア")


def test_an_annex_is_named_where_the_document_names_it():
    text = (
        "1 甲\n「例示市運用ポリシー（様式1）」を作る。\n\n例示市運用ポリシー\n開設所属\t\n責任者\t\n\n"
        "1 注意事項\n(1) 法令に反するもの\n\n例示市運用ポリシー\n\n1 注意事項\n(1) 法令に反するもの"
    )
    units, left = cut_text(text)
    assert [unit.id for unit in units] == ["1", "様式11(1)"]
    assert {"開設所属", "責任者", "法令に反するもの"} <= {one.text for one in left}


def test_chapters_without_numbers():
    units, _ = cut_text(
        "例示市運用ポリシー\n\n発信時間\n\n平日に発信します。\n\n禁止事項\n\n次のものは投稿しません。\n\n1. 甲\n2. 乙\n\n対応\n\n返信しません。"
    )
    assert [unit.id for unit in units] == ["発信時間", "禁止事項", "禁止事項1", "禁止事項2", "対応"]
    assert units[0].cite == "「発信時間」"


def test_text_without_any_structure_is_cut_into_paragraphs():
    assert ids("市は投稿をする。\n\n市は返信をしない。") == ["段落-1", "段落-2"]


def test_equal_ids_are_kept_apart_and_said():
    units, _ = cut_text("1 甲\n(1) 乙をする。\n\n1 丙\n(1) 丁をする。")
    assert len({unit.id for unit in units}) == 2
    assert "二度以上" in units[1].doubts[0]
