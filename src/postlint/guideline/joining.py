"""Which lines are one sentence: a document's lines end where the page ended, not where the sentence did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postlint.layout import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postlint.guideline.lines import Line

_ENDED = re.compile(r"[。！？!?:：」』）)】]$")
# A line that begins so continues the one before, even over an empty line: pages end inside sentences.
_CONTINUES = re.compile(
    r"[、。，．・)）」』ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]|[をにはがのへとでもやてしいるれり](?![ぁ-んー])|て、"
    r"|(?:して|する|した|され|こと[。、がをと]|もの[。、とで]|ない[。、]|ます[。、]|です[。、]|ため[。、に])"
)
_UNFINISHED = re.compile(r"(?:[をがはにへで、，]|(?<!も)の|(?<!こ)と|及び|又は|または|および|並びに|若しくは)$")
_HEADS = re.compile(r"(?:について|に関して|とは|ために)$")
_PROVISO = re.compile(r"(?:ただし|但し|なお|この場合|この限り)")
_TAIL = re.compile(r"(?:など|等)(?:の|を|に|が|は|と|、)|以上の|上記|これら|のいずれか|に該当")
SHORT = 15  # code points: a first line so short is a heading, whatever follows


def full_width(lines: Sequence[Line]) -> int:
    """Return from which width on a line is as long as the page allows, or 0 where lines are not broken by a page."""
    widths = sorted(line.indent + cells(line.text) for line in lines if line.text and not line.cells)
    if len(widths) < 8:
        return 0
    widest = widths[int(len(widths) * 0.97)]
    near = sum(0.88 * widest <= width <= 1.06 * widest for width in widths)
    # Only a page breaks many lines at one width; a paragraph a line gives every width there is.
    return int(widest * 0.88) if near >= 0.12 * len(widths) and widest <= 140 else 0


def continues(before: str, line: Line, *, full: bool, first: bool) -> bool:
    """Tell whether `line` goes on with the sentence of `before`.

    `full` tells that the line before reached the margin, `first` that it is all its item has so far.
    """
    if not before or re.search("[。！？]$", before):
        return False
    if first and len(before) <= SHORT and not full and not _UNFINISHED.search(before):
        return False
    if _CONTINUES.match(line.text):
        return True
    if line.after_blank:
        return False
    if _HEADS.search(before) or _ENDED.search(before):
        return full and not re.search("[:：】]$", before)
    return full or bool(_UNFINISHED.search(before))


def proviso(text: str) -> bool:
    """Tell whether a line limits what stands before it, so that it belongs to the same clause."""
    return bool(_PROVISO.match(text))


def tail(text: str) -> bool:
    """Tell whether a line closes a list that stands inside a sentence (…など、に該当するもの)."""
    return bool(_TAIL.match(text))


def joined(before: str, after: str) -> str:
    """Join two pieces of one sentence: with a blank only between Latin words."""
    if before and before[-1].isascii() and before[-1].isalnum() and after[:1].isascii() and after[:1].isalnum():
        return f"{before} {after}"
    return before + after
