"""Finding a token pattern in a draft; `postlint.text.pattern` is the language and translates it to programs."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Any

# Between the tokens of one word, and between the keys of one token, where many words are kept as one set.
AND, OR = "\x1f", "\x1e"

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from postlint.text.document import Document


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
def table(words: frozenset[str]) -> dict[str, str]:
    """Return, for each key a word begins with, how it may go on: the further tokens of each such word, a line each."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        begins, _, rest = word.partition(AND)
        for key in begins.split(OR):
            found.setdefault(key, []).append(rest)
    return {key: "\n".join(rests) for key, rests in found.items()}


def _table(words: frozenset[str] | dict[str, str]) -> dict[str, str]:
    return table(words) if isinstance(words, frozenset) else words


def _ends(rests: str, keys: list[tuple[str, ...]], at: int, last: int) -> Iterator[int]:
    """Yield where the words that begin with the token `at` end."""
    for rest in rests.split("\n"):
        wanted = rest.split(AND) if rest else ()
        end = at + 1 + len(wanted)
        if end <= last and all(any(key in each.split(OR) for key in keys[at + 1 + n]) for n, each in enumerate(wanted)):
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
            if i < last:
                words = _table(op[1])
                ends = {
                    end
                    for key in keys[i]
                    if (rests := words.get(key)) is not None
                    for end in _ends(rests, keys, i, last)
                }
                # Shortest first: the last pushed is tried first.
                stack.extend((step + 1, end) for end in sorted(ends, reverse=True))
        elif i < last:
            fits = (not op[1] or any(key in op[1] for key in keys[i])) and (op[2] is None or tokens[i].pos in op[2])
            if fits != op[3]:
                stack.append((step + 1, i + 1))
    return None
