"""What a terminal shows for a character: how it is written, and how many columns it takes.

Control, bidi and zero-width characters are written as escapes, so that nothing in a draft can move the cursor, turn
the line round or hide. rich and wcwidth know the same widths, but cost 10 to 24 ms of every run.
"""

from __future__ import annotations

import unicodedata

_SHORT = {"\t": "\\t", "\r": "\\r", "\n": "\\n"}
# Joins and picks the form of the emoji before it; harmless, and an escape would tear the emoji apart.
_OPENING = "「『（(【［[〈《"
_WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_/:"
_PART_OF_EMOJI = "\ufe0e\ufe0f"


def shown(text: str) -> str:
    """Return `text` with control, bidi, zero-width and unpaired characters escaped."""
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char in _PART_OF_EMOJI or char.isprintable():
        return char
    if char in _SHORT:
        return _SHORT[char]
    if char == "\u3000":
        return char
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return f"\\u{{{ord(char):x}}}"
    return char


def width(text: str, *, ambiguous: int = 1) -> int:
    """Return the columns that shown text takes; `ambiguous` is the width of ①, × and their like (2 on CP932)."""
    if text.isascii():
        return len(text)
    return sum(_width(char, ambiguous) for char in text)


def _width(char: str, ambiguous: int) -> int:
    if char in _PART_OF_EMOJI or unicodedata.combining(char):
        return 0
    kind = unicodedata.east_asian_width(char)
    return 2 if kind in "WF" else ambiguous if kind == "A" else 1


def wrap(text: str, columns: int, *, ambiguous: int = 1) -> list[str]:
    """Cut shown text into lines of at most `columns`, between kanji anywhere, between letters only when it must be.

    As Japanese setting has it, a closing mark may hang over the end and an opening bracket goes to the next line.
    """
    if 2 * len(text) <= columns:
        return [text]
    lines, line, used = [], "", 0
    for char in text:
        size = _width(char, ambiguous) if not char.isascii() else 1
        if used + size > columns and line and char not in "。、」』）)】！？!?・ー":
            word = len(line) - len(line.rstrip(_WORD)) if char in _WORD else len(line) - len(line.rstrip(_OPENING))
            cut = len(line) - word if 0 < word < min(len(line), columns // 2) else len(line)
            lines.append(line[:cut])
            line = line[cut:]
            used = width(line, ambiguous=ambiguous)
        line += char
        used += size
    return [*lines, line]
