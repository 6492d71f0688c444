"""`postlint schema KIND`: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="rule contexts words city configuration")],
) -> int:
    """ルール、市のファイル、postlint.yaml などのJSON Schemaを出力します。エディターの補完と検査に使えます。"""
    from postlint.checks import registry
    from postlint.cli.options import choose
    from postlint.cli.streams import write_utf8
    from postlint.policy.json_schema import KINDS, json_schema
    from postlint.report.json import dump

    choose("KIND", kind, tuple(KINDS))
    write_utf8(dump(json_schema(kind, registry())), "json")
    return 0
