"""Finding a token pattern in a draft; `postlint.text.pattern` is the language and translates it to programs."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.text.document import Document


def search(
    code: list[list[Any]], document: Document, *, keys: list[str] | None = None, begins: list[str] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield token ranges that match, leftmost first, none overlapping; never across sentences.

    `keys` and `begins` are what `required` and `first` said: sentences and tokens without them are passed over.
    """
    starts = None if begins is None else sorted({at for key in begins for at in document.words.get(key, ())})
    marks = None if keys is None else sorted({at for key in keys for at in document.words.get(key, ())})
    for sentence in document.sentences:
        if marks is not None and not _between(marks, sentence.first, sentence.last):
            continue
        reached = sentence.first
        for at in range(reached, sentence.last) if starts is None else _between(starts, reached, sentence.last):
            if at < reached:
                continue
            end = _match(code, document, at, sentence.last)
            if end is not None:
                yield at, end
                reached = end


def _between(places: list[int], low: int, high: int) -> list[int]:
    return places[bisect_left(places, low) : bisect_left(places, high)]


def _match(code: list[list[Any]], document: Document, at: int, last: int) -> int | None:
    # Each (instruction, token) is visited once, in order of preference: linear, and still leftmost-first.
    keys, tokens = document.keys, document.tokens
    seen: set[tuple[int, int]] = set()
    stack = [(0, at)]
    while stack:
        state = stack.pop()
        if state in seen:
            continue
        seen.add(state)
        step, i = state
        op = code[step]
        if op[0] == "m":
            return i
        if op[0] == "j":
            stack.append((op[1], i))
        elif op[0] == "s":
            stack.append((op[2], i))
            stack.append((op[1], i))
        elif i < last:
            fits = (not op[1] or any(key in op[1] for key in keys[i])) and (op[2] is None or tokens[i].pos in op[2])
            if fits != op[3]:
                stack.append((step + 1, i + 1))
    return None
