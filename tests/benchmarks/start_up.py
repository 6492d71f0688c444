"""The whole `postlint check` process against the least process that tokenizes the same draft, in one run.

    .venv/bin/python tests/benchmarks/start_up.py [--runs 30] [DRAFT]

Prints milliseconds (minimum, median) and the ratio of medians. Runs alternate, so that a noisy machine is equally
noisy for all. Warm: compiled policy cached, .pyc written, dictionary in the page cache. The terminal is a pseudo-terminal.
"""

from __future__ import annotations

import argparse
import os
import pty
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FLOOR = """
import sys
from sudachipy import Dictionary
text = open(sys.argv[1], encoding="utf-8").read()
print(" ".join(m.surface() for m in Dictionary().tokenizer().tokenize(text)))
"""


def piped(command: list[str]) -> float:
    """Run a command with its output in a pipe; return seconds."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - start


def on_terminal(command: list[str]) -> float:
    """Run a command on a pseudo-terminal of 80 columns; return seconds."""
    leader, follower = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=follower, stderr=follower, env={**os.environ, "COLUMNS": "80", "TERM": "xterm"}
    )
    os.close(follower)
    while True:
        try:
            if not os.read(leader, 65536):
                break
        except OSError:  # Linux says so at the end of a pseudo-terminal
            break
    process.wait()
    os.close(leader)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without .pyc everything takes three times as long
    options = argparse.ArgumentParser()
    options.add_argument("draft", nargs="?", default=str(ROOT / "examples/ishinomaki/ng-insult.txt"))
    options.add_argument("--runs", type=int, default=30)
    given = options.parse_args()
    postlint = str(Path(sys.executable).parent / "postlint")
    check = [postlint, "check", given.draft, "--city", "ishinomaki"]
    commands = {
        "floor": (piped, [sys.executable, "-c", FLOOR, given.draft]),
        "check, piped": (piped, check),
        "check --format json": (piped, [*check, "--format", "json"]),
        "check, terminal": (on_terminal, check),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(given.runs + 2):
        for name, (run, command) in commands.items():
            taken = run(command)
            if number >= 2:  # the first two warm up
                times[name].append(taken)
    floor = statistics.median(times["floor"])
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(
            f"{name:<22} min {min(taken) * 1000:6.1f} ms  median {middle * 1000:6.1f} ms  ratio {middle / floor:4.2f}"
        )


if __name__ == "__main__":
    main()
