"""Posts a second: the engine with every rule of a city against bare tokenization of the same posts, in one process.

    .venv/bin/python tests/benchmarks/throughput.py POSTS.jsonl [--city ishinomaki] [--posts 2000] [--rounds 5]

Each line of POSTS.jsonl has a `text`. Rounds alternate between the two, so that a noisy machine is equally noisy for
both; the medians and their ratio are printed. Both are warm: one round of each goes before.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from sudachipy import Dictionary, SplitMode

from postlint.compiled import policy
from postlint.engine import judge
from postlint.model import Draft


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("posts_file", type=Path)
    options.add_argument("--city", default="ishinomaki")
    options.add_argument("--posts", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    lines = given.posts_file.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"][:280] for line in lines]
    texts = (texts * (given.posts // len(texts) + 1))[: given.posts]
    tokenizer = Dictionary().tokenizer(SplitMode.A)
    rules = policy(given.city)

    def bare() -> None:
        for text in texts:
            tokenizer.tokenize(text)

    def whole() -> None:
        for text in texts:
            judge(Draft(text), rules)

    rates: dict[str, list[float]] = {"tokenization alone": [], "every rule": []}
    runs: list[tuple[str, Callable[[], None]]] = [("tokenization alone", bare), ("every rule", whole)]
    for number in range(given.rounds + 1):
        for name, run in runs:
            start = time.perf_counter()
            run()
            if number:
                rates[name].append(len(texts) / (time.perf_counter() - start))
    floor = statistics.median(rates["tokenization alone"])
    print(f"{len(texts)} posts, {sum(map(len, texts)) / len(texts):.0f} characters on average, {given.city}")
    for name, rate in rates.items():
        middle = statistics.median(rate)
        print(f"{name:<20} {middle:9.0f} posts/s  ratio {middle / floor:5.3f}")


if __name__ == "__main__":
    main()
