"""Standard output as it really is: a terminal, a pipe, a CP932 console, a closed pipe."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from postlint.report.human import Line, Paper

_STYLES = {"ng": "bold red", "review": "bold yellow", "note": "cyan", "ok": "bold green", "undecided": "bold magenta",
           "dim": "dim", "strong": "bold"}  # fmt: skip


def prepare() -> None:
    """Let nothing be lost or raised where the console cannot show a character: it is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def say(line: str) -> None:
    """Print one message to standard error, control characters escaped but for line feeds."""
    from postlint.report.cells import shown

    with contextlib.suppress(OSError):
        print(_for_reader("\n".join(map(shown, line.split("\n"))), sys.stderr), file=sys.stderr)


def flush() -> None:
    """Flush what was printed; a pipe that closed meanwhile is no fault."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()


def paper(language: str) -> Paper:
    """Measure what standard output is."""
    from postlint.report.human import Paper

    columns = 0
    if sys.stdout.isatty():
        with contextlib.suppress(OSError, ValueError):
            columns = int(os.environ.get("COLUMNS") or os.get_terminal_size(sys.stdout.fileno()).columns)
    # Consoles of code page 932 show ① and × as wide as kanji.
    wide = (sys.stdout.encoding or "").lower().replace("-", "") in ("cp932", "shiftjis", "mskanji")
    return Paper(max(columns, 40) if columns else 0, 2 if wide else 1, language)


def write(lines: Iterable[Line]) -> None:
    """Write lines, in colour on a terminal unless NO_COLOR says otherwise."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        for line in lines:
            print(_for_reader("".join(text for text, _ in line), sys.stdout))
        return
    from rich.console import Console  # 40 ms; only for a terminal
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        # Text.assemble takes plain strings with styles: no markup is read in them.
        console.print(Text.assemble(*((text, _STYLES.get(style, "")) for text, style in line)))


def write_utf8(text: str, syntax: str | None) -> None:
    """Write machine-readable output, which is UTF-8 whatever the console's encoding.

    `syntax` (json, xml, text) is how GitHub's runner is kept from obeying it; None where nothing of it may change.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write((_for_reader(text, sys.stdout, syntax) if syntax else text).encode())


def _for_reader(text: str, stream: TextIO, syntax: str = "text") -> str:
    """Return text as the reader of a stream may have it."""
    if not os.environ.get("GITHUB_ACTIONS"):  # nearly always; spares the import
        return text
    from postlint.cli.runner import inert, reads

    return inert(text, syntax) if reads(stream) else text
