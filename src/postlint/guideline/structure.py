"""Lines → a tree of numbered items, as the document's own numbering nests them.

A marker continues the sequence it is the next of, wherever that stands among the open items; it opens a list where it is a
first one; else it is text. That alone tells `(7)` for （ア） from a seventh item, and a date from a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postlint.guideline import joining
from postlint.guideline.lines import Line, bare
from postlint.guideline.numbering import Marker, markers, rank

if TYPE_CHECKING:
    from collections.abc import Sequence

_JUMP = 3  # a sequence may lack so many numbers: recognition drops lines
_PART = re.compile(
    r"[(（【]?\s*(附\s*則|付\s*則|様式|別紙|別記|別表|別添|参考|補足|資料|記載例)\s*([0-9０-９一二三四五]*)[^。]{0,60}$"
)
_TITLE = re.compile(
    r"^[^。、：:]{4,40}(?:ガイドライン|ポリシー|運用方針|利用方針|要綱|規程|指針|届出書|届|申請書|チェックシート)$"
)
_ASIDE = re.compile(r"[(（][^()（）。]{1,20}[)）]$")
_NAMED = re.compile(
    r"(?:ガイドライン|ポリシー|方針|要綱|規程|指針|基準|要領)(?:[(（][^()（）]{0,20}[)）])?(?:について)?$"
)
BRIEF = 25  # code points of a heading without a number


@dataclass(slots=True)
class Paragraph:
    """Running text: lines joined into one, with the numbers of those lines."""

    text: str
    lines: list[int]


@dataclass(slots=True)
class Node:
    """One item. `style` is that of its marker, or `見出し`, `部`, `行`; `first` is the text beside the marker.

    `shown` is the first line as printed, marker and all. `doubt` says what a person should look at.
    """

    style: str
    ordinal: int = 0
    printed: str = ""
    read: str = ""
    shown: str = ""
    level: int = 0
    indent: int = 0
    first: Paragraph | None = None
    content: list[Paragraph | Node] = field(default_factory=list)
    doubt: str = ""
    caption: Paragraph | None = None  # an article's heading, which is printed before its number

    @property
    def bullet(self) -> bool:
        """Tell whether the item has no number of its own."""
        return self.ordinal == 0 and self.style not in ("見出し", "部", "行", "")


@dataclass(slots=True)
class _Reader:
    """The open items, outermost first, and what the last line was."""

    root: Node
    open: list[Node]
    full: int
    unnumbered: bool
    caption: Paragraph | None = None
    article: int = 0  # articles are numbered through, whatever chapter they stand in
    last_full: bool = False
    last_text: Paragraph | None = None


def tree(lines: Sequence[Line]) -> Node:
    """Return the document as a tree; lines that are `leave` take no part."""
    kept = [line for line in lines if not line.leave and line.text]
    root = Node("")
    reader = _Reader(root, [root], joining.full_width(kept), _unnumbered(kept))
    for at, line in enumerate(kept):
        _take(reader, line, kept[at + 1] if at + 1 < len(kept) else None)
    return root


def _unnumbered(lines: Sequence[Line]) -> bool:
    """Tell whether the chapters bear no numbers: what is numbered are lists, one item right after the other."""
    first = [next(markers(line.text), None) for line in lines]
    if any(m is not None and m.style in ("第", "条", "章", "節") for m in first):
        return False
    numbers = [(at, m.ordinal) for at, m in enumerate(first) if m is not None and m.style == "数"]
    following = [first[at + 1] if at + 1 < len(first) else None for at, _ in numbers]
    chapters = sum(
        not (m is not None and m.style == "数" and m.ordinal == n + 1)
        for (_, n), m in zip(numbers, following, strict=True)
    )
    lists = sum(n == 1 for _, n in numbers)
    return not numbers or ((chapters - lists) * 2 < len(numbers) - lists and len(numbers) > lists)


def _take(reader: _Reader, line: Line, following: Line | None) -> None:
    if line.cells:
        _row(reader, line)
    elif (part := _part(reader, line, following)) is not None:
        del reader.open[1:]
        _append(reader, part, line)
    elif (found := _choose(reader, line)) is not None:
        _item(reader, line, *found)
    elif _before_article(line, following):
        reader.caption = Paragraph(bare(line.text), [line.number])
    elif (line.level and not _title(reader, line)) or _is_heading(reader, line, following):
        _heading(reader, line)
    else:
        _text(reader, line)
    reader.last_full = line.margin or bool(reader.full and line.indent + joining.cells(line.text) >= reader.full)


def _append(reader: _Reader, node: Node, line: Line) -> None:
    reader.open[-1].content.append(node)
    reader.open.append(node)
    reader.last_text = node.first


def _part(reader: _Reader, line: Line, following: Line | None) -> Node | None:
    """Recognise the beginning of an annex, of supplementary provisions, or of another document bound to this one."""
    text = bare(line.text)
    named = _PART.match(text) and (len(text) <= 30 or text[0] in "【(（") and not line.marker
    started = any(isinstance(child, Node) for child in reader.root.content)
    if not named and not (started and _TITLE.match(text) and line.after_blank and not line.level):
        return None
    if following is not None and joining.continues(text, following, full=False, first=False):
        return None
    return Node("部", shown=text, first=Paragraph(text, [line.number]), level=1)


def _choose(reader: _Reader, line: Line) -> tuple[Marker, int, str] | None:
    """Return the reading of the line's marker, how many open items stay open, and a doubt about it."""
    readings = list(markers(f"{line.marker} {line.text}" if line.marker else line.text))
    found: list[tuple[int, Marker, int, str]] = []
    for marker in readings:
        depth = next((i for i in range(len(reader.open) - 1, 0, -1) if reader.open[i].style == marker.style), 0)
        last = reader.open[depth].ordinal if depth else 0
        if marker.bullet:
            if depth and not _nested(reader, line, depth):
                found.append((1, marker, depth, ""))
            else:
                found.append((1, marker, _keep(reader, line, marker), ""))
        elif depth and marker.ordinal == last + 1:
            found.append((0, marker, depth, ""))
        elif marker.ordinal == 1:
            found.append((1, marker, depth or _keep(reader, line, marker), ""))
        elif marker.style == "数" and marker.ordinal == 2 and reader.open[-1].style != "数" and _inside(reader, "条"):
            found.append((0, marker, _inside(reader, "条") + 1, ""))  # the first 項 of an article has no number
        elif depth and last < marker.ordinal <= last + _JUMP and not marker.confused:
            missing = f"{_before(marker)}が見当たらない（番号の飛び、または読み取りの誤り）"
            found.append((3, marker, depth, missing))
        elif marker.style == "条" and marker.ordinal == reader.article + 1:
            found.append((0, marker, _keep(reader, line, marker), ""))
        elif not depth and marker.style == "数" and len(reader.open) == 1 and _like_a_heading(marker.rest):
            found.append((4, marker, 1, f"番号が{marker.printed}から始まっている"))
        elif not depth and not marker.confused and marker.style not in ("数", "a", "ア", "第"):
            found.append((4, marker, _keep(reader, line, marker), f"番号が{marker.printed}から始まっている"))
    if not found:
        return None
    _, marker, keep, doubt = min(found, key=lambda one: one[0])
    if marker.confused:
        doubt = f"「{marker.printed}」は{marker.read}の読み取り誤りと見た（前後の番号による）"
    return marker, keep, doubt


def _like_a_heading(text: str) -> bool:
    return 0 < len(bare(text)) <= 40 and "。" not in text


def _before(marker: Marker) -> str:
    return f"{marker.printed}の一つ前"


def _inside(reader: _Reader, style: str) -> int:
    return next((i for i, node in enumerate(reader.open) if node.style == style), 0)


def _nested(reader: _Reader, line: Line, depth: int) -> bool:
    """Tell whether a bullet stands under another of its kind by a deeper indent."""
    return line.indent >= reader.open[-1].indent + 2 and reader.open[-1].bullet and depth == len(reader.open) - 1


def _keep(reader: _Reader, line: Line, marker: Marker) -> int:
    """Return how many items stay open when a list begins: bullets hold another list only where it is set deeper."""
    keep = len(reader.open)
    while keep > 1 and (top := reader.open[keep - 1]).style != "部":
        held = top.first is not None and re.search("以下|次の|次に", top.first.text)
        inner = top.bullet and (marker.bullet or not (line.indent > top.indent or held))
        if (
            top.style != "行"
            and not (inner and not (marker.bullet and line.indent > top.indent + 1))
            and not (rank(marker.style) <= 4 and rank(marker.style) < rank(top.style) and top.style != "見出し")
        ):
            break
        keep -= 1
    return keep


def _item(reader: _Reader, line: Line, marker: Marker, keep: int, doubt: str) -> None:
    del reader.open[keep:]
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


def _before_article(line: Line, following: Line | None) -> bool:
    """Tell whether a line is the heading of the article on the next line: (趣旨), or 目的 alone."""
    text = bare(line.text)
    if following is None or len(text) > 40 or re.search("[。、：:]$", text):
        return False
    article = next(markers(following.text), None)
    return article is not None and article.style == "条"


def _title(reader: _Reader, line: Line) -> bool:
    """Tell whether a heading is the document's title, or its page's: the first, before anything with a number."""
    started = any(isinstance(child, Node) and not child.bullet for child in reader.root.content)
    return not started and (line.level == 1 or bool(_NAMED.search(bare(line.text))))


def _is_heading(reader: _Reader, line: Line, following: Line | None) -> bool:
    text = bare(line.text)
    if re.fullmatch(r"【[^】]{1,30}】|[(（](?:その他|共通|目的|趣旨|定義|適用範囲)[)）]", text):
        return True
    if following is None or not reader.unnumbered or following.level or following.cells:
        return False
    if re.search("[。、：:,]|[0-9０-９]日|[部局課室係]$", text) or len(text) > BRIEF or _title(reader, line):
        return False
    last = reader.last_text
    ended = last is None or last.text.endswith("。") or bool(_NAMED.search(last.text))
    apart = line.after_blank or ended or reader.open[-1].bullet
    more = len(following.text) > len(text) or next(markers(following.text), None) is not None or following.marker
    return apart and bool(more) and not joining.continues(text, following, full=False, first=False)


def _heading(reader: _Reader, line: Line) -> None:
    text = bare(line.text)
    level = line.level or (6 if _ASIDE.match(text) else 2)
    while len(reader.open) > 1 and reader.open[-1].style != "部":
        top = reader.open[-1]
        if top.level and top.level < level:
            break
        reader.open.pop()
    _append(reader, Node("見出し", shown=text, level=level, first=Paragraph(text, [line.number])), line)
    reader.last_text = None


def _row(reader: _Reader, line: Line) -> None:
    while len(reader.open) > 1 and reader.open[-1].style == "行":
        reader.open.pop()
    head, rest = line.cells[0], " ".join(cell for cell in line.cells[1:] if cell)
    node = Node("行", shown=bare(head), first=Paragraph(bare(head), [line.number]))
    node.content.append(Paragraph(bare(rest), [line.number]))
    _append(reader, node, line)
    reader.last_text = None


def _text(reader: _Reader, line: Line) -> None:
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


def _leaves(reader: _Reader, line: Line) -> bool:
    """Tell whether a line without a marker stands outside the bullet before it."""
    top = reader.open[-1]
    ended = top.first is not None and top.first.text.endswith("。")
    return line.after_blank or (ended and line.indent <= top.indent) or joining.tail(line.text)
