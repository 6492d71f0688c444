"""Finding a token pattern in a draft; `postlint.text.pattern` is the language and translates it to programs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

# Between the tokens of one word, and between the keys of one token, where many words are kept as one set.
AND, OR = "\x1f", "\x1e"

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from postlint.text.document import Document, Sentence

_first = attrgetter("first")


def search(
    code: list[list[Any]],
    document: Document,
    *,
    needs: Sequence[list[int]] = (),
    begins: Collection[str] | None = None,
) -> Iterator[tuple[int, int]]:
    """Yield token ranges that match, leftmost first, none overlapping; never across sentences.

    Where a sentence holds no token of each of the `needs`, one after another, nothing is tried, nor where a token is
    under none of the keys `begins`; without `begins` the first instruction tells, where it can.
    """
    op = code[0]
    if op[0] == "w" or (op[0] == "t" and op[1] and not op[3]):
        begins = _table(op[1]) if op[0] == "w" else op[1]
    starts = None if begins is None else places(begins, document)
    for sentence in holding(needs, document) if needs else document.sentences:
        reached, last = sentence.first, sentence.last
        for at in range(reached, last) if starts is None else _between(starts, reached, last):
            if at < reached:
                continue
            if needs and not _follow(needs, at, last):
                break
            end = _match(code, document, at, last)
            if end is not None:
                yield at, end
                reached = end


def places(keys: Collection[str], document: Document) -> list[int]:
    """Return the tokens under one of `keys`, in order."""
    known = document.places.get(id(keys))  # groups are kept once and are long: hashing one would cost as much
    if known is None:
        known = document.places[id(keys)] = (keys, _places(keys, document.words))
    return known[1]


def _places(keys: Collection[str], words: Mapping[str, list[int]]) -> list[int]:
    there = [key for key in words if key in keys] if len(keys) > len(words) else [key for key in keys if key in words]
    return sorted({at for key in there for at in words[key]})


def holding(needs: Sequence[list[int]], document: Document) -> Iterator[Sentence]:
    """Yield the sentences that hold a token of each of the `needs`, one after another."""
    sentences, reached = document.sentences, 0
    for at in needs[0]:
        if at >= reached:
            sentence = sentences[bisect_right(sentences, at, key=_first) - 1]
            reached = sentence.last
            if len(needs) == 1 or _follow(needs, at, reached):
                yield sentence


def _follow(needs: Sequence[list[int]], at: int, last: int) -> bool:
    """Tell whether a token of each of the `needs` stands after one of the need before, from `at` to before `last`."""
    for places in needs:
        i = bisect_left(places, at)
        if i == len(places) or places[i] >= last:
            return False
        at = places[i] + 1
    return True


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
    ends: Sequence[int]
    seen: set[tuple[int, int]] = set()
    stack = [(0, at)]
    while stack:
        state = stack.pop()
        if state in seen:
            continue
        seen.add(state)
        step, i = state
        kind, *op = code[step]
        if kind == "g":
            most, begins = op
            most = min(i + most, last)
            ends = range(i, most + 1) if begins is None else _between(places(begins, document), i, most + 1)
            stack.extend((step + 1, end) for end in reversed(ends))  # as few as will do: the last pushed is tried first
        elif kind == "s":
            stack += ((op[1], i), (op[0], i))
        elif kind == "j":
            stack.append((op[0], i))
        elif kind == "m":
            return i
        elif i == last:
            continue
        elif kind == "w":
            words = _table(op[0])
            rests = [words[key] for key in keys[i] if key in words]
            if rests == [""]:
                stack.append((step + 1, i + 1))
            elif rests:
                found = {end for rest in rests for end in _ends(rest, keys, i, last)}
                stack.extend((step + 1, end) for end in sorted(found, reverse=True))  # the shortest first
        else:
            wanted, pos, negated = op
            fits = (not wanted or _meets(keys[i], wanted)) and (pos is None or tokens[i].pos in pos)
            if fits != negated:
                stack.append((step + 1, i + 1))
    return None


def _meets(keys: tuple[str, ...], wanted: Collection[str]) -> bool:
    for key in keys:  # noqa: SIM110 - any() would make a generator, and this is where the time goes
        if key in wanted:
            return True
    return False
