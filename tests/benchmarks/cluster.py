"""Posts a second on a cluster of one machine: Dask with one and with two worker processes, against no cluster.

    .venv/bin/python tests/benchmarks/cluster.py POSTS.jsonl [--city ishinomaki] [--posts 2000] [--size 200] [--rounds 3]

Each line of POSTS.jsonl has a `text`. Posts travel to the workers and findings back, in batches of `--size`, as they
would between machines. Rounds alternate between the ways, so that a noisy machine is equally noisy for all; the medians
are printed. All are warm: one round of each goes before.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pyarrow as pa
from distributed import Client, LocalCluster

from postlint.audit.arrow import judge_batch


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("posts_file", type=Path)
    options.add_argument("--city", default="ishinomaki")
    options.add_argument("--posts", type=int, default=2000)
    options.add_argument("--size", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    texts = [json.loads(line)["text"][:280] for line in given.posts_file.read_text("utf-8").splitlines()]
    texts = (texts * (given.posts // len(texts) + 1))[: given.posts]
    table = pa.table({"id": [str(number) for number in range(len(texts))], "text": texts})
    batches = table.to_batches(max_chunksize=given.size)

    def alone() -> None:
        for batch in batches:
            judge_batch(batch, city=given.city)

    def spread(client: Client) -> None:
        # pure=False: Dask would give the findings of the last round again.
        client.gather(client.map(partial(judge_batch, city=given.city), batches, pure=False))

    with ExitStack() as stack:
        runs: dict[str, Callable[[], None]] = {"no cluster": alone}
        for workers in (1, 2):
            cluster = stack.enter_context(
                LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0")
            )  # fmt: skip
            runs[f"{workers} worker(s)"] = partial(spread, stack.enter_context(Client(cluster)))
        rates: dict[str, list[float]] = {name: [] for name in runs}
        for number in range(given.rounds + 1):
            for name, run in runs.items():
                start = time.perf_counter()
                run()
                if number:
                    rates[name].append(len(texts) / (time.perf_counter() - start))
    print(f"{len(texts)} posts, {sum(map(len, texts)) / len(texts):.0f} characters on average, {given.city}")
    for name, rate in rates.items():
        middle = statistics.median(rate)
        print(f"{name:<12} {middle:7.0f} posts/s  ratio {middle / statistics.median(rates['no cluster']):5.2f}")


if __name__ == "__main__":
    main()
