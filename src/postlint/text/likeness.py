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
    from collections.abc import Iterator, Mapping

    from postlint.text.document import Document

WEIGHTS = Path(__file__).parent.parent / "data" / "likeness.bin"
TOPICS = WEIGHTS.with_name("likeness-topics.json")
BUCKETS = 1 << 16  # numbers are kept for so many buckets of runs; two runs in one bucket cost little
_DIGITS = str.maketrans("123456789", "000000000")
_FIRST, _SECOND, _THIRD = 2654435761, 2246822519, 3266489917  # odd constants that mix well (Knuth; xxHash)


class Run(NamedTuple):
    """A run of letters: where it starts, how long it is, and its bucket."""

    start: int
    size: int
    bucket: int


def runs(text: str) -> Iterator[Run]:
    """Yield the runs of one to three letters of folded text, digits all alike."""
    codes = [ord(letter) for letter in text.translate(_DIGITS)]
    last = len(codes) - 1
    for i, code in enumerate(codes):
        mixed = code * _FIRST
        yield Run(i, 1, mixed >> 7 & BUCKETS - 1)
        if i < last:
            mixed += codes[i + 1] * _SECOND
            yield Run(i, 2, mixed >> 9 & BUCKETS - 1)
            if i + 1 < last:
                yield Run(i, 3, mixed + codes[i + 2] * _THIRD >> 11 & BUCKETS - 1)


def plain(text: str) -> str:
    """Return folded text as it is compared: blanks, links among them, count as one."""
    return re.sub(" +", " ", text)


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
    buckets = {run.bucket for run in runs(plain(document.text))}
    if not buckets:
        return 0.0
    scale, bias, of = _weights()
    total = sum([of[bucket] for bucket in buckets]) * scale / sqrt(len(buckets)) + bias
    return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


def telling(document: Document) -> tuple[int, int]:
    """Return the span of the sentence that sounds most like it."""
    _, _, of = _weights()
    text = document.text

    def weight(span: tuple[int, int]) -> float:
        buckets = {run.bucket for run in runs(plain(text[slice(*span)]))}
        return sum([of[bucket] for bucket in buckets]) / sqrt(len(buckets) or 1)

    spans = [(sentence.start, sentence.end) for sentence in document.sentences]
    start, end = max(spans, key=weight, default=(0, len(text)))
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


@cache
def _topics() -> Mapping[str, Mapping[str, int]]:
    read: dict[str, dict[str, int]] = json.loads(TOPICS.read_text("utf-8"))
    return read


def topics(document: Document) -> list[tuple[str, float]]:
    """Return the topics whose examples the draft is nearest to, the nearest first, with how near (0 to 1)."""
    buckets = {str(run.bucket) for run in runs(plain(document.text))}
    near = {
        topic: sum(of[bucket] for bucket in buckets & of.keys()) / 1000 / sqrt(len(buckets) or 1)
        for topic, of in _topics().items()
    }
    return sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))
