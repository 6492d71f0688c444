"""Lines of a document, whatever file they came from."""

from __future__ import annotations

import re
from typing import NamedTuple

# What no YAML file may hold, and byte order marks left inside a text.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Line(NamedTuple):
    """One line as printed: `number` counts from 1, `indent` in half-width cells.

    `level` is 1–6 for what the document itself marks as a heading; `marker` is a list number that the page shows but does
    not hold as text; `cells` are those of a table row; `page` is 0 where there are no pages; `margin` tells that the line reaches the page's right margin.
    """

    text: str
    number: int
    indent: int = 0
    level: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    page: int = 0
    after_blank: bool = False
    margin: bool = False
    leave: str = ""  # why this line is no part of the guideline (navigation, page numbers, ruby …)


class Source(NamedTuple):
    """A document: its lines, notes for the person about how it was read, where it says it stands on the web."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    address: str = ""
    links: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Return `text` without what cannot be written into a city file; other characters stay as they are."""
    return _UNWRITABLE.sub("", text)


def squeeze(text: str) -> str:
    """Return `text` without blanks: documents break lines inside sentences, so texts are compared without them."""
    return re.sub(r"\s", "", text)


def bare(text: str) -> str:
    """Return `text` without blanks at its ends and with single blanks inside, and nothing else changed."""
    return re.sub(r"[\s\u3000]+", " ", text).strip()


def indent_of(text: str) -> int:
    """Return how far a line is indented, a full-width blank counting two."""
    blank = text[: len(text) - len(text.lstrip())]
    return sum(2 if c == "\u3000" else 4 if c == "\t" else 1 for c in blank)
