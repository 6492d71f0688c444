"""The tree → clauses: what is cited, under which headings, word for word; and what is no clause, with the reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from postlint.guideline.lines import bare
from postlint.guideline.structure import Node, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_HEADING = 60  # code points; what is longer is a sentence
_BINDING = re.compile(
    r"(?:こと。|ならない。|ものとする。|しない。|行わない。|禁止する。|ください。|しません。|行いません。|いたしません。|できません。|行います。|とする。)"
)
_FORBIDS = re.compile("ならない|しない|禁止|しません")
_EXAMPLE = re.compile(r"(?:正|誤|例|[(（]例[)）]|記載例|文例|悪い例|良い例)\s*[・：:]")
_FORM = re.compile("様式|届|申請書|記載例|チェックシート")
_SUPPLEMENT = re.compile(r"[附付]\s*則")
_LABEL = re.compile(r"(様式|別紙|別記|別表|別添|参考|補足|資料)\s*(?:第\s*)?([0-9０-９]*)")


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


class _Path(NamedTuple):
    """Where in the tree: pieces of the id, of the citation, the headings, the opening sentence, the annex."""

    id: str = ""
    cite: str = ""
    headings: tuple[str, ...] = ()
    parent: str = ""
    context: tuple[str, ...] = ()
    part: str = ""
    article: bool = False


def cut(root: Node, document: str) -> tuple[list[Unit], list[LeftOut]]:
    """Return the clauses in order with ids of their own, and what was left out; `document` names the annexes."""
    units: list[Unit] = []
    left: list[LeftOut] = []
    started = any(isinstance(child, Node) and not child.bullet for child in root.content)
    label = ""
    seen_node = False
    preface = 0
    loose = _Counter()
    for child in root.content:
        if isinstance(child, Paragraph) or (child.bullet and not seen_node and started):
            paragraph = child if isinstance(child, Paragraph) else child.first
            if paragraph is None:
                continue
            title = not units and len(paragraph.text) <= 40 and "。" not in paragraph.text
            if (not started and not title) or _BINDING.search(paragraph.text):
                preface += 1
                name = "前文" if started else "段落"
                units.append(Unit(f"{name}-{preface}", name, "", paragraph.text, tuple(paragraph.lines)))
            else:
                left.append(LeftOut(paragraph.text, "表題・前文", tuple(paragraph.lines)))
            continue
        seen_node = True
        if child.style == "部":
            label = _label(child, document, label)
            _part(child, label, units, left)
            label = label if not child.content else ""
            continue
        for one in _units(child, _Path(), loose):
            (units if isinstance(one, Unit) else left).append(one)  # type: ignore[arg-type]
    return _distinct(units, left), left


def _label(part: Node, document: str, before: str) -> str:
    """Return the name of an annex: printed in its heading, or given where the document speaks of it (…（様式1）)."""
    title = part.shown
    if found := _LABEL.search(title):
        return found[1] + found[2]
    if before:
        return before
    if _SUPPLEMENT.match(title):
        return "附則"
    named = re.search(re.escape(title) + r"[」』]?[（(]((?:様式|別紙|別添)[0-9０-９]*)[)）]", document)
    return named[1] if named else "別文書"


def _part(part: Node, label: str, units: list[Unit], left: list[LeftOut]) -> None:
    supplement, form = _SUPPLEMENT.search(part.shown), _FORM.search(part.shown + label)
    if part.first is not None and (supplement or not part.content):
        left.append(LeftOut(part.shown, "附則" if supplement else "様式・別紙の表題", tuple(part.first.lines)))
    path = _Path(label, "", (part.shown,), "", (part.shown,), part.shown)
    path = path._replace(cite=part.shown.split("】")[0] + "】" if part.shown.startswith("【") else label + " ")
    for one in _children(part, path, rows=_Counter()):
        if isinstance(one, LeftOut):
            left.append(one)
        elif supplement:
            left.append(LeftOut(one.text, "附則", one.lines))
        elif form and not re.match("/?[0-9(第]", one.id.removeprefix(label)):  # only what the form numbers is a clause
            left.append(LeftOut(one.text, "様式の欄・記入例", one.lines))
        else:
            units.append(one)


class _Counter:
    """Counts what has no number of its own, within one item."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> int:
        self.count += 1
        return self.count


def _units(node: Node, path: _Path, counter: _Counter | None = None) -> Iterator[Unit | LeftOut]:
    heading = heading_of(node)
    here = _step(node, path, counter)
    if node.style == "行":
        yield from _row(node, here, path)
        return
    first, content = node.first, list(node.content)
    if node.caption is not None:
        here = here._replace(headings=(*path.headings, node.caption.text), context=(*path.context, node.caption.text))
    if heading and _FORBIDS.search(path.parent) and first is not None and node.style != "見出し":
        content.insert(0, first)  # an item of a list of what is forbidden is forbidden, whatever stands under it
    elif heading:
        here = here._replace(headings=(*path.headings, node.shown), context=(*path.context, node.shown), parent="")
    elif first is not None and first.text:
        content.insert(0, first)
    yield from _children(Node(node.style, content=content, first=first, doubt=node.doubt, shown=node.shown, printed=node.printed),
                         here, rows=_Counter())  # fmt: skip


def _children(node: Node, here: _Path, *, rows: _Counter) -> Iterator[Unit | LeftOut]:
    """Yield the clauses of an item's text and of the items under it; paragraphs and bullets are counted together."""
    texts = [one for one in node.content if isinstance(one, Paragraph) and not _EXAMPLE.match(one.text)]
    items = [one for one in node.content if isinstance(one, Node)]
    lone = len(texts) == 0 and len(items) == 1 and items[0].bullet and here.id != ""
    opened, example = "", False
    inner = here
    before: list[str] = []
    for at, one in enumerate(node.content):
        if isinstance(one, Paragraph):
            example = bool(_EXAMPLE.match(one.text))
            if example:
                yield LeftOut(one.text, "例示", tuple(one.lines))
                continue
            first = one is texts[0]
            number = "" if first and (items or len(texts) == 1) else f"-{rows.next()}"
            follows = node.content[at + 1] if at + 1 < len(node.content) else None
            opens = isinstance(follows, Node) and follows.style != "見出し"
            opens = opens and not (
                here.article and isinstance(follows, Node) and follows.style == "数"
            )  # 第2項 is no item
            texts_of = tuple(_run(node.content[at + 1 :])) if opens else ()
            before.append(one.text)
            doubts = (node.doubt,) if node.doubt and first else ()
            name = (here.id or "本文") + number
            yield Unit(name, here.cite.rstrip(".") or name, " ".join(here.headings), one.text, tuple(one.lines), here.parent,
                       here.context, texts_of, here.part, doubts, here.headings)  # fmt: skip
            if opens:
                opened = one.text
                parent = "\n".join(before)
                inner = here._replace(
                    parent=parent, context=(*here.context, parent), headings=_with_opening(node, here, opened)
                )
            continue
        if one.bullet and example and one.first is not None:
            yield LeftOut(one.first.text, "例示", tuple(one.first.lines))
            continue
        example = False
        if one.style == "行" and one is items[0] and len(items) > 1 and _head_row(one):
            yield LeftOut(bare(f"{one.shown} {one.content[0].text}"), "表の見出し", tuple(one.first.lines))  # type: ignore[union-attr]
            continue
        if lone and not one.content and one.first is not None and one.first.text:
            yield Unit(here.id, here.cite, " ".join(here.headings), one.first.text, tuple(one.first.lines), here.parent,
                       here.context, (), here.part, (), here.headings)  # fmt: skip
            continue
        yield from _units(one, inner, rows)


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


def _with_opening(node: Node, here: _Path, opened: str) -> tuple[str, ...]:
    """Return the headings of a list's items: the sentence that opens it, when it is what is printed beside the number."""
    if node.first is None or opened != node.first.text:
        return here.headings
    sentence = opened.split("。")[0] + ("。" if "。" in opened else "")
    marker = node.shown[: len(node.shown) - len(opened)] if node.shown.endswith(opened) else f"{node.printed} "
    return (*here.headings, f"{marker}{sentence}" if len(sentence) <= LONGEST_HEADING else node.printed)


def _row(node: Node, here: _Path, path: _Path) -> Iterator[Unit | LeftOut]:
    lines = tuple(node.first.lines) if node.first is not None else ()
    text = " ".join(one.text for one in node.content if isinstance(one, Paragraph) and one.text)
    extra = [one for one in node.content if isinstance(one, Node)]
    if not text and "。" not in node.shown:
        yield LeftOut(node.shown, "表の欄", lines)
    elif "。" not in text and len(text) <= 12 and len(node.shown) <= 12 and not re.search("ない|こと", text):
        yield LeftOut(f"{node.shown} {text}", "表の見出し・欄", lines)
    elif not text:
        yield Unit(
            here.id,
            here.cite,
            " ".join(path.headings),
            node.shown,
            lines,
            path.parent,
            path.context,
            (),
            path.part,
            (),
            path.headings,
        )
    else:
        headings = (*path.headings, node.shown)
        yield Unit(
            here.id,
            here.cite,
            " ".join(headings),
            text,
            lines,
            path.parent,
            (*path.context, node.shown),
            (),
            path.part,
            (),
            headings,
        )
    for one in extra:
        yield from _units(one, here, _Counter())


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


def _step(node: Node, path: _Path, counter: _Counter | None) -> _Path:
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


def _distinct(units: Sequence[Unit], left: list[LeftOut]) -> list[Unit]:
    """Return the units with ids that differ; in annexes, a sentence said before under the same number is left out."""
    seen: dict[str, str] = {}
    kept = []
    for unit in units:
        if unit.part and seen.get(unit.id) == unit.text:
            left.append(LeftOut(unit.text, f"{unit.cite.strip()}と同じ文（様式が二度載っている）", unit.lines))
            continue
        name, again = unit.id, 1
        while name in seen:
            again += 1
            name = f"{unit.id}/{again}"
        doubt = (f"番号{unit.id}が文書に二度以上ある",) if again > 1 else ()
        seen[name] = unit.text
        kept.append(unit._replace(id=name, cite=unit.cite.strip() or name, doubts=unit.doubts + doubt))
    return kept
