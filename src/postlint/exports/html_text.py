"""The HTML of a post → the text its author wrote, with every link written out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from postlint.errors import InputError
from postlint.exports.links import joined

MAX_HTML = 100_000  # characters; servers with raised limits allow some 10,000 of text, and html.parser is slow to fail

_BLOCKS = frozenset(
    ["blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"]
)
_UNSEEN = frozenset({"script", "style", "template", "title"})
_NAMES = frozenset({"mention", "hashtag"})  # classes of links that are no addresses


def text_of(html: str) -> str:
    """Return the text of a post: `<br>` is a line break, a new paragraph an empty line, as authors type them.

    Links are told by their target (see `links`), hashtags and mentions by their words. Raises InputError for what is
    too long, or no HTML at all.
    """
    if len(html) > MAX_HTML:
        raise InputError(f"本文が長すぎます（{MAX_HTML:,}字まで）")
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # html.parser's way to refuse `<![x[`
        raise InputError("本文のHTMLが壊れています") from None
    lines = [line.strip(" \t") for line in joined(reader.pieces()).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Collects pieces of text, each with the target of its link or an empty one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._target = ""
        self._unseen = ""

    def pieces(self) -> list[tuple[str, str]]:
        """Return all pieces, the last one closed."""
        self._cut()
        return self._pieces

    def _cut(self, target: str = "") -> None:
        if self._words:
            self._pieces.append(("".join(self._words), self._target))
        self._words, self._target = [], target

    def _break(self, tag: str) -> None:
        if tag == "p":
            self._words.append("\n\n")
        elif not (self._words and self._words[-1].endswith("\n")):
            self._words.append("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "br":
            self._words.append("\n")
        elif tag in _BLOCKS:
            self._break(tag)
        elif tag == "a":
            names = _NAMES & set((facts.get("class") or "").split())
            self._cut("" if names else facts.get("href") or "")
        elif tag == "img":
            self._words.append(facts.get("alt") or "")
        elif tag in _UNSEEN:
            self._unseen = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._cut()
        elif tag in _BLOCKS:
            self._break(tag)
        elif tag == self._unseen:
            self._unseen = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words.append(re.sub("[ \t\r\n]+", " ", data))
