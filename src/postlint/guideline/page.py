"""The elements of a web page → blocks of text in their order: headings, list items with their numbers, table cells."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from postlint.guideline.lines import bare

_SKIPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "rt",
        "rp",
        "svg",
        "iframe",
        "select",
        "button",
        "input",
        "textarea",
    )
)
_MENUS = frozenset(("nav", "header", "footer", "aside"))
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "header",
        "footer",
        "nav",
        "aside",
    ]
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_MENU_NAME = re.compile(
    r"(?:^|[-_ ])(?:g?nav(?:i|igation)?|menu|footer|header|breadcrumbs?|topic-?path|pankuzu|side(?:bar)?|sns(?:-?btn|_button)?|share|search|inquiry|contact|otoiawase|skip)(?:$|[-_ 0-9])",
    re.I,
)
_DEEPEST = 300  # elements inside each other; pages have thirty


class Piece(NamedTuple):
    """Text of one block: `row` numbers the table row it is in, `cell` the column."""

    text: str
    level: int = 0
    marker: str = ""
    indent: int = 0
    row: int = 0
    cell: int = 0
    leave: str = ""


class Where(NamedTuple):
    """What the walk is inside of."""

    leave: str = ""
    indent: int = 0
    depth: int = 0
    table: bool = False


class Walker:
    """Collects the text of blocks in the order of the page."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._text = ""
        self._level = 0
        self._marker = ""
        self._row = 0
        self._cell = 0
        self._where = Where()

    def end(self) -> None:
        """Close the block that is open."""
        text = bare(self._text)
        if text:
            row = self._row if self._where.table else 0
            self.pieces.append(
                Piece(text, self._level, self._marker, self._where.indent, row, self._cell, self._where.leave)
            )
            self._marker = ""
        self._text = ""

    def walk(self, node: Any, main: Any, where: Where) -> None:
        """Take one element and what is in it."""
        tag = node.tag
        if tag == "-text":
            self._where = where
            self._text += node.text_content or ""
            return
        if tag in _SKIPPED or tag.startswith(("-", "!")):
            return
        if where.depth > _DEEPEST:  # structure is lost so deep down, text is not
            self._where = where
            self._text += node.text(deep=True)
            return
        if tag == "br":
            self.end()
            return
        inside = self._enter(node, tag, where, main)
        for child in node.iter(include_text=True):
            self.walk(child, main, inside)
        if tag in _BLOCKS:
            self.end()
            self._level = 0

    def _enter(self, node: Any, tag: str, where: Where, main: Any) -> Where:
        named = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"
        is_menu = tag in _MENUS or (tag in ("div", "ul", "section", "p") and _MENU_NAME.search(named))
        holds_main = main is not None and _holds(node, main)
        leave = where.leave or ("ページの案内" if is_menu and not holds_main and not _long(node) else "")
        if tag in _BLOCKS:
            self.end()
            self._level = _HEADINGS.get(tag, self._level if tag not in ("li", "p", "td", "th", "dd") else 0)
        if tag == "tr":
            self._row += 1
            self._cell = 0
        if tag in ("td", "th"):
            self._cell += 1
        if tag == "li":
            self._marker = _number(node)
        deeper = 2 if tag in ("ul", "ol", "dd", "blockquote") else 0
        cells = tag in ("td", "th") and len(node.parent.css("td, th")) > 1 if node.parent is not None else False
        return Where(leave, where.indent + deeper, where.depth + 1, where.table or cells)


def _holds(node: Any, main: Any) -> bool:
    step = main
    for _ in range(_DEEPEST):
        if step is None:
            return False
        if step.mem_id == node.mem_id:
            return True
        step = step.parent
    return False


def _long(node: Any) -> bool:
    """Tell whether an element is too much of the page for a menu: sentences stand in it."""
    return len(re.findall("(?:こと|する|ない|ます)。", node.text(deep=True))) >= 8


def _number(item: Any) -> str:
    """Return the number or bullet a browser shows before a list item."""
    parent = item.parent
    if parent is None or parent.tag not in ("ol", "ul") or "none" in (parent.attributes.get("style") or ""):
        return ""
    if parent.tag == "ul":
        return "・"
    given = item.attributes.get("value") or ""
    start = parent.attributes.get("start") or "1"
    before = [child for child in parent.iter() if child.tag == "li"]
    at = next((i for i, child in enumerate(before) if child.mem_id == item.mem_id), 0)
    number = int(given) if given.isdigit() else at + (int(start) if start.isdigit() else 1)
    kind = parent.attributes.get("type") or ""
    return f"{chr(96 + number)}." if kind == "a" and number < 27 else f"{number}."
