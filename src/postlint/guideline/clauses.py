"""The tree → clauses: what is cited, under which headings, word for word; and what is no clause, with the reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlint.guideline.items import Counter, LeftOut, Path, Unit, inside, units_of
from postlint.guideline.nodes import Node, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

_BINDING = re.compile(
    r"(?:こと。|ならない。|ものとする。|しない。|行わない。|禁止する。|ください。|しません。|行いません。|いたしません。|できません。|行います。|とする。)"
)
_FORM = re.compile("様式|届|申請書|記載例|チェックシート")
_SUPPLEMENT = re.compile(r"[附付]\s*則")
_LABEL = re.compile(r"(様式|別紙|別記|別表|別添|参考|補足|資料)\s*(?:第\s*)?([0-9０-９]*)")


def cut(root: Node, document: str) -> tuple[list[Unit], list[LeftOut]]:
    """Return the clauses in order with ids of their own, and what was left out; `document` names the annexes."""
    units: list[Unit] = []
    left: list[LeftOut] = []
    started = any(isinstance(child, Node) and not child.bullet for child in root.content)
    label = ""
    seen_node = False
    preface = 0
    loose = Counter()
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
        for one in units_of(child, Path(), loose):
            (units if isinstance(one, Unit) else left).append(one)  # type: ignore[arg-type]
    return _distinct(units, left), left


def _label(part: Node, document: str, before: str) -> str:
    """Return the name of an annex: printed in its heading, or given where the document speaks of it (…（様式1）)."""
    title = part.shown
    names = [f"{kind}{number}" for kind, number in _LABEL.findall(title)]
    if names:
        return next((name for name in names if name.startswith("様式")), names[0])
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
    path = Path(label, "", (part.shown,), "", (part.shown,), part.shown)
    path = path._replace(cite=part.shown.split("】")[0] + "】" if part.shown.startswith("【") else label + " ")
    for one in inside(part, path, rows=Counter()):
        if isinstance(one, LeftOut):
            left.append(one)
        elif supplement:
            left.append(LeftOut(one.text, "附則", one.lines))
        elif form and not re.match("/?[0-9(第]", one.id.removeprefix(label)):  # only what the form numbers is a clause
            left.append(LeftOut(one.text, "様式の欄・記入例", one.lines))
        else:
            units.append(one)


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
