"""What GitHub's runner takes for a command, made harmless where it is the one that reads.

It reads a step's standard output and error by lines, and obeys `::error …::…` at the head of one, blanks before it or
not, and the older `##[error]…` anywhere in one (actions/runner, src/Runner.Common/ActionCommand.cs: TryParseV2 and
TryParse). No draft and no file name may command. JSON and XML have escapes of their own, with which their readers see
no difference; elsewhere the mark is written as control characters are. What goes into a file is left alone.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TextIO

# The number sign and the colon that break a command, by the syntax of the text they stand in.
ESCAPES = {
    "text": ("\\u{23}", "\\u{3a}"),
    "json": ("\\u0023", "\\u003a"),
    "xml": ("&#35;", "&#58;"),
}
# .NET ends lines at CR, too, and its blanks are those of `\s` but for four control characters.
_COMMAND = re.compile(r"(?P<blanks>(?:\A|(?<=[\r\n]))[^\S\r\n]*):(?=:[^\r\n]*::)|#(?=#\[)")


def reads(stream: TextIO) -> bool:
    """Tell whether GitHub's runner may be what reads a stream: within a step, unless it goes into a file."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return False
    try:
        return not stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (AttributeError, OSError, ValueError):
        return True


def inert(text: str, syntax: str) -> str:
    """Return text without a command in any of its lines; `syntax` is one of ESCAPES."""
    number, colon = ESCAPES[syntax]
    return _COMMAND.sub(lambda found: number if found["blanks"] is None else found["blanks"] + colon, text)
