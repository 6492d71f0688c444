"""An audit of many posts: its rate, what a second worker brings, and its memory. By hand, on a quiet machine.

    .venv/bin/python tests/benchmarks/audit.py TEXTS.jsonl… [--posts 20000] [--city ishinomaki] [--rounds 3]
    .venv/bin/python tests/benchmarks/audit.py TEXTS.jsonl… --memory 20000 200000
    .venv/bin/python tests/benchmarks/audit.py TEXTS.jsonl… --textlint FOLDER        # with textlint installed in FOLDER

Each line of TEXTS.jsonl has a `text`; long ones are cut into posts at their sentences, and posts are repeated with other
days until there are enough. Whole processes are timed, in turns, so that a noisy machine is equally noisy for all; bare
tokenization is one process that reads the same file and tokenizes each text with Sudachi.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

_LONGEST = 140
_BARE = """
import json, sys
from sudachipy import Dictionary, SplitMode
tokenizer = Dictionary().tokenizer(SplitMode.A)
for line in open(sys.argv[1], encoding="utf-8"):
    for morpheme in tokenizer.tokenize(json.loads(line)["text"]):
        morpheme.normalized_form()
"""


def posts(files: list[Path]) -> list[str]:
    """Return the texts, cut at sentence ends to what fits a post."""
    found = []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            post = ""
            for sentence in re.findall(r"[^。\n]*[。\n]?", json.loads(line)["text"]):
                if post and len(post) + len(sentence) > _LONGEST:
                    found.append(post.strip())
                    post = ""
                post += sentence[:_LONGEST]
            if post.strip():
                found.append(post.strip())
    return [text for text in found if text]


def write(path: Path, texts: list[str], number: int) -> None:
    """Write so many posts of some years, as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for i in range(number):
            day = date(2020, 1, 1) + timedelta(i % 2000)
            record = {"id": f"p{i}", "posted_at": f"{day}T10:{i % 60:02}:00+09:00", "text": texts[i % len(texts)]}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def run(command: list[str]) -> tuple[float, float]:
    """Run a command and return seconds and the peak memory of the whole family of processes, in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def audit(export: Path, city: str, jobs: int) -> list[str]:
    """Return the command of an audit that writes every record."""
    output = str(export.with_suffix(f".{jobs}.out.jsonl"))
    return [
        sys.executable,
        "-m",
        "postlint",
        "audit",
        str(export),
        "--city",
        city,
        "--jobs",
        str(jobs),
        "--output",
        output,
    ]


def rates(export: Path, number: int, city: str, rounds: int) -> Iterator[str]:
    """Yield the rates of bare tokenization and of audits with one and two workers."""
    commands = {
        "bare tokenization": [sys.executable, "-c", _BARE, str(export)],
        "audit, one worker": audit(export, city, 1),
        "audit, two workers": audit(export, city, 2),
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(run(command)[0])
    floor = statistics.median(taken["bare tokenization"])
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        yield f"{name:<20} {number / middle:8.0f} posts/s  {middle:7.1f} s  ratio {floor / middle:5.3f}"
    one, two = (statistics.median(taken[name]) for name in list(commands)[1:])
    yield f"two workers are {one / two:.2f} times one"


def textlint(export: Path, folder: Path) -> Iterator[str]:
    """Yield how long textlint takes for the same posts, all in one file and a file a post."""
    texts = [json.loads(line)["text"] for line in export.read_text("utf-8").splitlines()]
    whole = export.with_suffix(".md")
    whole.write_text("\n\n".join(text.replace("\n", " ") for text in texts), "utf-8")
    each = export.with_name("each")
    each.mkdir()
    for i, text in enumerate(texts):
        (each / f"{i}.md").write_text(text, "utf-8")
    for name, target in (("one file", whole), ("one file a post", each)):
        seconds, memory = run(
            ["npx", "--prefix", str(folder), "textlint", "--config", str(folder / ".textlintrc.json"), str(target)]
        )
        yield f"textlint, {name:<16} {len(texts) / seconds:8.0f} posts/s  {seconds:7.1f} s  {memory:6.0f} MiB"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("texts", type=Path, nargs="+")
    options.add_argument("--posts", type=int, default=20_000)
    options.add_argument("--city", default="ishinomaki")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--memory", type=int, nargs="*")
    options.add_argument("--textlint", type=Path)
    given = options.parse_args()
    texts = posts(given.texts)
    with tempfile.TemporaryDirectory() as folder:
        for number in given.memory or ():
            export = Path(folder) / f"{number}.jsonl"
            write(export, texts, number)
            seconds, memory = run(audit(export, given.city, 1))
            print(f"{number:9,} posts  {seconds:7.1f} s  peak {memory:6.0f} MiB", flush=True)
        if given.memory:
            return
        export = Path(folder) / "posts.jsonl"
        write(export, texts, given.posts)
        average = sum(len(texts[i % len(texts)]) for i in range(given.posts)) / given.posts
        print(f"{given.posts:,} posts, {average:.0f} characters on average, {given.city}", flush=True)
        lines = (
            textlint(export, given.textlint) if given.textlint else rates(export, given.posts, given.city, given.rounds)
        )
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
