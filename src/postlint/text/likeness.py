"""How much a text sounds like what must not be posted, learned from the examples of the rules.

Ways of speaking are more than any list of patterns. The examples of all rules and the drafts of `rules/drafts/` teach one
number for each run of one to four letters: how much more often improper texts have it than proper ones. A text's
likeness is the sum over its runs, as a probability; where it is high, its topic is told by its words: those that the
examples of all other topics lack (complement naive Bayes; Rennie et al. 2003). The numbers are made by
`postlint.compiled.learn` from YAML that anyone may read and add to, and lie in `data/likeness.bin` and
`data/likeness-topics.json`; a test keeps them fresh.

It knows letters, not meaning: it is for finding what a person should look at, never for saying that something is wrong.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from math import exp, log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postlint.text.document import Document

WEIGHTS = Path(__file__).parent.parent / "data" / "likeness.bin"
TOPICS = WEIGHTS.with_name("likeness-topics.json")
BUCKETS = 1 << 18  # numbers are kept for so many buckets of runs; two runs in one bucket cost little
_MASK = BUCKETS - 1
_DIGITS = str.maketrans("123456789", "000000000")
# Odd constants that mix well (Knuth; xxHash).
_FIRST, _SECOND, _THIRD, _FOURTH = 2654435761, 2246822519, 3266489917, 2869860233
_AROUND = 120  # code points before and after: one sentence in a long post would not be heard in the whole
_SMOOTH = 0.3  # counted for every word of every topic (Laplace)


def buckets(text: str) -> set[int]:
    """Return the buckets of the runs of one to four letters of folded text, digits and blanks all alike."""
    codes = [ord(letter) for letter in re.sub(" +", " ", text).translate(_DIGITS)]
    second, third, fourth = codes[1:], codes[2:], codes[3:]
    found = {a * _FIRST >> 7 & _MASK for a in codes}
    found.update([a * _FIRST + b * _SECOND >> 9 & _MASK for a, b in zip(codes, second, strict=False)])
    found.update(
        [a * _FIRST + b * _SECOND + c * _THIRD >> 11 & _MASK for a, b, c in zip(codes, second, third, strict=False)]
    )
    found.update(
        [
            a * _FIRST + b * _SECOND + c * _THIRD + d * _FOURTH >> 13 & _MASK
            for a, b, c, d in zip(codes, second, third, fourth, strict=False)
        ]
    )
    return found


class _Weights(NamedTuple):
    scale: float
    bias: float
    of: memoryview  # by bucket, -127 to 127


@cache
def _weights() -> _Weights:
    head, _, numbers = WEIGHTS.read_bytes().partition(b"\n")
    told = json.loads(head)
    return _Weights(told["scale"], told["bias"], memoryview(numbers).cast("b"))


@lru_cache(64)  # many findings of a draft stand in one sentence
def likeness(text: str) -> float:
    """Return how much folded text sounds like improper posts, from 0 to 1."""
    found = buckets(text)
    if not found:
        return 0.0
    scale, bias, of = _weights()
    total = sum([of[bucket] for bucket in found]) * scale / sqrt(len(found)) + bias
    return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


def around(document: Document, at: int) -> float:
    """Return the likeness of what stands around folded position `at`: of the whole draft unless it is long."""
    text = document.text
    return document.likeness if len(text) <= 2 * _AROUND else likeness(text[max(0, at - _AROUND) : at + _AROUND])


def within(document: Document, at: int) -> float:
    """Return the likeness of the sentence around folded position `at`."""
    return likeness(document.text[slice(*document.sentence(at))])


def telling(document: Document) -> tuple[int, int]:
    """Return the span of the sentence that sounds most like it."""
    _, _, of = _weights()
    text = document.text

    def weight(span: tuple[int, int]) -> float:
        found = buckets(text[slice(*span)])
        return sum([of[bucket] for bucket in found]) / sqrt(len(found) or 1)

    spans = [(sentence.start, sentence.end) for sentence in document.sentences]
    start, end = max(spans, key=weight, default=(0, len(text)))
    piece = text[start:end]
    if not piece.strip():
        return start, end
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


class _Words(NamedTuple):
    learned: str
    topics: list[str]
    all: Sequence[float]  # of each topic, all words
    of: Mapping[str, Sequence[float]]  # how rare a word is, then pairs: number of a topic, its share of the word


@cache
def _words() -> _Words:
    return _Words(**json.loads(TOPICS.read_text("utf-8")))


def words(document: Document) -> set[str]:
    """Return the words of a draft in their normal forms: by them topics are told."""
    return {token.normal for token in document.tokens if token.normal[:1].isalnum()}


def topics(document: Document) -> list[tuple[str, float]]:
    """Return the topics, the nearest first, with how much less its words look like those of all the others (a logarithm)."""
    _, names, every, of = _words()
    total = sum(every)
    near = [0.0] * len(names)
    known = [of[word] for word in words(document) if word in of]
    length = sqrt(sum(rare * rare for rare, *_ in known)) or 1.0
    for rare, *pairs in known:
        shares = dict(zip(map(int, pairs[::2]), pairs[1::2], strict=True))
        whole = sum(shares.values())
        for number in range(len(names)):
            others = (whole - shares.get(number, 0.0) + _SMOOTH) / (total - every[number] + _SMOOTH * len(of))
            near[number] -= rare / length * log(others)
    return sorted(zip(names, near, strict=True), key=lambda pair: (-pair[1], pair[0]))
