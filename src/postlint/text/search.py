"""Finding a token pattern in a draft; `postlint.text.pattern` is the language and translates it to programs."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Any

# Between the tokens of one word, and between the keys of one token, where many words are kept as one set.
AND, OR = "\x1f", "\x1e"

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from postlint.text.document import Document

    Table = dict[str, list[list[list[str]]]]


def search(
    code: list[list[Any]],
    document: Document,
    *,
    keys: Collection[str] | None = None,
    begins: Collection[str] | None = None,
) -> Iterator[tuple[int, int]]:
    """Yield token ranges that match, leftmost first, none overlapping; never across sentences.

    `keys` and `begins` are what `required` and `first` said: sentences and tokens without them are passed over. Without
    `begins` the first instruction tells, where it can.
    """
    op = code[0]
    if op[0] == "w" or (op[0] == "t" and op[1] and not op[3]):
        begins = _table(op[1]) if op[0] == "w" else op[1]
    starts = None if begins is None else _places(begins, document)
    marks = None if keys is None else _places(keys, document)
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


def _places(keys: Collection[str], document: Document) -> list[int]:
    words = document.words
    there = [key for key in words if key in keys] if len(keys) > len(words) else [key for key in keys if key in words]
    return sorted({at for key in there for at in words[key]})


def _between(places: list[int], low: int, high: int) -> list[int]:
    return places[bisect_left(places, low) : bisect_left(places, high)]


@cache
def table(words: frozenset[str]) -> Table:
    """Return, for each key a word begins with, what may follow it: the keys of its further tokens."""
    found: Table = {}
    for word in sorted(words):
        begins, *rest = word.split(AND)
        for key in begins.split(OR):
            found.setdefault(key, []).append([keys.split(OR) for keys in rest])
    return found


def _table(words: frozenset[str] | Table) -> Table:
    return table(words) if isinstance(words, frozenset) else words


def _ends(follows: Iterable[list[list[str]]], keys: list[tuple[str, ...]], at: int, last: int) -> Iterator[int]:
    """Yield where the words that begin with the token `at` end."""
    for rest in follows:
        end = at + 1 + len(rest)
        if end <= last and all(any(key in wanted for key in keys[at + 1 + n]) for n, wanted in enumerate(rest)):
            yield end


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
        elif op[0] == "w":
            ends = (
                {end for key in keys[i] for end in _ends(_table(op[1]).get(key, ()), keys, i, last)} if i < last else ()
            )
            # Shortest first: the last pushed is tried first.
            stack.extend((step + 1, end) for end in sorted(ends, reverse=True))
        elif i < last:
            fits = (not op[1] or any(key in op[1] for key in keys[i])) and (op[2] is None or tokens[i].pos in op[2])
            if fits != op[3]:
                stack.append((step + 1, i + 1))
    return None
