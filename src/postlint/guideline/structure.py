"""Lines → a tree of numbered items, as the document's own numbering nests them.

A marker continues the sequence it is the next of, wherever that stands among the open items; it opens a list where it is a
first one; else it is text. That alone tells `(7)` for （ア） from a seventh item, and a date from a heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlint.guideline import joining
from postlint.guideline.lines import bare
from postlint.guideline.nodes import Node, Paragraph, Reader
from postlint.guideline.recognise import before_article, choose, is_heading, part, title, unnumbered_chapters
from postlint.layout import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postlint.guideline.lines import Line
    from postlint.guideline.numbering import Marker

_ASIDE = re.compile(r"[(（][^()（）。]{1,20}[)）]$")

DEEPEST = 16  # lists inside each other; the deepest seen has seven


def tree(lines: Sequence[Line]) -> Node:
    """Return the document as a tree; lines that are `leave` take no part."""
    kept = [line for line in lines if not line.leave and line.text]
    root = Node("")
    reader = Reader(root, [root], joining.full_width(kept), unnumbered_chapters(kept))
    for at, line in enumerate(kept):
        _take(reader, line, kept[at + 1] if at + 1 < len(kept) else None)
    return root


def _take(reader: Reader, line: Line, following: Line | None) -> None:
    if line.cells:
        _row(reader, line)
    elif (annex := part(reader, line, following)) is not None:
        del reader.open[1:]
        _append(reader, annex, line)
    elif (found := choose(reader, line)) is not None:
        _item(reader, line, *found)
    elif before_article(line, following):
        reader.caption = Paragraph(bare(line.text), [line.number])
    elif (line.level and not title(reader, line)) or is_heading(reader, line, following):
        _heading(reader, line)
    else:
        _text(reader, line)
    reader.last_full = line.margin or bool(reader.full and line.indent + cells(line.text) >= reader.full)


def _append(reader: Reader, node: Node, line: Line) -> None:
    reader.open[-1].content.append(node)
    reader.open.append(node)
    reader.last_text = node.first


def _item(reader: Reader, line: Line, marker: Marker, keep: int, doubt: str) -> None:
    del reader.open[min(keep, DEEPEST) :]
    text = bare(marker.rest)
    shown = bare(line.text)[-len(marker.printed + text) - 2 :] if line.marker else _shown(line.text, marker)
    node = Node(
        marker.style, marker.ordinal, marker.printed, marker.read, shown, line.level, line.indent,
        Paragraph(text, [line.number]), doubt=doubt,
    )  # fmt: skip
    if marker.style == "条":
        reader.article = marker.ordinal
        node.caption, reader.caption = reader.caption, None
    _append(reader, node, line)


def _shown(text: str, marker: Marker) -> str:
    """Return the line from its marker on (a list dash before it left out)."""
    return bare(text[text.find(marker.printed[0]) :] if marker.printed else text)


def _heading(reader: Reader, line: Line) -> None:
    text = bare(line.text)
    level = line.level or (6 if _ASIDE.match(text) else 2)
    while len(reader.open) > 1 and reader.open[-1].style != "部":
        top = reader.open[-1]
        if top.level and top.level < level:
            break
        reader.open.pop()
    _append(reader, Node("見出し", shown=text, level=level, first=Paragraph(text, [line.number])), line)
    reader.last_text = None


def _row(reader: Reader, line: Line) -> None:
    while len(reader.open) > 1 and reader.open[-1].style == "行":
        reader.open.pop()
    head, rest = line.cells[0], " ".join(cell for cell in line.cells[1:] if cell)
    node = Node("行", shown=bare(head), first=Paragraph(bare(head), [line.number]))
    node.content.append(Paragraph(bare(rest), [line.number]))
    _append(reader, node, line)
    reader.last_text = None


def _text(reader: Reader, line: Line) -> None:
    text, top = bare(line.text), reader.open[-1]
    last = reader.last_text
    if last is not None and top.style != "部":
        first = last is top.first and not top.bullet
        if joining.continues(last.text, line, full=reader.last_full, first=first):
            _extend(last, text, line, joining.joined(last.text, text))
            return
        if joining.proviso(text) and re.search("。$", last.text):
            _extend(last, text, line, f"{last.text} {text}")
            return
    while len(reader.open) > 1 and (
        reader.open[-1].style == "行" or (reader.open[-1].bullet and _leaves(reader, line))
    ):
        reader.open.pop()
    top = reader.open[-1]
    if top.bullet and top.first is not None and not top.content and last is top.first:
        _extend(top.first, text, line, joining.joined(top.first.text, text))
        return
    paragraph = Paragraph(text, [line.number])
    top.content.append(paragraph)
    reader.last_text = paragraph


def _extend(paragraph: Paragraph, text: str, line: Line, whole: str) -> None:
    paragraph.text = whole
    paragraph.lines.append(line.number)


def _leaves(reader: Reader, line: Line) -> bool:
    """Tell whether a line without a marker stands outside the bullet before it."""
    top = reader.open[-1]
    ended = top.first is not None and top.first.text.endswith("。")
    return line.after_blank or (ended and line.indent <= top.indent) or joining.tail(line.text)
