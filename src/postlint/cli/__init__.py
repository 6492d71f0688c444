"""The command line: the only place that prints, reads the environment and exits.

Exit status: 0 nothing at or above `--fail-on`, 1 something is, 2 could not be judged.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> None:
    """Run postlint. No traceback reaches a user: what is unforeseen is one line and exit 2 (`--debug` shows it)."""
    # A run lives a tenth of a second and frees everything at its end; collecting cycles meanwhile costs 5 ms.
    gc.disable()
    from postlint.cli.streams import prepare, say

    prepare()
    from postlint.errors import PostlintError

    try:
        status = _run()
    except PostlintError as fault:
        say(f"postlint: {fault}")
        status = 2
    except BrokenPipeError:
        status = 0  # the reader (head, less) has had enough
    except KeyboardInterrupt:
        status = 130
    except BaseException as fault:  # Sudachi's PanicException is no Exception
        if isinstance(fault, SystemExit) or "--debug" in sys.argv:
            raise
        say(f"postlint: 思わぬ誤りで止まりました（{type(fault).__name__}: {fault}）。--debug を付けると詳細が出ます")
        status = 2
    _leave(status)


def _run() -> int:
    if sys.argv[1:2] == ["check"]:
        from postlint.cli.arguments import CHECK, read

        given = read(sys.argv[2:], CHECK)
        if given is not None:
            from postlint.cli.check import run

            return run(**given)
    from postlint.cli.app import app
    from postlint.cli.streams import say

    try:
        result = app(sys.argv[1:])(standalone_mode=False)
    except Exception as fault:
        # typer brings a click of its own from 0.26 on; importing the other to name its exceptions would cost 13 ms.
        if hasattr(fault, "format_message"):
            asked = type(fault).__name__ == "NoArgsIsHelpError"  # its message is the help text
            hint = "" if asked else "（postlint --help で使い方を表示します）"
            say(f"{'' if asked else 'postlint: '}{fault.format_message()}{hint}")
            return 2
        if hasattr(fault, "exit_code"):
            return int(fault.exit_code)
        raise
    return int(result or 0)


def _leave(status: int) -> NoReturn:
    """Flush and leave at once: taking the interpreter apart would cost 8 ms, and there is nothing left to save."""
    from postlint.cli.streams import flush

    flush()
    os._exit(status)
