"""A PDF → lines. pdfium (the reader in Chrome) knows Japanese fonts that the file does not hold, and needs nothing else."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.errors import InputError, Place
from postlint.guideline.libraries import library
from postlint.guideline.lines import Line, Source, bare, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RUBY = re.compile("[ぁ-んァ-ヶー・ \u3000]{1,24}")
_MOST_PAGES = 1000
_FEW = 20  # characters a page: a scanned page has none, or a page number


class _Printed(NamedTuple):
    """A line of a page: the size of its letters and its right end, in points."""

    text: str
    size: float
    right: float


def read(data: bytes, path: str) -> Source:
    """Read a PDF. Raises InputError for one that is broken, locked, or holds pictures of text only."""
    pdfium = library("pypdfium2", path=path, what="PDF")
    place = Place(path)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise InputError(
                "パスワードのかかったPDFは読めません", place=place, hint="パスワードを外して保存し直してください"
            ) from None
        raise InputError("PDFとして読めません（壊れています）", place=place) from None
    try:
        pages = [list(_page(document[n], pdfium.raw)) for n in range(min(len(document), _MOST_PAGES))]
        count = len(document)
    except pdfium.PdfiumError:
        raise InputError("PDFのページを読めません（壊れています）", place=place) from None
    finally:
        document.close()
    letters = sum(len(one.text) for page in pages for one in page)
    if letters < _FEW * max(len(pages), 1):
        hint = "文字認識（OCR）をしたPDFか、テキストにしてください"
        raise InputError("文字の情報がないPDFです（紙を読み取った画像のようです）", place=place, hint=hint)
    notes = ["PDFから読んだ。表と段組みは、並びを原文と突き合わせる"]
    if count > _MOST_PAGES:
        notes.append(f"{count}ページのうち、はじめの{_MOST_PAGES}ページだけを読んだ")
    return Source(tuple(_lines(pages)), tuple(notes))


def _page(page: Any, raw: Any) -> Iterator[_Printed]:
    """Yield the lines of a page."""
    text_page = page.get_textpage()
    at = 0
    for text in re.split("(\r\n|\n|\r)", text_page.get_text_range()):
        if text.strip():
            size = float(raw.FPDFText_GetFontSize(text_page.raw, at + len(text) // 2))
            last = at + len(text.rstrip()) - 1
            right = text_page.get_charbox(last)[2] if last < text_page.count_chars() else 0.0
            yield _Printed(text, size, right)
        at += len(text)
    text_page.close()


def _lines(pages: Sequence[list[_Printed]]) -> Iterator[Line]:
    """Number the lines; mark ruby by its size, and what stands on top or at the foot of most pages."""
    sizes = [one.size for page in pages for one in page if one.size]
    usual = statistics.median(sizes) if sizes else 0.0
    margin = max((one.right for page in pages for one in page if one.size >= usual * 0.8), default=0.0)
    repeated = _repeated(pages)
    number = 0
    for at, page in enumerate(pages, 1):
        for one in page:
            number += 1
            body = bare(clean(one.text.replace("\ufffe", "").replace("\x02", "")))
            leave = ""
            if usual and one.size < usual * 0.65 and _RUBY.fullmatch(body):
                leave = "ルビ"
            elif body in repeated:
                leave = "ページごとの柱・ページ番号"
            blank = len(one.text) - len(one.text.lstrip(" \u3000"))
            # Two letters less than the margin: punctuation hangs, and no line ends with an opening bracket.
            reaches = one.right >= margin - 2.2 * one.size and len(body) >= 12
            yield Line(body, number, blank * 2, page=at, margin=reaches, leave=leave)


def _repeated(pages: Sequence[list[_Printed]]) -> set[str]:
    edges = Counter(body for page in pages for body in {bare(one.text) for one in page[:1] + page[-1:]})
    return {text for text, count in edges.items() if len(pages) >= 3 and count > len(pages) / 2}
