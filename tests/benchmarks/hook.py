"""What a commit of 200 drafts waits for: the hook against the least process that tokenizes the same drafts.

    .venv/bin/python tests/benchmarks/hook.py [--drafts 200] [--runs 10]

Prints milliseconds (minimum, median) of whole processes and the ratio to the floor, then what each draft beyond the first
adds. Runs alternate, so that a noisy machine is equally noisy for all; the first two warm up, so every hook measured is a
second run: policy compiled, .pyc written, dictionary in the page cache. The drafts are those of examples/, numbered.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FLOOR = """
import sys
from pathlib import Path
from sudachipy import Dictionary
tokenizer = Dictionary().tokenizer()
for name in sys.argv[1:]:
    " ".join(m.surface() for m in tokenizer.tokenize(Path(name).read_text("utf-8")))
"""


def main() -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without .pyc everything takes three times as long
    options = argparse.ArgumentParser()
    options.add_argument("--drafts", type=int, default=200)
    options.add_argument("--runs", type=int, default=10)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        names = write(given.drafts)
        check = [sys.executable, "-m", "postlint", "check", "--city=ishinomaki"]
        commands = {
            "floor, 1 draft": [sys.executable, "-c", FLOOR, names[0]],
            f"floor, {len(names)} drafts": [sys.executable, "-c", FLOOR, *names],
            "check, 1 draft": [*check, names[0]],
            f"check, {len(names)} drafts": [*check, *names],
            f"pre-commit, {len(names)} drafts": [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        }
        times = measure(commands, given.runs)
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    for name, taken in times.items():
        floor = middle["floor, 1 draft" if name.endswith(" 1 draft") else f"floor, {len(names)} drafts"]
        figures = (
            f"min {min(taken) * 1000:7.1f} ms  median {middle[name] * 1000:7.1f} ms  ratio {middle[name] / floor:4.2f}"
        )
        print(f"{name:<24} {figures}")
    for kind in ("floor", "check"):
        each = (middle[f"{kind}, {len(names)} drafts"] - middle[f"{kind}, 1 draft"]) / (len(names) - 1)
        print(f"{kind}: {each * 1000:.2f} ms for each draft beyond the first")


def write(count: int) -> list[str]:
    """Write drafts into a fresh repository whose hook runs this postlint; return their names."""
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*/*.txt"))]
    names = [f"{number:04}.txt" for number in range(count)]
    for number, name in enumerate(names):
        Path(name).write_text(f"{sources[number % len(sources)]}第{number + 1}号です。\n", "utf-8")
    hook = {
        "id": "postlint", "name": "postlint", "language": "system", "require_serial": True, "files": r"\.txt$",
        "entry": f"{sys.executable} -m postlint check --city=ishinomaki",
    }  # fmt: skip
    Path(".pre-commit-config.yaml").write_text(json.dumps({"repos": [{"repo": "local", "hooks": [hook]}]}), "utf-8")
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], check=True)
    return names


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, list[float]]:
    """Return the seconds of each run but the first two."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 2):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            taken = time.perf_counter() - start
            if number >= 2:
                times[name].append(taken)
    return times


if __name__ == "__main__":
    main()
