"""How much a text sounds like what must not be posted, learned from the examples of the rules.

Ways of speaking are more than any list of patterns. The examples of all rules and the drafts of `rules/drafts/` teach one
number for each run of one to three letters: how much more often improper texts have it than proper ones. A text's
likeness is the sum over its runs, as a probability; where it is high, the topic is the one whose examples share its
rarest runs. The numbers are made by `postlint.compiled.learn` from YAML that anyone may read and add to, and lie in
`data/likeness.bin` and `data/likeness-topics.json`; a test keeps them fresh.

It knows letters, not meaning: it is for finding what a person should look at, never for saying that something is wrong.
"""

from __future__ import annotations

import json
import re
from functools import cache
from math import exp, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.text.document import Document

WEIGHTS = Path(__file__).parent.parent / "data" / "likeness.bin"
TOPICS = WEIGHTS.with_name("likeness-topics.json")
BUCKETS = 1 << 16  # numbers are kept for so many buckets of runs; two runs in one bucket cost little
_MASK = BUCKETS - 1
_DIGITS = str.maketrans("123456789", "000000000")
_FIRST, _SECOND, _THIRD = 2654435761, 2246822519, 3266489917  # odd constants that mix well (Knuth; xxHash)


def buckets(text: str) -> set[int]:
    """Return the buckets of the runs of one to three letters of folded text, digits and blanks all alike."""
    codes = [ord(letter) for letter in re.sub(" +", " ", text).translate(_DIGITS)]
    found, before, last = set(), 0, 0
    for code in codes:
        found.add(code * _FIRST >> 7 & _MASK)
        if last:
            found.add(last * _FIRST + code * _SECOND >> 9 & _MASK)
            if before:
                found.add(before * _FIRST + last * _SECOND + code * _THIRD >> 11 & _MASK)
        before, last = last, code
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


def likeness(document: Document) -> float:
    """Return how much a draft sounds like improper ones, from 0 to 1."""
    found = buckets(document.text)
    if not found:
        return 0.0
    scale, bias, of = _weights()
    total = sum([of[bucket] for bucket in found]) * scale / sqrt(len(found)) + bias
    return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


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


@cache
def _topics() -> Mapping[str, Mapping[str, int]]:
    read: dict[str, dict[str, int]] = json.loads(TOPICS.read_text("utf-8"))
    return read


def topics(document: Document) -> list[tuple[str, float]]:
    """Return the topics whose examples the draft is nearest to, the nearest first, with how near (0 to 1)."""
    found = {str(bucket) for bucket in buckets(document.text)}
    near = {
        topic: sum(of[bucket] for bucket in found & of.keys()) / 1000 / sqrt(len(found) or 1)
        for topic, of in _topics().items()
    }
    return sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))
