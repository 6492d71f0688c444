"""`postlint export FILE…`: exactly the text that is to be published."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE…|-", help="下書き。- は標準入力")],
) -> int:
    """投稿する本文だけを、UTF-8でそのまま出力します。front matterと例外承認は出しません。判定はしません。"""
    from postlint.cli.streams import write_utf8
    from postlint.drafts import MAX_BYTES, read_bytes, read_file

    # All are read before anything is written: half of what was asked for could be published by mistake.
    drafts = [
        read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), path="-") if name == "-" else read_file(name) for name in files
    ]
    write_utf8("".join(draft.text for draft in drafts), None)
    return 0
