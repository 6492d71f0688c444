"""A web page → lines, as a browser shows them: block by block, list numbers included, without menus and ruby.

selectolax (Lexbor) builds the same tree as browsers do from whatever Word and content systems write.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlint.errors import InputError, Place
from postlint.guideline.libraries import library
from postlint.guideline.lines import Line, Source, clean
from postlint.guideline.numbering import markers
from postlint.guideline.page import Piece, Walker, Where

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(data: bytes, path: str) -> Source:
    """Read a page. Raises InputError for an unknown encoding or where the library is not installed."""
    parser = library("selectolax.lexbor", path=path, what="HTML")
    page = parser.LexborHTMLParser(clean(_decoded(data, path)))
    root = page.body or page.root
    if root is None:
        return Source(())
    main = _main(page)
    walker = Walker()
    walker.walk(root, main, Where())
    walker.end()
    return Source(tuple(_lines(walker.pieces)), (), _address(page), tuple(_links(main if main is not None else root)))


def _decoded(data: bytes, path: str) -> str:
    """Decode by byte order mark, by what the page says, else as plain text is."""
    from postlint.drafts.decode import decode

    said = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", data[:4096], re.I)
    name = said[1].decode("ascii").lower() if said else ""
    codec = {"shift_jis": "cp932", "x-sjis": "cp932", "shift-jis": "cp932", "windows-31j": "cp932"}.get(name, name)
    if codec in ("cp932", "euc-jp", "iso-2022-jp") and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            pass  # many pages say one encoding and are in another
    try:
        return decode(data, path=path)[0]
    except InputError as fault:
        raise InputError(
            f"ページの文字コードを読めません（{fault.what}）", place=Place(path), hint=fault.hint
        ) from None


def _main(page: Any) -> Any:
    """Return the element that holds the document, where the page says which."""
    for selector in ("main", "[role=main]", "article", "#main", "#contents", "#content", "#honbun", "#tmp_contents"):
        found = page.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True)) > 200:
            return found[0]
    return None


def _address(page: Any) -> str:
    for selector, name in (("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")):
        found = page.css_first(selector)
        value = (found.attributes.get(name) or "") if found is not None else ""
        if re.match(r"https?://[^\s\"<>]{4,300}$", value):
            return str(value)
    return ""


def _links(root: Any) -> Iterator[str]:
    for link in root.css("a[href]"):
        yield link.attributes.get("href") or ""


def _lines(pieces: list[Piece]) -> Iterator[Line]:
    """Turn blocks into lines, the cells of a table row into one."""
    number = 0
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        number += 1
        if not piece.row:
            own = next(markers(piece.text), None)
            marker = "" if own is not None else piece.marker
            yield Line(
                piece.text, number, piece.indent, piece.level, marker, after_blank=True, leave=piece.leave
            )  # fmt: skip
            at += 1
            continue
        row = [one for one in pieces[at:] if one.row == piece.row]
        columns: dict[int, str] = {}
        for one in row:
            columns[one.cell] = f"{columns.get(one.cell, '')} {one.text}".strip()
        cells = tuple(columns[key] for key in sorted(columns))
        row_cells = cells if len(cells) > 1 else ()
        yield Line(" ".join(cells), number, cells=row_cells, after_blank=True, leave=piece.leave)
        at += len(row)
