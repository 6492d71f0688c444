"""Files as they come: text in any encoding, web pages as browsers show them, PDF with and without text."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from postlint.errors import InputError
from postlint.guideline import libraries
from postlint.guideline.lines import Line, Source
from postlint.guideline.read import read

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))  # named, not held: as Word and Ichitaro often leave it


def source(tmp_path: Path, name: str, data: bytes | str) -> Source:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read(str(path))


def kept(found: Source) -> list[str]:
    return [f"{line.marker} {line.text}".strip() for line in found.lines if line.text and not line.leave]


def refused(tmp_path: Path, name: str, data: bytes) -> str:
    with pytest.raises(InputError) as fault:
        source(tmp_path, name, data)
    assert "\n" not in str(fault.value)
    return str(fault.value)


def pdf(path: Path, pages: list[list[str]], *, wrap: int = 40) -> None:
    """Write pages of lines, each broken after `wrap` characters, with a page number at the foot."""
    canvas = Canvas(str(path))
    for number, page in enumerate(pages, 1):
        canvas.setFont("HeiseiMin-W3", 10.5)
        y = 800.0
        for line in page:
            for at in range(0, max(len(line), 1), wrap):
                canvas.drawString(60, y, line[at : at + wrap])
                y -= 18
        canvas.drawString(280, 30, f"- {number} -")
        canvas.showPage()
    canvas.save()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_text_in_any_encoding(tmp_path: Path, codec: str):
    found = source(
        tmp_path, "a.txt", "例示市ガイドライン\r\n1 趣旨\r\nこの方針は、髙﨑のためのものである。".encode(codec)
    )
    assert kept(found)[1] == "1 趣旨"


@pytest.mark.parametrize(
    "name, data, said",
    [
        ("a.txt", "投稿してはならない".encode("euc-jp"), "UTF-8でもCP932"),
        ("a.txt", b"", "文字がありません"),
        ("a.txt", b" \n\t\n", "文字がありません"),
        ("a.docx", b"PK\x03\x04rest", "Word"),
        ("a.doc", b"\xd0\xcf\x11\xe0rest", "Word"),
        ("a.pdf", b"%PDF-1.7\nbroken", "壊れています"),
        ("a.html", b"<html><body></body></html>", "文字がありません"),
        ("a.html", b"<html><body><p>\xff\xfe\xfd\x81</p></body></html>", "文字コード"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, name: str, data: bytes, said: str):
    assert said in refused(tmp_path, name, data)


def test_a_missing_file_and_a_folder(tmp_path: Path):
    for path in (tmp_path / "none.txt", tmp_path, Path("a\0b")):
        with pytest.raises(InputError):
            read(str(path))


def test_ruby_tabs_and_contents_in_text(tmp_path: Path):
    found = source(
        tmp_path,
        "a.txt",
        "目次\n1 趣旨・・・・・・・・・1\n1 趣旨\n誹謗中傷^{ひぼう}するもの\n危険\t対処する。\n- 1 -\n",
    )
    assert kept(found) == ["目次", "1 趣旨", "誹謗中傷するもの", "危険 対処する。"]
    assert {line.leave for line in found.lines if line.leave} == {"目次", "ページ番号"}
    assert found.lines[4].cells == ("危険", "対処する。")


PAGE = """<!DOCTYPE html><html lang="ja"><head><meta charset="{charset}"><title>甲</title>
<link rel="canonical" href="https://www.city.reiji.lg.jp/sns.html"><style>p{{color:red}}</style></head><body>
<header><p>例示市</p></header><nav><ul><li>くらし</li></ul></nav>
<main><h1>例示市運用ガイドライン</h1><h2>1 趣旨</h2><p>この<ruby>方針<rt>ほうしん</rt></ruby>を定める。
 次の行。</p><script>alert(1)</script>
<h2>2 禁止</h2><ol><li>誹謗するもの<li>差別するもの</ol><ul><li>ア 噂</li><li>広告<br>宣伝</li></ul>
<table><tr><th>危険</th><th>対処</th></tr><tr><td>漏えい</td><td>すぐに<b>消す</b>。</td></tr></table></main>
<footer>お問い合わせ</footer></body></html>"""


@pytest.mark.parametrize(
    "charset, codec", [("utf-8", "utf-8"), ("Shift_JIS", "cp932"), ("euc-jp", "euc-jp"), ("utf-8", "cp932")]
)
def test_a_page_as_browsers_show_it(tmp_path: Path, charset: str, codec: str):
    found = source(tmp_path, "a.html", PAGE.format(charset=charset).encode(codec))
    assert kept(found) == [
        "例示市運用ガイドライン", "1 趣旨", "この方針を定める。 次の行。", "2 禁止", "1. 誹謗するもの", "2. 差別するもの", "ア 噂",
        "・ 広告", "宣伝", "危険 対処", "漏えい すぐに消す。",
    ]  # fmt: skip
    assert [line.text for line in found.lines if line.leave] == ["例示市", "くらし", "お問い合わせ"]
    assert found.address == "https://www.city.reiji.lg.jp/sns.html"


def test_what_word_exports(tmp_path: Path):
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; '
        'charset=shift_jis"><style><!-- p.MsoNormal {margin:0mm;} --></style></head><body lang=JA><div class=WordSection1>'
        "<p class=MsoNormal><span lang=EN-US>1<o:p></o:p></span>　趣旨</p><p class=MsoListParagraph><![if !supportLists]>"
        "<span>(1)<span>&nbsp;&nbsp;</span></span><![endif]>誹謗中傷\r\nするもの<o:p>&nbsp;</o:p></p></div></body></html>"
    )
    assert kept(source(tmp_path, "a.htm", page.encode("cp932"))) == ["1 趣旨", "(1) 誹謗中傷 するもの"]


def test_pages_nested_deeply_or_cut_off(tmp_path: Path):
    assert kept(source(tmp_path, "a.html", "<html><body>" + "<div>" * 20_000 + "甲")) == ["甲"]
    assert kept(source(tmp_path, "b.html", "<html><body><table><tr><td>甲<td>乙")) == ["甲 乙"]


def test_a_pdf_with_text(tmp_path: Path):
    sentence = (
        "投稿する内容は、正確に記載し、誤解を招く表現を避けるとともに、表記の揺れがないかを確かめなければならない。"
    )
    pdf(tmp_path / "a.pdf", [["例示市ガイドライン", "1 趣旨", sentence], ["(1) 誹謗するもの"], ["(2) 差別するもの"]])
    found = read(str(tmp_path / "a.pdf"))
    assert kept(found) == [
        "例示市ガイドライン",
        "1 趣旨",
        sentence[:40],
        sentence[40:],
        "(1) 誹謗するもの",
        "(2) 差別するもの",
    ]
    assert [line.page for line in found.lines if line.text.startswith("(")] == [1 + 1, 2 + 1]
    assert [line.margin for line in found.lines[:4]] == [False, False, True, False]


def test_a_scanned_pdf_is_refused(tmp_path: Path):
    pdf(tmp_path / "a.pdf", [[""], [""]])
    with pytest.raises(InputError, match="文字の情報がないPDF"):
        read(str(tmp_path / "a.pdf"))


def test_a_locked_pdf_is_refused(tmp_path: Path):
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt="secret")
    canvas.drawString(60, 800, "locked")
    canvas.save()
    with pytest.raises(InputError, match="パスワード"):
        read(str(tmp_path / "a.pdf"))


def test_a_library_that_is_not_there_says_how_to_get_it():
    with pytest.raises(InputError, match=r"pip install 'postlint\[city\]'"):
        libraries.library("no_such_library", path="a.pdf", what="PDF")


def test_lines_know_their_numbers(tmp_path: Path):
    found = source(tmp_path, "a.txt", "甲\n\n乙")
    assert [(line.number, line.text, line.after_blank) for line in found.lines if line.text] == [
        (1, "甲", True),
        (3, "乙", True),
    ]
    assert isinstance(found.lines[0], Line)
