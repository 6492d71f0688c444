"""The summary of a step of GitHub Actions: a file the runner names, which every command of the step adds to."""

from __future__ import annotations

import os
from pathlib import Path

from postlint.cli.streams import say


def add(text: str) -> None:
    """Add Markdown to the summary, if there is a runner that wants one. A file that cannot be written is told, no more."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    try:
        with Path(name).open("a", encoding="utf-8", newline="\n") as file:
            file.write("\n" + text)
    except (OSError, ValueError) as fault:
        say(f"postlint: ステップの要約に書けません: {getattr(fault, 'strerror', None) or fault}")
