"""The tree of a document, and what is open while it grows."""

from __future__ import annotations

from dataclasses import dataclass, field


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
class Reader:
    """The open items, outermost first, and what the last line was."""

    root: Node
    open: list[Node]
    full: int
    unnumbered: bool
    caption: Paragraph | None = None
    article: int = 0  # articles are numbered through, whatever chapter they stand in
    last_full: bool = False
    last_text: Paragraph | None = None
