"""One item of the tree → its clauses: the text beside its number, its paragraphs, what is listed under it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from postlint.guideline.nodes import Node, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_HEADING = 60  # code points; what is longer is a sentence
_FORBIDS = re.compile("ならない|しない|禁止|しません")
_EXAMPLE = re.compile(r"(?:正|誤|例|[(（]例[)）]|記載例|文例|悪い例|良い例)\s*[・：:]")


class Unit(NamedTuple):
    """One clause-to-be. `under` is the headings as printed, `parent` the sentences that open the list it stands in,
    `context` headings and such sentences from the outermost in.

    `opens` tells that items follow which it introduces; `items` are their texts. `part` is the annex it stands in.
    """

    id: str
    cite: str
    under: str
    text: str
    lines: tuple[int, ...]
    parent: str = ""
    context: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    part: str = ""
    doubts: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    @property
    def opens(self) -> bool:
        """Tell whether it introduces a list."""
        return bool(self.items)


class LeftOut(NamedTuple):
    """Text that is in no clause, and why; headings over clauses stand in `under` and are not left out."""

    text: str
    reason: str
    lines: tuple[int, ...]


class Path(NamedTuple):
    """Where in the tree: pieces of the id, of the citation, the headings, the opening sentence, the annex."""

    id: str = ""
    cite: str = ""
    headings: tuple[str, ...] = ()
    parent: str = ""
    context: tuple[str, ...] = ()
    part: str = ""
    article: bool = False


class Counter:
    """Counts what has no number of its own, within one item."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> int:
        self.count += 1
        return self.count


def units_of(node: Node, path: Path, counter: Counter | None = None) -> Iterator[Unit | LeftOut]:
    """Yield the clauses of one item; `counter` numbers it where it bears no number."""
    here = _step(node, path, counter)
    if node.style == "行":
        yield from _row(node, here, path)
        return
    first, content = node.first, list(node.content)
    if node.caption is not None:
        here = _under(here, node.caption.text)
    heading = heading_of(node)
    forbidden = bool(_FORBIDS.search(path.parent)) and node.style != "見出し"
    if first is not None and first.text and (not heading or forbidden):
        content.insert(0, first)  # an item of a list of what is forbidden is forbidden, whatever stands under it
    elif heading:
        here = _under(here, node.shown)._replace(parent="")
    yield from inside(replace(node, content=content), here, rows=Counter())


def inside(node: Node, here: Path, *, rows: Counter) -> Iterator[Unit | LeftOut]:
    """Yield the clauses of an item's text and of the items under it; paragraphs and bullets are counted together."""
    texts = [one for one in node.content if isinstance(one, Paragraph) and not _EXAMPLE.match(one.text)]
    items = [one for one in node.content if isinstance(one, Node)]
    lone = not texts and len(items) == 1 and items[0].bullet and here.id != ""
    below, example = here, False
    before: list[str] = []
    for at, one in enumerate(node.content):
        beside = one if isinstance(one, Paragraph) else one.first
        if (beside is not None and _EXAMPLE.match(beside.text)) or (example and isinstance(one, Node) and one.bullet):
            example = True
            yield from _left(beside, "例示")
            continue
        example = False
        if isinstance(one, Paragraph):
            first = one is texts[0]
            number = "" if first and (items or len(texts) == 1) else f"-{rows.next()}"
            listed = _listed(node.content[at + 1 :], article=here.article)
            yield _unit(here, one, number=number, items=listed, doubt=node.doubt if first else "")
            before.append(one.text)
            if listed:
                parent = "\n".join(before)
                headings = _with_opening(node, here, one.text)
                below = here._replace(parent=parent, context=(*here.context, parent), headings=headings)
        elif one.style == "行" and one is items[0] and len(items) > 1 and _head_row(one):
            yield from _left(one.first, "表の見出し")
            yield from (
                part for cell in one.content if isinstance(cell, Paragraph) for part in _left(cell, "表の見出し")
            )
        elif lone and not one.content and beside is not None and beside.text:
            yield _unit(here, beside)
        else:
            yield from units_of(one, below, rows)


def _under(path: Path, heading: str) -> Path:
    return path._replace(headings=(*path.headings, heading), context=(*path.context, heading))


def _unit(here: Path, text: Paragraph, *, number: str = "", items: tuple[str, ...] = (), doubt: str = "") -> Unit:
    name = (here.id or "本文") + number
    return Unit(
        name, here.cite.rstrip(".") or name, " ".join(here.headings), text.text, tuple(text.lines), here.parent,
        here.context, items, here.part, (doubt,) if doubt else (), here.headings,
    )  # fmt: skip


def _left(text: Paragraph | None, reason: str) -> Iterator[LeftOut]:
    if text is not None:
        yield LeftOut(text.text, reason, tuple(text.lines))


def _listed(rest: Sequence[Paragraph | Node], *, article: bool) -> tuple[str, ...]:
    """Return the items that a paragraph opens; 第2項 and a chapter are no items of what stands before them."""
    follows = rest[0] if rest else None
    if not isinstance(follows, Node) or follows.style == "見出し" or (article and follows.style == "数"):
        return ()
    return tuple(_run(rest))


def _run(content: Sequence[Paragraph | Node]) -> Iterator[str]:
    """Yield the texts of the items up to the next paragraph."""
    for one in content:
        if isinstance(one, Paragraph):
            return
        if one.first is not None:
            yield one.first.text


def _head_row(row: Node) -> bool:
    """Tell whether a table's first row names its columns."""
    cell = row.content[0]
    return (
        isinstance(cell, Paragraph) and max(len(row.shown), len(cell.text)) <= 14 and "。" not in row.shown + cell.text
    )


def _with_opening(node: Node, here: Path, opened: str) -> tuple[str, ...]:
    """Return the headings of a list's items: the sentence that opens it, when it is what is printed beside the number."""
    if node.first is None or opened != node.first.text:
        return here.headings
    sentence = opened.split("。")[0] + ("。" if "。" in opened else "")
    marker = node.shown[: len(node.shown) - len(opened)] if node.shown.endswith(opened) else f"{node.printed} "
    return (*here.headings, f"{marker}{sentence}" if len(sentence) <= LONGEST_HEADING else node.printed)


def _row(node: Node, here: Path, path: Path) -> Iterator[Unit | LeftOut]:
    lines = tuple(node.first.lines) if node.first is not None else ()
    text = " ".join(one.text for one in node.content if isinstance(one, Paragraph) and one.text)
    extra = [one for one in node.content if isinstance(one, Node)]
    if not text and "。" not in node.shown:
        yield LeftOut(node.shown, "表の欄", lines)
    elif "。" not in text and len(text) <= 12 and len(node.shown) <= 12 and not re.search("ない|こと", text):
        yield LeftOut(f"{node.shown} {text}".strip(), "表の見出し・欄", lines)
    elif not text:
        yield _unit(here, Paragraph(node.shown, list(lines)))
    else:
        yield _unit(_under(here, node.shown), Paragraph(text, list(lines)))
    for one in extra:
        yield from units_of(one, here, Counter())


def heading_of(node: Node) -> str:
    """Return the item's heading, or "" where the text beside its number is a clause itself."""
    if node.first is None or not node.content or (node.bullet and not isinstance(node.content[0], Paragraph)):
        return ""
    text = node.first.text
    if node.style == "見出し" or node.level:
        return text
    if "。" in text or len(text) > LONGEST_HEADING or text.endswith(("こと", "、", "もの")):
        return ""
    return text


def _step(node: Node, path: Path, counter: Counter | None) -> Path:
    """Return the path one item deeper."""
    read, cite = node.read, node.read
    if node.style == "第":
        read, cite = str(node.ordinal), f"第{node.ordinal}"
    elif node.style == "数" and path.article:
        read, cite = str(node.ordinal), f"第{node.ordinal}項"
    elif node.style == "数":
        plain = str(node.ordinal)
        dot = "." if path.cite.startswith("第") and path.id and path.id[-1].isdigit() else ""
        read, cite = dot + plain, dot + plain if dot else plain + ("." if node.read.endswith(".") else "")
    elif node.style == "条":
        read = cite = f"第{node.ordinal}条" + (re.sub("^第.+?条", "", node.read) or "")
        return path._replace(id=read, cite=cite, article=True)
    elif node.style in ("章", "節"):
        return path._replace(id=path.id + node.read, cite=path.cite + node.read)
    elif node.style == "(数)" and path.article:
        cite = f"第{node.ordinal}号"
    elif node.style == "見出し":
        read = (
            ""
            if re.match("[(（]", node.shown) and path.id
            else ("/" if path.id else "") + node.shown.strip("【】()（）")[:20]
        )
        cite = f"「{node.shown}」" if read else ""
    elif node.style == "行":
        number = counter.next() if counter else 0
        read, cite = f"-{number}", f" row {number}"
    elif node.bullet:
        read, cite = f"{'' if path.id else '項目'}-{counter.next() if counter else 0}", ""
    else:
        read = cite = node.read.rstrip(".")
    return path._replace(id=path.id + read, cite=path.cite + cite)
