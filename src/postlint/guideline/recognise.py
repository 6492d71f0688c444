"""What a line is: an item and of which list, a heading, the beginning of an annex."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlint.guideline import joining
from postlint.guideline.lines import bare
from postlint.guideline.nodes import Node, Paragraph
from postlint.guideline.numbering import Marker, markers, rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postlint.guideline.lines import Line
    from postlint.guideline.nodes import Reader

_JUMP = 3  # a sequence may lack so many numbers: recognition drops lines
_PART = re.compile(
    r"[(（【]?\s*(附\s*則|付\s*則|様式|別紙|別記|別表|別添|参考|補足|資料|記載例)\s*([0-9０-９一二三四五]*)[^。]{0,60}$"
)
_TITLE = re.compile(
    r"^[^。、：:]{4,40}(?:ガイドライン|ポリシー|運用方針|利用方針|要綱|規程|指針|届出書|届|申請書|チェックシート)$"
)
_NAMED = re.compile(
    r"(?:ガイドライン|ポリシー|方針|要綱|規程|指針|基準|要領)(?:[(（][^()（）]{0,20}[)）])?(?:について)?$"
)
BRIEF = 25  # code points of a heading without a number


def unnumbered_chapters(lines: Sequence[Line]) -> bool:
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


def part(reader: Reader, line: Line, following: Line | None) -> Node | None:
    """Recognise the beginning of an annex, of supplementary provisions, or of another document bound to this one."""
    text = bare(line.text)
    named = _PART.match(text) and (len(text) <= 30 or text[0] in "【(（") and not line.marker
    started = any(isinstance(child, Node) for child in reader.root.content)
    if not named and not (started and _TITLE.match(text) and line.after_blank and not line.level):
        return None
    if following is not None and joining.continues(text, following, full=False, first=False):
        return None
    return Node("部", shown=text, first=Paragraph(text, [line.number]), level=1)


def choose(reader: Reader, line: Line) -> tuple[Marker, int, str] | None:
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
                found.append((1, marker, keep_open(reader, line, marker), ""))
        elif depth and marker.ordinal == last + 1:
            found.append((0, marker, depth, ""))
        elif marker.ordinal == 1:
            found.append((1, marker, depth or keep_open(reader, line, marker), ""))
        elif marker.style == "数" and marker.ordinal == 2 and reader.open[-1].style != "数" and _inside(reader, "条"):
            found.append((0, marker, _inside(reader, "条") + 1, ""))  # the first 項 of an article has no number
        elif depth and last < marker.ordinal <= last + _JUMP and not marker.confused:
            missing = f"{_before(marker)}が見当たらない（番号の飛び、または読み取りの誤り）"
            found.append((3, marker, depth, missing))
        elif marker.style == "条" and marker.ordinal == reader.article + 1:
            found.append((0, marker, keep_open(reader, line, marker), ""))
        elif not depth and marker.style == "数" and len(reader.open) == 1 and _like_a_heading(marker.rest):
            found.append((4, marker, 1, f"番号が{marker.printed}から始まっている"))
        elif not depth and not marker.confused and marker.style not in ("数", "a", "ア", "第"):
            found.append((4, marker, keep_open(reader, line, marker), f"番号が{marker.printed}から始まっている"))
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


def _inside(reader: Reader, style: str) -> int:
    return next((i for i, node in enumerate(reader.open) if node.style == style), 0)


def _nested(reader: Reader, line: Line, depth: int) -> bool:
    """Tell whether a bullet stands under another of its kind by a deeper indent."""
    return line.indent >= reader.open[-1].indent + 2 and reader.open[-1].bullet and depth == len(reader.open) - 1


def keep_open(reader: Reader, line: Line, marker: Marker) -> int:
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


def before_article(line: Line, following: Line | None) -> bool:
    """Tell whether a line is the heading of the article on the next line: (趣旨), or 目的 alone."""
    text = bare(line.text)
    if following is None or len(text) > 40 or re.search("[。、：:]$", text):
        return False
    article = next(markers(following.text), None)
    return article is not None and article.style == "条"


def title(reader: Reader, line: Line) -> bool:
    """Tell whether a heading is the document's title, or its page's: the first, before anything with a number."""
    started = any(isinstance(child, Node) and not child.bullet for child in reader.root.content)
    return not started and (line.level == 1 or bool(_NAMED.search(bare(line.text))))


def is_heading(reader: Reader, line: Line, following: Line | None) -> bool:
    text = bare(line.text)
    if re.fullmatch(r"【[^】]{1,30}】|[(（](?:その他|共通|目的|趣旨|定義|適用範囲)[)）]", text):
        return True
    if following is None or not reader.unnumbered or following.level or following.cells:
        return False
    if re.search("[。、：:,]|[0-9０-９]日|[部局課室係]$", text) or len(text) > BRIEF or title(reader, line):
        return False
    last = reader.last_text
    ended = last is None or last.text.endswith("。") or bool(_NAMED.search(last.text))
    apart = line.after_blank or ended or reader.open[-1].bullet
    more = len(following.text) > len(text) or next(markers(following.text), None) is not None or following.marker
    return apart and bool(more) and not joining.continues(text, following, full=False, first=False)
