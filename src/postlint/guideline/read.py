"""A file → lines: plain text here, web pages and PDF in rooms of their own with libraries of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.errors import InputError, Place
from postlint.guideline.lines import Line, Source, clean, indent_of
from postlint.guideline.numbering import BULLETS, markers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 20_000_000  # bytes: guidelines are a hundredth of it, scanned ones with pictures a tenth
_RUBY = re.compile(r"\^\{[ぁ-んァ-ヶー]{1,12}\}|《[ぁ-ん]{1,12}》")
_PAGE_NUMBER = re.compile(r"[-－‐–— ]*(?:[0-9０-９]{1,3}|[0-9]{1,3} ?/ ?[0-9]{1,3})[-－‐–— ]*(?:ページ)?$")
_CONTENTS = re.compile(r"(?:[・.．…‥･ ]{4,200}|[…‥]{2,200})\s*[0-9０-９]{1,3}$")
# What a web page says after the document: whom to ask, whether the page was of use, where its menus are.
_AFTER = re.compile(
    r"(?:お問い?合わ?せ(?:先)?$|この(?:ページ|記事)(?:の情報発信元|に関する|の内容|についての|の作成)|より良い(?:ウェブ|ホーム)"
    r"|関連(?:リンク|情報|ページ|ファイル)$|サブナビゲーション|ページの?(?:先頭|トップ)|Adobe|Acrobat|本文ここまで|ここまで本文)"
)
_BEFORE = re.compile(
    r"(?:本文ここから|ここから本文です。?|本文$|このページの(?:先頭|本文)|(?:本文|メニュー|コンテンツ)(?:へ|に)(?:移動|ジャンプ|スキップ)"
    r"|(?:ホーム|トップ(?:ページ)?|HOME|TOP) ?[>＞]|ページ(?:ID|番号)|シェア$|印刷|足あと|あしあと|現在(?:位置|地|のページ)|サイト(?:内|メニュー))"
)
_WAY = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf"}


def read(path: str) -> Source:
    """Read a guideline. Raises InputError for a file that cannot be opened, read, or that holds no text."""
    place = Place(path)
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as fault:
        raise InputError(
            f"ガイドラインを開けません: {getattr(fault, 'strerror', None) or fault}", place=place
        ) from None
    if len(data) > LONGEST:
        raise InputError(
            f"ファイルが大きすぎます（{len(data) // 1_000_000} MB）",
            place=place,
            hint="ガイドラインの部分だけにしてください",
        )
    source = _by_kind(data, path)
    if not any(line.text and not line.leave for line in source.lines):
        raise InputError("文字がありません", place=place, hint="ガイドラインの本文があるファイルを指定してください")
    return source._replace(lines=tuple(_apart(source.lines)))


def _by_kind(data: bytes, path: str) -> Source:
    way = _WAY.get(Path(path).suffix.lower())
    if data.startswith(b"%PDF-"):
        way = "pdf"
    elif data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        hint = "「名前を付けて保存」でPDFかテキストにしてください"
        raise InputError("WordやExcelの文書は読めません", place=Place(path), hint=hint)
    elif re.match(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html)", data[:400], re.I):
        way = "html"
    if way == "pdf":
        from postlint.guideline import pdf

        return pdf.read(data, path)
    if way == "html":
        from postlint.guideline import html

        return html.read(data, path)
    return plain(data, path)


def plain(data: bytes, path: str) -> Source:
    """Read plain text; tabs make a table's cells. Raises InputError for an unknown encoding."""
    from postlint.drafts.decode import decode

    text, note = decode(data, path=path)
    lines, blank = [], True
    for number, raw in enumerate(re.split("\r\n|[\n\r\f\v]", text), 1):
        printed = clean(raw)
        body = _RUBY.sub("", printed).strip()
        row = tuple(cell.strip() for cell in printed.split("\t")) if "\t" in printed.strip(" \u3000") else ()
        cells = row if len(row) > 1 and row[0] and not next(markers(row[0] + " "), None) else ()
        lines.append(Line(body.replace("\t", " "), number, indent_of(printed), cells=cells, after_blank=blank))
        blank = not body
    notes = [note] if note else []
    if len(_RUBY.findall(text)):
        notes.append("読み仮名（ルビ）は条項の文に入れていません")
    return Source(tuple(lines), tuple(notes))


def _apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Mark what stands on the page and is not the document: menus, page numbers, tables of contents, whom to ask."""
    numbered = [i for i, line in enumerate(lines) if _numbered(line.text)]
    last = numbered[-1] if numbered else -1
    after = next(
        (i for i, line in enumerate(lines) if i > last and i > len(lines) // 3 and _AFTER.match(line.text)), len(lines)
    )
    first = numbered[0] if numbered else len(lines) // 2
    for i, line in enumerate(lines):
        if line.leave or not line.text:
            yield line
        elif i >= after:
            yield line._replace(leave="ページの案内・問い合わせ先")
        elif i < first and _BEFORE.match(line.text):
            yield line._replace(leave="ページの案内")
        elif _CONTENTS.search(line.text):
            yield line._replace(leave="目次")
        elif _PAGE_NUMBER.match(line.text) and not line.marker:
            yield line._replace(leave="ページ番号")
        else:
            yield line


def _numbered(text: str) -> bool:
    return any(marker.style not in BULLETS and not marker.confused for marker in markers(text))
