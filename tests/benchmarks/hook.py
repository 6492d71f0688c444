"""What a commit of 200 drafts waits for: the hook against the least process that tokenizes the same drafts.

    .venv/bin/python tests/benchmarks/hook.py [--drafts 200] [--runs 10]

Prints milliseconds (minimum, median) of whole processes and the ratio to the floor, then what each draft beyond the first
adds. A first run has judged none of the drafts before, a second one all of them, and with one changed all but one. Runs
alternate, so that a noisy machine is equally noisy for all; the first two warm up: policy compiled, .pyc written, dictionary in
the page cache. The drafts are those of examples/, numbered.
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
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
FLOOR = """
import sys
from pathlib import Path
from sudachipy import Dictionary
tokenizer = Dictionary().tokenizer()
for name in sys.argv[1:]:
    " ".join(m.surface() for m in tokenizer.tokenize(Path(name).read_text("utf-8")))
"""


class Run(NamedTuple):
    """What is measured: a command, what is done before it, and the floor it is held against."""

    command: list[str]
    floor: str
    before: Callable[[], object] = lambda: None


def main() -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without .pyc everything takes three times as long
    options = argparse.ArgumentParser()
    options.add_argument("--drafts", type=int, default=200)
    options.add_argument("--runs", type=int, default=10)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ["POSTLINT_CACHE"] = str(Path(folder, ".cache"))
        names = write(given.drafts)
        check = [sys.executable, "-m", "postlint", "check", "--city=ishinomaki"]
        hook = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
        one, all_ = "floor, 1 draft", f"floor, {len(names)} drafts"
        numbers = count()

        def change() -> None:
            with Path(names[len(names) // 2]).open("a", encoding="utf-8") as draft:
                draft.write(f"{next(numbers)}回目の直しです。\n")

        times = measure(
            {
                one: Run([sys.executable, "-c", FLOOR, names[0]], one),
                all_: Run([sys.executable, "-c", FLOOR, *names], all_),
                "check, 1 draft": Run([*check, names[0]], one),
                "check, first run": Run([*check, *names], all_, forget),
                "check, second run": Run([*check, *names], all_),
                "check, one changed": Run([*check, *names], all_, change),
                "pre-commit, first run": Run(hook, all_, forget),
                "pre-commit, second run": Run(hook, all_),
                "pre-commit, one changed": Run(hook, all_, change),
            },
            given.runs,
        )
    middle = {name: statistics.median(taken) for name, (_, taken) in times.items()}
    for name, (floor, taken) in times.items():
        figures = f"min {min(taken) * 1000:7.1f} ms  median {middle[name] * 1000:7.1f} ms"
        print(f"{name:<24} {figures}  ratio {middle[name] / middle[floor]:4.2f}")
    for name, first, last in (("floor", one, all_), ("check", "check, 1 draft", "check, first run")):
        each = (middle[last] - middle[first]) / (len(names) - 1)
        print(f"{name}: {each * 1000:.2f} ms for each draft beyond the first")


def forget() -> None:
    """Forget what was judged, but not the compiled policy."""
    for reports in Path(os.environ["POSTLINT_CACHE"]).glob("*.reports.json"):
        reports.unlink()


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


def measure(runs: dict[str, Run], times: int) -> dict[str, tuple[str, list[float]]]:
    """Return for each run its floor and the seconds it took, but for the first two times."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(times + 2):
        for name, run in runs.items():
            run.before()
            start = time.perf_counter()
            subprocess.run(run.command, capture_output=True, check=False)
            if number >= 2:
                taken[name].append(time.perf_counter() - start)
    return {name: (run.floor, taken[name]) for name, run in runs.items()}


if __name__ == "__main__":
    main()
